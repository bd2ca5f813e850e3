import { type Kysely, sql } from 'kysely';

/**
 * `quote.words`: what a quote is found by, made of its text as an article's words are, so that `quote:` and searches of
 * quotes know accents, capitals, numbers and scripts without spaces as other searches do. Null until it is indexed, which
 * happens in the background for those that are there.
 *
 * Contracts: nothing that the version before asks for; what it writes is found by `document` until this one indexes it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table quote add column words tsvector`.execute(db);
  await sql`create index quote_words on quote using gin (words)`.execute(db);
  await sql`create index quote_unindexed on quote (article_id) where words is null`.execute(db);
  // NOTE: days are rolled up anew where quotes come, go or move; to be found otherwise is nothing of theirs.
  await sql`
    create function mark_days_of_changed_quotes() returns trigger language plpgsql as $$
    begin
      insert into stale_coverage_day (day)
      select distinct (published_at at time zone 'UTC')::date
      from (
        (select id, article_id, source_id, role, published_at from old_rows except select id, article_id, source_id, role, published_at from new_rows)
        union all
        (select id, article_id, source_id, role, published_at from new_rows except select id, article_id, source_id, role, published_at from old_rows)
      ) changed;
      return null;
    end
    $$
  `.execute(db);
  await sql`drop trigger quote_covered_on_update on quote`.execute(db);
  await coveredOnUpdate(db, 'mark_days_of_changed_quotes');
  await sql`
    insert into article_to_index (article_id) select distinct article_id from quote on conflict do nothing
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger quote_covered_on_update on quote`.execute(db);
  await sql`drop function mark_days_of_changed_quotes`.execute(db);
  await coveredOnUpdate(db, 'mark_coverage_days');
  await sql`alter table quote drop column words`.execute(db);
}

async function coveredOnUpdate(db: Kysely<unknown>, mark: string): Promise<void> {
  await sql`
    create trigger quote_covered_on_update after update on quote referencing old table as old_rows new table as new_rows
    for each statement execute function ${sql.id(mark)}()
  `.execute(db);
}
