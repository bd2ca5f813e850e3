/** Upcoming changes: which pieces come out by the clock alone, the next first. */

import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { upcomingChanges } from '../../db/events/upcoming.ts';
import { watchSchedule } from '../../src/caching/expiry.ts';
import {
  anyRelated,
  articles,
  articlesOfSource,
  articlesOfTopic,
  articleTag,
  relatedTag,
  search,
  sources,
  topics,
  topicTag,
  trendingTags,
} from '../../src/caching/tags.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom();

const refuse = (error: unknown) => {
  throw error;
};

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);

test('pieces with a date to come are upcoming within the time asked for, but not withdrawn or killed ones', async () => {
  const [later, sooner, withdrawn, killed] = await publish(newsroom.db, [
    piece('later', { publishedAt: inMinutes(9) }),
    piece('sooner', { publishedAt: inMinutes(5) }),
    piece('withdrawn', { publishedAt: inMinutes(6) }),
    piece('killed', { publishedAt: inMinutes(7) }),
    piece('after that', { publishedAt: inMinutes(30) }),
    piece('out already'),
  ]);
  await sql`update article set withdrawn_at = now() where id = ${withdrawn}`.execute(newsroom.db);
  await sql`update article set killed_at = now() where id = ${killed}`.execute(newsroom.db);
  const upcoming = await upcomingChanges(newsroom.db, 600, 10);
  expect(upcoming.map(({ what, article_id }) => [what, article_id])).toEqual([
    ['publication', sooner],
    ['publication', later],
  ]);
  expect((await upcomingChanges(newsroom.db, 600, 1)).map(({ article_id }) => article_id)).toEqual([sooner]);
});

test('only what could hold a scheduled piece ends at its hour, so that nothing else tells that one comes, be the clock put back or not', async () => {
  const { db } = newsroom;
  const [other = 0] = await publish(db, [piece('long out', { topics: ['Orchards'] })]);
  const [id = 0] = await publish(db, [piece('to come', { topics: ['Harbours'], publishedAt: inMinutes(3) })]);
  const schedule = await watchSchedule(db, refuse);
  const left = (...tags: string[]) => Math.round((schedule.expiry()(tags) - Date.now()) / 60_000);
  const holding = [articles, search, articlesOfTopic('harbours'), articleTag(id)];
  expect(holding.map((tag) => left(tag))).toEqual(holding.map(() => 3));
  const others = [
    ...[articleTag(other), relatedTag(other), anyRelated, topics, sources, topicTag('harbours')],
    ...[articlesOfTopic('orchards'), articlesOfSource('ada'), ...trendingTags],
  ];
  expect(others.map((tag) => left(tag))).toEqual(others.map(() => left()));
  expect(left()).toBeGreaterThan(10);
  const now = Date.now();
  const putBack = vi.spyOn(Date, 'now').mockImplementation(() => now - 7_200_000);
  expect(left(articles)).toBe(3);
  putBack.mockRestore();
  await schedule.close();
});
