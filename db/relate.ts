/**
 * Works out which articles are related, and why: they share topics and sources, weighted by how rare those are, and
 * were published near each other.
 *
 * similarity = 0.7 · weighted Jaccard of topics + 0.3 · weighted Jaccard of sources, each topic or source weighing
 * ln(1 + N / articles with it); score = similarity · (0.5 + 0.5 · e^(−days apart / 30)).
 */

import { sql } from 'kysely';
import type { Db, Trx } from './connect.ts';

/** A topic or source that no article in question shares weighs as one of a few in a hundred does. */
const weightOfTheUnshared = sql.lit(3);
/** Any number, the same in all processes: neighbours of neighbours would block each other. */
const relateLock = 7_162_351;
/** How many edges an article keeps. */
const kept = 20;
/** How many of each topic's and source's articles before, and as many after, are compared. */
const neighbourhood = 60;

/** Works out the edges of these articles and of those that they turn out to be near to. All or nothing. */
export async function relateArticles(db: Db, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = 0`.execute(trx);
    await sql`select pg_advisory_xact_lock(${relateLock})`.execute(trx);
    await replaceEdges(trx, ids);
    const { rows } = await sql<{ id: number }>`
      select distinct related_id as id from related_article
      where article_id = any(${ids}::int[]) and related_id <> all(${ids}::int[])
    `.execute(trx);
    const neighbours = rows.map(({ id }) => id);
    if (neighbours.length > 0) await replaceEdges(trx, neighbours);
  });
}

async function replaceEdges(trx: Trx, ids: readonly number[]): Promise<void> {
  await sql`delete from related_article where article_id = any(${ids}::int[])`.execute(trx);
  await sql`
    with alive as (select id, published_at from article where withdrawn_at is null and killed_at is null),
    target as materialized (select a.id, a.published_at from alive a where a.id = any(${ids}::int[])),
    corpus as materialized (select greatest(count(*), 1)::float8 as size from published_article),
    topic_weight as materialized (
      select x.topic_id, ln(1 + corpus.size / count(*)) as weight from article_topic x, corpus
      where x.topic_id in (select topic_id from article_topic where article_id = any(${ids}::int[]))
      group by x.topic_id, corpus.size
    ),
    source_weight as materialized (
      select x.source_id, ln(1 + corpus.size / count(distinct x.article_id)) as weight from attribution x, corpus
      where x.source_id in (select source_id from attribution where article_id = any(${ids}::int[]))
      group by x.source_id, corpus.size
    ),
    shared_topic as (
      select t.id, near.article_id as other_id, w.topic_id, w.weight
      from target t
      join article_topic own on own.article_id = t.id
      join topic_weight w on w.topic_id = own.topic_id
      cross join lateral (
        (select x.article_id from article_topic x
         where x.topic_id = own.topic_id and (x.published_at, x.article_id) < (t.published_at, t.id)
         order by x.published_at desc, x.article_id desc limit ${neighbourhood})
        union all
        (select x.article_id from article_topic x
         where x.topic_id = own.topic_id and (x.published_at, x.article_id) > (t.published_at, t.id)
         order by x.published_at, x.article_id limit ${neighbourhood})
      ) near
    ),
    shared_source as (
      select distinct t.id, near.article_id as other_id, w.source_id, w.weight
      from target t
      join attribution own on own.article_id = t.id
      join source_weight w on w.source_id = own.source_id
      cross join lateral (
        (select x.article_id from attribution x
         where x.source_id = own.source_id and x.role = own.role
           and (x.published_at, x.article_id) < (t.published_at, t.id)
         order by x.published_at desc, x.article_id desc limit ${neighbourhood})
        union all
        (select x.article_id from attribution x
         where x.source_id = own.source_id and x.role = own.role
           and (x.published_at, x.article_id) > (t.published_at, t.id)
         order by x.published_at, x.article_id limit ${neighbourhood})
      ) near
    ),
    pair as (
      select id, other_id,
             sum(topic_weight) as topics_shared, sum(source_weight) as sources_shared,
             jsonb_agg(topic_id order by topic_weight desc, topic_id) filter (where topic_id is not null) as topic_ids,
             jsonb_agg(source_id order by source_weight desc, source_id) filter (where source_id is not null) as source_ids
      from (
        select id, other_id, topic_id, weight as topic_weight, null::int as source_id, 0 as source_weight from shared_topic
        union all
        select id, other_id, null, 0, source_id, weight from shared_source
      ) shared
      group by id, other_id
    ),
    involved as materialized (select id from target union select other_id from pair),
    topic_total as materialized (
      select x.article_id as id, sum(coalesce(w.weight, ${weightOfTheUnshared})) as total
      from involved join article_topic x on x.article_id = involved.id left join topic_weight w using (topic_id)
      group by x.article_id
    ),
    source_total as materialized (
      select x.id, sum(coalesce(w.weight, ${weightOfTheUnshared})) as total
      from (
        select distinct involved.id, x.source_id from involved join attribution x on x.article_id = involved.id
      ) x left join source_weight w using (source_id)
      group by x.id
    ),
    scored as (
      select p.*, a.published_at as other_at,
             coalesce(0.7 * p.topics_shared / (tt.total + ot.total - p.topics_shared), 0) as by_topics,
             coalesce(0.3 * p.sources_shared / (ts.total + os.total - p.sources_shared), 0) as by_sources,
             0.5 + 0.5 * exp(-abs(extract(epoch from a.published_at - t.published_at)) / 86400 / 30) as nearness
      from pair p
      join target t on t.id = p.id
      join alive a on a.id = p.other_id
      left join topic_total tt on tt.id = p.id
      left join topic_total ot on ot.id = p.other_id
      left join source_total ts on ts.id = p.id
      left join source_total os on os.id = p.other_id
    ),
    ranked as (
      select *, row_number() over (
        partition by id order by (by_topics + by_sources) * nearness desc, other_at desc, other_id desc
      ) as rank
      from scored
    )
    insert into related_article (article_id, rank, related_id, score, reasons)
    select id, rank, other_id, (by_topics + by_sources) * nearness,
           case when topic_ids is null then '[]' else jsonb_build_array(jsonb_build_object(
             'kind', 'SHARED_TOPICS', 'weight', by_topics / (by_topics + by_sources), 'topics', topic_ids)) end ||
           case when source_ids is null then '[]' else jsonb_build_array(jsonb_build_object(
             'kind', 'SHARED_SOURCES', 'weight', by_sources / (by_topics + by_sources), 'sources', source_ids)) end
    from ranked where rank <= ${kept}
  `.execute(trx);
}
