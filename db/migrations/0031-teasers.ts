import { type Kysely, sql } from 'kysely';

/** Pieces of which only headline and standfirst are known, as of what came in by imports without a text. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table article add column is_teaser boolean not null default false`.execute(db);
  await sql`
    update article a set is_teaser = true
    where body = '' and exists (select from import_origin o where o.article_id = a.id)
      and not exists (select from draft d where d.article_id = a.id)
  `.execute(db);
  await sql`
    create index article_teaser_order on article (published_at, id)
    where is_teaser and withdrawn_at is null and killed_at is null
  `.execute(db);
  await sql`
    create or replace view published_article as
    select id, slug, headline, standfirst, body, language, word_count, published_at, first_published_at, updated_at,
           card, document, is_teaser
    from article
    where published_at <= now() and withdrawn_at is null and killed_at is null
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop view published_article`.execute(db);
  await sql`
    create view published_article as
    select id, slug, headline, standfirst, body, language, word_count, published_at, first_published_at, updated_at,
           card, document
    from article
    where published_at <= now() and withdrawn_at is null and killed_at is null
  `.execute(db);
  await sql`alter table article drop column is_teaser`.execute(db);
}
