/** Keyset paging over (date, id): the part of an order that a page takes, and the rows it gives back. */

/** Rows of a page that doesn't say how many. */
export const DEFAULT_PAGE_SIZE = 20;
/** More is an error, never a quiet cut. */
export const MAX_PAGE_SIZE = 100;

/** A place in an order: the date and id of an article there; `score` too where the order is by relevance. */
export interface Position {
  /** RFC 3339 with milliseconds. */
  readonly at: string;
  readonly id: number;
  readonly score?: number | undefined;
}

/** The part of an order that a page takes. */
export interface KeysetRange<Place> {
  /** Rows strictly between the two; open where undefined. `low` is the smaller in the order's own values. */
  readonly low?: Place | undefined;
  readonly high?: Place | undefined;
  /** How many rows are wanted; one more is read to know whether there are more. */
  readonly take: number;
  /** Which end is read first. */
  readonly descending: boolean;
}

export type PageRange = KeysetRange<Position>;

export interface Rows<Row> {
  /** In the order in which they were read. */
  readonly rows: readonly Row[];
  readonly hasMore: boolean;
  /** The first of those, if there are more. */
  readonly next?: Row | undefined;
}

/** Splits off the row that was read only to know whether there are more. */
export function upTo<Row>(take: number, rows: readonly Row[]): Rows<Row> {
  return { rows: rows.slice(0, take), hasMore: rows.length > take, next: rows[take] };
}

/** The largest that an `integer` column holds: no id is larger, and every score is smaller. */
export const MAX_INTEGER = 2_147_483_647;

/** Bounds as parallel arrays for `unnest`, open ends filled with values beyond every row. */
export function boundArrays(ranges: readonly PageRange[]): {
  lowAt: string[];
  lowId: number[];
  lowScore: number[];
  highAt: string[];
  highId: number[];
  highScore: number[];
  read: number[];
} {
  return {
    lowAt: ranges.map(({ low }) => low?.at ?? '-infinity'),
    lowId: ranges.map(({ low }) => low?.id ?? 0),
    lowScore: ranges.map(({ low }) => low?.score ?? -1),
    highAt: ranges.map(({ high }) => high?.at ?? 'infinity'),
    highId: ranges.map(({ high }) => high?.id ?? MAX_INTEGER),
    highScore: ranges.map(({ high }) => high?.score ?? MAX_INTEGER),
    read: ranges.map(({ take }) => take + 1),
  };
}

/** A place in a ranked list: behind a rank and, in the list's tail of recent articles, behind a date. */
export type RankedPosition =
  | { readonly rank: number }
  | { readonly rank: number; readonly at: string; readonly id: number };

/** A page of a ranked list. */
export interface RankedRange {
  readonly first: number;
  readonly after?: RankedPosition | undefined;
  /** Ids of articles that are left out; ranks and cursors are what they are without that. */
  readonly exclude?: readonly number[] | undefined;
}

/** Where ranked lists go on, as parallel arrays for `unnest`, and how many rows to read of each at the most. */
export function rankedArrays(lists: readonly RankedRange[]): {
  ranks: number[];
  dates: string[];
  rowIds: number[];
  /** Array literals, since `unnest` would take nested arrays apart. */
  excluded: string[];
  read: number;
} {
  return {
    ranks: lists.map(({ after }) => after?.rank ?? 0),
    dates: lists.map(({ after }) => (after && 'at' in after ? after.at : 'infinity')),
    rowIds: lists.map(({ after }) => (after && 'at' in after ? after.id : MAX_INTEGER)),
    excluded: lists.map(({ exclude = [] }) => `{${exclude.join()}}`),
    read: Math.max(...lists.map(({ first }) => first)) + 1,
  };
}
