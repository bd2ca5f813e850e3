/** The tags that somebody follows, from `?tags=…`: as answers name them, bounded in number. */

import { isTag, type Tag } from '../caching/tags.ts';
import { refusal } from '../http/refusal.ts';

/** Of a page with all of its queries: a header has room for some 250. */
export const MAX_TAGS = 400;

/**
 * Each once and in one order, so that pages that show the same follow the same.
 *
 * @param given one or more values, with commas or spaces between tags, as `Cache-Tag` or `Surrogate-Key` has them
 * @throws GraphQLError 400 for none, for too many, and for what isn't one
 */
export function wantedTags(given: readonly string[]): readonly Tag[] {
  const tags = new Set(given.flatMap((text) => text.split(/[, ]/)).filter((text) => text !== ''));
  if (tags.size === 0) throw refusal(400, 'tags must name what to follow, as Cache-Tag does.', { code: 'BAD_REQUEST' });
  if (tags.size > MAX_TAGS) {
    const message = `At most ${MAX_TAGS} tags are followed by one stream; follow "articles" rather than each of them.`;
    throw refusal(400, message, { code: 'BAD_REQUEST', limit: MAX_TAGS });
  }
  for (const tag of tags) {
    if (!isTag(tag)) throw refusal(400, `No answer has the tag ${JSON.stringify(tag)}.`, { code: 'BAD_REQUEST' });
  }
  return [...tags].sort();
}
