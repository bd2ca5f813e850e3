/** Registry of persisted operations by hash: built in, registered in the database, or learned from a client (APQ). */

import { LRUCache } from 'lru-cache';
import { hashOf } from './hash.ts';

export const operationModes = ['open', 'listed', 'listed-for-readers'] as const;
/** Whose texts are taken: everybody's, nobody's, or those of people of the newsroom. */
export type OperationMode = (typeof operationModes)[number];

export interface OperationRegistry {
  readonly mode: OperationMode;
  /** The text of a hash, if it is in memory. */
  textOf(hash: string): string | undefined;
  /** The text of a hash, from memory or else from the database; null when nobody knows it. */
  find(hash: string): Promise<string | null>;
  /** The same without what was learned. */
  findListed(hash: string): Promise<string | null>;
  /** Whether it is a listed one that is in memory. */
  isListed(hash: string): boolean;
  /** Remembers what a client says that a hash stands for; to be checked before. */
  learn(hash: string, text: string): void;
}

interface RegistryOptions {
  readonly mode: OperationMode;
  /** Built in: always listed. */
  readonly texts: Iterable<string>;
  /** Registered operations, by hash. */
  load(hashes: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** In memory, of either kind. */
const MAX_CHARACTERS = 8_000_000;
/** After this a registered one is looked for again: it may have been removed. */
const REGISTERED_TTL_MS = 60_000;
/** Hashes in one statement. */
const MAX_BATCH = 500;

export const noOperations: Omit<RegistryOptions, 'mode'> = { texts: [], load: async () => new Map() };

export function createRegistry({ mode, texts, load }: RegistryOptions): OperationRegistry {
  const always = new Map([...texts].map((text) => [hashOf(text), text]));
  const memory = { maxSize: MAX_CHARACTERS, sizeCalculation: (text: string) => text.length + 200 };
  const registered = new LRUCache<string, string>({ ...memory, ttl: REGISTERED_TTL_MS });
  const learned = new LRUCache<string, string>(memory);
  const look = oneAtATime(load);

  const listedInMemory = (hash: string) => always.get(hash) ?? registered.get(hash);
  const findListed = async (hash: string) => {
    const known = listedInMemory(hash);
    if (known !== undefined) return known;
    const text = await look(hash);
    if (text !== null) registered.set(hash, text);
    return text;
  };
  const textOf = (hash: string) => listedInMemory(hash) ?? learned.get(hash);
  return {
    mode,
    textOf,
    find: async (hash) => textOf(hash) ?? findListed(hash),
    findListed,
    isListed: (hash) => listedInMemory(hash) !== undefined,
    learn(hash, text) {
      if (mode === 'open' && !always.has(hash)) learned.set(hash, text);
    },
  };
}

/** Whatever is asked while a statement runs waits for the next: any number of unknown hashes keep one connection busy. */
function oneAtATime(load: RegistryOptions['load']): (hash: string) => Promise<string | null> {
  const waiting = new Map<string, PromiseWithResolvers<string | null>>();
  let isBusy = false;
  const work = async () => {
    isBusy = true;
    while (waiting.size > 0) {
      const some = new Map([...waiting].slice(0, MAX_BATCH));
      for (const hash of some.keys()) waiting.delete(hash);
      try {
        const found = await load([...some.keys()]);
        for (const [hash, { resolve }] of some) resolve(found.get(hash) ?? null);
      } catch (error) {
        for (const { reject } of some.values()) reject(error);
      }
    }
    isBusy = false;
  };
  return (hash) => {
    let one = waiting.get(hash);
    if (one === undefined) {
      one = Promise.withResolvers();
      waiting.set(hash, one);
      if (!isBusy) void work();
    }
    return one.promise;
  };
}
