/**
 * nDCG@10 and precision@10 of HEAT: votes replayed as views through the real counting, refreshing and reading.
 *
 * The votes between two snapshots are views at the later one, when they become known; an item is published when it
 * appears first. At each snapshot from 24 hours after the first one on, the list's first ten are compared with the votes
 * of the next hours, among the items that were there by then. All rankings know the same votes at the same times.
 */

import type { Db } from '../../db/engine/database.ts';
import { moment } from '../../db/engine/moment.ts';
import { inScratchDatabase } from '../../db/engine/scratch-database.ts';
import { insertArticles } from '../../db/seed.ts';
import { refreshTrending, tidyTrending } from '../../db/trending/refresh.ts';
import { trendingArticles } from '../../db/trending/trending.ts';
import { addViews } from '../../db/views/counts.ts';
import { HOUR_MS } from '../time/units.ts';
import { baselines, ndcg, precision, votesBetween } from './ranking-gain.ts';
import type { VotesFile } from './trending-votes.ts';

const horizons = ['1', '6', '24'] as const;
const heatWindows = ['HOUR', 'DAY'] as const;
const measures = { ndcg, precision };

/** From 0 to 1 by how many hours are predicted; null when no snapshot has so many behind it. */
type Gains = Record<(typeof horizons)[number], number | null>;

interface Rated {
  readonly heat: Record<(typeof heatWindows)[number], Gains>;
  readonly baselines: Record<keyof typeof baselines, Gains>;
}

export type TrendingReport = Record<keyof typeof measures, Rated>;

const WARM_UP_MS = 24 * HOUR_MS;
/** Snapshots. */
const TIDY_EVERY_SNAPSHOTS = 50;

/** @param onProgress told how many snapshots of all are replayed */
export async function evaluateTrending(
  files: readonly VotesFile[],
  onProgress: (done: number, all: number) => void = () => {},
): Promise<TrendingReport> {
  const sums = new Map<string, { sum: number; count: number }>();
  const all = files.reduce((count, { moments }) => count + moments.length, 0);
  let done = 0;
  for (const file of files) {
    await replay(file, (at, rankings) => {
      done += 1;
      onProgress(done, all);
      if (at - Number(file.moments[0]?.at) < WARM_UP_MS) return;
      addGains(sums, file, at, rankings);
    });
  }
  const gainsOf = (measure: string, name: string) =>
    Object.fromEntries(horizons.map((hours) => [hours, mean(sums.get(`${measure} ${name} ${hours}`))])) as Gains;
  const rated = (measure: keyof typeof measures): Rated => ({
    heat: byName(heatWindows, (name) => gainsOf(measure, name)),
    baselines: byName(Object.keys(baselines) as (keyof typeof baselines)[], (name) => gainsOf(measure, name)),
  });
  return { ndcg: rated('ndcg'), precision: rated('precision') };
}

function byName<Name extends string, Value>(names: readonly Name[], of: (name: Name) => Value): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, Value>;
}

type Rankings = Readonly<Record<string, readonly number[]>>;

function addGains(
  sums: Map<string, { sum: number; count: number }>,
  file: VotesFile,
  at: number,
  heat: Rankings,
): void {
  const others = Object.entries(baselines).map(([name, rank]) => [name, rank(file, at)]);
  const rankings: Rankings = { ...heat, ...Object.fromEntries(others) };
  for (const hours of horizons) {
    const until = at + Number(hours) * HOUR_MS;
    if (until > Number(file.moments.at(-1)?.at)) continue;
    const gains = votesBetween(file, at, until);
    for (const item of gains.keys()) if (Number(file.appearedAt[item]) > at) gains.delete(item);
    for (const [name, ranked] of Object.entries(rankings)) {
      for (const [measure, rate] of Object.entries(measures)) {
        const gain = rate(ranked, gains);
        if (gain === undefined) continue;
        const key = `${measure} ${name} ${hours}`;
        const { sum, count } = sums.get(key) ?? { sum: 0, count: 0 };
        sums.set(key, { sum: sum + gain, count: count + 1 });
      }
    }
  }
}

function mean(sums: { sum: number; count: number } | undefined): number | null {
  return sums === undefined ? null : sums.sum / sums.count;
}

/** In a newsroom of its own, that is gone afterwards. */
async function replay(file: VotesFile, onMoment: (at: number, heat: Rankings) => void): Promise<void> {
  await inScratchDatabase(undefined, async (db) => {
    const items = new Map<number, number>();
    const ids: number[] = [];
    for (const [index, { at, votes }] of file.moments.entries()) {
      const appeared = file.appearedAt.flatMap((first, item) => (Number(first) === Number(at) ? [item] : []));
      for (const [slug, id] of await publish(db, appeared, at)) {
        ids[Number(slug)] = id;
        items.set(id, Number(slug));
      }
      const hour = new Date(Math.floor(Number(at) / HOUR_MS) * HOUR_MS);
      const counts = [...votes].map(([item, views]) => ({ articleId: ids[item] ?? 0, hour, views }));
      await addViews(db, counts, moment(at));
      await refreshTrending(db, moment(at), true);
      if (index % TIDY_EVERY_SNAPSHOTS === 0) await tidyTrending(db);
      const keys = heatWindows.map((window) => ({ of: 'all', id: 0, window, measure: 'HEAT', first: 10 }) as const);
      const lists = await trendingArticles(db, keys);
      const ranked = lists.map(({ rows }) => rows.map(({ id }) => items.get(id) ?? -1));
      onMoment(Number(at), Object.fromEntries(heatWindows.map((window, index) => [window, ranked[index] ?? []])));
    }
  });
}

/** @returns ids by the item's number */
async function publish(db: Db, items: readonly number[], at: Date): Promise<Map<string, number>> {
  if (items.length === 0) return new Map();
  const article = (item: number) => ({
    slug: String(item),
    headline: `Item ${item}`,
    language: 'en',
    word_count: 0,
    published_at: at,
    first_published_at: at,
    updated_at: at,
  });
  return db.transaction().execute((trx) => insertArticles(trx, items.map(article)));
}

/** For each measure a line for each ranking, below the names of the columns. */
export function trendingTable(report: TrendingReport): string {
  return [table('nDCG@10', report.ndcg), table('precision@10', report.precision)].join('\n');
}

function table(measure: string, { heat, baselines: others }: Rated): string {
  const rankings: [string, Gains][] = [
    ['HEAT over HOUR', heat.HOUR],
    ['HEAT over DAY', heat.DAY],
    ['count, 1 h', others.count1h],
    ['count, 24 h', others.count24h],
    ['gravity 1.8', others.gravity],
    ['hot', others.hot],
  ];
  const width = 16;
  const cell = (text: string) => text.padStart(11);
  const head = `${measure.padEnd(width)}${horizons.map((hours) => cell(`next ${hours} h`)).join('')}\n`;
  const lines = rankings.map(([name, gains]) => {
    return `${name.padEnd(width)}${horizons.map((hours) => cell(gains[hours]?.toFixed(3) ?? '-')).join('')}\n`;
  });
  return [head, ...lines].join('');
}
