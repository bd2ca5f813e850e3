/** The steps of the Containerfile in a plain folder: installed without development packages, it serves as a user without a home. */

import { execFile, spawn } from 'node:child_process';
import { chown, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import { copied, stages } from '../support/container.ts';
import { root } from '../support/documents.ts';
import { cleanEnvironment, finish, printed } from '../support/process.ts';

/** On Debian, whoever has no rights at all. */
const NOBODY = 65_534;
const INSTALL_MS = 600_000;

test.runIf(inject('isLong'))('what the image holds starts, answers and stops', { timeout: INSTALL_MS }, async () => {
  const place = await mkdtemp(join(tmpdir(), 'dateline-installed-'));
  const app = join(place, 'dateline');
  const data = join(place, 'data');
  const isRoot = process.getuid?.() === 0;
  try {
    const [build = [], image = []] = stages();
    for (const file of copied([build])) {
      await mkdir(dirname(join(app, file)), { recursive: true });
      await cp(join(root, file), join(app, file), { recursive: true });
    }
    // As the machine is set up: where packages come from, and whose certificates are trusted.
    const installing = { cwd: app, maxBuffer: 64_000_000 };
    for (const { text } of build.filter(({ name }) => name === 'RUN')) {
      const running = promisify(execFile)('sh', ['-ec', text], installing);
      // Nobody is there to answer anything.
      running.child.stdin?.end();
      await running;
    }

    await mkdir(data);
    if (isRoot) {
      await chown(data, NOBODY, NOBODY);
      await promisify(execFile)('chmod', ['a+rx', place]);
    }
    const env = {
      ...cleanEnvironment({}),
      HOME: '/nonexistent',
      NODE_ENV: 'production',
      TMPDIR: data,
      DATA_DIR: join(data, 'newsroom'),
      PORT: '0',
    };
    const who = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
    const [, ...command] = JSON.parse(image.find(({ name }) => name === 'CMD')?.text ?? '[]') as string[];
    const child = spawn(process.execPath, command, {
      cwd: app,
      env: { ...env, NODE_COMPILE_CACHE: undefined },
      ...who,
    });
    const ended = finish(child);
    const { 1: url = '', input: steps } = await printed(child, /API\s+(http:\S+)\/graphql/);
    // By another than who installed it: nothing is made anew.
    expect(steps).toContain('Copying the demo');
    expect(steps).not.toMatch(/Making|Migrating/);
    const ready = await fetch(`${url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
    const articles = await fetch(`${url}/graphql?query={articles(first:1){nodes{headline}}}`);
    expect(await articles.json()).toMatchObject({ data: { articles: { nodes: [{ headline: expect.any(String) }] } } });
    const page = await (await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } })).text();
    const [, script = ''] = /src="([^"]+)"/.exec(page) ?? [];
    expect((await fetch(new URL(script, url))).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  } finally {
    await rm(place, { recursive: true, force: true });
  }
});
