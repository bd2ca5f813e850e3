/** What the steps of a draft do to its article besides writing it. Always under the lock of the draft. */

import { type RawBuilder, sql } from 'kysely';
import type { ArticleContent } from '../articles/content.ts';
import type { Trx } from '../engine/database.ts';
import { moment } from '../engine/moment.ts';
import type { FormerLists } from '../events/touched-lists.ts';

/** Columns of an {@link ArticleContent}: of an article called `a`. */
export const articleContent: RawBuilder<unknown> = sql`
  a.headline, a.standfirst, a.body, a.language,
  (select to_jsonb(i) - 'article_id' from lead_image i where i.article_id = a.id) as image,
  a.dropped_from_body,
  array(
    select at.topic_id from article_topic at where at.article_id = a.id order by at.position, at.topic_id
  ) as topic_ids,
  coalesce((
    select jsonb_agg(jsonb_build_object('role', at.role, 'source_id', at.source_id, 'quote', q.text)
                     order by coalesce(q.position, at.position), at.role, at.source_id)
    from attribution at left join quote q using (article_id, source_id, role)
    where at.article_id = a.id
  ), '[]') as attributions`;

/** What readers have, for drafts of pieces that came another way, and for corrections of what a draft has changed since. */
export async function contentOfArticle(trx: Trx, id: number): Promise<ArticleContent & { readonly slug: string }> {
  const { rows } = await sql<ArticleContent & { readonly slug: string }>`
    select a.slug, ${articleContent}
    from article a where a.id = ${id}
  `.execute(trx);
  // Its draft is locked and says that it is there.
  return rows[0] as ArticleContent & { readonly slug: string };
}

/** The draft of an article, for whoever goes on to lock it. */
export async function draftIdOfArticle(trx: Trx, articleId: number): Promise<number | null> {
  const row = await trx.selectFrom('draft').select('id').where('article_id', '=', articleId).executeTakeFirst();
  return row?.id ?? null;
}

/** Holds an article that has no draft yet until the transaction ends. @returns false where readers have none such */
export async function lockLiveArticle(trx: Trx, id: number): Promise<boolean> {
  await sql`select id from article where id = ${id} for no key update`.execute(trx);
  const { rows } = await sql`
    select from article
    where id = ${id} and published_at <= clock_timestamp() and withdrawn_at is null and killed_at is null
  `.execute(trx);
  return rows.length > 0;
}

export async function withdrawArticle(trx: Trx, id: number): Promise<void> {
  await sql`update article set withdrawn_at = clock_timestamp() where id = ${id}`.execute(trx);
}

export async function killArticle(trx: Trx, id: number): Promise<void> {
  await sql`update article set killed_at = clock_timestamp() where id = ${id}`.execute(trx);
}

/**
 * Takes back what is not out yet: nothing is left of it, and what was out before is withdrawn again.
 *
 * @returns what it stood under
 */
export async function hideScheduledArticle(trx: Trx, id: number, wasOut: boolean): Promise<FormerLists> {
  const { rows } = await sql<{ topicIds: number[]; sourceIds: number[] }>`
    select array(select topic_id from article_topic where article_id = ${id}) as "topicIds",
           array(select distinct source_id from attribution where article_id = ${id}) as "sourceIds"
  `.execute(trx);
  await (wasOut
    ? sql`update article set withdrawn_at = clock_timestamp(), published_at = first_published_at where id = ${id}`
    : sql`delete from article where id = ${id}`
  ).execute(trx);
  return rows[0] ?? {};
}

export async function addCorrection(trx: Trx, articleId: number, note: string, at: Date): Promise<void> {
  await sql`
    insert into correction (article_id, note, corrected_at) values (${articleId}, ${note}, ${moment(at)})
  `.execute(trx);
}
