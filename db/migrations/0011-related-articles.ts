import { type Kysely, sql } from 'kysely';

/**
 * What to read beside an article, with the reasons: [{"kind": "SHARED_TOPICS", "weight": 0.7, "topics": [id, …]}, …],
 * weights summing to 1. The place follows from the score, the best first, the newer article before the older one of the
 * same score: an article comes into a list without any other row being written.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table related_article (
      article_id integer not null references article (id) on delete cascade,
      related_id integer not null references article (id) on delete cascade,
      score real not null check (score >= 0 and score <= 1),
      reasons jsonb not null check (jsonb_typeof(reasons) = 'array'),
      place bigint not null generated always as (
        (1000000 - (score * 1000000)::int)::bigint * 2147483648 + 2147483647 - related_id
      ) stored,
      primary key (article_id, place),
      unique (article_id, related_id),
      constraint related_article_not_itself check (article_id <> related_id)
    )
  `.execute(db);
  await sql`create index related_article_related on related_article (related_id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table related_article`.execute(db);
}
