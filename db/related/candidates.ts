/** Candidate retrieval for related articles: the few hundred nearest by best terms, topics and sources. */

import { sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import { type TextRow, textColumns } from './texts.ts';

/** Of each term's, topic's and source's articles so many before and so many after are looked at. */
export const NEAREST_BY_TERM = 60;
/** A topic alone fills a list. */
export const NEAREST_BY_TOPIC = 20;
export const NEAREST_BY_SOURCE = 10;
/** How many of those that share terms are compared in full. */
export const COMPARED_BY_TERMS = 130;

export interface CandidateRow extends TextRow {
  readonly topic_ids: number[];
  readonly source_ids: number[];
}

export interface CandidateSearch {
  readonly id: number;
  readonly at: number;
  readonly language: string;
  /** Weightiest first. */
  readonly terms: readonly { readonly term: number; readonly weight: number }[];
  readonly modelId: number | null;
}

/**
 * One statement, whose cost doesn't grow with the corpus: each term, topic and source is a range of an index.
 *
 * @returns the article itself among them
 */
export async function relatedCandidates(db: Db, search: CandidateSearch): Promise<CandidateRow[]> {
  const { id, at, terms } = search;
  const { rows } = await sql<CandidateRow>`
    with best as (
      select * from unnest(${terms.map(({ term }) => term)}::int[], ${terms.map(({ weight }) => weight)}::real[]) best (term, weight)
    ),
    by_terms as (
      select near.article_id as id
      from best cross join lateral (
        (select p.article_id, p.weight from article_term p
         where p.term = best.term and (p.at, p.article_id) < (${at}::int, ${id}::int)
         order by p.at desc, p.article_id desc limit ${NEAREST_BY_TERM})
        union all
        (select p.article_id, p.weight from article_term p
         where p.term = best.term and (p.at, p.article_id) > (${at}::int, ${id}::int)
         order by p.at, p.article_id limit ${NEAREST_BY_TERM})
      ) near
      group by near.article_id
      order by sum(best.weight * near.weight) desc, near.article_id desc limit ${COMPARED_BY_TERMS}
    ),
    by_topics as (
      select near.article_id as id
      from article_topic own cross join lateral (
        (select x.article_id from article_topic x
         where x.topic_id = own.topic_id and (x.published_at, x.article_id) < (own.published_at, own.article_id)
         order by x.published_at desc, x.article_id desc limit ${NEAREST_BY_TOPIC})
        union all
        (select x.article_id from article_topic x
         where x.topic_id = own.topic_id and (x.published_at, x.article_id) > (own.published_at, own.article_id)
         order by x.published_at, x.article_id limit ${NEAREST_BY_TOPIC})
      ) near
      where own.article_id = ${id}
    ),
    by_sources as (
      select near.article_id as id
      from attribution own cross join lateral (
        (select x.article_id from attribution x
         where x.source_id = own.source_id and x.role = own.role
           and (x.published_at, x.article_id) < (own.published_at, own.article_id)
         order by x.published_at desc, x.article_id desc limit ${NEAREST_BY_SOURCE})
        union all
        (select x.article_id from attribution x
         where x.source_id = own.source_id and x.role = own.role
           and (x.published_at, x.article_id) > (own.published_at, own.article_id)
         order by x.published_at, x.article_id limit ${NEAREST_BY_SOURCE})
      ) near
      where own.article_id = ${id}
    ),
    found as (
      select id from by_terms union select id from by_topics union select id from by_sources union select ${id}::int
    )
    select ${textColumns(search.modelId)},
           array(select x.topic_id from article_topic x where x.article_id = t.article_id order by x.position) as topic_ids,
           array(select distinct x.source_id from attribution x where x.article_id = t.article_id) as source_ids
    from found
    join article_text t on t.article_id = found.id
    -- Each by its key: the planner would rather read every article of the language.
    cross join lateral (
      select a.language, a.withdrawn_at, a.killed_at from article a where a.id = found.id offset 0
    ) a
    where a.withdrawn_at is null and a.killed_at is null
      and split_part(lower(a.language), '-', 1) = ${search.language}
  `.execute(db);
  return rows;
}

/** How many articles each topic and source of these is in. */
export async function subjectFrequencies(
  db: Db,
  topicIds: readonly number[],
  sourceIds: readonly number[],
): Promise<{ topics: Map<number, number>; sources: Map<number, number> }> {
  const { rows } = await sql<{ is_topic: boolean; id: number; articles: number }>`
    select true as is_topic, k.id, (
      select count(*)::int from (select from article_topic x where x.topic_id = k.id limit ${MAX_COUNTED}) counted
    ) as articles
    from unnest((select ${topicIds}::int[])::int[]) k (id)
    union all
    select false, k.id, (
      select count(*)::int from (select from attribution x where x.source_id = k.id limit ${MAX_COUNTED}) counted
    )
    from unnest((select ${sourceIds}::int[])::int[]) k (id)
  `.execute(db);
  const of = (isTopic: boolean) =>
    new Map(rows.filter(({ is_topic }) => is_topic === isTopic).map(({ id, articles }) => [id, articles]));
  return { topics: of(true), sources: of(false) };
}

/** Counted no further, so that a topic of every other article costs no more than a rare one. */
const MAX_COUNTED = 5_000;
