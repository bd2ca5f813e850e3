import { type Kysely, sql } from 'kysely';

/**
 * What the engine behind related articles knows of each text, and of the corpus as a whole. Terms are 32-bit hashes of
 * language and lexeme; `terms` and `counts` are packed arrays, in the order of the hashes. `article_term` is the index
 * from an article's best terms to others that have them too, nearest in time first; it outlives its article harmlessly,
 * which checking forty keys an article wouldn't be. `at` is minutes since 1970; `weighed` is
 * how many articles there were when all were last weighed anew.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table article_text (
      article_id integer primary key references article (id) on delete cascade,
      at integer not null,
      length integer not null check (length >= 0),
      terms bytea not null,
      counts bytea not null,
      sketch bytea,
      norm real not null default 0,
      self_match real not null default 0,
      model_id integer,
      meaning bytea,
      analysed_at timestamptz not null default now()
    )
  `.execute(db);
  await sql`
    alter table article_text
      alter column terms set storage external, alter column counts set storage external,
      set (fillfactor = 90)
  `.execute(db);
  await sql`
    create table article_term (
      term integer not null,
      at integer not null,
      article_id integer not null,
      weight real not null,
      primary key (term, at, article_id) include (weight)
    )
  `.execute(db);
  await sql`
    create table term_frequency (
      term integer primary key,
      articles integer not null
    ) with (fillfactor = 80)
  `.execute(db);
  await sql`
    create table text_corpus (
      is_only boolean primary key default true check (is_only),
      articles integer not null default 0,
      length bigint not null default 0,
      weighed integer not null default 0
    )
  `.execute(db);
  await sql`insert into text_corpus default values`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table text_corpus, term_frequency, article_term, article_text`.execute(db);
}
