/**
 * nDCG and precision, and the baseline rankings that HEAT is measured against: plain counts, Hacker News' gravity, Reddit's
 * hot.
 */

import { HOUR_MS } from '../time/units.ts';
import type { VotesFile } from './trending-votes.ts';

const PLACES = 10;

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

/**
 * Precision@10: how many of the first ten are among the ten that bring most, as a share of as many as there can be. From
 * 0 to 1; of those that bring as much as the tenth, each is right.
 *
 * @param gains what each item brings that could have been ranked
 * @returns undefined when nothing could be gained
 */
export function precision(ranked: readonly number[], gains: ReadonlyMap<number, number>): number | undefined {
  const most = [...gains.values()].filter((gain) => gain > 0).sort((a, b) => b - a);
  const least = most[Math.min(PLACES, most.length) - 1];
  if (least === undefined) return undefined;
  const right = ranked.slice(0, PLACES).filter((item) => (gains.get(item) ?? 0) >= least);
  return right.length / Math.min(PLACES, most.length);
}

function discounted(gains: readonly number[]): number {
  return gains.slice(0, PLACES).reduce((sum, gain, place) => sum + gain / Math.log2(place + 2), 0);
}

/** The first ten by a score, the latest item first where that is equal. */
function best(scores: ReadonlyMap<number, number>): number[] {
  return [...scores]
    .sort(([a, first], [b, second]) => second - first || b - a)
    .slice(0, PLACES)
    .map(([item]) => item);
}

/** The first ten at a time, of all that were there by then. */
export const baselines: Record<'count1h' | 'count24h' | 'gravity' | 'hot', (file: VotesFile, at: number) => number[]> =
  {
    count1h: (file, at) => best(votesBetween(file, at - HOUR_MS, at)),
    count24h: (file, at) => best(votesBetween(file, at - 24 * HOUR_MS, at)),
    /** Hacker News': (votes - 1) / (hours + 2) ^ 1.8. */
    gravity: (file, at) => best(scored(file, at, (votes, hours) => Math.max(votes - 1, 0) / (hours + 2) ** 1.8)),
    /** Reddit's: ten times the votes are worth 45,000 seconds, twelve and a half hours. */
    hot: (file, at) => best(scored(file, at, (votes, hours) => Math.log10(votes) - hours / 12.5)),
  };

/** By all votes so far, and the hours since an item appeared. */
function scored(
  file: VotesFile,
  at: number,
  score: (votes: number, hours: number) => number,
): ReadonlyMap<number, number> {
  return new Map(
    [...votesBetween(file, Number.NEGATIVE_INFINITY, at)].map(([item, votes]) => {
      return [item, score(votes, (at - Number(file.appearedAt[item])) / HOUR_MS)];
    }),
  );
}
