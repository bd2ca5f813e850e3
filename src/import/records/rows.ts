/** Rows of a table (CSV with commas, semicolons, tabs or bars) and of lines of JSON, each with where it stands. */

import { type CsvError, parse } from 'csv-parse/sync';
import { isGate } from '../archive/fields.ts';
import { type JsonRecord, recordOf, recordsOf } from '../archive/json.ts';
import { withWholeNames } from '../archive/names-in-parts.ts';
import { inWords } from '../archive/numbered-states.ts';
import { type ListUnderName, listUnderName, withoutEdge } from '../archive/piece-lists.ts';
import { plainRecord, withSlugOfSystem } from '../archive/plain-record.ts';
import { type Action, actionIn, documentKey, hitOf } from '../archive/search-dumps.ts';
import { RefusedInput, type RefusedItem } from '../imported-document.ts';
import { linkedRows } from '../systems/json-ld.ts';
import { referred } from './sanity.ts';

export interface Row {
  /** "row 3", "line 3": counted from 1, the header included. */
  readonly place: string;
  readonly values: JsonRecord;
}

export interface Rows {
  readonly header: readonly string[];
  readonly rows: readonly Row[];
  /** What couldn't be read. */
  readonly refused: readonly RefusedItem[];
  /** What stands around a list, and says something of all rows. */
  readonly around?: JsonRecord | undefined;
  /** Lists beside it, which aren't read, by their names with how many are in them. */
  readonly others?: Readonly<Record<string, number>> | undefined;
}

const MAX_COLUMNS = 500;
const delimiters = [',', ';', '\t', '|'];
/** Excel's own line, which says what parts the cells. */
export const separatorLine = /^\uFEFF?sep=(.)\r?\n/;

/** The mark that parts the header's names. */
export function delimiterOf(text: string): string {
  const line = (text.split('\n', 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const counts = delimiters.map((mark) => [mark, line.split(mark).length] as const);
  return counts.reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}

/** @throws {RefusedInput} for what is no table */
export function tableRows(given: string): Rows {
  const separator = separatorLine.exec(given);
  const text = separator === null ? given : given.slice(separator[0].length);
  const options = {
    delimiter: separator?.[1] ?? delimiterOf(text),
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    info: true,
  } as const;
  let records: { readonly record: string[]; readonly info: { readonly lines: number } }[];
  try {
    records = parse(text, options) as unknown as typeof records;
  } catch (error) {
    throw new RefusedInput(`Its table is broken: ${(error as CsvError).message}.`, { cause: error });
  }
  const header = (records.shift()?.record ?? []).map((name) => name.trim());
  if (header.length > MAX_COLUMNS) throw new RefusedInput(`Its header has more than ${MAX_COLUMNS} columns.`);
  const rows: Row[] = [];
  const refused: RefusedItem[] = [];
  const lastGate = header.findLastIndex((name) => isGate(name));
  for (const [index, { record }] of records.entries()) {
    const place = `row ${index + 2}`;
    if (record.length > header.length) {
      const more = `${record.length} cells, and the header has ${header.length} columns`;
      refused.push({ item: place, reason: `It has ${more}: is a cell without its quotation marks?` });
    } else if (record.length <= lastGate) {
      const fewer = `${record.length} cells, and “${header[lastGate]}” is the column ${lastGate + 1}`;
      refused.push({ item: place, reason: `It has ${fewer}: is a text of many lines without its quotation marks?` });
    } else
      rows.push({ place, values: cellsOf(Object.fromEntries(header.map((name, at) => [name, record[at] ?? '']))) });
  }
  const names = new Set(rows.length === 0 ? header : rows.flatMap(({ values }) => Object.keys(values)));
  return { header: [...names], rows, refused };
}

const valuesOf = (record: JsonRecord) => withWholeNames(inWords(record));
/** What of a table's row stands under other names than its header's. */
const cellsOf = (record: JsonRecord) => withSlugOfSystem(valuesOf(record));

/** Lines of JSON, or a list of records. */
export function jsonRows(text: string): Rows {
  const rows: Row[] = [];
  const refused: RefusedItem[] = [];
  const header = new Set<string>();
  const take = (place: string, value: unknown) => {
    const written = recordOf(withoutEdge(value));
    if (written === undefined) refused.push({ item: place, reason: 'It is no object.' });
    else
      for (const values of linkedRows(written) ?? [plainRecord(valuesOf(written))]) {
        rows.push({ place, values });
        for (const name of Object.keys(values)) if (header.size < MAX_COLUMNS) header.add(name);
      }
  };
  const whole = listIn(text);
  if (whole !== undefined) {
    for (const [index, value] of whole.list.entries()) take(`item ${index + 1}`, value);
    return withReferences({ header: [...header], rows, refused, around: whole.around, others: listsIn(whole.around) });
  }
  let before: Action | undefined;
  const kept = new Map<string, Row[]>();
  const deleted = new Set<Row>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      const value: unknown = JSON.parse(line);
      const action = actionIn(value);
      const key = documentKey((action ?? before)?.place ?? {}) ?? '';
      if (action === undefined) {
        const from = rows.length;
        take(`line ${index + 1}`, before === undefined ? value : hitOf(value, before.place));
        const same = kept.get(key) ?? [];
        same.push(...rows.slice(from));
        if (key !== '') kept.set(key, same);
      } else if (action.isDeletion) {
        for (const row of kept.get(key) ?? []) deleted.add(row);
        kept.delete(key);
      }
      before = action;
    } catch (error) {
      refused.push({ item: `line ${index + 1}`, reason: `Its JSON is broken: ${(error as Error).message}.` });
    }
  }
  const others = deleted.size === 0 ? undefined : { 'documents that are deleted further down': deleted.size };
  return withReferences({ header: [...header], rows: rows.filter((row) => !deleted.has(row)), refused, others });
}

function withReferences(read: Rows): Rows {
  const { rows, others } = referred(read.rows) ?? read;
  return { ...read, rows, others: { ...read.others, ...others } };
}

/** A list of records, by itself or under one name of an object. */
function listIn(text: string): ListUnderName | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const value = JSON.parse(text) as unknown;
    if (Array.isArray(value)) return { list: value, around: {} };
    const isOneLine = !text.trim().includes('\n');
    return listUnderName(value) ?? (isOneLine ? undefined : { list: [value], around: {} });
  } catch (error) {
    if (text.trimStart().startsWith('[')) throw error;
    return undefined;
  }
}

const listsIn = (around: JsonRecord) =>
  Object.fromEntries(
    Object.entries(around).flatMap(([name, each]) => {
      const { length } = recordsOf(each);
      return length > 0 ? [[name, length]] : [];
    }),
  );
