import { type Kysely, sql } from 'kysely';

/** Whether only the day of publication is known, as pages print it: its hour is then nobody's statement. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table article add column published_date_only boolean not null default false`.execute(db);
  await sql`
    create or replace view published_article as
    select id, slug, headline, standfirst, body, language, word_count, published_at, first_published_at, updated_at,
           card, document, is_teaser, published_date_only
    from article
    where published_at <= now() and withdrawn_at is null and killed_at is null
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop view published_article`.execute(db);
  await sql`
    create view published_article as
    select id, slug, headline, standfirst, body, language, word_count, published_at, first_published_at, updated_at,
           card, document, is_teaser
    from article
    where published_at <= now() and withdrawn_at is null and killed_at is null
  `.execute(db);
  await sql`alter table article drop column published_date_only`.execute(db);
}
