/** Flat rows of every list of objects in a GraphQL result, for a table or a chart. */

export type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell>>;

export interface List {
  /** Where it stands in the result: `articles.nodes`. */
  readonly path: string;
  readonly rows: readonly Row[];
}

/** Longest first, since that is what a question is about; lists within rows of another are cells. */
export function listsIn(data: unknown): List[] {
  const found: List[] = [];
  const look = (value: unknown, path: readonly string[]): void => {
    if (Array.isArray(value)) {
      if (value.some(isObject)) found.push({ path: path.join('.'), rows: value.filter(isObject).map(rowOf) });
    } else if (isObject(value)) {
      for (const [key, inner] of Object.entries(value)) look(inner, [...path, key]);
    }
  };
  look(data, []);
  return found.sort((a, b) => b.rows.length - a.rows.length);
}

/** Of all rows, in the order in which they first come. */
export function columnsOf(rows: readonly Row[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

function rowOf(item: object): Row {
  const row: Record<string, Cell> = {};
  const add = (value: unknown, path: readonly string[]): void => {
    if (isObject(value)) for (const [key, inner] of Object.entries(value)) add(inner, [...path, key]);
    else row[nameOf(path)] = cellOf(value);
  };
  add(item, []);
  return row;
}

/** As in files: `node.` is left out. */
function nameOf(path: readonly string[]): string {
  return (path[0] === 'node' && path.length > 1 ? path.slice(1) : path).join('.');
}

function cellOf(value: unknown): Cell {
  if (Array.isArray(value)) return value.map((item) => (isObject(item) ? labelOf(item) : String(item))).join('; ');
  return value === undefined ? null : (value as Cell);
}

/** What people would call it. */
function labelOf(item: object): string {
  const known = item as Readonly<Record<string, unknown>>;
  for (const key of ['name', 'headline', 'quote', 'text', 'slug']) {
    if (typeof known[key] === 'string') return known[key];
  }
  // What an edge leads to says more than its role does.
  const inner = Object.values(known).find(isObject);
  return inner === undefined ? String(Object.values(known)[0] ?? '') : labelOf(inner);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
