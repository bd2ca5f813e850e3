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
  // NOTE: counts read the edges and leave these few out, rather than look every article up.
  await sql`create index article_hidden on article (id) where withdrawn_at is not null or killed_at is not null`.execute(
    db,
  );
  await sql`
    create view hidden_article as select id from article where withdrawn_at is not null or killed_at is not null
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop view hidden_article`.execute(db);
  await sql`drop index article_hidden`.execute(db);
  await sql`drop view published_article`.execute(db);
}
