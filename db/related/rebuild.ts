/** Checkpoint of a rebuild of all related articles, so that it goes on after a stop. */

import { sql } from 'kysely';
import type { Db } from '../engine/database.ts';

export interface RebuildState {
  readonly phase: 'texts' | 'corpus' | 'edges';
  /** Everything up to this id is through the phase. */
  readonly last_id: number;
  /** When the phase was, to the microsecond: texts of the phase before may be of the same millisecond. */
  readonly started_at: string;
}

export async function rebuildState(db: Db): Promise<RebuildState | null> {
  const { rows } = await sql<RebuildState>`select phase, last_id, started_at::text from related_rebuild`.execute(db);
  return rows[0] ?? null;
}

export async function startRebuild(db: Db): Promise<void> {
  await sql`
    insert into related_rebuild (phase) values ('texts')
    on conflict (is_only) do update set phase = 'texts', last_id = 0, started_at = now()
  `.execute(db);
}

export async function reachedInRebuild(db: Db, phase: RebuildState['phase'], lastId: number): Promise<void> {
  await sql`
    update related_rebuild
    set started_at = case when phase = ${phase} then started_at else now() end, phase = ${phase}, last_id = ${lastId}
  `.execute(db);
}

export async function endRebuild(db: Db): Promise<void> {
  await sql`delete from related_rebuild`.execute(db);
}

/** What readers could see or will be able to: withdrawn and killed articles have no list of their own. */
export async function countAlive(db: Db): Promise<number> {
  const { rows } = await sql<{ articles: number }>`
    select count(*)::int as articles from article where withdrawn_at is null and killed_at is null
  `.execute(db);
  return rows[0]?.articles ?? 0;
}

/** The embedded engine never gathers statistics by itself, and without them plans lists as if there were nothing. */
export async function gatherStatistics(db: Db): Promise<void> {
  await sql`analyze article, article_topic, attribution, article_text, article_term, term_frequency, related_article`.execute(
    db,
  );
  // Nor does it clear away what the corpus was before. Behind a pooler, where each statement is in a transaction, the server does.
  await sql`vacuum article_term, term_frequency`.execute(db).catch((error: { readonly code?: unknown }) => {
    if (error.code !== activeTransaction) throw error;
  });
}

/** SQLSTATE active_sql_transaction. */
const activeTransaction = '25001';

/** Texts that are no longer anybody's neighbours. */
export async function dropTextsOfHidden(db: Db): Promise<void> {
  await sql`delete from article_text where article_id in (select id from hidden_article)`.execute(db);
}

/** Articles whose text was analysed again since. The embedded engine's clock has milliseconds: what is of the same was before. */
export async function analysedSince(db: Db, time: string): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select article_id as id from article_text where analysed_at > ${time}::timestamptz
  `.execute(db);
  return rows.map(({ id }) => id);
}
