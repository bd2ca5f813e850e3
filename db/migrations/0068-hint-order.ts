import { type Kysely, sql } from 'kysely';

/** Hot stories of imported pages in the order in which teasers of them fill the trending lists. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index trending_hint_order on trending_hint (noted_at desc, rank, article_id desc)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index trending_hint_order`.execute(db);
}
