/** Whole topics and sources at once, for filling an empty newsroom. */

import { sql } from 'kysely';
import type { Trx } from './connect.ts';
import type { SourceKind } from './types.ts';

/** Any number, the same in all processes: whoever holds it may fill an empty newsroom. */
const seedLock = 7_162_349;

/** Whether there is nothing yet; it stays so for others until the transaction ends. */
export async function lockIfEmpty(trx: Trx): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(${seedLock})`.execute(trx);
  const { rows } = await sql<{ empty: boolean }>`
    select not exists (select from article) and not exists (select from topic) and not exists (select from source) as empty
  `.execute(trx);
  return rows[0]?.empty === true;
}

export interface SeedTopic {
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly parent: string | null;
}

/** @param topics parents before children */
export async function insertTopics(trx: Trx, topics: readonly SeedTopic[]): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (const { slug, name, description, parent } of topics) {
    const parent_id = parent === null ? null : (ids.get(parent) ?? null);
    const row = await trx
      .insertInto('topic')
      .values({ slug, name, description, parent_id })
      .returning('id')
      .executeTakeFirstOrThrow();
    ids.set(slug, row.id);
  }
  return ids;
}

export interface SeedSource {
  readonly slug: string;
  readonly name: string;
  readonly kind: SourceKind;
  readonly homepage: string | null;
  readonly country: string | null;
  readonly aliases: readonly string[];
}

export async function insertSources(trx: Trx, sources: readonly SeedSource[]): Promise<Map<string, number>> {
  const rows = await trx
    .insertInto('source')
    .values(sources.map((each) => ({ ...each, aliases: each.aliases.map((alias) => alias.toLowerCase()) })))
    .returning(['id', 'slug'])
    .execute();
  return new Map(rows.map(({ id, slug }) => [slug, id]));
}
