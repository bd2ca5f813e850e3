/** The gate before the connections: who enters, who waits, and who is refused. */

import { expect, test } from 'vitest';
import { Busy, createGate, type Kind } from '../../db/engine/gate.ts';

const patient = { maxWaiting: 100, maxWaitMs: 1_000_000 };

/** Enters as many as may without waiting. */
async function enterAll(gate: ReturnType<typeof createGate>, kind: Kind, most = 20) {
  const inside: (() => void)[] = [];
  const stop = new AbortController();
  const entering = Array.from({ length: most }, () =>
    gate.enter(kind, stop.signal).then((leave) => inside.push(leave)),
  );
  await new Promise(setImmediate);
  stop.abort();
  await Promise.allSettled(entering);
  return inside;
}

test.each([
  [1, 1],
  [2, 1],
  [3, 2],
  [10, 7],
])('of %i connections writers have %i at the most, and readers all', async (size, writers) => {
  expect(await enterAll(createGate({ ...patient, size }), 'writer')).toHaveLength(writers);
  expect(await enterAll(createGate({ ...patient, size }), 'reader')).toHaveLength(size);
});

test('readers enter while writers have their share and wait for more', async () => {
  const gate = createGate({ ...patient, size: 10 });
  await enterAll(gate, 'writer', 7);
  const order: string[] = [];
  const writer = gate.enter('writer').then(() => order.push('writer'));
  await gate.enter('reader').then(() => order.push('reader'));
  const [leave] = await enterAll(gate, 'reader');
  leave?.();
  expect(order).toEqual(['reader']);
  expect(await Promise.race([writer, 'still waiting'])).toBe('still waiting');
});

test('who waits is let in in the order of coming, and a place is never given twice', async () => {
  const gate = createGate({ ...patient, size: 3 });
  const first = await enterAll(gate, 'reader', 3);
  const order: number[] = [];
  const waiting = [1, 2, 3, 4].map((each) => gate.enter('reader').then(() => order.push(each)));
  for (const leave of first) leave();
  await Promise.all(waiting.slice(0, 3));
  await new Promise(setImmediate);
  expect(order).toEqual([1, 2, 3]);
});

test('one more than may wait is refused at once, and one who waited too long then', async () => {
  const gate = createGate({ size: 1, maxWaiting: 1, maxWaitMs: 20 });
  const leave = await gate.enter('reader');
  const late = gate.enter('reader');
  await expect(gate.enter('reader')).rejects.toBeInstanceOf(Busy);
  await expect(late).rejects.toBeInstanceOf(Busy);
  leave();
  expect(await gate.enter('reader')).toBeTypeOf('function');
});

test('writers who wait take no place in the queue from readers', async () => {
  const gate = createGate({ size: 1, maxWaiting: 1, maxWaitMs: 1_000_000 });
  const leave = await gate.enter('writer');
  const writer = gate.enter('writer');
  const reader = gate.enter('reader');
  await expect(gate.enter('writer')).rejects.toBeInstanceOf(Busy);
  leave();
  (await writer)();
  (await reader)();
});

test('the service is never too many, and next', async () => {
  const gate = createGate({ size: 2, maxWaiting: 1, maxWaitMs: 1_000_000 });
  const [first, second] = await enterAll(gate, 'reader', 2);
  const order: string[] = [];
  const enter = (kind: 'reader' | 'service') =>
    gate.enter(kind).then((leave) => {
      order.push(kind);
      leave();
    });
  const waiting = [enter('reader'), enter('service'), enter('service')];
  await expect(gate.enter('reader')).rejects.toBeInstanceOf(Busy);
  expect(gate.waiting()).toBe(3);
  first?.();
  await Promise.all(waiting);
  expect(order).toEqual(['service', 'service', 'reader']);
  second?.();
  expect(await enterAll(gate, 'service')).toHaveLength(2);
});

test('who gives up waits no longer, and leaves the place to the next', async () => {
  const gate = createGate({ ...patient, size: 1 });
  const leave = await gate.enter('reader');
  const giving = new AbortController();
  const gone = gate.enter('reader', giving.signal);
  const next = gate.enter('reader');
  giving.abort();
  await expect(gone).rejects.toThrow(new Busy('The wait for a place was given up.'));
  leave();
  expect(await next).toBeTypeOf('function');
});

test('what is no signal is refused, and leaves nobody waiting whose time could be over', async () => {
  const gate = createGate({ size: 1, maxWaiting: 2, maxWaitMs: 1 });
  await gate.enter('reader');
  await expect(gate.enter('reader', 'never' as unknown as AbortSignal)).rejects.toThrow(TypeError);
  expect(gate.waiting()).toBe(0);
  // A timer that was left would throw where nobody catches it.
  await new Promise((resolve) => setTimeout(resolve, 10));
});
