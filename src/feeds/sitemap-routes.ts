/**
 * `GET /sitemap.xml`, the files that it names, and `GET /sitemap-news.xml`. A file goes out while it is being read, so
 * that its size is nobody's memory.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type MapKind, mappedPages } from '../../db/articles/sitemaps.ts';
import type { Db } from '../../db/engine/database.ts';
import { MAX_INTEGER } from '../../db/engine/keyset.ts';
import type { CoalescingCache } from '../caching/coalescing-cache.ts';
import { articles, sources, topics } from '../caching/tags.ts';
import { compressing, type Encoding, encodingFor } from '../compression/content-encoding.ts';
import { sendError, sendStarting } from '../http/respond.ts';
import type { Route } from '../http/routes.ts';
import { articleUrl, sourceUrl, topicUrl } from '../site/urls.ts';
import { sitemap } from './sitemap.ts';
import { answerIndex, answerNews, type MapSettings, sitemapHeaders } from './sitemap-answers.ts';
import { sendText } from './text-answer.ts';

/** URLs a file may have, by the protocol. */
const MAX_URLS_PER_FILE = 50_000;

interface MapLimits {
  readonly perFile: number;
}

/** Sources are listed when something rests on them. */
const listed = { articles: [articles], topics: [topics], sources: [sources, articles] };
const addresses = { articles: articleUrl, topics: topicUrl, sources: sourceUrl };

/** @param database undefined while it is being opened */
export function sitemapRoutes(
  database: () => Db | undefined,
  settings: () => MapSettings,
  cache: CoalescingCache,
  { perFile }: MapLimits = { perFile: MAX_URLS_PER_FILE },
): Route[] {
  const open = (handle: (db: Db, req: IncomingMessage, res: ServerResponse, path: string) => Promise<void>) => {
    return async (req: IncomingMessage, res: ServerResponse, path: string): Promise<void> => {
      const db = database();
      return db === undefined ? sendStarting(res) : handle(db, req, res, path);
    };
  };
  const index = open((db, req, res) =>
    sendText(req, res, cache, 'map', (reads) => answerIndex({ ...settings(), db, reads }, perFile)),
  );
  const news = open((db, req, res) =>
    sendText(req, res, cache, 'news', (reads) => answerNews({ ...settings(), db, reads })),
  );
  const file = open(async (db, req, res, path) => {
    const wanted = fileOf(path);
    const above = wanted === null ? MAX_INTEGER : (wanted.file - 1) * perFile;
    if (wanted === null || above >= MAX_INTEGER) return sendNone(res);
    const upTo = Math.min(above + perFile, MAX_INTEGER);
    const parts = entriesOf(db, wanted.kind, above, upTo, settings().publicUrl);
    const first = await parts.next();
    if (first.done) return sendNone(res);
    for (const [name, value] of pairsOf(cache.headOf(listed[wanted.kind]))) res.setHeader(name, value);
    const encoding = encodingFor(req.headers['accept-encoding']);
    res.appendHeader('Vary', 'Accept-Encoding');
    if (encoding !== null) res.setHeader('Content-Encoding', encoding);
    res.writeHead(200, sitemapHeaders);
    if (req.method === 'HEAD') {
      await parts.return(undefined);
      res.end();
    } else {
      await sendParts(res, sitemap(startingWith(first.value, parts)), encoding);
    }
  });
  return [
    { method: 'GET', path: '/sitemap.xml', handle: index },
    { method: 'GET', path: '/sitemap-news.xml', handle: news },
    { method: 'GET', path: '/sitemap-', handle: file },
  ];
}

function pairsOf(head: readonly string[]): [string, string][] {
  return Array.from({ length: head.length / 2 }, (_, pair) => [head[2 * pair] as string, head[2 * pair + 1] as string]);
}

function sendNone(res: ServerResponse): void {
  sendError(res, 404, 'There is no such map; /sitemap.xml names those that there are.', { code: 'NOT_FOUND' });
}

function fileOf(path: string): { readonly kind: MapKind; readonly file: number } | null {
  const [, kind, file] = /^\/sitemap-(?:(topics|sources)-)?([1-9]\d{0,9})\.xml$/.exec(path) ?? [];
  return file === undefined ? null : { kind: (kind as MapKind | undefined) ?? 'articles', file: Number(file) };
}

async function* entriesOf(db: Db, kind: MapKind, above: number, upTo: number, publicUrl: string) {
  for await (const pages of mappedPages(db, kind, { above, upTo })) {
    yield pages.map(({ slug, changed_at }) => ({ url: addresses[kind](publicUrl, slug), changedAt: changed_at }));
  }
}

async function* startingWith<Part>(first: Part, others: AsyncIterable<Part>): AsyncGenerator<Part> {
  yield first;
  yield* others;
}

/** Who leaves halfway is no error. */
async function sendParts(res: ServerResponse, parts: AsyncIterable<string>, encoding: Encoding | null): Promise<void> {
  try {
    const source = Readable.from(parts, { highWaterMark: 1 });
    await (encoding === null ? pipeline(source, res) : pipeline(source, compressing(encoding), res));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
