/** DataLoader batching across requests, adapting to load: what waits while a loader's statement is on its way goes as one. */

import { AsyncResource } from 'node:async_hooks';
import DataLoader from 'dataloader';
import { batchWork } from './diagnostics.ts';
import { currentNotes } from './work-notes.ts';

/**
 * Such a loader lives as long as the process and remembers nothing: what readers see is the same for all of them, so
 * that questions of different requests share a statement, and no answer is older than its question.
 */
const options = { cache: false, maxBatchSize: 1000 } as const;

type Load<Key, Value> = (keys: readonly Key[]) => Promise<readonly (Value | Error)[]>;

/** A batch isn't held longer than this, so that one slow statement doesn't hold up quick ones. */
const MAX_HELD_MS = 10;

const waiting: (() => void)[] = [];

/**
 * Batches of all loaders are sent in one turn of the event loop, behind what is still to come of this one: so they go to the server
 * in one write.
 */
function together(dispatch: () => void): void {
  waiting.push(dispatch);
  if (waiting.length > 1) return;
  setImmediate(() => {
    for (const each of waiting.splice(0)) each();
  });
}

/**
 * A loader whose batches adapt to load: while a statement of it is on its way, what is asked meanwhile is held and goes
 * as one when that is back. Whoever asks alone never waits.
 */
function adaptive<Key, Value>(load: Load<Key, Value>): DataLoader<Key, Value> {
  let underway = 0;
  const held = new Set<() => void>();

  const release = () => {
    for (const go of held) go();
    held.clear();
  };
  const hold = (dispatch: () => void) => {
    const timer = setTimeout(() => {
      held.delete(go);
      dispatch();
    }, MAX_HELD_MS);
    const go = () => {
      clearTimeout(timer);
      together(dispatch);
    };
    held.add(go);
  };

  return new DataLoader<Key, Value>(
    async (keys) => {
      underway += 1;
      try {
        return await load(keys);
      } finally {
        underway -= 1;
        if (underway === 0) release();
      }
    },
    {
      ...options,
      batchScheduleFn: (dispatch) => {
        // It is work of who asked first, and not of whoever else asks something in that turn, or was waited for.
        const own = AsyncResource.bind(dispatch);
        if (underway === 0) together(own);
        else hold(own);
      },
    },
  );
}

/** The same for keys that ask the same. */
export function identityOf(key: unknown): string | number {
  return typeof key === 'object' ? JSON.stringify(key) : (key as string | number);
}

/**
 * @param load answers each distinct key by itself or, if it is an object, by its JSON; a key without an answer gets `otherwise`
 */
export function batch<Key, Value, Otherwise>(
  load: (keys: readonly Key[]) => Promise<ReadonlyMap<string | number, Value>>,
  otherwise: Otherwise,
): DataLoader<Key, Value | Otherwise> {
  return batchInOrder(async (keys) => {
    const values = await load(keys);
    return keys.map((key) => values.get(identityOf(key)) ?? otherwise);
  });
}

/**
 * @param load answers each distinct key by its position
 */
export function batchInOrder<Key, Value>(
  load: (keys: readonly Key[]) => Promise<readonly Value[]>,
): DataLoader<Key, Value> {
  const loader: DataLoader<Key, Value> = adaptive(async (keys) => {
    const wanted = distinct(keys);
    const values = await noted(loader, wanted.size, () => eachForItself([...wanted.values()], load));
    return inOrder(keys, wanted, values);
  });
  return loader;
}

/** Equal keys share an answer; each distinct one is a statement of its own. */
export function batchEqual<Key, Value>(ask: (key: Key) => Promise<Value>): DataLoader<Key, Value> {
  return batchAlike(
    () => null,
    ([key]) => Promise.all([ask(key as Key)]),
  );
}

/**
 * Only keys of one kind share a statement, so that a slow or failing one takes none with it that isn't like it.
 *
 * @param kindOf null for what has a statement of its own
 * @param load answers each distinct key by its position, of one kind and at most {@link MAX_ALIKE}
 */
export function batchAlike<Key, Value>(
  kindOf: (key: Key) => string | null,
  load: (keys: readonly Key[]) => Promise<readonly Value[]>,
): DataLoader<Key, Value> {
  const loader: DataLoader<Key, Value> = adaptive(async (keys) => {
    const wanted = distinct(keys);
    const values = new Map<Key, Value | Error>();
    await noted(loader, wanted.size, () =>
      Promise.all(
        inStatements([...wanted.values()], kindOf).map(async (alike) => {
          const found = await eachForItself(alike, load).catch((error) => alike.map(() => asError(error)));
          for (const [index, key] of alike.entries()) values.set(key, found[index] as Value | Error);
        }),
      ),
    );
    return inOrder(
      keys,
      wanted,
      [...wanted.values()].map((key) => values.get(key) as Value | Error),
    );
  });
  return loader;
}

/** Tells each loader what it is called, so that notes of its batches can name it. */
export function named<Loaders extends Readonly<Record<string, { name: string | null }>>>(loaders: Loaders): Loaders {
  for (const [name, loader] of Object.entries(loaders)) loader.name = name;
  return loaders;
}

/** Does the work of a batch, of which those are told who account for it. */
function noted<Done>(loader: { readonly name: string | null }, keys: number, work: () => Promise<Done>): Promise<Done> {
  currentNotes()?.batch(nameOf(loader), keys);
  if (!batchWork.hasSubscribers) return work();
  return batchWork.tracePromise(work, { loader: nameOf(loader), keys });
}

const nameOf = ({ name }: { readonly name: string | null }) => name ?? 'unnamed';

/** Of what is planned and executed one after the other in a statement: the first is answered when the last is. */
export const MAX_ALIKE = 50;

function inStatements<Key>(keys: readonly Key[], kindOf: (key: Key) => string | null): (readonly Key[])[] {
  const kinds = Map.groupBy(keys, kindOf);
  const alone = (kinds.get(null) ?? []).map((key) => [key]);
  kinds.delete(null);
  const together = [...kinds.values()].flatMap((alike) =>
    Array.from({ length: Math.ceil(alike.length / MAX_ALIKE) }, (_, n) =>
      alike.slice(n * MAX_ALIKE, (n + 1) * MAX_ALIKE),
    ),
  );
  return [...alone, ...together];
}

/** Asks for all at once; where that fails, for each alone, so that one request's question doesn't fail another's. */
async function eachForItself<Key, Value>(
  keys: readonly Key[],
  ask: (keys: readonly Key[]) => Promise<readonly Value[]>,
): Promise<readonly (Value | Error)[]> {
  try {
    return await ask(keys);
  } catch (error) {
    if (keys.length === 1 || !isOfSomeKey(error)) throw error;
    const alone = keys.map((key) => ask([key]).then(([value]) => value as Value, asError));
    return Promise.all(alone);
  }
}

/** Data exceptions and exceeded limits (SQLSTATE classes 22 and 54) come of what was asked, not of who answers. */
function isOfSomeKey(error: unknown): boolean {
  return /^(22|54)/.test(String((error as { code?: unknown }).code));
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function inOrder<Key, Value>(
  keys: readonly Key[],
  wanted: ReadonlyMap<string | number, Key>,
  values: readonly (Value | Error)[],
): (Value | Error)[] {
  const byIdentity = new Map([...wanted.keys()].map((identity, index) => [identity, values[index] as Value | Error]));
  return keys.map((key) => byIdentity.get(identityOf(key)) as Value | Error);
}

function distinct<Key>(keys: readonly Key[]): Map<string | number, Key> {
  return new Map(keys.map((key) => [identityOf(key), key]));
}
