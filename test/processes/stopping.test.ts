/** The exit code of a process that is stopped by a signal. */

import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../../src/service');
const file = join(folder, 'stopping.ts');

/** Runs a process that has something to close, and signals itself. @returns its exit code */
function exitCode(signal: string, close: string): Promise<number | null> {
  const script = `
    import { stopGracefully } from ${JSON.stringify(file)};
    setInterval(() => {}, 1_000);
    stopGracefully({ info() {}, error() {} }, ${close});
    process.kill(process.pid, '${signal}');`;
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['--input-type=module', '--eval', script]);
    child.on('exit', (code) => resolve(code));
  });
}

test.each(['SIGTERM', 'SIGINT'])(
  '%s ends it with 0 once everything is closed, and with 1 when that fails',
  async (signal) => {
    expect(await exitCode(signal, 'async () => {}')).toBe(0);
    expect(await exitCode(signal, "async () => { throw new Error('It is stuck.'); }")).toBe(1);
  },
);

test.each([
  ['a process whose log nobody reads', (_: Readable) => {}],
  ['a process whose log has lost its reader', (stdout: Readable) => stdout.destroy()],
])('%s is ended by SIGTERM, and has kept no more than a limit', async (_, leave) => {
  const script = `
    import { createLogOutput } from ${JSON.stringify(join(folder, 'log-output.ts'))};
    import { stopGracefully } from ${JSON.stringify(file)};
    const output = createLogOutput(process.stdout);
    stopGracefully({ info: output.write, error() {} }, async () => {}, { flushed: (milliseconds) => output.flushed(milliseconds) });
    const line = 'x'.repeat(999) + '\\n';
    for (let number = 0; number < 20_000; number += 1) output.write(line);
    const waiting = process.stdout.writableLength;
    setInterval(() => output.write(line), 1);
    setTimeout(() => process.stderr.write(String(waiting)), 50);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  leave(child.stdout);
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  const waiting = await new Promise<number>((resolve) => child.stderr.once('data', (text) => resolve(Number(text))));
  expect(waiting).toBeGreaterThan(0);
  expect(waiting).toBeLessThanOrEqual(1_000_000);
  child.kill('SIGTERM');
  expect(await ended).toEqual({ code: 0, signal: null });
});
