/** An element with the parts of a piece as a record: its attributes and elements under their names, HTML as it stands. */

import { blockTags, inlineTags } from '../../text/html/elements.ts';
import { isFlag, namesFor } from '../archive/fields.ts';
import { type JsonRecord, mergedRecords, recordOf } from '../archive/json.ts';
import { elementsOf, htmlOf, rawText, type XmlElement, type XmlNode } from '../wire/xml-tree.ts';
import { isPartOfPiece } from '../withheld/record.ts';
import { columnOf, isCell } from './xml-lists.ts';

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
/** What newspapers' own formats call the parts of a text. */
const htmlNames: ReadonlyMap<string, string> = new Map([
  ...['para', 'paragraph', 'par', 'absatz', 'alinea'].map((name) => [name, 'p'] as const),
  ...['crosshead', 'crossheading', 'intertitle', 'subhead', 'zwischentitel'].map((name) => [name, 'h2'] as const),
]);

interface Beside {
  /** Names that are a yes where they are empty. */
  readonly flags: ReadonlySet<string>;
  /** What is said of it elsewhere. */
  readonly said?: JsonRecord | undefined;
}

/** Names of elements that say by standing there that a piece isn't out (`<draft/>`): where one holds a value, it is a column. */
export function flagsIn(elements: readonly XmlElement[]): ReadonlySet<string> {
  const children = elements
    .flatMap((element) => [element, ...elementsOf(element).filter(({ name }) => isPartOfPiece(name))])
    .flatMap((element) => elementsOf(element))
    .filter(({ name }) => isFlag(name));
  const valued = new Set(children.filter((child) => !isEmpty(child)).map(({ name }) => name));
  return new Set(children.map(({ name }) => name).filter((name) => !valued.has(name)));
}

/** Serialisers write so that there is none. */
const isNil = ({ attributes }: XmlElement) => /^(?:true|1)$/.test(attributes.nil ?? '');
const isEmpty = (element: XmlElement) =>
  elementsOf(element).length === 0 && rawText(element).trim() === '' && element.attributes.value === undefined;

/** The element's own record, with what its parts' attributes say of it. */
export function recordOfElement(element: XmlElement, { flags, said = {} }: Beside): JsonRecord {
  const flagged = (child: XmlElement) =>
    flags.has(child.name) && !isCell(child) && !isNil(child) ? { value: 'true' } : undefined;
  const record = plainRecordOf(element, 0, (child) => {
    const isOfFlags = isPartOfPiece(child.name) && elementsOf(child).some(({ name }) => flags.has(name));
    return isOfFlags ? { value: plainRecordOf(child, 1, flagged) } : flagged(child);
  });
  const parts = elementsOf(element).filter((child) => isOfItself(child) && Object.keys(child.attributes).length > 0);
  const around = [said, ...parts.map(({ attributes }) => attributes)].reduce(
    mergedRecords,
    recordOf(record.record) ?? {},
  );
  return Object.keys(around).length === 0 ? record : { ...record, record: around };
}

/** Whose attributes are of the piece: an author's or a picture's aren't. */
const isOfItself = (child: XmlElement) =>
  !isCell(child) &&
  (isPartOfPiece(child.name) ||
    (['headline', 'body', 'publishedAt', 'status'] as const).some((field) => namesFor(field, [child.name]).length > 0));

function plainRecordOf(
  element: XmlElement,
  depth: number,
  given: (child: XmlElement) => { readonly value: unknown } | undefined = () => undefined,
): JsonRecord {
  const values = new Map<string, unknown[]>(Object.entries(element.attributes).map(([name, value]) => [name, [value]]));
  for (const child of elementsOf(element)) {
    const name = columnOf(child);
    const { value } = given(child) ?? { value: valueOfElement(child, depth + 1) };
    const same = values.get(name);
    if (same === undefined) values.set(name, [value]);
    else same.push(value);
  }
  return Object.fromEntries([...values].map(([name, each]) => [name, each.length === 1 ? each[0] : each]));
}

function valueOfElement(element: XmlElement, depth: number): unknown {
  const children = elementsOf(element);
  if (depth > MAX_VALUE_DEPTH || children.some(isHtml)) return htmlOf(element.children.map(renamed));
  const text = rawText(element).trim();
  if (children.length === 0) {
    const isOfAttributes =
      text === '' && Object.keys(element.attributes).length > 0 && !isCell(element) && !isNil(element);
    return isOfAttributes ? element.attributes : text;
  }
  const isText = children.every(({ name }) => htmlNames.has(name.toLowerCase()));
  if (isText && namesFor('body', [columnOf(element)]).length > 0) return htmlOf(element.children.map(renamed));
  const [first] = children;
  const isList = first !== undefined && children.every(({ name }) => name === first.name) && /s$/i.test(element.name);
  return isList ? children.map((child) => valueOfElement(child, depth + 1)) : plainRecordOf(element, depth);
}

function renamed(node: XmlNode): XmlNode {
  const name = typeof node === 'string' ? undefined : htmlNames.get(node.name.toLowerCase());
  return typeof node === 'string' || name === undefined ? node : { name, attributes: {}, children: node.children };
}
