/** Epochs of invalidation by tag: whether something was invalidated while a response was being made from it. */

import type { Tag } from './tags.ts';

/** How many invalidations there had been, as the making of a response begins. */
export type Epoch = number;

export interface TagEpochs {
  current(): Epoch;
  /** Whether one of the tags was invalidated since; also where that is no longer known. */
  hasChanged(tags: readonly Tag[], since: Epoch): boolean;
  invalidate(tags: readonly Tag[]): void;
  invalidateAll(): void;
}

/** Tags whose last epoch is remembered. */
const MAX_REMEMBERED_TAGS = 20_000;

export function createTagEpochs(): TagEpochs {
  let epochs = new Map<Tag, Epoch>();
  let current = 0;
  /** What began before this epoch may have changed in any tag. */
  let forgottenUpTo = 0;

  const forget = () => {
    forgottenUpTo = current;
    epochs = new Map();
  };
  return {
    current: () => current,
    hasChanged(tags, since) {
      if (since === current) return false;
      if (since < forgottenUpTo) return true;
      for (const tag of tags) if ((epochs.get(tag) ?? 0) > since) return true;
      return false;
    },
    invalidate(tags) {
      current += 1;
      for (const tag of tags) epochs.set(tag, current);
      if (epochs.size > MAX_REMEMBERED_TAGS) forget();
    },
    invalidateAll() {
      current += 1;
      forget();
    },
  };
}
