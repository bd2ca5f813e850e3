/** Many subscriptions at once: what is asked alike is executed once, how many there may be, and how to go on behind a break. */

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { recordEvents } from '../../db/events/append.ts';
import { createLoaders } from '../../db/loaders.ts';
import { noReads } from '../../src/caching/reads.ts';
import { type EventFeed, openEventFeed } from '../../src/events/feed.ts';
import { createEventStream, type EventStream } from '../../src/streams/event-stream.ts';
import { createOpenStreams } from '../../src/streams/open-streams.ts';
import { piece, publish } from '../support/articles.ts';
import { editor, useNewsroom, writer, yogaOver } from '../support/newsroom.ts';
import { type Stream, subscribe } from '../support/subscriptions.ts';
import { until } from '../support/until.ts';

let ids: number[] = [];
const newsroom = useNewsroom(async (db) => {
  ids = await publish(db, [piece('Harbour', { topics: ['Ports'] }), piece('Orchard', { topics: ['Farms'] })]);
});
let feed: EventFeed;
let yoga: ReturnType<typeof yogaOver>;

beforeAll(() => {
  feed = openEventFeed(newsroom.database, { error: () => {} });
  yoga = yogaOver(newsroom.db, feed, undefined, {
    openStreams: createOpenStreams({ most: 60, mostPerToken: 2, mostPerAddress: 50 }),
  });
});

afterAll(async () => {
  await yoga.dispose();
  await feed.close();
});

const tell = (...articleIds: (number | undefined)[]) =>
  newsroom.db.transaction().execute((trx) =>
    recordEvents(
      trx,
      editor,
      articleIds.map((articleId) => ({ type: 'article.published', articleId: articleId ?? null })),
    ),
  );

const query = 'subscription { articlePublished { slug topics { slug } } }';
const published = (slug: string) => ({ data: { articlePublished: { slug } } });
const openMany = (count: number, headers = {}) =>
  Promise.all(Array.from({ length: count }, () => subscribe(yoga, query, {}, headers)));
const close = (streams: readonly Stream[]) => Promise.all(streams.map((stream) => stream.close()));

/** As `viewers` in test/support/newsroom.ts has them. */
async function known(viewer: typeof editor): Promise<Record<string, string>> {
  await sql`insert into access_token (id, name, role, sha256) overriding system value
    values (${Number(viewer.id?.slice(6))}, 'desk', ${viewer.role},
      encode(sha256(${viewer.id}::text::bytea), 'hex'))`.execute(newsroom.db);
  await newsroom.askAs(viewer, '{ viewer { role } }');
  return { authorization: viewer.id ?? '' };
}

test('subscriptions that ask the same are executed once for an event, and each gets the same bytes', async () => {
  let executions = 0;
  const all = createLoaders(newsroom.db);
  const load = (id: number) => {
    executions += 1;
    return all.topicsOfArticle.load(id);
  };
  const loaders = { ...all, topicsOfArticle: { load } };
  const createStreamContext = () => ({ loaders, reads: noReads, events: feed });
  const counting = yogaOver(newsroom.db, feed, undefined, { createStreamContext });
  const streams = await Promise.all(Array.from({ length: 40 }, () => subscribe(counting, query)));
  await tell(ids[0]);
  const told = await Promise.all(streams.map((stream) => stream.next()));
  expect(told[0]).toMatchObject(published('harbour'));
  expect(new Set(told.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(executions).toBe(1);
  const other = await subscribe(counting, query.replace('slug', 'headline slug'));
  await tell(ids[0]);
  await Promise.all([...streams, other].map((stream) => stream.next()));
  expect(executions).toBe(3);
  await close([...streams, other]);
});

test('what is asked otherwise, or by another role, is executed for itself', async () => {
  const roles: string[] = [];
  const createStreamContext = (role: string) => {
    roles.push(role);
    throw new Error('Asked.');
  };
  const asking = yogaOver(newsroom.db, feed, undefined, { createStreamContext });
  for (const headers of [{}, await known(editor)])
    await expect(subscribe(asking, query, {}, headers)).rejects.toThrow('Unexpected error.');
  expect(roles).toEqual(['READER', 'EDITOR']);
  const farms = 'subscription ($topics: [String!]) { articlePublished(topics: $topics) { slug } }';
  const [one, other] = await Promise.all([['farms'], ['ports']].map((topics) => subscribe(yoga, farms, { topics })));
  await tell(ids[0], ids[1]);
  expect(await one?.next()).toMatchObject(published('orchard'));
  expect(await other?.next()).toMatchObject(published('harbour'));
  await Promise.all([one?.close(), other?.close()]);
});

describe('going on by Last-Event-ID', () => {
  test('what came since is told once and in its order, before what comes', async () => {
    const first = await subscribe(yoga, query);
    await tell(ids[0]);
    const { id = '' } = (await first.next()) ?? {};
    await first.close();
    await tell(ids[1], ids[0]);
    await feed.caughtUp();
    const others = await openMany(3);
    const second = await subscribe(yoga, query, {}, { 'last-event-id': id });
    await tell(ids[1]);
    expect(await second.next()).toMatchObject(published('orchard'));
    expect(await second.next()).toMatchObject(published('harbour'));
    const last = await second.next();
    expect(last).toMatchObject(published('orchard'));
    expect(await others[0]?.next()).toEqual(last);
    await expect(second.next(200)).rejects.toThrow('nothing within');
    await close([second, ...others]);
  });

  test('an id says nothing of how many events there are, and one that was made up is refused by the header’s name', async () => {
    const stream = await subscribe(yoga, query);
    await tell(ids[0]);
    await tell(ids[0]);
    const marks = [(await stream.next())?.id, (await stream.next())?.id];
    expect(new Set(marks.map((mark) => mark?.slice(0, 8))).size).toBe(2);
    await stream.close();
    for (const id of ['1', `${marks[0]?.slice(0, -2)}AA`])
      await expect(subscribe(yoga, query, {}, { 'last-event-id': id })).rejects.toThrow('Last-Event-ID must be');
  });

  test('who missed more than is kept in sight is told to read the lists', async () => {
    const stream = await subscribe(yoga, query);
    await tell(ids[0]);
    const { id = '' } = (await stream.next()) ?? {};
    await stream.close();
    await tell(...Array.from({ length: 1_001 }, () => ids[0]));
    await feed.caughtUp();
    const late = await subscribe(yoga, query, {}, { 'last-event-id': id });
    expect((await late.next())?.errors?.[0]).toMatchObject({ extensions: { code: 'FELL_BEHIND' } });
    expect(await late.next()).toBeNull();
  });
});

test('a process and a token have a number of streams, and say what to do behind it', async () => {
  const open = async (headers = {}) => {
    const response = await yoga.fetch('http://yoga/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
      body: JSON.stringify({ query }),
    });
    return [response.status, response.headers.get('retry-after'), await response.text()] as const;
  };
  const desk = await known(writer);
  const streams = await openMany(2, desk);
  expect(await open(desk)).toEqual([
    429,
    '10',
    expect.stringMatching(/2 streams open from this token; end some.*TOO_MANY/),
  ]);
  streams.push(...(await openMany(58)));
  expect(await open()).toEqual([
    503,
    '10',
    expect.stringMatching(/60 streams open; subscribe again in a while.*UNAVAILABLE/),
  ]);
  await close(streams.splice(0, 3));
  streams.push(...(await openMany(1, desk)), ...(await openMany(2)));
  await close(streams);
});

describe('a subscriber who doesn’t read', () => {
  const text = async (stream: EventStream) => Buffer.from((await stream.next()) ?? []).toString();
  const frame = (eventId: number, size = 4) => ({ bytes: Buffer.alloc(size, String(eventId)), eventId });
  const make = (ended: string[]) =>
    createEventStream({
      lastEventId: null,
      farewell: (id) => Buffer.from(`behind ${id}`),
      onDropped: () => ended.push('dropped'),
      onClose: () => ended.push('closed'),
    });

  test.each([
    ['events', 4, 1_000],
    ['bytes', 100_000, 2],
  ])('is dropped when too many %s wait, and told behind which event to go on', async (_, size, most) => {
    const ended: string[] = [];
    const stream = make(ended);
    expect(await text(stream)).toBe(':\n\n');
    stream.send(frame(1));
    expect(await text(stream)).toBe('1111');
    for (let n = 0; n < most; n++) stream.send(frame(n + 2, size));
    expect(ended).toEqual([]);
    stream.send(frame(most + 2, size));
    stream.send(frame(most + 3, size));
    expect(ended).toEqual(['dropped']);
    expect([await text(stream), await stream.next()]).toEqual(['behind 1', null]);
    expect(ended).toEqual(['dropped', 'closed']);
  });

  test('counts what was held and let go once, behind what was missed', async () => {
    const ended: string[] = [];
    const stream = make(ended);
    expect(await text(stream)).toBe(':\n\n');
    stream.hold();
    for (const id of [1, 2, 3]) stream.send(frame(id, 80_000));
    stream.sendMissed(frame(1));
    stream.release();
    expect([await text(stream), (await text(stream)).slice(0, 2), (await text(stream)).slice(0, 2)]).toEqual([
      '1111',
      '22',
      '33',
    ]);
    for (const id of [4, 5, 6]) stream.send(frame(id, 80_000));
    expect(ended).toEqual([]);
    stream.send(frame(7, 80_000));
    expect(ended).toEqual(['dropped']);
  });

  test('is dropped when nothing is taken from one ping to the next; who has nothing to take isn’t', async () => {
    const ended: string[] = [];
    const stream = make(ended);
    expect(await text(stream)).toBe(':\n\n');
    for (let pings = 0; pings < 3; pings++) {
      const waiting = text(stream);
      stream.ping();
      expect(await waiting).toBe(':\n\n');
    }
    stream.send(frame(7));
    stream.ping();
    expect(ended).toEqual([]);
    stream.ping();
    expect(ended).toEqual(['dropped']);
  });
});

test('while streams are open they are pinged and their tokens looked at, whoever leaves; behind the last nothing is', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  try {
    const streams = createOpenStreams({ most: 9, mostPerToken: 9, mostPerAddress: 9 });
    let looks = 0;
    let isGood = true;
    const isStillGood = async () => {
      looks += 1;
      return isGood;
    };
    const told: string[] = [];
    const add = (name: string) =>
      streams.add(
        { id: name, credential: name, address: '', isStillGood },
        {
          ping: () => void told.push(`ping ${name}`),
          expel: () => void told.push(`expel ${name}`),
          close: () => void told.push(`close ${name}`),
        },
      );
    const [leaveFirst, leaveSecond] = [add('first'), add('second')];
    vi.advanceTimersByTime(12_000);
    leaveFirst();
    leaveFirst();
    vi.advanceTimersByTime(12_000);
    expect(told).toEqual(['ping first', 'ping second', 'ping second']);
    isGood = false;
    await until(() => told.includes('expel second'), 'the end of a token');
    streams.close();
    expect(told).toContain('close second');
    leaveSecond();
    expect(vi.getTimerCount()).toBe(0);
    const leaveThird = add('third');
    looks = 0;
    await until(() => looks > 0, 'a look at the token of who came behind all');
    leaveThird();
  } finally {
    vi.useRealTimers();
  }
});
