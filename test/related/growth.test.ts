/** Low-rank models of the corpus: when they are trained. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { finishJobs } from '../../db/engine/job-queue.ts';
import { enqueueRelate } from '../../db/related/relate-queue.ts';
import { relateJobs } from '../../src/related/jobs.ts';
import { useNewsroom } from '../support/newsroom.ts';
import { insertInvented } from '../support/related.ts';

const newsroom = useNewsroom();

async function relate(from: number, to: number): Promise<void> {
  const ids = await insertInvented(newsroom.db, from, to);
  await newsroom.db.transaction().execute((trx) => enqueueRelate(trx, ids));
  await finishJobs(newsroom.database, relateJobs(newsroom.db));
}

async function models(): Promise<number[]> {
  const { rows } = await sql<{ articles: number }>`select articles from related_model order by id`.execute(newsroom.db);
  return rows.map(({ articles }) => articles);
}

test('a model is trained as soon as the corpus is large enough, and again each time that it has doubled', async () => {
  await relate(0, 200);
  expect(await models()).toEqual([]);
  await relate(200, 260);
  expect(await models()).toEqual([260]);
  await relate(260, 270);
  expect(await models()).toEqual([260]);
  // As if it had been half as large then.
  await sql`update text_corpus set weighed = 135`.execute(newsroom.db);
  await relate(270, 271);
  expect(await models()).toEqual([260, 271]);
});
