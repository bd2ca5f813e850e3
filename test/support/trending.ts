/** Trending lists as a reader gets them, and views and refreshes at a given time. */

import { expect } from 'vitest';
import type { Db } from '../../db/engine/database.ts';
import { moment } from '../../db/engine/moment.ts';
import { refreshTrending } from '../../db/trending/refresh.ts';
import { addViews } from '../../db/views/counts.ts';
import { HOUR_MS } from '../../src/time/units.ts';
import type { TestNewsroom } from './newsroom.ts';

export const windows = ['HOUR', 'DAY', 'WEEK', 'MONTH'] as const;
export type Window = (typeof windows)[number];

export const floor = (at: Date, unit: number) => new Date(Math.floor(Number(at) / unit) * unit);
export const later = (at: Date, ms: number) => new Date(Number(at) + ms);

export interface Listed {
  readonly slug: string;
  readonly rank: number;
  readonly previousRank: number | null;
  readonly views: number;
  readonly score: number;
  readonly pinned: boolean;
}

/** The first hundred, those behind the ranked ones too. */
export async function listed(newsroom: TestNewsroom, window: Window, by = 'HEAT'): Promise<Listed[]> {
  const answer = await newsroom.ask<{
    trending: { edges: { node: { slug: string }; trend: Omit<Listed, 'slug'> }[] };
  }>(
    `{ trending(window: ${window}, by: ${by}, first: 50) { edges { node { slug } trend { rank previousRank views score pinned } } } }`,
  );
  expect(answer.errors).toBeUndefined();
  return (answer.data?.trending.edges ?? []).map(({ node, trend }) => ({ slug: node.slug, ...trend }));
}

export const slugs = (list: readonly Listed[]) => list.map(({ slug }) => slug);

/** Views in a window, by slug, of what was viewed in it. */
export async function viewsBySlug(newsroom: TestNewsroom, window: Window): Promise<Record<string, number>> {
  const list = await listed(newsroom, window, 'VIEWS');
  return Object.fromEntries(list.filter(({ views }) => views > 0).map(({ slug, views }) => [slug, views]));
}

/** Counts views now, in the hour that it is. */
export const view = (db: Db, at: Date, counts: Readonly<Record<number, number>>) =>
  addViews(
    db,
    Object.entries(counts).map(([id, views]) => ({ articleId: Number(id), hour: floor(at, HOUR_MS), views })),
    moment(at),
  );

export const refresh = (db: Db, at: Date, isForced = true) => refreshTrending(db, moment(at), isForced);

/** The same numbers from 0 to below 1 at each run. */
export function pseudoRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
