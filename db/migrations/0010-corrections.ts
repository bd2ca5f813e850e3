import { type Kysely, sql } from 'kysely';

/** Public correction notes, shown on the article for ever. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table correction (
      id integer generated always as identity primary key,
      article_id integer not null references article (id) on delete cascade,
      note text not null check (length(note) between 1 and 5000),
      corrected_at timestamptz(3) not null
    )
  `.execute(db);
  await sql`create index correction_order on correction (article_id, corrected_at, id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table correction`.execute(db);
}
