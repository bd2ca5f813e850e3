/** Cache tags to purge for a batch of events; everything, where there would be too many. */

import { type Change, changedTags } from '../caching/changes.ts';
import { everything, type Tag } from '../caching/tags.ts';
import { MAX_EVENTS } from './follow.ts';

/** What is more than this is purged as a whole: with it goes most of what a cache holds, and one request is enough. */
const MAX_TAGS = 1_000;

/** Each tag once; a wider one would not do instead, since an answer names the wider only where the exact are too many. */
export function tagsOfEvents(events: readonly Change[]): readonly Tag[] {
  if (events.length >= MAX_EVENTS) return [everything];
  const tags = new Set(events.flatMap(changedTags));
  return tags.size > MAX_TAGS ? [everything] : [...tags];
}
