import { type Kysely, sql } from 'kysely';

/**
 * Articles as they are published. `card` holds the words of headline (A) and standfirst (B), `document` those, the
 * body's (D) and the language as `@en`, which no text can hold, so that one index finds words of one language. Markup is
 * no word to Postgres' parser.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table article (
      id integer generated always as identity primary key,
      slug text collate "C" not null unique check (length(slug) between 1 and 200),
      headline text not null check (length(headline) between 1 and 500),
      standfirst text check (length(standfirst) between 1 and 2000),
      body text not null default '' check (length(body) <= 1000000),
      language text not null check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
      word_count integer not null check (word_count >= 0),
      published_at timestamptz(3) not null,
      first_published_at timestamptz(3) not null,
      updated_at timestamptz(3) not null,
      withdrawn_at timestamptz(3),
      killed_at timestamptz(3),
      card tsvector not null generated always as (
        setweight(to_tsvector(search_config(language), headline), 'A') ||
        setweight(to_tsvector(search_config(language), coalesce(standfirst, '')), 'B')
      ) stored,
      document tsvector not null generated always as (
        setweight(to_tsvector(search_config(language), headline), 'A') ||
        setweight(to_tsvector(search_config(language), coalesce(standfirst, '')), 'B') ||
        setweight(to_tsvector(search_config(language), left(body, 200000)), 'D') ||
        array_to_tsvector(array['@' || split_part(lower(language), '-', 1)])
      ) stored,
      constraint article_published_order check (first_published_at <= published_at),
      unique (id, published_at)
    )
  `.execute(db);
  // NOTE: lists read thousands of rows and no body; bodies and documents go out of line so that a page holds many rows.
  await sql`
    alter table article
      alter column headline set storage main,
      alter column standfirst set storage main,
      alter column card set storage main,
      set (toast_tuple_target = 256)
  `.execute(db);
  const alive = sql`where withdrawn_at is null and killed_at is null`;
  await sql`create index article_published_order on article (published_at, id) ${alive}`.execute(db);
  await sql`create index article_updated_order on article (updated_at, id) ${alive}`.execute(db);
  await sql`create index article_language_order on article ((split_part(lower(language), '-', 1)), published_at, id) ${alive}`.execute(
    db,
  );
  await sql`create index article_region_order on article (lower(language), published_at, id) ${alive}`.execute(db);
  await sql`create index article_document on article using gin (document)`.execute(db);
  await sql`create index article_card on article using gin (card)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table article`.execute(db);
}
