/** Recognises tables and lines of JSON whose columns are parts of a piece, by these, by their shape or by the file's name. */

import { type Field, namesFor } from '../archive/fields.ts';
import { type JsonRecord, recordOf, recordsOf } from '../archive/json.ts';
import { listUnderName, withoutEdge } from '../archive/piece-lists.ts';
import { plainRecord } from '../archive/plain-record.ts';
import { actionIn } from '../archive/search-dumps.ts';
import { foreignJson } from '../foreign-formats.ts';
import { isPageByBeginning, type Looked } from '../formats/looked.ts';
import { separatorLine } from './rows.ts';

const HEAD_CHARS = 20_000;
/** How much of a text says that it is a table. */
const TABLE_HEAD_CHARS = 4_000;
const MAX_LINE_CHARS = 1_000_000;

const partOfSanity = /"_ref"\s{0,4}:|"_type"\s{0,4}:\s{0,4}"block"/;

/** Records of nobody else: what has a format of its own is asked before. */
export function isLinesOfPieces({ content, extension, json, isLines }: Looked): boolean {
  if (/^(?:ndjson|jsonl)$/.test(extension) && !isPageByBeginning(content)) return true;
  if (!/^[[{]/.test(content)) return false;
  const value = json();
  // A data set of Sanity may begin with its authors.
  if (isLines() && ['_id', '_type'].every((name) => name in (recordOf(value) ?? {})) && partOfSanity.test(content))
    return true;
  const list = isLines() ? undefined : listUnderName(value)?.list;
  if (isLines() && actionIn(value) !== undefined) return true;
  const record = recordOf(withoutEdge(recordsOf(list)[0] ?? recordOf(value) ?? recordsOf(value)[0]));
  if (record === undefined || foreignJson(record) !== undefined || !isRecordOfPiece(namesIn(record))) return false;
  if (list !== undefined || Array.isArray(value)) return true;
  // One object alone is a piece if it stands in one line, or has a text.
  const [first = '', second = ''] = content.slice(0, MAX_LINE_CHARS).split(/\r?\n/, 2);
  if (isLines()) return /^\{.*\}\s*$/.test(first) && second.startsWith('{');
  return (second.trim() === '' || namesIn(record).some((name) => textName.test(name))) && !('version' in record);
}

/** Of what says something. */
const namesIn = (record: JsonRecord) =>
  Object.entries(plainRecord(record)).flatMap(([name, value]) => (value === undefined || value === null ? [] : [name]));

export const isTable = ({ content, extension }: Looked) =>
  hasTableShape(content) || (/^(?:csv|tsv)$/.test(extension) && !isPageByBeginning(content));

const textName = /^(?:body(?:_?html|_?text)?|content(?:_?html)?|html|article_?body)$/i;
const otherName = /^(?:standfirst|subtitle)$/i;

function isRecordOfPiece(names: readonly string[]): boolean {
  const isOne = (fields: readonly Field[]) => fields.some((field) => namesFor(field, names).length > 0);
  return isOne(['headline']) && (isOne(['body', 'publishedAt', 'slug']) || names.some((name) => otherName.test(name)));
}

/** Any table of three columns or more. */
const tableShapes = [
  /^(?:"?[\w.-][\w .-]{0,39}"?,){2,60}"?[\w.-][\w .-]{0,39}"?\n[^\n,]*,[^\n,]*,/,
  /^(?:[^\t\n]{1,60}\t){2,60}[^\t\n]{1,60}\n[^\n\t]*\t[^\n\t]*\t/,
  /^(?:"?[\w.-][\w .-]{0,39}"?;){2,60}"?[\w.-][\w .-]{0,39}"?\n[^\n;]*;[^\n;]*;/,
];

/** By its shape, or a header that names a headline and another part of a piece. */
function hasTableShape(content: string): boolean {
  if (separatorLine.test(content)) return true;
  const head = content.slice(0, TABLE_HEAD_CHARS).replace(/\r\n?/g, '\n');
  if (tableShapes.some((shape) => shape.test(head))) return true;
  const line = content.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '';
  if (line.length > HEAD_CHARS) return false;
  return [',', ';', '\t', '|'].some((mark) => {
    const names = line.split(mark).map((name) => name.trim().replace(/^"|"$/g, ''));
    return names.every((name) => /^[\p{L}\p{N}_ .-]{0,60}$/u.test(name)) && isRecordOfPiece(names);
  });
}
