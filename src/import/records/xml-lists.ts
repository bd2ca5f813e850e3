/** Which elements of an XML are its pieces: those of one list, at the root or in what wraps it, and what is said around them. */

import { namesFor } from '../archive/fields.ts';
import type { JsonRecord } from '../archive/json.ts';
import { isForDrafts } from '../archive/piece-lists.ts';
import { elementsOf, rawText, type XmlElement } from '../wire/xml-tree.ts';

const MAX_DEPTH = 3;

export interface XmlRecord {
  readonly element: XmlElement;
  /** What its part of the list says, where the list is in parts. */
  readonly said?: JsonRecord;
}

export interface XmlRecords {
  readonly records: readonly XmlRecord[];
  /** What is said beside them, and is of all. */
  readonly around: JsonRecord;
  /** What stands beside them and isn't read, by its names with how many. */
  readonly others: Readonly<Record<string, number>>;
}

interface List {
  readonly name: string;
  readonly elements: readonly XmlElement[];
  readonly rank: number;
  readonly isOfPieces: boolean;
}

/** Of MySQL and phpMyAdmin, which say the name of a column beside it. */
export const isCell = ({ name, attributes }: XmlElement): boolean =>
  /^(?:field|column)$/.test(name) && attributes.name !== undefined;
export const columnOf = (element: XmlElement): string =>
  isCell(element) ? (element.attributes.name ?? '') : element.name;

/** Of MySQL and phpMyAdmin, too: all their tables are one element. */
const isOfDatabase = ({ name, attributes }: XmlElement) =>
  /^(?:database|table|table_data)$/.test(name) && attributes.name !== undefined;
const nameOf = (element: XmlElement) => (isOfDatabase(element) ? (element.attributes.name ?? '') : element.name);
/** What a dump tells of its tables. */
const ofStructure = /^(?:table_structure|structure_schemas)$/;

const MAX_NAME_CHARS = 100;
const wordsOf = (name: string) =>
  name
    .slice(0, MAX_NAME_CHARS)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u);
/** Has a title and a text as well, and isn't a piece. */
const besidePieces = /^(?:comments?|replies|revisions?)$/;
/** What of a newspaper's own format may be a part of the paper, or what it calls a piece. */
const tablesBesidePieces =
  /^(?:comments?|replies|revisions?|versions?|history|backups?|autosaves?|messages?|e?mails?|feedback|contacts?|tickets?)$/;
const pieces =
  /^(?:articles?|posts?|stories|story|entries|entry|news|items?|content|beitr[aä]ge?|artikel|articulos?|noticias?)$/;
const pages = /^(?:pages?|seiten?)$/;

/** In which order lists are looked at: what is named for drafts comes last, and is drafts. */
function rankOf(name: string): number {
  if (isForDrafts(name)) return 3;
  const words = wordsOf(name);
  if (words.some((word) => pages.test(word))) return 2;
  return words.some((word) => pieces.test(word)) ? 0 : 1;
}

function isBesidePieces({ name, elements: [first] }: List): boolean {
  const beside = first !== undefined && isOfDatabase(first) ? tablesBesidePieces : besidePieces;
  return wordsOf(name).some((word) => beside.test(word));
}

/** @param root of the whole, or what wraps a list within it */
export function recordsIn(root: XmlElement, depth = 0): XmlRecords {
  const children = elementsOf(root).filter(({ name }) => !ofStructure.test(name));
  const lists = [...Map.groupBy(children, nameOf)].map(([name, elements]): List => {
    return { name, elements, rank: rankOf(name), isOfPieces: elements.some(isPiece) };
  });
  const readable = lists.filter((list) => !isBesidePieces(list)).toSorted(byRank);
  if (isPiece(root) && !readable.some(({ isOfPieces }) => isOfPieces))
    return { ...nothing, records: [{ element: root }], around: draftsIn(root) };
  const around = { ...saidIn(root, children), ...draftsIn(root) };
  for (const list of readable) {
    const within = list.isOfPieces ? ofList(list) : depth < MAX_DEPTH ? withinList(list, depth + 1) : nothing;
    if (within.records.length === 0) continue;
    return {
      records: within.records,
      around: { ...around, ...within.around },
      others: { ...countsOf(lists, list), ...within.others },
    };
  }
  return nothing;
}

/** Pages and drafts come after all else; what is a list itself comes before what wraps one. */
function byRank(one: List, other: List): number {
  const late = ({ rank }: List) => (rank < 2 ? 0 : rank);
  return late(one) - late(other) || Number(other.isOfPieces) - Number(one.isOfPieces) || one.rank - other.rank;
}

const ofList = ({ elements }: List): XmlRecords => ({
  records: elements.map((element) => ({ element })),
  around: draftsIn(elements[0]),
  others: {},
});

/** A list in parts, such as a paper's sections; what a piece holds is no part of it. */
function withinList({ elements, rank }: List, depth: number): XmlRecords {
  if (elements.length > 1 && rank === 0) return nothing;
  return inParts(elements.map((element) => recordsIn(element, depth)));
}

const nothing: XmlRecords = { records: [], around: {}, others: {} };

/** What one wrapper says is of all; of many each speaks for its own. */
function inParts(parts: readonly XmlRecords[]): XmlRecords {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  const others: Record<string, number> = {};
  for (const [name, count] of parts.flatMap((part) => Object.entries(part.others)))
    others[name] = (others[name] ?? 0) + count;
  const records = parts.flatMap(({ records, around }) =>
    records.map(({ element, said }) => ({ element, said: said === undefined ? around : { ...around, record: said } })),
  );
  return { records, around: {}, others };
}

/** A headline and a text among the parts of an element, and no list of pieces for its text. */
function isPiece(element: XmlElement): boolean {
  const children = elementsOf(element);
  const texts = children.filter((child) => namesFor('body', [columnOf(child)]).length > 0);
  return (
    namesFor('headline', children.map(columnOf)).length > 0 &&
    texts.some((text) => !elementsOf(text).some((child) => pieces.test(child.name) && isPiece(child)))
  );
}

const saidIn = (root: XmlElement, children: readonly XmlElement[]): JsonRecord => ({
  ...root.attributes,
  ...Object.fromEntries(
    children.filter((child) => elementsOf(child).length === 0).map((child) => [child.name, valueAround(child)]),
  ),
});

/** An empty `<draft/>` is a yes, and an empty `<deleted/>` may be a list of none. */
function valueAround(child: XmlElement): string {
  const text = rawText(child).trim();
  const isFlag = text === '' && namesFor('draft', [child.name]).length > 0 && child.attributes.nil === undefined;
  return isFlag ? 'true' : text;
}

/** By its element's name or a table's; what else has a name may tell of a draft of players. */
const draftsIn = (element: XmlElement | undefined): JsonRecord =>
  element !== undefined && (isForDrafts(nameOf(element)) || /^drafts?$/i.test(element.attributes.name ?? ''))
    ? { draft: true }
    : {};

/** Elements beside those that are read, by their names. */
const countsOf = (lists: readonly List[], read: List): Record<string, number> =>
  Object.fromEntries(
    lists
      .filter((list) => list !== read && list.elements.some((each) => elementsOf(each).length > 0))
      .map(({ name, elements: [first, ...more], elements }) => [
        name,
        first === undefined || more.length > 0 || isPiece(first) ? elements.length : elementsOf(first).length,
      ]),
  );
