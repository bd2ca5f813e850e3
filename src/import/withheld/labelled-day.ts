/** Labels that name the time from which a piece is out, above a text: "Release date: 15 June 2026", "Freigabe: 15.06.2026". */

import { DAY_MS, HOUR_MS } from '../../time/units.ts';
import { dayInNumbers, isDayAlone, isZone, readDate, timeInNumbers } from '../feed/date.ts';
import { isWeekday } from '../text/dates.ts';
import { isTimeAlone } from './time-words.ts';

const label =
  /^\W*(?:(?:press |media |news )?release(?: (?:date|time|on|at))?|(?:date|time) of (?:release|publication)|publi(?:cation|sh(?:ing)?)(?: (?:date|time|on|at))?|go[- ]live(?: (?:date|time))?|live (?:date|from)|(?:scheduled|available|usable)(?: (?:for|on|from))?|freigabe(?:datum|zeit|termin)?|veröffentlichung(?:sdatum|stermin|szeitpunkt)?(?: (?:ab|am|frei ab))?|date de (?:publication|diffusion|parution)|fecha de (?:publicación|difusión)|data di (?:pubblicazione|diffusione)|data de (?:publicação|divulgação)|data publikacji|publiceringsdatum|publiseringsdato|publicatiedatum)(?:\s?[:=]\s*|\s[–—-]\s)/iu;
const shouted = /^\W*NOT BEFORE\W+/i;
/** Labels that only say of what day a text is: "Release date: 15 June 2026" stands above each release, whenever it is sent. */
const dating =
  /^\W*(?:(?:press |media |news )?release|(?:date|time) of|publication|veröffentlichung|date de|fecha de|data|publi[cs]\p{L}+(?:datum|dato))(?!\p{L})(?! (?:on|at|ab|frei ab)(?!\p{L}))/iu;
const earliest =
  /^(?:not (?:before|earlier than)|no earlier than|nicht vor(?: dem)?|frühestens(?: am)?|erst ab|pas avant(?: le)?|no antes del?|non prima del?|niet v[oó]{2}r|nie przed|från|tidigast)(?!\p{L})\s*/iu;
/** Behind a bar another label begins: "9 June 2026 | Contact: …". */
const otherLabel = /\s[|·•]\s.*$/u;
/** "Eastern", "Pacific Time", "London time", "(Berlin)": zones that aren't read, but aren't something else either. */
const zoneInWords =
  /\s(?:(?:eastern|pacific|central|mountain|atlantic)(?: (?:standard|daylight))?(?: time)?|(?:\p{Lu}[\p{L}.]{1,20} ){1,2}time)(?!\p{L})|\([^()]{1,40}\)/giu;
const unread = /(?:eastern|pacific|central|mountain|atlantic|time|ortszeit|local)(?!\p{L})/iu;
const LAST_ZONE_HOURS = 12;
const MAX_TIME_CHARS = 80;

/** What a line's label or its first words in capitals name, with nothing behind it: a film has a director, and its line goes on. */
function labelledTime(line: string): Labelled | undefined {
  const found = label.exec(line) ?? shouted.exec(line);
  if (found === null) return undefined;
  const named = line.slice(found[0].length).replace(otherLabel, '');
  const written = named
    .replace(earliest, '')
    .replace(/\b([ap])\. ?m\b\.?/gi, '$1m')
    .trim();
  if (written.length > MAX_TIME_CHARS || !/\d/.test(written)) return undefined;
  const bare = written.replace(zoneInWords, ' ').replace(/(?<=\d)[TZ](?=\d|$)/g, ' ');
  return isTimeAlone(bare) ? { text: written, isDating: dating.test(line) && !earliest.test(named) } : undefined;
}

interface Labelled {
  readonly text: string;
  /** Rather than from when on it is free. */
  readonly isDating: boolean;
}

/** Whether a label alone in a line, "Release date:", names a time to come. */
export function isLabelledLater(line: string, now: Date): boolean {
  const labelled = labelledTime(line);
  if (labelled === undefined) return false;
  const { text, isDating } = labelled;
  const today = isDating ? dayNamed(text) : undefined;
  return (today ?? timeNamed(text) ?? hourFirst(text) ?? dayOfWeek(text, now) ?? new Date(0)) > now;
}

/** The beginning of a day alone, in UTC: who dates a release by today sends it out today. */
function dayNamed(text: string): Date | undefined {
  const ordered = inOrder(text);
  return isDayAlone(ordered) ? readDate(ordered) : undefined;
}

const inOrder = (text: string) =>
  text.replace(/(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/g, '$3-$2-$1').replace(/^\D{0,20}(?=\d{4}-)/, '');

/** An hour in no zone, or in one that isn't read, has come when it has in the last. */
function timeNamed(text: string): Date | undefined {
  const ordered = inOrder(text);
  const date = readDate(ordered);
  if (date === undefined) return inNumbers(text);
  const isRead = !isDayAlone(ordered) && hasZone(text);
  return isRead ? date : new Date(date.getTime() + LAST_ZONE_HOURS * HOUR_MS);
}

function inNumbers(text: string): Date | undefined {
  const day = dayInNumbers(text);
  const time = timeInNumbers(text);
  const isHour = day !== undefined && /\d[:h]\d\d|\d ?(?:[ap]\.?m|uhr|uur)/i.test(text);
  return time && isHour && !hasZone(text) ? new Date(time.getTime() + LAST_ZONE_HOURS * HOUR_MS) : time;
}

const hasZone = (text: string) =>
  !unread.test(text) && (text.match(/(?<![\p{L}\d])[A-Z]{1,4}(?!\p{L})|(?<=\d)Z|[+-]\d\d:?\d\d/gu) ?? []).some(isZone);

/** "06:00 GMT 15 June 2026" */
function hourFirst(text: string): Date | undefined {
  const day = /^\W{0,3}\d{1,2}[:.h]\d\d ?(?:[A-Z]{2,4})?,? (?:(?:on|am|le|el) )?(\S.*)$/.exec(text)?.[1];
  return day === undefined ? undefined : timeNamed(day);
}

const MAX_DAYS_AHEAD = 330;

/** "Tuesday 9 June": in the year in which that is a Tuesday, if it is the coming one. */
function dayOfWeek(text: string, now: Date): Date | undefined {
  const weekday = text.match(/\p{L}+/gu)?.find((word) => isWeekday(word.toLowerCase()));
  if (weekday === undefined || /(?<!\d)\d{4}(?!\d)/.test(text)) return undefined;
  const [day] = /(?:(?<!\p{L})\p{L}{3,20} )?\d.*/u.exec(text.replace(weekday, '').trim()) ?? [];
  const years = [0, 1].map((more) => now.getUTCFullYear() + more);
  return years
    .flatMap((year) => readDate(withYear(day ?? '', year)) ?? [])
    .find((date) => date > now && date.getTime() < now.getTime() + MAX_DAYS_AHEAD * DAY_MS && isOn(date, weekday));
}

const dayOfMonth =
  /^(?:\d{1,2}(?:st|nd|rd|th|\.)? ?(?:of |de )?\p{L}{3,20}|\p{L}{3,20} \d{1,2}(?:st|nd|rd|th)?)(?![\p{L}\d])/u;

const withYear = (day: string, year: number) => `${dayOfMonth.exec(day)?.[0]} ${year}`;

const languages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'pl'];

const isOn = (date: Date, weekday: string) =>
  languages.some((language) => {
    const name = date.toLocaleDateString(language, { weekday: 'long', timeZone: 'UTC' }).toLowerCase();
    return name.startsWith(weekday.toLowerCase());
  });
