/** Memory of open subscriptions, in a process of its own. */

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCopy } from '../support/newsroom.ts';
import { printed, start } from '../support/process.ts';
import { until } from '../support/until.ts';

const streams = 1000;
const mostBytes = 100_000_000;

let copy: Awaited<ReturnType<typeof openCopy>>;
let child: ChildProcess;
let url: string;

beforeAll(async () => {
  copy = await openCopy();
  child = start('test/support/stream-server.ts', [], copy.url === undefined ? {} : { DATABASE_URL: copy.url });
  [, url = ''] = await printed(child, /listens (\S+)/);
});

afterAll(async () => {
  const ended = once(child, 'close');
  child.kill('SIGKILL');
  await ended;
  await copy.close();
  await copy.remove?.();
});

/** Bytes: what the process takes, and what its objects hold. */
async function memory(): Promise<{ rss: number; heap: number }> {
  const printedFigures = printed(child, /memory (\d+) (\d+)\./);
  child.stdin?.write('memory\n');
  const [, rss, heap] = await printedFigures;
  return { rss: Number(rss), heap: Number(heap) };
}

async function open(agent: Agent, heard: string[]): Promise<IncomingMessage> {
  const body = JSON.stringify({ query: 'subscription { articlePublished { headline topics { name } } }' });
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
  const req = request(`${url}/graphql`, { method: 'POST', agent, headers });
  req.end(body);
  const [res] = (await once(req, 'response')) as [IncomingMessage];
  // On a busy machine a request may be given up before its stream begins: then no event will come.
  if (res.statusCode !== 200) throw new Error(`A stream was answered with ${res.statusCode}.`);
  let text = '';
  res.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    const [, json] = /^data: (.+)\n/m.exec(text) ?? [];
    if (json === undefined) return;
    heard.push(json);
    text = '';
  });
  res.on('error', () => {});
  return res;
}

const untilHeard = (heard: readonly string[], count: number) =>
  until(() => heard.length >= count, 'the event on every stream');

/** How many streams the service has open. */
async function openStreams(): Promise<number> {
  const printedFigures = printed(child, /streams (\d+)\./);
  child.stdin?.write('streams\n');
  return Number((await printedFigures)[1]);
}

/** Resolves when the service has given up a request that begins now, so that the time of all that began before is up as well. */
async function requestTimeout(): Promise<void> {
  const headers = { 'content-type': 'application/json', 'content-length': '100' };
  const req = request(`${url}/graphql`, { method: 'POST', headers });
  req.write('{');
  const [res] = (await once(req, 'response')) as [IncomingMessage];
  expect(res.statusCode).toBe(408);
  req.on('error', () => {}).destroy();
}

test('1,000 open streams take less than 100 MB, outlive the request time-out, and all get an event', async () => {
  const heard: string[] = [];
  const agent = new Agent({ keepAlive: false });
  const openMany = async (count: number) => {
    const opened: IncomingMessage[] = [];
    while (opened.length < count)
      opened.push(...(await Promise.all(Array.from({ length: 50 }, () => open(agent, heard)))));
    return opened;
  };
  // What the first ones load isn't what each one costs.
  const first = await openMany(200);
  child.stdin?.write('publish\n');
  await untilHeard(heard, 200);
  for (const res of first) res.destroy();
  await until(async () => (await openStreams()) === 0, 'the end of the first ones');
  const before = await memory();
  const opened = await openMany(streams);
  expect(opened).toHaveLength(streams);
  const held = await memory();
  expect(held.rss - before.rss).toBeLessThan(mostBytes);
  // The embedded engine gives back more than that of what it took to start: what streams hold is measured by itself.
  expect(held.heap - before.heap).toBeLessThan(mostBytes / 2);
  expect(held.heap - before.heap).toBeGreaterThan(mostBytes / 100);
  await requestTimeout();
  heard.length = 0;
  child.stdin?.write('publish\n');
  await untilHeard(heard, streams);
  expect(heard).toHaveLength(streams);
  expect(new Set(heard).size).toBe(1);
  expect(JSON.parse(heard[0] ?? '')).toEqual({
    data: { articlePublished: { headline: 'Harbour wall opens', topics: [{ name: 'Ports' }] } },
  });
  // What one publish took for a moment holds nothing: when V8 gives its pages back to the system is another matter.
  const after = await memory();
  expect(after.heap - held.heap).toBeLessThan(mostBytes / 20);
  for (const res of opened) res.destroy();
});
