/**
 * Which words of a search are foreign to a language, so that a form by its rules is another word: Italian makes the same stem of
 * climate as of clima. The corpus tells, by how many articles of each language have the word itself. In a newsroom of one
 * language none is foreign.
 */

import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import { languagesInUse } from './languages-in-use.ts';
import { foldedStems } from './stems.ts';

/** A word is at home in a language where it is as often as this share of its most frequent form by the rules of that. */
const HOME_SHARE = sql.lit(0.05);
/** What fewer articles have may be of a quotation. */
const HOME_ARTICLES = sql.lit(2);
/** Where it is at home it is so many times as frequent as where it is foreign, */
const TIMES_AS_FREQUENT = sql.lit(5);
/** and has this share of the frequency of what it would be taken for there. */
const SHARE_OF_FORMS = sql.lit(0.05);

/**
 * The columns of `words`, a row of `tag, n, lexeme, stems` for each word in each language, and `is_foreign`. Where there is one
 * language nothing of the corpus is read.
 *
 * Relies on the key of `corpus_word`.
 *
 * @param words an item of `from`; `stems text[]` are folded, null of what has no other form
 * @param hasSeveral whether there are several languages
 */
export function withForeign(words: RawBuilder<unknown>, hasSeveral: RawBuilder<boolean>): RawBuilder<unknown> {
  const articlesWith = (word: RawBuilder<unknown>) =>
    sql`(select (by_language -> tag)::float8 from corpus_word c where c.word = ${word})`;
  return sql`
    select *, coalesce(stems is not null and not is_home and home_share >= greatest(
      ${TIMES_AS_FREQUENT} * own / of_language, ${SHARE_OF_FORMS} * forms / of_language
    ), false) as is_foreign
    from (
      select *, max(own / of_language) filter (where is_home and own >= ${HOME_ARTICLES}) over (partition by n) as home_share
      from (
        select *, own > 0 and own >= ${HOME_SHARE} * forms as is_home from (
          select *, greatest(1, case when ${hasSeveral} then ${articlesWith(sql`''`)} end) as of_language,
                 coalesce(case when ${hasSeveral} then ${articlesWith(sql`lexeme`)} end, 0) as own,
                 coalesce(case when ${hasSeveral} then (
                   select max(${articlesWith(sql`form`)}) from unnest(stems || array(select '~' || unnest(stems))) form
                 ) end, 0) as forms
          from ${words}
        ) counted
      ) homely
    ) homes`;
}

export interface ForeignKey {
  /** BCP 47. */
  readonly language: string;
  /** Each folded and as it was typed. */
  readonly words: readonly (readonly [lexeme: string, word: string])[];
}

/** Those that are foreign to the language, folded, by position in `keys`. */
export async function foreignWords(db: Db, keys: readonly ForeignKey[]): Promise<ReadonlySet<string>[]> {
  const words = new Map(keys.flatMap((key) => key.words));
  if (words.size === 0) return keys.map(() => new Set());
  const given = sql`used_tag cross join unnest(${[...words.keys()]}::text[], ${[...words.values()]}::text[]) with ordinality w (lexeme, word, n)
    cross join lateral (select array_agg(distinct stem) as stems from ${foldedStems(sql`tag`, sql`w.word`)}) s`;
  const { rows } = await sql<{ tag: string; lexeme: string }>`
    with used_tag as materialized (${languagesInUse})
    select tag, lexeme from (${withForeign(given, sql`(select count(*) > 1 from used_tag)`)}) known where is_foreign
  `.execute(db);
  const foreign = Map.groupBy(rows, ({ tag }) => tag);
  return keys.map(({ language }) => {
    const [tag = ''] = language.toLowerCase().split('-');
    return new Set((foreign.get(tag) ?? []).map(({ lexeme }) => lexeme));
  });
}
