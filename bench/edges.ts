/**
 * Related edges of benchmark articles. These stand in for the engine's, which takes its time to weigh them: as many an
 * article, of the same shape, between articles that share a topic and are near in time, but without its judgement.
 */

import { sql } from 'kysely';
import type { Db } from '../db/engine/database.ts';

/** As many as the engine keeps. */
const EDGES_PER_ARTICLE = 20;
const ARTICLES_PER_INSERT = 10_000;

/** @param count articles have the ids from 1 to this */
export async function relateByTopic(db: Db, count: number): Promise<void> {
  for (let first = 1; first <= count; first += ARTICLES_PER_INSERT) {
    await sql`
      insert into related_article (article_id, related_id, score, reasons)
      select own.article_id, near.article_id, exp(-near.days / 30), own.reasons
      from (
        select x.*, jsonb_build_array(jsonb_build_object(
          'kind', 'SHARED_TOPICS', 'weight', 1, 'topics', jsonb_build_array(x.topic_id)
        )) as reasons
        from article_topic x
        where x.article_id between ${first} and ${first + ARTICLES_PER_INSERT - 1} and x.position = 0
      ) own
      cross join lateral (
        select either.article_id, abs(extract(epoch from either.published_at - own.published_at))::float8 / 86400 as days
        from (
          (select x.article_id, x.published_at from article_topic x
           where x.topic_id = own.topic_id and (x.published_at, x.article_id) < (own.published_at, own.article_id)
           order by x.published_at desc, x.article_id desc limit ${EDGES_PER_ARTICLE})
          union all
          (select x.article_id, x.published_at from article_topic x
           where x.topic_id = own.topic_id and (x.published_at, x.article_id) > (own.published_at, own.article_id)
           order by x.published_at, x.article_id limit ${EDGES_PER_ARTICLE})
        ) either
        order by days limit ${EDGES_PER_ARTICLE}
      ) near
    `.execute(db);
  }
}
