/** The log when nobody reads it: bounded, counted, and no reason not to end. */

import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLogOutput } from '../../src/service/log-output.ts';

/** Takes nothing until it is told to, as a pipe that nobody reads. */
function stalled() {
  const read: string[] = [];
  let goOn = () => {};
  let isOpen = false;
  const stream = new Writable({
    decodeStrings: false,
    highWaterMark: 10,
    write(chunk, _encoding, done) {
      read.push(String(chunk));
      if (isOpen) done();
      else goOn = done;
    },
  });
  const drain = async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    stream.once('drain', resolve);
    isOpen = true;
    goOn();
    await promise;
  };
  return { stream, read, drain };
}

const line = (number: number) => `{"msg":"line ${number}"}\n`;

test('a log that nobody reads waits up to a limit, and what is dropped is counted and told', async () => {
  const { stream, read, drain } = stalled();
  const output = createLogOutput(stream, 1_000);
  for (let number = 0; number < 10_000; number += 1) output.write(line(number));
  expect(stream.writableLength).toBeLessThanOrEqual(1_000);
  await drain();
  output.write(line(10_000));
  const kept = read.filter((text) => text.includes('"line ')).length;
  expect(read[0]).toBe(line(0));
  expect(read.at(-1)).toBe(line(10_000));
  expect(read.find((text) => text.includes('dropped'))).toContain(`"${10_001 - kept} lines of the log were dropped`);
  expect(kept).toBeLessThan(100);
});

test('a line that is longer than the limit is written when nothing waits', () => {
  const { stream, read } = stalled();
  createLogOutput(stream, 10).write(line(1));
  expect(read).toEqual([line(1)]);
});

test('waiting for the reader ends', async () => {
  const { stream } = stalled();
  const output = createLogOutput(stream, 1_000);
  output.write(line(1));
  await expect(output.flushed(1)).resolves.toBeUndefined();
});

test('a reader that has gone takes no error of its own to the service', async () => {
  const { stream, read } = stalled();
  const output = createLogOutput(stream);
  const closed = new Promise((resolve) => stream.once('close', resolve));
  stream.destroy(new Error('EPIPE'));
  await closed;
  output.write(line(1));
  await output.flushed(60_000);
  expect(read).toEqual([]);
});

test('a log whose disk was full goes on once there is room, on a line of its own that says how many were lost', async () => {
  const read: string[] = [];
  let isFull = false;
  let now = 0;
  // As Node makes standard output: an error doesn't end it.
  const stream: Writable & { _undestroy?(): void } = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      if (!isFull) read.push(String(chunk));
      done(isFull ? new Error('ENOSPC: no space left on device, write') : null);
    },
    destroy(error, done) {
      done(error);
      stream._undestroy?.();
    },
  });
  const output = createLogOutput(stream, 1_000, () => now);
  const write = async (number: number) => {
    output.write(line(number));
    await new Promise(setImmediate);
  };
  await write(1);
  isFull = true;
  for (let number = 2; number <= 50; number += 1) await write(number);
  now += 1_000;
  await write(51);
  await output.flushed(60_000);
  isFull = false;
  await write(52);
  expect(read).toEqual([line(1)]);
  now += 1_000;
  await write(53);
  await write(54);
  expect(read[1]).toMatch(/^\n\{.*"51 lines of the log were dropped: they couldn’t be written\."\}\n$/);
  expect(read.slice(2)).toEqual([line(53), line(54)]);
});
