/** The search index: what articles are made of that are to be indexed, and the words that they are found by from then on. */

import { type RawBuilder, sql } from 'kysely';
import type { Db, Trx } from '../engine/database.ts';
import { sendAhead } from '../engine/transaction-statements.ts';

export interface ArticleToIndex {
  readonly id: number;
  readonly headline: string;
  readonly standfirst: string | null;
  /** HTML. */
  readonly body: string;
  /** Of its topics and sources, with their aliases. */
  readonly names: readonly string[];
  readonly quotes: readonly { readonly id: number; readonly text: string }[];
  /** Caption and description of its lead image. */
  readonly captions: readonly string[];
}

export interface IndexedText {
  readonly id: number;
  /** A tsvector without stems. */
  readonly words: string;
  /** Words to be stemmed by the rules of the article's language, each once, and the places of each. */
  readonly stemmed: readonly string[];
  readonly places: readonly string[];
}

export interface IndexedArticle extends IndexedText {
  /** Words of headline, standfirst and body. */
  readonly length: number;
  /** Of words that stand side by side. */
  readonly pairs: readonly number[];
  /** Each is found by itself as well. */
  readonly quotes: readonly IndexedText[];
}

/** Locked until the transaction ends, so that a change meanwhile is indexed behind this. */
export async function lockArticlesToIndex(trx: Trx, ids: readonly number[]): Promise<ArticleToIndex[]> {
  const { rows } = await sql<ArticleToIndex>`
    select a.id, a.headline, a.standfirst, a.body,
           array(
             select unnest(t.name || t.aliases) from article_topic x join topic t on t.id = x.topic_id where x.article_id = a.id
             union
             select unnest(s.name || s.aliases) from attribution x join source s on s.id = x.source_id where x.article_id = a.id
             order by 1
           ) as names,
           (
             select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'text', q.text) order by q.id), '[]')
             from quote q where q.article_id = a.id
           ) as quotes,
           array(
             select unnest(array_remove(array[i.caption, i.alt], null)) from lead_image i where i.article_id = a.id
           ) as captions
    from article a where a.id = any((select ${ids}::int[])::int[]) order by a.id for share of a
  `.execute(trx);
  return rows;
}

/** Most words are letters that fold to themselves: called for each of them, `folded` takes three times what is left. */
function foldedWord(word: RawBuilder<unknown>): RawBuilder<string> {
  return sql`case when ${word} ~ '^[a-z0-9 ]*$' then ${word} else folded(${word}) end`;
}

/** Stores the words of articles and of their quotes, and that they are indexed. */
export async function saveArticleWords(trx: Trx, articles: readonly IndexedArticle[]): Promise<void> {
  await sendAhead(
    trx,
    sql`
    with given as materialized (
      select * from jsonb_to_recordset((select ${JSON.stringify(articles)}::jsonb)::jsonb)
        g (id int, length int, words text, stemmed text[], places text[], pairs int[], quotes jsonb)
    ),
    given_text as materialized (
      select id as article_id, 0 as quote_id, words, stemmed, places from given
      union all
      select g.id, q.id, q.words, q.stemmed, q.places
      from given g cross join lateral jsonb_to_recordset(g.quotes) q (id int, words text, stemmed text[], places text[])
    ),
    spoken as materialized (
      select a.id as article_id, a.published_at, split_part(lower(a.language), '-', 1) as tag, search_config(a.language) as config
      from given g join article a on a.id = g.id
    ),
    -- NOTE: what stems_of says, written out: called for each word it takes forty times as long.
    stemmed as (
      select w.article_id, w.quote_id, string_agg('''~' || w.stem || ''':' || w.place, ' ') as words
      from (
        select distinct g.article_id, g.quote_id, w.place, ${foldedWord(sql`stem`)} as stem
        from given_text g join spoken s using (article_id)
        cross join lateral unnest(g.stemmed, g.places) w (word, place)
        cross join lateral unnest(tsvector_to_array(to_tsvector(s.config, w.word))) stem
        where stem <> w.word and ${foldedWord(sql`stem`)} <> ${foldedWord(sql`w.word`)}
      ) w group by w.article_id, w.quote_id
    ),
    found_by as materialized (
      select article_id, quote_id, s.published_at, (g.words || ' ''::' || s.tag || ''' ' || coalesce(m.words, ''))::tsvector as words
      from given_text g join spoken s using (article_id) left join stemmed m using (article_id, quote_id)
    ),
    -- NOTE: arrays, of which the planner expects few. Of the given it expects thousands, and reads whole tables for them.
    indexed as (delete from article_to_index where article_id = any(array(select id from given))),
    quoted as (
      update quote q set words = f.words from found_by f
      where q.id = any(array(select quote_id from found_by)) and q.id = f.quote_id and q.words is distinct from f.words
    )
    insert into article_words as w (article_id, published_at, length, pairs, signs, words)
    select f.article_id, f.published_at, g.length, g.pairs, 0, f.words
    from given g join found_by f on f.article_id = g.id and f.quote_id = 0
    on conflict (article_id) do update
      set length = excluded.length, words = excluded.words, pairs = excluded.pairs, pairings = w.pairings + 1, signs = w.pairings + 1
    where (w.length, w.words, w.pairs, w.signs) is distinct from (excluded.length, excluded.words, excluded.pairs, w.pairings)
  `,
  );
}

/** What a version before this one indexed, or wrote a quote of, meanwhile is to be indexed anew. */
export async function indexFormerLater(db: Db): Promise<void> {
  await sql`
    insert into article_to_index (article_id)
    select article_id from article_words where pairs is null
    union
    select article_id from article_words where signs is distinct from pairings
    union
    select w.article_id from article_words w join quote q on q.article_id = w.article_id where q.words is null
    on conflict do nothing
  `.execute(db);
}

/**
 * The latest of those that wait, which no other process has in hand, and nobody is writing: they don't wait any longer, so
 * that what changes them from here on waits for this transaction, and then has them indexed again.
 */
export async function takeArticlesToIndex(trx: Trx, count: number): Promise<number[]> {
  // Before their marks, since a merge takes the tables first and then marks what it changes.
  await sendAhead(trx, sql`lock table quote in row exclusive mode`);
  const { rows } = await sql<{ article_id: number }>`
    delete from article_to_index where article_id = any(array(
      select i.article_id from article_to_index i join article a on a.id = i.article_id
      order by i.article_id desc limit ${count} for update of i skip locked for share of a skip locked
    )) returning article_id
  `.execute(trx);
  return rows.map(({ article_id }) => article_id);
}

/** They are to be indexed in the background: something else that they are found by is another now. */
export async function indexLater(trx: Trx, ids: readonly number[]): Promise<void> {
  await sql`
    insert into article_to_index (article_id) select unnest(${ids}::int[]) on conflict do nothing
  `.execute(trx);
}

export async function forgetToIndex(trx: Trx, ids: readonly number[]): Promise<void> {
  await sql`delete from article_to_index where article_id = any(${ids}::int[])`.execute(trx);
}
