/** What one answer to a reader has been made from, noted while it is made. */

import type { Tag } from './tags.ts';

export interface Reads {
  readonly tags: ReadonlySet<Tag>;
  tag(...tags: readonly Tag[]): void;
}

export function createReads(): Reads {
  const noted = new Set<Tag>();
  return {
    tags: noted,
    tag(...tags) {
      for (const tag of tags) noted.add(tag);
    },
  };
}
