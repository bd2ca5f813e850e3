import { type Kysely, sql } from 'kysely';

/**
 * What an article covers, most important first. The date is the article's own, kept by the foreign key, so that a
 * topic's list is one range of one index.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table article_topic (
      article_id integer not null,
      topic_id integer not null references topic (id),
      position smallint not null check (position >= 0),
      published_at timestamptz(3) not null,
      primary key (article_id, topic_id),
      foreign key (article_id, published_at) references article (id, published_at) on update cascade on delete cascade
    )
  `.execute(db);
  await sql`create index article_topic_order on article_topic (topic_id, published_at, article_id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table article_topic`.execute(db);
}
