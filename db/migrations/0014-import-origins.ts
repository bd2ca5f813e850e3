import { type Kysely, sql } from 'kysely';

/** Where an imported article came from: its canonical URL or feed guid, which makes importing idempotent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table import_origin (
      origin text primary key check (octet_length(origin) between 1 and 2000),
      article_id integer not null references article (id) on delete cascade,
      url text check (octet_length(url) between 1 and 2000),
      fingerprint text not null,
      imported_at timestamptz(3) not null default now()
    )
  `.execute(db);
  await sql`create index import_origin_article on import_origin (article_id)`.execute(db);
  await sql`create index import_origin_url on import_origin (url)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table import_origin`.execute(db);
}
