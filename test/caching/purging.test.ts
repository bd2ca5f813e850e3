/** CDN purging: batching, retries, catching up after absence, and the requests of each CDN. */

import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type NewEvent, nobody, recordEvents } from '../../db/events/append.ts';
import {
  holdOn,
  leavePosition,
  makePurgePositions,
  movePosition,
  putOffPosition,
  takePosition,
} from '../../db/events/purge-positions.ts';
import { type EventFeed, openEventFeed } from '../../src/events/feed.ts';
import { NotTaken } from '../../src/outbound/post.ts';
import { type Cdn, type PurgeCall, purgeCalls } from '../../src/purging/cdn.ts';
import type { Following } from '../../src/purging/follow.ts';
import { sendPurge } from '../../src/purging/send.ts';
import { type Paces, startPurging } from '../../src/purging/worker.ts';
import { piece, publish } from '../support/articles.ts';
import { useCdn } from '../support/cdn.ts';
import { useNewsroom } from '../support/newsroom.ts';

let articleId = 0;
const newsroom = useNewsroom(async (db) => {
  [articleId = 0] = await publish(db, [piece('Harbour wall opens', { topics: ['Ports'] })]);
});
const cdn = useCdn();
const token = 'hunter2-token';
const http = (): Cdn => ({ is: 'http', url: `${cdn.url}/purge`, token });

let logged = '';
const log = {
  warn: () => {},
  error: (details: object, message: string) => {
    const { err } = details as { err: Error };
    logged += `${message} ${err.stack} ${JSON.stringify(err)}\n`;
  },
};

const running: { readonly feed: EventFeed; readonly purging: Following }[] = [];

/** Nobody waits here for what whole services wait for; a test that is about that has its own. */
const quick: Partial<Paces> = { secondMs: 300, pollMs: 50, firstBackoffMs: 100 };

async function beginPurging(to: Cdn = http(), paces = quick) {
  const feed = openEventFeed(newsroom.database, log);
  const purging = await startPurging(newsroom.db, feed, to, log, paces);
  running.push({ feed, purging });
}

async function stopPurging() {
  for (const { feed, purging } of running.splice(0)) {
    await purging.close();
    await feed.close();
  }
}

beforeEach(async () => {
  logged = '';
  await sql`delete from purge_position`.execute(newsroom.db);
});
afterEach(stopPurging);

const tell = (...events: NewEvent[]) => newsroom.db.transaction().execute((trx) => recordEvents(trx, nobody, events));
const corrected = (): NewEvent => ({ type: 'article.corrected', articleId });
const related = (...lists: number[]): NewEvent => ({ type: 'related.changed', detail: { lists } });

const untilAsked = (times: number) =>
  expect.poll(() => cdn.asked.length, { interval: 10 }).toBeGreaterThanOrEqual(times);
const positions = async () => {
  const { rows } = await sql<{ done: boolean }>`
    select bool_and(event_id = (select max(id) from event)) as done from purge_position`.execute(newsroom.db);
  return rows[0]?.done;
};
/** Both times over. */
const untilPurged = () => expect.poll(positions).toBe(true);

test('a change is purged at once, and again when every process has heard of it', async () => {
  await beginPurging(http(), { secondMs: 2_000 });
  await tell(corrected());
  const committedAt = Date.now();
  await untilAsked(2);
  const [first, second] = cdn.asked;
  expect((first?.at ?? 0) - committedAt).toBeLessThan(1_900);
  expect((second?.at ?? 0) - committedAt).toBeGreaterThan(1_900);
  expect(first).toMatchObject({ method: 'POST', path: '/purge', headers: { authorization: `Bearer ${token}` } });
  expect(first?.tags).toEqual(expect.arrayContaining([`article:${articleId}`, 'articles', 'topic:ports:articles']));
  expect(second?.tags).toEqual(first?.tags);
  await untilPurged();
  // What comes behind it is purged in its turn, and so was it: there is no third time.
  await tell(related(1));
  await untilPurged();
  expect(cdn.asked.filter(({ tags }) => tags.includes(`article:${articleId}`))).toHaveLength(2);
});

test('purging waits for notifications and does not poll', async () => {
  await beginPurging(http(), { ...quick, pollMs: 3_600_000 });
  for (const n of [1, 2, 3]) {
    await tell(related(n));
    await expect.poll(() => cdn.asked.some(({ tags }) => tags.includes(`related:${n}`)), { interval: 5 }).toBe(true);
  }
});

test('changes that readers don’t see are not purged', async () => {
  await beginPurging();
  await tell({ type: 'draft.revised', draftId: 1 });
  await untilPurged();
  expect(cdn.asked).toEqual([]);
});

test('simultaneous changes are purged in one request', async () => {
  await beginPurging();
  await tell(...Array.from({ length: 300 }, (_, n) => related(n + 1)));
  await untilAsked(1);
  expect(cdn.asked[0]?.tags).toHaveLength(301);
  await untilPurged();
  // The second time round may find some of them due before the others.
  const times = (tag: string) => cdn.asked.filter(({ tags }) => tags.includes(tag)).length;
  expect([times('related:1'), times('related:300')]).toEqual([2, 2]);
  expect(cdn.asked.length).toBeLessThan(6);
});

test('above the limit of tags everything is purged', async () => {
  await beginPurging();
  await tell(related(...Array.from({ length: 1_001 }, (_, n) => n + 1)));
  await untilPurged();
  expect(cdn.asked.map(({ tags }) => tags)).toEqual([['all'], ['all']]);
});

test('after a long absence everything is purged instead of each missed event', async () => {
  await beginPurging();
  await stopPurging();
  await tell(...Array.from({ length: 1_500 }, () => related(1)));
  await sql`update event set at = at - interval '1 hour'`.execute(newsroom.db);
  await beginPurging();
  await untilPurged();
  expect(cdn.asked.map(({ tags }) => tags)).toEqual([['all'], ['all']]);
});

describe('a failed purge is tried again', () => {
  test.each([
    ['an error', { status: 500 }, 'answered with status 500.'],
    ['a refusal in the body', { status: 200, text: '{"success":false,"errors":[{"code":1}]}' }, 'status 200'],
    ['silence', 'silence', 'did not answer within 1.5 seconds'],
  ] as const)('after %s', async (_, reply, why) => {
    cdn.replies.push(reply);
    const cloudflare: Cdn = { is: 'cloudflare', apiUrl: cdn.url, zoneId: 'zone1', token };
    await beginPurging(cloudflare, { ...quick, ...(reply === 'silence' && { timeoutMs: 1_500 }) });
    await tell(related(7));
    await untilPurged();
    expect(cdn.asked.filter(({ tags }) => tags.includes('related:7'))).toHaveLength(3);
    expect(logged).toContain(why);
    expect(logged).not.toContain(token);
  });

  test('not before Retry-After, and then with all that has gathered', async () => {
    cdn.replies.push({ status: 429, headers: { 'retry-after': '1' } });
    await beginPurging();
    await tell(related(1));
    await untilAsked(1);
    await tell(related(2));
    await untilPurged();
    // The second time round has its own clock, and asks meanwhile.
    const both = cdn.asked.filter(({ tags }) => tags.includes('related:1') && tags.includes('related:2'));
    expect((both.at(-1)?.at ?? 0) - (cdn.asked[0]?.at ?? 0)).toBeGreaterThan(950);
    const { rows } = await sql<{ failures: number }>`select failures from purge_position`.execute(newsroom.db);
    expect(rows.map(({ failures }) => failures)).toEqual([0, 0]);
  });

  test('and after five failures becomes one purge of everything', async () => {
    await beginPurging();
    await stopPurging();
    await tell(related(1));
    await sql`update purge_position set failures = 5 where pass = 'soon'`.execute(newsroom.db);
    await beginPurging();
    await untilAsked(1);
    expect(cdn.asked[0]?.tags).toEqual(['all']);
  });
});

test('no purge is lost by a stop in the middle, or by a process that dies', async () => {
  cdn.replies.push('silence');
  await beginPurging();
  await tell(related(1));
  await untilAsked(1);
  await stopPurging();
  const { rows: left } = await sql`select held_by, failures from purge_position`.execute(newsroom.db);
  expect(left, 'it lets go, and has not failed').toEqual(Array(2).fill({ held_by: null, failures: 0 }));
  await tell(related(2));
  // The one that died holds it until a moment.
  await sql`
    update purge_position set held_by = 'the dead', held_until = now() + interval '1 second'
    where pass = 'soon'`.execute(newsroom.db);
  await beginPurging();
  await untilPurged();
  // Both times over; the second time round may have found the older one due by itself.
  const later = cdn.asked.slice(1);
  const times = (tag: string) => later.filter(({ tags }) => tags.includes(tag)).length;
  expect([times('related:1'), times('related:2')]).toEqual([2, 2]);
});

test('who has lost a position to another neither moves it, nor lets go of it, nor prolongs it', async () => {
  const { db } = newsroom;
  await makePurgePositions(db, ['soon', 'again']);
  await tell(related(1));
  const read = async () => (await sql`select * from purge_position where pass = 'soon'`.execute(db)).rows;
  expect(await takePosition(db, 'soon', 'the slow', 0)).toMatchObject({ failures: 0 });
  expect(await takePosition(db, 'soon', 'the other', 0)).toBeNull();
  await sql`update purge_position set held_until = now() - interval '1 second'`.execute(db);
  expect(await takePosition(db, 'soon', 'the other', 0)).not.toBeNull();
  const before = await read();
  expect(await holdOn(db, 'soon', 'the slow')).toBe(false);
  await movePosition(db, 'soon', 'the slow', 1, 0);
  await putOffPosition(db, 'soon', 'the slow', 3, 0);
  await leavePosition(db, 'soon', 'the slow');
  expect(await read()).toEqual(before);
  expect(await holdOn(db, 'soon', 'the other')).toBe(true);
  await leavePosition(db, 'soon', 'the other');
  expect(await read()).toMatchObject([{ held_by: null, failures: 0 }]);
});

test('of several processes one purges', async () => {
  await Promise.all([beginPurging(), beginPurging(), beginPurging()]);
  for (let n = 1; n <= 10; n++) {
    await tell(related(n));
    await wait(30);
  }
  await untilPurged();
  const times = (n: number) => cdn.asked.filter(({ tags }) => tags.includes(`related:${n}`)).length;
  expect(Array.from({ length: 10 }, (_, n) => times(n + 1))).toEqual(Array(10).fill(2));
});

describe('requests to the CDN', () => {
  const tags = Array.from({ length: 300 }, (_, n) => `article:${n}`);

  test('Fastly gets at most 256 keys a request, and soft purges if configured', async () => {
    const fastly: Cdn = { is: 'fastly', apiUrl: cdn.url, serviceId: 'SvC1', token, isSoft: false };
    for (const call of purgeCalls(fastly, tags)) await sendPurge(fastly, call);
    for (const call of purgeCalls({ ...fastly, isSoft: true }, ['all'])) await sendPurge(fastly, call);
    expect(cdn.asked.map((asked) => [asked.path, asked.tags.length, asked.headers['fastly-soft-purge']])).toEqual([
      ['/service/SvC1/purge', 256, undefined],
      ['/service/SvC1/purge', 44, undefined],
      ['/service/SvC1/purge', 1, '1'],
    ]);
    expect(cdn.asked[0]?.headers).toMatchObject({ 'fastly-key': token, 'content-type': 'application/json' });
    expect(cdn.asked[2]?.body).toBe('{"surrogate_keys":["all"]}');
    expect(cdn.asked.flatMap((asked) => asked.tags)).toEqual([...tags, 'all']);
  });

  test('Cloudflare gets at most 100 tags a request', async () => {
    const cloudflare: Cdn = { is: 'cloudflare', apiUrl: cdn.url, zoneId: 'zone1', token };
    for (const call of purgeCalls(cloudflare, tags)) await sendPurge(cloudflare, call);
    expect(cdn.asked.map((asked) => [asked.path, asked.tags.length])).toEqual(
      Array(3).fill(['/zones/zone1/purge_cache', 100]),
    );
    expect(cdn.asked[0]?.headers).toMatchObject({
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    });
  });

  test.each([
    ['3', 3_000],
    ['0', 0],
    ['86400', 300_000],
    ['Fri, 01 Jan 2100 00:00:00 GMT', 300_000],
    ['Sat, 01 Jan 2000 00:00:00 GMT', 0],
    ['soon', undefined],
  ])('Retry-After: %s is kept to, five minutes at most', async (header, expected) => {
    cdn.replies.push({ status: 503, headers: { 'retry-after': header } });
    const own: Cdn = { is: 'http', url: cdn.url, token: undefined };
    const [call] = purgeCalls(own, ['all']);
    const failure = await sendPurge(own, call as PurgeCall).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NotTaken);
    expect((failure as NotTaken).retryAfterMs).toBe(expected);
  });

  test('an HTTP endpoint gets JSON, and a token where one is configured', async () => {
    const own: Cdn = { is: 'http', url: `${cdn.url}/own?x=1`, token: undefined };
    for (const call of purgeCalls(own, ['all'])) await sendPurge(own, call);
    expect(cdn.asked[0]).toMatchObject({ path: '/own?x=1', body: '{"tags":["all"]}' });
    expect(cdn.asked[0]?.headers.authorization).toBeUndefined();
  });
});
