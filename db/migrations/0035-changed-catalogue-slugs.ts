import { type Kysely, sql } from 'kysely';

/**
 * A topic's or source's slug may change, and the former one keeps leading to it: the table of former slugs fills itself
 * then. Such a row has neither the id nor the name of one that was merged. A slug of its own may be taken back; that of
 * another may not.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['topic', 'source']) {
    const former = sql.table(`former_${table}_slug`);
    const owner = sql.ref(`${table}_id`);
    await sql`alter table ${former} alter column former_id drop not null, alter column name drop not null`.execute(db);
    // NOTE: a merged one's row stays where its slug is taken, for its id and name; both lead to the same.
    await sql`
      create or replace function ${sql.ref(`refuse_former_${table}_slug`)}() returns trigger language plpgsql as $$
      begin
        delete from ${former} where slug = new.slug and ${owner} = new.id and former_id is null;
        if exists (select from ${former} where slug = new.slug and ${owner} <> new.id) then
          raise unique_violation using message = format('slug "%s" was another''s', new.slug),
            constraint = ${sql.lit(`${table}_slug_key`)};
        end if;
        if tg_op = 'UPDATE' then
          if old.slug <> new.slug then
            insert into ${former} (slug, ${owner}) values (old.slug, old.id) on conflict (slug) do nothing;
          end if;
        end if;
        return new;
      end
      $$
    `.execute(db);
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['topic', 'source']) {
    const former = sql.table(`former_${table}_slug`);
    await sql`
      create or replace function ${sql.ref(`refuse_former_${table}_slug`)}() returns trigger language plpgsql as $$
      begin
        if exists (select from ${former} where slug = new.slug) then
          raise unique_violation using message = format('slug "%s" was another''s', new.slug),
            constraint = ${sql.lit(`${table}_slug_key`)};
        end if;
        return new;
      end
      $$
    `.execute(db);
    await sql`delete from ${former} where former_id is null`.execute(db);
    await sql`alter table ${former} alter column former_id set not null, alter column name set not null`.execute(db);
  }
}
