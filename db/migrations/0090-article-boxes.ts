import { type Kysely, sql } from 'kysely';

/** Lists of other stories that an article's own page printed, under their headings and in their order. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table article_box (
      article_id integer not null references article (id) on delete cascade,
      position smallint not null check (position >= 0),
      title text not null check (length(title) between 1 and 200),
      primary key (article_id, position)
    )
  `.execute(db);
  await sql`
    create table article_box_story (
      article_id integer not null,
      box smallint not null,
      position smallint not null check (position >= 0),
      story_id integer not null references article (id) on delete cascade,
      primary key (article_id, box, position),
      foreign key (article_id, box) references article_box (article_id, position) on delete cascade
    )
  `.execute(db);
  await sql`create index article_box_story_story on article_box_story (story_id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table article_box_story`.execute(db);
  await sql`drop table article_box`.execute(db);
}
