import { type Kysely, sql } from 'kysely';

/** The picture of an article. A picture known from a text alone has a caption and no address. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table lead_image (
      article_id integer primary key references article (id) on delete cascade,
      url text check (length(url) between 1 and 4096),
      width integer check (width > 0),
      height integer check (height > 0),
      alt text check (length(alt) between 1 and 2000),
      caption text check (length(caption) between 1 and 5000),
      credit_line text check (length(credit_line) between 1 and 500),
      credit_source_id integer references source (id)
    )
  `.execute(db);
  await sql`create index lead_image_credit on lead_image (credit_source_id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table lead_image`.execute(db);
}
