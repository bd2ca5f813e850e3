/** Groups of articles by topic, by period, or by both, as SQL: what figures by group are summed up over. */

import { type RawBuilder, sql } from 'kysely';
import type { ArticleFilter } from '../articles/filters.ts';
import { withQuery } from '../articles/lists.ts';
import { picked } from './citing.ts';
import { type Asked, asked, expectFew, type Interval, periodStarts, unlessTooMany } from './periods.ts';
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
 * Common table expressions, to stand behind `with recursive`: `picked (id, published_at, …)` as the filter leaves them,
 * `period (starts_at)` from the first moment that is asked for to the last, and `member (article_id, topic, starts_at)`, where
 * each article is once in each of its groups. What isn't grouped by is 0 and `-infinity` there, so that groups are equal by
 * their columns.
 *
 * @param columns further ones of `picked`, each with a comma before it
 */
export function members(
  filter: ArticleFilter,
  grouping: Grouping,
  columns: RawBuilder<unknown> = sql``,
): RawBuilder<unknown> {
  const { byTopic } = grouping;
  const of = byTopic
    ? sql`join article_topic x on x.article_id = p.id join above on above.topic_id = x.topic_id`
    : sql``;
  return sql`
    ${withQuery(filter, ',')}
    ${picked(filter, sql`a.id, a.published_at ${columns}`)},
    ${periods(filter, grouping)},
    ${byTopic ? sql`${topicsAbove},` : sql``}
    member as materialized (
      select distinct p.id as article_id, ${byTopic ? sql`above.topic` : sql`0 as topic`},
             b.starts[width_bucket(p.published_at, b.starts)] as starts_at
      from picked p cross join bounds b ${of}
    )`;
}

/** Common table expressions over `picked`: `period (starts_at)`, and `bounds (starts)`, which is all of them in order. */
export function periods(filter: ArticleFilter, grouping: Grouping): RawBuilder<unknown> {
  return sql`
    period as materialized (${startsOf(filter, grouping)}),
    bounds as materialized (select coalesce(array_agg(starts_at order by starts_at), '{}') as starts from period)`;
}

function startsOf(filter: ArticleFilter, { interval, timeZone }: Grouping): RawBuilder<unknown> {
  if (interval === null) return sql`select '-infinity'::timestamptz as starts_at`;
  const { from, before } = filter.publishedAt ?? {};
  const lo = from === undefined ? sql`(select min(published_at) from picked)` : sql`${from}::timestamptz`;
  const hi =
    before === undefined
      ? sql`((select max(published_at) from picked) + interval '1 millisecond')`
      : sql`${before}::timestamptz`;
  return periodStarts(interval, lo, hi, timeZone);
}

/**
 * Common table expressions, to stand behind {@link members}: `asked`, and `cell (topic, starts_at)`, every group in every
 * period, also where it has no article.
 */
export function cells({ byTopic }: Grouping): RawBuilder<unknown> {
  return sql`
    grp as materialized (${byTopic ? sql`select distinct topic from member` : sql`select 0 as topic`}),
    ${asked},
    cell as materialized (select g.topic, p.starts_at from ${unlessTooMany} few cross join grp g cross join period p)`;
}

type Counted<Row> = Row & { readonly articles: number };
/** A row, or that there is none, beside how many there would be. */
export type Found<Row> = Asked & (Counted<Row> | { readonly articles: null });

/** The end of a statement: the first of these rows in their order, or one without any that says how many they would be. */
export function inCells(rows: RawBuilder<unknown>, first: number): RawBuilder<unknown> {
  return sql`
    select asked.groups, asked.periods, r.*
    from asked left join lateral (select * from (${rows}) f order by ${inOrder('f')} limit ${first}) r on true
    order by ${inOrder('r')}`;
}

/** What a statement that ends with {@link inCells} found. @throws {TooManyPeriods} for more than can be counted at once */
export function rowsOf<Row>(found: readonly Found<Row>[]): Counted<Row>[] {
  expectFew(found[0]);
  return found.filter((row): row is Asked & Counted<Row> => row.articles !== null);
}

/** Of a row called `row`: the order of groups by period, then by most articles, then by topic. */
function inOrder(row: string): RawBuilder<unknown> {
  const column = (name: string) => sql.ref(`${row}.${name}`);
  return sql`${column('starts_at')}, ${column('articles')} desc, ${column('topic')}`;
}

/** Of a row called `row`: the columns of {@link GroupKey}. */
export function groupKey(row: string): RawBuilder<unknown> {
  const column = (name: string) => sql.ref(`${row}.${name}`);
  return sql`nullif(${column('topic')}, 0) as topic, nullif(${column('starts_at')}, '-infinity') as starts_at`;
}
