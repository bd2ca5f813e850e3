import { type Kysely, sql } from 'kysely';

/** The wall: readers see articles through this view only. A schedule or an embargo is a published_at to come. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create view published_article as
    select id, slug, headline, standfirst, body, language, word_count, published_at, first_published_at, updated_at,
           card, document
    from article
    where published_at <= now() and withdrawn_at is null and killed_at is null
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop view published_article`.execute(db);
}
