/** The words of the corpus and their stems: in how many articles each is, and which are a typing error away from another. */

import { sql } from 'kysely';
import { takeLock } from '../engine/advisory-locks.ts';
import type { Db, Trx } from '../engine/database.ts';
import { languagesInUse } from './languages-in-use.ts';
import { foldedStems } from './stems.ts';

/** Of what waits to be counted, the latest are looked at, since the latest are indexed first. */
const LATEST = 10_000;

/** Counts the words of some of the articles that wait for that, and not to be indexed. @returns words that are new, and how many articles were counted */
export async function countArticleWords(trx: Trx, count: number): Promise<{ articles: number; newWords: string[] }> {
  await takeLock(trx, 'corpusWords');
  const { rows } = await sql<{ word: string; is_new: boolean; articles: number }>`
    with counted as materialized (
      delete from article_to_count where article_id in (
        select c.article_id from article_to_count c join (
          select article_id from article_to_count order by article_id desc limit ${sql.lit(LATEST)}
        ) latest using (article_id)
        where not exists (select from article_to_index i where i.article_id = c.article_id)
        order by c.article_id desc limit ${count} for update of c skip locked
      ) returning article_id
    ),
    text as materialized (
      select w.words, w.length, (select coalesce(max(substr(lexeme, 3)), '') from unnest(w.words) l where lexeme ^@ '::') as tag
      from counted join article_words w using (article_id)
    ),
    found as materialized (
      select lexeme as word, count(*)::int as articles, 0::bigint as words, array_agg(distinct tag) as languages
      from text cross join lateral unnest(words) l
      where lexeme !~ '^[\\^=#@:]' group by lexeme
      union all
      select '', count(*)::int, sum(length), '{}' from text having count(*) > 0
    )
    insert into corpus_word as c (word, articles, words, languages) select * from found order by word collate "C"
    on conflict (word) do update set articles = c.articles + excluded.articles, words = c.words + excluded.words,
      languages = case when c.languages @> excluded.languages then c.languages
                       else array(select distinct unnest(c.languages || excluded.languages)) end
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
  /** Of a rare one, if that was asked: whether more articles have another form of it by the rules of their language, so that it is no typing error. */
  readonly hasForms: boolean;
  /** Words that share a key with it, the most frequent first; none for a word that isn't among the rarest. */
  readonly near: readonly { readonly word: string; readonly articles: number }[];
}

const MAX_NEAR = 20;
/** A word in more articles is none that somebody has typed wrong. */
export const MAX_ERRORS_ARTICLES = 2;
/** Of a search's words, the rarest of which forms and neighbours are looked for. */
export const MAX_DOUBTFUL = 32;
/** While more articles wait to be counted, nothing is known of a word that none has. */
const MAX_UNCOUNTED = 5_000;

/**
 * By position in `words`; one statement. What is near may be the word of a piece that readers don't have.
 *
 * Relies on the index over `corpus_word.keys`, which is asked for one key at a time: for all of a word's at once the
 * planner would rather read the whole table.
 */
export async function corpusWords(db: Db, words: readonly WordToFind[]): Promise<FoundWord[]> {
  const { rows } = await sql<FoundWord>`
    with used_tag as materialized (${languagesInUse}),
    known as materialized (
      select count(*) <= ${MAX_UNCOUNTED} as is_all from (select from article_to_count limit ${MAX_UNCOUNTED + 1}) waiting
    ),
    asked as materialized (
      select g.*, f.articles, f.articles <= ${MAX_ERRORS_ARTICLES} and row_number() over (
        order by g.keys = '{}' and not g.asks_forms, f.articles, g.position
      ) <= ${MAX_DOUBTFUL} as is_doubtful
      from unnest(${words.map(({ word }) => word)}::text[], ${words.map(({ keys }) => `{${keys.join()}}`)}::text[],
        ${words.map(({ asksForms }) => asksForms)}::bool[]) with ordinality g (word, keys, asks_forms, position)
      cross join lateral (
        select coalesce((select articles from corpus_word c where c.word = g.word), 0) as articles offset 0
      ) f
    )
    select g.articles, g.asks_forms and g.is_doubtful and exists (
      select from used_tag cross join lateral ${foldedStems(sql`tag`, sql`g.word`)}
      join corpus_word c on c.word in (stem, '~' || stem)
      -- What was counted by the version before has no languages.
      where c.word <> g.word and c.articles > g.articles and (c.languages = '{}' or tag = any(c.languages))
    ) as "hasForms", coalesce((
      select jsonb_agg(n order by n.articles desc, n.word) from (
        select distinct c.word, c.articles
        from unnest(case when g.is_doubtful and (select is_all from known) then g.keys::int[] end) k (key)
        cross join lateral (select word, articles from corpus_word where keys @> array[k.key] offset 0) c
        where c.word <> g.word order by c.articles desc, c.word limit ${MAX_NEAR}
      ) n
    ), '[]') as near
    from asked g
    order by position
  `.execute(db);
  return rows;
}
