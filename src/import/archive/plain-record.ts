/**
 * Records of content APIs as one object of plain values: what their systems wrap around a value (`{ "rendered": … }`, `[{ "value": … }]`,
 * `{ "nodes": [ … ] }`) is taken off, and a piece's own fields are taken out of the object that holds them (`fields`, `properties`, …).
 */

import { withMainOfGuardian } from './guardian-main.ts';
import { isNo, type JsonRecord, mergedRecords, recordOf, recordsOf, textOf } from './json.ts';

const MAX_DEPTH = 10;
/** A field of the record, or of its holder: what is deeper is a part of a text. */
const MAX_WRAPPED_DEPTH = 2;

/** Of WPGraphQL, Craft and Gatsby; of Storyblok, Prismic, Umbraco and the Guardian. */
const holders = ['fields', 'properties', 'attributes', 'content', 'data'] as const;
const headlineNames = ['title', 'headline', 'Title', 'Headline'] as const;

const has = (record: JsonRecord, names: readonly string[]) => names.some((name) => record[name] !== undefined);

/** @param record its values as they come */
export function plainRecord(record: JsonRecord): JsonRecord {
  const own = withMainOfGuardian(withoutHolder(recordOf(plainValue(record)) ?? {}));
  const plain = withSearchWords(withMetaOfWagtail(withDateOfSystem(withSlugOfSystem(own))));
  const isProtected = [record, ...holders.map((name) => recordOf(record[name]) ?? {})].some(hasProtectedText);
  return isProtected ? { ...plain, protected: true } : plain;
}

/** WordPress says beside a text that it is behind a password. */
const hasProtectedText = (record: JsonRecord) =>
  Object.values(record).some((each) => {
    const value = recordOf(each) ?? {};
    return (value.protected ?? false) !== '' && !isNo(value.protected ?? false) && has(value, textForms);
  });

/** The piece's own fields, and what the system says of it beside them; where both say something, the one is kept beside the other. */
function withoutHolder(record: JsonRecord): JsonRecord {
  // The Guardian says its headline beside the fields, too.
  const isOfGuardian = 'webTitle' in record && recordOf(record.fields) !== undefined;
  const name = isOfGuardian ? 'fields' : holders.find((each) => has(recordOf(record[each]) ?? {}, headlineNames));
  if (name === undefined || has(record, headlineNames)) return record;
  const { [name]: holder, ...around } = record;
  return mergedRecords(around, recordOf(holder) ?? {});
}

/** Joomla's `alias` is the slug, and not one of before; Prismic's `uid` is it, and no id. */
export function withSlugOfSystem(record: JsonRecord): JsonRecord {
  if ('first_publication_date' in record && textOf(record.uid) !== undefined) return { ...record, slug: record.uid };
  const isJoomla = ['catid', 'asset_id', 'introtext'].some((each) => each in record) && 'alias' in record;
  if (!isJoomla) return record;
  const { alias, ...rest } = record;
  return { ...rest, slug: alias, language: record.language === '*' ? undefined : record.language };
}

/** Of Storyblok `published_at` is when the last version came out. */
function withDateOfSystem(record: JsonRecord): JsonRecord {
  const { first_published_at: first, published_at: last } = record;
  if (!('full_slug' in record) || textOf(first) === undefined || last === null) return record;
  const { published_at: _, ...rest } = record;
  return rest;
}

/** Wagtail says beside a page's own fields where it stands, and since when. */
function withMetaOfWagtail(record: JsonRecord): JsonRecord {
  const meta = recordOf(record.meta);
  if (meta === undefined || !('detail_url' in meta)) return record;
  const { html_url: url, slug, first_published_at: first, locale } = meta;
  return { url, slug, first_published_at: first, locale, ...record };
}

/** What is written for search engines is a piece's standfirst where it has none, as it is in an export of WordPress. */
function withSearchWords(record: JsonRecord): JsonRecord {
  const description = textOf(recordOf(record.meta)?.description, recordOf(record.seo)?.description);
  return description === undefined || 'metadescription' in record
    ? record
    : { ...record, metadescription: description };
}

/** MongoDB's extended JSON says types: `{ "$date": "…" }`, `{ "$oid": "…" }`. */
const mongoName = /^\$(?:date|oid|numberLong|numberInt|numberDouble|uuid)$/;
/** Of Drupal: a field's value, in a list. */
const valueNames = new Set(['value', 'format', 'lang', 'langcode', 'processed', 'summary', 'end_value']);
/** In how many ways a text is given, of which the first is taken. */
const textForms = ['rendered', 'processed', 'html', 'markup', 'markdown'] as const;
const besideTexts = new Set([
  ...textForms,
  'raw',
  'text',
  'json',
  'protected',
  'blocks',
  'references',
  'value',
  'format',
]);

function plainValue(value: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) {
    const [first] = value as readonly unknown[];
    const only = value.length === 1 ? recordOf(first) : undefined;
    if (
      depth <= MAX_WRAPPED_DEPTH &&
      only !== undefined &&
      'value' in only &&
      Object.keys(only).every((name) => valueNames.has(name))
    )
      return plainValue(only.processed ?? only.value, depth + 1);
    return value.map((each) => plainValue(each, depth + 1));
  }
  const record = recordOf(value);
  if (record === undefined) return value;
  const names = Object.keys(record);
  const [name] = names;
  if (names.length === 1 && name !== undefined && mongoName.test(name)) return plainValue(record[name], depth + 1);
  const isField = depth > 0 && depth <= MAX_WRAPPED_DEPTH;
  const within = isField ? wrapped(record, names) : undefined;
  if (within !== undefined) return plainValue(within, depth + 1);
  return Object.fromEntries(
    Object.entries(record).flatMap(([key, each]) => [
      [key, plainValue(each, depth + 1)],
      ...(depth === 0 ? besideBody(record, key, each) : []),
    ]),
  );
}

const connectionNames = new Set(['nodes', 'edges', 'pageInfo', 'totalCount', 'count', 'total', '__typename']);

/** What stands in a record that holds nothing else. */
function wrapped(record: JsonRecord, names: readonly string[]): unknown {
  const { nodes, edges, node, current, date } = record;
  if (names.every((name) => connectionNames.has(name))) {
    if (Array.isArray(nodes)) return nodes;
    if (Array.isArray(edges)) return recordsOf(edges).map((edge) => edge.node ?? edge);
  }
  if (names.length === 1 && recordOf(node) !== undefined) return node;
  // Of Sanity: a slug.
  if (typeof current === 'string' && names.every((name) => /^(?:_type|current|source)$/.test(name))) return current;
  // Of PHP: a time, whose zone may be a name.
  if (typeof date === 'string' && 'timezone_type' in record) return zoned(date, textOf(record.timezone));
  const form = textForms.find((each) => typeof record[each] === 'string');
  return form !== undefined && names.every((name) => besideTexts.has(name)) ? record[form] : undefined;
}

function zoned(date: string, zone: string | undefined): string {
  const time = date.replace(/\.\d{1,9}$/, '');
  return zone === 'UTC' || zone === 'Z' ? `${time}Z` : /^[+-]\d\d:\d\d$/.test(zone ?? '') ? `${time}${zone}` : time;
}

/** Drupal keeps the standfirst of a text beside it. */
function besideBody(record: JsonRecord, name: string, value: unknown): [string, unknown][] {
  if (name !== 'body' || 'summary' in record) return [];
  const summary = textOf((recordOf(value) ?? recordsOf(value)[0])?.summary);
  return summary === undefined ? [] : [['summary', summary]];
}
