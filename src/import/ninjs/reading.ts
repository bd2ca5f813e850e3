/** Reads the values of ninjs alike in its three versions: keys in any case, lists that version 1 writes as objects. */

export type Item = Readonly<Record<string, unknown>>;

/** With its keys in lower case; undefined for what is no object. */
export function itemIn(value: unknown): Item | undefined {
  return isItem(value) ? lowered(value) : undefined;
}

function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function lowered(item: Item): Item {
  return Object.fromEntries(Object.entries(item).map(([key, value]) => [key.toLowerCase(), value]));
}

/** A string or number under the first of these keys that has one. */
export function textOf(item: Item, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = item[key];
    if (typeof value === 'string' && value.trim() !== '') return value;
    if (typeof value === 'number') return String(value);
  }
  return undefined;
}

/** The objects of a list, or of an object by name, each with its keys in lower case; a text by itself is a `value`. */
export function itemsOf(value: unknown): Item[] {
  if (typeof value === 'string') return [{ value }];
  if (Array.isArray(value)) {
    return value.flatMap((each) =>
      isItem(each) ? [lowered(each)] : typeof each === 'string' ? [{ value: each }] : [],
    );
  }
  if (!isItem(value)) return [];
  return Object.entries(value).flatMap(([name, each]): Item[] =>
    isItem(each) ? [{ name, ...lowered(each) }] : typeof each === 'string' ? [{ role: name, value: each }] : [],
  );
}

/** Texts with a role: those of a list such as `headlines`, and of keys such as `headline_main`. */
export function rolesOf(item: Item, plural: string, singular: string): Item[] {
  const bare = singular in item ? itemsOf([item[singular]]).map((each) => ({ role: 'main', ...each })) : [];
  const own = Object.entries(item).flatMap(([key, value]) =>
    key.startsWith(`${singular}_`) && typeof value === 'string'
      ? [{ role: key.slice(singular.length + 1), value }]
      : [],
  );
  return [...bare, ...itemsOf(item[plural]), ...own];
}
