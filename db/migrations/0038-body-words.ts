import { type Kysely, sql } from 'kysely';

/**
 * The words of a body as its readers see them: an element within a line is no gap in a word, every other one is, and
 * so is a raised number. Entities are left to Postgres' parser, to which what they stand for is no markup.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function body_words(html text) returns text language sql immutable strict parallel safe as $$
      select regexp_replace(regexp_replace(regexp_replace(regexp_replace(html,
        '<sup[^>]*><a [^>]*href="#[^>]*>', ' <sup>', 'g'),
        '<sup[^>]*>(?:<[a-z][^>]*>)*([^<]*[0-9][^<]*)', ' \\1 ', 'g'),
        '</?(?:a|abbr|b|cite|code|del|em|i|ins|kbd|mark|s|small|strong|sub|sup|time|u)(?: [^>]*)?>', '', 'g'),
        '<[^>]*>', ' ', 'g')
    $$
  `.execute(db);
  await redocument(db, sql`body_words(body)`);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await redocument(db, sql`body`);
  await sql`drop function body_words(text)`.execute(db);
}

/** NOTE: views that read the column are made again as they are; Postgres 15 can't change what a column is made of. */
async function redocument(db: Kysely<unknown>, body: ReturnType<typeof sql>): Promise<void> {
  const { rows } = await sql<{ name: string; definition: string }>`
    select distinct c.relname as name, pg_get_viewdef(c.oid) as definition
    from pg_depend d
    join pg_rewrite r on r.oid = d.objid
    join pg_class c on c.oid = r.ev_class
    join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
    where d.refobjid = 'article'::regclass and a.attname = 'document'
  `.execute(db);
  for (const { name } of rows) await sql`drop view ${sql.ref(name)}`.execute(db);
  await sql`
    alter table article
      drop column document,
      add column document tsvector not null generated always as (
        setweight(to_tsvector(search_config(language), headline), 'A') ||
        setweight(to_tsvector(search_config(language), coalesce(standfirst, '')), 'B') ||
        setweight(to_tsvector(search_config(language), left(${body}, 200000)), 'D') ||
        array_to_tsvector(array['@' || split_part(lower(language), '-', 1)])
      ) stored
  `.execute(db);
  await sql`create index article_document on article using gin (document)`.execute(db);
  for (const { name, definition } of rows) {
    await sql`create view ${sql.ref(name)} as ${sql.raw(definition)}`.execute(db);
  }
}
