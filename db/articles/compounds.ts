/** Compounds: words of the corpus that begin or end with another word. */

import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../engine/database.ts';

/** Words that begin or end alike are many; these are the first by the alphabet, from their end those that end so. */
const LOOKED_AT = sql.lit(500);
const MAX_COMPOUNDS = sql.lit(50);

/** Languages that write compounds as one word; in others a word within another is another word: ship in friendship. */
const compounding = ['da', 'de', 'fi', 'nb', 'nl', 'nn', 'no', 'sv'] as const;

/** The text of a tsquery: what an article in one of them has. */
export const compoundingTags = compounding.map((tag) => `'::${tag}'`).join(' | ');

/** @param tag a primary subtag, as SQL */
export function isCompounding(tag: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`${tag} in (${sql.join(compounding.map((each) => sql.lit(each)))})`;
}

/** @param language BCP 47; undefined is any */
export function mayHaveCompounds(language: string | undefined): boolean {
  const [tag] = language?.toLowerCase().split('-') ?? [];
  return tag === undefined || compounding.some((each) => each === tag);
}

export interface OtherWord {
  readonly word: string;
  /** In how many it is. */
  readonly articles: number;
}

/**
 * By position in `words`: words that begin or end with it and have at least two letters more, the most
 * frequent first; one statement. They may be of a piece that readers don't have.
 *
 * Relies on the key of `corpus_word`, and on its index over words read from their end.
 */
export async function wordsWith(db: Db, words: readonly string[]): Promise<readonly (readonly OtherWord[])[]> {
  const { rows } = await sql<{ found: OtherWord[] }>`
    select coalesce((
      select jsonb_agg(best order by articles desc, word) from (
        select distinct word, articles from (
          (select word, articles from corpus_word
           where word > g.word || 'a' and word < g.word || U&'\\+10FFFF' order by word limit ${LOOKED_AT})
          union all
          (select word, articles from corpus_word
           where reverse(word) collate "C" > reverse(g.word) || 'a' and reverse(word) collate "C" < reverse(g.word) || U&'\\+10FFFF'
           order by reverse(word) collate "C" limit ${LOOKED_AT})
        ) c where length(word) >= length(g.word) + 2 and left(word, 1) <> '~'
        order by articles desc, word limit ${MAX_COMPOUNDS}
      ) best
    ), '[]') as found
    from unnest(${words}::text[]) with ordinality g (word, position) order by position
  `.execute(db);
  return rows.map(({ found }) => found);
}
