/** Recognises ninjs, the IPTC's News in JSON, in its versions 1 to 3: one item, a list of them, or a list within an object. */

type Json = Readonly<Record<string, unknown>>;

const signs = new Set([
  'versioncreated',
  'pubstatus',
  'representationtype',
  'headlines',
  'bodies',
  'infosources',
  'altids',
  'embargoeduntil',
]);

export function isNinjs(value: unknown): boolean {
  return ninjsItems(value) !== undefined;
}

export interface NinjsItem {
  /** With its keys as written. */
  readonly item: unknown;
  /** The objects that hold it, or the list that it stands in. */
  readonly around: readonly Json[];
}

/** The items of a JSON value; undefined for what isn't ninjs. */
export function ninjsItems(value: unknown): readonly NinjsItem[] | undefined {
  if (isItem(value)) return [{ item: value, around: [] }];
  if (Array.isArray(value)) return isItem(value[0]) ? value.map((item) => ({ item, around: [] })) : undefined;
  if (!isObject(value)) return undefined;
  const inner = innerItems(value);
  if (inner !== undefined) return inner;
  const lists = Object.values(value).filter((inner) => Array.isArray(inner) && isStrictItem(inner[0]));
  return lists.length > 0 ? lists.flat(1).map((item) => ({ item, around: [value] })) : undefined;
}

/** As the API of an agency answers: `{ data: { item } }`, `{ data: { items: [{ item }] } }`. */
function innerItems(whole: Json): readonly NinjsItem[] | undefined {
  const { data } = whole;
  if (!isObject(data)) return undefined;
  const entries: readonly unknown[] = Array.isArray(data.items) ? data.items : [data];
  const items = entries.map((entry) =>
    isObject(entry) ? { item: entry.item, around: [whole, data, entry] } : { item: undefined, around: [] },
  );
  return isStrictItem(items[0]?.item) ? items : undefined;
}

function isItem(value: unknown): value is Json {
  if (!isObject(value)) return false;
  if (isStrictItem(value)) return true;
  const keys = Object.keys(value);
  return keys.some((key) => key.startsWith('body_x') || key === 'body_text') && !keys.some((key) => others.test(key));
}

/** Names that a table's records have, and ninjs doesn't. */
const others = /^(?:date|authors?|(?:published|created)_?(?:at|on)|tags|slug|content|status|excerpt)$/i;
const ownParts = /^(?:body|headline|description)_/;

function isStrictItem(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { standard } = value;
  if (isObject(standard) && standard.name === 'ninjs') return true;
  const keys = Object.keys(value).map((key) => key.toLowerCase());
  if (!keys.includes('uri') && !keys.includes('guid')) return false;
  if (keys.some((key) => signs.has(key))) return true;
  return keys.some((key) => ownParts.test(key)) && !keys.some((key) => others.test(key));
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
