/** Tables and lines of JSON to documents: one for each row, by a column map or by the names of the columns. */

import { createHash } from 'node:crypto';
import { isOfPublication } from '../archive/ambiguous.ts';
import { type Field, isGate, type Written, writtenOf } from '../archive/fields.ts';
import { recordOf, textOf, textsOf } from '../archive/json.ts';
import { type ArchiveContext, type ArchivePiece, documentsOf } from '../archive/piece.ts';
import { publicationOf } from '../archive/publication.ts';
import { type RichBody, richBody } from '../archive/rich-body.ts';
import { slicesBody, streamBody } from '../archive/slices.ts';
import { lastSegment } from '../archive/slugs.ts';
import { dateOf, namesOf, peopleOf, pictureIn } from '../archive/values.ts';
import { plainText } from '../feed/markup.ts';
import { absoluteAddress } from '../html/address.ts';
import { type ImportedDocument, type ImportedPage, RefusedInput } from '../imported-document.ts';
import { hidingInRecord } from '../withheld/record.ts';
import { type ColumnMap, type Columns, columnsOf } from './columns.ts';
import { type DayOrder, dayOrderOf, inOrder } from './day-order.ts';
import { ownLineDocument } from './own.ts';
import { jsonRows, type Row, type Rows, tableRows } from './rows.ts';
import { ofSerial } from './serial-date.ts';
import { htmlOf } from './text-body.ts';
import { xmlRows } from './xml-rows.ts';
import { inZone } from './zone.ts';

export interface RecordsContext extends ArchiveContext {
  readonly columns?: ColumnMap | undefined;
}

export const readTable = (text: string, context: RecordsContext) => readRows(tableRows(text), context);
export const readXmlRecords = (text: string, context: RecordsContext) => readRows(xmlRows(text), context);
export function readLines(text: string, context: RecordsContext): ImportedPage {
  const read = jsonRows(text);
  // What is fetched isn't taken for what this newsroom has written, and a map has the last word.
  if (context.address !== undefined || context.columns !== undefined) return readRows(read, context);
  const own: ImportedDocument[] = [];
  const rows = read.rows.filter(({ values }) => {
    const document = ownLineDocument(values);
    if (document !== undefined) own.push(document);
    return document === undefined;
  });
  if (own.length === 0) return readRows(read, context);
  const others = rows.length + read.refused.length === 0 ? undefined : readRows({ ...read, rows }, context);
  return { hot: [], ...others, documents: [...own, ...(others?.documents ?? [])] };
}

/** @throws {RefusedInput} when no column holds a headline or a text */
export function readRows(
  { header, rows, refused, around = {}, others = {} }: Rows,
  context: RecordsContext,
): ImportedPage {
  if (rows.length === 0 && refused.length === 0) throw new RefusedInput('It has a header and no rows.');
  const isTold = (name: string) =>
    isOfPublication(
      name,
      Iterator.from(rows).map(({ values }) => values[name]),
    );
  const columns = columnsOf(header, context.columns, isTold);
  const order = dayOrderOf(
    Iterator.from(rows).flatMap(({ values }) => [...checked].flatMap((field) => columns.of(values).all(field))),
  );
  const reading: RowContext = { ...context, columns, order };
  const aroundAll = hidingInRecord(around, context.now);
  const isPage = ({ values }: Row) => /^pages?$/i.test(textOf(columns.of(values)('type')) ?? '');
  const pieces = rows.filter((row) => !isPage(row));
  const pages = rows.length - pieces.length;
  const contents = documentsOf(
    pieces,
    context,
    ({ values }) => pieceOf(columns.of(values), hidingInRecord(values, context.now, isGate) ?? aroundAll, reading),
    ({ place, values }) => [place, textOf(columns.of(values)('headline'))].filter(Boolean).join(': '),
    ({ values }) => {
      const written = columns.of(values);
      const url = absoluteAddress(textOf(written('url')), context.site);
      return { origin: originOf(written, url, textOf(written('headline')) ?? '', dateIn(written, reading)), url };
    },
  );
  return {
    documents: contents.documents,
    refused: [...refused, ...contents.refused],
    hot: [],
    others: { ...(pages > 0 && { pages }), ...others },
  };
}

/** What rows are read with: the table's columns, and whether the day is first in it. */
interface RowContext extends Omit<RecordsContext, 'columns'> {
  readonly columns: Columns;
  readonly order: DayOrder | undefined;
}

/** `published` and `archived` may be a yes or a time. */
const isDated = (field: Field) => checked.has(field) || field === 'isPublished' || field === 'gone';

/** As a date is to be read. */
const dateValue = (value: unknown, { columns, order }: RowContext) =>
  inZone(ofSerial(inOrder(value, order)), columns.map?.timeZone);

/** Parts whose values are checked, and named in a refusal by their column. */
const checked: ReadonlySet<Field> = new Set(['publishedAt', 'updatedAt', 'embargo', 'expires']);

function pieceOf(plain: Written, hiding: string | undefined, context: RowContext): ArchivePiece {
  const { columns, site, now } = context;
  const written = writtenOf((field) =>
    plain.all(field).map((value) => (isDated(field) ? dateValue(value, context) : value)),
  );
  const names = (field: Field) => namesOf(written(field), separatorFor(columns, field));
  const publication = naming(columns, () => publicationOf(written, now));
  const url = absoluteAddress(textOf(written('url')), site);
  const headline = headlineIn(written);
  const publisher = textOf(written('publisher'), recordOf(written('publisher'))?.name);
  const rich =
    madeBody(written('body')) ??
    slicesBody(written('body')) ??
    streamBody(written('body')) ??
    richBody(written('body'));
  const text = textOf(written('body')) ?? '';
  const [begun] = rich === undefined ? beginningOf(text) : [];
  const picture = pictureIn(written);
  return {
    origin: originOf(written, url, headline, publication.publishedAt),
    url,
    // Substack numbers its posts "123.the-ferry".
    slug:
      textOf(written('slug')) ??
      /^\d+\.([\w-]+)$/.exec(textOf(written('id')) ?? '')?.[1] ??
      lastSegment(url === undefined ? pathIn(written('url')) : new URL(url).pathname),
    formerSlugs: textsOf(written('formerSlugs')).flatMap((each) => each.split(/[|;,\s]/)),
    headline,
    standfirst: textOf(written('standfirst'), begun) ?? richBody(written('standfirst'))?.html,
    body: rich?.html ?? (begun === undefined ? htmlOf(text, columns.map?.bodyFormat) : ''),
    dropped: [...(rich?.dropped ?? []), ...picture.dropped],
    ...publication,
    hold: publication.hold ?? hiding ?? (columns.isInFurtherLanguage ? inFurtherLanguage : undefined),
    language: textOf(written('language')),
    authors: peopleOf(written('authors')).flatMap((person) =>
      person.name.split(/[|;]/).map((each) => ({ ...person, name: each })),
    ),
    publisher: publisher === undefined ? undefined : { name: publisher },
    sections: sectionsOf(columns, written),
    keywords: names('keywords'),
    image: picture.image,
    base: url ?? site,
  };
}

/** As the reader of a system has made it. */
function madeBody(value: unknown): RichBody | undefined {
  const { html, dropped } = recordOf(value) ?? {};
  return typeof html === 'string' && Array.isArray(dropped) ? { html, dropped: textsOf(dropped) } : undefined;
}

const inFurtherLanguage =
  'Its columns are in a language in which not all that says that a piece isn’t public may be known; a map says which column is what.';

/** "/news/eels", of a site that isn’t known. */
const pathIn = (url: unknown) => /^\/[^/?#][^?#]*/.exec(textOf(url) ?? '')?.[0] ?? '';

/** A main one stands in front of the others. */
function sectionsOf(columns: Columns, written: Written): string[] {
  const [first = ''] = columns.fields.get('sections') ?? [];
  const separator = separatorFor(columns, 'sections');
  const given = /^(?:main|primary)/i.test(first) ? written.all('sections') : [written('sections')];
  return given.flatMap((value) => namesOf(value, separator));
}

/** Prismic and others keep it as a tree, the New York Times beside shorter ones. */
const headlineIn = (written: Written) =>
  textOf(written('headline'), recordOf(written('headline'))?.main) ??
  plainText(richBody(written('headline'))?.html ?? '');

/** Of a text that an API cuts off (“… [+2345 chars]”, as NewsAPI does) what there is of it: a teaser's. */
const beginningOf = (text: string) =>
  /\[\+\d{1,9} chars\]\s*$/.test(text) ? [text.replace(/\[\+\d{1,9} chars\]\s*$/, '').trim()] : [];

/** Names the columns that hold dates, in one of which it must be. */
function naming<T>(columns: Columns, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const isOfDate = error instanceof RefusedInput && error.message.includes('is no date');
    if (!isOfDate) throw error;
    const names = [...columns.fields]
      .filter(([field]) => checked.has(field))
      .flatMap(([, names]) => names.map((name) => `“${name}”`));
    throw new RefusedInput(`Column ${names.join(' or ')}: ${error.message}`, { cause: error });
  }
}

function separatorFor({ separators }: Columns, field: Field): RegExp | undefined {
  const mark = separators.get(field);
  return mark === undefined ? undefined : new RegExp(mark.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'));
}

/** Of what is refused for something else. */
function dateIn(written: Written, context: RowContext): Date | undefined {
  try {
    return dateOf(dateValue(written('publishedAt'), context))?.date;
  } catch {
    return undefined;
  }
}

/** Its address; else its id, which is the world's where it is long and its own table's where it is short, whatever the file is called. */
function originOf(written: Written, url: string | undefined, headline: string, date: Date | undefined): string {
  if (url !== undefined) return url;
  const id = textOf(written('id'));
  const day = date?.toISOString().slice(0, 10) ?? '';
  if (id !== undefined)
    return id.length >= MIN_UNIQUE_ID_CHARS ? `row:${id}` : `row:${id}:${textOf(written('slug')) ?? day}`;
  return `row:${createHash('sha256').update(`${headline}\n${day}`).digest('hex')}`;
}

/** As many as an identifier of MongoDB has. */
const MIN_UNIQUE_ID_CHARS = 24;
