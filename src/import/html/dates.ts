/**
 * Publication and update time of a page, in whatever notation it uses.
 *
 * A time without a zone is read in the zone of the other dates on the page, else in UTC. A date without a time gives way
 * to another statement of the page that is of the same day and has one.
 */
import { type PageDocument, textOf } from './dom.ts';
import type { LinkedData } from './linked-data.ts';
import { plainText } from './linked-data.ts';
import { type MetaTags, microdata, microdataValue } from './meta-tags.ts';

export interface PageDates {
  readonly publishedAt: Date | undefined;
  readonly updatedAt: Date | undefined;
  /** Whether the page states only the day of publication. */
  readonly isDateOnly: boolean;
}

interface Written {
  /** `2024-05-01` */
  readonly day: string;
  /** `12:30:00.000`; a bare date has none. */
  readonly time: string | undefined;
  /** `Z` or `+02:00` */
  readonly zone: string | undefined;
}

const publishedNames = [
  'article:published_time',
  'og:article:published_time',
  'og:published_time',
  'article_published_time',
  'datepublished',
  'parsely-pub-date',
  'cxenseparse:publishtime',
  'cxenseparse:recs:publishtime',
  'cxenseparse:recs:published_time',
  'sailthru.date',
  'publish-date',
  'publishdate',
  'pubdate',
  'published',
  'publication_date',
  'citation_publication_date',
  'citation_online_date',
  'dcterms.created',
  'dcterms.issued',
  'dc.date.issued',
  'dcterms.date',
  'dc.date',
  'date.available',
  'date.created',
  'publisheddate',
  'date',
  'article.published',
  'article.created',
  'og:pubdate',
];
const updatedNames = [
  'article:modified_time',
  'og:article:modified_time',
  'og:updated_time',
  'article_modified_time',
  'datemodified',
  'date.modified',
  'date.updated',
  'last-modified',
  'lastmod',
  'last_updated_date',
  'dcterms.modified',
  'dc.date.modified',
  'article.updated',
  'modified',
  'revised',
];

export function readDates(document: PageDocument, linked: LinkedData, meta: MetaTags): PageDates {
  const times = timesOf(document);
  const published = written([
    ...linked.values('datePublished').map(plainText),
    ...microdata(document, 'datePublished').map(microdataValue),
    ...meta.all(...publishedNames),
    ...times.published,
    ...linked.values('dateCreated').map(plainText),
    ...datelines(document),
  ]);
  const updated = written([
    ...linked.values('dateModified').map(plainText),
    ...microdata(document, 'dateModified').map(microdataValue),
    ...meta.all(...updatedNames),
    ...times.updated,
  ]);
  const zone = [...published, ...updated].find((date) => date.zone !== undefined && date.zone !== 'Z')?.zone;
  const stated = instant(exact(published), zone) === undefined ? updated[0] : exact(published);
  const publishedAt = instant(stated, zone);
  const updatedAt = instant(exact(updated), zone);
  return {
    publishedAt,
    updatedAt: publishedAt && updatedAt && updatedAt > publishedAt ? updatedAt : undefined,
    isDateOnly: publishedAt !== undefined && stated?.time === undefined,
  };
}

/** The first date, or a later statement of the same day that also knows the time. */
function exact(dates: readonly Written[]): Written | undefined {
  const [first] = dates;
  if (first === undefined || first.time !== undefined) return first;
  return dates.find((date) => date.day === first.day && date.time !== undefined) ?? first;
}

function instant(date: Written | undefined, pageZone: string | undefined): Date | undefined {
  if (date === undefined) return undefined;
  // A bare date is midnight in UTC: a zone would only move it to another day.
  const at = new Date(
    `${date.day}T${date.time ?? '00:00:00'}${date.time === undefined ? 'Z' : (date.zone ?? pageZone ?? 'Z')}`,
  );
  return Number.isNaN(at.getTime()) ? undefined : at;
}

function written(values: readonly string[]): Written[] {
  return values.map(readDate).filter((date) => date !== undefined);
}

const isoPattern =
  /(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:T|\s+|\s*[-–|•,]\s*)(\d{1,2})[:h](\d\d)(?::(\d\d)(?:[.,]\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?/i;
const dayFirstPattern = /\b(\d{1,2})[./]\s?(\d{1,2})[./]\s?(\d{4}|\d\d)\b(?:\D{1,12}(\d{1,2})[:.](\d\d))?/;

/** Reads ISO 8601 and its usual near misses, day-first dates with figures, RFC 2822 and seconds or milliseconds since 1970. */
export function readDate(text: string): Written | undefined {
  const iso = isoPattern.exec(text);
  if (iso) {
    const [, year = '', month = '', day = '', hour, minute, second = '00', zone] = iso;
    return dateOf(year, month, day, hour, minute, second, zone);
  }
  const dayFirst = dayFirstPattern.exec(text);
  if (dayFirst) {
    const [, day = '', month = '', year = '', hour, minute] = dayFirst;
    return dateOf(year.length === 2 ? `20${year}` : year, month, day, hour, minute, '00', undefined);
  }
  const epoch = /^\d{10}(?:\d{3})?$/.exec(text);
  const time = epoch
    ? Number(text) * (text.length === 10 ? 1000 : 1)
    : /^(?=.*\d{4}).{0,60}\d:\d\d.{0,60}(?:GMT|UTC|[+-]\d{4}|Z)/.test(text)
      ? Date.parse(text.replace(/ (?:at|um) (?=\d)/, ' '))
      : Number.NaN;
  if (Number.isNaN(time)) return undefined;
  const [day = '', clock = ''] = new Date(time).toISOString().slice(0, -1).split('T');
  return { day, time: clock, zone: 'Z' };
}

function dateOf(
  year: string,
  month: string,
  day: string,
  hour: string | undefined,
  minute: string | undefined,
  second: string,
  zone: string | undefined,
): Written | undefined {
  const two = (figure: string) => figure.padStart(2, '0');
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return undefined;
  const time = hour === undefined || minute === undefined ? undefined : `${two(hour)}:${minute}:${second}`;
  return { day: `${year}-${two(month)}-${two(day)}`, time, zone: time === undefined ? undefined : zoneOf(zone) };
}

function zoneOf(zone: string | undefined): string | undefined {
  if (zone === undefined) return undefined;
  if (/^[zug]/i.test(zone)) return 'Z';
  return `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`;
}

const updateWords =
  /updat|aktuali|actuali|modif|last|mis à jour|aggiornat|atuali|uppdater|oppdater|opdater|bijgewerkt/i;

/** `<time>` elements of the article: those whose text or class speaks of an update, and the others. */
function timesOf(document: PageDocument): { published: string[]; updated: string[] } {
  const scope =
    document.querySelector('h1')?.closest('article, main') ?? document.querySelector('article, main') ?? document;
  const times = [...scope.querySelectorAll('time[datetime]')].map((time) => ({
    at: time.getAttribute('datetime') ?? '',
    isUpdate: updateWords.test(
      `${textOf(time)} ${time.className} ${time.parentElement?.className ?? ''} ${time.getAttribute('itemprop') ?? ''}`,
    ),
  }));
  const pick = (isUpdate: boolean) => times.filter((time) => time.isUpdate === isUpdate).map(({ at }) => at);
  return { published: pick(false).slice(0, 1), updated: pick(true).slice(0, 1) };
}

const MAX_DATELINE_CHARACTERS = 80;
/** Where "3 days ago" is what readers see, one of these says when. */
const exactly = ['data-timestamp', 'data-time', 'data-datetime', 'data-epoch', 'data-utime', 'title'];

/** Dates as readers see them, for pages without any other: short texts in elements that are named after them. */
function datelines(document: PageDocument): string[] {
  const named = document.querySelectorAll(
    'time, [class*="date" i], [class*="time" i], [class*="publish" i], [id*="date" i], [class~="when" i], [class~="ago" i]',
  );
  return [...named]
    .filter((element) => textOf(element).length < MAX_DATELINE_CHARACTERS)
    .flatMap((element) => [...exactly.map((name) => element.getAttribute(name) ?? ''), textOf(element)])
    .filter((text) => text.length > 5 && text.length < MAX_DATELINE_CHARACTERS)
    .slice(0, 5);
}
