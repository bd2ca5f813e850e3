/** CDN purging by whole services: after a kill, by one of several processes, and without the token in the log. */

import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { useCdn } from '../support/cdn.ts';
import { makeDataFolder } from '../support/data-folder.ts';
import { openCopy } from '../support/newsroom.ts';
import { type Environment, finish, printed, start } from '../support/process.ts';
import { until } from '../support/until.ts';

const isServer = inject('serverUrl') !== null;
const cdn = useCdn();
const token = 'hunter2-token';
const children: ChildProcess[] = [];
let logged = '';
let folder: string;
let database: Awaited<ReturnType<typeof openCopy>> | undefined;
let environment: Environment;
let bearer = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-purging-'));
  if (isServer) database = await openCopy();
  else await makeDataFolder(join(folder, 'newsroom'));
  environment = {
    ...(database?.url === undefined ? { DATA_DIR: join(folder, 'newsroom') } : { DATABASE_URL: database.url }),
    ...{ PORT: '0', DEMO: 'off', LOG_LEVEL: 'trace', DATABASE_POOL_SIZE: '4' },
    ...{ CDN: 'cloudflare', CLOUDFLARE_ZONE_ID: 'zone1', CLOUDFLARE_TOKEN: token, CDN_API_URL: cdn.url },
  };
});

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await database?.close();
  await database?.remove?.();
  await rm(folder, { recursive: true, force: true });
});

interface Service {
  readonly url: string;
  readonly child: ChildProcess;
}

async function startService(): Promise<Service> {
  const child = start('src/main.js', [], environment);
  children.push(child);
  child.stdout?.on('data', (chunk) => {
    logged += chunk;
  });
  const [all, url = ''] = await printed(child, /API\s+(http:\S+)\/graphql[\s\S]*Health[^\n]*\n[\s\S]*\n/);
  bearer = /Admin token\s+(\S+)/.exec(all)?.[1] ?? bearer;
  return { url, child };
}

async function end({ child }: Service, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const ended = finish(child);
  child.kill(signal);
  await ended;
}

async function saveTopic({ url }: Service, slug: string): Promise<void> {
  const query = `mutation { saveTopic(input: { slug: "${slug}", name: "${slug}" }) { __typename } }`;
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${bearer}` };
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  expect(await answer.json()).toEqual({ data: { saveTopic: { __typename: 'Topic' } } });
}

/** Whether both passes have noted that they are at the end of the log. */
async function isAllPurged(): Promise<boolean> {
  const behind = await database?.db
    .selectFrom('purge_position')
    .select('pass')
    .where('event_id', '<', ({ selectFrom }) => selectFrom('event').select(({ fn }) => fn.max('id').as('id')))
    .execute();
  return behind?.length === 0;
}

const askedFor = (slug: string) => cdn.asked.filter(({ tags }) => tags.includes(`topic:${slug}`));

test('purges in progress when the process is killed are sent by the next', async () => {
  cdn.replies.push('silence');
  const first = await startService();
  await saveTopic(first, 'tides');
  await until(() => cdn.asked.length === 1, 'a purge');
  await end(first, 'SIGKILL');
  const second = await startService();
  await saveTopic(second, 'ferries');
  // The silent one, and then both passes; the killed process holds the first of them for a while.
  await until(() => askedFor('tides').length >= 3, 'both passes');
  expect(askedFor('tides')).toHaveLength(3);
  await end(second, 'SIGTERM');
});

test.skipIf(!isServer)('of two processes one purges, and the other takes over when that one is killed', async () => {
  const [first, second] = await Promise.all([startService(), startService()]);
  await saveTopic(first, 'harbour');
  await until(() => askedFor('harbour').length >= 2, 'both passes');
  // What was purged and not yet noted is purged once more by the next.
  await until(isAllPurged, 'the positions');
  await end(first, 'SIGKILL');
  await saveTopic(second, 'orchard');
  // It purges in the order of the log: had it the former to do, that would have been done by now.
  await until(() => askedFor('orchard').length >= 2, 'both passes of the other');
  expect(askedFor('harbour')).toHaveLength(2);
  expect(askedFor('orchard')).toHaveLength(2);
  await end(second, 'SIGTERM');
});

test('the log does not have the CDN’s token', () => {
  expect(logged).toContain('Dateline is ready');
  expect(logged).not.toContain(token);
});
