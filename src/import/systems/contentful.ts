/** Entries of Contentful, as its export (`entries`, `assets`) or its API (`items`, `includes`) gives them. */

import { type JsonRecord, recordOf, recordsOf, textOf } from '../archive/json.ts';
import { richTextHtml } from './rich-text.ts';
import type { System } from './system.ts';

export const contentful: System = {
  name: 'entries of Contentful',
  fits: (json) => entriesIn(json).some((entry) => 'sys' in entry && 'fields' in entry),
  rowsOf(json) {
    const linked = linkedIn(json);
    return entriesIn(json)
      .filter(isPiece)
      .map((entry) => rowOf(entry, linked));
  },
  othersIn(json) {
    const others: Record<string, number> = {};
    for (const entry of entriesIn(json).filter((each) => !isPiece(each))) {
      const name = `entries of the type ${typeOf(entry)}`;
      others[name] = (others[name] ?? 0) + 1;
    }
    return others;
  },
};

type Linked = ReadonlyMap<string, JsonRecord>;

function entriesIn(json: unknown): JsonRecord[] {
  const whole = recordOf(json) ?? {};
  if (recordOf(whole.sys) !== undefined && recordOf(whole.fields) !== undefined) return [whole];
  const list = whole.entries ?? whole.items ?? (Array.isArray(json) ? json : []);
  return recordsOf(list).filter(({ sys }) => recordOf(sys) !== undefined);
}

function linkedIn(json: unknown): Linked {
  const whole = recordOf(json) ?? {};
  const includes = recordOf(whole.includes) ?? {};
  const all = [
    ...entriesIn(json),
    ...recordsOf(whole.assets),
    ...recordsOf(includes.Entry),
    ...recordsOf(includes.Asset),
  ];
  return new Map(all.map((each) => [textOf(recordOf(each.sys)?.id) ?? '', each] as const));
}

const typeOf = ({ sys }: JsonRecord) =>
  textOf(recordOf(recordOf(recordOf(sys)?.contentType)?.sys)?.id)?.slice(0, 60) ?? 'unknown';

const bodyNames = ['body', 'content', 'text', 'article', 'bodyText', 'richText', 'main'];

/** What has a title and a text; an author's or a category's entry hasn't. */
function isPiece(entry: JsonRecord): boolean {
  const fields = plainFields(entry);
  return textOf(fields.title, fields.headline) !== undefined && bodyNames.some((name) => fields[name] !== undefined);
}

/** Fields in the first language that they are in, where they are by language: an entry that says its own has them as they are. */
function plainFields(entry: JsonRecord): JsonRecord {
  const fields = recordOf(entry.fields) ?? {};
  if (textOf(recordOf(entry.sys)?.locale) !== undefined) return fields;
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, byLocale(value)?.[1] ?? value]));
}

function byLocale(value: unknown): readonly [locale: string, value: unknown] | undefined {
  const entries = Object.entries(recordOf(value) ?? {});
  const isLocale = ([name]: readonly [string, unknown]) =>
    // A link has the one name `sys`.
    name !== 'sys' && /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(name);
  return entries.length > 0 && entries.every(isLocale) ? entries[0] : undefined;
}

function rowOf(entry: JsonRecord, linked: Linked): JsonRecord {
  const fields = plainFields(entry);
  const sys = recordOf(entry.sys) ?? {};
  const follow = (value: unknown): JsonRecord[] =>
    (Array.isArray(value) ? value : [value]).flatMap((each: unknown) => {
      const id = textOf(recordOf(recordOf(each)?.sys)?.id);
      const found = id === undefined ? undefined : linked.get(id);
      return found === undefined ? [] : [plainFields(found)];
    });
  const names = (value: unknown) => [
    ...follow(value).map(({ name, title }) => ({ name: textOf(name, title) })),
    ...(Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []),
    ...(typeof value === 'string' ? [value] : []),
  ];
  const body = bodyNames.map((name) => fields[name]).find((value) => value !== undefined);
  const [picture] = follow(
    fields.image ??
      fields.heroImage ??
      fields.hero ??
      fields.cover ??
      fields.featuredImage ??
      fields.leadImage ??
      fields.coverImage,
  );
  return {
    ...fields,
    id: sys.id,
    status: statusOf(sys),
    body: typeof body === 'string' ? body : richTextHtml(body, assetHtmlOf(linked)),
    publishedAt: textOf(
      fields.publishDate,
      fields.publishedAt,
      fields.date,
      fields.publishedDate,
      sys.firstPublishedAt,
      sys.publishedAt,
      sys.createdAt,
    ),
    updatedAt: sys.updatedAt,
    language: textOf(
      fields.language,
      sys.locale,
      byLocale(recordOf(entry.fields)?.title ?? recordOf(entry.fields)?.headline)?.[0],
    ),
    authors: names(fields.authors ?? fields.author),
    sections: names(fields.section ?? fields.sections ?? fields.category ?? fields.categories),
    keywords: names(fields.tags ?? fields.keywords ?? fields.topics),
    image: picture && imageOf(picture),
  };
}

/** Its export has the text that editors work on, which is that of readers while the version is the one behind the published one. */
function statusOf(sys: JsonRecord): string | undefined {
  if (textOf(sys.archivedAt, sys.archivedVersion) !== undefined) return 'archived';
  if (!('version' in sys)) return undefined;
  if (textOf(sys.publishedAt, sys.publishedVersion) === undefined) return 'draft';
  const published = Number(textOf(sys.publishedVersion) ?? Number.NaN);
  return Number(sys.version) > published + 1 ? 'changed since it was published' : undefined;
}

function imageOf(asset: JsonRecord): JsonRecord {
  const file = recordOf(asset.file) ?? {};
  const url = textOf(file.url, file.upload);
  return {
    url: url?.startsWith('//') ? `https:${url}` : url,
    alt: textOf(asset.title),
    caption: textOf(asset.description),
  };
}

const assetHtmlOf = (linked: Linked) => (id: string) => {
  const asset = linked.get(id);
  const { url, alt, caption } = asset === undefined ? {} : imageOf(plainFields(asset));
  return { url: textOf(url), alt: textOf(alt) ?? '', caption: textOf(caption) };
};
