import { type Kysely, sql } from 'kysely';

/**
 * Each quote is an appearance of an utterance, and has the words that searches find it by, in the article's language and
 * with the language as `@en`, as an article's document has them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table quote add column utterance_id integer, add column language text`.execute(db);
  await sql`update quote q set language = a.language from article a where a.id = q.article_id`.execute(db);
  // NOTE: in the order in which they were said. Without the locks of utterance_of, of which there would be one a source.
  await sql`
    do $$
    declare
      each record;
      said text;
      found integer;
    begin
      for each in select id, source_id, text from quote order by published_at, id loop
        said := said_words(each.text);
        found := utterance_like(each.source_id, said);
        if found is null then
          insert into utterance (source_id, words, keys) values (each.source_id, said, utterance_keys(each.source_id, said))
          returning id into found;
        end if;
        update quote set utterance_id = found where id = each.id;
      end loop;
    end $$
  `.execute(db);
  await sql`
    alter table quote
      alter column utterance_id set not null,
      alter column language set not null,
      add foreign key (utterance_id) references utterance,
      add column document tsvector not null generated always as (
        to_tsvector(search_config(language), text) ||
        array_to_tsvector(array['@' || split_part(lower(language), '-', 1)])
      ) stored
  `.execute(db);
  await sql`create index quote_utterance on quote (utterance_id, published_at, id) include (article_id)`.execute(db);
  await sql`create index quote_document on quote using gin (document)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table quote drop column document, drop column language, drop column utterance_id`.execute(db);
}
