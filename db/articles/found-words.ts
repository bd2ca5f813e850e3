/**
 * Which rows of `article_words` a search finds, by indexes. A phrase is looked for where the pairs of its words stand,
 * since to look for it wherever its words do would be to read the half of all articles where these are frequent.
 */

import { type RawBuilder, sql } from 'kysely';
import { and } from '../engine/names.ts';

/** Two words of a phrase: any of these pairs, or what matches the text of a tsquery. */
export interface PhraseStep {
  readonly pairs: readonly number[];
  readonly otherwise?: string | undefined;
}

/** What is known of a search beside its words. */
export interface Phrases {
  /** What has to stand side by side in whatever matches. */
  readonly phrases: readonly PhraseStep[];
  /** The same where all of it is stop words. */
  readonly wholePairs: readonly number[];
}

type Part = RawBuilder<unknown>;
type Condition = RawBuilder<boolean>;

/**
 * `article_id, published_at` of what matches, besides conditions on a row called `w`.
 *
 * Relies on the indexes over `words` and `pairs`, and on that over the rows that have no pairs yet.
 *
 * @param gate none of it is read where this doesn't hold
 */
export function foundWords(
  { phrases, wholePairs }: Phrases,
  conditions: readonly Condition[] = [],
  gate: Condition = sql`true`,
): Part {
  const wanted = sql`(select wanted from query)`;
  const isWhole = sql<boolean>`(select is_whole from query)`;
  const rows = (from: Part, when: Condition) => sql`
    select w.article_id, w.published_at from ${from} w where ${and([gate, when, sql`w.words @@ ${wanted}`, ...conditions])}`;
  const narrowed = (pairs: Condition, when: Condition) => sql`
    ${rows(sql`(select * from article_words w where ${gate} and ${when} and w.pairs is not null and ${pairs} offset 0)`, when)}
    union all
    ${rows(sql`article_words`, sql`${when} and w.pairs is null`)}`;
  if (phrases.length > 0) return narrowed(and(phrases.map(hasStep)), sql`true`);
  if (wholePairs.length === 0) return rows(sql`article_words`, sql`true`);
  // Where all words are stop words of some language, they are a phrase in that.
  const asPhrase = sql<boolean>`(${and(wholePairs.map((pair) => hasAny([pair])))} or w.words @@ (select apart from query))`;
  return sql`${rows(sql`article_words`, sql`not ${isWhole}`)} union all ${narrowed(asPhrase, isWhole)}`;
}

/** `article_id` of what may have a phrase: that its words stand side by side, in no order of these pairs. */
export function stepsStand(phrases: readonly PhraseStep[]): Part {
  return sql`
    select w.article_id from article_words w where w.pairs is not null and ${and(phrases.map(hasStep))}
    union all
    select w.article_id from article_words w where w.pairs is null`;
}

function hasStep({ pairs, otherwise }: PhraseStep): Condition {
  return otherwise === undefined ? hasAny(pairs) : sql<boolean>`(${hasAny(pairs)} or w.words @@ ${otherwise}::tsquery)`;
}

const hasAny = (pairs: readonly number[]) => sql<boolean>`w.pairs && ${pairs}::int[]`;
