/** Groups of articles by topic, by period, or by both, as SQL: what figures by group are summed up over. */

import { type RawBuilder, sql } from 'kysely';
import type { ArticleFilter } from '../articles/filters.ts';
import { withQuery } from '../articles/lists.ts';
import { picked } from './citing.ts';
import { type Interval, startOf } from './periods.ts';
import { topicsAbove } from './topic-tree.ts';

export interface Grouping {
  /** By topic, each with everything below it; an article without one is in no group. */
  readonly byTopic: boolean;
  /** By when articles were published; null for all in one. */
  readonly interval: Interval | null;
  /** IANA's name. */
  readonly timeZone: string;
}

/** Which group a row is of; null where it isn't grouped by that. */
export interface GroupKey {
  readonly topic: number | null;
  readonly starts_at: Date | null;
}

/**
 * Common table expressions, to stand behind `with recursive`: `picked (id, published_at, …)` as the filter leaves them, and
 * `member (article_id, topic, starts_at)`, where each article is once in each of its groups. What isn't grouped by is 0 and
 * `-infinity` there, so that groups are equal by their columns.
 *
 * @param columns further ones of `picked`, each with a comma before it
 */
export function members(
  filter: ArticleFilter,
  { byTopic, interval, timeZone }: Grouping,
  columns: RawBuilder<unknown> = sql``,
): RawBuilder<unknown> {
  const start = interval === null ? sql`'-infinity'::timestamptz` : startOf(interval, sql`p.published_at`, timeZone);
  const of = byTopic
    ? sql`join article_topic x on x.article_id = p.id join above on above.topic_id = x.topic_id`
    : sql``;
  return sql`
    ${withQuery(filter, ',')}
    ${picked(filter, sql`a.id, a.published_at ${columns}`)},
    ${byTopic ? sql`${topicsAbove},` : sql``}
    member as materialized (
      select distinct p.id as article_id, ${byTopic ? sql`above.topic` : sql`0 as topic`}, ${start} as starts_at
      from picked p ${of}
    )`;
}

/** Of a row called `row`: the order of groups by period, then by most articles, then by topic. */
export function inOrder(row: string): RawBuilder<unknown> {
  const column = (name: string) => sql.ref(`${row}.${name}`);
  return sql`${column('starts_at')}, ${column('articles')} desc, ${column('topic')}`;
}

/** Of a row called `row`: the columns of {@link GroupKey}. */
export function groupKey(row: string): RawBuilder<unknown> {
  const column = (name: string) => sql.ref(`${row}.${name}`);
  return sql`nullif(${column('topic')}, 0) as topic, nullif(${column('starts_at')}, '-infinity') as starts_at`;
}
