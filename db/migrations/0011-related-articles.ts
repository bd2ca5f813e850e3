import { type Kysely, sql } from 'kysely';

/**
 * What to read beside an article, best first, with the reasons:
 * [{"kind": "SHARED_TOPICS", "weight": 0.7, "topics": [id, …]}, …], weights summing to 1.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table related_article (
      article_id integer not null references article (id) on delete cascade,
      rank smallint not null check (rank between 1 and 100),
      related_id integer not null references article (id) on delete cascade,
      score real not null check (score >= 0 and score <= 1),
      reasons jsonb not null check (jsonb_typeof(reasons) = 'array'),
      primary key (article_id, rank),
      unique (article_id, related_id),
      constraint related_article_not_itself check (article_id <> related_id)
    )
  `.execute(db);
  await sql`create index related_article_related on related_article (related_id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table related_article`.execute(db);
}
