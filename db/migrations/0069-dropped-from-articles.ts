import { type Kysely, sql } from 'kysely';

/** What an article's body lost on its way in, for the newsroom: the view that readers' queries see hasn't got it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table article add column dropped_from_body text[] not null default '{}'`.execute(db);
  await sql`
    update article a set dropped_from_body = d.dropped_from_body
    from draft d where d.article_id = a.id and d.body = a.body and d.dropped_from_body <> '{}'
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table article drop column dropped_from_body`.execute(db);
}
