/** CSV reader of view counts: a header names article, hour and views; each line is taken or refused by itself. */

import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { originKey } from '../../db/articles/origins.ts';
import type { ArticleName } from '../../db/views/history.ts';
import { slugOfUrl } from '../site/urls.ts';
import { isStorable } from '../text/storable.ts';
import { HOUR_MS, MINUTE_MS } from '../time/units.ts';

/** A line that can be used. */
export interface ViewLine {
  /** From 1, the header's. */
  readonly line: number;
  readonly article: ArticleName;
  readonly hour: Date;
  readonly views: number;
}

/** A line that can't, with a sentence for people. */
export interface RefusedLine {
  readonly line: number;
  readonly reason: string;
}

interface Columns {
  readonly delimiter: string;
  readonly article: number;
  readonly hour: number;
  readonly views: number;
}

const MAX_NAME_CHARS = 2_000;
/** Far more than an hour ever has, and room to add to. */
const MAX_VIEWS = 1_000_000_000;

/** Whether a text begins with the header of view counts. */
export function isViewsHeader(text: string): boolean {
  return columnsOf(text.split(/[\r\n]/, 1)[0] ?? '') !== null;
}

/** Columns may come in any order, beside others, with commas, semicolons or tabs between. */
function columnsOf(header: string): Columns | null {
  for (const delimiter of [',', ';', '\t']) {
    const names = fieldsOf(header.replace(/^\ufeff/, ''), delimiter)?.map((name) => name.toLowerCase()) ?? [];
    const [article, hour, views] = ['article', 'hour', 'views'].map((name) => names.indexOf(name));
    if (article === undefined || hour === undefined || views === undefined) continue;
    if (Math.min(article, hour, views) >= 0) return { delimiter, article, hour, views };
  }
  return null;
}

/** @returns null for quotes that don't fit */
function fieldsOf(line: string, delimiter: string): string[] | null {
  if (!line.includes('"')) return line.split(delimiter).map((field) => field.trim());
  try {
    return parse(line, { delimiter, trim: true })[0] ?? null;
  } catch {
    return null;
  }
}

export interface ViewLinesOptions {
  /** What the addresses of our own articles begin with. */
  readonly publicUrl: string;
  /** Later hours are refused. */
  readonly now: Date;
}

/** Reads line by line, so that any length will do. Empty lines are left out. */
export async function* readViewLines(
  chunks: AsyncIterable<Uint8Array> | Iterable<string>,
  options: ViewLinesOptions,
): AsyncGenerator<ViewLine | RefusedLine> {
  let columns: Columns | null = null;
  let line = 0;
  for await (const text of createInterface({ input: Readable.from(chunks), crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    columns ??= columnsOf(text);
    if (line === 1 || text.trim() === '' || columns === null) continue;
    const read = readLine(text, columns, options);
    yield typeof read === 'string' ? { line, reason: read } : { line, ...read };
  }
}

/** @returns what the line says, or what is wrong with it */
function readLine(
  text: string,
  columns: Columns,
  { publicUrl, now }: ViewLinesOptions,
): Omit<ViewLine, 'line'> | string {
  const fields = fieldsOf(text, columns.delimiter);
  if (fields === null) return 'Its quotes don’t fit.';
  const [name, time, count] = [fields[columns.article], fields[columns.hour], fields[columns.views]];
  if (!name) return '`article` is empty; it must be an address or a slug.';
  if (name.length > MAX_NAME_CHARS || !isStorable(name)) return '`article` is neither an address nor a slug.';
  const hour = hourOf(time ?? '');
  if (hour === null) {
    return '`hour` must be a full hour, such as 2026-03-20 15:00 in UTC, or 2026-03-20T15:00:00+01:00.';
  }
  if (hour > now) return '`hour` lies in the future.';
  const views = /^\d{1,10}$/.test(count ?? '') ? Number(count) : 0;
  if (views < 1 || views > MAX_VIEWS) return `\`views\` must be a whole number from 1 to ${MAX_VIEWS}.`;
  return { article: namedBy(name, publicUrl), hour, views };
}

/** An address of ours, a path of it, the address where an imported piece was found, or a slug. */
function namedBy(name: string, publicUrl: string): ArticleName {
  const url = /^https?:\/\//i.test(name) ? URL.parse(name) : name.startsWith('/') ? URL.parse(name, publicUrl) : null;
  if (url === null) return { name, slug: name, url: null };
  const slug = slugOfUrl(publicUrl, url);
  return { name, slug, url: slug === null ? originKey(url.href) : null };
}

const writtenHour = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::00(?:\.0+)?)?\s*(?:Z|UTC|([+-])(\d\d):?(\d\d))?$/i;

function hourOf(text: string): Date | null {
  const [, year, month, day, hour, minute, sign, offsetHours = '0', offsetMinutes = '0'] = writtenHour.exec(text) ?? [];
  const written = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
  // A date that doesn't exist becomes another one: 30 February is 2 March.
  if (Number.isNaN(written) || !text.startsWith(new Date(written).toISOString().slice(0, 10))) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(offsetHours) > 14 || Number(offsetMinutes) > 59) return null;
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * MINUTE_MS;
  const time = written - (sign === '-' ? -offset : offset);
  return time % HOUR_MS === 0 && Number(year) > 0 ? new Date(time) : null;
}
