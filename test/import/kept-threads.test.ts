/** Threads that read imports, kept for the next text: what one leaves behind, and when it ends. */

import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { importThreadsChanged } from '../../src/diagnostics/signals.ts';
import { endIdleThreads } from '../../src/import/kept-threads.ts';
import { createReader } from '../../src/import/reader.ts';
import type { ReadingTask } from '../../src/import/reading.ts';
import { readTextInThread } from '../../src/newsroom/read-text.ts';

const now = new Date('2026-03-01T12:00:00Z');
const mud = 'The harbour is full of mud, said the Tide Office. ';
const taskOf = (headline: string, name = 'a.txt'): ReadingTask => ({
  text: `${headline}\n\n${mud.repeat(300)}`,
  name,
  now,
});
const counts = { started: 0, ended: 0 };

beforeAll(async () => {
  // Of other files, whose clocks are the machine's.
  await endIdleThreads();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const stop = importThreadsChanged.subscribe(({ by }) => {
    counts[by === 1 ? 'started' : 'ended'] += 1;
  });
  return async () => {
    stop();
    await endIdleThreads();
    vi.useRealTimers();
  };
});

beforeEach(async () => {
  await endIdleThreads();
  Object.assign(counts, { started: 0, ended: 0 });
});

async function sourcesIn(reading: ReturnType<ReturnType<typeof createReader>['read']>): Promise<string[]> {
  const held = await reading;
  const [piece] = held.kind === 'views' ? [] : held.page.documents;
  return piece?.attributions.map(({ source }) => `${source.name} (${source.kind})`) ?? [];
}

test('one thread reads what comes one behind the other, for the sources of each, and knows no more of the last text', async () => {
  const office = [{ name: 'Harbour Authority', kind: 'GOVERNMENT', aliases: ['Tide Office'] }] as const;
  const other = [{ name: 'Harbour Authority', kind: 'COMPANY', aliases: ['Tide Office'] }] as const;
  const read = (known: Parameters<typeof createReader>[0]) => createReader(known).read(taskOf('The tide came in'));
  const first = await sourcesIn(read(office));
  expect(first).toEqual(['Harbour Authority (GOVERNMENT)']);
  expect(await sourcesIn(read(structuredClone(office)))).toEqual(first);
  expect(await sourcesIn(read(other))).toEqual(['Harbour Authority (COMPANY)']);
  expect(await sourcesIn(read([]))).not.toContain(expect.stringContaining('Harbour Authority'));
  const again = createReader(office);
  const before = await again.read(taskOf('The tide went out'));
  await expect(again.read({ ...taskOf(''), text: '<div>'.repeat(20_000), name: 'a.html' })).rejects.toThrow('levels');
  expect(await again.read(taskOf('The tide went out'))).toEqual(before);
  expect(counts).toEqual({ started: 1, ended: 0 });
});

test('a short text is read in a thread where the newsroom has thousands of sources to look through, and here where it hasn’t', async () => {
  const known = Array.from({ length: 4_001 }, (_, n) => ({ name: `Tide Office ${n}`, kind: 'GOVERNMENT' as const }));
  const text = 'The tide came in\n\nThe harbour is full of mud, said the Tide Office 4000.';
  const read = (count: number) => sourcesIn(createReader(known.slice(-count)).read({ text, name: 'a.txt', now }));
  expect(await read(4_000)).toEqual(['Tide Office 4000 (GOVERNMENT)']);
  expect(counts.started).toBe(0);
  expect(await read(4_001)).toEqual(['Tide Office 4000 (GOVERNMENT)']);
  expect(counts.started).toBe(1);
});

test('a heap of another size is another thread; one that has waited for a minute is ended, and none holds up the end of the process', async () => {
  const read = (megabytes: number) =>
    createReader([], { milliseconds: 600_000, megabytes }).read(taskOf('The tide came in'));
  for (const megabytes of [576, 600, 576, 600]) await read(megabytes);
  expect(counts).toEqual({ started: 2, ended: 0 });
  expect(process.getActiveResourcesInfo()).not.toContain('MessagePort');
  vi.advanceTimersByTime(59_000);
  await read(600);
  vi.advanceTimersByTime(59_000);
  await vi.waitFor(() => expect(counts).toEqual({ started: 2, ended: 1 }));
  await read(600);
  vi.advanceTimersByTime(60_000);
  await vi.waitFor(() => expect(counts).toEqual({ started: 2, ended: 2 }));
});

test('drafts are read by one thread, too, each for its own sources', async () => {
  const { started } = counts;
  const text = { headline: 'The tide came in', standfirst: null, body: `<p>${mud}</p>`, language: 'en', image: null };
  for (const kind of ['GOVERNMENT', 'COMPANY'] as const) {
    const [found] = await readTextInThread({ text, known: [{ name: 'Tide Office', kind }] });
    expect(found).toMatchObject({ name: 'Tide Office', kind });
  }
  expect(counts.started - started).toBe(1);
});
