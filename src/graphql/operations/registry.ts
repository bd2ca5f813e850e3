/** Owns what is known of operations by their hash: always listed, registered in the database, or learned from a client. */

import { LRUCache } from 'lru-cache';
import { hashOf } from './hash.ts';

export const operationModes = ['open', 'listed', 'listed-for-readers'] as const;
/** Whose texts are taken: everybody's, nobody's, or those of people of the newsroom. */
export type OperationMode = (typeof operationModes)[number];

export interface Operations {
  readonly mode: OperationMode;
  /** The text of a hash, if it is in memory. */
  textOf(hash: string): string | undefined;
  /** The text of a hash, from memory or else from the database; null when nobody knows it. */
  find(hash: string): Promise<string | null>;
  /** The same without what was learned. */
  findListed(hash: string): Promise<string | null>;
  /** Remembers what a client says that a hash stands for; to be checked before. */
  learn(hash: string, text: string): void;
}

interface OperationsOptions {
  readonly mode: OperationMode;
  /** Always listed. */
  readonly texts: Iterable<string>;
  /** Registered operations, by hash. */
  load(hashes: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** In characters, of either kind. */
const mostCharacters = 8_000_000;
/** Milliseconds after which a registered one is looked for again: it may have been removed. */
const knownMs = 60_000;
/** Hashes in one statement. */
const mostAtOnce = 500;

export const noOperations: Omit<OperationsOptions, 'mode'> = { texts: [], load: async () => new Map() };

export function createOperations({ mode, texts, load }: OperationsOptions): Operations {
  const always = new Map([...texts].map((text) => [hashOf(text), text]));
  const memory = { maxSize: mostCharacters, sizeCalculation: (text: string) => text.length + 200 };
  const registered = new LRUCache<string, string>({ ...memory, ttl: knownMs });
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
    learn(hash, text) {
      if (mode === 'open' && !always.has(hash)) learned.set(hash, text);
    },
  };
}

/** Whatever is asked while a statement runs waits for the next: any number of unknown hashes keep one connection busy. */
function oneAtATime(load: OperationsOptions['load']): (hash: string) => Promise<string | null> {
  const waiting = new Map<string, PromiseWithResolvers<string | null>>();
  let isBusy = false;
  const work = async () => {
    isBusy = true;
    while (waiting.size > 0) {
      const some = new Map([...waiting].slice(0, mostAtOnce));
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
