import { type Kysely, sql } from 'kysely';

/**
 * Pieces that an import held back for an editor: the draft of each, as the import left it, and why. One whose draft was
 * deleted stays known, so that the next import doesn't bring it back.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table draft add column hold_reason text check (length(hold_reason) between 1 and 2000)`.execute(db);
  await sql`
    create table held_piece (
      origin text primary key check (octet_length(origin) between 1 and 2000),
      draft_id integer references draft (id) on delete set null,
      url text check (octet_length(url) between 1 and 2000),
      fingerprint text not null,
      word_count integer not null check (word_count >= 0),
      draft_revision integer not null check (draft_revision >= 1),
      held_at timestamptz(3) not null default now()
    )
  `.execute(db);
  await sql`create index held_piece_draft on held_piece (draft_id)`.execute(db);
  await sql`create index held_piece_url on held_piece (url)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table held_piece`.execute(db);
  await sql`alter table draft drop column hold_reason`.execute(db);
}
