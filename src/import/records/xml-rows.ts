/** Records in XML as rows: a list of elements with the parts of a piece in each (`<articles><article><title>…`), and rows of a database (`<row><field name="title">…`). */

import { inWords } from '../archive/numbered-states.ts';
import { plainRecord } from '../archive/plain-record.ts';
import { foreignXml } from '../foreign-formats.ts';
import type { Looked } from '../formats/looked.ts';
import { isHtmlElement } from '../html/recognise.ts';
import { parseXml } from '../wire/xml-tree.ts';
import type { Rows } from './rows.ts';
import { recordsIn } from './xml-lists.ts';
import { flagsIn, recordOfElement } from './xml-record.ts';

/** Whether there are pieces in it. */
export function isXmlOfPieces({ content, markup }: Looked): boolean {
  const { root } = markup();
  if (root === undefined || foreignXml(root) !== undefined || !content.startsWith('<')) return false;
  // A page's elements are a page, unless it says that it is XML and nothing of XHTML.
  const isPage = isHtmlElement(root) && (!content.startsWith('<?xml') || /^(?:html|body)$/.test(root));
  if (isPage) return false;
  try {
    return recordsIn(parseXml(content)).records.length > 0;
  } catch {
    return false;
  }
}

/** @throws {RefusedInput} for XML that is broken */
export function xmlRows(text: string): Rows {
  const { records, around, others } = recordsIn(parseXml(text));
  const flags = flagsIn(records.map(({ element }) => element));
  const rows = records.map(({ element, said }, index) => ({
    place: `${element.name} ${index + 1}`,
    values: plainRecord(inWords(recordOfElement(element, { flags, said }))),
  }));
  return { header: [...new Set(rows.flatMap(({ values }) => Object.keys(values)))], rows, refused: [], around, others };
}
