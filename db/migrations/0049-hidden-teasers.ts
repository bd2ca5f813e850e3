import { type Kysely, sql } from 'kysely';

const hidden = sql`from article where withdrawn_at is not null or killed_at is not null`;

/** A cursor may stand on a piece that was taken away since: whether that was a teaser says where its page goes on. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create or replace view hidden_article as select id, is_teaser ${hidden}`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop view hidden_article`.execute(db);
  await sql`create view hidden_article as select id ${hidden}`.execute(db);
}
