/**
 * Writes articles with their topics, attributions and lead image, for publishing and for imports: a few statements however
 * long the lists are, always within a transaction. Only the demo's seed, which fills empty tables, has its own.
 */

import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../engine/database.ts';
import { moment } from '../engine/moment.ts';
import { sendAhead } from '../engine/transaction-statements.ts';
import type { FormerLists } from '../events/touched-lists.ts';
import type { AttributionRole } from '../types.ts';
import type { ArticleContent } from './content.ts';

export interface ArticleVersion {
  readonly content: ArticleContent;
  /** Of the body. */
  readonly word_count: number;
  /** Whether only headline and standfirst are known; default false, and so it is of what comes from a draft. */
  readonly is_teaser?: boolean;
}

export interface NewArticle extends ArticleVersion {
  readonly slug: string;
  /** In the future for what is scheduled. */
  readonly published_at: Date;
  /** Whether only the day is known; default false. */
  readonly published_date_only?: boolean;
  readonly updated_at: Date;
}

/** @returns the new article's id */
export async function insertArticle(trx: Trx, article: NewArticle): Promise<number> {
  const { slug, content, word_count, is_teaser = false, published_date_only = false } = article;
  const publishedAt = moment(article.published_at);
  const { rows } = await sql<{ id: number }>`
    insert into article
      (slug, headline, standfirst, body, language, word_count, is_teaser, published_date_only, published_at,
       first_published_at, updated_at, dropped_from_body)
    values (${slug}, ${content.headline}, ${content.standfirst}, ${content.body}, ${content.language}, ${word_count},
            ${is_teaser}, ${published_date_only}, ${publishedAt}, ${publishedAt}, ${moment(article.updated_at)},
            ${content.dropped_from_body}::text[])
    returning id
  `.execute(trx);
  const { id } = rows[0] as { id: number };
  await insertSatellites(trx, id, content, []);
  return id;
}

/**
 * Makes an imported article what its origin says now; its slug stays. To be called under `lockKnownPiece`.
 *
 * @param dates without `published_at` that stays; the date of first publication only ever moves back
 * @returns what it stood under before
 */
export function updateArticle(
  trx: Trx,
  id: number,
  version: ArticleVersion,
  dates: { readonly updated_at: Date; readonly published_at?: Date; readonly published_date_only?: boolean },
): Promise<FormerLists> {
  const { published_at } = dates;
  return rewriteArticle(trx, id, version, [
    sql`updated_at = ${moment(dates.updated_at)}`,
    ...(published_at === undefined
      ? []
      : [
          sql`published_at = ${moment(published_at)}`,
          sql`published_date_only = ${dates.published_date_only ?? false}`,
          sql`first_published_at = least(first_published_at, ${moment(published_at)})`,
        ]),
  ]);
}

/**
 * Makes an article what its draft says. One that never was out is first published with it; one that was withdrawn is back.
 *
 * @param publishedAt null for one that readers have: its date stays
 * @returns what it stood under before
 */
export function republishArticle(
  trx: Trx,
  id: number,
  version: ArticleVersion & { readonly slug: string },
  publishedAt: Date | null,
  now: Date,
): Promise<FormerLists> {
  const at = moment(publishedAt ?? now);
  return rewriteArticle(trx, id, version, [
    sql`slug = ${version.slug}`,
    sql`updated_at = ${at}`,
    ...(publishedAt === null
      ? []
      : [
          sql`published_at = ${at}`,
          sql`published_date_only = false`,
          sql`withdrawn_at = null`,
          sql`first_published_at = case when first_published_at <= ${moment(now)} then first_published_at else ${at} end`,
        ]),
  ]);
}

/** Under the lock of its draft, or of the article itself where it has none: nobody else writes it at the same time. */
async function rewriteArticle(
  trx: Trx,
  id: number,
  { content, word_count, is_teaser = false }: ArticleVersion,
  sets: readonly RawBuilder<unknown>[],
): Promise<FormerLists> {
  const { rows } = await sql<FormerLists & { topicIds: number[]; quotes: FormerQuote[] }>`
    with topics as (delete from article_topic where article_id = ${id} returning topic_id),
         sources as (delete from attribution where article_id = ${id} returning source_id),
         quotes as (delete from quote where article_id = ${id} returning id, source_id, role, text),
         image as (delete from lead_image where article_id = ${id})
    select array(select topic_id from topics) as "topicIds", array(select distinct source_id from sources) as "sourceIds",
           coalesce((select jsonb_agg(q) from quotes q), '[]') as quotes
  `.execute(trx);
  const { quotes = [], ...formerly } = rows[0] ?? {};
  await sql`
    update article set
      headline = ${content.headline}, standfirst = ${content.standfirst}, body = ${content.body},
      language = ${content.language}, word_count = ${word_count}, is_teaser = ${is_teaser},
      dropped_from_body = ${content.dropped_from_body}::text[], ${sql.join(sets)}
    where id = ${id}
  `.execute(trx);
  await insertSatellites(trx, id, content, quotes);
  return formerly;
}

/** A quote as it was before its article was written anew. */
interface FormerQuote {
  readonly id: number;
  readonly source_id: number;
  readonly role: AttributionRole;
  readonly text: string;
}

/**
 * A topic or source that was merged since its id was looked up stands for the one that took it in; each is looked up by its key. A quote that the
 * article had before keeps its id. Quotes come source by source: whoever adds what one said first locks that source.
 */
async function insertSatellites(
  trx: Trx,
  id: number,
  content: ArticleContent,
  formerQuotes: readonly FormerQuote[],
): Promise<void> {
  const { image, topic_ids, attributions } = content;
  // What a piece hasn't isn't asked for: each part has triggers and plans of its own, though it writes nothing.
  const parts = [
    ...(topic_ids.length > 0 ? [topicsPart(id, topic_ids)] : []),
    ...(attributions.length > 0 ? attributionParts(id, attributions, formerQuotes) : []),
    ...(image === null ? [] : [imagePart(id, image)]),
  ];
  if (parts.length > 0) await sendAhead(trx, sql`with ${sql.join(parts)} select`);
}

function topicsPart(id: number, topicIds: readonly number[]): RawBuilder<unknown> {
  return sql`
    topics as (
      insert into article_topic (article_id, topic_id, position, published_at)
      select a.id, t.id, min(given.position) - 1, a.published_at
      from unnest((select ${topicIds}::int[])::int[]) with ordinality given (id, position)
      left join former_topic_slug f on f.former_id = given.id
      cross join lateral (select t.id from topic t where t.id = coalesce(f.topic_id, given.id) offset 0) t, article a
      where a.id = ${id}
      group by a.id, t.id
    )`;
}

function attributionParts(
  id: number,
  attributions: ArticleContent['attributions'],
  formerQuotes: readonly FormerQuote[],
): RawBuilder<unknown>[] {
  const given = sql`
    given as materialized (
      select s.id as source_id, (given.value ->> 'role')::attribution_role as role, given.value ->> 'quote' as quote,
             given.position - 1 as position
      from jsonb_array_elements((select ${JSON.stringify(attributions)}::jsonb)::jsonb) with ordinality given (value, position)
      left join former_source_slug f on f.former_id = (given.value ->> 'source_id')::int
      cross join lateral (
        select s.id from source s where s.id = coalesce(f.source_id, (given.value ->> 'source_id')::int) offset 0
      ) s
    )`;
  const sources = sql`
    sources as (
      insert into attribution (article_id, source_id, role, quote, position, published_at)
      select a.id, given.source_id, given.role,
             (array_agg(given.quote order by given.position) filter (where given.quote is not null))[1],
             min(given.position), a.published_at
      from given, article a
      where a.id = ${id}
      group by a.id, given.source_id, given.role
    )`;
  if (attributions.every(({ quote }) => quote === null)) return [given, sources];
  const quotes = sql`
    quotes as (
      insert into quote (id, article_id, source_id, role, position, text, published_at, language, utterance_id)
      select coalesce(said.former_id, nextval(pg_get_serial_sequence('quote', 'id'))),
             a.id, said.source_id, said.role, said.position, said.text, a.published_at, a.language,
             utterance_of(said.source_id, said.text)
      from article a, (
        select min(former.id) as former_id, given.source_id, given.role, min(given.position) as position, given.quote as text
        from given
        left join jsonb_to_recordset(${JSON.stringify(formerQuotes)}::jsonb)
          former (id int, source_id int, role attribution_role, text text)
          on former.source_id = given.source_id and former.role = given.role and former.text = given.quote
        where given.quote is not null
        group by given.source_id, given.role, given.quote
        order by given.source_id, min(given.position)
      ) said
      where a.id = ${id}
    )`;
  return [given, sources, quotes];
}

function imagePart(id: number, image: NonNullable<ArticleContent['image']>): RawBuilder<unknown> {
  return sql`
    image as (
      insert into lead_image (article_id, url, width, height, alt, caption, credit_line, credit_source_id)
      select ${id}::int, i.url, i.width, i.height, i.alt, i.caption, i.credit_line, s.id
      from jsonb_to_recordset(${JSON.stringify([image])}::jsonb)
        i (url text, width int, height int, alt text, caption text, credit_line text, credit_source_id int)
      left join former_source_slug f on f.former_id = i.credit_source_id
      left join lateral (
        select s.id from source s where s.id = coalesce(f.source_id, i.credit_source_id) offset 0
      ) s on true
    )`;
}
