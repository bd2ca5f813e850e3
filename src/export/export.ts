/** Streams what readers have as items of a format: a few articles at a time, as of one moment where that is to be had. */

import { type ExportedArticle, exportedArticles, exportPlaces } from '../../db/articles/exported.ts';
import type { Db } from '../../db/engine/database.ts';
import { inSnapshot } from '../../db/engine/snapshot.ts';
import { digestOf } from './digest.ts';
import { ninjsOf } from './ninjs.ts';
import { plainItemOf } from './plain-item.ts';

export const exportFormats = ['ninjs', 'ndjson', 'markdown'] as const;

export type ExportFormat = (typeof exportFormats)[number];

/** One article, written. */
export interface ExportedItem {
  /** Where it stands in a folder: by year and month, under its slug. */
  readonly path: string;
  /** With a line's end. */
  readonly text: string;
}

export interface ExportWish {
  readonly format: ExportFormat;
  /** Only what was published or changed since then. */
  readonly since: Date | null;
  readonly publicUrl: string;
  /** Whether others may be let in between a few articles and the next, which then aren't of one moment. */
  readonly isInParts?: boolean;
}

/** Their bodies are in memory together. */
const ARTICLES_AT_ONCE = 50;

/** @returns how many there were */
export async function exportNewsroom(
  db: Db,
  wish: ExportWish,
  write: (item: ExportedItem) => Promise<unknown>,
): Promise<number> {
  const written = await writerOf(wish);
  const exportFrom = async (from: Db) => {
    let count = 0;
    for await (const places of exportPlaces(from, wish.since)) {
      for (let at = 0; at < places.length; at += ARTICLES_AT_ONCE) {
        const ids = places.slice(at, at + ARTICLES_AT_ONCE).map(({ id }) => id);
        for (const article of await exportedArticles(from, ids)) {
          await write({ path: pathOf(article, wish.format), text: written(article) });
          count += 1;
        }
      }
    }
    return count;
  };
  return wish.isInParts === true ? exportFrom(db) : inSnapshot(db, exportFrom);
}

async function writerOf({ format, publicUrl }: ExportWish): Promise<(article: ExportedArticle) => string> {
  switch (format) {
    case 'ninjs':
      return (article) => `${JSON.stringify(ninjsOf(article, publicUrl))}\n`;
    case 'ndjson':
      return (article) => {
        const item = plainItemOf(article, publicUrl);
        return `${JSON.stringify({ ...item, digest: digestOf(item) })}\n`;
      };
    case 'markdown': {
      const { markdownOf } = await import('./markdown.ts');
      return (article) => markdownOf(article, publicUrl);
    }
  }
}

function pathOf({ published_at, slug }: ExportedArticle, format: ExportFormat): string {
  const [year, month] = published_at.toISOString().split('-');
  return `${year}/${month}/${slug}.${format === 'markdown' ? 'md' : 'json'}`;
}
