/** Whether a table has the day or the month first where days are numbers (`3/4/2026`, `03-04-2026`): the days that can only be one say it of all. */

import { textOf } from '../archive/json.ts';
import { isDayAlone, readDate } from '../feed/date.ts';

export type DayOrder = 'DAY_FIRST' | 'MONTH_FIRST';

/** Drupal puts the day of the week in front. */
const day = /^(?:\p{L}{2,12}\.?,? )?(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?!\d)/u;
const MONTHS = 12;

/** @returns undefined where none of them says it, or they contradict each other */
export function dayOrderOf(values: Iterable<unknown>): DayOrder | undefined {
  const found = new Set<DayOrder>();
  for (const value of values) {
    const [, first, , second] = day.exec(textOf(value) ?? '') ?? [];
    if (Number(first) > MONTHS && Number(second) <= MONTHS) found.add('DAY_FIRST');
    if (Number(second) > MONTHS && Number(first) <= MONTHS) found.add('MONTH_FIRST');
  }
  const [order, ...others] = found;
  return others.length === 0 ? order : undefined;
}

/** @returns what is to be read: such a day with its year first, and all else as it is */
export function inOrder(value: unknown, order: DayOrder | undefined): unknown {
  const written = textOf(value) ?? '';
  const found = order === undefined ? null : day.exec(written);
  if (found === null) return value;
  const [whole, first = '', , second = '', year = ''] = found;
  const [date, month] = order === 'DAY_FIRST' ? [first, second] : [second, first];
  const rest = written.slice(whole.length);
  const ordered = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}${rest}`;
  // Who loses an hour publishes too early.
  const isHourLost = /\d/.test(rest) && isDayAlone(ordered);
  return isHourLost || readDate(ordered) === undefined ? value : ordered;
}
