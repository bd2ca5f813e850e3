/** Scheduled changes: articles that will be published, and editors' choices that will expire, by the clock alone. */

import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import { prepared } from '../engine/prepared.ts';
import { type TouchedLists, touchedLists } from './touched-lists.ts';

export interface Upcoming {
  readonly what: 'publication' | 'related' | 'trending';
  /** By the database's clock. */
  readonly milliseconds: number;
  readonly article_id: number;
  readonly changes: TouchedLists;
  /** Whether readers had the piece before, or related lists have it already that don't show it yet. */
  readonly again: boolean;
}

const within = (at: RawBuilder<Date>, seconds: RawBuilder<number>) =>
  sql`${at} > now() and ${at} <= now() + make_interval(secs => ${seconds})`;

const nothing = sql`'{}'::jsonb`;

const publicationLists = touchedLists({
  articleId: sql`u.article_id`,
  topicId: sql`null::int`,
  sourceId: sql`null::int`,
  formerTopicIds: sql`'{}'::int[]`,
  formerSourceIds: sql`'{}'::int[]`,
});

// Relies on article_published_order: also what was imported with a date to come appears at its time. The choices that
// end are few.
const selectUpcoming = prepared<{ seconds: number; most: number }, Upcoming>(
  'upcoming',
  ({ seconds, most }) => sql`
    select u.what, ceil(extract(epoch from u.at - now()) * 1000)::float8 as milliseconds, u.article_id, u.again,
           case when u.what = 'publication' then ${publicationLists} else ${nothing} end as changes
    from (
      select 'publication' as what, published_at as at, id as article_id, first_published_at <= now() or exists (
               select from related_article r where r.related_id = article.id
             ) as again
      from article
      where ${within(sql`published_at`, sql`${seconds}::int`)} and withdrawn_at is null and killed_at is null
      union all
      select 'related', until, article_id, false from related_choice where ${within(sql`until`, sql`${seconds}::int`)}
      union all
      select 'trending', until, article_id, false from trending_choice where ${within(sql`until`, sql`${seconds}::int`)}
      order by at limit ${most}
    ) u
    order by u.at`,
);

/** What comes within so many seconds, the next first. */
export function upcomingChanges(db: Db, seconds: number, most: number): Promise<Upcoming[]> {
  return selectUpcoming(db, { seconds, most });
}
