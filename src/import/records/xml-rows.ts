/** Records in XML as rows: a list of elements with the parts of a piece in each (`<articles><article><title>…`), and rows of a database (`<row><field name="title">…`). */

import { blockTags, inlineTags } from '../../text/html/elements.ts';
import { namesFor } from '../archive/fields.ts';
import type { JsonRecord } from '../archive/json.ts';
import { inWords } from '../archive/numbered-states.ts';
import { isForDrafts } from '../archive/piece-lists.ts';
import { plainRecord } from '../archive/plain-record.ts';
import { foreignXml } from '../foreign-formats.ts';
import type { Looked } from '../formats/looked.ts';
import { isHtmlElement } from '../html/recognise.ts';
import { elementsOf, htmlOf, parseXml, rawText, type XmlElement } from '../wire/xml-tree.ts';
import type { Rows } from './rows.ts';

const MAX_DEPTH = 3;
const MAX_VALUE_DEPTH = 10;
const htmlTags: ReadonlySet<string> = new Set([...blockTags, ...inlineTags, 'span', 'img']);
/** Of a record they are names of its parts, too. */
const partTags = new Set([
  'title',
  'summary',
  'caption',
  'article',
  'section',
  'header',
  'footer',
  'time',
  'details',
  'source',
  'link',
  'address',
  'data',
  'label',
]);
const isHtml = ({ name }: XmlElement) => htmlTags.has(name.toLowerCase()) && !partTags.has(name.toLowerCase());
/** Of MySQL and phpMyAdmin, which say the name of a column beside it. */
const isCell = ({ name, attributes }: XmlElement) => /^(?:field|column)$/.test(name) && attributes.name !== undefined;

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
  const rows = records.map((element, index) => ({
    place: `${element.name} ${index + 1}`,
    values: plainRecord(inWords(recordOfElement(element))),
  }));
  return { header: [...new Set(rows.flatMap(({ values }) => Object.keys(values)))], rows, refused: [], around, others };
}

interface Found {
  readonly records: readonly XmlElement[];
  /** What is said beside them, and is of all. */
  readonly around: JsonRecord;
  /** What stands beside them and isn't read, by its names with how many. */
  readonly others: Readonly<Record<string, number>>;
}

/** A headline and a text among the parts of an element. */
function isPiece(element: XmlElement | undefined): boolean {
  const names = elementsOf(element).map((child) => (isCell(child) ? (child.attributes.name ?? '') : child.name));
  return namesFor('headline', names).length > 0 && namesFor('body', names).length > 0;
}

/** What a dump tells of its tables. */
const ofDatabase = /^(?:table_structure|structure_schemas)$/;

/** A list of pieces, or the one that is all; at the root, or in what wraps it: what is named for drafts comes last, and is drafts. */
function recordsIn(root: XmlElement, depth = 0): Found {
  const children = elementsOf(root).filter(({ name }) => !ofDatabase.test(name));
  const lists = [...Map.groupBy(children, ({ name }) => name).values()].toSorted(
    (one, other) => Number(isOfDrafts(one)) - Number(isOfDrafts(other)),
  );
  const records = lists.find((list) => isPiece(list[0])) ?? (isPiece(root) ? [root] : []);
  if (records[0] === root) return { records, around: {}, others: {} };
  const said = children.filter((child) => elementsOf(child).length === 0);
  const around = {
    ...root.attributes,
    ...Object.fromEntries(said.map((child) => [child.name, rawText(child).trim()])),
  };
  if (records.length > 0) return { records, around: draftsIn(records, around), others: countsOf(lists, records) };
  if (depth >= MAX_DEPTH) return nothing;
  for (const list of lists) {
    const within = list.length === 1 && list[0] !== undefined ? recordsIn(list[0], depth + 1) : nothing;
    if (within.records.length === 0) continue;
    return {
      records: within.records,
      around: { ...draftsIn(list, around), ...within.around },
      others: { ...countsOf(lists, list), ...within.others },
    };
  }
  return nothing;
}

const nothing: Found = { records: [], around: {}, others: {} };
const isOfDrafts = ([first]: readonly XmlElement[]) => first !== undefined && isForDrafts(first.name);
const draftsIn = (list: readonly XmlElement[], around: JsonRecord) =>
  isOfDrafts(list) ? { ...around, draft: true } : around;

/** Elements beside those that are read, by their names. */
const countsOf = (lists: readonly (readonly XmlElement[])[], read: readonly XmlElement[]) =>
  Object.fromEntries(
    lists.flatMap((list) => {
      const held = list.flatMap((each) => (list.length === 1 ? elementsOf(each) : each)).length;
      const [first] = list;
      return first === undefined || list.includes(read[0] ?? first) || elementsOf(first).length === 0
        ? []
        : [[first.name, held]];
    }),
  );

function recordOfElement(element: XmlElement, depth = 0): JsonRecord {
  const values = new Map<string, unknown[]>(Object.entries(element.attributes).map(([name, value]) => [name, [value]]));
  for (const child of elementsOf(element)) {
    const name = isCell(child) ? (child.attributes.name ?? '') : child.name;
    values.set(name, [...(values.get(name) ?? []), valueOfElement(child, depth + 1)]);
  }
  return Object.fromEntries([...values].map(([name, each]) => [name, each.length === 1 ? each[0] : each]));
}

function valueOfElement(element: XmlElement, depth: number): unknown {
  const children = elementsOf(element);
  if (depth > MAX_VALUE_DEPTH || children.some(isHtml)) return htmlOf(element.children);
  const text = rawText(element).trim();
  if (children.length === 0) {
    const isEmpty = text === '' && Object.keys(element.attributes).length > 0 && !isCell(element);
    return isEmpty ? element.attributes : text;
  }
  const [first] = children;
  const isList = first !== undefined && children.every(({ name }) => name === first.name) && /s$/i.test(element.name);
  return isList ? children.map((child) => valueOfElement(child, depth + 1)) : recordOfElement(element, depth);
}
