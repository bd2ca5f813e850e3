/** Publication dates of benchmark articles: over five years, denser lately, by day more than by night. */

import { DAY_MS, HOUR_MS } from '../src/time/units.ts';
import type { Random } from './random.ts';

const DAYS = 5 * 365;

/** How many of a hundred articles come in each hour of the day, UTC. */
const byHour = [1, 1, 1, 1, 2, 4, 6, 7, 7, 6, 6, 6, 6, 6, 6, 6, 6, 6, 5, 4, 3, 2, 1, 1];
const hours = byHour.flatMap((share, hour) => new Array<number>(share).fill(hour));

/** Dates in order; two in a thousand, the last ones, are in the fortnight to come. */
export function publicationDates(count: number, now: Date, random: Random): Date[] {
  const scheduled = Math.round(count * 0.002);
  const midnight = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const times = Array.from({ length: count - scheduled }, () => {
    const day = midnight - Math.floor(DAYS * (1 - random.next() ** (1 / 1.5))) * DAY_MS;
    const time = withinDay(day, random);
    return time < now.getTime() ? time : time - DAY_MS;
  });
  const toCome = Array.from({ length: scheduled }, () => withinDay(midnight + random.between(1, 14) * DAY_MS, random));
  return [...times, ...toCome].sort((a, b) => a - b).map((time) => new Date(time));
}

function withinDay(day: number, random: Random): number {
  return day + random.pick(hours) * HOUR_MS + random.below(HOUR_MS);
}
