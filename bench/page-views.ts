/**
 * Hourly views of benchmark articles in the last 30 days: most articles have few, some have very many, and they cool
 * with age.
 */

import type { Db } from '../db/engine/database.ts';
import { insertViews } from '../db/seed.ts';
import type { HourlyViews } from '../db/views/counts.ts';
import { HOUR_MS } from '../src/time/units.ts';
import { createRandom, type Random } from './random.ts';

const DAYS = 30;
const ROWS_PER_INSERT = 20_000;

export async function loadViews(db: Db, now: Date): Promise<void> {
  const random = createRandom(14);
  const articles = await db
    .selectFrom('article')
    .select(['id', 'published_at'])
    .where('published_at', '<=', now)
    .orderBy('id')
    .execute();
  const counts = articles.flatMap(({ id, published_at }) => viewsOf(id, published_at, now, random));
  for (let start = 0; start < counts.length; start += ROWS_PER_INSERT) {
    const part = counts.slice(start, start + ROWS_PER_INSERT);
    await db.transaction().execute((trx) => insertViews(trx, part));
  }
}

/** What came out within the 30 days is read from then on; of what is older, one in fifty is found now and then. */
function viewsOf(articleId: number, publishedAt: Date, now: Date, random: Random): HourlyViews[] {
  const firstHour = Math.floor(Math.max(publishedAt.getTime(), now.getTime() - DAYS * 24 * HOUR_MS) / HOUR_MS);
  const lastHour = Math.floor(now.getTime() / HOUR_MS);
  const isNew = firstHour === Math.floor(publishedAt.getTime() / HOUR_MS);
  if (!isNew) {
    if (!random.percent(2)) return [];
    return [
      {
        articleId,
        hour: new Date((firstHour + random.below(lastHour - firstHour)) * HOUR_MS),
        views: random.between(1, 5),
      },
    ];
  }
  // Pareto's tail: of a thousand articles the best is read about a thousand times as much as the usual one.
  const peak = Math.min(50_000, 3 / (1 - random.next()));
  const rows: HourlyViews[] = [];
  for (let hour = firstHour; hour <= lastHour; hour += 1) {
    const views = Math.floor(peak * 0.5 ** ((hour - firstHour) / 10) + random.next());
    if (views > 0) rows.push({ articleId, hour: new Date(hour * HOUR_MS), views });
    else if (hour - firstHour > 72) break;
  }
  return rows;
}
