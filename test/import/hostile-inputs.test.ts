/** Inputs made to be dear to read: refused before a tree is built, or ended in their thread while others are answered. */

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Worker } from 'node:worker_threads';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { Busy } from '../../db/engine/gate.ts';
import { importThreadsChanged } from '../../src/diagnostics/signals.ts';
import { readHtmlPage } from '../../src/import/html.ts';
import { endIdleThreads } from '../../src/import/kept-threads.ts';
import { readMedium } from '../../src/import/medium/read.ts';
import { createReader } from '../../src/import/reader.ts';

const now = new Date('2026-03-01T12:00:00Z');
const page = (body: string) =>
  `<html><head><title>The bridge is open</title></head><body><h1>The bridge is open</h1>${body}</body></html>`;
const paragraph = `<p>${'The bridge over the harbour was opened by the mayor on Monday, after two years of work. '.repeat(3)}</p>`;

test.each([
  ['a million divisions in one another', '<div>'.repeat(1_000_000), 'nested more than 200 levels deep'],
  ['half a million texts', `<p>${'<'.repeat(500_000)}`, 'more than 50,000 elements and texts'],
  ['two hundred thousand tags that never end', '<p'.repeat(200_000), 'it has no tags'],
  ['comments that could be cut in many ways', '<!---->'.repeat(60), 'no headline'],
  ['a hundred thousand pages in one another', 'x<html '.repeat(100_000), 'it has no tags'],
])('%s are refused', (_, html, reason) => {
  expect(() => readHtmlPage(html)).toThrow(reason);
});

test.each([
  ['cards', '<div class="graf--mixtapeEmbed">x<i>'],
  ['links', '<figure><figcaption><a href="/x"><object>'],
])('%s of Medium in one another are refused', (_, deep) => {
  const post = `<article class="h-entry"><h1 class="p-name">The bridge</h1><section class="e-content">${deep.repeat(8_000)}`;
  expect(() => readMedium(post, { name: 'a.html', now, site: undefined })).toThrow('nested more than 200 levels deep');
});

test('a page of 190 levels and of 40,000 texts is read', () => {
  const deep = page('<div>'.repeat(190) + paragraph + '</div>'.repeat(190));
  expect(readHtmlPage(deep).documents[0]?.headline).toBe('The bridge is open');
});

describe('what isn’t short is read in a thread', () => {
  const long = page(paragraph.repeat(200));

  test('which gives the same as reading it here, while this one goes on', async () => {
    const reader = createReader([
      { name: 'Harbour Board', slug: 'harbour-board', kind: 'ORGANIZATION', aliases: [] } as never,
    ]);
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 0);
    const reading = await reader.read({ text: long, name: 'bridge.html', now }).finally(() => clearInterval(counting));
    expect(turns).toBeGreaterThan(0);
    const [piece] = reading.kind === 'html' ? reading.page.documents : [];
    expect(piece).toMatchObject({ headline: 'The bridge is open', publishedAt: expect.any(Date) });
    expect(piece?.body).toBe(readHtmlPage(long).documents[0]?.body);
  });

  test('which is ended when it takes too long, and the next input has another', async () => {
    const reader = createReader([], { milliseconds: 1, megabytes: 512 });
    for (const name of ['one.html', 'two.html']) {
      await expect(reader.read({ text: long, name, now })).rejects.toThrow('Reading it takes longer than');
    }
    expect(process.getActiveResourcesInfo()).not.toContain('MessagePort');
  });

  test('which is ended with the request that waits for it, and who is next has its place', async () => {
    // Of other files.
    await endIdleThreads();
    let started = 0;
    const stop = importThreadsChanged.subscribe(({ by }) => {
      if (by === 1) started += 1;
    });
    onTestFinished(stop);
    const controllers = Array.from({ length: 3 }, () => new AbortController());
    const readers = controllers.map(() => createReader([], { milliseconds: 60_000, megabytes: 600 }));
    const endless = { text: long.repeat(20), name: 'a.html', now };
    const readings = readers.map((reader, at) => reader.read(endless, controllers[at]?.signal));
    const refused = Promise.all(readings.map((reading) => expect(reading).rejects.toThrow(Busy)));
    await vi.waitFor(() => expect(started).toBe(2));
    for (const controller of controllers) controller.abort();
    await refused;
    expect(process.getActiveResourcesInfo()).not.toContain('MessagePort');
    const after = createReader([]);
    expect((await after.read({ text: long, name: 'a.html', now })).kind).toBe('html');
  });

  test('which is ended when it takes too much memory', async () => {
    const reader = createReader([], { milliseconds: 60_000, megabytes: 4 });
    await expect(reader.read({ text: long, name: 'a.html', now })).rejects.toThrow('more memory than any piece');
  });

  test('again by another when it is killed, and only one input fails where that one is killed too', async () => {
    const started: Worker[] = [];
    let left = 1;
    const kill = (message: unknown) => {
      const { worker } = message as { worker: Worker };
      started.push(worker);
      left -= 1;
      if (left >= 0) void worker.terminate();
    };
    subscribe('worker_threads', kill);
    onTestFinished(() => void unsubscribe('worker_threads', kill));
    const reader = createReader([], { milliseconds: 60_000, megabytes: 601 });
    const task = { text: long, name: 'a.html', now };
    expect((await reader.read(task)).kind).toBe('html');
    expect(started).toHaveLength(2);
    // While it waits for the next input.
    await started[1]?.terminate();
    left = 2;
    await expect(reader.read(task)).rejects.toThrow('ended early');
    expect((await reader.read(task)).kind).toBe('html');
    expect(started).toHaveLength(5);
  });

  test('which says what it refuses, and reads the next', async () => {
    const reader = createReader([]);
    await expect(reader.read({ text: '<div>'.repeat(20_000), name: 'a.html', now })).rejects.toThrow(
      'nested more than 200',
    );
    expect((await reader.read({ text: long, name: 'a.html', now })).kind).toBe('html');
  });
});
