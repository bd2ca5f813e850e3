import { type Kysely, sql } from 'kysely';

/**
 * Names of topics and sources are completed by what search takes for the same: digits of other scripts, Persian letters, apostrophes
 * that count as letters, letters with a mark that keyboards lack (`folded`, of migration 0132), and intel·ligència in one word.
 *
 * Contracts: nothing that the version before asks for; it doesn't complete names with such signs by what is typed with them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function name_as_typed(name text) returns text language sql immutable strict parallel safe as $$
      select sort_name(folded(regexp_replace(name, '(?<=[lL])[·‧](?=[lL])', '', 'g')))
    $$
  `.execute(db);
  await readBeginningsBy(db, 'name_as_typed');
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await readBeginningsBy(db, 'sort_name');
  await sql`drop function name_as_typed`.execute(db);
}

/** Both tables are locked, so that no name is written by the former rule behind this. */
async function readBeginningsBy(db: Kysely<unknown>, written: string): Promise<void> {
  await sql`lock table topic, source in share row exclusive mode`.execute(db);
  await sql`
    create or replace function name_beginnings(name text) returns table (rest text, is_start boolean)
    language sql immutable strict parallel safe as $$
      select left(array_to_string(words[n:], ' '), 60), n = 1
      from (select string_to_array(${sql.ref(written)}(name), ' ') as words) w, generate_series(1, least(cardinality(words), 8)) n
      where words[n] <> ''
    $$
  `.execute(db);
  await sql`
    create temporary table beginning on commit drop as
    select x.kind, x.id, b.rest, bool_or(b.is_start) as is_start
    from (
      select 'topic' as kind, id, name, aliases from topic union all select 'source', id, name, aliases from source
    ) x, unnest(x.name || x.aliases) n (each), name_beginnings(n.each) b
    group by x.kind, x.id, b.rest
  `.execute(db);
  await sql`
    insert into name_beginning (kind, id, rest, is_start, uses)
    select b.kind, b.id, b.rest, b.is_start, coalesce((
      select max(o.uses) from name_beginning o where o.kind = b.kind and o.id = b.id
    ), 0)
    from beginning b on conflict (rest, kind, id) do update set is_start = excluded.is_start
  `.execute(db);
  await sql`
    delete from name_beginning n where not exists (
      select from beginning b where (b.kind, b.id, b.rest collate "C") = (n.kind, n.id, n.rest)
    )
  `.execute(db);
  await sql`drop table beginning`.execute(db);
}
