/**
 * Cache invalidation of an event: the lists of readers that it touches, worked out by the statement that appends it.
 */

import { type RawBuilder, sql } from 'kysely';

/** As `event.changes` stores it. */
export interface TouchedLists {
  /** Slugs of the topics in question and of all above them, former ones too. */
  readonly topics?: readonly string[];
  /** Slugs of the sources in question, former ones too. */
  readonly sources?: readonly string[];
}

/** What an article stood under before a change, or a topic below: by id. */
export interface FormerLists {
  readonly topicIds?: readonly (number | null)[];
  readonly sourceIds?: readonly number[];
}

interface Subject {
  readonly articleId: RawBuilder<number | null>;
  readonly topicId: RawBuilder<number | null>;
  readonly sourceId: RawBuilder<number | null>;
  readonly formerTopicIds: RawBuilder<number[]>;
  readonly formerSourceIds: RawBuilder<number[]>;
}

/**
 * A {@link TouchedLists}: what the article stands under now, the topic or source itself, and what is given of before. Each by its key: the
 * planner takes them for thousands, and would read all that there are.
 */
export function touchedLists({ articleId, topicId, sourceId, formerTopicIds, formerSourceIds }: Subject) {
  return sql`jsonb_build_object(
    'topics', (
      with recursive above (id) as (
        (
          select x.topic_id from article_topic x where x.article_id = ${articleId}
          union select ${topicId}
          union select unnest(${formerTopicIds})
        )
        union select t.parent_id from above cross join lateral (
          select t.parent_id from topic t where t.id = above.id offset 0
        ) t
      )
      select coalesce(jsonb_agg(slug order by slug), '[]') from (
        select named.slug from above cross join lateral (
          select t.slug from topic t where t.id = above.id
          union all select f.slug from former_topic_slug f where f.topic_id = above.id
          offset 0
        ) named
        group by named.slug
      ) slugs
    ),
    'sources', (
      with touched (id) as (
        select x.source_id from attribution x where x.article_id = ${articleId}
        union select ${sourceId}
        union select unnest(${formerSourceIds})
      )
      select coalesce(jsonb_agg(slug order by slug), '[]') from (
        select named.slug from touched cross join lateral (
          select s.slug from source s where s.id = touched.id
          union all select f.slug from former_source_slug f where f.source_id = touched.id
          offset 0
        ) named
        group by named.slug
      ) slugs
    )
  )`;
}
