import { type Kysely, sql } from 'kysely';

/**
 * Keywords of imported articles that mean no topic: each once, by its key, with the articles that carry it. A section is where
 * a publication files a piece. What becomes a topic, or another name of one, goes from here to the articles' topics.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table keyword (
      id integer generated always as identity primary key,
      key text collate "C" not null unique check (key <> ''),
      name text not null check (length(name) between 1 and 200),
      language text not null,
      is_dismissed boolean not null default false
    )
  `.execute(db);
  await sql`
    create table article_keyword (
      article_id integer not null references article (id) on delete cascade,
      keyword_id integer not null references keyword (id) on delete cascade,
      position smallint not null check (position >= 0),
      is_section boolean not null,
      publication text not null,
      primary key (article_id, keyword_id)
    )
  `.execute(db);
  await sql`create index article_keyword_keyword on article_keyword (keyword_id)`.execute(db);
  await sql`
    create index article_keyword_section on article_keyword (keyword_id, publication) where is_section
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table article_keyword`.execute(db);
  await sql`drop table keyword`.execute(db);
}
