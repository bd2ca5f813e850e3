/** Threads that read imports: so many at a time, however many are asked for. */

import { expect, test } from 'vitest';
import { Busy } from '../../db/engine/gate.ts';
import { importThreadsChanged } from '../../src/diagnostics/signals.ts';
import { RefusedInput } from '../../src/import/imported-document.ts';
import { endIdleThreads } from '../../src/import/kept-threads.ts';
import { createReader } from '../../src/import/reader.ts';

const text = `The tide came in\n\n${'The harbour is full of mud, said the Tide Office. '.repeat(300)}`;

test('of thirty long texts at once two are read at a time, twenty wait, and the others are told to come again', async () => {
  // Of other files.
  await endIdleThreads();
  let [threads, most] = [0, 0];
  const stop = importThreadsChanged.subscribe(({ by }) => {
    threads += by;
    most = Math.max(most, threads);
  });
  const readers = Array.from({ length: 30 }, () => createReader([], { milliseconds: 1, megabytes: 512 }));
  const outcomes = await Promise.allSettled(
    readers.map((reader) => reader.read({ text, name: 'a.txt', now: new Date() })),
  );
  stop();
  const reasons = outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason : undefined));
  expect(reasons.filter((reason) => reason instanceof Busy)).toHaveLength(8);
  // The time of a thread that reads is over at once here.
  expect(reasons.filter((reason) => reason instanceof RefusedInput)).toHaveLength(22);
  expect(most).toBe(2);
  const after = createReader([]);
  expect((await after.read({ text, name: 'a.txt', now: new Date() })).kind).toBe('text');
});
