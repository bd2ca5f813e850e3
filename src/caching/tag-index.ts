/** Index of cache keys by tag: which responses an invalidation of a tag removes. */

import type { Tag } from './tags.ts';

export interface TagIndex {
  readonly keysByTag: ReadonlyMap<Tag, ReadonlySet<string>>;
  add(key: string, tags: readonly Tag[]): void;
  remove(key: string, tags: readonly Tag[]): void;
}

export function createTagIndex(): TagIndex {
  const keysByTag = new Map<Tag, Set<string>>();
  return {
    keysByTag,
    add(key, tags) {
      for (const tag of tags) {
        const keys = keysByTag.get(tag);
        if (keys === undefined) keysByTag.set(tag, new Set([key]));
        else keys.add(key);
      }
    },
    remove(key, tags) {
      for (const tag of tags) {
        const keys = keysByTag.get(tag);
        keys?.delete(key);
        if (keys?.size === 0) keysByTag.delete(tag);
      }
    },
  };
}
