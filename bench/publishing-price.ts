/** Publishing with and without the triggers that mark days of coverage as stale: the same pieces, in turns. */

import { sql } from 'kysely';
import type { Db } from '../db/engine/database.ts';
import { publishDraft } from '../src/newsroom/publishing.ts';
import { createDraft } from '../src/newsroom/steps.ts';
import type { Viewer } from '../src/roles.ts';
import { sources, topics } from './catalogue.ts';
import { interleaved, median } from './rounds.ts';

const ROUNDS = 41;
const WARM_UP_ROUNDS = 5;

export interface PublishingPrice {
  /** Medians of the whole transaction. */
  readonly countedMs: number;
  readonly uncountedMs: number;
  /** The middle of what each round's was of that beside it. */
  readonly ratio: number;
  readonly rounds: number;
}

const editor: Viewer = { role: 'ADMIN', name: 'Bench', id: 'token:0' };

export async function measurePublishing(db: Db): Promise<PublishingPrice> {
  const timed = async (isCounted: boolean): Promise<number> => {
    await switchMarks(db, isCounted);
    const { id, revision } = await approvedDraft(db);
    const start = performance.now();
    await publishDraft(db, editor, { draft: id, expectedRevision: revision });
    return performance.now() - start;
  };
  const runs = { counted: () => timed(true), uncounted: () => timed(false) };
  try {
    await interleaved(WARM_UP_ROUNDS, runs);
    const { counted, uncounted } = await interleaved(ROUNDS, runs);
    return {
      countedMs: median(counted),
      uncountedMs: median(uncounted),
      ratio: median(counted.map((ms, round) => ms / (uncounted[round] ?? Number.NaN))),
      rounds: ROUNDS,
    };
  } finally {
    await switchMarks(db, true);
  }
}

/** With three topics and three sources that are quoted. */
async function approvedDraft(db: Db): Promise<{ id: number; revision: number }> {
  const attributions = sources.slice(200, 203).map(({ slug }, place) => ({
    role: 'QUOTED' as const,
    source: slug,
    quote: `I said ${place} of ${performance.now()}.`,
  }));
  const content = {
    headline: 'A piece of the benchmark',
    body: '<p>The bridge is open, and nobody knows for how long it will be.</p>',
    language: 'en',
    topics: topics.slice(3, 6).map(({ slug }) => slug),
    attributions,
  };
  const { id, revision } = await createDraft(db, editor, { content, publicUrl: 'https://news.example' });
  await db.updateTable('draft').set({ state: 'APPROVED' }).where('id', '=', id).execute();
  return { id, revision };
}

/** The catalogue says which triggers there are. */
async function switchMarks(db: Db, isOn: boolean): Promise<void> {
  const { rows } = await sql<{ command: string }>`
    select format('alter table %s ${sql.raw(isOn ? 'enable' : 'disable')} trigger %I', tgrelid::regclass, tgname) as command
    from pg_trigger where tgfoid in ('mark_coverage_days'::regproc, 'mark_days_of_moved_topics'::regproc)
  `.execute(db);
  for (const { command } of rows) await sql.raw(command).execute(db);
}
