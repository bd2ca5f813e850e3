import { type Kysely, sql } from 'kysely';

/**
 * What fills a related list is whole pieces of a language before its teasers: where a language has teasers alone, each of them
 * was looked at for nothing. Of 50,000 that took 16 ms, and 1 to 2 ms with this index, which costs an article 5 µs.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index article_whole_order on article ((split_part(lower(language), '-', 1)), published_at, id)
    where not is_teaser and withdrawn_at is null and killed_at is null
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index article_whole_order`.execute(db);
}
