/** The search index: what articles are made of that are to be indexed, and the words that they are found by from then on. */

import { sql } from 'kysely';
import type { Trx } from '../engine/database.ts';

export interface ArticleToIndex {
  readonly id: number;
  readonly headline: string;
  readonly standfirst: string | null;
  /** HTML. */
  readonly body: string;
  /** Of its topics and sources, with their aliases. */
  readonly names: readonly string[];
  readonly quotes: readonly string[];
  /** Caption and description of its lead image. */
  readonly captions: readonly string[];
}

export interface IndexedArticle {
  readonly id: number;
  /** Words of headline, standfirst and body. */
  readonly length: number;
  /** A tsvector without stems. */
  readonly words: string;
  /** Words to be stemmed by the rules of the article's language, each once, and the places of each. */
  readonly stemmed: readonly string[];
  readonly places: readonly string[];
  /** Of words that stand side by side. */
  readonly pairs: readonly number[];
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
           array(select q.text from quote q where q.article_id = a.id order by q.id) as quotes,
           array(
             select unnest(array_remove(array[i.caption, i.alt], null)) from lead_image i where i.article_id = a.id
           ) as captions
    from article a where a.id = any(${ids}::int[]) order by a.id for share of a
  `.execute(trx);
  return rows;
}

/** Stores the words of articles, and that they are indexed. */
export async function saveArticleWords(trx: Trx, articles: readonly IndexedArticle[]): Promise<void> {
  const { rows } = await sql<{ article_id: number; is_unpaired: boolean }>`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(articles)}::jsonb)
        g (id int, length int, words text, stemmed text[], places text[], pairs int[])
    ),
    spoken as materialized (select a.id, search_config(a.language) as config from given g join article a on a.id = g.id),
    -- NOTE: what stems_of says, written out: called for each word it takes forty times as long.
    stemmed as (
      select w.id, string_agg('''~' || w.stem || ''':' || w.place, ' ') as words
      from (
        select distinct s.id, w.place, folded(stem) as stem
        from given g join spoken s on s.id = g.id
        cross join lateral unnest(g.stemmed, g.places) w (word, place)
        cross join lateral unnest(tsvector_to_array(to_tsvector(s.config, w.word))) stem
        where folded(stem) <> folded(w.word)
      ) w group by w.id
    ),
    indexed as (delete from article_to_index where article_id in (select id from given))
    insert into article_words (article_id, published_at, length, pairs, words)
    select a.id, a.published_at, g.length, g.pairs,
           (g.words || ' ''::' || split_part(lower(a.language), '-', 1) || ''' ' || coalesce(s.words, ''))::tsvector
    from given g join article a on a.id = g.id left join stemmed s on s.id = g.id
    on conflict (article_id) do update set length = excluded.length, words = excluded.words, pairs = excluded.pairs
    where (article_words.length, article_words.words, article_words.pairs) is distinct from (excluded.length, excluded.words, excluded.pairs)
    returning article_id, pairs is null as is_unpaired
  `.execute(trx);
  // What has the same pairs as before in other words is taken by the trigger for a writer's that knows of none.
  const unpaired = new Set(rows.flatMap(({ article_id, is_unpaired }) => (is_unpaired ? [article_id] : [])));
  const pairs = articles.flatMap(({ id, pairs }) => (unpaired.has(id) ? [{ id, pairs }] : []));
  if (pairs.length === 0) return;
  await sql`
    update article_words w set pairs = g.pairs
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) g (id int, pairs int[]) where w.article_id = g.id
  `.execute(trx);
}

/**
 * The latest of those that wait, which no other process has in hand, and nobody is writing: they don't wait any longer, so
 * that what changes them from here on waits for this transaction, and then has them indexed again.
 */
export async function takeArticlesToIndex(trx: Trx, count: number): Promise<number[]> {
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
