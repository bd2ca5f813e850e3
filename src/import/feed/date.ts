/** Parser of feed dates: RFC 822, RFC 3339 and their common malformed variants. */

import { normalForm } from '../../text/piled-marks.ts';
import { HOUR_MS, MINUTE_MS } from '../../time/units.ts';

/**
 * Reads a date however a feed writes it; a time without a zone, or with an unknown one, is taken as UTC.
 *
 * @returns `undefined` for what is no date, or can't be a piece's: the epoch, or a year outside of 1900 to 2200.
 */
export function readDate(text: string | undefined): Date | undefined {
  if (text === undefined || text.length > 200) return undefined;
  const written = text
    // Of Notion: "(GMT+2)".
    .replace(/\(((?:GMT|UTC)[+-]\d{1,2}(?::?\d\d)?)\)/g, '$1')
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (written === '') return undefined;
  const parts =
    numbers(written) ??
    yearFirst(written) ??
    dotted(written) ??
    slashed(written) ??
    dayFirst(written) ??
    monthFirst(written);
  const date = parts && toDate(parts, written);
  return date?.getTime() === 0 ? undefined : date;
}

/** Whether what {@link readDate} reads states the day alone. */
export function isDayAlone(text: string): boolean {
  return !/^\d{10}(?:\d{3})?$/.test(text.trim()) && timeOfDay(text) === undefined;
}

interface DayParts {
  readonly year: number;
  /** From 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/** Seconds or milliseconds since 1970, or the digits of a date and a time run together. */
function numbers(text: string): Date | DayParts | undefined {
  if (/^\d{10}$/.test(text)) return new Date(Number(text) * 1000);
  if (/^\d{13}$/.test(text)) return new Date(Number(text));
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)(?:T?\d{2,6}|\b)/.exec(text) ?? [];
  return year === undefined ? undefined : { year: Number(year), month: Number(month), day: Number(day) };
}

function yearFirst(text: string): DayParts | undefined {
  const [, year, month, day] = /^(?:\p{L}+[.,]* )?(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/u.exec(text) ?? [];
  return year === undefined ? undefined : { year: Number(year), month: Number(month), day: Number(day) };
}

const dottedDay = /^(?:\p{L}+[.,]* )?(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})(?!\d)/u;

/** What numbers say behind a day has to be a time: who loses it publishes too early. */
const isTimeLost = (text: string, behindDay: number) =>
  /\d/.test(text.slice(behindDay)) && timeOfDay(text) === undefined;

/** "26.06.2017": with dots the day is first everywhere. */
function dotted(text: string): DayParts | undefined {
  const [whole = '', day, month, year] = dottedDay.exec(text) ?? [];
  if (year === undefined || isTimeLost(text, whole.length)) return undefined;
  return { year: Number(year), month: Number(month), day: Number(day) };
}

const slashedDay = /^(?:\p{L}+[.,]* )?(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)/u;
const MONTHS = 12;

/** "6/26/2017" and "26/6/2017" are one day; of "6/7/2017" nobody knows which is the month. */
function slashed(text: string): DayParts | undefined {
  const [whole = '', first, second, year] = slashedDay.exec(text) ?? [];
  if (year === undefined || isTimeLost(text, whole.length)) return undefined;
  const [one, other] = [Number(first), Number(second)];
  if (one <= MONTHS && other <= MONTHS && one !== other) return undefined;
  const [day, month] = one > MONTHS ? [one, other] : [other, one];
  return month > MONTHS ? undefined : { year: Number(year), month, day };
}

/** "Mon, 26 Jun 2017", "26-Jun-17", "26 de junio de 2017" */
function dayFirst(text: string): DayParts | undefined {
  const pattern = /(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.)?[ -](?:de )?(\p{L}{3,})\.?,?[ -](?:de )?(\d{4}|\d{2})(?![\d:])/u;
  const match = pattern.exec(text);
  const [whole = '', day, name, year] = match ?? [];
  const month = monthNamed(name);
  if (match === null || month === undefined || isTimeLost(text, match.index + whole.length)) return undefined;
  return { year: fullYear(Number(year)), month, day: Number(day) };
}

/** "June 26, 2017 7:41 PM", "Mon Jun 26 19:41:48 2017" */
function monthFirst(text: string): DayParts | undefined {
  const pattern =
    /(?<!\p{L})(\p{L}{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (?:\d{1,2}:[\d:]+ )?(?:[A-Z]{3,4} )?(\d{4})(?!\d)/u;
  const match = pattern.exec(text);
  const [whole = '', name, day, year] = match ?? [];
  const month = monthNamed(name);
  if (match === null || month === undefined || isTimeLost(text, match.index + whole.length)) return undefined;
  return { year: Number(year), month, day: Number(day) };
}

function toDate(parts: Date | DayParts, text: string): Date | undefined {
  if (parts instanceof Date) return parts;
  const { year, month, day } = parts;
  if (year < 1900 || year > 2200) return undefined;
  const midnight = new Date(Date.UTC(year, month - 1, day));
  // Date.UTC would count a 31st of February on into March.
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return undefined;
  const time = timeOfDay(text);
  return time === undefined ? midnight : new Date(midnight.getTime() + time - zoneOffset(text));
}

/** Milliseconds since midnight. */
function timeOfDay(text: string): number | undefined {
  const match =
    /(?<![\d+-])(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?([ap])\.?m\b)?/i.exec(text) ??
    /^\d{8}T?(\d\d)(\d\d)(\d\d)?/.exec(text) ??
    hourBehindYear(text);
  if (match === null) return undefined;
  const [, hours, minutes = '0', seconds = '0', fraction = '0', half] = match;
  let hour = Number(hours);
  if (half !== undefined) hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  if (hour > 24 || Number(minutes) > 59) return undefined;
  return ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Math.floor(Number(`0.${fraction}`) * 1000);
}

const between = '(?<!\\d)\\d{4}(?:-\\d\\d-\\d\\d)?[\\s,–—-]{1,4}(?:(?:um|at|à|om|ore|alle|kl\\.?|o godz\\.|a las) )?';
/** "23 Uhr", "23.30 uur", "23h30", "6 p.m." */
const hourInWords = new RegExp(
  `${between}(\\d{1,2})(?:[.h] ?(\\d\\d))?()()(?: ?(?:uhr|uur|h|hrs|heures|horas)(?!\\p{L})| ?([ap])\\.?m(?!\\p{L})|(?<=h\\d\\d)(?!\\d))`,
  'iu',
);
/** "30.11.2026 23.45" */
const hourWithDot = new RegExp(`^[^\\d]*\\d{1,2}\\. ?\\d{1,2}\\. ?${between}(\\d{1,2})\\.(\\d\\d)(?![.\\d])`, 'iu');

const hourBehindYear = (text: string) => hourInWords.exec(text) ?? hourWithDot.exec(text);

/** Milliseconds by which the written zone is ahead of UTC. */
function zoneOffset(text: string): number {
  const [, sign, hours, minutes = '0'] =
    /:\d\d(?:[.,]\d+)? ?(?:[ap]\.?m\.? ?)?(?:GMT|UTC)? ?([+-])(\d\d?)(?::?(\d\d))?(?!\d)/i.exec(text) ?? [];
  if (sign !== undefined) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
  const name = /\d ?(?:[APap]\.?[Mm]\.? ?|(?:[Uu]hr|uur|h) )?([A-Z]{3,4})(?![a-z])/.exec(text)?.[1];
  return (zoneHours[name ?? ''] ?? 0) * HOUR_MS;
}

/** Whether a zone that is written behind a time is known: of an unknown one UTC is taken. */
export function isZone(zone: string): boolean {
  return /^(?:Z|GMT|UTC|[+-]\d\d:?\d\d)$/i.test(zone) || Object.hasOwn(zoneHours, zone.toUpperCase());
}

// RFC 822 knows the American ones; the rest are those that newsrooms write.
const zoneHours: Readonly<Record<string, number>> = {
  EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7, AKST: -9, AKDT: -8, HST: -10, BRT: -3,
  WEST: 1, BST: 1, CET: 1, MEZ: 1, CEST: 2, MESZ: 2, EET: 2, EEST: 3, MSK: 3, IST: 5.5, SGT: 8, HKT: 8, JST: 9, KST: 9,
  AEST: 10, AEDT: 11, NZST: 12, NZDT: 13,
}; // biome-ignore format: a table reads better by regions

function fullYear(year: number): number {
  // RFC 2822, section 4.3.
  if (year >= 100) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

const monthLanguages = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'sv', 'da', 'nb', 'pl'];
let months: Map<string, number> | undefined;

function monthNamed(name: string | undefined): number | undefined {
  months ??= monthNames();
  return name === undefined ? undefined : months.get(spelling(name));
}

function monthNames(): Map<string, number> {
  const names = new Map([['sept', 9]]);
  for (const language of monthLanguages) {
    for (const style of ['long', 'short'] as const) {
      // Beside a day Polish bends it: "7 czerwca".
      const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: style, timeZone: 'UTC' });
      for (let month = 1; month <= 12; month += 1) {
        const parts = format.formatToParts(Date.UTC(2000, month - 1, 15));
        const name = spelling(parts.find(({ type }) => type === 'month')?.value ?? '');
        if (!names.has(name)) names.set(name, month);
      }
    }
  }
  return names;
}

function spelling(name: string): string {
  return normalForm(name, 'NFD')
    .replace(/[\p{M}.]/gu, '')
    .toLowerCase();
}

/** In the last zone on earth a day begins so much later than in UTC. */
const LAST_ZONE_HOURS = 12;

/** "15/06/2026", "6/15/26": the later of the days that it may be, so that nothing comes out before. */
export function dayInNumbers(value: string): Date | undefined {
  const [, one, other, year] = /^\D{0,3}(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d|\d\d)(?!\d)/.exec(value) ?? [];
  const days = [
    [one, other],
    [other, one],
  ].flatMap(([day, month]) =>
    Number(month) > 12 || Number(day) > 31 ? [] : [Date.UTC(fullYear(Number(year)), Number(month) - 1, Number(day))],
  );
  return year === undefined || days.length === 0 ? undefined : new Date(Math.max(...days));
}

/** The same with its hour; a day alone begins where it does last. */
export function timeInNumbers(value: string): Date | undefined {
  const day = dayInNumbers(value);
  if (day === undefined) return undefined;
  const time = timeOfDay(value) ?? hourAlone(value);
  return new Date(day.getTime() + (time === undefined ? LAST_ZONE_HOURS * HOUR_MS : time - zoneOffset(value)));
}

/** "01/05/2027 6 pm", "01/05/27, 18 Uhr": behind slashes the year isn't told by its digits. */
function hourAlone(value: string): number | undefined {
  const [, hours, half] = /(?<![\d/.:-])(\d{1,2}) ?(?:([ap])\.?m(?!\p{L})|(?:uhr|uur|h)(?!\p{L}))/iu.exec(value) ?? [];
  if (hours === undefined || Number(hours) > 24) return undefined;
  return (half === undefined ? Number(hours) : (Number(hours) % 12) + (/p/i.test(half) ? 12 : 0)) * HOUR_MS;
}
