/** Feeds and sitemaps of a newsroom over HTTP, and their validation by schemas. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll } from 'vitest';
import { validateXML, type XMLFileInfo } from 'xmllint-wasm';
import { mapKinds, mappedPages } from '../../db/articles/sitemaps.ts';
import type { Db } from '../../db/engine/database.ts';
import { createLoaders } from '../../db/loaders.ts';
import { schema } from '../../schema/schema.ts';
import { type CoalescingCache, createCoalescingCache } from '../../src/caching/coalescing-cache.ts';
import { createReads } from '../../src/caching/reads.ts';
import { readConfig } from '../../src/config.ts';
import { answerFeed } from '../../src/feeds/answer.ts';
import { feedRoute } from '../../src/feeds/routes.ts';
import { answerIndex, answerNews } from '../../src/feeds/sitemap-answers.ts';
import { sitemapRoutes } from '../../src/feeds/sitemap-routes.ts';
import { createHttpServer, type HttpServer } from '../../src/server.ts';
import { publicUrl, type TestNewsroom } from './newsroom.ts';
import { patient } from './patience.ts';

interface SiteSettings {
  readonly websubHub?: string;
  /** URLs in a file of the map. */
  readonly perFile?: number;
}

/** @returns what asks for a path; redirects aren't followed */
export function useSite(
  newsroom: TestNewsroom,
  { websubHub, perFile = 50_000 }: SiteSettings = {},
  cached?: { readonly answers: CoalescingCache },
) {
  let http: HttpServer;
  let address: string;
  beforeAll(async () => {
    const settings = () => ({ publicUrl, siteName: 'The Courier & Gull', websubHub });
    const open = { db: newsroom.db, loaders: createLoaders(newsroom.db) };
    // Where nobody says what changes nothing is kept.
    const answers = cached?.answers ?? createCoalescingCache({ maxBytes: 0, tagHeaderName: 'Cache-Tag' });
    http = createHttpServer({
      config: readConfig({ PORT: '0', CORS_ORIGINS: 'none', ...patient }),
      logger: pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
      schema,
      createContext: () => Promise.reject(new Error('nobody asks')),
      isReady: () => ({ ready: true }),
      routes: [
        feedRoute(() => open, settings, answers),
        ...sitemapRoutes(() => newsroom.db, settings, answers, { perFile }),
      ],
    });
    address = (await http.listen()).url;
  });
  afterAll(() => http.close());
  const visit = (path: string, init: RequestInit = {}) => fetch(address + path, { redirect: 'manual', ...init });
  const read = async (path: string) => {
    const response = await visit(path);
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text}`);
    return text;
  };
  return { visit, read };
}

/** Everything that feeds and maps say at the moment, asked of a database itself. */
export async function feedsAndMaps(db: Db, lists: readonly string[]): Promise<string> {
  const reads = createReads();
  const needs = { db, loaders: createLoaders(db), reads, publicUrl, siteName: 'The Gull', websubHub: undefined };
  const query = new URLSearchParams({ first: '100' });
  const paths = lists.flatMap((list) => ['rss', 'atom', 'json'].map((format) => `/feeds/${list}.${format}`));
  const feeds = await Promise.all(paths.map((path) => answerFeed({ path, query, accept: undefined }, needs)));
  const maps = [await answerIndex(needs, 50_000), await answerNews(needs)];
  const pages = await Promise.all(
    mapKinds.map((kind) => Readable.from(mappedPages(db, kind, { above: 0, upTo: 50_000 })).toArray()),
  );
  for (const { status, body } of feeds) if (status !== 200) throw new Error(body);
  return [...feeds.map(({ body }) => body), ...maps.map(({ body }) => body), JSON.stringify(pages)].join('\n');
}

const schemas = join(import.meta.dirname, '../fixtures/schemas');
const shipped = join(import.meta.dirname, '../../node_modules/sitemap/schema');

/** What its schema complains of; nothing when it is valid. */
export async function complaintsAbout(xml: string, kind: 'rss' | 'atom' | 'index' | 'map' | 'news'): Promise<string[]> {
  const file = async (folder: string, fileName: string): Promise<XMLFileInfo> => {
    return { fileName, contents: await readFile(join(folder, fileName), 'utf8') };
  };
  const given = { xml: { fileName: `${kind}.xml`, contents: xml } };
  const { errors } =
    kind === 'rss' || kind === 'atom'
      ? await validateXML({ ...given, extension: 'relaxng', schema: await file(schemas, `${kind}.rng`) })
      : kind === 'index'
        ? await validateXML({ ...given, schema: await file(schemas, 'sitemap-index.xsd') })
        : await validateXML({
            ...given,
            schema: bothMaps,
            preload: [await file(shipped, 'sitemap.xsd'), await file(schemas, 'sitemap-news.xsd')],
          });
  return errors.map(({ message }) => message);
}

const bothMaps = {
  fileName: 'both.xsd',
  contents: `<schema xmlns="http://www.w3.org/2001/XMLSchema">
    <import namespace="http://www.sitemaps.org/schemas/sitemap/0.9" schemaLocation="sitemap.xsd"/>
    <import namespace="http://www.google.com/schemas/sitemap-news/0.9" schemaLocation="sitemap-news.xsd"/>
  </schema>`,
};
