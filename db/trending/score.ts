/**
 * Trending score (HEAT): exponentially decayed view counts, and their decay. Fading counts are exact
 * with one number and one time each, so no history is looked at.
 *
 * HEAT over HOUR and DAY predicts what readers turn to next: the views that fade by half in 10 minutes plus a tenth of
 * those that fade by half in an hour, over the 0.2th power of the article's age in hours plus one. Found on the votes of
 * two months of Hacker News' front page together; `npm run evaluate -- trending`
 * measures it. Over WEEK and MONTH it is what has been read most of late, for readers who come once a week: a view
 * counts half as much after 1 day and after 4 days.
 */

import { type RawBuilder, sql } from 'kysely';
import type { TrendingMeasure, TrendingWindow } from '../types.ts';

type Part = RawBuilder<unknown>;

/** Columns of counts that fade, with the seconds after which half is left. */
export const fadingCounts = { recent_10m: 600, recent_1h: 3600, recent_1d: 86_400, recent_4d: 4 * 86_400 } as const;
export type FadingCount = keyof typeof fadingCounts;
export const fadingColumns = Object.keys(fadingCounts) as FadingCount[];

/** From which hour on each window counts at a time. A month counts whole days: its far end is known by day only. */
export const windowStarts = {
  hour: (now: Part) => sql`date_trunc('hour', ${now} - interval '1 hour', 'UTC')`,
  day: (now: Part) => sql`date_trunc('hour', ${now} - interval '24 hours', 'UTC')`,
  week: (now: Part) => sql`date_trunc('hour', ${now} - interval '168 hours', 'UTC')`,
  month: (now: Part) => sql`date_trunc('day', ${now} - interval '720 hours', 'UTC')`,
};
export type WindowName = keyof typeof windowStarts;
export const windowNames = Object.keys(windowStarts) as WindowName[];

/** @returns one column reference or expression per name, with commas between */
export function each<Name extends string>(names: readonly Name[], part: (name: Name) => Part): Part {
  return sql.join(names.map(part));
}

/** What is left after that time; the bound keeps it from becoming smaller than a double can be. */
export function left(column: FadingCount, elapsed: Part): Part {
  const seconds = sql`greatest(date_part('epoch', ${elapsed}), 0)`;
  return sql`power(0.5::float8, least(${seconds} / ${sql.lit(fadingCounts[column])}::float8, 200))`;
}

/**
 * How long ago the views of an hour or day were, on the whole: the middle of it, or of what has passed of it.
 *
 * @param startsAt when it began, and `lasts` how long it goes on
 */
export function ageOfViews(startsAt: Part, lasts: Part, now: Part): Part {
  return sql`(${now} - ${startsAt} - least(${now} - ${startsAt}, ${lasts}) / 2)`;
}

const ageInHours = (now: Part) => sql`greatest(date_part('epoch', ${now} - s.published_at) / 3600, 0)`;
const faded = (column: FadingCount, now: Part) => sql`s.${sql.ref(column)} * ${left(column, sql`${now} - s.at`)}`;

/** HEAT of a row `s` of the shape of `article_trend`, by window; its unit is views. */
export const heat: Record<TrendingWindow, (now: Part) => Part> = {
  HOUR: soonHeat,
  DAY: soonHeat,
  WEEK: (now) => faded('recent_1d', now),
  MONTH: (now) => faded('recent_4d', now),
};

function soonHeat(now: Part): Part {
  return sql`(${faded('recent_10m', now)} + 0.1 * ${faded('recent_1h', now)}) / power(1 + ${ageInHours(now)}, 0.2)`;
}

export interface ListKind {
  readonly window: TrendingWindow;
  readonly measure: TrendingMeasure;
  /** Column of the views in the window. */
  readonly views: `views_${WindowName}`;
}

export const lists: readonly ListKind[] = (['HOUR', 'DAY', 'WEEK', 'MONTH'] as const).flatMap((window) =>
  (['HEAT', 'VIEWS'] as const).map((measure) => ({
    window,
    measure,
    views: `views_${window.toLowerCase() as WindowName}` as const,
  })),
);
