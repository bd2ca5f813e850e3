/** CSV (RFC 4180) and newline-delimited JSON: media types, and a table's rows as text. */

import { stringify } from 'csv-stringify/sync';
import type { Cell } from './table.ts';

export const formats = ['csv', 'ndjson'] as const;
export type Format = (typeof formats)[number];

/** By media type; NDJSON has none that is registered. */
export const formatsByType: Readonly<Record<string, Format>> = {
  'text/csv': 'csv',
  'application/x-ndjson': 'ndjson',
  'application/ndjson': 'ndjson',
};

export const contentTypes: Readonly<Record<Format, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson; charset=utf-8',
};

/** Writes the rows of a table, part by part. */
export interface Writer {
  /** What the file begins with. */
  begin(): string;
  rows(rows: readonly (readonly Cell[])[]): string;
}

/**
 * @param hasBom for spreadsheets that take a CSV for Latin-1 without a byte order mark
 */
export function writerOf(format: Format, columns: readonly string[], hasBom: boolean): Writer {
  if (format === 'csv') {
    return { begin: () => `${hasBom ? '\uFEFF' : ''}${csv([columns])}`, rows: csv };
  }
  return {
    begin: () => '',
    rows: (rows) =>
      rows
        .map((row) => `${JSON.stringify(Object.fromEntries(columns.map((name, index) => [name, row[index]])))}\n`)
        .join(''),
  };
}

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV Injection"), and quotes where
 * one that parts cells at `;` would find such a text within; numbers stay numbers. Lists are joined by `; `.
 */
function csv(rows: readonly (readonly Cell[])[]): string {
  return stringify(
    rows.map((row) => {
      const cells = row.map((cell) => afterLineFeed(inCell(cell)));
      // Readers skip a blank line, and with it a row of one cell that is empty.
      return cells.length === 1 ? cells.map((cell) => cell ?? '') : cells;
    }),
    {
      record_delimiter: '\r\n',
      quote_record_delimiter: true,
      quoted_match: /;/,
      quoted_empty: rows[0]?.length === 1,
      escape_formulas: true,
      cast: { boolean: String },
    },
  );
}

/** The one beginning of a formula that the library doesn't know. */
function afterLineFeed<Text>(cell: Text): Text | string {
  return typeof cell === 'string' && cell.startsWith('\n') ? `'${cell}` : cell;
}

function inCell(cell: Cell): string | number | boolean | null {
  if (Array.isArray(cell)) return cell.map((item: Cell) => String(inCell(item) ?? '')).join('; ');
  return typeof cell === 'object' && cell !== null ? JSON.stringify(cell) : (cell as string | number | boolean | null);
}
