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

/** The items of a JSON value; undefined for what isn't ninjs. Their keys are as written. */
export function ninjsItems(value: unknown): readonly unknown[] | undefined {
  if (isItem(value)) return [value];
  if (Array.isArray(value)) return isItem(value[0]) ? value : undefined;
  if (!isObject(value)) return undefined;
  const inner = innerItems(value);
  if (inner !== undefined) return inner;
  const lists = Object.values(value).filter((inner) => Array.isArray(inner) && isStrictItem(inner[0]));
  return lists.length > 0 ? lists.flat(1) : undefined;
}

/** As the API of an agency answers: `{ data: { item } }`, `{ data: { items: [{ item }] } }`. */
function innerItems({ data }: Json): readonly unknown[] | undefined {
  if (!isObject(data)) return undefined;
  const entries: readonly unknown[] = Array.isArray(data.items) ? data.items : [data];
  const items = entries.map((entry) => (isObject(entry) ? entry.item : undefined));
  return isStrictItem(items[0]) ? items : undefined;
}

function isItem(value: unknown): value is Json {
  if (!isObject(value)) return false;
  return isStrictItem(value) || Object.keys(value).some((key) => key.startsWith('body_x') || key === 'body_text');
}

function isStrictItem(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { standard } = value;
  if (isObject(standard) && standard.name === 'ninjs') return true;
  const keys = Object.keys(value).map((key) => key.toLowerCase());
  if (!keys.includes('uri') && !keys.includes('guid')) return false;
  return keys.some((key) => signs.has(key) || /^(?:body|headline|description)_/.test(key));
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
