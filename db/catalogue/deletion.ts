/** Deletes topics and sources that nothing uses. Always under `lockPieces`, so that nobody begins to use them meanwhile. */

import { sql } from 'kysely';
import type { Trx } from '../engine/database.ts';

/** How many refer to a topic or source. What the engine suggests for a draft is no use of it. */
export interface Uses {
  /** Those that readers can't see, too. */
  readonly articles: number;
  readonly drafts: number;
  /** That stand right below it. */
  readonly topics: number;
}

export async function usesOfTopic(trx: Trx, id: number): Promise<Uses> {
  const { rows } = await sql<Uses>`
    select (select count(*)::int from article_topic where topic_id = ${id}) as articles,
           (select count(*)::int from draft where ${id}::int = any(topic_ids)) as drafts,
           (select count(*)::int from topic where parent_id = ${id}) as topics
  `.execute(trx);
  return rows[0] as Uses;
}

export async function usesOfSource(trx: Trx, id: number): Promise<Uses> {
  const { rows } = await sql<Uses>`
    select (
             select count(*)::int from (
               select article_id from attribution where source_id = ${id}
               union select article_id from lead_image where credit_source_id = ${id}
             ) articles
           ) as articles,
           (
             select count(*)::int from draft
             where attributions @> ${JSON.stringify([{ source_id: id }])}::jsonb or image ->> 'credit_source_id' = ${id}::text
           ) as drafts,
           0 as topics
  `.execute(trx);
  return rows[0] as Uses;
}

export async function deleteTopic(trx: Trx, id: number): Promise<void> {
  await sql`
    update draft set suggested_topic_ids = array_remove(suggested_topic_ids, ${id}::int),
                     declared_topic_ids = array_remove(declared_topic_ids, ${id}::int),
                     settled_topic_ids = array_remove(settled_topic_ids, ${id}::int)
    where ${id}::int = any(suggested_topic_ids || declared_topic_ids || settled_topic_ids)
  `.execute(trx);
  // What an editor takes away isn't suggested to the next one, nor made again by an import.
  await sql`
    update keyword k set is_dismissed = true
    where k.key in (select key from topic_key where topic_id = ${id})
      and not exists (select from topic_key other where other.key = k.key and other.topic_id <> ${id})
  `.execute(trx);
  await sql`delete from former_topic_slug where topic_id = ${id}`.execute(trx);
  await sql`delete from topic where id = ${id}`.execute(trx);
}

export async function deleteSource(trx: Trx, id: number): Promise<void> {
  await sql`delete from former_source_slug where source_id = ${id}`.execute(trx);
  await sql`delete from source where id = ${id}`.execute(trx);
}
