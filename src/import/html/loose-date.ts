/**
 * The date of a page that prints it only as words near its headline: "Stand: 12.03.2025 | 14:15 Uhr". Conservative:
 * a date within a sentence, of an event or of the day on which the page was saved is none.
 */

import { isZone, readDate } from '../feed/date.ts';
import { isWeekday, monthNamed } from '../text/dates.ts';
import type { PageDocument } from './dom.ts';
import { headingOf } from './heading.ts';
import { lettersIn } from './letters.ts';
import { type Line, linesOf } from './lines.ts';

const LINES_BEFORE = 4;
const LINES_BEHIND = 12;
const MAX_LINE_CHARACTERS = 160;
/** A line with more is a paragraph; behind the second one the piece has begun. */
const MAX_PARAGRAPHS = 2;
const MAX_WORDS_BEFORE = 5;
const MAX_CHARACTERS_BEHIND = 60;

const published =
  'published|posted|issued|publication date|date|stand|veröffentlicht|erschienen|erstellt|datum|publiée?|mis en ligne|' +
  'publicad[oa]|fecha|pubblicato|data|gepubliceerd|geplaatst|publicerad|publicerat|publisert|publiceret|udgivet|' +
  'opublikowano|data publikacji|dodano';
const updated =
  'updated|last (?:updated|modified)|modified|(?:zuletzt )?aktualisiert|mise? à jour|modifiée?|actualizad[oa]|' +
  'aggiornato|atualizad[oa]|bijgewerkt|uppdaterad|uppdaterat|oppdatert|opdateret|aktualizacja|zaktualizowano';
const labels = new RegExp(
  String.raw`(?<!\p{L})(?:(?:${published})|(?<updated>${updated}))(?!\p{L})(?:[\s:|]{1,6}(?:on|am|le|el|em|il|op|den|dnia)(?=\s))?[\s:|,]{1,8}`,
  'giu',
);
/** A line may begin with one, where its first words are set off. */
const separator = /(?:^[|·•–—]?|[|·•–—])\s*/gu;
const separatorInByline = /(?:^[|·•–—]?|[|·•–—,])\s*/gu;
const byline = /^(?:by|von|par|por|di|door|av|af|autor(?:in|a)?:?) \p{Lu}/iu;

const weekdayBefore = /(?<name>\p{L}{2,13}(?:-feira)?)\.?,?\s+(?:(?:den|the|le|el|dem)\s+)?/uy;
const dayShapes: readonly RegExp[] = [
  /(?<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s-]{1,2}(?:(?:of|de|di)\s+)?(?<name>\p{L}{3,12})\.?,?[\s-](?:del?\s+)?(?<year>\d{4})(?!\d)/uy,
  /(?<name>\p{L}{3,12})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4})(?!\d)/uy,
  /(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})(?!\d)/uy,
  /(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.\s?(?<year>\d{4})(?!\d)/uy,
  /(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.\s?(?<short>\d{2})(?![\d.:])/uy,
  /(?<first>\d{1,2})[/-](?<second>\d{1,2})[/-](?<year>\d{4})(?!\d)/uy,
  /(?<year>\d{4})\s?[年년]\s?(?<month>\d{1,2})\s?[月월]\s?(?<day>\d{1,2})\s?[日일]/uy,
];
const clock =
  /[\s,|·•–—()-]{0,6}(?:T|(?:at|um|à|a las|alle|ore|às|kl\.?|om|o godz\.?|godz\.?)\s+)?(?<hour>\d{1,2})(?:[:.h](?<minute>\d\d)(?::\d\d)?)?(?!\d)\s?(?<half>[ap]\.?m\b\.?)?(?<word>\s?(?:uhr|hrs?|h)\b)?\s?\(?(?<zone>Z\b|[A-Z]{3,4}\b|[+-]\d\d:?\d\d)?/iuy;

export interface PrintedDate {
  readonly date: Date;
  /** Whether its hour and the zone of that are printed, too. */
  readonly isExact: boolean;
}

interface Found extends PrintedDate {
  readonly kind: 'published' | 'bare' | 'updated';
}

/**
 * @param headline as the page's headline was read
 * @param language of the page, which tells the order of `03/04/2025`; without a region, English leaves that open
 * @returns what is labelled as publication before what has no label, and that before an update; none that is to come
 */
export function looseDate(
  document: PageDocument,
  headline: string,
  language: string | undefined,
): PrintedDate | undefined {
  const title = headingOf(document, headline);
  if (title === null) return undefined;
  const lines = linesOf(document, title, title.closest('article, main') ?? undefined);
  const at = lines.findLastIndex((line) => line.isHeadline);
  if (at < 0) return undefined;
  const before = lines.slice(Math.max(0, at - LINES_BEFORE), at).flatMap((line) => datesIn(line, language, false));
  const behind = headLines(lines.slice(at + 1)).flatMap((line) => datesIn(line, language, true));
  const found = [...behind, ...before].filter(({ date }) => date.getTime() < Date.now() + 86_400_000);
  for (const kind of ['published', 'bare', 'updated']) {
    const first = found.find((each) => each.kind === kind);
    if (first !== undefined) return first;
  }
  return undefined;
}

/** What stands between the headline and the text. */
function headLines(lines: readonly Line[]): Line[] {
  const near = lines.slice(0, LINES_BEHIND);
  const paragraphs = near.flatMap(({ text }, at) => (lettersIn(text) > MAX_LINE_CHARACTERS ? [at] : []));
  return near.slice(0, paragraphs[MAX_PARAGRAPHS - 1] ?? near.length);
}

function datesIn({ text, isWithin }: Line, language: string | undefined, isBehind: boolean): Found[] {
  if (text.length > MAX_LINE_CHARACTERS || !/\d{4}|\d\.\s?\d{2}(?!\d)/.test(text)) return [];
  const labelled = [...text.matchAll(labels)].flatMap((label): Found[] => {
    const read = readAt(text, label.index + label[0].length, language);
    return read === undefined ? [] : [{ ...read, kind: label.groups?.updated ? 'updated' : 'published' }];
  });
  // What stands above the headline and outside of the piece may be today's date.
  if (labelled.length > 0 || !(isBehind || isWithin)) return labelled;
  const isSetOff = /^[|·•–—]/.test(text);
  for (const start of text.matchAll(byline.test(text) ? separatorInByline : separator)) {
    const from = start.index + start[0].length;
    const read = readAt(text, from, language);
    if (read === undefined) continue;
    const rest = text.slice(read.end);
    const isAlone = behindDay.test(rest) && rest.length <= MAX_CHARACTERS_BEHIND && !(isSetOff && saysMore(rest));
    const words = text.slice(0, from).match(/[\p{L}\p{N}]+/gu) ?? [];
    if (isAlone && words.length <= MAX_WORDS_BEFORE) return [{ ...read, kind: 'bare' }];
  }
  return [];
}

/** A sign that parts, nothing, or where a Chinese page says that it has the piece from. */
const behindDay = /^\s*(?:[|·•–—()]|$|(?:来源|來源|作者|记者|記者|编辑)\s?[:：])/u;

/** Words behind a day that is set off tell what happens then, unless they are labelled: "来源：…". */
function saysMore(rest: string): boolean {
  const words = rest.replace(/^[\s|·•–—()]+/u, '');
  return /[\p{L}\p{N}]/u.test(words) && !/^[^\s:：]{1,6}\s?[:：]/u.test(words);
}

/** A day, and its time where one follows. */
function readAt(
  text: string,
  from: number,
  language: string | undefined,
): (PrintedDate & { readonly end: number }) | undefined {
  const weekday = matchAt(weekdayBefore, text, from);
  const start = weekday?.groups?.name && isWeekday(weekday.groups.name) ? from + weekday[0].length : from;
  for (const shape of dayShapes) {
    const match = matchAt(shape, text, start);
    const day = match === null ? undefined : dayOf(match.groups ?? {}, language);
    if (match === null || day === undefined) continue;
    const dayEnd = start + match[0].length;
    const time = matchAt(clock, text, dayEnd);
    const { hour, minute, half, word, zone } = time?.groups ?? {};
    const hasTime = time !== null && (minute !== undefined || half !== undefined || word?.trim().length === 3);
    // With that the zones of feeds are known here too.
    const date = readDate(hasTime ? `${day} ${hour}:${minute ?? '00'} ${half ?? ''} ${zoneOf(zone)}` : day);
    const isExact = hasTime && zone !== undefined && isZone(zone);
    if (date !== undefined) return { date, isExact, end: hasTime ? dayEnd + time[0].length : dayEnd };
  }
  return undefined;
}

const zoneOf = (zone = '') => (/^z$/i.test(zone) ? 'UTC' : zone);

function dayOf(groups: Readonly<Record<string, string | undefined>>, language: string | undefined): string | undefined {
  const { short, year = short === undefined ? '' : `20${short}`, name, day, first, second } = groups;
  if (first !== undefined && second !== undefined) {
    const order = orderOf(Number(first), Number(second), language);
    if (order === undefined) return undefined;
    return `${year}-${order === 'day' ? second : first}-${order === 'day' ? first : second}`;
  }
  const month = name === undefined ? groups.month : monthNamed(name);
  return month === undefined || day === undefined ? undefined : `${year}-${month}-${day}`;
}

/** Which of two figures before a year comes first; undefined where it can't be told. */
function orderOf(first: number, second: number, language = ''): 'day' | 'month' | undefined {
  if (first > 12 || first === second) return 'day';
  if (second > 12 || /^en[-_](?:us|ph)$/i.test(language)) return 'month';
  return language === '' || /^en$/i.test(language) ? undefined : 'day';
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
