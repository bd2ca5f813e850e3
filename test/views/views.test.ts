/** What counts as a view: readers, half-hours, bots, floods, and published articles. */

import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { encodeId } from '../../src/ids.ts';
import { MINUTE_MS } from '../../src/time/units.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';
import { browser, midnight, startViews, viewsOf } from '../support/views.ts';

let article: number;
let other: number;
let hidden: number;
let tomorrow: number;

const newsroom = useNewsroom(async (db) => {
  const pieces = [piece('read'), piece('also-read'), piece('withdrawn'), piece('scheduled')];
  [article, other, hidden, tomorrow] = (await publish(db, pieces)) as [number, number, number, number];
  await sql`update article set withdrawn_at = now() where id = ${hidden}`.execute(db);
  await sql`update article set published_at = now() + interval '1 day' where id = ${tomorrow}`.execute(db);
});
beforeEach(() => newsroom.db.deleteFrom('article_views').execute());

const idOf = (number: number) => encodeId('Article', number);

test('a reader counts once for an article and half-hour', async () => {
  const { beacon, flush, clock } = await startViews(newsroom.db);
  clock.now = midnight + 600 * MINUTE_MS;
  await beacon(idOf(article));
  await beacon(idOf(article));
  await beacon(idOf(other));
  clock.now += 29 * MINUTE_MS + 59_000;
  await beacon(idOf(article));
  await flush();
  expect(await viewsOf(newsroom.db, article)).toEqual({ '2026-03-20T10:00': 1 });
  expect(await viewsOf(newsroom.db, other)).toEqual({ '2026-03-20T10:00': 1 });
  clock.now = midnight + 630 * MINUTE_MS;
  await beacon(idOf(article));
  clock.now = midnight + 660 * MINUTE_MS;
  await beacon(idOf(article));
  await flush();
  expect(await viewsOf(newsroom.db, article)).toEqual({ '2026-03-20T10:00': 2, '2026-03-20T11:00': 1 });
});

test('another address or user agent is another reader; IPv6 addresses of one /64 are not', async () => {
  const { beacon, flush } = await startViews(newsroom.db);
  const sent = [
    { address: '203.0.113.1' },
    { address: '203.0.113.2' },
    { address: '203.0.113.2', agent: `${browser} Edg/140` },
    { address: '2001:db8:1:2::1' },
    { address: '2001:db8:1:2:ffff::9' },
    { address: '2001:db8:1:3::1' },
    { address: '::ffff:203.0.113.1' },
    { address: '203.0.113.1:55123' },
    { address: '[2001:db8:1:2::1]:443' },
  ];
  for (const from of sent) await beacon(idOf(article), from);
  await flush();
  expect(await viewsOf(newsroom.db, article)).toEqual({ '2026-03-20T10:00': 5 });
});

test('the reader’s address is taken from trusted proxies alone, and only what they added themselves', async () => {
  const untrusting = await startViews(newsroom.db, { TRUSTED_PROXIES: '' });
  for (const address of ['203.0.113.1', '203.0.113.2']) await untrusting.beacon(idOf(article), { address });
  await untrusting.flush();
  expect(await viewsOf(newsroom.db, article)).toEqual({ '2026-03-20T10:00': 1 });
  expect(untrusting.warnings).toEqual([expect.stringContaining('TRUSTED_PROXIES')]);
  await untrusting.http.close();

  const trusting = await startViews(newsroom.db, { TRUSTED_PROXIES: 'loopback, 10.0.0.0/8' });
  for (const address of ['1.1.1.1, 203.0.113.3, 10.9.9.9', '2.2.2.2, 203.0.113.3', '203.0.113.3, 203.0.113.4']) {
    await trusting.beacon(idOf(other), { address });
  }
  await trusting.flush();
  expect(await viewsOf(newsroom.db, other)).toEqual({ '2026-03-20T10:00': 2 });
  expect(trusting.warnings).toEqual([]);
});

test('the salt of reader keys changes at midnight, without counting anybody twice', async () => {
  const { beacon, flush, clock } = await startViews(newsroom.db);
  clock.now = midnight - 1;
  await beacon(idOf(article));
  clock.now = midnight;
  await beacon(idOf(article));
  await beacon(idOf(article));
  await flush();
  expect(await viewsOf(newsroom.db, article)).toEqual({ '2026-03-19T23:00': 1, '2026-03-20T00:00': 1 });
});

test('a clock that jumps back and forth counts nobody twice in the half-hours that it jumps between', async () => {
  const { beacon, flush, clock } = await startViews(newsroom.db);
  const jumpAround = async (boundary: number, id: number) => {
    for (const at of [-1, 1, -1, 1, -2, 2]) {
      clock.now = boundary + at;
      await beacon(idOf(id));
    }
  };
  await jumpAround(midnight + 630 * MINUTE_MS, article);
  // Over midnight, the new salt makes everyone new once.
  await jumpAround(midnight + 1440 * MINUTE_MS, other);
  await flush();
  expect(await viewsOf(newsroom.db, article)).toEqual({ '2026-03-20T10:00': 2 });
  expect(await viewsOf(newsroom.db, other)).toEqual({ '2026-03-20T23:00': 2, '2026-03-21T00:00': 1 });
});

test('bots and requests without a user agent are not counted', async () => {
  const { beacon, flush } = await startViews(newsroom.db);
  const bots = [
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'curl/8.5.0',
    'python-requests/2.31',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36',
    '',
  ];
  for (const agent of bots) expect((await beacon(idOf(article), { agent })).status).toBe(204);
  await beacon(idOf(article), { agent: `${browser} ${'x'.repeat(5_000)}` });
  await flush();
  expect(await viewsOf(newsroom.db, article)).toEqual({ '2026-03-20T10:00': 1 });
});

test('a hundred views from one address count in full, a flood ever less; each minute starts anew', async () => {
  const { views, clock } = await startViews(newsroom.db);
  const send = (from: number, to: number, address = '198.51.100.1') => {
    const record = views.recorderOf({
      req: { headers: { 'user-agent': browser }, socket: { remoteAddress: address } },
    } as never);
    let counted = 0;
    for (let each = from; each < to; each += 1) if (record(article + each)) counted += 1;
    return counted;
  };
  expect(send(0, 100)).toBe(100);
  expect(send(100, 1_000)).toBe(230);
  expect(send(1_000, 100_000)).toBe(460);
  expect(send(0, 50, '198.51.100.2')).toBe(50);
  clock.now += MINUTE_MS;
  expect(send(100_000, 100_100)).toBe(100);
});

test('one address that says to be a hundred browsers is nineteen readers of an article', async () => {
  const { views, flush } = await startViews(newsroom.db);
  for (let reader = 0; reader < 100; reader += 1) {
    const req = { headers: { 'user-agent': `${browser} ${reader}` }, socket: { remoteAddress: '198.51.100.9' } };
    views.recorderOf({ req } as never)(article);
  }
  await flush();
  expect(Object.values(await viewsOf(newsroom.db, article))).toEqual([19]);
});

test('unknown and unpublished articles are not counted, with the same answer to the byte', async () => {
  const { beacon, flush, clock, recordView } = await startViews(newsroom.db);
  clock.now = Date.now();
  const answers: string[] = [];
  for (const id of [article, article, hidden, tomorrow, 2_147_483_647]) {
    const response = await beacon(idOf(id), { 'x-request-id': 'same' });
    const headers = [...response.headers].filter(([name]) => name !== 'date');
    answers.push(JSON.stringify([response.status, headers, await response.text()]));
  }
  await flush();
  expect(new Set(answers).size).toBe(1);
  expect(JSON.parse(answers[0] ?? '')[0]).toBe(204);
  const { rows } = await sql`select article_id, views from article_views`.execute(newsroom.db);
  expect(rows).toEqual([{ article_id: article, views: 1 }]);
  for (const id of [hidden, tomorrow, 2_147_483_647]) expect(await recordView(id, '203.0.113.9')).toBe(false);
});

test('recordView counts like a beacon, and not a second time after one', async () => {
  const { beacon, recordView, flush } = await startViews(newsroom.db);
  expect(await recordView(article)).toBe(true);
  expect(await recordView(article)).toBe(false);
  expect(await recordView(other, '203.0.113.7', 'curl/8.5.0')).toBe(false);
  await beacon(idOf(article));
  await beacon(idOf(other));
  expect(await recordView(other)).toBe(false);
  await flush();
  expect(await viewsOf(newsroom.db, article)).toEqual({ '2026-03-20T10:00': 1 });
  expect(await viewsOf(newsroom.db, other)).toEqual({ '2026-03-20T10:00': 1 });
});

test('recordView refuses a wrong id by name, and is refused by GET', async () => {
  const { query, url } = await startViews(newsroom.db);
  for (const id of ['nonsense', encodeId('Topic', 1), '']) {
    const { first } = await query(`mutation { recordView(article: "${id}") }`);
    expect(first?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path: ['article'] });
  }
  const mutation = encodeURIComponent(`mutation { recordView(article: "${idOf(article)}") }`);
  expect((await fetch(`${url}/graphql?query=${mutation}`, { headers: { 'user-agent': browser } })).status).toBe(405);
});
