/** Live tags: `GET /live` says which tags went stale, to whoever follows them, and nothing of what readers don't see. */

import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { transact } from '../../db/engine/transact.ts';
import { nobody, recordEvents, recordRelated } from '../../db/events/append.ts';
import { refreshTrending } from '../../db/trending/refresh.ts';
import { addViews } from '../../db/views/counts.ts';
import { piece, publish } from '../support/articles.ts';
import { type BudgetedService, openBudgeted } from '../support/budgeted-service.ts';
import { toolsOf } from '../support/drafts.ts';
import { follow } from '../support/live-tags.ts';
import { editor, useNewsroom, writer } from '../support/newsroom.ts';

let ids: readonly number[] = [];
const newsroom = useNewsroom(async (db) => {
  ids = await publish(db, [piece('Harbour', { topics: ['Ports'] }), piece('Orchard', { topics: ['Farms'] })]);
});
const tools = toolsOf(newsroom);
const [harbour, orchard] = [() => ids[0] as number, () => ids[1] as number];

let service: BudgetedService;
beforeAll(async () => {
  service = await openBudgeted(newsroom, 20_000);
});
afterAll(() => service.close());

const change = (articleId: number) =>
  transact(newsroom.db, (trx) => recordEvents(trx, nobody, [{ type: 'article.updated', articleId }]));
const inAnHour = () => new Date(Date.now() + 3_600_000);
/** All that an article to come could be told by. */
const ofNews = ['articles', 'search', 'topics', 'topic:ports', 'topic:ports:articles', 'related', 'related:any'];

test('who follows the tags of an answer is told those of them that a change made stale, as the cache throws it away', async () => {
  const query = '{ article(by: { slug: "harbour" }) { headline topics { name } } }';
  const answer = await service.get(query);
  await answer.text();
  const tags = (answer.headers.get('cache-tag') ?? '').split(',');
  expect(tags).toEqual(['all', `article:${harbour()}`, 'topic:ports']);
  await change(orchard());
  const mark = answer.headers.get('x-dateline-mark') ?? '';
  const live = await follow(service.url, tags, { 'last-event-id': mark });
  expect(await live.next()).toEqual({ id: expect.stringMatching(/^[\w-]{22}$/), stale: [] });
  await change(harbour());
  expect(await live.next()).toEqual({ id: expect.any(String), stale: [`article:${harbour()}`] });
  expect(service.cache.store.count()).toBe(0);
  await live.close();
  // What changed between an answer and the stream that follows it isn't lost.
  const late = await follow(service.url, tags, { 'last-event-id': mark });
  expect((await late.next()).stale).toEqual([`article:${harbour()}`]);
  await late.close();
});

test('a stream that comes back is told at once what went stale meanwhile, once, and of what is remembered no longer all', async () => {
  const tags = ['articles', `article:${orchard()}`];
  const live = await follow(service.url, tags);
  const { id = '' } = await live.next();
  await change(orchard());
  const told = await live.next();
  expect(told.stale).toEqual([`article:${orchard()}`, 'articles']);
  await live.close();
  const resume = async (mark: string) => {
    const again = await follow(service.url, tags, { 'last-event-id': mark });
    const { stale } = await again.next();
    await again.close();
    return stale;
  };
  expect(await resume(id)).toEqual(told.stale);
  expect(await resume(told.id as string)).toEqual([]);
  const none = Array.from({ length: 1_001 }, () => ({ type: 'draft.created' as const }));
  await transact(newsroom.db, (trx) => recordEvents(trx, nobody, none));
  const late = await follow(service.url, tags);
  await change(orchard());
  expect((await late.next()).stale).toEqual([]);
  await late.next();
  await late.close();
  expect(await resume(id)).toEqual(['all']);
});

test('drafts, schedules and imports with a date to come are told to nobody; a piece that comes out is', async () => {
  const { db } = newsroom;
  const next = (await sql<{ id: number }>`select max(id)::int + 1 as id from article`.execute(db)).rows[0]?.id ?? 0;
  const coming = Array.from({ length: 5 }, (_, place) => [`article:${next + place}`, `related:${next + place}`]).flat();
  const live = await follow(service.url, [...ofNews, ...coming]);
  await live.next();

  const content = { headline: 'Not yet', body: '<p>Secret.</p>', language: 'en', topics: ['ports'] };
  const draft = await tools.approved(writer, editor, content);
  const scheduled = await tools.step(editor, 'publishDraft', draft, { at: inAnHour() });
  expect(scheduled.state).toBe('SCHEDULED');
  const [imported = 0] = await publish(db, [piece('To come', { topics: ['Ports'], publishedAt: inAnHour() })]);
  expect(imported).toBeGreaterThanOrEqual(next);
  await transact(db, (trx) => recordRelated(trx, [imported]));
  const back = await tools.step(editor, 'unscheduleDraft', scheduled);
  const out = await tools.step(editor, 'publishDraft', back);
  expect(out.state).toBe('PUBLISHED');

  const { stale } = await live.next();
  const { article_id } = await db
    .selectFrom('event')
    .select('article_id')
    .where('type', '=', 'article.published')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  expect([...stale].sort()).toEqual(
    [`article:${article_id}`, 'articles', 'related', `related:${article_id}`, 'search', 'topic:ports:articles'].sort(),
  );
  await live.close();
});

test('what readers had and lose by an import with a date to come is told', async () => {
  const live = await follow(service.url, [`article:${orchard()}`]);
  await live.next();
  await publish(newsroom.db, [piece('Orchard', { topics: ['Farms'], publishedAt: inAnHour() })]);
  expect((await live.next()).stale).toEqual([`article:${orchard()}`]);
  await live.close();
});

test('ranks that are made anew are told to who follows them, and to who comes back', async () => {
  const live = await follow(service.url, ['trending:DAY']);
  const { id = '' } = await live.next();
  await addViews(newsroom.db, [
    { articleId: harbour(), hour: new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000), views: 3 },
  ]);
  await refreshTrending(newsroom.db);
  expect(await live.next()).toEqual({ id: undefined, stale: ['trending:DAY'] });
  await live.close();
  const again = await follow(service.url, ['trending:DAY'], { 'last-event-id': id });
  expect((await again.next()).stale).toEqual(['trending:DAY']);
  await again.close();
});

test('what is no tag, too many of them, or a mark of nobody is refused in words, and many tags are paid for', async () => {
  const ask = (search: string, init: RequestInit = {}) => fetch(new URL(`/live${search}`, service.url), init);
  const refused = async (search: string, headers: Record<string, string> = {}) => {
    const response = await ask(search, { headers });
    return { status: response.status, message: (await response.json()).errors[0].message };
  };
  expect(await refused('')).toEqual({ status: 400, message: 'tags must name what to follow, as Cache-Tag does.' });
  expect(await refused('?tags=draft:1')).toEqual({ status: 400, message: 'No answer has the tag "draft:1".' });
  expect(await refused('?tags=all', { 'last-event-id': 'x' })).toMatchObject({ status: 400 });
  const many = (count: number) => `?tags=${Array.from({ length: count }, (_, id) => `article:${id}`).join()}`;
  expect(await refused(many(401))).toMatchObject({ status: 400, message: expect.stringMatching(/^At most 400 tags/) });
  const statuses = [];
  for (let time = 0; time < 6; time += 1) statuses.push((await ask(many(400), { method: 'HEAD' })).status);
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
});
