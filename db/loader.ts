/** How loaders batch: whatever is waiting when the event loop comes round, over all requests, each question once. */

import DataLoader from 'dataloader';

/**
 * Such a loader lives as long as the process and remembers nothing: what readers see is the same for all of them, so
 * that questions of different requests share a statement, and no answer is older than its question.
 */
const options = {
  cache: false,
  maxBatchSize: 1000,
  batchScheduleFn: (dispatch: () => void) => setImmediate(dispatch),
} as const;

function identityOf(key: unknown): string | number {
  return typeof key === 'object' ? JSON.stringify(key) : (key as string | number);
}

/**
 * @param load answers each distinct key by itself or, if it is an object, by its JSON; a key without an answer gets `otherwise`
 */
export function batch<Key, Value, Otherwise>(
  load: (keys: readonly Key[]) => Promise<ReadonlyMap<string | number, Value>>,
  otherwise: Otherwise,
): DataLoader<Key, Value | Otherwise> {
  return new DataLoader<Key, Value | Otherwise>(async (keys) => {
    const values = await load([...distinct(keys).values()]);
    return keys.map((key) => values.get(identityOf(key)) ?? otherwise);
  }, options);
}

/**
 * @param load answers each distinct key by its position
 */
export function batchInOrder<Key, Value>(
  load: (keys: readonly Key[]) => Promise<readonly Value[]>,
): DataLoader<Key, Value> {
  return new DataLoader<Key, Value>(async (keys) => {
    const wanted = distinct(keys);
    const values = await load([...wanted.values()]);
    const byIdentity = new Map([...wanted.keys()].map((identity, index) => [identity, values[index] as Value]));
    return keys.map((key) => byIdentity.get(identityOf(key)) as Value);
  }, options);
}

function distinct<Key>(keys: readonly Key[]): Map<string | number, Key> {
  return new Map(keys.map((key) => [identityOf(key), key]));
}
