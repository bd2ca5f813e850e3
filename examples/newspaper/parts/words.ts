/** Formats dates and numbers for readers, and names Dateline's enum values. */

import { html } from 'hono/html';
import type { AttributionRole, SourceKind } from '../client/graphql.ts';
import type { Html } from './html.ts';

const locale = 'en-GB';
const dayFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
const bareDayFormat = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const weekdayFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'full' });
const minuteFormat = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});
const countries = new Intl.DisplayNames(locale, { type: 'region' });

/** Dates stand as they are, never as “an hour ago”: a page may be kept by caches. */
export function day(iso: string): Html {
  return html`<time datetime="${iso}">${dayFormat.format(new Date(iso))}</time>`;
}

/** A date of which the hour isn't known: the same day wherever the site runs. */
function bareDay(iso: string): Html {
  return html`<time datetime="${iso.slice(0, 'YYYY-MM-DD'.length)}">${bareDayFormat.format(new Date(iso))}</time>`;
}

interface Published {
  readonly publishedAt: string;
  readonly publishedDateOnly: boolean;
}

export function publishedDay({ publishedAt, publishedDateOnly }: Published): Html {
  return publishedDateOnly ? bareDay(publishedAt) : day(publishedAt);
}

export function publishedMinute({ publishedAt, publishedDateOnly }: Published): Html {
  return publishedDateOnly ? bareDay(publishedAt) : minute(publishedAt);
}

function minute(iso: string): Html {
  return html`<time datetime="${iso}">${minuteFormat.format(new Date(iso))}</time>`;
}

export function today(): string {
  return weekdayFormat.format(new Date());
}

export function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString(locale)} ${number === 1 ? one : many}`;
}

interface Counted {
  readonly totalCount: number;
  readonly totalCountIsLowerBound: boolean;
}

/** Of a list that is counted up to a bound. */
export function countOfList(list: Counted | null | undefined, one: string, many: string): string {
  const words = count(list?.totalCount ?? 0, one, many);
  return list?.totalCountIsLowerBound ? `At least ${words}` : words;
}

/** @param code ISO 3166-1 alpha-2 */
export function country(code: string): string {
  return countries.of(code) ?? code;
}

export const kindWords: Readonly<Record<SourceKind, string>> = {
  BROADCASTER: 'Broadcaster',
  COMPANY: 'Company',
  GOVERNMENT: 'Public body',
  MAGAZINE: 'Magazine',
  NEWSPAPER: 'Newspaper',
  NEWS_AGENCY: 'News agency',
  ORGANIZATION: 'Organisation',
  OTHER: 'Source',
  PERSON: 'Person',
  WEBSITE: 'Website',
};

/** In the order in which they matter to readers. */
export const roleWords: Readonly<Record<AttributionRole, string>> = {
  QUOTED: 'Quoted',
  CITED: 'Cited',
  WIRE: 'Agency copy',
  PUBLISHER: 'First published by',
  AUTHOR: 'Written by',
  IMAGE_CREDIT: 'Picture',
};
