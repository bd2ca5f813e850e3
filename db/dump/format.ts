/**
 * The dump format: a table's rows in the text format of Postgres' COPY, as `pg_dump --data-only` writes them. Values are
 * text as every major version of Postgres prints and reads them, so that a dump belongs to none of them.
 *
 * https://www.postgresql.org/docs/current/sql-copy.html, "Text Format"
 */

/** A value as Postgres prints it, or null. */
export type Value = string | null;

export const formatLine = '-- Dateline dump, format 1';
/** A dump without it was cut off. */
export const lastLine = '-- Dateline dump complete';
export const endOfRows = '\\.';

/** A table, or those of its columns that are dumped. */
export interface TableHead {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
}

export interface SequenceState {
  readonly sequence: string;
  readonly last: string;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

export function copyLine({ schema, table, columns }: TableHead): string {
  return `COPY ${quoted(schema)}.${quoted(table)} (${columns.map(quoted).join(', ')}) FROM stdin;`;
}

const copyPattern = /^COPY "([a-z0-9_]+)"\."([a-z0-9_]+)" \(([a-z0-9_", ]*)\) FROM stdin;$/;

/** @returns undefined for a line that begins no table */
export function parseCopyLine(line: string): TableHead | undefined {
  const [, schema, table, columns] = copyPattern.exec(line) ?? [];
  if (schema === undefined || table === undefined || columns === undefined) return undefined;
  return { schema, table, columns: columns.split(', ').map((column) => column.slice(1, -1)) };
}

export function migrationLine(name: string): string {
  return `-- Migration: ${name}`;
}

export function parseMigrationLine(line: string): string | undefined {
  return /^-- Migration: (\S+)$/.exec(line)?.[1];
}

export function sequenceLine({ sequence, last }: SequenceState): string {
  return `SELECT pg_catalog.setval('public.${sequence}', ${last}, true);`;
}

export function parseSequenceLine(line: string): SequenceState | undefined {
  const [, sequence, last] = /^SELECT pg_catalog\.setval\('public\.([a-z0-9_]+)', (\d+), true\);$/.exec(line) ?? [];
  return sequence === undefined || last === undefined ? undefined : { sequence, last };
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};
const unescapes = new Map(Object.entries(escapes).map(([character, escaped]) => [escaped, character]));

export function rowLine(values: readonly Value[]): string {
  return values.map((value) => value?.replace(/[\\\b\f\n\r\t\v]/g, (it) => escapes[it] ?? it) ?? '\\N').join('\t');
}

export function parseRowLine(line: string): Value[] {
  return line
    .split('\t')
    .map((text) => (text === '\\N' ? null : text.replace(/\\./g, (it) => unescapes.get(it) ?? it.slice(1))));
}
