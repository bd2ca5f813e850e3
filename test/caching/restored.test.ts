/** A newsroom that is restored, or replaced by a former state of it: nobody goes on giving away what was before, or misses what is new. */

import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Hear } from '../../db/engine/database.ts';
import { transact } from '../../db/engine/transact.ts';
import { type NewEvent, nobody, recordEvents } from '../../db/events/append.ts';
import { eventChannel, lastEventId } from '../../db/events/log.ts';
import { recordRestored } from '../../db/events/restored.ts';
import { type EventFeed, openEventFeed } from '../../src/events/feed.ts';
import { startPurging } from '../../src/purging/worker.ts';
import { piece, publish } from '../support/articles.ts';
import { useCache } from '../support/cached-newsroom.ts';
import { useCdn } from '../support/cdn.ts';
import { useNewsroom } from '../support/newsroom.ts';
import { until } from '../support/until.ts';

const newsroom = useNewsroom((db) => publish(db, [piece('first')]));
const cached = useCache(newsroom);
const cdn = useCdn();
const query = '{ article(by: { slug: "first" }) { headline } }';

let feed: EventFeed;
beforeAll(async () => {
  feed = openEventFeed(newsroom.database, { error: () => {} });
  await feed.events();
});
afterAll(() => feed.close());

const tell = (...events: NewEvent[]) => transact(newsroom.db, (trx) => recordEvents(trx, nobody, events));

/** Keeps an answer; a cache that has just begun anew keeps none for a moment. */
const keep = () =>
  until(async () => {
    await (await cached.get(query)).text();
    return cached.answers.store.count() > 0;
  });

test('a restore is in the log with an id above all that were given, and empties caches', async () => {
  await tell({ type: 'draft.created' });
  await keep();
  const before = await lastEventId(newsroom.db);
  await transact(newsroom.db, recordRestored);
  await cached.settled();
  expect(cached.answers.store.count()).toBe(0);
  expect(await lastEventId(newsroom.db)).toBeGreaterThan(before + 999_999);
});

test('a database that was replaced by a former state of it is noticed, caches are emptied and streams dropped', async () => {
  const { db } = newsroom;
  await keep();
  const stream = await feed.events();
  await tell({ type: 'draft.created' }, { type: 'draft.created' });
  await feed.caughtUp();
  await cached.settled();
  await keep();
  const last = await lastEventId(db);
  await sql`delete from event where id > ${last - 2}`.execute(db);
  await sql`select setval('event_id_seq', ${last - 2}::int)`.execute(db);
  await Promise.all([feed.caughtUp(), cached.settled()]);
  expect(await until(() => cached.answers.store.count() === 0)).toBe(true);
  const rest = async () => {
    for await (const _ of stream);
  };
  await expect(rest()).rejects.toMatchObject({ extensions: { code: 'FELL_BEHIND' } });
  // What is appended from here on has ids that were given before, and is told all the same.
  const next = await feed.events();
  await tell({ type: 'draft.revised' });
  await feed.caughtUp();
  expect((await next.next()).value).toMatchObject({ id: last - 1, type: 'draft.revised' });
});

test('what a notification tells of is read, unless it was, and whatever else it says', async () => {
  const { db } = newsroom;
  let answers = 0;
  const counted = db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      answers += 1;
      return result;
    },
  });
  let hear: Hear = () => {};
  // It reads what it hears of, and nothing by itself.
  const listen = async (_: readonly string[], heard: Hear) => {
    hear = heard;
    hear(eventChannel);
    return async () => {};
  };
  const own = openEventFeed({ db: counted, engine: 'embedded', listen }, { error: () => {} });
  const stream = await own.events(['draft.shared']);
  const append = async () => {
    await tell({ type: 'draft.shared' });
    return lastEventId(db);
  };
  const passedOn = async (id: number, told: string | undefined) => {
    hear(eventChannel, told);
    await until(() => own.lastId() === id, `the event that was told of by ${told}`);
    expect((await stream.next()).value).toMatchObject({ id });
  };

  const first = await append();
  await passedOn(first, String(first));
  // A connection that was opened again, what other versions may say, and what was said already.
  for (const told of [undefined, '', 'of another version', '3', String(first), '0'])
    await passedOn(await append(), told);
  const lost = await append();
  const next = await append();
  hear(eventChannel, String(next));
  for (const id of [lost, next]) expect((await stream.next()).value).toMatchObject({ id });

  const answersTo = async (asked: () => Promise<unknown>) => {
    const before = answers;
    await asked();
    return answers - before;
  };
  const toLook = await answersTo(own.caughtUp);
  const read = await append();
  await own.caughtUp();
  const looked = () => {
    hear(eventChannel, String(read));
    return own.caughtUp();
  };
  expect(await answersTo(looked)).toBe(toLook);
  expect((await stream.next()).value).toMatchObject({ id: read });

  await sql`delete from event where id > ${lost}`.execute(db);
  await sql`select setval('event_id_seq', ${lost}::int)`.execute(db);
  const again = await append();
  expect(again).toBeLessThan(read);
  hear(eventChannel, String(again));
  await until(() => own.lastId() === again, 'a database that was replaced');
  await expect(stream.next()).rejects.toMatchObject({ extensions: { code: 'FELL_BEHIND' } });
  await own.close();
});

test.skipIf(inject('serverUrl') === null)('a notification that is lost is made up for by the next look', async () => {
  const own = openEventFeed({ ...newsroom.database, listen: async () => async () => {} }, { error: () => {} });
  const stream = await own.events();
  await tell({ type: 'draft.shared' });
  expect((await stream.next()).value).toMatchObject({ type: 'draft.shared' });
  await own.close();
});

test('who asks for what was missed behind an event that the log doesn’t have has fallen behind', async () => {
  await expect(feed.missed(2_000_000_000)).rejects.toMatchObject({ extensions: { code: 'FELL_BEHIND' } });
});

test.each([
  ['as the dump has it', 'select'],
  ['that the dump doesn’t have', 'delete from purge_position'],
])('a CDN is purged of everything from a position %s', async (_, change) => {
  const { db } = newsroom;
  const to = { is: 'http', url: `${cdn.url}/purge`, token: 'a-token' } as const;
  const quick = { secondMs: 100, pollMs: 20 };
  await (await startPurging(db, feed, to, { error: () => {} }, quick)).close();
  cdn.asked.length = 0;
  await sql.raw(change).execute(db);
  await transact(db, recordRestored);
  const purging = await startPurging(db, feed, to, { error: () => {} }, quick);
  expect(await until(() => cdn.asked.some(({ tags }) => tags.includes('all')))).toBe(true);
  await purging.close();
});
