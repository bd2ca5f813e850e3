/** Calendar dates without an hour: how a caller writes one, and the moment at which it begins by the clocks of a time zone. */

import { DAY_MS } from './units.ts';

/** Those that were written without an hour; each is its midnight in UTC. */
const days = new WeakSet<Date>();

/** A month or a year stands for its first day. */
const writtenDay = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;

/**
 * The day that a text is, `2026-05-09`; undefined for what is none.
 *
 * @param isShort whether a month (`2026-05`) or a year (`2026`) is its first day
 */
export function dayOf(text: string, { isShort = false } = {}): Date | undefined {
  const [, year, month = '01', date = '01'] = writtenDay.exec(text) ?? [];
  if (year === undefined || (!isShort && text.length < 'YYYY-MM-DD'.length)) return undefined;
  const day = new Date(`${year}-${month}-${date}T00:00:00.000Z`);
  if (Number.isNaN(day.getTime()) || day.getUTCDate() !== Number(date)) return undefined;
  days.add(day);
  return day;
}

/** Whether it was written without an hour. */
export function isDay(date: Date): boolean {
  return days.has(date);
}

/** When a day begins in a time zone: its first moment, also where clocks are put forward or back at midnight. */
export function startOfDay(day: Date, timeZone: string): Date {
  const midnight = day.getTime();
  const offsets = [midnight - DAY_MS, midnight, midnight + DAY_MS].map((moment) => offsetAt(moment, timeZone));
  const starts = [...new Set(offsets)].map((offset) => midnight - offset).sort((a, b) => a - b);
  const first = starts.find((moment) => moment + offsetAt(moment, timeZone) >= midnight);
  return new Date(first ?? midnight);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** By how many milliseconds the clocks are ahead of UTC. */
function offsetAt(moment: number, timeZone: string): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      era: 'short',
      ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
    });
  formats.set(timeZone, format);
  const part = new Map(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  const at = (type: Intl.DateTimeFormatPartTypes) => Number(part.get(type));
  const year = part.get('era') === 'BC' ? 1 - at('year') : at('year');
  const local = new Date(0);
  local.setUTCFullYear(year, at('month') - 1, at('day'));
  local.setUTCHours(at('hour'), at('minute'), at('second'));
  return local.getTime() - Math.floor(moment / 1000) * 1000;
}
