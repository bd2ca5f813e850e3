import { type Kysely, sql } from 'kysely';

/** Topics form a tree: a topic without a parent is a root. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table topic (
      id integer generated always as identity primary key,
      slug text collate "C" not null unique check (length(slug) between 1 and 200),
      name text not null check (length(name) between 1 and 200),
      description text check (length(description) between 1 and 2000),
      parent_id integer references topic (id) check (parent_id <> id)
    )
  `.execute(db);
  await sql`create index topic_parent on topic (parent_id, id)`.execute(db);
  await sql`create index topic_name_order on topic (lower(name) collate "C", id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table topic`.execute(db);
}
