import { type Kysely, sql } from 'kysely';

/** Longer names are cut, since nobody types as much before looking up. */
const maxCharacters = sql.lit(60);
const maxWords = sql.lit(8);

/**
 * What one may begin to type for a topic or a source: its names, and other names, each from any of its words on, as they
 * are sorted. Whatever writes a name, its beginnings follow. `uses` is how many published articles have it, as of the
 * last count.
 *
 * Contracts: nothing that the version before asks for; its writes keep the beginnings of names by the triggers.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table name_beginning (
      kind text collate "C" not null check (kind in ('topic', 'source')),
      id integer not null,
      rest text collate "C" not null,
      is_start boolean not null,
      uses integer not null default 0,
      primary key (rest, kind, id)
    )
  `.execute(db);
  await sql`create index name_beginning_named on name_beginning (kind, id)`.execute(db);
  await sql`
    create function name_beginnings(name text) returns table (rest text, is_start boolean)
    language sql immutable strict parallel safe as $$
      select left(array_to_string(words[n:], ' '), ${maxCharacters}), n = 1
      from (select string_to_array(sort_name(name), ' ') as words) w, generate_series(1, least(cardinality(words), ${maxWords})) n
      where words[n] <> ''
    $$
  `.execute(db);
  // NOTE: through JSON, so that it knows other names of topics once they have any.
  await sql`
    create function keep_name_beginnings() returns trigger language plpgsql as $$
    declare
      names text[] := array[new.name] || array(select jsonb_array_elements_text(coalesce(to_jsonb(new) -> 'aliases', '[]')));
      former text[] := array[old.name] || array(select jsonb_array_elements_text(coalesce(to_jsonb(old) -> 'aliases', '[]')));
    begin
      if tg_op = 'UPDATE' and names = former then
        return null;
      end if;
      if tg_op = 'DELETE' then
        delete from name_beginning where kind = tg_argv[0] and id = old.id;
        return null;
      end if;
      delete from name_beginning b
      where tg_op = 'UPDATE' and b.kind = tg_argv[0] and b.id = new.id
        and b.rest not in (select k.rest from unnest(names) n (each), name_beginnings(n.each) k);
      insert into name_beginning as b (kind, id, rest, is_start, uses)
      select tg_argv[0], new.id, k.rest, bool_or(k.is_start),
             coalesce((select max(o.uses) from name_beginning o where o.kind = tg_argv[0] and o.id = new.id), 0)
      from unnest(names) n (each), name_beginnings(n.each) k
      group by k.rest
      on conflict (rest, kind, id) do update set is_start = excluded.is_start where b.is_start <> excluded.is_start;
      return null;
    end
    $$
  `.execute(db);
  for (const kind of ['topic', 'source'] as const) {
    await sql`
      create trigger ${sql.ref(`${kind}_beginnings`)} after insert or delete or update on ${sql.table(kind)}
      for each row execute function keep_name_beginnings(${sql.lit(kind)})
    `.execute(db);
    const names = kind === 'topic' ? sql`array[x.name]` : sql`array[x.name] || x.aliases`;
    await sql`
      insert into name_beginning (kind, id, rest, is_start)
      select ${sql.lit(kind)}, x.id, b.rest, bool_or(b.is_start)
      from ${sql.table(kind)} x, unnest(${names}) n (each), name_beginnings(n.each) b
      group by x.id, b.rest
    `.execute(db);
  }
  await sql`create index name_beginning_used on name_beginning (uses desc, kind, id, rest, is_start)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const kind of ['topic', 'source'])
    await sql`drop trigger ${sql.ref(`${kind}_beginnings`)} on ${sql.table(kind)}`.execute(db);
  await sql`drop function keep_name_beginnings`.execute(db);
  await sql`drop function name_beginnings`.execute(db);
  await sql`drop table name_beginning`.execute(db);
}
