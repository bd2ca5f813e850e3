/** Flat rows of a list in a GraphQL result: a column a leaf, named by its path; lists within a row stay one value. */

import { noRows } from './refused-rows.ts';
import type { Path, RowList } from './row-list.ts';

export type Cell = string | number | boolean | null | readonly unknown[] | object;

export interface Table {
  readonly columns: readonly string[];
  /**
   * The rows of one page, in the order of the list.
   *
   * @throws GraphQLError 404 `NOT_FOUND` where there is null in place of the list
   */
  rowsOf(data: unknown): Cell[][];
}

/** A table of the list's columns: those of what it hangs on come first; `node.` is left out of names, as long as they stay distinct. */
export function tableOf({ path, shared, own }: RowList): Table {
  const paths = [...shared, ...own.map(withoutNode)];
  const isDistinct = new Set(paths.map(nameOf)).size === paths.length;
  const columns = (isDistinct ? paths : [...shared, ...own]).map(nameOf);
  return {
    columns,
    rowsOf(data) {
      const rows = valueAt(data, path);
      if (!Array.isArray(rows)) throw noRows(missingPart(data, path));
      const same = shared.map((column) => valueAt(data, column));
      return rows.map((row: unknown) => [...same, ...own.map((column) => valueAt(row, column))]);
    },
  };
}

/** The way to the first thing that isn't there. */
function missingPart(data: unknown, path: Path): Path {
  const length = path.findIndex((_, index) => valueAt(data, path.slice(0, index + 1)) === null);
  return path.slice(0, length + 1);
}

function withoutNode(path: Path): Path {
  return path[0] === 'node' && path.length > 1 ? path.slice(1) : path;
}

function nameOf(path: Path): string {
  return path.length === 0 ? 'value' : path.join('.');
}

/** Where a list stands on the way, the values that each of its items has there, in order; null keeps its place among them. */
export function valueAt(value: unknown, path: Path): Cell {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value) && path.length > 0) return value.flatMap((item: unknown) => valueAt(item, path));
  const [key, ...rest] = path;
  if (key === undefined) return value as Cell;
  // Of another type's fields there may be none, though every object has a `toString`.
  return Object.hasOwn(value, key) ? valueAt((value as Readonly<Record<string, unknown>>)[key], rest) : null;
}
