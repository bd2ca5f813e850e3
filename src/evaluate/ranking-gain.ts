/** nDCG, and the baseline rankings that HEAT is measured against (plain counts, Hacker News' gravity). */

import { HOUR_MS } from '../time/units.ts';
import type { VotesFile } from './trending-votes.ts';

const NDCG_PLACES = 10;

/** Votes in (from, to], by item. */
export function votesBetween({ moments }: VotesFile, from: number, to: number): Map<number, number> {
  const sums = new Map<number, number>();
  for (let index = firstAfter(moments, from); index < moments.length; index += 1) {
    const moment = moments[index];
    if (moment === undefined || Number(moment.at) > to) break;
    for (const [item, votes] of moment.votes) sums.set(item, (sums.get(item) ?? 0) + votes);
  }
  return sums;
}

function firstAfter(moments: VotesFile['moments'], time: number): number {
  let low = 0;
  let high = moments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Number(moments[middle]?.at) > time) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * nDCG@10 with linear gain (Järvelin and Kekäläinen 2002): what each of ten places brings, over log2 of the place plus 1, as
 * a share of what the best order of the same items would bring. From 0 to 1.
 *
 * @param gains what each item brings that could have been ranked
 * @returns undefined when nothing could be gained
 */
export function ndcg(ranked: readonly number[], gains: ReadonlyMap<number, number>): number | undefined {
  const ideal = discounted([...gains.values()].sort((a, b) => b - a));
  return ideal > 0 ? discounted(ranked.map((item) => gains.get(item) ?? 0)) / ideal : undefined;
}

function discounted(gains: readonly number[]): number {
  return gains.slice(0, NDCG_PLACES).reduce((sum, gain, place) => sum + gain / Math.log2(place + 2), 0);
}

/** The first ten by a score, the latest item first where that is equal. */
function best(scores: ReadonlyMap<number, number>): number[] {
  return [...scores]
    .sort(([a, first], [b, second]) => second - first || b - a)
    .slice(0, NDCG_PLACES)
    .map(([item]) => item);
}

/** The first ten at a time by plain counts, and by HN's gravity: (votes - 1) / (hours + 2) ^ 1.8. */
export const baselines: Record<'count1h' | 'count24h' | 'gravity', (file: VotesFile, at: number) => number[]> = {
  count1h: (file, at) => best(votesBetween(file, at - HOUR_MS, at)),
  count24h: (file, at) => best(votesBetween(file, at - 24 * HOUR_MS, at)),
  gravity(file, at) {
    const scores = new Map<number, number>();
    for (const [item, votes] of votesBetween(file, Number.NEGATIVE_INFINITY, at)) {
      const hours = (at - Number(file.appearedAt[item])) / HOUR_MS;
      scores.set(item, Math.max(votes - 1, 0) / (hours + 2) ** 1.8);
    }
    return best(scores);
  },
};
