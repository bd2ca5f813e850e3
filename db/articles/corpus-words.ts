/** The words of the corpus and their stems: in how many articles each is, and which are a typing error away from another. */

import { sql } from 'kysely';
import { takeLock } from '../engine/advisory-locks.ts';
import type { Db, Trx } from '../engine/database.ts';
import { languagesInUse } from './languages-in-use.ts';

/** Counts the words of some of the articles that wait for that. @returns words that are new, and how many articles were counted */
export async function countArticleWords(trx: Trx, count: number): Promise<{ articles: number; newWords: string[] }> {
  await takeLock(trx, 'corpusWords');
  const { rows } = await sql<{ word: string; is_new: boolean; articles: number }>`
    with counted as materialized (
      delete from article_to_count where article_id in (
        select article_id from article_to_count order by article_id limit ${count} for update skip locked
      ) returning article_id
    ),
    found as materialized (
      select lexeme as word, count(*)::int as articles, 0::bigint as words
      from counted join article_words w using (article_id) cross join lateral unnest(w.words) l
      where lexeme !~ '^[\\^=#@:]' group by lexeme
      union all
      select '', count(*)::int, sum(w.length) from counted join article_words w using (article_id) having count(*) > 0
    )
    insert into corpus_word as c (word, articles, words) select * from found order by word collate "C"
    on conflict (word) do update set articles = c.articles + excluded.articles, words = c.words + excluded.words
    returning word, xmax = 0 as is_new, (select articles from found where word = '') as articles
  `.execute(trx);
  return {
    articles: rows[0]?.articles ?? 0,
    newWords: rows.filter(({ is_new, word }) => is_new && word !== '').map(({ word }) => word),
  };
}

export async function saveWordKeys(
  trx: Trx,
  words: readonly { word: string; keys: readonly number[] }[],
): Promise<void> {
  await sql`
    update corpus_word c set keys = array(select jsonb_array_elements_text(g.keys)::int)
    from jsonb_to_recordset(${JSON.stringify(words)}::jsonb) g (word text, keys jsonb) where c.word = g.word
  `.execute(trx);
}

export interface WordToFind {
  readonly word: string;
  readonly keys: readonly number[];
  /** Whether it is asked if the corpus has another form of it. */
  readonly asksForms: boolean;
}

export interface FoundWord {
  /** In how many articles it is. */
  readonly articles: number;
  /** Of a rare one, if that was asked: whether more articles have another form of it, so that it is no typing error. */
  readonly hasForms: boolean;
  /** Words that share a key with it, the most frequent first; none for a word that isn't rare. */
  readonly near: readonly { readonly word: string; readonly articles: number }[];
}

const MAX_NEAR = 20;
/** A word in more articles is none that somebody has typed wrong. */
export const MAX_ERRORS_ARTICLES = 2;

/**
 * By position in `words`; one statement. What is near may be the word of a piece that readers don't have.
 *
 * Relies on the index over `corpus_word.keys`, which is asked for one key at a time: for all of a word's at once the
 * planner would rather read the whole table.
 */
export async function corpusWords(db: Db, words: readonly WordToFind[]): Promise<FoundWord[]> {
  const { rows } = await sql<FoundWord>`
    with used_tag as materialized (${languagesInUse})
    select f.articles, g.asks_forms and f.articles <= ${MAX_ERRORS_ARTICLES} and exists (
      select from used_tag cross join lateral unnest(stems_of(tag, g.word)) stem
      join corpus_word c on c.word in (ltrim(stem, '~'), '~' || ltrim(stem, '~'))
      where c.word <> g.word and c.articles > f.articles
    ) as "hasForms", coalesce((
      select jsonb_agg(n order by n.articles desc, n.word) from (
        select distinct c.word, c.articles
        from unnest(case when f.articles <= ${MAX_ERRORS_ARTICLES} then g.keys::int[] end) k (key)
        cross join lateral (select word, articles from corpus_word where keys @> array[k.key] offset 0) c
        where c.word <> g.word order by c.articles desc, c.word limit ${MAX_NEAR}
      ) n
    ), '[]') as near
    from unnest(${words.map(({ word }) => word)}::text[], ${words.map(({ keys }) => `{${keys.join()}}`)}::text[],
      ${words.map(({ asksForms }) => asksForms)}::bool[]) with ordinality g (word, keys, asks_forms, position)
    cross join lateral (
      select coalesce((select articles from corpus_word c where c.word = g.word), 0) as articles offset 0
    ) f
    order by position
  `.execute(db);
  return rows;
}
