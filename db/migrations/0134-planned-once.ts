import { type Kysely, sql } from 'kysely';

/**
 * What the triggers and functions of publishing ask is planned once a connection: functions in SQL are planned at every call,
 * and of what is given as a list Postgres thinks a plan for just this list cheaper. New attributions don't ask whether an article has
 * lost its last. The first plan is of tables that may be empty, and stays though they grow: it may read none from end to end.
 *
 * Contracts: nothing; what they write is the same.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function utterance_keys(source integer, said text) returns integer[]
    language plpgsql immutable parallel safe as $$
      begin
        return (${keys});
      end
    $$
  `.execute(db);
  await sql`
    create or replace function utterance_like(source integer, said text) returns integer
    language plpgsql volatile ${plannedOnce} as $$
      declare
        wanted integer[] := utterance_keys(source, said);
      begin
        return (${like(sql`wanted`)});
      end
    $$
  `.execute(db);
  await countSources(db, plannedOnce, sql`tg_op <> 'INSERT'`);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await countSources(db, sql``, sql`true`);
  await sql`
    create or replace function utterance_like(source integer, said text) returns integer language sql volatile as $$
      ${like(sql`utterance_keys(source, said)`)}
    $$
  `.execute(db);
  await sql`
    create or replace function utterance_keys(source integer, said text) returns integer[]
    language sql immutable parallel safe as $$
      ${keys}
    $$
  `.execute(db);
}

const plannedOnce = sql`set plan_cache_mode = force_generic_plan set enable_seqscan = off`;

const keys = sql`
  select array_agg(distinct ('x' || left(md5(source || ' ' || part), 8))::bit(32)::integer) from (
    select said
    union all
    (
      select word || ' ' || next
      from (
        select word, lead(word) over (order by position) as next
        from unnest(string_to_array(said, ' ')) with ordinality given (word, position)
      ) pairs
      where word <> '…' and next <> '…' and length(word || next) >= 6
      order by length(word || next) desc, (word || ' ' || next) collate "C" limit 16
    )
  ) parts (part)`;

const like = (wanted: typeof keys) => sql`
  select u.id from utterance u
  where u.keys && ${wanted} and u.source_id is not distinct from source and is_same_wording(u.words, said)
  order by u.words <> said, u.id limit 1`;

async function countSources(db: Kysely<unknown>, setting: typeof keys, mayHaveLost: typeof keys): Promise<void> {
  await sql`
    create or replace function count_sources() returns trigger language plpgsql ${setting} as $$
    declare
      changed integer[] := array(select distinct article_id from changed_attribution);
    begin
      if ${mayHaveLost} then
        delete from article_source_count c
        where c.article_id = any(changed) and not exists (select from attribution x where x.article_id = c.article_id);
      end if;
      insert into article_source_count as c (article_id, sources, published_at)
      select article_id, count(distinct source_id) filter (where role in ('WIRE', 'QUOTED', 'CITED')), published_at
      from attribution where article_id = any(changed) group by article_id, published_at
      on conflict (article_id) do update set sources = excluded.sources, published_at = excluded.published_at
      where (c.sources, c.published_at) <> (excluded.sources, excluded.published_at);
      return null;
    end
    $$
  `.execute(db);
}
