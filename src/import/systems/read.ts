/** JSON of content systems, read as rows with the names of their parts. */

import { fieldsOfPieces } from '../archive/fields.ts';
import { recordOf } from '../archive/json.ts';
import type { ImportedPage } from '../imported-document.ts';
import { RefusedInput } from '../imported-document.ts';
import { type RecordsContext, readRows } from '../records/read.ts';
import { systemOf } from './recognise.ts';

/** @throws {RefusedInput} for what holds no piece */
export function readSystem(text: string, context: RecordsContext): ImportedPage {
  const json: unknown = JSON.parse(text);
  const system = systemOf(json);
  const rows = system?.rowsOf(json) ?? [];
  if (rows.length === 0)
    throw new RefusedInput(`It is ${system?.name ?? 'JSON'}, without a piece that has a title and a text.`);
  const isGiven = (field: string) => rows.some((row) => row[field] !== undefined);
  // What the system's reader says goes before what the record calls alike.
  const header = [...new Set([...fieldsOfPieces.filter(isGiven), ...rows.flatMap((row) => Object.keys(row))])];
  const placed = rows.map((values, index) => ({ place: `item ${index + 1}`, values }));
  const page = readRows({ header, rows: placed, refused: [], around: recordOf(json) }, context);
  return { ...page, others: { ...page.others, ...system?.othersIn?.(json) } };
}
