import { type Kysely, sql } from 'kysely';

/** Imported pieces with a date to come are told of at their time, as scheduled ones are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into due_event (due_at, type, article_id, detail)
    select a.published_at, 'article.published', a.id, '{"imported": true}'
    from article a
    where a.published_at > now() and a.withdrawn_at is null and a.killed_at is null
      and exists (select from import_origin o where o.article_id = a.id)
      and not exists (select from due_event e where e.article_id = a.id)
    order by a.published_at, a.id
  `.execute(db);
}

export async function down(): Promise<void> {
  // What is due stays due.
}
