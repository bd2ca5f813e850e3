import { type Kysely, sql } from 'kysely';

/** What editors put beside an article, or keep away from it, for good or until a time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table related_choice (
      article_id integer not null references article (id) on delete cascade,
      related_id integer not null references article (id) on delete cascade,
      is_hidden boolean not null,
      until timestamptz,
      chosen_at timestamptz not null default now(),
      primary key (article_id, related_id),
      constraint related_choice_not_itself check (article_id <> related_id)
    )
  `.execute(db);
  await sql`create index related_choice_related on related_choice (related_id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table related_choice`.execute(db);
}
