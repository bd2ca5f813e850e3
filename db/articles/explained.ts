/** Why an article stands where it does among the results of a search: its score, and what each field alone would give it. */

import { sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import { byVariant } from '../engine/statement-variants.ts';
import { type Search, searchQuery } from './search.ts';
import { relevance, SCORE_UNITS, searchWeights, wordsToScore } from './search-score.ts';

export interface ExplainedKey {
  readonly id: number;
  readonly search: Search;
  /** Of the list's filter. */
  readonly language: string | undefined;
}

/** In the units of the formula. */
export interface Explanation {
  /** By words, without meaning and age. */
  readonly score: number;
  readonly headline: number;
  readonly standfirst: number;
  /** Names of topics and sources, quotes and captions. */
  readonly beside: number;
  readonly body: number;
}

/** By position in `keys`; one statement for each search among them. */
export async function explained(db: Db, keys: readonly ExplainedKey[]): Promise<(Explanation | null)[]> {
  const found = await byVariant(
    keys,
    ({ search, language }) => JSON.stringify([search, language]),
    (alike) => explain(db, alike),
  );
  return found.map((row) => row ?? null);
}

async function explain(db: Db, keys: readonly ExplainedKey[]): Promise<Map<number, Explanation>> {
  const [first] = keys;
  if (first === undefined) return new Map();
  // A score is at least 1, which stands for nothing.
  const part = (field?: 'A' | 'B' | 'C' | 'D') => sql`(${relevance(field)} - 1)::float8 / ${sql.lit(SCORE_UNITS)}`;
  const { rows } = await sql<Explanation & { key: number }>`
    with ${searchQuery(first.search, first.language)}, ${searchWeights}
    select k.key::int as key, ${part()} as score, ${part('A')} as headline, ${part('B')} as standfirst,
           ${part('C')} as beside, ${part('D')} as body
    from unnest(${keys.map(({ id }) => id)}::int[]) with ordinality k (id, key)
    cross join lateral (
      select ${wordsToScore} from article_words w where w.article_id = k.id offset 0
    ) w
  `.execute(db);
  return new Map(rows.map(({ key, ...row }) => [key, row]));
}
