/** Background loops: one time behind another, woken and stopped without a clock. */

import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type RepeatOptions, repeat } from '../../src/repeat.ts';

/** Work and waits that end when the test says so. */
function watched(options: Partial<RepeatOptions> = {}, given: (number | undefined)[] = []) {
  const waits: { ms: number; over: AbortSignal; end: () => void }[] = [];
  const times: { end: () => void; fail: (error: Error) => void; stop: AbortSignal }[] = [];
  const errors: unknown[] = [];
  const loop = repeat(
    async (stop) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      times.push({ end: resolve, fail: reject, stop });
      await promise;
      return given[times.length - 1];
    },
    {
      everyMs: 1_000,
      onError: (error) => errors.push(error),
      wait: (ms, over) => new Promise<void>((end) => waits.push({ ms, over, end: () => end() })),
      ...options,
    },
  );
  return { loop, waits, times, errors };
}

test('work is repeated an interval behind its end, or behind as many milliseconds as it gives', async () => {
  const { loop, waits, times } = watched({ firstMs: 50 }, [undefined, 7]);
  expect([waits.map(({ ms }) => ms), times.length]).toEqual([[50], 0]);
  for (const expected of [1_000, 7, 1_000]) {
    waits.at(-1)?.end();
    await setImmediate();
    const begun = times.length;
    await setImmediate();
    expect([times.length, waits.length]).toEqual([begun, begun]);
    times.at(-1)?.end();
    await setImmediate();
    expect(waits.at(-1)?.ms).toBe(expected);
  }
  expect(times).toHaveLength(3);
  waits.at(-1)?.end();
  const stopped = loop.stop();
  await stopped;
  expect(times).toHaveLength(3);
});

test('asked for again while it is under way it begins once behind that, and the wait is over', async () => {
  const { loop, waits, times } = watched();
  waits[0]?.end();
  await setImmediate();
  const done: string[] = [];
  const asked = [loop.again().then(() => done.push('one')), loop.again().then(() => done.push('two'))];
  times[0]?.end();
  await setImmediate();
  expect([times.length, done, waits[1]?.over.aborted]).toEqual([2, [], true]);
  times[1]?.end();
  await Promise.all(asked);
  await setImmediate();
  expect([times.length, done, waits.length]).toEqual([2, ['one', 'two'], 3]);
  const third = loop.again();
  await setImmediate();
  expect(times).toHaveLength(3);
  times[2]?.end();
  await third;
  await loop.stop();
});

test('an outage is told once, and again when it comes back', async () => {
  const { loop, waits, times, errors } = watched({ retryMs: 5 });
  const fail = [true, true, false, true];
  for (const [index, isFailing] of fail.entries()) {
    waits[index]?.end();
    await setImmediate();
    if (isFailing) times[index]?.fail(new Error(`time ${index}`));
    else times[index]?.end();
    await setImmediate();
  }
  expect(errors).toEqual([new Error('time 0'), new Error('time 3')]);
  expect(waits.map(({ ms }) => ms)).toEqual([0, 5, 5, 1_000, 5]);
  await loop.stop();
});

test('stopping tells the work, waits for it, and leaves nobody who asked waiting', async () => {
  const { loop, waits, times } = watched();
  waits[0]?.end();
  await setImmediate();
  let isStopped = false;
  const asked = loop.again();
  const stopped = loop.stop().then(() => {
    isStopped = true;
  });
  await setImmediate();
  expect([isStopped, times[0]?.stop.aborted]).toEqual([false, true]);
  times[0]?.end();
  await Promise.all([stopped, asked, loop.again()]);
  expect(times).toHaveLength(1);
  expect(waits.at(-1)?.over.aborted).toBe(true);
});
