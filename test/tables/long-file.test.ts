/** Long files whose caller has left, or whose temporary file can't be made, filled or read. */

import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { type AddressInfo, connect, Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';
import { sendLongFile } from '../../src/tables/long-file.ts';
import type { PagedOperation } from '../../src/tables/paged-operation.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

const run = promisify(execFile);

/** @returns how sending ends, and how often something was read for it */
async function send(res: ServerResponse) {
  let readings = 0;
  const pages: Parameters<typeof sendLongFile>[1] = {
    paged: { query: '{ x }', variablesOf: () => ({}), nextOf: () => null } satisfies PagedOperation,
    asked: 1,
    table: { columns: [], rowsOf: () => [] },
    writer: { begin: () => '', rows: () => '' },
    head: {},
  };
  const error: unknown = await sendLongFile(res, pages, {
    maxReadingMs: 60_000,
    maxSendingMs: 60_000,
    inSnapshot: async () => {
      readings += 1;
    },
  }).catch((reason) => reason);
  return { error, readings };
}

test('nothing is read for a caller who left before the file was begun', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  const [, res] = (await once(server, 'request')) as [IncomingMessage, ServerResponse];
  client.destroy();
  await once(res, 'close');
  expect(await send(res)).toEqual({ error: new Error('The caller hung up.'), readings: 0 });
  server.close();
});

test('a temporary file that can’t be made leaves no timer behind', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.stubEnv('TMPDIR', join(import.meta.dirname, 'nowhere'));
  const { error, readings } = await send(new ServerResponse(new IncomingMessage(new Socket())));
  expect(error).toMatchObject({ code: 'ENOENT' });
  expect([readings, vi.getTimerCount()]).toEqual([0, 0]);
});

test('a disk that takes only a part of a page is an error, and so is a file that got shorter', async () => {
  const script = `
    import { closeSync, ftruncateSync, openSync } from 'node:fs';
    import { openSpool } from ${JSON.stringify(join(import.meta.dirname, '../../src/tables/spool.ts'))};
    // The number that the next file has too.
    const descriptor = openSync('/dev/null');
    closeSync(descriptor);
    const spool = await openSpool(10_000_000);
    await spool.write('whole page');
    spool.end(await spool.write('x'.repeat(1_000_000)).catch((error) => error));
    const read = async () => {
      let text = '';
      try {
        for await (const chunk of spool.chunks()) {
          if (chunk.byteLength === 0) return 'nothing, for ever';
          text += chunk;
        }
        return text.length;
      } catch (error) {
        return [text, error.code ?? error.message];
      }
    };
    const full = await read();
    ftruncateSync(descriptor, 5);
    process.stdout.write(JSON.stringify([full, await read()]));`;
  // The limit of a process is met as a full disk is: by a short write, and only then by an error.
  const { stdout } = await run('sh', [
    '-c',
    'ulimit -f 64 && exec "$0" "$@"',
    process.execPath,
    '--input-type=module',
    '--eval',
    script,
  ]);
  expect(JSON.parse(stdout)).toEqual([
    ['whole page', 'EFBIG'],
    ['whole', 'A temporary file ends at 5 of the 10 bytes written to it.'],
  ]);
});
