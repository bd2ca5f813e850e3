/** Counting views: by hour for history, and in the running counts of each window. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { refreshTrending } from '../../db/trending/refresh.ts';
import { addViews } from '../../db/views/counts.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

let ids: number[] = [];
const newsroom = useNewsroom(async (db) => {
  ids = await publish(db, [piece('harbour'), piece('orchard'), piece('hidden')]);
  // The windows begin with the first refresh.
  await refreshTrending(db);
  await sql`update article set withdrawn_at = now() where slug = 'hidden'`.execute(db);
});

const hourOf = (hoursAgo: number) => new Date((Math.floor(Date.now() / 3_600_000) - hoursAgo) * 3_600_000);

test('views of one hour add up, however they come, and each hour has its own', async () => {
  const [harbour, orchard, hidden] = ids as [number, number, number];
  const [now, before] = [hourOf(0), hourOf(3)];
  await addViews(newsroom.db, [
    { articleId: harbour, hour: now, views: 5 },
    { articleId: harbour, hour: now, views: 2 },
    { articleId: harbour, hour: before, views: 4 },
    { articleId: hidden, hour: now, views: 9 },
  ]);
  await addViews(newsroom.db, [
    { articleId: harbour, hour: now, views: 3 },
    { articleId: orchard, hour: before, views: 1 },
  ]);
  const hours = await newsroom.db
    .selectFrom('article_views')
    .select(['article_id', 'hour', 'views'])
    .orderBy('article_id')
    .orderBy('hour')
    .execute();
  expect(hours).toEqual([
    { article_id: harbour, hour: before, views: 4 },
    { article_id: harbour, hour: now, views: 10 },
    { article_id: orchard, hour: before, views: 1 },
  ]);
  const trends = await newsroom.db
    .selectFrom('article_trend')
    .select(['article_id', 'views_hour', 'views_day', 'views_week', 'views_month'])
    .orderBy('article_id')
    .execute();
  expect(trends).toEqual([
    { article_id: harbour, views_hour: 10, views_day: 14, views_week: 14, views_month: 14 },
    { article_id: orchard, views_hour: 0, views_day: 1, views_week: 1, views_month: 1 },
  ]);
});
