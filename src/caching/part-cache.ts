/**
 * Kept parts: what loaders found for readers, for all answers that are made of it. A page that is asked for the first time
 * finds what is hot, the topics and the cards there already, and asks the database for its own rows only. A part goes by the
 * same tags and at the same moments as an answer that shows it, and is never from before a change.
 */

import { LRUCache } from 'lru-cache';
import type { Expiry } from './expiry.ts';
import { freshnessOf } from './freshness.ts';
import type { ResponseCache } from './response-cache.ts';
import type { Epoch } from './tag-epochs.ts';
import type { Tag } from './tags.ts';

export interface PartCache {
  /**
   * What is kept under the key, or is found now, and kept when it was asked for before.
   *
   * @param tagsOf of what was found: whatever changes it, each once
   */
  getOrFind<Value>(key: string, find: () => Promise<Value>, tagsOf: (value: Value) => readonly Tag[]): Promise<Value>;
  /** Parts held. */
  count(): number;
  /** Bytes held, about. */
  size(): number;
}

interface Part {
  readonly value: unknown;
  readonly tags: readonly Tag[];
  /** It is known to be as things were then. */
  since: Epoch;
  /** Milliseconds since 1970; never used after. */
  readonly expiresAt: number;
}

/** The same, but that nothing is kept of what is found while it isn't fresh. */
export function partsWhile(isFresh: () => boolean, parts: PartCache): PartCache {
  return { ...parts, getOrFind: (key, find, tagsOf) => (isFresh() ? parts.getOrFind(key, find, tagsOf) : find()) };
}

/** Keys of which it is known that they were asked for lately; of the latest it is always known. */
const MAX_SEEN_KEYS = 10_000;
/** Its own weight besides what it holds, and that of a tag. */
const ENTRY_BYTES = 400;
const TAG_BYTES = 50;
/** Of a number, a date or a name of a field. */
const FIELD_BYTES = 32;

/**
 * @param responses says what has changed since when; while it is closed nothing is kept, and nothing that was kept is used
 * @param expiryNow when what has these tags changes by the clock, as it is known now
 * @param maxBytes 0 keeps nothing
 */
export function createPartCache(
  responses: Pick<ResponseCache, 'epoch' | 'hasChanged' | 'isOpen'>,
  expiryNow: () => Expiry,
  maxBytes: number,
): PartCache {
  const parts = new LRUCache<string, Part>({
    maxSize: Math.max(1, maxBytes),
    sizeCalculation: ({ value, tags }, key) => ENTRY_BYTES + 2 * key.length + TAG_BYTES * tags.length + bytesIn(value),
  });

  const isCurrent = (part: Part): boolean => {
    const now = responses.epoch();
    if (part.expiresAt <= Date.now() || responses.hasChanged(part, part.since)) return false;
    // The next look needs to go through what changes from now on only.
    part.since = now;
    return true;
  };

  const wasSeen = createDoorkeeper(MAX_SEEN_KEYS);

  return {
    async getOrFind<Value>(key: string, find: () => Promise<Value>, tagsOf: (value: Value) => readonly Tag[]) {
      if (maxBytes === 0 || !responses.isOpen()) return find();
      const kept = parts.get(key);
      if (kept !== undefined) {
        if (isCurrent(kept)) return kept.value as Value;
        parts.delete(key);
      } else if (!wasSeen(key)) {
        return find();
      }
      const since = responses.epoch();
      const expiryThen = expiryNow();
      const value = await find();
      const tags = tagsOf(value);
      const madeAt = Date.now();
      const changesAt = Math.min(expiryThen(tags), expiryNow()(tags));
      const { seconds } = freshnessOf(tags, changesAt, madeAt);
      const part: Part = { value, tags, since, expiresAt: Math.min(changesAt, madeAt + seconds * 1000) };
      if (seconds > 0 && responses.isOpen() && !responses.hasChanged(part, since)) parts.set(key, part);
      return value;
    },
    count: () => parts.size,
    size: () => parts.calculatedSize,
  };
}

/** About; rows hold no cycles. */
function bytesIn(value: unknown): number {
  if (typeof value === 'string') return FIELD_BYTES + 2 * value.length;
  if (typeof value !== 'object' || value === null || value instanceof Date) return FIELD_BYTES;
  let bytes = FIELD_BYTES;
  for (const each of Object.values(value)) bytes += FIELD_BYTES + bytesIn(each);
  return bytes;
}

/**
 * Whether a key was asked about before, so that what is asked for once never costs what keeping it does (the doorkeeper of
 * TinyLFU, Einziger, Friedman and Manes 2017, with two sets that take turns in place of a Bloom filter).
 */
function createDoorkeeper(maxKeys: number): (key: string) => boolean {
  let recent = new Set<string>();
  let former = new Set<string>();
  return (key) => {
    if (recent.has(key) || former.has(key)) return true;
    recent.add(key);
    if (recent.size >= maxKeys) [former, recent] = [recent, new Set()];
    return false;
  };
}
