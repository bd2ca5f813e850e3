/** Articles as schema.org has them, in JSON-LD by itself: one, a list, or the nodes of a graph with what they refer to. */

import { type JsonRecord, recordOf, recordsOf, textOf, textsOf } from '../archive/json.ts';
import type { System } from './system.ts';

export const jsonLd: System = {
  name: 'JSON-LD of schema.org',
  fits: (json) => nodesIn(json).some(isPiece) && saysContext(json),
  rowsOf,
};

/** Of a line or a record of a list: its pieces in the words of this import, or undefined where it is no JSON-LD. */
export function linkedRows(record: JsonRecord): JsonRecord[] | undefined {
  const isOne = nodesIn(record).some(isPiece) && (saysContext(record) || hasPartOfArticle(record));
  return isOne ? rowsOf(record) : undefined;
}

/** A list may say its context but once. */
const hasPartOfArticle = (record: JsonRecord) => ['articleBody', 'datePublished'].some((name) => name in record);

function rowsOf(json: unknown): JsonRecord[] {
  const nodes = nodesIn(json);
  const known = new Map(
    nodes.flatMap((node) => (typeof node['@id'] === 'string' ? [[node['@id'], node] as const] : [])),
  );
  return nodes.filter(isPiece).map((node) => rowOf(node, known));
}

type Known = ReadonlyMap<string, JsonRecord>;

const saysContext = (json: unknown) =>
  [recordOf(json) ?? {}, ...recordsOf(json)].some(({ '@context': context }) =>
    /^https?:\/\/(?:www\.)?schema\.org\/?$/.test(
      textOf(context, recordOf(context)?.['@vocab'], textsOf(context)[0]) ?? '',
    ),
  );

function nodesIn(json: unknown): JsonRecord[] {
  const all = Array.isArray(json) ? recordsOf(json) : recordsOf([json]);
  return all.flatMap((node) => ('@graph' in node ? recordsOf(node['@graph']) : [node]));
}

const pieceType = /^(?:\w*Article|BlogPosting|LiveBlogPosting|Report|Review)$/;
const isPiece = (node: JsonRecord) =>
  textsOf(node['@type']).some((type) => pieceType.test(type)) && textOf(node.headline, node.name) !== undefined;

function rowOf(node: JsonRecord, known: Known): JsonRecord {
  const follow = (value: unknown): unknown => {
    const record = recordOf(value);
    return (record === undefined ? undefined : known.get(textOf(record['@id']) ?? '')) ?? value;
  };
  const list = (value: unknown) => (Array.isArray(value) ? (value as readonly unknown[]) : [value]).map(follow);
  const page = recordOf(follow(node.mainEntityOfPage)) ?? {};
  const [picture] = list(node.image);
  const { url, contentUrl, caption, creditText, copyrightNotice, description } = recordOf(picture) ?? {};
  const publisher = recordOf(follow(node.publisher));
  return {
    record: node,
    id: textOf(node['@id'], node.identifier),
    url: textOf(node.url, node.mainEntityOfPage, page['@id'], page.url),
    headline: textOf(node.headline, node.name),
    standfirst: textOf(node.description, node.abstract),
    body: textOf(node.articleBody, node.text, node.reviewBody),
    publishedAt: textOf(node.datePublished),
    updatedAt: textOf(node.dateModified),
    expires: textOf(node.expires),
    // A word, or its address at schema.org.
    status: textOf(node.creativeWorkStatus)?.replace(/^https?:\/\/.*[/#]/, ''),
    // What subscribers read is no more than a reader is shown there.
    visibility: /^false$/i.test(String(node.isAccessibleForFree)) ? 'subscribers' : undefined,
    authors: list(node.author ?? node.creator).map((each) => recordOf(each) ?? { name: textOf(each) }),
    publisher: textOf(publisher?.name),
    sections: textsOf(node.articleSection),
    keywords: textsOf(node.keywords).flatMap((each) => each.split(/[,;|]/)),
    language: textOf(node.inLanguage, recordOf(node.inLanguage)?.alternateName),
    image: {
      url: textOf(picture, contentUrl, url),
      alt: textOf(description),
      caption: textOf(caption),
      credit: textOf(creditText, copyrightNotice),
    },
  };
}
