/** Times without a zone, in the zone that a column map names. */

import { textOf } from '../archive/json.ts';
import { isDayAlone, readDate } from '../feed/date.ts';

/** With a zone of its own, which Postgres writes as `+00`, as an address of the web, or a day alone: nothing is to be done. */
const hasZone = /(?:Z|GMT|UTC|[A-Z]{3,4}|[+-]\d\d:?\d\d|:\d\d(?:[.,]\d{1,9})? ?(?:GMT|UTC)?[+-]\d\d?)\s*$/;
const hasTime = (written: string) => !/^\d{10,13}$/.test(written) && !isDayAlone(written);

/** @returns what is to be read: with the zone's offset where the value has none */
export function inZone(value: unknown, timeZone: string | undefined): unknown {
  const written = textOf(value);
  if (timeZone === undefined || written === undefined || hasZone.test(written) || !hasTime(written)) return value;
  const asUtc = readDate(written);
  if (asUtc === undefined) return value;
  // The offset of that hour, which differs from the offset of its UTC twin on two nights a year.
  const first = asUtc.getTime() - offsetMs(asUtc, timeZone);
  return new Date(asUtc.getTime() - offsetMs(new Date(first), timeZone)).toISOString();
}

function offsetMs(at: Date, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
