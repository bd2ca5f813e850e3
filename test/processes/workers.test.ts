/** `WORKERS=2`: processes that share a port, which are replaced without a failed request, and end together. */

import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openCopy } from '../support/newsroom.ts';
import { printed, start } from '../support/process.ts';
import { until } from '../support/until.ts';

const isOnServer = inject('serverUrl') !== null;
const where = isOnServer ? 'on a server' : 'SKIPPED, for an embedded database belongs to one process';
const token = 'of-whoever-measures';
const PAUSE_MS = 50;

/** Asks again and again over kept connections until it is told to end. @returns how often, and what went wrong */
function load(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 2 });
  const result = { asked: 0, failed: [] as unknown[] };
  let isOver = false;
  const ask = () =>
    new Promise<void>((resolve) => {
      const fail = (error: unknown) => {
        result.failed.push(error);
        resolve();
      };
      const request = get(`${url}/graphql?query=%7B__typename%7D`, { agent, headers: { accept: 'application/json' } });
      request.on('error', fail).on('response', (response) => {
        if (response.statusCode !== 200) result.failed.push(response.statusCode);
        response.on('error', fail).on('end', resolve).resume();
      });
      result.asked += 1;
    });
  const asking = async () => {
    while (!isOver) {
      await ask();
      // All that counts is that somebody always asks.
      await wait(PAUSE_MS);
    }
  };
  const all = Promise.all([asking(), asking()]);
  return async () => {
    isOver = true;
    await all;
    agent.destroy();
    return result;
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe.skipIf(!isOnServer)(where, () => {
  let copy: Awaited<ReturnType<typeof openCopy>>;
  let service: ReturnType<typeof start>;
  let url: string;
  let pids: readonly number[];
  const pidsOf = (line: RegExpExecArray) => (line[1] ?? '').split(',').map(Number);

  beforeAll(async () => {
    copy = await openCopy();
    const env = { PORT: '0', WORKERS: '2', METRICS_TOKEN: token, DEMO: 'off', DATABASE_URL: copy.url ?? '' };
    service = start('src/main.js', [], env);
    const isReady = printed(service, /API\s+(http:\S+)\/graphql/);
    const doAllServe = printed(service, /"pids":\[([\d,]+)\],"msg":"All workers serve\."/);
    url = (await isReady)[1] ?? '';
    pids = pidsOf(await doAllServe);
  });
  afterAll(async () => {
    service?.kill('SIGKILL');
    await copy.close();
    await copy.remove?.();
  });

  test('both serve on one port, and are measured together', async () => {
    expect(new Set(pids).size).toBe(2);
    const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
    const text = await response.text();
    expect(text).toMatch(/^dateline_workers 2$/m);
    expect(text).toMatch(/^dateline_ready 1$/m);
  });

  test('SIGHUP replaces them one by one, and no request fails', async () => {
    const stop = load(url);
    const areReplaced = printed(service, /"pids":\[([\d,]+)\],"msg":"All workers are replaced\."/);
    service.kill('SIGHUP');
    const now = pidsOf(await areReplaced);
    const { asked, failed } = await stop();
    expect(failed).toEqual([]);
    expect(asked).toBeGreaterThan(10);
    expect(now).toHaveLength(2);
    expect(pids.filter((pid) => now.includes(pid) || isAlive(pid))).toEqual([]);
    pids = now;
  });

  test('one that dies is replaced, with no request left unanswered, and SIGTERM ends all of them cleanly', async () => {
    const [dying = 0, other = 0] = pids;
    const stop = load(url);
    const isReplaced = printed(service, /"pid":(\d+),"msg":"A worker ended; another takes its place\."/);
    process.kill(dying, 'SIGKILL');
    expect((await isReplaced)[1]).toBe(String(dying));
    expect((await fetch(`${url}/graphql?query=%7B__typename%7D`)).status).toBe(200);
    // What was on its way to the one that died is lost, and says so.
    expect((await stop()).failed.length).toBeLessThanOrEqual(2);
    const ended = once(service, 'exit');
    service.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    await until(() => !isAlive(other));
  });
});
