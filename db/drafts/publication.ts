/**
 * The way from a draft to its article and back, a few statements however long the piece's lists are. Always under the
 * lock of the draft.
 */

import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../engine/connect.ts';
import type { FormerLists } from '../events/touched-lists.ts';
import type { DraftContent } from './content.ts';

export interface ArticleState {
  readonly word_count: number;
  /** In the future for what is scheduled. */
  readonly published_at: Date;
}

/** What an article is made of; its slug is free, or its own. */
export type ArticleContent = Omit<DraftContent, 'slug' | 'dropped_from_body'>;

/** @returns the new article's id */
export async function insertDraftArticle(
  trx: Trx,
  slug: string,
  content: ArticleContent,
  { word_count, published_at }: ArticleState,
): Promise<number> {
  const at = time(published_at);
  const { rows } = await sql<{ id: number }>`
    insert into article
      (slug, headline, standfirst, body, language, word_count, published_at, first_published_at, updated_at)
    values (${slug}, ${content.headline}, ${content.standfirst}, ${content.body}, ${content.language}, ${word_count},
            ${at}, ${at}, ${at})
    returning id
  `.execute(trx);
  const { id } = rows[0] as { id: number };
  await insertSatellites(trx, id, content);
  return id;
}

/**
 * Without a date, one that readers have; with one, also what is withdrawn, which comes back by this. The date of first
 * publication stays that of what was out before.
 *
 * @returns what it stood under before
 */
export async function updateDraftArticle(
  trx: Trx,
  id: number,
  slug: string,
  content: ArticleContent,
  state: { readonly word_count: number; readonly published_at: Date | null; readonly now: Date },
): Promise<FormerLists> {
  const { rows } = await sql<{ topicIds: number[]; sourceIds: number[] }>`
    with topics as (delete from article_topic where article_id = ${id} returning topic_id),
         sources as (delete from attribution where article_id = ${id} returning source_id),
         image as (delete from lead_image where article_id = ${id})
    select array(select topic_id from topics) as "topicIds", array(select distinct source_id from sources) as "sourceIds"
  `.execute(trx);
  const at = time(state.published_at ?? state.now);
  const dates = sql`, published_at = ${at}, withdrawn_at = null,
    first_published_at = case when first_published_at <= ${time(state.now)} then first_published_at else ${at} end`;
  await sql`
    update article set
      slug = ${slug}, headline = ${content.headline}, standfirst = ${content.standfirst}, body = ${content.body},
      language = ${content.language}, word_count = ${state.word_count}, updated_at = ${at}
      ${state.published_at === null ? sql`` : dates}
    where id = ${id}
  `.execute(trx);
  await insertSatellites(trx, id, content);
  return rows[0] ?? {};
}

/** What was merged since it was put into the draft stands for what took it in. */
async function insertSatellites(trx: Trx, id: number, content: ArticleContent): Promise<void> {
  const { image, topic_ids, attributions } = content;
  await sql`
    with topics as (
      insert into article_topic (article_id, topic_id, position, published_at)
      select a.id, t.id, min(given.position) - 1, a.published_at
      from unnest(${topic_ids}::int[]) with ordinality given (id, position)
      left join former_topic_slug f on f.former_id = given.id
      join topic t on t.id = coalesce(f.topic_id, given.id), article a
      where a.id = ${id}
      group by a.id, t.id
    ),
    sources as (
      insert into attribution (article_id, source_id, role, quote, position, published_at)
      select distinct on (s.id, given.value ->> 'role')
             a.id, s.id, (given.value ->> 'role')::attribution_role, given.value ->> 'quote', given.position - 1,
             a.published_at
      from jsonb_array_elements(${JSON.stringify(attributions)}::jsonb) with ordinality given (value, position)
      left join former_source_slug f on f.former_id = (given.value ->> 'source_id')::int
      join source s on s.id = coalesce(f.source_id, (given.value ->> 'source_id')::int), article a
      where a.id = ${id}
      order by s.id, given.value ->> 'role', given.position
    )
    insert into lead_image (article_id, url, width, height, alt, caption, credit_line, credit_source_id)
    select ${id}::int, i.url, i.width, i.height, i.alt, i.caption, i.credit_line, s.id
    from jsonb_to_recordset(${JSON.stringify(image === null ? [] : [image])}::jsonb)
      i (url text, width int, height int, alt text, caption text, credit_line text, credit_source_id int)
    left join former_source_slug f on f.former_id = i.credit_source_id
    left join source s on s.id = coalesce(f.source_id, i.credit_source_id)
  `.execute(trx);
}

/** What readers have, for drafts of pieces that came another way, and for corrections of what a draft has changed since. */
export async function contentOfArticle(trx: Trx, id: number): Promise<ArticleContent & { readonly slug: string }> {
  const { rows } = await sql<ArticleContent & { readonly slug: string }>`
    select a.slug, a.headline, a.standfirst, a.body, a.language,
           (select to_jsonb(i) - 'article_id' from lead_image i where i.article_id = a.id) as image,
           array(
             select at.topic_id from article_topic at where at.article_id = a.id order by at.position, at.topic_id
           ) as topic_ids,
           coalesce((
             select jsonb_agg(jsonb_build_object('role', at.role, 'source_id', at.source_id, 'quote', at.quote)
                              order by at.position, at.role, at.source_id)
             from attribution at where at.article_id = a.id
           ), '[]') as attributions
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
  await sql`select id from article where id = ${id} for update`.execute(trx);
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
    insert into correction (article_id, note, corrected_at) values (${articleId}, ${note}, ${time(at)})
  `.execute(trx);
}

function time(at: Date): RawBuilder<Date> {
  return sql<Date>`${at.toISOString()}::timestamptz`;
}
