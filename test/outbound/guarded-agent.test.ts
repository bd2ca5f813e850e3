/** The guarded agent by itself: it checks the address that a connection really has, however the URL writes it. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isPublicAddress } from '../../src/outbound/address-guard.ts';
import { guardedAgent } from '../../src/outbound/guarded-agent.ts';

let requests = 0;
const server = createServer((_, response) => {
  requests += 1;
  response.end();
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

test.each([
  ['an address, for which there is no look-up', '127.0.0.1', '127.0.0.1 is'],
  ['a name', 'localhost', 'localhost leads to'],
])('a connection to %s that the rule forbids is closed before anything is sent', async (_, host, reason) => {
  const agent = guardedAgent(isPublicAddress);
  const { port } = server.address() as AddressInfo;
  const asked = request(`http://${host}:${port}/`, { dispatcher: agent });
  await expect(asked).rejects.toMatchObject({ name: 'ForbiddenAddress', message: expect.stringContaining(reason) });
  await agent.close();
  expect(requests).toBe(0);
});

test('a connection that the rule allows is used', async () => {
  const agent = guardedAgent((address) => address === '127.0.0.1');
  const { port } = server.address() as AddressInfo;
  const { statusCode, body } = await request(`http://127.0.0.1:${port}/`, { dispatcher: agent });
  await body.dump();
  await agent.close();
  expect([statusCode, requests]).toEqual([200, 1]);
});
