/** Stores and reads the low-rank models of the corpus; the last is in use. */

import { sql } from 'kysely';
import type { Db, Trx } from '../engine/database.ts';
import { insertJobs } from '../engine/job-queue.ts';

export const rebuildQueue = 'rebuild';

export interface StoredModel {
  readonly id: number;
  readonly articles: number;
  readonly dimensions: number;
  readonly terms: Uint8Array;
  readonly scales: Uint8Array;
  readonly vectors: Uint8Array;
}

/** The last model's id and the size of the corpus that it was trained on; null before the first. */
export async function latestModel(db: Db): Promise<Pick<StoredModel, 'id' | 'articles'> | null> {
  const { rows } = await sql<StoredModel>`select id, articles from related_model order by id desc limit 1`.execute(db);
  return rows[0] ?? null;
}

/**
 * Has everything worked out anew, with a new model, if the corpus has grown to twice what it was when that was last
 * done, or was weighed by another version of the analysis. Nothing more comes of it while that is waiting or under way.
 *
 * @param least articles, and `most`: outside of these growth alone isn't followed by itself
 * @param modelFrom how many articles make a first model
 * @param analysis the version that this service works with
 */
export async function enqueueRebuildIfOutdated(
  db: Db,
  {
    least,
    most,
    modelFrom,
    analysis,
  }: { readonly least: number; readonly most: number; readonly modelFrom: number; readonly analysis: number },
): Promise<void> {
  const due = sql`
    select '{}'::jsonb from text_corpus
    where articles between ${least} and ${most}
        and (articles >= 2 * weighed or articles >= ${modelFrom} and weighed < ${modelFrom})
       or analysis < ${analysis} and articles > 0`;
  await sql`${insertJobs(rebuildQueue, due)} on conflict do nothing`.execute(db);
}

export async function modelById(db: Db, id: number): Promise<StoredModel | null> {
  const { rows } = await sql<StoredModel>`select * from related_model where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Stores a new model and drops those before the last. @returns its id */
export async function saveModel(trx: Trx, model: Omit<StoredModel, 'id'>): Promise<number> {
  const bytes = (values: Uint8Array) => Buffer.from(values).toString('base64');
  await sql`delete from related_model where id < (select max(id) from related_model)`.execute(trx);
  const { rows } = await sql<{ id: number }>`
    insert into related_model (articles, dimensions, terms, scales, vectors)
    values (
      ${model.articles}, ${model.dimensions}, decode(${bytes(model.terms)}::text, 'base64'),
      decode(${bytes(model.scales)}::text, 'base64'), decode(${bytes(model.vectors)}::text, 'base64')
    )
    returning id
  `.execute(trx);
  return (rows[0] as { id: number }).id;
}
