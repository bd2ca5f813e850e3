/** Batching loaders by themselves: what is asked together, and whom a failure concerns. */

import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { batch, batchAlike, batchInOrder, MAX_ALIKE } from '../../db/engine/loader.ts';

const failure = (code: string | undefined) => Object.assign(new Error(`failed with ${code}`), { code });
const asked = async <Value>(loads: readonly Promise<Value>[]) =>
  (await Promise.allSettled(loads)).map((each) => (each.status === 'fulfilled' ? each.value : 'failed'));

describe('a key that the database refuses', () => {
  const loaderOf = (code: string | undefined) => {
    const batches: (readonly string[])[] = [];
    const loader = batchInOrder<string, string>(async (keys) => {
      batches.push(keys);
      if (keys.includes('bad')) throw failure(code);
      return keys.map((key) => key.toUpperCase());
    });
    return { loader, batches };
  };

  test.each(['22021', '22P02', '22003', '54000', '54001'])(
    'with %s fails alone, and the others of its batch are answered',
    async (code) => {
      const { loader, batches } = loaderOf(code);
      expect(await asked(['a', 'bad', 'b'].map((key) => loader.load(key)))).toEqual(['A', 'failed', 'B']);
      expect(batches).toEqual([['a', 'bad', 'b'], ['a'], ['bad'], ['b']]);
    },
  );

  test.each(['57014', '08006', '53300', '42P01', undefined])(
    'with %s fails the whole batch, since it is nobody’s question, and nothing is asked twice',
    async (code) => {
      const { loader, batches } = loaderOf(code);
      expect(await asked(['a', 'bad', 'b'].map((key) => loader.load(key)))).toEqual(['failed', 'failed', 'failed']);
      expect(batches).toEqual([['a', 'bad', 'b']]);
    },
  );
});

test('equal keys are asked for once, whether they are the same object or not, and the next turn asks anew', async () => {
  const batches: unknown[] = [];
  const loader = batch<{ id: number }, string, null>(async (keys) => {
    batches.push(keys);
    return new Map(keys.filter(({ id }) => id !== 3).map((key) => [JSON.stringify(key), `value ${key.id}`]));
  }, null);
  const answers = await Promise.all([{ id: 1 }, { id: 2 }, { id: 1 }, { id: 3 }].map((key) => loader.load(key)));
  expect(answers).toEqual(['value 1', 'value 2', 'value 1', null]);
  expect(batches).toEqual([[{ id: 1 }, { id: 2 }, { id: 3 }]]);
  await loader.load({ id: 1 });
  expect(batches).toHaveLength(2);
});

describe('keys of several kinds', () => {
  const loaderOf = (failing: string) => {
    const batches: (readonly string[])[] = [];
    const loader = batchAlike<string, string>(
      (key) => (key.startsWith('?') ? null : key.slice(0, 1)),
      async (keys) => {
        batches.push(keys);
        if (keys.includes(failing)) throw failure('57014');
        return keys.map((key) => key.toUpperCase());
      },
    );
    return { loader, batches };
  };

  test('are asked for by kind, and those of no kind each for itself', async () => {
    const { loader, batches } = loaderOf('nothing');
    const keys = ['a1', '?x', 'b1', 'a2', '?y', '?x', 'b1'];
    expect(await asked(keys.map((key) => loader.load(key)))).toEqual(keys.map((key) => key.toUpperCase()));
    expect(batches.toSorted()).toEqual([['?x'], ['?y'], ['a1', 'a2'], ['b1']]);
  });

  test('fail by kind: one that takes too long takes none with it that isn’t like it', async () => {
    const keys = ['a1', '?x', 'b1', 'a2', '?y'];
    const one = loaderOf('?x').loader;
    expect(await asked(keys.map((key) => one.load(key)))).toEqual(['A1', 'failed', 'B1', 'A2', '?Y']);
    const several = loaderOf('a1').loader;
    expect(await asked(keys.map((key) => several.load(key)))).toEqual(['failed', '?X', 'B1', 'failed', '?Y']);
  });

  test('are at most so many in a statement', async () => {
    const { loader, batches } = loaderOf('nothing');
    const keys = Array.from({ length: 2 * MAX_ALIKE + 1 }, (_, n) => `a${n}`);
    expect(await loader.loadMany(keys)).toEqual(keys.map((key) => key.toUpperCase()));
    expect(batches.map(({ length }) => length)).toEqual([MAX_ALIKE, MAX_ALIKE, 1]);
  });
});

describe('what is asked while a statement is on its way', () => {
  const turn = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));
  const loaderOf = () => {
    const batches: (readonly string[])[] = [];
    const answers: (() => void)[] = [];
    const loader = batchInOrder<string, string>(async (keys) => {
      batches.push(keys);
      await new Promise<void>((resolve) => answers.push(resolve));
      return keys;
    });
    return { loader, batches, answers };
  };

  test('goes as one when that is back, however many turns it was asked in', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { loader, batches, answers } = loaderOf();
    const first = loader.load('a');
    await turn();
    const others = [loader.load('b')];
    await turn();
    others.push(loader.load('c'), loader.load('b'));
    await turn();
    expect(batches).toEqual([['a']]);
    answers[0]?.();
    expect(await first).toBe('a');
    await turn();
    expect(batches).toEqual([['a'], ['b', 'c']]);
    answers[1]?.();
    expect(await Promise.all(others)).toEqual(['b', 'c', 'b']);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is held up by a slow one for a moment, and no longer', async () => {
    const { loader, batches, answers } = loaderOf();
    const slow = loader.load('slow');
    await turn();
    const quick = loader.load('quick');
    await vi.waitFor(() => expect(batches).toEqual([['slow'], ['quick']]));
    answers[1]?.();
    expect(await quick).toBe('quick');
    answers[0]?.();
    expect(await slow).toBe('slow');
  });
});
