import { type Kysely, sql } from 'kysely';

const alive = sql`where withdrawn_at is null and killed_at is null`;
const primary = sql`split_part(lower(language), '-', 1)`;

/**
 * Lists of a language range such as zh-Hant, which takes zh-Hant-TW in, are those of the primary subtag in the order of
 * dates, of which the index alone tells what lies within the range.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index article_region_order`.execute(db);
  await sql`drop index article_language_order`.execute(db);
  await sql`
    create index article_language_order on article ((${primary}), published_at, id, (lower(language) collate "C")) ${alive}
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index article_language_order`.execute(db);
  await sql`create index article_language_order on article ((${primary}), published_at, id) ${alive}`.execute(db);
  await sql`create index article_region_order on article (lower(language), published_at, id) ${alive}`.execute(db);
}
