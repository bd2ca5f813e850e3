import { type Kysely, sql } from 'kysely';

/** Which version of a topic or source an editor has read: one more with every change of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['topic', 'source']) {
    await sql`
      alter table ${sql.table(table)} add column revision integer not null default 1 check (revision >= 1)
    `.execute(db);
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['topic', 'source']) {
    await sql`alter table ${sql.table(table)} drop column revision`.execute(db);
  }
}
