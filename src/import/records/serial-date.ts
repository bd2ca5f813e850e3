/** Dates as spreadsheets count them: days since 30 December 1899, with the time as a part of a day. */

import { DAY_MS } from '../../time/units.ts';
import { textOf } from '../archive/json.ts';

const DAYS_UNTIL_1970 = 25_569;
/** 1990 to 2099: what is shorter or longer may be a year, a day run together, or seconds. */
const MIN_SERIAL_DAYS = 32_874;
const MAX_SERIAL_DAYS = 73_050;

/** @returns what is to be read: a serial number as a day or a time without a zone, and all else as it is */
export function ofSerial(value: unknown): unknown {
  const written = textOf(value)?.trim() ?? '';
  if (!/^\d{5}(?:[.,]\d{1,15})?$/.test(written)) return value;
  const days = Number(written.replace(',', '.'));
  if (days < MIN_SERIAL_DAYS || days > MAX_SERIAL_DAYS) return value;
  const time = new Date(Math.round(((days - DAYS_UNTIL_1970) * DAY_MS) / 1000) * 1000).toISOString();
  return Number.isInteger(days) ? time.slice(0, 10) : time.slice(0, 19);
}
