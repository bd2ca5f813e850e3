/** The exit code of a process that is stopped by a signal. */

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const file = join(import.meta.dirname, '../../src/service/stopping.ts');

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
