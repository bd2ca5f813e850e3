import { type Kysely, sql } from 'kysely';

/** Sources are who an article rests on; aliases are the other names under which texts know them, in lower case. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create type source_kind as enum (
      'NEWS_AGENCY', 'NEWSPAPER', 'BROADCASTER', 'MAGAZINE', 'WEBSITE',
      'GOVERNMENT', 'ORGANIZATION', 'COMPANY', 'PERSON', 'OTHER'
    )
  `.execute(db);
  await sql`
    create table source (
      id integer generated always as identity primary key,
      slug text collate "C" not null unique check (length(slug) between 1 and 200),
      name text not null check (length(name) between 1 and 200),
      kind source_kind not null,
      homepage text check (length(homepage) between 1 and 2048),
      country text check (country ~ '^[A-Z]{2}$'),
      aliases text[] not null default '{}'
    )
  `.execute(db);
  await sql`create index source_name_order on source (lower(name) collate "C", id)`.execute(db);
  await sql`create index source_aliases on source using gin (aliases)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table source`.execute(db);
  await sql`drop type source_kind`.execute(db);
}
