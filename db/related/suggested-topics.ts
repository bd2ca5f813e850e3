/** Topic suggestions for a text: the topics of published articles that share its best terms. */

import { sql } from 'kysely';
import type { Db } from '../engine/database.ts';

/** Of each term so many of the latest articles are looked at, and so many of all that share most. */
const LATEST_BY_TERM = 100;
const NEAREST = 20;
const MAX_TOPICS = 5;
/** Of what the text has in common with itself. In the demo newsroom stories of one event are above it, chance is below. */
const MIN_LIKENESS = 0.08;
/** A topic that less of the near articles cover, by weight, is a chance. */
const MIN_SHARE = 0.2;

export interface UnpublishedText {
  readonly headline: string;
  readonly standfirst: string | null;
  /** HTML. */
  readonly body: string;
  readonly language: string;
}

export interface UnpublishedDocument {
  /** A tsvector, made as an article's is. */
  readonly document: string;
  /** Of its language's corpus: how many articles, and how many words they have together. */
  readonly articles: number;
  readonly length: number;
}

export async function unpublishedDocument(db: Db, text: UnpublishedText): Promise<UnpublishedDocument> {
  const { headline, standfirst, body, language } = text;
  const { rows } = await sql<UnpublishedDocument>`
    select (
             setweight(to_tsvector(c.config, ${headline}), 'A') || setweight(to_tsvector(c.config, ${standfirst ?? ''}), 'B') ||
             setweight(to_tsvector(c.config, left(body_words(${body}), 200000)), 'D') ||
             array_to_tsvector(array['@' || split_part(lower(${language}), '-', 1)])
           )::text as document,
           coalesce(l.articles, 0) as articles, coalesce(l.length, 0)::float8 as length
    from (select search_config(${language}) as config) c
    left join language_corpus l on l.language = split_part(lower(${language}), '-', 1)
  `.execute(db);
  // There is always one row.
  return rows[0] as UnpublishedDocument;
}

/**
 * One statement, whose cost doesn't grow with the corpus: each term is a range of an index.
 *
 * @param terms weightiest first, which belong to one language
 * @returns ids, the likeliest first
 */
export async function topicIdsNear(
  db: Db,
  terms: readonly { readonly term: number; readonly weight: number }[],
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with best as materialized (
      select * from unnest(${terms.map(({ term }) => term)}::int[], ${terms.map(({ weight }) => weight)}::real[]) best (term, weight)
    ),
    near as materialized (
      select x.article_id, sum(best.weight * x.weight) as score
      from best cross join lateral (
        select p.article_id, p.weight from article_term p where p.term = best.term
        order by p.at desc, p.article_id desc limit ${LATEST_BY_TERM}
      ) x
      group by x.article_id
      having count(*) > 1 and sum(best.weight * x.weight) >= ${MIN_LIKENESS} * (select sum(weight * weight) from best)
      order by score desc, x.article_id desc limit ${NEAREST}
    ),
    published as materialized (
      select near.* from near cross join lateral (
        select a.id from published_article a where a.id = near.article_id offset 0
      ) a
    )
    select x.topic_id as id
    from published n join article_topic x on x.article_id = n.article_id
    group by x.topic_id
    having sum(n.score) >= ${MIN_SHARE} * (select sum(score) from published)
    order by sum(n.score) desc, x.topic_id limit ${MAX_TOPICS}
  `.execute(db);
  return rows.map(({ id }) => id);
}
