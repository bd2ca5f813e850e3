/**
 * Response cache in memory: an LRU of readers' responses as the bytes that go out, bounded in bytes, invalidated by tag.
 * A response is refused when one of its tags was invalidated while it was made.
 */

import { LRUCache } from 'lru-cache';
import { createTagEpochs, type Epoch } from './tag-epochs.ts';
import { createTagIndex } from './tag-index.ts';
import { everything, type Tag } from './tags.ts';

export interface CachedResponse {
  /** As it goes out, in UTF-8. */
  readonly body: Buffer;
  /** SHA-256 of the body, once somebody has asked for it: answers to POST have no ETag. */
  hash?: string;
  /** Names and values of its own headers, in turn; not its type, length and age. */
  readonly head: readonly string[];
  /** Each once; all but `everything`, which it has as well. */
  readonly tags: readonly Tag[];
  /** Milliseconds since 1970. */
  readonly madeAt: number;
  /** Milliseconds since 1970; not sent after, unless a fresh one can't be made. */
  readonly expiresAt: number;
  /** Milliseconds since 1970; never sent after. */
  readonly staleUntil: number;
}

export interface ResponseCache {
  get(key: string): CachedResponse | undefined;
  /** One that may be past its time, or that invalidations may be missing of, but none that was told. */
  getStale(key: string): CachedResponse | undefined;
  /** To be asked before the first thing is read that a response is made from. */
  epoch(): Epoch;
  /** Caches it, unless one of its tags was invalidated since. @returns whether it is as things are now */
  set(key: string, response: CachedResponse, since: Epoch): boolean;
  /** Whether one of its tags was invalidated since. */
  hasChanged(response: Pick<CachedResponse, 'tags'>, since: Epoch): boolean;
  invalidate(tags: readonly Tag[]): void;
  /** Whether invalidations arrive. */
  isOpen(): boolean;
  /** Gives and caches nothing until it is opened again, but what is stale: no invalidations arrive. */
  close(): void;
  /** Empties it, if it was closed. */
  open(): void;
  /** Responses held. */
  count(): number;
  /** Bytes held, about. */
  size(): number;
  /** Responses that were invalidated so far. */
  invalidated(): number;
  /** By tag: the keys of the responses that have it. */
  readonly index: ReadonlyMap<Tag, ReadonlySet<string>>;
}

/** An entry's own weight besides its body, its names and its places in the index of tags. */
const ENTRY_BYTES = 1_000;
const INDEX_PLACE_BYTES = 150;
/** No response may take more than this part of the whole: it would evict too many others. */
const LARGEST_PART = 1 / 8;

/** @param maxBytes 0 caches nothing */
export function createResponseCache(maxBytes: number): ResponseCache {
  const index = createTagIndex();
  const epochs = createTagEpochs();
  let isOpen = false;
  let invalidated = 0;

  const responses = new LRUCache<string, CachedResponse>({
    maxSize: Math.max(1, maxBytes),
    sizeCalculation: sizeOf,
    dispose: ({ tags }, key) => index.remove(key, tags),
  });
  const clear = () => {
    invalidated += responses.size;
    responses.clear();
    epochs.invalidateAll();
  };

  return {
    get(key) {
      const response = isOpen ? responses.get(key) : undefined;
      if (response === undefined || response.expiresAt > Date.now()) return response;
      if (response.staleUntil <= Date.now()) responses.delete(key);
      return undefined;
    },
    getStale(key) {
      const response = responses.get(key);
      return response !== undefined && response.staleUntil > Date.now() ? response : undefined;
    },
    epoch: epochs.current,
    set(key, response, since) {
      if (!isOpen || epochs.hasChanged(response.tags, since)) return false;
      if (sizeOf(response, key) > maxBytes * LARGEST_PART) {
        responses.delete(key);
        return true;
      }
      responses.set(key, response);
      index.add(key, response.tags);
      return true;
    },
    hasChanged: ({ tags }, since) => epochs.hasChanged(tags, since),
    invalidate(tags) {
      if (tags.includes(everything)) return clear();
      epochs.invalidate(tags);
      for (const tag of tags) {
        // Each that goes leaves the set that is walked, which sets allow.
        for (const key of index.keysByTag.get(tag) ?? []) {
          responses.delete(key);
          invalidated += 1;
        }
      }
    },
    isOpen: () => isOpen,
    close() {
      isOpen = false;
      epochs.invalidateAll();
    },
    open() {
      if (!isOpen) clear();
      isOpen = true;
    },
    count: () => responses.size,
    size: () => responses.calculatedSize,
    invalidated: () => invalidated,
    index: index.keysByTag,
  };
}

function sizeOf({ body, tags, head }: CachedResponse, key: string): number {
  const headBytes = head.reduce((sum, text) => sum + text.length, 0);
  return ENTRY_BYTES + body.byteLength + 2 * key.length + headBytes + INDEX_PLACE_BYTES * tags.length;
}
