/**
 * Whether a table has the day or the month first where days are numbers (`3/4/2026`, `03-04-2026`): the days that can only be one, by their
 * number or by the day of the week in front of them, say it of all.
 */

import { textOf } from '../archive/json.ts';
import { isDayAlone, readDate } from '../feed/date.ts';

export type DayOrder = 'DAY_FIRST' | 'MONTH_FIRST';

/** Drupal puts the day of the week in front. */
const day = /^(?:(\p{L}{2,12})\.?,? )?(\d{1,2})([/-])(\d{1,2})\3(\d{4})(?!\d)/u;
const MONTHS = 12;
const DAYS_PER_WEEK = 7;

/** In the languages of content systems, whole and shortened; of what has one name in two of them for two days, none. */
const daysOfWeek: ReadonlyMap<string, number> = (() => {
  const names = new Map<string, number>();
  const ambiguous = new Set<string>();
  for (const language of ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'pl', 'sv', 'da', 'nb', 'fi']) {
    for (const weekday of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' });
      for (let index = 0; index < DAYS_PER_WEEK; index += 1) {
        // The epoch was a Thursday, and the fourth of January 1970 a Sunday.
        const name = format
          .format(new Date(Date.UTC(1970, 0, 4 + index)))
          .toLowerCase()
          .replace(/\.$/, '');
        if ((names.get(name) ?? index) !== index) ambiguous.add(name);
        names.set(name, index);
      }
    }
  }
  for (const name of ambiguous) names.delete(name);
  return names;
})();

const isOn = (weekday: number, year: string, month: string, date: string) => {
  const time = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)));
  return time.getUTCDay() === weekday && time.getUTCMonth() === Number(month) - 1;
};

/** @returns undefined where none of them says it, or they contradict each other */
export function dayOrderOf(values: Iterable<unknown>): DayOrder | undefined {
  const found = new Set<DayOrder>();
  for (const value of values) {
    const [, name = '', first = '', , second = '', year = ''] = day.exec(textOf(value) ?? '') ?? [];
    const weekday = daysOfWeek.get(name.toLowerCase());
    const can = { DAY_FIRST: Number(second) <= MONTHS, MONTH_FIRST: Number(first) <= MONTHS };
    const fits = {
      DAY_FIRST: can.DAY_FIRST && (weekday === undefined || isOn(weekday, year, second, first)),
      MONTH_FIRST: can.MONTH_FIRST && (weekday === undefined || isOn(weekday, year, first, second)),
    };
    // A weekday that is neither's is wrong itself.
    const said = fits.DAY_FIRST || fits.MONTH_FIRST ? fits : can;
    if (said.DAY_FIRST !== said.MONTH_FIRST) found.add(said.DAY_FIRST ? 'DAY_FIRST' : 'MONTH_FIRST');
  }
  const [order, ...others] = found;
  return others.length === 0 ? order : undefined;
}

/** @returns what is to be read: such a day with its year first, and all else as it is */
export function inOrder(value: unknown, order: DayOrder | undefined): unknown {
  const written = textOf(value) ?? '';
  const found = order === undefined ? null : day.exec(written);
  if (found === null) return value;
  const [whole, , first = '', , second = '', year = ''] = found;
  const [date, month] = order === 'DAY_FIRST' ? [first, second] : [second, first];
  const rest = written.slice(whole.length);
  const ordered = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}${rest}`;
  // Who loses an hour publishes too early.
  const isHourLost = /\d/.test(rest) && isDayAlone(ordered);
  return isHourLost || readDate(ordered) === undefined ? value : ordered;
}
