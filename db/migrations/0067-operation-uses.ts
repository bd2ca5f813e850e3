import { type Kysely, sql } from 'kysely';

/** Which operations are asked by which tokens, by day, so that one knows who still uses a field. Of readers nothing is kept. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table used_operation (
      hash text primary key,
      name text,
      body text not null,
      is_anonymous boolean not null
    )
  `.execute(db);
  await sql`
    create table operation_use (
      hash text not null references used_operation (hash) on delete cascade,
      caller text not null,
      day date not null,
      uses bigint not null check (uses > 0),
      primary key (hash, caller, day)
    )
  `.execute(db);
  await sql`create index operation_use_day on operation_use (day)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table operation_use`.execute(db);
  await sql`drop table used_operation`.execute(db);
}
