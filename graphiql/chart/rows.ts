/** Flat rows of every list of objects in a GraphQL result, for a table or a chart. */

export type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell>>;

export interface List {
  /** Where it stands in the result, by response keys: `articles.nodes`. */
  readonly path: string;
  readonly rows: readonly Row[];
}

/**
 * In the order of the answer, empty ones too; then the lists within rows of these, each as one with what its row is called
 * before it. Within the row they are a cell.
 */
export function listsIn(data: unknown): List[] {
  const found: List[] = [];
  const inner: List[] = [];
  const look = (value: unknown, path: readonly string[]): void => {
    if (Array.isArray(value)) {
      const items = value.filter((item) => item !== null);
      if (!items.every(isObject)) return;
      found.push({ path: path.join('.'), rows: items.map(rowOf) });
      inner.push(...listsWithin(items, path));
    } else if (isObject(value)) {
      for (const [key, each] of Object.entries(value)) look(each, [...path, key]);
    }
  };
  look(data, []);
  return [...found, ...inner];
}

/** Paths to what is null beside objects and lists: it would be one. Within a thing that has values of its own, and in rows, it may be anything. */
export function nullsIn(data: unknown): string[] {
  if (!isObject(data)) return [];
  const isPlace = Object.values(data).every((value) => typeof value === 'object');
  return Object.entries(data).flatMap(([key, value]) =>
    value === null && isPlace ? [key] : nullsIn(value).map((path) => `${key}.${path}`),
  );
}

/** Of all rows: periods, what things are called, figures and the rest, and at last what programs call them. */
export function columnsOf(rows: readonly Row[]): string[] {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return columns.toSorted((a, b) => place(a) - place(b));
}

const places = [/(^|\.)periodStart$/, /(^|\.)(name|headline|text)$/, /(^|\.)(?!id$|slug$|url$|cursor$)[^.]*$/];

function place(column: string): number {
  const found = places.findIndex((words) => words.test(column));
  return found < 0 ? places.length : found;
}

/** Keys by which people call things, the best first. */
const labels = ['name', 'headline', 'quote', 'text', 'slug'];

function listsWithin(items: readonly object[], path: readonly string[]): List[] {
  const rows = new Map<string, Row[]>();
  const owner = path.findLast((key) => key !== 'nodes' && key !== 'edges') ?? '';
  for (const item of items) {
    const own = rowOf(item);
    const label = labels.find((key) => typeof own[key] === 'string');
    const shared: Row = label === undefined ? {} : { [`${owner}.${label}`]: own[label] ?? null };
    const look = (value: unknown, within: readonly string[]): void => {
      if (isObject(value)) for (const [key, each] of Object.entries(value)) look(each, [...within, key]);
      else if (Array.isArray(value) && value.length > 0 && value.every(isObject)) {
        const place = [...path, ...within].join('.');
        rows.set(place, [...(rows.get(place) ?? []), ...value.map((each) => ({ ...shared, ...rowOf(each) }))]);
      }
    };
    look(item, []);
  }
  return [...rows].map(([place, all]) => ({ path: place, rows: all }));
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
  for (const key of labels) {
    if (typeof known[key] === 'string') return known[key];
  }
  // What an edge leads to says more than its role does.
  const inner = Object.values(known).find(isObject);
  return inner === undefined ? String(Object.values(known)[0] ?? '') : labelOf(inner);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
