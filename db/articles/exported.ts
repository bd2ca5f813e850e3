/** What readers may see of articles, whole and by names, for whoever takes it elsewhere: the latest first, in one reading. */

import { sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import type { AttributionRole, SourceKind } from '../types.ts';

export interface ExportedSource {
  readonly name: string;
  readonly kind: SourceKind;
  readonly homepage: string | null;
}

export interface ExportedArticle {
  readonly id: number;
  readonly slug: string;
  readonly former_slugs: readonly string[];
  readonly headline: string;
  readonly standfirst: string | null;
  readonly body: string;
  readonly language: string;
  readonly is_teaser: boolean;
  readonly word_count: number;
  readonly published_at: Date;
  readonly published_date_only: boolean;
  readonly updated_at: Date;
  readonly topics: readonly string[];
  /** One for each quote, in the order of the text; a source without any has one of null. */
  readonly attributions: readonly (ExportedSource & {
    readonly role: AttributionRole;
    readonly quote: string | null;
  })[];
  readonly image: {
    readonly url: string | null;
    readonly width: number | null;
    readonly height: number | null;
    readonly alt: string | null;
    readonly caption: string | null;
    readonly credit_line: string | null;
    readonly credit: ExportedSource | null;
  } | null;
  readonly corrections: readonly { readonly note: string; readonly at: string }[];
}

/** A place in the list. */
export interface ExportPlace {
  readonly id: number;
  readonly published_at: Date;
  readonly slug: string;
}

/** How many rows are read at a time: of all that have the time of the last one, none is left out. */
const PLACES = 1_000;

/**
 * Every article that readers have, latest first, those of one time by their slugs: the same list in a newsroom that has the
 * same articles under other ids. Relies on the index over `published_at`.
 *
 * @param since only what was published or changed since then
 */
export async function* exportPlaces(db: Db, since: Date | null): AsyncGenerator<readonly ExportPlace[]> {
  let before: Date | null = null;
  for (;;) {
    const rows: ExportPlace[] = await placesBefore(db, since, before);
    if (rows.length === 0) return;
    yield rows;
    before = rows.at(-1)?.published_at ?? null;
  }
}

/** Ends with all of one time. */
async function placesBefore(db: Db, since: Date | null, before: Date | null): Promise<ExportPlace[]> {
  const sinceText = since?.toISOString() ?? null;
  const { rows } = await sql<ExportPlace>`
    select a.id, a.published_at, a.slug
    from published_article a
    where (${before?.toISOString() ?? null}::timestamptz is null or a.published_at < ${before?.toISOString() ?? null}::timestamptz)
      and (${sinceText}::timestamptz is null or a.published_at >= ${sinceText}::timestamptz or a.updated_at >= ${sinceText}::timestamptz)
    order by a.published_at desc
    fetch first ${PLACES} rows with ties
  `.execute(db);
  const byTime = (a: ExportPlace, b: ExportPlace) => b.published_at.getTime() - a.published_at.getTime();
  return rows.toSorted((a, b) => byTime(a, b) || (a.slug < b.slug ? -1 : 1));
}

/** In the order of the ids; what readers have no more is left out. */
export async function exportedArticles(db: Db, ids: readonly number[]): Promise<ExportedArticle[]> {
  const { rows } = await sql<ExportedArticle>`
    select a.id, a.slug, a.headline, a.standfirst, a.body, a.language, a.is_teaser, a.word_count, a.published_at,
           a.published_date_only, a.updated_at,
           array(
             select f.slug from former_slug f where f.article_id = a.id order by f.slug collate "C"
           ) as former_slugs,
           array(
             select t.name from article_topic at join topic t on t.id = at.topic_id
             where at.article_id = a.id order by at.position, t.name collate "C"
           ) as topics,
           coalesce((
             select jsonb_agg(
               jsonb_build_object('role', at.role, 'quote', q.text, 'name', s.name, 'kind', s.kind, 'homepage', s.homepage)
               order by coalesce(q.position, at.position), at.role, s.name collate "C", q.text collate "C"
             )
             from attribution at join source s on s.id = at.source_id left join quote q using (article_id, source_id, role)
             where at.article_id = a.id
           ), '[]') as attributions,
           (
             select to_jsonb(i) - 'article_id' - 'credit_source_id' || jsonb_build_object('credit', case when s.id is not null
               then jsonb_build_object('name', s.name, 'kind', s.kind, 'homepage', s.homepage) end)
             from lead_image i left join source s on s.id = i.credit_source_id where i.article_id = a.id
           ) as image,
           coalesce((
             select jsonb_agg(jsonb_build_object('note', c.note, 'at', c.corrected_at) order by c.corrected_at, c.note collate "C")
             from correction c where c.article_id = a.id
           ), '[]') as corrections
    from unnest(${ids}::int[]) with ordinality wanted (id, place) join published_article a on a.id = wanted.id
    order by wanted.place
  `.execute(db);
  return rows;
}
