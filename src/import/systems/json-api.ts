/** JSON:API, as Drupal and Strapi write it: `data` with `attributes`, and relationships that lead to what is `included`. */

import { type JsonRecord, recordOf, recordsOf, textOf } from '../archive/json.ts';
import { inWords } from '../archive/numbered-states.ts';
import { plainRecord } from '../archive/plain-record.ts';
import { lastSegment } from '../archive/slugs.ts';
import type { System } from './system.ts';

export const jsonApi: System = {
  name: 'JSON:API, as Drupal and Strapi write it',
  fits: (json) => resourcesIn(json).some(({ attributes }) => isPiece(recordOf(attributes) ?? {})),
  rowsOf(json) {
    const included = includedIn(json);
    return resourcesIn(json)
      .filter(({ attributes }) => isPiece(recordOf(attributes) ?? {}))
      .map((each) => rowOf(each, included));
  },
};

type Included = ReadonlyMap<string, JsonRecord>;

function resourcesIn(json: unknown): JsonRecord[] {
  const data = recordOf(json)?.data;
  return Array.isArray(data) ? recordsOf(data) : recordsOf([data]);
}

const isPiece = (attributes: JsonRecord) =>
  ['title', 'headline', 'Title', 'Headline'].some((name) => textOf(attributes[name]) !== undefined);

const keyOf = ({ type, id }: JsonRecord) => `${textOf(type)} ${textOf(id)}`;

const includedIn = (json: unknown): Included =>
  new Map(recordsOf(recordOf(json)?.included).map((each) => [keyOf(each), each] as const));

function rowOf(resource: JsonRecord, included: Included): JsonRecord {
  // Joomla's states are numbers, and its alias is the slug.
  const attributes = plainRecord(inWords(recordOf(resource.attributes) ?? {}));
  const body = recordOf(recordOf(resource.attributes)?.body) ?? {};
  const relations = Object.entries(recordOf(resource.relationships) ?? {});
  const related = (names: RegExp) =>
    relations.filter(([name]) => names.test(name)).flatMap(([, each]) => linked(recordOf(each)?.data, included));
  const within = (names: RegExp) =>
    Object.entries(attributes)
      .filter(([name]) => names.test(name))
      .flatMap(([, each]) => linked(recordOf(each)?.data ?? each, included));
  const found = (names: RegExp) => [...related(names), ...within(names)].map(named);
  // Drupal says whether it is published, Strapi when.
  const isDraft = attributes.status === false || ('publishedAt' in attributes && attributes.publishedAt === null);
  const picture = [...related(/image|cover|media|picture/i), ...within(/image|cover|picture/i)][0];
  return {
    ...attributes,
    id: textOf(attributes.documentId, resource.id),
    status: isDraft ? 'draft' : typeof attributes.status === 'boolean' ? undefined : attributes.status,
    body:
      textOf(body.processed, body.value, attributes.body, attributes.content, attributes.text) ?? attributes.content,
    standfirst: textOf(
      body.summary,
      attributes.standfirst,
      attributes.description,
      attributes.excerpt,
      attributes.summary,
    ),
    slug: textOf(attributes.slug) ?? lastSegment(textOf(recordOf(attributes.path)?.alias) ?? ''),
    url: textOf(attributes.url, attributes.canonicalUrl, recordOf(attributes.path)?.alias),
    language: textOf(attributes.langcode, attributes.locale, attributes.language),
    authors: found(/^(?:uid|authors?|field_authors?)$/),
    sections: found(/categor|section|channel|rubri/i),
    keywords: found(/tags?$|topic|keyword/i),
    image: picture && imageOf(picture),
  };
}

function linked(data: unknown, included: Included): JsonRecord[] {
  if (typeof data === 'string') return [{ name: data }];
  const list = Array.isArray(data) ? recordsOf(data) : recordsOf([data]);
  // What is said of a picture in this place is said where it is named.
  return list.map((each) => {
    const found = included.get(keyOf(each));
    return found === undefined ? each : { ...found, meta: { ...recordOf(found.meta), ...recordOf(each.meta) } };
  });
}

function named(record: JsonRecord): JsonRecord {
  const { name, title, display_name, username } = recordOf(record.attributes) ?? record;
  return { name: textOf(display_name, name, title, username) };
}

function imageOf(record: JsonRecord): JsonRecord {
  const attributes = recordOf(record.attributes) ?? record;
  const { alt, title } = recordOf(record.meta) ?? {};
  const url = textOf(attributes.url, recordOf(attributes.uri)?.url);
  return {
    url,
    alt: textOf(attributes.alternativeText, attributes.alt, alt),
    caption: textOf(attributes.caption, title),
  };
}
