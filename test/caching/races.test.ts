/** Races in the response cache: changes while an answer is made, request coalescing, expiry at due times. */

import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, expect, inject, test } from 'vitest';
import { takeLock } from '../../db/engine/advisory-locks.ts';
import { type Change, exactTags } from '../../src/caching/changes.ts';
import { type CoalescingCache, createCoalescingCache } from '../../src/caching/coalescing-cache.ts';
import { keyOf } from '../../src/graphql/response-caching.ts';
import { piece, publish } from '../support/articles.ts';
import { useCache } from '../support/cached-newsroom.ts';
import { toolsOf, whole } from '../support/drafts.ts';
import { editor, useNewsroom, writer } from '../support/newsroom.ts';
import { until } from '../support/until.ts';

const topics = ['Bridges', 'Rivers'];
const newsroom = useNewsroom((db) => publish(db, [piece('One', { topics }), piece('Two', { topics: ['Rivers'] })]));
const cache = useCache(newsroom);
const tools = toolsOf(newsroom);

const bridges = '{ topic(by: { slug: "bridges" }) { articles { nodes { headline } } } }';
const rivers = '{ topic(by: { slug: "rivers" }) { articles { nodes { headline } } } }';
const control = (response: Response) => response.headers.get('cache-control') ?? '';
const seconds = (response: Response, name: string) => Number(new RegExp(`${name}=(\\d+)`).exec(control(response))?.[1]);
const isKept = (query: string) => cache.answers.get(cache.keyOf(query)) !== undefined;
const throwAll = () => cache.answers.store.invalidate(['all']);
afterEach(throwAll);

const kept = { expiry: () => () => Date.now() + 60_000, caughtUp: async () => {} };
function opened(): CoalescingCache {
  const answers = createCoalescingCache({ maxBytes: 1_000_000, tagHeaderName: 'Cache-Tag' });
  answers.store.open();
  answers.open(kept);
  return answers;
}
const controlOf = ({ head }: { head: readonly string[] }) => head[head.indexOf('Cache-Control') + 1];
const bodyOf = (answer: object) => ('body' in answer ? String(answer.body) : 'own');

test('variables that JSON can’t represent, or long ones, have no cache key', () => {
  const key = (variables: object) => keyOf({ query: bridges, variables: { ...variables } });
  expect(key({ first: 1, after: null })).toBe(key({ after: null, first: 1 }));
  expect(key({ first: Number.POSITIVE_INFINITY })).toBeNull();
  expect(key({ where: { ids: [1, Number.NEGATIVE_INFINITY] } })).toBeNull();
  expect(key({ text: 'x'.repeat(8_000) })).toBeNull();
});

test('an answer that is invalidated while it is made is sent with no-store, and not cached', async () => {
  const answers = opened();
  const made = await answers.getOrMake('key', async () => {
    answers.store.invalidate(['article:1']);
    return { body: 'old', tags: ['article:1'] };
  });
  expect(bodyOf(made)).toBe('old');
  expect(controlOf(made as never)).toBe('no-store');
  expect(answers.get('key')).toBeUndefined();
  const other = await answers.getOrMake('other', async () => {
    answers.store.invalidate(['article:1']);
    return { body: 'same', tags: ['article:2'] };
  });
  expect(controlOf(other as never)).toContain('s-maxage');
  expect(answers.get('other')).toBe(other);
});

test.each([
  ['when it was begun', 5_000, 60_000],
  ['when it was finished', 60_000, 5_000],
])('an answer expires at the first due time that was known %s', async (_, atFirst, atLast) => {
  const answers = opened();
  const now = Date.now();
  const until = (milliseconds: number) => () => now + milliseconds;
  let known = until(atFirst);
  answers.open({ expiry: () => known, caughtUp: async () => {} });
  const made = await answers.getOrMake('key', async () => {
    known = until(atLast);
    return { body: 'made', tags: ['article:1'] };
  });
  const lasting = answers.get('key')?.expiresAt ?? 0;
  expect(lasting).toBeGreaterThan(now);
  expect(lasting).toBeLessThanOrEqual(now + 5_000);
  expect(Number(/s-maxage=(\d+)/.exec(controlOf(made as never) ?? '')?.[1])).toBeLessThanOrEqual(5);
});

test('an answer with a due time that passed while it was made is not cached', async () => {
  const answers = opened();
  const begun = Date.now();
  let known = () => begun + 1;
  answers.open({ expiry: () => known, caughtUp: async () => {} });
  const made = await answers.getOrMake('key', async () => {
    while (Date.now() <= begun + 1) await wait(1);
    known = () => begun + 60_000;
    return { body: 'made', tags: ['article:1'] };
  });
  expect(bodyOf(made)).toBe('made');
  expect(controlOf(made as never)).toBe('no-store');
  expect(answers.get('key')).toBeUndefined();
});

test('a request after a change does not join an answer that was begun before it', async () => {
  const answers = opened();
  const gate = Promise.withResolvers<void>();
  let makings = 0;
  const ask = (body: string) =>
    answers.getOrMake('key', async () => {
      makings += 1;
      if (makings === 1) await gate.promise;
      return { body, tags: ['article:1'] };
    });
  const first = ask('old');
  const beside = ask('not made');
  answers.store.invalidate(['article:1']);
  const behind = [ask('new'), ask('newer')];
  gate.resolve();
  expect(bodyOf(await first)).toBe('old');
  expect(bodyOf(await beside)).toBe('old');
  expect((await Promise.all(behind)).map(bodyOf)).toEqual(['new', 'new']);
  expect(makings).toBe(2);
  expect(bodyOf(await ask('again'))).toBe('new');
});

test.each([
  ['fails', () => Promise.reject(new Error('gone'))],
  ['is only its own', async () => ({ own: true })],
])('a coalesced request that %s does not hold up the others', async (_, make: () => Promise<{ own: boolean }>) => {
  const answers = opened();
  const gate = Promise.withResolvers<void>();
  const first = answers.getOrMake('key', () => gate.promise.then(make)).catch((error: Error) => error.message);
  let running = 0;
  let most = 0;
  const others = Array.from({ length: 5 }, () =>
    answers.getOrMake('key', async () => {
      running += 1;
      most = Math.max(most, running);
      await wait(20);
      running -= 1;
      return { own: true };
    }),
  );
  gate.resolve();
  await first;
  expect((await Promise.all(others)).length).toBe(5);
  expect(most, 'they go on beside each other').toBe(5);
});

test('simultaneous requests for the same query are executed once', async () => {
  const own = () => newsroom.statements.filter((text) => text.includes('published_article')).length;
  const cost = async (times: number) => {
    throwAll();
    newsroom.statements.length = 0;
    const given = await Promise.all(Array.from({ length: times }, () => cache.get(bridges)));
    expect(new Set(await Promise.all(given.map((response) => response.text()))).size).toBe(1);
    return own();
  };
  const alone = await cost(1);
  expect(alone).toBeGreaterThan(0);
  expect(await cost(50)).toBe(alone);
  newsroom.statements.length = 0;
  await cache.get(bridges);
  expect(own(), 'what is kept asks nothing').toBe(0);
});

test('a cached list expires when a scheduled piece enters it; another topic’s does not', async () => {
  await cache.get(bridges);
  const draft = await tools.approved(writer, editor, { ...whole, topics: ['bridges'] });
  const inMs = 20_000;
  await tools.step(editor, 'publishDraft', draft, { at: new Date(Date.now() + inMs).toISOString() });
  const at = Date.now() + inMs;
  await cache.settled();
  expect(isKept(bridges), 'what was kept before is thrown away').toBe(false);
  await until(() => cache.get(bridges).then(() => isKept(bridges)), 'an answer that is kept');
  const list = await cache.get(bridges);
  const whole_ = seconds(list, 's-maxage') + seconds(list, 'stale-while-revalidate');
  expect(seconds(list, 's-maxage')).toBeGreaterThan(10);
  expect(Date.now() + whole_ * 1000).toBeLessThanOrEqual(at);
  expect(seconds(await cache.get(rivers), 's-maxage')).toBe(60);
  await until(async () => Number((await cache.get(bridges)).headers.get('age')) > 0, 'a second');
  const later = await cache.get(bridges);
  const left = seconds(later, 's-maxage') + seconds(later, 'stale-while-revalidate') - Number(later.headers.get('age'));
  expect(Number(later.headers.get('age'))).toBeGreaterThan(0);
  expect(Date.now() + left * 1000).toBeLessThanOrEqual(at);
});

test('a cached related list expires when a pick in it ends', async () => {
  const { data } = await newsroom.ask<{ articles: { nodes: { id: string; headline: string }[] } }>(
    '{ articles(where: { topics: { anyOf: ["rivers"] } }) { nodes { id headline } } }',
  );
  const [one, two] = data?.articles.nodes ?? [];
  const related = `{ node(id: "${one?.id}") { ... on Article { related { nodes { id } } } } }`;
  await cache.get(related);
  const endsAt = new Date(Date.now() + 10_000).toISOString();
  await newsroom.askAs(
    editor,
    `mutation { pinRelated(input: { article: "${one?.id}", related: "${two?.id}", until: "${endsAt}" }) { __typename } }`,
  );
  await cache.settled();
  expect(isKept(related)).toBe(false);
  await until(() => cache.get(related).then(() => isKept(related)), 'an answer that is kept');
  expect(seconds(await cache.get(related), 's-maxage')).toBeLessThanOrEqual(10);
});

test('unscheduling a piece invalidates all lists that it would have entered', async () => {
  const draft = await tools.approved(writer, editor, { ...whole, topics: ['bridges'] });
  const at = new Date(Date.now() + 3_600_000).toISOString();
  await tools.step(editor, 'unscheduleDraft', await tools.step(editor, 'publishDraft', draft, { at }));
  const { rows } = await sql<Change>`
    select type, article_id, detail, changes from event where type = 'draft.unscheduled'`.execute(newsroom.db);
  const [event] = rows;
  if (event === undefined) throw new Error('It is not in the log.');
  const tags = [`article:${event.article_id}`, 'articles', 'search', 'topic:bridges:articles'];
  expect(exactTags(event)).toEqual(expect.arrayContaining(tags));
});

test.runIf(inject('serverUrl') !== null)(
  'a piece that is unscheduled at its due time is in no answer after that',
  async () => {
    const inMs = 900;
    const draft = await tools.approved(writer, editor, { ...whole, headline: 'Early', topics: ['bridges'] });
    const at = new Date(Date.now() + inMs).toISOString();
    const scheduled = await tools.step(editor, 'publishDraft', draft, { at });
    const reads = async () => (await (await cache.get(bridges)).text()).includes('Early');
    let taken: Promise<unknown> | undefined;
    await newsroom.db.transaction().execute(async (trx) => {
      // Whoever appends waits, who takes it back too.
      await takeLock(trx, 'events');
      taken = tools.step(editor, 'unscheduleDraft', scheduled);
      await expect.poll(reads, { interval: 50 }).toBe(true);
    });
    await taken;
    await cache.settled();
    expect(await reads()).toBe(false);
  },
);

test.runIf(inject('serverUrl') !== null)('changes while the listening connection is cut are not missed', async () => {
  for (let round = 0; round < 3; round += 1) {
    await cache.get(rivers);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'dateline listener' and datname = current_database()`.execute(
      newsroom.db,
    );
    await publish(newsroom.db, [piece(`Meanwhile ${round}`, { topics: ['Rivers'] })]);
    const changedAt = Date.now();
    await until(async () => (await (await cache.get(rivers)).text()).includes(`Meanwhile ${round}`));
    expect(Date.now() - changedAt).toBeLessThan(20_000);
  }
});
