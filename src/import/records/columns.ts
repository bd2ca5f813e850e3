/** The column map of a table: which of its columns hold which part of a piece, as a file says or the header shows. */

import { z } from 'zod';
import {
  type Field,
  fieldsOfPieces,
  gates,
  isInFurtherLanguage,
  namesFor,
  type Written,
  writtenOf,
} from '../archive/fields.ts';
import { type JsonRecord, recordOf } from '../archive/json.ts';
import { RefusedInput } from '../imported-document.ts';

const column = z.union([
  z.string(),
  z.strictObject({
    /** A column's name; `a.b` is `b` within `a`. */
    column: z.string().optional(),
    /** What all have that have nothing there. */
    value: z.string().optional(),
    /** What parts the names in one cell. */
    separator: z.string().min(1).max(10).optional(),
  }),
]);

const schema = z.strictObject({
  columns: z.partialRecord(z.enum(fieldsOfPieces as [Field, ...Field[]]), column),
  /** An IANA name: the zone of times that have none. */
  timeZone: z.string().optional(),
  bodyFormat: z.enum(['HTML', 'TEXT', 'MARKDOWN']).optional(),
});

export type ColumnMap = z.infer<typeof schema>;

/** @throws {RefusedInput} that names what is wrong */
export function readColumnMap(json: string): ColumnMap {
  let given: unknown;
  try {
    given = JSON.parse(json);
  } catch (error) {
    throw new RefusedInput(`The column map is no JSON: ${(error as Error).message}.`, { cause: error });
  }
  const read = schema.safeParse(given);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new RefusedInput(`The column map is wrong at ${issue?.path.join('.') || 'its root'}: ${issue?.message}.`);
  }
  const { timeZone } = read.data;
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    throw new RefusedInput(`The column map is wrong at timeZone: ${timeZone} is no time zone.`);
  }
  return read.data;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Where each part stands, and how a row's is found. */
export interface Columns {
  readonly fields: ReadonlyMap<Field, readonly string[]>;
  readonly separators: ReadonlyMap<Field, string>;
  readonly map: ColumnMap | undefined;
  /** Whether its headlines and texts are found by names of a language in which not all gates are known. */
  readonly isInFurtherLanguage: boolean;
  of(row: JsonRecord): Written;
}

/**
 * @param header the names that rows have
 * @param isTold whether a column of a name that is about publication is, by its values
 * @throws {RefusedInput} when a column of the map isn't there, or none holds a headline or a text
 */
export function columnsOf(
  header: readonly string[],
  map: ColumnMap | undefined,
  isTold: (name: string) => boolean,
): Columns {
  const told = header.filter(isTold);
  const fields = map === undefined ? recognised(told) : mapped(header, told, map);
  if (!fields.has('headline') && !fields.has('body')) {
    const names = header.slice(0, 30).join(', ');
    throw new RefusedInput(
      `No column holds a headline or a text. It has: ${names}. --map says which column is what; a table of views names article, hour and views.`,
    );
  }
  const subject =
    map === undefined && !fields.has('headline') ? header.find((name) => subjectName.test(name)) : undefined;
  if (subject !== undefined) {
    throw new RefusedInput(
      `It has “${subject}” and no headline, as letters and requests have. --map says which column is the headline.`,
    );
  }
  const constants = new Map<Field, string>();
  const separators = new Map<Field, string>();
  for (const [field, each] of Object.entries(map?.columns ?? {}) as [Field, z.infer<typeof column>][]) {
    if (typeof each === 'string') continue;
    if (each.value !== undefined) constants.set(field, each.value);
    if (each.separator !== undefined) separators.set(field, each.separator);
  }
  const constant = (field: Field) => {
    const value = constants.get(field);
    return value === undefined ? [] : [value];
  };
  return {
    fields,
    separators,
    map,
    isInFurtherLanguage:
      map === undefined &&
      (['headline', 'body'] as const).some((field) =>
        (fields.get(field) ?? []).some((name) => isInFurtherLanguage(field, name)),
      ),
    of: (row) =>
      writtenOf((field) => [...(fields.get(field) ?? []).map((name) => valueAt(row, name)), ...constant(field)]),
  };
}

function recognised(header: readonly string[]): Map<Field, readonly string[]> {
  const named = fieldsOfPieces.map((field) => [field, namesFor(field, header)] as const);
  const fields = new Map<Field, readonly string[]>(named.filter(([, names]) => names.length > 0));
  if (fields.has('headline') || !fields.has('body')) return fields;
  // Webflow, Framer and Umbraco name a piece, and a table of people has no texts with an address.
  // So does a table of Notion, in which a person has no text with a date, a state and a rubric.
  const isOfPieces =
    fields.has('slug') || ['publishedAt', 'status', 'sections'].every((each) => fields.has(each as Field));
  const name = header.find((each) => /^name$/i.test(each) && isOfPieces);
  const found = name ?? swedishHeadline(header) ?? newsletterHeadline(header);
  if (found === undefined) return fields;
  const sections = (fields.get('sections') ?? []).filter((each) => each !== found);
  if (sections.length > 0) fields.set('sections', sections);
  else fields.delete('sections');
  fields.set('headline', [found]);
  return fields;
}

/** Swedish for a headline, and German for a section: by other words that are Swedish alone. */
const swedishHeadline = (header: readonly string[]) =>
  header.some((name) => /^(?:br[öo]dtext|f[öo]rfattare|publiceringsdatum|avdelning|nyckelord)$/i.test(name))
    ? header.find((name) => /^rubrik$/i.test(name))
    : undefined;

/** What sends newsletters says of one besides. */
const ofNewsletter =
  /^(?:campaigns?|campaign[ _]?(?:name|id|title)|newsletters?|newsletter[ _]?(?:name|id)|pre[ _-]?header|preview[ _]?text|audience|lists?|list[ _]?(?:name|id)|segments?|send[ _]?(?:date|time)|sent[ _]?(?:at|on|date|time)|opens?|open[ _]?rate|clicks?|click[ _]?rate|recipients?|unsubscribes?|from[ _]?name)$/i;
/** Of letters, forms and requests, which somebody has sent to one. */
const ofLetter =
  /^(?:from|to|cc|bcc|reply[ _]?to|e?-?mail|(?:from|to|sender|customer|contact|user)[ _]?e?-?mail|e?-?mail[ _]?address|sender|recipient|requester|customer|assignee|phone|ticket(?:[ _]?(?:id|number))?|priority|message[ _]?id|thread[ _]?id|in[ _]?reply[ _]?to)$/i;

const subjectName = /^(?:email )?subject(?: line)?$/i;

/** What a newsletter is sent under: so named, or beside what else is said of one. */
function newsletterHeadline(header: readonly string[]): string | undefined {
  if (header.some((name) => ofLetter.test(name))) return undefined;
  const isNewsletter = header.some((name) => ofNewsletter.test(name));
  return header.find((name) => (isNewsletter ? subjectName : /^(?:email )?subject line$/i).test(name));
}

/** Whether a line of JSON has each column that a map names. */
export function hasColumns(line: string, { columns }: ColumnMap): boolean {
  let record: JsonRecord | undefined;
  try {
    record = recordOf(JSON.parse(line));
  } catch {
    return false;
  }
  const names = Object.values(columns).flatMap((each) => (typeof each === 'string' ? each : (each?.column ?? [])));
  return record !== undefined && names.every((name) => name in record || (name.split('.', 1)[0] ?? '') in record);
}

/** As the map has it; and what says that a piece isn't public, unless the map says something of it. */
function mapped(header: readonly string[], told: readonly string[], map: ColumnMap): Map<Field, readonly string[]> {
  const isLeft = ([field]: readonly [Field, unknown]) => gates.has(field) && map.columns[field] === undefined;
  const fields = new Map([...recognised(told)].filter(isLeft));
  for (const [field, each] of Object.entries(map.columns) as [Field, z.infer<typeof column>][]) {
    const name = typeof each === 'string' ? each : each.column;
    if (name === undefined) continue;
    const [first = ''] = name.split('.', 1);
    if (!header.includes(name) && !header.includes(first)) {
      throw new RefusedInput(
        `The column map names “${name}” for ${field}, which isn’t there. It has: ${header.slice(0, 30).join(', ')}.`,
      );
    }
    fields.set(field, [name]);
  }
  return fields;
}

function valueAt(row: JsonRecord, name: string): unknown {
  if (Object.hasOwn(row, name)) return row[name];
  return name.split('.').reduce<unknown>((value, part) => recordOf(value)?.[part], row);
}
