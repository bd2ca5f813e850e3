/** WebSub: the hub is told which feeds have changed, once for all processes, and again when it was away. */

import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type NewEvent, nobody, recordEvents } from '../../db/events/append.ts';
import { type EventFeed, openEventFeed } from '../../src/events/feed.ts';
import { startHub } from '../../src/feeds/hub.ts';
import type { Following } from '../../src/purging/follow.ts';
import { piece, publish } from '../support/articles.ts';
import { useCdn } from '../support/cdn.ts';
import { useNewsroom } from '../support/newsroom.ts';

const quick = { settledMs: 0, pollMs: 50, firstBackoffMs: 50 };
let articleId = 0;
const newsroom = useNewsroom(async (db) => {
  [articleId = 0] = await publish(db, [piece('Harbour wall opens', { topics: ['Salt & sea'] })]);
});
const hub = useCdn();
let feed: EventFeed;
let processes: Following[];
let logged: string[] = [];

beforeAll(async () => {
  const log = { warn: () => {}, error: (_: object, message: string) => void logged.push(message) };
  feed = openEventFeed(newsroom.database, log);
  const to = { url: `${hub.url}/hub`, publicUrl: 'https://news.example' };
  const start = () => startHub(newsroom.db, feed, to, log, quick);
  processes = [await start(), await start()];
});

afterAll(async () => {
  await Promise.all(processes.map((each) => each.close()));
  await feed.close();
});

beforeEach(() => {
  logged = [];
});

const tell = (...events: NewEvent[]) => newsroom.db.transaction().execute((trx) => recordEvents(trx, nobody, events));
const told = () => hub.asked.map(({ body }) => new URLSearchParams(body));
const untilTold = (times: number) =>
  expect.poll(() => hub.asked.length, { interval: 10 }).toBeGreaterThanOrEqual(times);
const untilDone = () =>
  expect
    .poll(async () => {
      const { rows } = await sql<{ done: boolean }>`
          select event_id = (select max(id) from event) as done from purge_position where pass = 'hub'
        `.execute(newsroom.db);
      return rows[0]?.done;
    })
    .toBe(true);

test('a change is told once, with every feed that the piece stands in', async () => {
  await tell({ type: 'article.corrected', articleId });
  await untilDone();
  expect(hub.asked).toHaveLength(1);
  expect(hub.asked[0]).toMatchObject({
    method: 'POST',
    path: '/hub',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  const [form] = told();
  expect(form?.get('hub.mode')).toBe('publish');
  const formats = (name: string) =>
    ['rss', 'atom', 'json'].map((format) => `https://news.example/feeds/${name}.${format}`);
  expect(form?.getAll('hub.url')).toEqual([...formats('latest'), ...formats('topics/salt-and-sea')]);
});

test('what readers don’t see is told to nobody, nor is a schedule', async () => {
  await tell(
    { type: 'draft.revised', articleId },
    { type: 'draft.scheduled', articleId },
    { type: 'article.imported', articleId, detail: { scheduledFor: '2030-01-01T00:00:00Z' } },
    { type: 'article.pinned', articleId, detail: { list: 'trending' } },
  );
  await untilDone();
  expect(hub.asked).toEqual([]);
});

test('a hub that is away is told later, and the log says so', async () => {
  hub.replies.push({ status: 503 }, { status: 503, headers: { 'retry-after': '0' } });
  await tell({ type: 'article.withdrawn', articleId });
  await untilTold(3);
  await untilDone();
  expect(hub.asked).toHaveLength(3);
  expect(logged[0]).toBe('The WebSub hub could not be told of changed feeds; it is tried again.');
});
