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

/** When the period of a moment begins, by the clocks of the zone. */
export function startOf(interval: Interval, moment: RawBuilder<unknown>, timeZone: string): RawBuilder<Date> {
  return sql<Date>`date_trunc(${interval}, (${moment})::timestamptz, ${timeZone})`;
}

/** When the period before that of a moment begins. */
export function startOfPrevious(interval: Interval, moment: RawBuilder<unknown>, timeZone: string): RawBuilder<Date> {
  const start = startOf(interval, moment, timeZone);
  return startOf(interval, sql`${start} - interval '1 millisecond'`, timeZone);
}

/**
 * Where the periods between two moments begin, in order, as `starts_at`; one more than {@link MAX_PERIODS} at the most.
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
  if (interval === 'HOUR') {
    // Zones differ by quarters of an hour, and their clocks change by them.
    return sql`
      select distinct date_trunc('hour', s, ${timeZone}) as starts_at
      from generate_series(date_trunc('hour', ${lo}, ${timeZone}), ${hi} - interval '1 millisecond', '15 minutes') s
      order by 1 limit ${limit}`;
  }
  return sql`
    select s at time zone ${timeZone} as starts_at
    from generate_series(
      date_trunc(${interval}, (${lo}) at time zone ${timeZone}), (${hi}) at time zone ${timeZone}, ${steps[interval]}::interval
    ) s
    where s at time zone ${timeZone} < (${hi})
    order by 1 limit ${limit}`;
}
