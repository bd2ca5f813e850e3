/** Suggests topics for a text that isn't published yet, by what the engine of related articles knows. */

import type { Db } from '../../db/engine/database.ts';
import { frequenciesOf } from '../../db/related/corpus.ts';
import { topicIdsNear, type UnpublishedText, unpublishedDocument } from '../../db/related/suggested-topics.ts';
import { analyse, INDEXED_TERMS, queryOf, sizeOf } from '../related/analyse.ts';
import { stopTermsOf } from '../related/stop-words.ts';
import { bestTerms } from '../related/text-similarity.ts';

/** @returns ids of topics, the likeliest first; none while there are no articles to learn from */
export async function suggestedTopicIds(db: Db, text: UnpublishedText): Promise<number[]> {
  const { document, articles, length } = await unpublishedDocument(db, text);
  if (articles === 0) return [];
  const stored = analyse({ id: 0, at: 0, document, language: text.language }, await stopTermsOf(db, text.language));
  const query = queryOf(stored, await frequenciesOf(db, stored.terms), sizeOf({ articles, length }), null);
  return topicIdsNear(db, bestTerms(query, INDEXED_TERMS));
}
