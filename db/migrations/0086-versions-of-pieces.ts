import { type Kysely, sql } from 'kysely';

/**
 * Which version of a piece an import brought last, so that an earlier one changes nothing, and what its sender canceled.
 *
 * Contracts: nothing that the version before asks for; it leaves the columns out, and what they are then passes the check.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['import_origin', 'held_piece']) {
    await sql`
      alter table ${sql.table(table)} add column version bigint check (version >= 0), add column versioned_at timestamptz(3)
    `.execute(db);
  }
  await sql`alter table held_piece add column is_canceled boolean not null default false`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table held_piece drop column is_canceled`.execute(db);
  for (const table of ['held_piece', 'import_origin']) {
    await sql`alter table ${sql.table(table)} drop column versioned_at, drop column version`.execute(db);
  }
}
