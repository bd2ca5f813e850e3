/** Subscriptions: who hears which events, order and catch-up, and how streams end. */

import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openDatabase } from '../../db/engine/connect.ts';
import type { Database, Db } from '../../db/engine/database.ts';
import { type EventType, recordEvents } from '../../db/events/append.ts';
import { refreshTrending } from '../../db/trending/refresh.ts';
import { addViews } from '../../db/views/counts.ts';
import type { Subscription } from '../../src/events/fan-out.ts';
import { type EventFeed, openEventFeed } from '../../src/events/feed.ts';
import { encodeId } from '../../src/ids.ts';
import { piece, publish } from '../support/articles.ts';
import { admin, editor, useNewsroom, yogaOver } from '../support/newsroom.ts';
import { subscribe } from '../support/subscriptions.ts';
import { until } from '../support/until.ts';

let ids: number[] = [];
const newsroom = useNewsroom(async (db) => {
  ids = await publish(db, [
    piece('Harbour', { topics: ['Ports'] }),
    piece('Orchard', { topics: ['Farms'] }),
    piece('Tide', { topics: ['Ports', 'Seas'] }),
  ]);
  await db.updateTable('article').set({ withdrawn_at: new Date() }).where('id', '=', hidden()).execute();
});
const [harbour, orchard, hidden] = [() => ids[0] as number, () => ids[1] as number, () => ids[2] as number];

let feed: EventFeed;
let yoga: ReturnType<typeof yogaOver>;
/** Another process's, where the engine takes more than one. */
let other: Database;

beforeAll(async () => {
  const { url } = newsroom.database as { url?: string };
  feed = openEventFeed(newsroom.database, { error: () => {} });
  yoga = yogaOver(newsroom.db, feed);
  other = newsroom.database;
  if (url !== undefined) {
    other = await openDatabase({ databaseUrl: url, dataDir: '', poolSize: 2, statementTimeoutMs: 20_000 });
  }
});

afterAll(async () => {
  await feed.close();
  if (other !== newsroom.database) await other.close();
});

const tell = (db: Db, type: EventType, articleIds: readonly number[]) =>
  db.transaction().execute((trx) =>
    recordEvents(
      trx,
      editor,
      articleIds.map((articleId) => ({ type, articleId })),
    ),
  );

test('articlePublished yields what any process publishes, and nothing that readers may not see', async () => {
  const stream = await subscribe(yoga, 'subscription { articlePublished { slug topics { slug } } }');
  await tell(other.db, 'article.published', [hidden(), harbour()]);
  await tell(newsroom.db, 'article.published', [orchard()]);
  expect(await stream.next()).toMatchObject({
    data: { articlePublished: { slug: 'harbour', topics: [{ slug: 'ports' }] } },
  });
  expect(await stream.next()).toMatchObject({
    data: { articlePublished: { slug: 'orchard', topics: [{ slug: 'farms' }] } },
  });
  await expect(stream.next(300)).rejects.toThrow('nothing within');
  await stream.close();
});

test('articlePublished(topics:) yields only articles of those topics', async () => {
  const query = 'subscription ($topics: [String!]) { articlePublished(topics: $topics) { slug } }';
  const [farms, none] = await Promise.all(
    [['farms', 'seas'], ['nowhere']].map((topics) => subscribe(yoga, query, { topics })),
  );
  await tell(other.db, 'article.published', [harbour(), orchard()]);
  expect(await farms?.next()).toMatchObject({ data: { articlePublished: { slug: 'orchard' } } });
  await expect(none?.next(300)).rejects.toThrow('nothing within');
  await Promise.all([farms?.close(), none?.close()]);
});

test('articlePublished(topics:) goes on by a slug that is changed meanwhile', async () => {
  const query = 'subscription ($topics: [String!]) { articlePublished(topics: $topics) { slug } }';
  const stream = await subscribe(yoga, query, { topics: ['farms'] });
  const rename = (slug: string) =>
    other.db.updateTable('topic').set({ slug }).where('name', 'ilike', 'farms').execute();
  await rename('orchards');
  await tell(other.db, 'article.published', [harbour(), orchard()]);
  expect(await stream.next()).toMatchObject({ data: { articlePublished: { slug: 'orchard' } } });
  await stream.close();
  await rename('farms');
});

test('articleUpdated yields updates and corrections of that article only', async () => {
  const query = 'subscription ($by: ArticleKey!) { articleUpdated(by: $by) { slug } }';
  const stream = await subscribe(yoga, query, { by: { slug: 'harbour' } });
  await tell(other.db, 'article.published', [harbour()]);
  await tell(other.db, 'article.updated', [orchard(), harbour()]);
  await tell(other.db, 'article.corrected', [harbour()]);
  expect(await stream.next()).toMatchObject({ data: { articleUpdated: { slug: 'harbour' } } });
  expect(await stream.next()).toMatchObject({ data: { articleUpdated: { slug: 'harbour' } } });
  await expect(stream.next(300)).rejects.toThrow('nothing within');
  await stream.close();
});

test('following an article that readers may not see is refused in the same words as one that doesn’t exist', async () => {
  const query = 'subscription ($by: ArticleKey!) { articleUpdated(by: $by) { slug } }';
  const refusal = async (by: object) => {
    const stream = await subscribe(yoga, query, { by });
    const result = [await stream.next(), await stream.next()];
    await stream.close();
    return result;
  };
  const unknown = await refusal({ slug: 'never-was' });
  expect(unknown[0]?.errors?.[0]?.message).toMatch(/no article that the public may see/);
  expect(unknown[1]).toBeNull();
  expect(await refusal({ slug: 'tide' })).toEqual(unknown);
  expect(await refusal({ id: encodeId('Article', hidden()) })).toEqual(unknown);
});

test('a subscription that is refused, and one that its reader leaves, follow nothing any more', async () => {
  let following = 0;
  const counted = <Item>(items: Subscription<Item>): Subscription<Item> => {
    const leave = items.return?.bind(items);
    let isFollowing = true;
    following += 1;
    const end: typeof leave = async () => {
      if (isFollowing) following -= 1;
      isFollowing = false;
      return (await leave?.()) ?? { value: undefined, done: true };
    };
    return Object.assign(items, { return: end });
  };
  const counting = yogaOver(newsroom.db, {
    ...feed,
    events: async (types) => counted(await feed.events(types)),
    refreshes: async () => counted(await feed.refreshes()),
  });
  for (const [field, isRefused] of [
    ['articleUpdated(by: { slug: "never-was" }) { slug }', true],
    ['trendingChanged(window: DAY, after: "nonsense") { asOf }', true],
    ['articlePublished { slug }', false],
    ['articleUpdated(by: { slug: "harbour" }) { slug }', false],
    ['trendingChanged(window: DAY) { asOf }', false],
  ] as const) {
    const stream = await subscribe(counting, `subscription { ${field} }`);
    if (isRefused) expect((await stream.next())?.errors).toHaveLength(1);
    else expect(following, field).toBe(1);
    await stream.close();
    await until(() => following === 0, `the end of ${field}`);
  }
});

test('trendingChanged yields when the order changes, not at every refresh', async () => {
  const refresh = () => refreshTrending(other.db, sql<Date>`now()`, true);
  await refresh();
  const query = 'subscription { trendingChanged(window: DAY, first: 2) { nodes { slug } asOf } }';
  const stream = await subscribe(yoga, query);
  await refresh();
  await expect(stream.next(400)).rejects.toThrow('nothing within');
  const hour = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000);
  await addViews(other.db, [
    { articleId: harbour(), hour, views: 5 },
    { articleId: orchard(), hour, views: 2 },
  ]);
  await refresh();
  expect(await stream.next()).toMatchObject({
    data: { trendingChanged: { nodes: [{ slug: 'harbour' }, { slug: 'orchard' }] } },
  });
  await stream.close();
});

test('a stream ends with the reason when its token is revoked', async () => {
  const { rows } = await sql<{ id: number }>`
    insert into access_token (name, role, sha256) values ('desk', 'EDITOR', repeat('0', 64)) returning id
  `.execute(newsroom.db);
  const viewer = { role: 'EDITOR', name: 'desk', id: `token:${rows[0]?.id}` } as const;
  await newsroom.askAs(viewer, '{ viewer { role } }');
  const stream = await subscribe(yoga, 'subscription { articlePublished { slug } }', {}, { authorization: viewer.id });
  await tell(other.db, 'article.published', [harbour()]);
  expect(await stream.next()).toMatchObject({ data: { articlePublished: { slug: 'harbour' } } });
  await sql`update access_token set revoked_at = now()`.execute(newsroom.db);
  await tell(other.db, 'article.published', [harbour()]);
  const last = await stream.next();
  expect(last?.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(JSON.stringify(last)).not.toContain('harbour');
  expect(await stream.next()).toBeNull();
});

const endings: readonly (readonly [string, (id: number, endsAt: Date) => Promise<unknown>])[] = [
  [
    'an access token that expires',
    (id) => sql`update access_token set expires_at = now() - interval '1 second' where id = ${id}`.execute(newsroom.db),
  ],
  ['an access token that is deleted', (id) => sql`delete from access_token where id = ${id}`.execute(newsroom.db)],
  ['a token of an identity provider that expires', async (_, endsAt) => endsAt.setTime(Date.now() - 1)],
];

test.each(endings)('%s ends the stream that was opened with it, though nothing happens', async (name, end) => {
  const sha256 = createHash('sha256').update(name).digest('hex');
  const { rows } = await sql<{ id: number }>`
    insert into access_token (name, role, sha256, expires_at)
    values ('desk', 'EDITOR', ${sha256}, now() + interval '1 hour') returning id
  `.execute(newsroom.db);
  const tokenId = rows[0]?.id as number;
  const endsAt = new Date(Date.now() + 3_600_000);
  const isOfProvider = name.includes('provider');
  const viewer = isOfProvider
    ? ({ role: 'EDITOR', name: 'desk', id: `jwt:${sha256}`, endsAt } as const)
    : ({ role: 'EDITOR', name: 'desk', id: `token:${tokenId}` } as const);
  await newsroom.askAs(viewer, '{ viewer { role } }');
  const stream = await subscribe(yoga, 'subscription { articlePublished { slug } }', {}, { authorization: viewer.id });
  await tell(other.db, 'article.published', [harbour()]);
  expect(await stream.next()).toMatchObject({ data: { articlePublished: { slug: 'harbour' } } });
  await end(tokenId, endsAt);
  expect((await stream.next())?.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(await stream.next()).toBeNull();
});

async function take(count: number, following: AsyncIterator<{ id: number }>): Promise<number[]> {
  const taken: number[] = [];
  while (taken.length < count) {
    const { value } = await following.next();
    taken.push((value as { id: number }).id);
  }
  return taken;
}

async function idsAfter(id: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from event where id > ${id} and type = 'article.published' order by id`.execute(newsroom.db);
  return rows.map((row) => row.id);
}

test('events of overlapping transactions are delivered once each, in one order', async () => {
  const last = Math.max(...(await idsAfter(0)));
  const following = await feed.events(['article.published']);
  await Promise.all(
    Array.from({ length: 60 }, (_, n) => tell(n % 2 ? other.db : newsroom.db, 'article.published', [harbour()])),
  );
  expect(await take(60, following)).toEqual(await idsAfter(last));
  await following.return?.();
});

test.skipIf(inject('serverUrl') === null)(
  'no event is missed or delivered twice when the listening connection is cut',
  async () => {
    const last = Math.max(...(await idsAfter(0)));
    const following = await feed.events(['article.published']);
    let cuts = 0;
    for (let round = 0; round < 30; round++) {
      const { rows } = await sql<{ cut: boolean }>`
        select pg_terminate_backend(pid) as cut from pg_stat_activity
        where datname = current_database() and application_name = 'dateline listener'`.execute(newsroom.db);
      cuts += rows.length;
      for (let n = 0; n < 3; n++) await tell(other.db, 'article.published', [harbour()]);
      await wait(20 * (round % 5));
    }
    expect(cuts).toBeGreaterThan(10);
    expect(await take(90, following)).toEqual(await idsAfter(last));
    await following.return?.();
  },
);

test('a subscriber that doesn’t read is ended, and one that leaves while waiting is released', async () => {
  const [slow, quick, gone] = await Promise.all([1, 2, 3].map(() => feed.events(['article.published'])));
  if (slow === undefined || quick === undefined || gone === undefined) throw new Error('there are three');
  const waiting = gone.next();
  await gone.return?.();
  expect(await waiting).toEqual({ value: undefined, done: true });
  const taking = take(1100, quick);
  await tell(other.db, 'article.published', Array.from({ length: 1100 }, harbour));
  await taking;
  await quick.return?.();
  await take(1000, slow);
  await expect(slow.next()).rejects.toMatchObject({ extensions: { code: 'FELL_BEHIND' } });
});

test('the event log is for editors: who did what when; others get nothing', async () => {
  const query = `query ($where: EventWhere, $after: String) {
    events(first: 2, after: $after, where: $where) {
      nodes { id type at actor role articleId draftId detail article { slug } } pageInfo { hasNextPage endCursor }
    }
  }`;
  const { db } = newsroom;
  await db.transaction().execute((trx) =>
    recordEvents(trx, editor, [
      { type: 'draft.returned', draftId: 41, detail: { note: 'Who says so?' } },
      { type: 'draft.approved', draftId: 41 },
      { type: 'article.published', draftId: 41, articleId: orchard() },
    ]),
  );
  const where = { draft: encodeId('Draft', 41) };
  const first = await newsroom.askAs<{ events: { pageInfo: { endCursor: string } } }>(admin, query, { where });
  expect(first.errors).toBeUndefined();
  expect(first.data).toMatchObject({
    events: {
      nodes: [
        { type: 'ARTICLE_PUBLISHED', actor: 'Edda Editor', role: 'EDITOR', article: { slug: 'orchard' } },
        { type: 'DRAFT_APPROVED', draftId: where.draft, articleId: null },
      ],
      pageInfo: { hasNextPage: true },
    },
  });
  const second = await newsroom.askAs(editor, query, { where, after: first.data?.events.pageInfo.endCursor });
  expect(second.data).toMatchObject({
    events: { nodes: [{ type: 'DRAFT_RETURNED', detail: { note: 'Who says so?' } }], pageInfo: { hasNextPage: false } },
  });
  const none = await newsroom.askAs(editor, query, { where: { ...where, types: ['DRAFT_APPROVED'], actor: 'Nobody' } });
  expect(none.data).toMatchObject({ events: { nodes: [] } });
  expect((await newsroom.ask(query)).data).toEqual({ events: null });
});
