/** The log of slow operations: who is in it, and that no value is. */

import { expect, test } from 'vitest';
import { hashOf } from '../../src/graphql/persisted/hash.ts';
import { start } from '../support/http-server.ts';

const slow = 'query Slowly($ms: Int!) { slow(milliseconds: $ms) }';

const ask = async (env: Record<string, string>, milliseconds: number) => {
  const { ask, lines } = await start(env);
  await (await ask({ query: slow, variables: { ms: milliseconds } }, { 'x-request-id': 'request-1' })).text();
  return lines.filter(({ msg }) => msg === 'A slow operation.');
};

test('an operation that takes longer is logged with its name and hash, and without its variables', async () => {
  const [line, ...more] = await ask({ SLOW_OPERATION_MS: '40' }, 87);
  const told = { requestId: 'request-1', operation: 'Slowly', hash: hashOf(slow), type: 'query' };
  expect(line).toEqual({
    ...told,
    level: 40,
    milliseconds: expect.any(Number),
    msg: 'A slow operation.',
    time: expect.any(Number),
    pid: expect.any(Number),
    hostname: expect.any(String),
  });
  expect(line?.milliseconds).toBeGreaterThan(80);
  expect(more).toEqual([]);
});

test('one that is given up at the deadline is logged as well', async () => {
  expect(await ask({ SLOW_OPERATION_MS: '40', REQUEST_TIMEOUT_MS: '90' }, 20_000)).toHaveLength(1);
});

test('quicker ones aren’t logged, and with 0 none is', async () => {
  expect(await ask({ SLOW_OPERATION_MS: '20000' }, 1)).toEqual([]);
  expect(await ask({ SLOW_OPERATION_MS: '0' }, 60)).toEqual([]);
});
