import { type Kysely, sql } from 'kysely';

/** Who an article rests on, the role on the edge. The date is the article's own, as in article_topic. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create type attribution_role as enum ('AUTHOR', 'PUBLISHER', 'WIRE', 'QUOTED', 'CITED', 'IMAGE_CREDIT')
  `.execute(db);
  await sql`
    create table attribution (
      article_id integer not null,
      source_id integer not null references source (id),
      role attribution_role not null,
      position smallint not null check (position >= 0),
      quote text check (length(quote) between 1 and 5000),
      published_at timestamptz(3) not null,
      primary key (article_id, source_id, role),
      foreign key (article_id, published_at) references article (id, published_at) on update cascade on delete cascade
    )
  `.execute(db);
  await sql`create index attribution_order on attribution (source_id, role, published_at, article_id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table attribution`.execute(db);
  await sql`drop type attribution_role`.execute(db);
}
