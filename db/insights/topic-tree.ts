/** The tree of topics as SQL: every topic with itself and all above it. */

import { type RawBuilder, sql } from 'kysely';

/** Common table expression `above`, which is recursive: each topic with itself and all above it, as `topic`. */
export const topicsAbove: RawBuilder<unknown> = sql`
  above (topic_id, topic) as (
    select id, id from topic
    union select a.topic_id, t.parent_id from above a join topic t on t.id = a.topic where t.parent_id is not null
  )`;

/**
 * Topics of one article, for a lateral join: always by the index. The planner can't tell how many articles there are in a
 * few days, and would read all topics of all articles.
 */
export function topicsOf(articleId: RawBuilder<unknown>): RawBuilder<{ topic_id: number }> {
  return sql`select x.topic_id from article_topic x where x.article_id = ${articleId} offset 0`;
}
