/**
 * Cache tags (surrogate keys) of readers' responses: things that were read (`article:12`, `topic:health`) and lists
 * (`topic:health:articles`). `changes.ts` says which of them an event invalidates.
 */

import { createHash } from 'node:crypto';
import type { TrendingWindow } from '../../db/types.ts';

export type Tag = string;

/** On every answer. */
export const everything: Tag = 'all';
/** Every list of articles that isn't a topic's or a source's; also an article that wasn't found. */
export const articles: Tag = 'articles';
export const topics: Tag = 'topics';
export const sources: Tag = 'sources';
/** Every list with words to search for, whatever else it has: which articles have them is indexed, maybe in the background. */
export const indexed: Tag = 'indexed';
export const search: Tag = 'search';
/** What an address of another site led to: it is kept nowhere. */
export const elsewhere: Tag = 'elsewhere';
/** What is told of the time when it was asked: it is kept nowhere. */
export const clock: Tag = 'clock';

export const articleTag = (id: number): Tag => `article:${id}`;
export const topicTag = (slug: string): Tag => `topic:${nameOf(slug)}`;
export const sourceTag = (slug: string): Tag => `source:${nameOf(slug)}`;
export const articlesOfTopic = (slug: string): Tag => `topic:${nameOf(slug)}:articles`;
export const articlesOfSource = (slug: string): Tag => `source:${nameOf(slug)}:articles`;
/** On every list of related articles: those in which an article stands again that comes back are many, and not known. */
export const anyRelated: Tag = 'related:any';
export const relatedTag = (articleId: number): Tag => `related:${articleId}`;
export const trendingTag = (window: TrendingWindow): Tag => `trending:${window}`;

export const trendingTags: readonly Tag[] = (['HOUR', 'DAY', 'WEEK', 'MONTH'] as const).map(trendingTag);

/** Longer than this a slug is hashed. */
const MAX_NAME_CHARACTERS = 60;

/** Slugs as they nearly always are. */
const plainSlug = /^[\w.~-]{1,60}$/;

/** Printable ASCII without what separates tags in a header, as short as a header needs it; callers may ask for any slug. */
function nameOf(slug: string): string {
  if (plainSlug.test(slug)) return slug;
  const name = encodeURIComponent(slug.toWellFormed());
  return name.length <= MAX_NAME_CHARACTERS ? name : createHash('sha256').update(slug).digest('base64url').slice(0, 22);
}

const names = String.raw`[\w.~%!'()*-]{1,${MAX_NAME_CHARACTERS}}`;
const shape = new RegExp(
  [
    '^(?:all|articles|topics|sources|search|indexed|elsewhere|clock',
    String.raw`article:\d{1,10}|related(?::any|:\d{1,10})?|trending:(?:HOUR|DAY|WEEK|MONTH)`,
    `(?:topic|source):${names}(?::articles)?)$`,
  ].join('|'),
);

/** Whether an answer's header could name it. */
export function isTag(text: string): boolean {
  return shape.test(text);
}

/** What a tag is part of: whatever invalidates the tag invalidates this too. */
export function wider(tag: Tag): Tag {
  if (tag.startsWith('article:') || tag.endsWith(':articles')) return articles;
  if (tag.startsWith('topic:')) return topics;
  if (tag.startsWith('source:')) return sources;
  return tag.startsWith('related:') ? 'related' : tag;
}

/** Bytes of a header's value: what Cloudflare and Fastly take; nginx has to be told (`proxy_buffer_size`). */
const MAX_HEADER_BYTES = 4_000;

/**
 * The header's value. Where it would be too long, each tag gives way to the wider one, of which there are few: such an
 * response is purged more often than it has to be, and never too seldom.
 *
 * @param separator a comma, or a space for `Surrogate-Key`
 */
export function tagHeader(tags: readonly Tag[], separator: ',' | ' '): string {
  const exact = [everything, ...tags].join(separator);
  return exact.length <= MAX_HEADER_BYTES ? exact : [everything, ...new Set(tags.map(wider))].join(separator);
}
