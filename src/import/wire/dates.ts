/** Dates of wires: ISO 8601, extended and compact, and whether they say in which zone. */

import { HOUR_MS } from '../../time/units.ts';
import { isDayAlone, readDate } from '../feed/date.ts';

export interface WireDate {
  /** In UTC where no zone is said. */
  readonly at: Date;
  /** Whether the zone is said. */
  readonly isZoned: boolean;
  readonly isDayAlone: boolean;
}

/** "20260302T093000+0100" as "2026-03-02T09:30:00+0100". */
const compact = /^(\d{4})(\d\d)(\d\d)T(\d\d):?(\d\d)(?::?(\d\d))?/;

export function readWireDate(written: string | undefined): WireDate | undefined {
  const text = written?.trim().replace(compact, (_, year, month, day, hour, minute, second = '00') => {
    return `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  });
  const at = readDate(text);
  if (text === undefined || at === undefined) return undefined;
  return {
    at,
    isZoned: /(?:Z|GMT|UTC|[+-]\d\d:?\d\d|:\d\d(?:[.,]\d{1,9})?[+-]\d\d)$/i.test(text),
    isDayAlone: isDayAlone(text),
  };
}

/** In hours: west of it no zone is later with a day's end. */
const LATEST_ZONE_HOURS = 12;
const DAY_HOURS = 24;

/** When an embargo has ended in each zone that may be meant: a day alone has to be over. */
export function surelyPast({ at, isZoned, isDayAlone: isDay }: WireDate): Date {
  const hours = (isZoned ? 0 : LATEST_ZONE_HOURS) + (isDay ? DAY_HOURS : 0);
  return new Date(at.getTime() + hours * HOUR_MS);
}
