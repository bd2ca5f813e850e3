import { type Kysely, sql } from 'kysely';

/**
 * How many articles each language has and how long they are together: a word is common or rare among the texts of its
 * own language. The text says which it was counted in, since an article's language may change.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table article_text add column language text not null default ''`.execute(db);
  await sql`
    update article_text t set language = split_part(lower(a.language), '-', 1) from article a where a.id = t.article_id
  `.execute(db);
  await sql`
    create table language_corpus (
      language text primary key,
      articles integer not null,
      length bigint not null
    ) with (fillfactor = 80)
  `.execute(db);
  await sql`
    insert into language_corpus select language, count(*), sum(length) from article_text group by language
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table language_corpus`.execute(db);
  await sql`alter table article_text drop column language`.execute(db);
}
