/**
 * The articles that coverage counts, the periods that they lie in, and which days needn't be counted, since they are
 * rolled up.
 */

import { type RawBuilder, sql } from 'kysely';
import { filterConditions, isUnfiltered } from '../articles/filters.ts';
import { and } from '../engine/names.ts';
import type { CoverageQuery } from './coverage-query.ts';
import { periodStarts, startOfPrevious } from './periods.ts';

/** Whether days that are rolled up tell all that is asked: nothing but topics, and periods that are made of days. */
export function isByDay({ dimensions, interval, filter, extras }: CoverageQuery): boolean {
  const { publishedAt: _, ...rest } = filter;
  const isOfTopics = dimensions.every((dimension) => dimension === 'TOPIC' || dimension === 'PERIOD');
  return isOfTopics && isUnfiltered(rest) && !extras.views && (interval !== 'HOUR' || !dimensions.includes('PERIOD'));
}

/**
 * The common table expressions `picked (id, published_at, word_count, language, is_within)`, `period (n, starts_at)`,
 * `bounds`, and `article_in`, which is `picked` with the number of the period. `is_within` tells what `where` leaves from
 * what is there only to compare it with. Where {@link isByDay}, `rolled_day` are the days that aren't among them.
 */
export function articlesOf(query: CoverageQuery): RawBuilder<unknown> {
  const articleIn = sql`
    article_in as materialized (
      select p.*, width_bucket(p.published_at, b.starts) as n from picked p cross join bounds b
    )`;
  return isByDay(query)
    ? sql.join([extent(query, true), periods(query), days(query), pickedOutsideOfDays(query), articleIn])
    : sql.join([picked(query), extent(query, false), periods(query), articleIn]);
}

/** `part`: what each group has in each period, in rows that are to be added up. */
export function partsOf(query: CoverageQuery, names: readonly string[]): RawBuilder<unknown> {
  const group = names.map((name) => sql.ref(`m.${name}`));
  const { extras } = query;
  const ofArticles = sql`
    select ${sql.join([...group, sql`m.n`])}, m.is_within, 1 as articles, m.word_count::bigint as words,
           ${extras.views ? sql`m.views` : sql`0`}::bigint as views,
           ${extras.quotes ? sql`m.quotes` : sql`0`}::bigint as quotes
    from member m`;
  if (!isByDay(query)) return ofArticles;
  const isOfTopics = names.length > 0;
  return sql`
    ${ofArticles}
    union all
    select ${sql.join([...group, sql`m.day_n`])}, m.is_within, -1, -m.word_count, 0, -m.quotes
    from member m where m.day_n is not null
    union all
    select ${isOfTopics ? sql`c.topic_id,` : sql``} d.n, d.is_within, c.articles, c.words, 0, c.quotes
    from rolled_day d
    join coverage_day c on c.day = d.day and ${isOfTopics ? sql`c.topic_id > 0` : sql`c.topic_id = 0`}`;
}

const articleColumns = sql`a.id, a.published_at, a.word_count, lower(a.language) as language`;

function picked(query: CoverageQuery): RawBuilder<unknown> {
  const { publishedAt: { before } = {}, ...rest } = query.filter;
  return sql`
    picked as materialized (
      select ${articleColumns}, a.published_at >= ${startOf(query)} as is_within
      from published_article a
      where a.published_at >= ${earliestOf(query)}
        ${before === undefined ? sql`` : sql`and a.published_at < ${before}`}
        and ${and(filterConditions(rest))}
    )`;
}

function startOf({ filter }: CoverageQuery): RawBuilder<Date> {
  return sql<Date>`${filter.publishedAt?.from ?? '-infinity'}::timestamptz`;
}

/** Where what is compared with begins: a period, or a span of equal length, before what is asked for. */
function earliestOf(query: CoverageQuery): RawBuilder<Date> {
  const { filter, interval, timeZone, dimensions, extras } = query;
  const { from, before } = filter.publishedAt ?? {};
  const start = startOf(query);
  if (from === undefined || !extras.previous) return start;
  if (dimensions.includes('PERIOD')) return startOfPrevious(interval, start, timeZone);
  return before === undefined ? start : sql<Date>`${asFarBack(from, before)}::timestamptz`;
}

/** Where a span begins that is as long as this one and ends where it begins; all RFC 3339, from year 1. */
function asFarBack(from: string, before: string): string {
  const earlier = 2 * Date.parse(from) - Date.parse(before);
  return new Date(Math.max(earlier, Date.parse('0001-01-01T00:00:00Z'))).toISOString();
}

/** `extent (lo, hi)`: from the first moment that is asked for to the last, exclusive; null where nothing is there. */
function extent(query: CoverageQuery, isOfAll: boolean): RawBuilder<unknown> {
  const { from, before } = query.filter.publishedAt ?? {};
  // Relies on article_published_order: the ends of an index.
  const found = (end: RawBuilder<unknown>) =>
    isOfAll
      ? sql`(
          select ${end}(published_at) from published_article a where a.published_at >= ${startOf(query)}
            ${before === undefined ? sql`` : sql`and a.published_at < ${before}`}
        )`
      : sql`(select ${end}(published_at) from picked where is_within)`;
  const lo = from === undefined ? found(sql`min`) : sql`${from}::timestamptz`;
  const hi = before === undefined ? sql`${found(sql`max`)} + interval '1 millisecond'` : sql`${before}::timestamptz`;
  return sql`extent as materialized (select ${lo} as lo, ${hi} as hi)`;
}

/** Without periods there is one of all time, behind what it is compared with. */
function periods({ filter, interval, timeZone, dimensions }: CoverageQuery): RawBuilder<unknown> {
  const { from } = filter.publishedAt ?? {};
  if (!dimensions.includes('PERIOD')) {
    return sql`
      bounds as materialized (
        select ${from === undefined ? sql`'{-infinity}'::timestamptz[]` : sql`array[${from}::timestamptz]`} as starts
      ),
      period as materialized (select 1 as n, null::timestamptz as starts_at)`;
  }
  return sql`
    period as materialized (
      select row_number() over (order by starts_at)::int as n, starts_at
      from extent cross join lateral (${periodStarts(interval, sql`extent.lo`, sql`extent.hi`, timeZone)}) s
    ),
    bounds as materialized (
      select coalesce(array_agg(starts_at order by starts_at), '{}') as starts from period
    )`;
}

/**
 * Each day (UTC) that is asked for, or compared with, from the first article of all to the last. `rolled_day` are those that are over and not stale, each in the period
 * of its noon. `gap` are the spans whose articles are counted: the other days and, with that period as `day_n`, what of a
 * rolled day lies in another one, which is counted there and taken off here. In most zones those are hours.
 */
function days(query: CoverageQuery): RawBuilder<unknown> {
  const { from, before } = query.filter.publishedAt ?? {};
  const earliest = earliestOf(query);
  const lo = from === undefined ? sql`(select lo from extent)` : earliest;
  const isWhole = and([
    sql<boolean>`s.starts_at >= ${earliest}`,
    sql<boolean>`s.starts_at + interval '1 day' <= date_trunc('day', now(), 'UTC')`,
    ...(before === undefined ? [] : [sql<boolean>`s.starts_at + interval '1 day' <= ${before}`]),
    ...(from === undefined
      ? []
      : [sql<boolean>`(s.starts_at >= ${from} or s.starts_at + interval '1 day' <= ${from})`]),
  ]);
  // Relies on article_published_order: the ends of an index. What it can't reach is null, and makes no days.
  return sql`
    shelf as materialized (
      select (select min(published_at) from published_article) as lo, (select max(published_at) from published_article) as hi
    ),
    day as materialized (
      select s.*, s.starts_at + interval '1 day' as ends_at, b.starts[s.n] as period_from, b.starts[s.n + 1] as period_to,
             ${isWhole} and not exists (select from stale_coverage_day m where m.day = s.day) as is_rolled
      from bounds b cross join lateral (
        select d as starts_at, (d at time zone 'UTC')::date as day, width_bucket(d + interval '12 hours', b.starts) as n
        from shelf cross join lateral generate_series(
          case when shelf.lo is not null then date_trunc('day', greatest(shelf.lo, ${lo}), 'UTC') end,
          least(shelf.hi, (select hi from extent) - interval '1 millisecond'), '1 day'
        ) d
      ) s
    ),
    rolled_day as materialized (select day, n, starts_at >= ${startOf(query)} as is_within from day where is_rolled),
    gap as materialized (
      select greatest(starts_at, ${earliest}) as starts_at,
             ${before === undefined ? sql`ends_at` : sql`least(ends_at, ${before}::timestamptz)`} as ends_at, null as day_n
      from day where not is_rolled
      union all select starts_at, period_from, n from day where is_rolled and period_from > starts_at
      union all select period_to, ends_at, n from day where is_rolled and period_to < ends_at
    )`;
}

function pickedOutsideOfDays(query: CoverageQuery): RawBuilder<unknown> {
  return sql`
    picked as materialized (
      select ${articleColumns}, a.published_at >= ${startOf(query)} as is_within, g.day_n
      from gap g join published_article a on a.published_at >= g.starts_at and a.published_at < g.ends_at
    )`;
}
