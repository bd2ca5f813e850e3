/** Buffer of views that are counted and not yet in the database. */

import type { HourlyViews } from '../../db/views/counts.ts';
import { HOUR_MS } from '../time/units.ts';

export interface PendingViews {
  /** @param at milliseconds since 1970: the view is of this hour, whenever it is written */
  add(articleId: number, at: number, views?: number): void;
  /** All of them, once. */
  take(): HourlyViews[];
  /** Puts back what could not be written. */
  giveBack(counts: readonly HourlyViews[]): void;
  /** Views that were let go since the last time this was asked, because there were too many articles to keep. */
  takeLost(): number;
}

/** @param mostArticles articles × hours that are kept while the database is away; views of others are then let go */
export function createPendingViews(mostArticles = 200_000): PendingViews {
  let hours = new Map<number, Map<number, number>>();
  let kept = 0;
  let lost = 0;
  const add = (articleId: number, at: number, views = 1): void => {
    const hour = Math.floor(at / HOUR_MS) * HOUR_MS;
    let articles = hours.get(hour);
    if (articles === undefined) {
      articles = new Map();
      hours.set(hour, articles);
    }
    const before = articles.get(articleId);
    if (before === undefined && kept >= mostArticles) {
      lost += views;
      return;
    }
    if (before === undefined) kept += 1;
    articles.set(articleId, (before ?? 0) + views);
  };
  return {
    add,
    take() {
      const taken = [...hours].flatMap(([hour, articles]) =>
        [...articles].map(([articleId, views]) => ({ articleId, hour: new Date(hour), views })),
      );
      hours = new Map();
      kept = 0;
      return taken;
    },
    giveBack(counts) {
      for (const { articleId, hour, views } of counts) add(articleId, hour.getTime(), views);
    },
    takeLost() {
      const views = lost;
      lost = 0;
      return views;
    },
  };
}
