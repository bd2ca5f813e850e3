/** Calendar periods in a time zone (hours to years) as SQL: where each begins, and which one a moment lies in. */

import { type RawBuilder, sql } from 'kysely';

/** Weeks are those of ISO 8601, from Monday. */
export type Interval = 'HOUR' | 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

/** Of one answer: thirteen years of days, or seven months of hours. */
export const MAX_PERIODS = 5_000;
/** Groups times periods of one answer, with the empty ones: each is worked out for every page, to put it in order. */
const MAX_CELLS = 500_000;

/** More rows than are worked out for one answer, or more periods. */
export class TooManyPeriods extends Error {
  override readonly name = 'TooManyPeriods';
  readonly groups: number;
  readonly periods: number;

  constructor({ groups, periods }: Asked) {
    super(`${groups} groups in ${periods} periods are too many.`);
    this.groups = groups;
    this.periods = periods;
  }
}

/** How many rows a question is about. */
export interface Asked {
  readonly groups: number;
  readonly periods: number;
}

/** The common table expression `asked`, over `grp` and `period`: their numbers, as {@link Asked}. */
export const asked: RawBuilder<unknown> = sql`
  asked as materialized (
    select (select count(*) from grp)::int as groups, (select count(*) from period)::int as periods
  )`;

/** A table of one row or, where there would be too many rows, of none. */
export const unlessTooMany: RawBuilder<unknown> = sql`
  (select from asked where periods <= ${sql.lit(MAX_PERIODS)} and groups::bigint * periods <= ${sql.lit(MAX_CELLS)})`;

/** @throws {TooManyPeriods} for more than {@link MAX_PERIODS} or {@link MAX_CELLS} */
export function expectFew(found: Asked | undefined): void {
  const { groups = 0, periods = 0 } = found ?? {};
  if (periods > MAX_PERIODS || groups * periods > MAX_CELLS) throw new TooManyPeriods({ groups, periods });
}

export const steps: Readonly<Record<Interval, string>> = {
  HOUR: '1 hour',
  DAY: '1 day',
  WEEK: '1 week',
  MONTH: '1 month',
  QUARTER: '3 months',
  YEAR: '1 year',
};

const HOUR_MS = 3_600_000;
/** In milliseconds, those of years and parts of them on average. */
const lengths: Readonly<Record<Interval, number>> = {
  HOUR: HOUR_MS,
  DAY: 24 * HOUR_MS,
  WEEK: 7 * 24 * HOUR_MS,
  MONTH: (365.2425 / 12) * 24 * HOUR_MS,
  QUARTER: (365.2425 / 4) * 24 * HOUR_MS,
  YEAR: 365.2425 * 24 * HOUR_MS,
};

/** About how many periods there are between two moments (Unix milliseconds); none where the second isn't after the first. */
export function countPeriods(interval: Interval, from: number, before: number): number {
  return Math.max(0, Math.ceil((before - from) / lengths[interval]));
}

/** What RFC 3339 can write begins here, and so does the first period. */
const yearOne = sql`'0001-01-01T00:00:00Z'::timestamptz`;

/**
 * The first moment at which clocks of the zone show a time. Where they are put back past midnight it comes twice, and
 * Postgres takes the second; the first is told by how far they were from UTC a day before. A time that clocks skip is the
 * moment at which they do.
 */
function firstMomentOf(local: RawBuilder<unknown>, timeZone: string): RawBuilder<Date> {
  return sql<Date>`(
    select greatest(case when early.at at time zone ${timeZone} = l.local then early.at else late.at end, ${yearOne})
    from (select ${local} as local) l
    cross join lateral (select l.local at time zone ${timeZone} as at) late
    cross join lateral (select late.at - interval '24 hours' as at) eve
    cross join lateral (
      select (l.local - (eve.at at time zone ${timeZone} - eve.at at time zone 'UTC')) at time zone 'UTC' as at
    ) early
  )`;
}

/** When the period of a moment begins, by the clocks of the zone. */
function startOf(interval: Interval, moment: RawBuilder<unknown>, timeZone: string): RawBuilder<Date> {
  if (interval === 'HOUR')
    return sql<Date>`greatest(date_trunc('hour', (${moment})::timestamptz, ${timeZone}), ${yearOne})`;
  return firstMomentOf(sql`date_trunc(${interval}, (${moment})::timestamptz at time zone ${timeZone})`, timeZone);
}

/** When the period before that of a moment begins. */
export function startOfPrevious(interval: Interval, moment: RawBuilder<unknown>, timeZone: string): RawBuilder<Date> {
  const start = startOf(interval, moment, timeZone);
  return startOf(interval, sql`${start} - interval '1 millisecond'`, timeZone);
}

/**
 * Where the periods between two moments begin, in order, as `starts_at`; one more than {@link MAX_PERIODS} at the most, and
 * no more are ever worked out, however far the moments are from each other.
 * Hours are counted by the clock of the world, so that the one which comes twice in autumn is two; days and longer ones
 * by the calendar, so that one of 23 hours is a day.
 *
 * @param lo a moment within the first
 * @param hi the end, exclusive
 */
export function periodStarts(
  interval: Interval,
  lo: RawBuilder<unknown>,
  hi: RawBuilder<unknown>,
  timeZone: string,
): RawBuilder<{ starts_at: Date }> {
  const limit = sql.lit(MAX_PERIODS + 1);
  const longest = sql`${limit} * ${steps[interval]}::interval`;
  if (interval === 'HOUR') {
    // Zones differ by quarters of an hour, and their clocks change by them.
    return sql`
      select distinct ${startOf('HOUR', sql`s`, timeZone)} as starts_at
      from (select date_trunc('hour', ${lo}, ${timeZone}) as lo, ${hi} - interval '1 millisecond' as hi) span
      cross join lateral generate_series(span.lo, least(span.hi, span.lo + ${longest}), '15 minutes') s
      order by 1 limit ${limit}`;
  }
  return sql`
    select distinct starts_at
    from (
      select date_trunc(${interval}, (${lo}) at time zone ${timeZone}) as lo, (${hi}) at time zone ${timeZone} as hi
    ) span
    cross join lateral generate_series(span.lo, least(span.hi, span.lo + ${longest}), ${steps[interval]}::interval) s
    cross join lateral (select ${firstMomentOf(sql`s`, timeZone)} as starts_at) first
    where starts_at < (${hi})
    order by 1 limit ${limit}`;
}
