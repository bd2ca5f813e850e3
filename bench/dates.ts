/** When benchmark articles were published: over five years, denser lately, by day more than by night. */

import type { Random } from './random.ts';

const dayMs = 86_400_000;
const days = 5 * 365;

/** How many of a hundred articles come in each hour of the day, UTC. */
const byHour = [1, 1, 1, 1, 2, 4, 6, 7, 7, 6, 6, 6, 6, 6, 6, 6, 6, 6, 5, 4, 3, 2, 1, 1];
const hours = byHour.flatMap((share, hour) => new Array<number>(share).fill(hour));

/** Dates in order; two in a thousand, the last ones, are in the fortnight to come. */
export function publicationDates(count: number, now: Date, random: Random): Date[] {
  const scheduled = Math.round(count * 0.002);
  const midnight = Math.floor(now.getTime() / dayMs) * dayMs;
  const times = Array.from({ length: count - scheduled }, () => {
    const day = midnight - Math.floor(days * (1 - random.next() ** (1 / 1.5))) * dayMs;
    const time = withinDay(day, random);
    return time < now.getTime() ? time : time - dayMs;
  });
  const toCome = Array.from({ length: scheduled }, () => withinDay(midnight + random.between(1, 14) * dayMs, random));
  return [...times, ...toCome].sort((a, b) => a - b).map((time) => new Date(time));
}

function withinDay(day: number, random: Random): number {
  return day + random.pick(hours) * 3_600_000 + random.below(3_600_000);
}
