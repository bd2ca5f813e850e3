import { type Kysely, sql } from 'kysely';

/**
 * The words that an article is found by, beside it rather than in it, so that they are made anew without touching what
 * readers read: `words` with their places in headline (A), standfirst (B), names, quotes and captions (C) and body (D),
 * `head` those of A and B alone. Whatever changes what they are made of puts the article into `article_to_index`. The
 * date is the article's own, kept by the foreign key.
 *
 * Contracts: nothing that the version before asks for; its writes put articles into `article_to_index` by the triggers.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table article_words (
      article_id integer primary key,
      published_at timestamptz(3) not null,
      length integer not null check (length >= 0),
      words tsvector not null,
      head tsvector not null generated always as (strip(ts_filter(words, '{a,b}'))) stored,
      foreign key (article_id, published_at) references article (id, published_at) on update cascade on delete cascade
    )
  `.execute(db);
  // NOTE: candidates are read by date alone; the words go out of line, so that a page holds many rows.
  await sql`
    alter table article_words alter column head set storage external, set (toast_tuple_target = 128)
  `.execute(db);
  await sql`create index article_words_order on article_words (published_at, article_id)`.execute(db);
  await sql`create index article_words_words on article_words using gin (words)`.execute(db);
  await sql`create index article_words_head on article_words using gin (head)`.execute(db);
  await sql`
    create table article_to_index (article_id integer primary key references article (id) on delete cascade)
  `.execute(db);
  await sql`
    create function index_article() returns trigger language plpgsql as $$
    begin
      insert into article_to_index (article_id) values (new.id) on conflict do nothing;
      return null;
    end
    $$
  `.execute(db);
  await sql`
    create trigger article_indexed after insert or update of headline, standfirst, body, language on article
    for each row execute function index_article()
  `.execute(db);
  await sql`
    create function index_articles_of_topic() returns trigger language plpgsql as $$
    begin
      insert into article_to_index (article_id) select article_id from article_topic where topic_id = new.id
      on conflict do nothing;
      return null;
    end
    $$
  `.execute(db);
  // NOTE: whether a topic has other names is a later migration's.
  await sql`
    create trigger topic_indexed after update on topic
    for each row when (old.name is distinct from new.name or to_jsonb(old) -> 'aliases' is distinct from to_jsonb(new) -> 'aliases')
    execute function index_articles_of_topic()
  `.execute(db);
  await sql`
    create function index_articles_of_source() returns trigger language plpgsql as $$
    begin
      insert into article_to_index (article_id) select distinct article_id from attribution where source_id = new.id
      on conflict do nothing;
      return null;
    end
    $$
  `.execute(db);
  await sql`
    create trigger source_indexed after update of name, aliases on source
    for each row when (old.name is distinct from new.name or old.aliases is distinct from new.aliases)
    execute function index_articles_of_source()
  `.execute(db);
  await sql`insert into article_to_index (article_id) select id from article`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger source_indexed on source`.execute(db);
  await sql`drop function index_articles_of_source`.execute(db);
  await sql`drop trigger topic_indexed on topic`.execute(db);
  await sql`drop function index_articles_of_topic`.execute(db);
  await sql`drop trigger article_indexed on article`.execute(db);
  await sql`drop function index_article`.execute(db);
  await sql`drop table article_to_index`.execute(db);
  await sql`drop table article_words`.execute(db);
}
