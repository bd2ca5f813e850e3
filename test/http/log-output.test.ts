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
