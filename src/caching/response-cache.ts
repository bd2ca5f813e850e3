/**
 * Readers' answers kept in this process, as the bytes that go out: bounded in size, thrown away by tag, and never kept
 * when something that they were made from changed while they were made.
 */

import { LRUCache } from 'lru-cache';
import { everything, type Tag } from './tags.ts';

export interface KeptAnswer {
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
  /** Milliseconds since 1970; not to be given away after. */
  readonly until: number;
}

/** Where the order of changes stands when the making of an answer begins. */
export type Beginning = number;

export interface ResponseCache {
  get(key: string): KeptAnswer | undefined;
  /** To be called before the first thing is read. */
  begin(): Beginning;
  /** Keeps it, unless something in it has changed since it was begun. @returns whether it is as things are now */
  keep(key: string, answer: KeptAnswer, beginning: Beginning): boolean;
  /** Whether something in it has changed since. */
  hasChanged(answer: KeptAnswer, beginning: Beginning): boolean;
  throwAway(tags: readonly Tag[]): void;
  /** Keeps nothing until it is opened again: nobody says what changes. */
  close(): void;
  open(): void;
  /** How many are kept. */
  count(): number;
  /** Bytes held, about. */
  size(): number;
  /** By tag: the keys of the answers that have it. */
  readonly index: ReadonlyMap<Tag, ReadonlySet<string>>;
}

/** An entry's own weight besides its body, its names and its places in the index of tags. */
const entryBytes = 1_000;
const placeBytes = 150;
/** No answer may take more than this part of the whole: it would drive out too many others. */
const largestPart = 1 / 8;
/** Tags whose last change is remembered; what was begun before those that are forgotten isn't kept. */
const mostRemembered = 20_000;

/** @param maxBytes 0 keeps nothing */
export function createResponseCache(maxBytes: number): ResponseCache {
  const keysByTag = new Map<Tag, Set<string>>();
  let changedAt = new Map<Tag, number>();
  let changes = 0;
  let forgotten = 0;
  let isOpen = false;

  const answers = new LRUCache<string, KeptAnswer>({
    maxSize: Math.max(1, maxBytes),
    sizeCalculation: sizeOf,
    // Walks the tags of what goes, whoever lets it go.
    dispose: (answer, key) => {
      for (const tag of answer.tags) {
        const keys = keysByTag.get(tag);
        keys?.delete(key);
        if (keys?.size === 0) keysByTag.delete(tag);
      }
    },
  });

  const note = (tag: Tag, key: string) => {
    const keys = keysByTag.get(tag);
    if (keys === undefined) keysByTag.set(tag, new Set([key]));
    else keys.add(key);
  };

  const hasChanged = ({ tags }: KeptAnswer, beginning: Beginning) => {
    if (beginning === changes) return false;
    if (beginning < forgotten) return true;
    for (const tag of tags) if ((changedAt.get(tag) ?? 0) > beginning) return true;
    return false;
  };

  const forgetAll = () => {
    answers.clear();
    changes += 1;
    forgotten = changes;
    changedAt = new Map();
  };

  return {
    get(key) {
      const answer = answers.get(key);
      if (answer === undefined || answer.until > Date.now()) return answer;
      answers.delete(key);
      return undefined;
    },
    begin: () => changes,
    keep(key, answer, beginning) {
      if (!isOpen || hasChanged(answer, beginning)) return false;
      if (sizeOf(answer, key) > maxBytes * largestPart) {
        answers.delete(key);
        return true;
      }
      answers.set(key, answer);
      for (const tag of answer.tags) note(tag, key);
      return true;
    },
    hasChanged,
    throwAway(tags) {
      if (tags.includes(everything)) {
        forgetAll();
        return;
      }
      changes += 1;
      for (const tag of tags) {
        changedAt.set(tag, changes);
        // Each that goes leaves the set that is walked, which sets allow.
        for (const key of keysByTag.get(tag) ?? []) answers.delete(key);
      }
      if (changedAt.size > mostRemembered) {
        forgotten = changes;
        changedAt = new Map();
      }
    },
    close() {
      isOpen = false;
      forgetAll();
    },
    open() {
      isOpen = true;
    },
    count: () => answers.size,
    size: () => answers.calculatedSize,
    index: keysByTag,
  };
}

function sizeOf({ body, tags, head }: KeptAnswer, key: string): number {
  const headBytes = head.reduce((sum, text) => sum + text.length, 0);
  return entryBytes + body.byteLength + 2 * key.length + headBytes + placeBytes * tags.length;
}
