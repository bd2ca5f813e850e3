import { type Kysely, sql } from 'kysely';

/** Columns whose place `draft.suggestions` and `language_corpus` have taken. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table draft drop column suggested_attributions, drop column suggested_source_names`.execute(db);
  await sql`alter table text_corpus drop column length`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table draft
      add column suggested_attributions jsonb not null default '[]' check (jsonb_typeof(suggested_attributions) = 'array'),
      add column suggested_source_names text[] not null default '{}'
  `.execute(db);
  await sql`alter table text_corpus add column length bigint not null default 0`.execute(db);
  await sql`update text_corpus set length = (select coalesce(sum(length), 0) from language_corpus)`.execute(db);
}
