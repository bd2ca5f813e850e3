import { type Kysely, sql } from 'kysely';

/**
 * Topics and sources that were merged into another: slug, id and name keep leading to the one that took them in, for
 * ever, and no new one may take such a slug.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['topic', 'source']) {
    const former = sql.table(`former_${table}_slug`);
    const owner = sql.ref(`${table}_id`);
    await sql`
      create table ${former} (
        slug text collate "C" primary key check (length(slug) between 1 and 200),
        ${owner} integer not null references ${sql.table(table)} (id),
        former_id integer not null unique,
        name text not null
      )
    `.execute(db);
    await sql`create index ${sql.ref(`former_${table}_slug_owner`)} on ${former} (${owner})`.execute(db);
    await sql`create index ${sql.ref(`former_${table}_slug_name`)} on ${former} (lower(name) collate "C")`.execute(db);
    // NOTE: after the row, so that the slug of one that is being merged is waited for and then found here.
    await sql`
      create function ${sql.ref(`refuse_former_${table}_slug`)}() returns trigger language plpgsql as $$
      begin
        if exists (select from ${former} where slug = new.slug) then
          raise unique_violation using message = format('slug "%s" was another''s', new.slug),
            constraint = ${sql.lit(`${table}_slug_key`)};
        end if;
        return new;
      end
      $$
    `.execute(db);
    await sql`
      create trigger ${sql.ref(`${table}_slug_given`)} after insert or update of slug on ${sql.table(table)}
      for each row execute function ${sql.ref(`refuse_former_${table}_slug`)}()
    `.execute(db);
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['topic', 'source']) {
    await sql`drop trigger ${sql.ref(`${table}_slug_given`)} on ${sql.table(table)}`.execute(db);
    await sql`drop function ${sql.ref(`refuse_former_${table}_slug`)}`.execute(db);
    await sql`drop table ${sql.table(`former_${table}_slug`)}`.execute(db);
  }
}
