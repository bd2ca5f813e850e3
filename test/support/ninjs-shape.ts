/** What ninjs 3.1 allows of the properties that an export uses: an object has no others, and each has its type. */

type Check = (value: unknown, at: string) => string[];

const isA =
  (type: 'string' | 'integer'): Check =>
  (value, at) =>
    (type === 'integer' ? Number.isInteger(value) : typeof value === type) ? [] : [`${at} is no ${type}`];
const text = isA('string');
const integer = isA('integer');
const uri: Check = (value, at) => (URL.canParse(String(value)) ? [] : [`${at} is no URI`]);
const instant: Check = (value, at) =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(String(value)) ? [] : [`${at} is no date-time`];
const oneOf =
  (...words: string[]): Check =>
  (value, at) =>
    words.includes(String(value)) ? [] : [`${at} is ${String(value)}`];

const object =
  (properties: Readonly<Record<string, Check>>, required: readonly string[] = []): Check =>
  (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at} is no object`];
    const missing = required.filter((name) => !(name in value)).map((name) => `${at}.${name} is missing`);
    const faults = Object.entries(value).flatMap(([name, inner]) =>
      properties[name] === undefined
        ? [`${at}.${name} isn't in the standard`]
        : properties[name](inner, `${at}.${name}`),
    );
    return [...missing, ...faults];
  };
const list =
  (of: Check): Check =>
  (value, at) =>
    Array.isArray(value) ? value.flatMap((each, index) => of(each, `${at}[${index}]`)) : [`${at} is no list`];

const phrase = { role: text, contentType: text, value: text };
const rendition = object({ name: text, href: uri, contentType: text, title: text, width: integer, height: integer }, [
  'name',
]);
const news: Record<string, Check> = {
  uri,
  type: oneOf('text', 'audio', 'video', 'picture', 'graphic', 'composite', 'component', 'event', 'planning'),
  representationType: oneOf('full', 'partial'),
  profile: text,
  version: text,
  firstCreated: instant,
  versionCreated: instant,
  contentCreated: instant,
  embargoedUntil: instant,
  expires: instant,
  pubStatus: oneOf('usable', 'withheld', 'canceled'),
  copyrightHolder: text,
  copyrightNotice: text,
  usageTerms: text,
  language: text,
  headlines: list(object(phrase, ['value'])),
  descriptions: list(object(phrase, ['value'])),
  bodies: list(object({ ...phrase, charCount: integer, wordCount: integer }, ['value'])),
  subjects: list(object({ name: text, rel: text, uri, literal: text })),
  infoSources: list(object({ name: text, role: text, uri, literal: text })),
  title: text,
  by: text,
  slugline: text,
  renditions: list(rendition),
  altIds: list(object({ role: text, value: text })),
  standard: object({ name: text, version: text, schema: uri }),
};
const associations = list(object({ ...news, name: text, rel: text }, ['name', 'uri']));
const item = object({ ...news, associations }, ['uri']);

/** What of an item the standard doesn't allow. */
export function ninjsFaults(value: unknown): string[] {
  return item(value, 'item');
}
