/** Compounds: words of the corpus that begin or end with another word. */

import { sql } from 'kysely';
import type { Db } from '../engine/database.ts';

/** Words that begin alike are many; these are the first by the alphabet. */
const LOOKED_AT = sql.lit(500);
const MAX_COMPOUNDS = sql.lit(50);

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
           where word > g.word || 'a' and word < g.word || U&'\\+10FFFF' limit ${LOOKED_AT})
          union all
          (select word, articles from corpus_word
           where reverse(word) collate "C" > reverse(g.word) || 'a' and reverse(word) collate "C" < reverse(g.word) || U&'\\+10FFFF'
           limit ${LOOKED_AT})
        ) c where length(word) >= length(g.word) + 2 and left(word, 1) <> '~'
        order by articles desc, word limit ${MAX_COMPOUNDS}
      ) best
    ), '[]') as found
    from unnest(${words}::text[]) with ordinality g (word, position) order by position
  `.execute(db);
  return rows.map(({ found }) => found);
}
