/**
 * V8's young part (the semi-spaces of its scavenger): larger while there is much to do, as a process that publishes spends a third of its
 * time on collecting one of 1 MB, and one that is asked for pages it hasn't kept a quarter on one of 4; as small as it began once it is collected to the last.
 */

import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

export interface YoungPart {
  isGrown(): boolean;
  /** Lets it become eight times as large, once. It does when so much as it holds has outlived a collection. */
  grow(): void;
  /** It stays as it is, until what is collected to the last makes it small again. */
  hold(): void;
}

/** Bytes: 2 MB as it begins, both halves together, 16 when it has grown, and 32 when it has grown again, which gains nothing. */
const GROWN_BYTES = 8_000_000;
const LOOK_EVERY_MS = 50;

export function youngPart(): YoungPart {
  let looking: NodeJS.Timeout | undefined;
  const isGrown = () => {
    const space = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
    return (space?.space_size ?? 0) > GROWN_BYTES;
  };
  const hold = () => {
    clearInterval(looking);
    looking = undefined;
    setFlagsFromString('--semi-space-growth-factor=1');
  };
  return {
    isGrown,
    hold,
    grow() {
      if (looking !== undefined || isGrown()) return;
      setFlagsFromString('--semi-space-growth-factor=8');
      looking = setInterval(() => isGrown() && hold(), LOOK_EVERY_MS).unref();
    },
  };
}
