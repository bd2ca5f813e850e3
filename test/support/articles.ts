/** Small articles to publish, each made for one behaviour. */

import type { Db } from '../../db/engine/database.ts';
import type { ImportedDocument } from '../../src/import/imported-document.ts';
import { saveDocument } from '../../src/import/save.ts';

/** An article that matters only in what is given. */
export function piece(origin: string, given: Partial<ImportedDocument> = {}): ImportedDocument {
  return {
    origin,
    headline: origin,
    body: '<p>Nothing to report.</p>',
    language: 'en',
    publishedAt: new Date('2026-03-01T12:00:00Z'),
    topics: [],
    attributions: [],
    ...given,
  };
}

/** Saves them in this order. @returns ids in the same order */
export async function publish(db: Db, pieces: readonly ImportedDocument[]): Promise<number[]> {
  const ids: number[] = [];
  for (const each of pieces) ids.push((await saveDocument(db, each)).articleId as number);
  return ids;
}
