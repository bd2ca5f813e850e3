/** Files at the endpoint: a page for everybody as caches may keep it, long lists for analysts in one snapshot. */

import { once } from 'node:events';
import { parse as parseCsv } from 'csv-parse/sync';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inSnapshot } from '../../db/engine/snapshot.ts';
import { createLoaders, type Loaders } from '../../db/loaders.ts';
import { schema } from '../../schema/schema.ts';
import { createCoalescingCache } from '../../src/caching/coalescing-cache.ts';
import { createReads } from '../../src/caching/reads.ts';
import { recordedLoaders } from '../../src/caching/recorded-loaders.ts';
import { queryCommand } from '../../src/commands/query.ts';
import { readConfig } from '../../src/config.ts';
import { hashOf } from '../../src/graphql/persisted/hash.ts';
import { reader } from '../../src/roles.ts';
import { createHttpServer, type HttpServer } from '../../src/server.ts';
import { piece, publish } from '../support/articles.ts';
import { call } from '../support/command.ts';
import { publicUrl, useNewsroom } from '../support/newsroom.ts';
import { patient } from '../support/patience.ts';

/** More than a page, in the order of names. */
const topics = Array.from({ length: 130 }, (_, n) => ({ slug: `topic-${n + 100}`, name: `Topic, ${n + 100}` }));
const formula = { slug: 'zz', name: '=Z1' };
const newsroom = useNewsroom(async (db) => {
  await publish(db, [
    piece('first', { headline: 'One, two', publishedAt: new Date('2026-01-01'), topics: ['Even', 'All'] }),
    piece('second', { publishedAt: new Date('2026-01-02'), topics: ['All'] }),
  ]);
  await db
    .insertInto('topic')
    .values([...topics, formula])
    .execute();
});
/** With those of the articles. */
const COUNT = topics.length + 3;

let http: HttpServer;
let url: string;
/** Called before each page of a long file. */
let beforePage: (page: number) => Promise<unknown> = async () => {};
let maxReadingMs = 60_000;
/** Called when a long file's snapshot is asked for. */
let begun: () => void = () => {};
beforeAll(async () => {
  const { db } = newsroom;
  const usual = createLoaders(db);
  let pages = 0;
  http = createHttpServer({
    config: readConfig({ PORT: '0', CACHE_TAG_HEADER: 'Cache-Tag', CORS_ORIGINS: 'https://news.example', ...patient }),
    logger: pino({ level: 'silent' }),
    schema,
    cache: createCoalescingCache({ maxBytes: 1_000_000, tagHeaderName: 'Cache-Tag' }),
    isReady: () => ({ ready: true }),
    createContext: async ({ exchange: { snapshot } }) => {
      if (snapshot) await beforePage(++pages);
      const reads = createReads();
      const loaders: Loaders = snapshot?.loaders ?? usual;
      return { db: snapshot?.db ?? db, loaders: recordedLoaders(loaders, reads), reads, viewer: reader, publicUrl };
    },
    longFiles: {
      viewerOf: async ({ headers }) =>
        headers.authorization === 'Bearer analyst' ? { role: 'ANALYST', name: 'Ana', id: 'token:1' } : reader,
      get maxReadingMs() {
        return maxReadingMs;
      },
      inSnapshot: (work) => {
        pages = 0;
        begun();
        return inSnapshot(db, (snapshot) => work({ db: snapshot, loaders: createLoaders(snapshot) }));
      },
    },
  });
  url = `${(await http.listen()).url}/graphql`;
});
afterAll(() => http.close());

const get = (query: string, more: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  fetch(`${url}?${new URLSearchParams({ query, ...more })}`, { headers });
const analyst = { accept: 'text/csv', authorization: 'Bearer analyst' };
const rowsOf = async (response: Response) => parseCsv(await response.text()) as string[][];
const firstError = async (response: Response) => {
  const { errors } = (await response.json()) as { errors: { message: string; extensions: Record<string, unknown> }[] };
  return errors[0];
};

test('a page comes as CSV with the headers of its answer, and 304 to who has it', async () => {
  const query = 'query Latest { articles(first: 2) { nodes { slug headline topics { slug } } } }';
  const response = await get(query, {}, { accept: 'text/csv' });
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': 'attachment; filename="Latest.csv"',
    vary: expect.stringContaining('Accept'),
    'cache-tag': (await get(query, {}, { accept: 'application/json' })).headers.get('cache-tag'),
  });
  expect(response.headers.get('cache-tag')).toMatch(/./);
  expect(await rowsOf(response)).toEqual([
    ['slug', 'headline', 'topics.slug'],
    ['second', 'second', 'all'],
    ['one-two', 'One, two', 'even; all'],
  ]);
  const again = await get(query, { format: 'csv' }, { 'if-none-match': response.headers.get('etag') ?? '' });
  expect([again.status, await again.text()]).toEqual([304, '']);
});

test('a POST that takes JSON too is read once, whichever it gets', async () => {
  const body = JSON.stringify({ query: '{ topics(first: 2) { nodes { slug } } }' });
  const post = async (accept: string) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body,
    });
    return [response.status, response.headers.get('content-type')];
  };
  for (const _ of ['made', 'kept']) {
    expect(await post('text/csv, application/json;q=0.1')).toEqual([200, expect.stringContaining('text/csv')]);
    expect(await post('application/json')).toEqual([200, expect.stringContaining('application/json')]);
  }
});

test('the format in the URL goes before what is accepted, and before a browser’s own question', async () => {
  const named = await get('{ topics(first: 1) { nodes { slug } } }', { format: 'json' }, { accept: 'text/csv' });
  expect([named.status, await named.json()]).toEqual([200, { data: { topics: { nodes: [{ slug: 'zz' }] } } }]);
  const preflight = await fetch(`${url}?format=csv`, {
    method: 'OPTIONS',
    headers: { origin: 'https://news.example', 'access-control-request-method': 'POST' },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-headers')).toMatch(/X-Dateline-Receipt, Mcp-Protocol-Version/);
});

test('a hash that was learned, or a POST, is answered with a file as well', async () => {
  const query = '{ topics(where: { search: "e" }) { nodes { slug } } }';
  const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: hashOf(query) } });
  await get(query, { extensions });
  const byHash = await fetch(`${url}?${new URLSearchParams({ extensions, format: 'ndjson' })}`);
  expect(await byHash.text()).toBe('{"slug":"even"}\n');
  const posted = await fetch(`${url}?format=csv&bom=true`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: 'query ($n: Int) { topics(first: $n) { nodes { slug } } }', variables: { n: 2 } }),
  });
  expect(Buffer.from(await posted.arrayBuffer()).toString()).toBe('\uFEFFslug\r\nzz\r\nall\r\n');
});

test.each([
  ['{ articles(first: 101) { nodes { slug } } }', 403, 'FORBIDDEN'],
  ['{ articles { nodes { slug } } topics { nodes { slug } } }', 400, 'NOT_ONE_LIST'],
  ['mutation { recordView(article: "x") }', 400, 'NOT_A_QUERY'],
  ['{ articles { nodes { nonsense } } }', 400, 'GRAPHQL_VALIDATION_FAILED'],
  ['{ articles(after: "x") { nodes { slug } } }', 400, 'BAD_USER_INPUT'],
  ['{ articles', 400, 'GRAPHQL_PARSE_FAILED'],
  ['query ($x: Boolean!) { articles { nodes @include(if: $x) { slug } } }', 400, 'BAD_USER_INPUT'],
  ['{ topic(by: { slug: "nowhere" }) { articles { nodes { slug } } } }', 404, 'NOT_FOUND'],
  ['{ insights { turnaround { articles } } }', 403, 'FORBIDDEN'],
  ['{ drafts { nodes { headline } } }', 403, 'FORBIDDEN'],
  ['{ ...F } fragment F on Query { ... { events(first: 101) { nodes { type } } } }', 403, 'FORBIDDEN'],
  ['{ tokens { name } }', 403, 'FORBIDDEN'],
  ['{ articles { nodes { slug droppedFromBody } } }', 403, 'FORBIDDEN'],
  ['{ ...F @skip(if: true) ...F } fragment F on Query { tokens { name } }', 403, 'FORBIDDEN'],
])('%s isn’t a file to a reader, but an error', async (query, status, code) => {
  const response = await get(query, { format: 'csv' });
  expect(response.status).toBe(status);
  expect((await firstError(response))?.extensions.code).toBe(code);
});

test('a file is refused for all that JSON has as null or empty for the caller’s role, and for nothing that is skipped', async () => {
  const events = await get('{ events { nodes { type } } }', {}, analyst);
  expect([events.status, await firstError(events)]).toMatchObject([
    403,
    { message: '`Query.events` takes the role EDITOR.', extensions: { requiredRole: 'EDITOR' } },
  ]);
  const skipping = `query ($all: Boolean = false) {
      tokens @include(if: $all) { name }
      ...Closed @include(if: $all)
      topics(first: 1) { nodes { slug ... @include(if: $all) { articles { nodes { droppedFromBody } } } } }
    }
    fragment Closed on Query { webhooks { url } }`;
  expect(await (await get(skipping, { format: 'csv' })).text()).toEqual('slug\r\nzz\r\n');
});

test('an analyst gets more than a page, as it was at one moment', async () => {
  let change: Promise<unknown> = Promise.resolve();
  beforePage = async (page) => {
    if (page !== 2) return;
    const { db, database } = newsroom;
    change = db.updateTable('topic').set({ name: 'zzz' }).where('slug', '=', 'topic-229').execute();
    // The embedded engine has one connection: there it waits for its turn.
    if (database.engine === 'server') await change;
  };
  const query =
    'query All($n: Int!, $where: TopicWhere) { topics(first: $n, where: $where) { nodes { ...Row } } } fragment Row on Topic { slug name }';
  const response = await get(query, { variables: JSON.stringify({ n: 5_000, where: { rootsOnly: true } }) }, analyst);
  const rows = await rowsOf(response);
  await change;
  beforePage = async () => {};
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  const written = [
    { ...formula, name: "'=Z1" },
    { slug: 'all', name: 'All' },
    { slug: 'even', name: 'Even' },
    ...topics,
  ];
  expect(rows).toEqual([['slug', 'name'], ...written.map(({ slug, name }) => [slug, name])]);
  const part = await rowsOf(await get('{ topics(first: 120) { edges { node { slug } } } }', {}, analyst));
  expect(part).toHaveLength(121);
});

test('too many rows, a list from its end, and what fails in the midst are told', async () => {
  expect(await firstError(await get('{ articles(first: 100001) { nodes { slug } } }', {}, analyst))).toMatchObject({
    message: '`first` must be at most 100000 in a file; it is 100001.',
    extensions: { argumentPath: ['first'] },
  });
  expect((await firstError(await get('{ articles(last: 101) { nodes { slug } } }', {}, analyst)))?.message).toMatch(
    /^Give `first` instead of `last`/,
  );
  beforePage = async (page) => {
    if (page === 2) throw new Error('gone');
  };
  const broken = await get('{ topics(first: 130) { nodes { slug } } }', {}, analyst);
  await expect(broken.text()).rejects.toThrow();
  beforePage = async () => {};
});

test('whoever reads slowly keeps the database from nobody, and what takes too long is given up', async () => {
  const { db } = newsroom;
  await db
    .updateTable('topic')
    .set({ description: 'x'.repeat(2_000) })
    .execute();
  const columns = Array.from({ length: 29 }, (_, n) => `c${n}: description`).join(' ');
  const query = `{ topics(first: ${COUNT}) { nodes { ${columns} } } }`;
  // More than the sockets between take, and nothing of it is read.
  const slow = await get(query, {}, { ...analyst, 'accept-encoding': 'identity' });
  expect((await newsroom.ask('{ topics { totalCount } }')).data).toEqual({ topics: { totalCount: COUNT } });
  expect(await rowsOf(slow)).toHaveLength(COUNT + 1);

  maxReadingMs = 1;
  beforePage = () => once(AbortSignal.timeout(1), 'abort');
  const late = await get('{ topics(first: 130) { nodes { slug } } }', {}, analyst);
  expect([late.status, (await firstError(late))?.extensions.code]).toEqual([504, 'TIMEOUT']);
  [maxReadingMs, beforePage] = [60_000, async () => {}];
});

test('two long files are read at a time, and who comes third is told when to come again', async () => {
  const gate = Promise.withResolvers<void>();
  const full = Promise.withResolvers<void>();
  let count = 0;
  begun = () => {
    count += 1;
    if (count === 2) full.resolve();
  };
  beforePage = () => gate.promise;
  const query = '{ topics(first: 130) { nodes { slug } } }';
  const reading = [get(query, {}, analyst), get(query, {}, analyst)];
  await full.promise;
  const third = await get(query, {}, analyst);
  expect([third.status, third.headers.get('retry-after')]).toEqual([503, '5']);
  gate.resolve();
  for (const response of reading) expect(await rowsOf(await response)).toHaveLength(131);
  [begun, beforePage] = [() => {}, async () => {}];
  expect((await get(query, {}, analyst)).status).toBe(200);
});

test('the command prints what the service answers, and errors in words', async () => {
  const env = { DATELINE_TOKEN: 'analyst' };
  const query = (text: string, ...args: string[]) => call(queryCommand, ['-', '--url', url, ...args], env, text);
  const csv = await query(
    'query ($n: Int) { topics(first: $n) { nodes { slug } } }',
    '--csv',
    '--variables',
    '{"n":1000}',
  );
  expect(csv).toMatchObject({ code: 0, stderr: '' });
  expect(csv.stdout.split('\r\n')).toHaveLength(COUNT + 2);
  expect(await query('{ topics { totalCount } }')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(String(COUNT)),
  });
  expect(await query('{ nonsense }', '--ndjson')).toMatchObject({ code: 1, stdout: '', stderr: /nonsense/ });
  expect(await query('{ topics { totalCount } }', '--variables', '[]')).toMatchObject({ code: 2 });
  expect(await call(queryCommand, ['-', '--url', 'http://me:pw@localhost/graphql'], env, '{ x }')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--url holds a name or a password'),
  });
  expect(await call(queryCommand, ['-'], { DATELINE_TOKEN: 'a\nb' }, '{ x }')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('DATELINE_TOKEN holds'),
  });
  const elsewhere = await call(
    queryCommand,
    ['-', '--url', url.replace('/graphql', '/health/ready'), '--csv'],
    env,
    '{ x }',
  );
  expect(elsewhere).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/lack \/graphql/) });
  const away = await call(queryCommand, ['-', '--url', 'http://127.0.0.1:1/graphql'], env, '{ x }');
  expect(away).toMatchObject({ code: 1, stderr: expect.stringContaining('npm start') });
});
