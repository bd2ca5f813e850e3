/** `npm start` as a process: first and later starts, wrong settings, signals, and databases out of reach. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { hasTemplate } from '../../db/engine/cluster-templates.ts';
import { demoTemplate } from '../../src/demo/template.ts';
import { makeDataFolder } from '../support/data-folder.ts';
import { openCopy } from '../support/newsroom.ts';
import { type Environment, finish, printed, run, start } from '../support/process.ts';
import { until } from '../support/until.ts';

const isServer = inject('serverUrl') !== null;
let folder: string;
let saidFirst: string;
let database: Awaited<ReturnType<typeof openCopy>> | undefined;

/** On the engine that the run is about: a folder of its own, or a database of its own. */
const environment = (given: Environment = {}): Environment => ({
  PORT: '0',
  LOG_LEVEL: 'info',
  ...(database?.url === undefined ? { DATA_DIR: join(folder, 'newsroom') } : { DATABASE_URL: database.url }),
  ...given,
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-start-'));
  if (isServer) database = await openCopy();
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await database?.close();
  await database?.remove?.();
});

async function ask(url: string, query: string): Promise<{ data: Record<string, never> }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as { data: Record<string, never> };
}

test('without settings it serves a demo newsroom with pictures and health checks, and ends gracefully', async () => {
  const child = start('src/main.js', [], environment());
  const [said, , url = ''] = await printed(child, /^[\s\S]*(API)\s+(http:\S+)\/graphql/);
  saidFirst = said;
  // Loading and opening take a while on a busy machine: people see at once that something happens, and then what.
  const steps = ['Starting Dateline …', 'Filling in the demo …', 'Ranking what is read …', 'Dateline is ready'];
  if (database === undefined) steps.splice(1, 0, 'Opening the database …');
  const places = steps.map((step) => said.indexOf(step));
  expect(places, said).toEqual(places.toSorted((a, b) => a - b));
  expect(places[0], said).toBe(0);
  const ready = await fetch(`${url}/health/ready`);
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
  expect((await fetch(`${url}/health/live`)).status).toBe(200);

  const { data } = await ask(
    url,
    '{ articles(first: 100) { totalCount nodes { url leadImage { url } } } topics { totalCount } sources { totalCount } trending { nodes { slug } } }',
  );
  const articles = data.articles as unknown as {
    totalCount: number;
    nodes: { url: string; leadImage: { url: string } | null }[];
  };
  expect(articles.totalCount).toBeGreaterThanOrEqual(60);
  expect(articles.nodes[0]?.url).toMatch(new RegExp(`^${url}/articles/`));
  const picture = await fetch(articles.nodes.find(({ leadImage }) => leadImage)?.leadImage?.url ?? '');
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
  expect((await fetch(`${url}/images/placeholder.svg`)).status).toBe(200);
  expect((await fetch(`${url}/images/demo/..%2f..%2fpackage.json`)).status).toBe(404);

  const page = await fetch(articles.nodes[0]?.url ?? '', { redirect: 'manual' });
  expect([page.status, page.headers.get('location')]).toEqual([
    302,
    expect.stringMatching(/^\/graphql#page=article-page&slug=[\w-]+$/),
  ]);

  const feed = (await (await fetch(`${url}/feeds/topics/harbour.json`)).json()) as Record<string, string> & {
    items: { url: string; image?: string }[];
  };
  expect(feed.title).toBe('Dateline: The harbour');
  const index = await (await fetch(`${url}/sitemap.xml`)).text();
  const maps = Array.from(index.matchAll(/<loc>([^<]+)/g), ([, address]) => address);
  expect(maps).toHaveLength(3);
  const links = feed.items.flatMap((item) => [item.url, ...(item.image === undefined ? [] : [item.image])]);
  for (const link of [feed.feed_url, feed.home_page_url, ...links, ...maps, `${url}/sitemap-news.xml`]) {
    expect(link?.startsWith(url)).toBe(true);
    expect([200, 302], link).toContain((await fetch(link ?? '', { redirect: 'manual' })).status);
  }

  // In flight: a stream, and a question whose second half comes when the service is told to stop already.
  const stream = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { articlePublished { slug } }' }),
  });
  const headers = { 'content-type': 'application/json', expect: '100-continue' };
  const upload = request(`${url}/graphql`, { method: 'POST', headers });
  const uploaded = once(upload, 'response');
  upload.flushHeaders();
  await once(upload, 'continue');
  upload.write('{"query":"{ articles(first: 1) ');
  child.kill('SIGTERM');
  await until(async () => (await fetch(`${url}/health/ready`).catch(() => null))?.status !== 200, 'that it stops');
  upload.end('{ totalCount } }"}');
  const [answer] = (await uploaded) as [IncomingMessage];
  expect([answer.statusCode, JSON.parse(await text(answer))]).toMatchObject([200, { data: { articles: {} } }]);
  await stream.text().catch(() => {});
  const { code } = await finish(child);
  expect(code).toBe(0);
});

test.skipIf(isServer || !hasTemplate(demoTemplate()))(
  'the first start copied the demo newsroom that the installation prepared',
  () => {
    expect(saidFirst).toMatch(/Copying the demo newsroom …\n {2}Opening the database …\n {2}Filling in the demo …/);
    expect(saidFirst).not.toMatch(/Making the database|Migrating|Copying the empty/);
  },
);

test('a second start serves the same newsroom without a second demo', async () => {
  const loaded = join(folder, 'loaded');
  const child = start(
    'src/main.js',
    [],
    environment({ SITE_NAME: 'The Gull', WEBSUB_HUB: 'https://hub.example', NODE_V8_COVERAGE: loaded }),
  );
  const [text, url = ''] = await printed(child, /Dateline is ready[\s\S]*API\s+(http:\S+)\/graphql/);
  expect(text).not.toContain('demo newsroom');
  expect((await ask(url, '{ topics { totalCount } }')).data.topics).toEqual({ totalCount: 12 });
  const feed = await fetch(`${url}/feeds/latest?first=1`);
  expect(feed.headers.get('link')).toBe(
    `<https://hub.example/>; rel="hub", <${url}/feeds/latest.rss?first=1>; rel="self"`,
  );
  expect(await feed.text()).toMatch(/<title>The Gull<.*<atom:link href="https:\/\/hub.example\/" rel="hub"\/>/s);
  child.kill('SIGINT');
  expect((await finish(child)).code).toBe(0);
  // Of which scripts were loaded.
  const reports = await Promise.all((await readdir(loaded)).map((name) => readFile(join(loaded, name), 'utf8')));
  expect(reports.join('')).toContain('src/service/newsroom.ts"');
  expect(reports.join('')).not.toContain('src/demo/seed.ts"');
  // Packages of many modules come from the bundles of the installation, each once.
  expect(reports.join('')).toMatch(/\/packages-\w+\/kysely\.js"/);
  expect(reports.join('')).not.toMatch(/node_modules\/(?:kysely|graphql|zod)\//);
});

describe.skipIf(isServer)('on the embedded engine', () => {
  const own = (name: string) => ({ PORT: '0', DEMO: 'off', DATA_DIR: join(folder, name) });

  test('a second process on a newsroom says so and ends with code 1, one behind a killed process opens it', async () => {
    const env = own('shared');
    await makeDataFolder(env.DATA_DIR);
    const first = start('src/main.js', [], env);
    await printed(first, /Dateline is ready/);
    const second = await run('src/main.js', [], env);
    expect(second.code).toBe(1);
    expect(second.stderr).toContain(`DATA_DIR ${env.DATA_DIR} is in use`);
    first.kill('SIGKILL');
    await finish(first);
    const third = start('src/main.js', [], env);
    await printed(third, /Dateline is ready/);
    third.kill('SIGTERM');
    expect((await finish(third)).code).toBe(0);
  });

  test('a SIGTERM to npm stops the service, too, and an empty newsroom stays empty with DEMO=off', async () => {
    const env = own('through-npm');
    const npm = spawn('npm', ['start', '--silent'], {
      cwd: join(import.meta.dirname, '../..'),
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    });
    const [, url = ''] = await printed(npm, /API\s+(http:\S+)\/graphql/);
    npm.kill('SIGTERM');
    await expect.poll(() => fetch(`${url}/health/live`).catch(() => 'gone')).toBe('gone');
    const again = start('src/main.js', [], env);
    const [, urlAgain = ''] = await printed(again, /API\s+(http:\S+)\/graphql/);
    const { data } = await ask(urlAgain, '{ articles { totalCount nodes { slug } } trending { nodes { slug } asOf } }');
    expect(data).toMatchObject({ articles: { totalCount: 0, nodes: [] }, trending: { nodes: [] } });
    again.kill('SIGTERM');
    expect((await finish(again)).code).toBe(0);
  });

  test('a DATA_DIR that can’t be a folder is named', async () => {
    const { code, stderr } = await run('src/main.js', [], { PORT: '0', DATA_DIR: import.meta.filename });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^DATA_DIR: /);
  });

  test('all settings that are wrong are named, and no port is opened', async () => {
    const wrong = {
      PORT: 'eighty',
      PUBLIC_URL: 'news.example',
      DATABASE_URL: 'mysql://localhost/news',
      CORS_ORIGINS: 'https://a.example/path',
    };
    const { code, stdout, stderr } = await run('src/main.js', [], wrong);
    expect(code).toBe(1);
    for (const name of Object.keys(wrong)) expect(stderr).toContain(name);
    expect(stdout).not.toContain('ready');
  });
});

test('an unreachable database ends it with code 1, without printing the password', async () => {
  const { code, stderr, stdout } = await run('src/main.js', [], {
    PORT: '0',
    DATABASE_URL: 'postgres://who:secret@127.0.0.1:1/none',
  });
  expect(code).toBe(1);
  expect(stderr).toContain('DATABASE_URL');
  expect(stderr + stdout).not.toContain('secret');
});
