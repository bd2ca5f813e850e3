/**
 * `GET /sitemap.xml`, the files that it names, and `GET /sitemap-news.xml`. A file goes out while it is being read, so
 * that its size is nobody's memory.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Db } from '../../db/connect.ts';
import { latestNews, type MapKind, mapFiles, mapKinds, mappedPages } from '../../db/sitemaps.ts';
import { newsSitemap, sitemap, sitemapIndex } from '../feeds/sitemap.ts';
import { articleUrl, sourceUrl, topicUrl } from '../urls.ts';
import { sendError } from './respond.ts';
import type { Route } from './routes.ts';
import { sendText } from './text-answer.ts';

/** URLs a file may have, by the protocol. */
const mostPerFile = 50_000;
/** News a map may have, by Google's rule. */
const mostNews = 1_000;
const largestId = 2_147_483_647;

const headers = { 'Content-Type': 'application/xml; charset=utf-8' } as const;

interface MapSettings {
  readonly publicUrl: string;
  readonly siteName: string;
}

interface MapLimits {
  readonly perFile: number;
}

const addresses = { articles: articleUrl, topics: topicUrl, sources: sourceUrl };

/** @param database undefined while it is being opened */
export function sitemapRoutes(
  database: () => Db | undefined,
  settings: () => MapSettings,
  { perFile }: MapLimits = { perFile: mostPerFile },
): Route[] {
  const open = (handle: (db: Db, req: IncomingMessage, res: ServerResponse, path: string) => Promise<void>) => {
    return async (req: IncomingMessage, res: ServerResponse, path: string): Promise<void> => {
      const db = database();
      if (db !== undefined) return handle(db, req, res, path);
      res.setHeader('Retry-After', '1');
      sendError(res, 503, 'Dateline is starting; try again in a moment.', { code: 'UNAVAILABLE' });
    };
  };
  const index = open(async (db, req, res) => {
    const kinds = await Promise.all(mapKinds.map((kind) => mapFiles(db, kind, perFile)));
    const maps = kinds.flatMap((files, place) =>
      files.map(({ file, changed_at }) => ({
        url: `${settings().publicUrl}${filePath(mapKinds[place] ?? 'articles', file)}`,
        changedAt: changed_at,
      })),
    );
    sendText(req, res, { status: 200, headers, body: sitemapIndex(maps) });
  });
  const news = open(async (db, req, res) => {
    const { publicUrl, siteName } = settings();
    const rows = await latestNews(db, mostNews);
    const entries = rows.map(({ slug, headline, language, first_published_at }) => {
      return { url: articleUrl(publicUrl, slug), headline, language, publishedAt: first_published_at };
    });
    sendText(req, res, { status: 200, headers, body: newsSitemap(entries, siteName) });
  });
  const file = open(async (db, req, res, path) => {
    const wanted = fileOf(path);
    const above = wanted === null ? largestId : (wanted.file - 1) * perFile;
    if (wanted === null || above >= largestId) return sendNone(res);
    const upTo = Math.min(above + perFile, largestId);
    const parts = entriesOf(db, wanted.kind, above, upTo, settings().publicUrl);
    const first = await parts.next();
    if (first.done) return sendNone(res);
    res.writeHead(200, headers);
    if (req.method === 'HEAD') {
      await parts.return(undefined);
      res.end();
    } else {
      await sendParts(res, sitemap(startingWith(first.value, parts)));
    }
  });
  return [
    { method: 'GET', path: '/sitemap.xml', handle: index },
    { method: 'GET', path: '/sitemap-news.xml', handle: news },
    { method: 'GET', path: '/sitemap-', handle: file },
  ];
}

function sendNone(res: ServerResponse): void {
  sendError(res, 404, 'There is no such map; /sitemap.xml names those that there are.', { code: 'NOT_FOUND' });
}

function filePath(kind: MapKind, file: number): string {
  return kind === 'articles' ? `/sitemap-${file}.xml` : `/sitemap-${kind}-${file}.xml`;
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
async function sendParts(res: ServerResponse, parts: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(parts, { highWaterMark: 1 }), res);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
