/** Chooses a chart for rows of which nothing is known but their values: the mark, and what goes where. */

import { columnsOf, type Row } from './rows.ts';

export const marks = ['bar', 'line', 'dot'] as const;
export type Mark = (typeof marks)[number];

export interface ChartChoice {
  readonly mark: Mark;
  /** Names of columns; bars have their labels in `x`, and how long they are in `y`. */
  readonly x: string;
  readonly y: string;
  /** Makes a line or a colour of each value; empty for none. */
  readonly color: string;
}

/** In place of a column: how many rows have the same `x`. */
export const rowCount = 'number of rows';

export type ColumnKind = 'number' | 'time' | 'text';

/** Of a column's values that aren't null; text where there are none. */
export function kindOf(rows: readonly Row[], column: string): ColumnKind {
  const values = rows.map((row) => row[column]).filter((value) => value !== null && value !== undefined);
  if (values.length === 0) return 'text';
  if (values.every((value) => typeof value === 'number')) return 'number';
  return values.every((value) => typeof value === 'string' && time.test(value)) ? 'time' : 'text';
}

/** RFC 3339, as DateTime is. */
const time = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

/** With more, all but the largest are grey; with many more there is no colour to follow. */
const MAX_COLORS = 60;

/**
 * Periods against a number are a line; names against a number are bars; else two numbers are dots. Without numbers that
 * differ, bars say how often a text comes, or dots when it was. Null where nothing differs.
 */
export function guess(rows: readonly Row[]): ChartChoice | null {
  const columns = columnsOf(rows).map((name) => ({ name, kind: kindOf(rows, name), count: distinct(rows, name) }));
  const counted = columns.filter(({ kind }) => kind === 'number');
  const numbers = counted.filter(({ count }) => count > 1).sort((a, b) => rank(a) - rank(b));
  const texts = columns.filter(({ kind, name }) => kind === 'text' && !/(^|\.)(id|url|cursor)$/.test(name));
  const times = columns.filter(({ kind, count }) => kind === 'time' && count > 1);
  const period = times.find(({ name }) => /period|start|day|week|month|year/i.test(name));
  const [number, other] = numbers;
  if (number === undefined) {
    const repeated = texts.filter(({ count }) => count > 1 && count < rows.length);
    const [most] = repeated.toSorted((a, b) => labelRank(a.name) - labelRank(b.name) || a.count - b.count);
    if (most !== undefined) return { mark: 'bar', x: most.name, y: rowCount, color: '' };
    const [[time], [same]] = [times, counted];
    return time === undefined || same === undefined ? null : { mark: 'dot', x: time.name, y: same.name, color: '' };
  }
  if (period !== undefined) {
    const color = texts.find(({ count }) => count > 1 && count <= MAX_COLORS && count < rows.length)?.name ?? '';
    return { mark: 'line', x: period.name, y: number.name, color };
  }
  const named = texts.filter(({ name }) => labelRank(name) < noLabel);
  const [label = texts.toSorted((a, b) => b.count - a.count)[0]] = named.toSorted(
    (a, b) => b.count - a.count || labelRank(a.name) - labelRank(b.name),
  );
  if (label !== undefined) {
    const group = named.find(({ name, count }) => name !== label.name && /\.name$/.test(name) && count > 1);
    return { mark: 'bar', x: label.name, y: number.name, color: group?.name ?? '' };
  }
  return other === undefined ? null : { mark: 'dot', x: number.name, y: other.name, color: '' };
}

/** What an answer is about: a measure that it was asked for, then what is counted, then parts and changes of that. */
const measures = [
  /(^|\.)(effectiveSources|singleSourceShare|rate|score)$|draftToPublication\.median$/,
  /totalCount|articles|citations|views|count/i,
  /change|share|lift/i,
];

function rank({ name }: { readonly name: string }): number {
  const place = measures.findIndex((words) => words.test(name));
  return place < 0 ? measures.length : place;
}

const labels = ['name', 'headline', 'text'];
const noLabel = labels.length;

function labelRank(name: string): number {
  const place = labels.indexOf(name.split('.').at(-1) ?? '');
  return place < 0 ? noLabel : place;
}

function distinct(rows: readonly Row[], column: string): number {
  return new Set(rows.map((row) => row[column] ?? null)).size;
}
