import { type Kysely, sql } from 'kysely';

/** Who was cited in a span of time, and how often, is one range of one index: nobody's articles are looked up for it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index attribution_cited_order on attribution (published_at, article_id, source_id)
    where role in ('WIRE', 'QUOTED', 'CITED')
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index attribution_cited_order`.execute(db);
}
