/** Lead images of articles, with the source that is credited. */

import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { SourceRow } from '../catalogue/sources.ts';
import type { Db } from '../engine/database.ts';
import { prepared } from '../engine/prepared.ts';
import type { LeadImage } from '../types.ts';

export type LeadImageRow = Omit<Selectable<LeadImage>, 'credit_source_id'> & { readonly credit: SourceRow | null };

/** @param those a condition on the article's id, from the operator on */
export const leadImagesOfArticles = (those: RawBuilder<unknown>) => sql<LeadImageRow>`
  select i.article_id, i.url, i.width, i.height, i.alt, i.caption, i.credit_line,
         case when s.id is not null then jsonb_build_object(
           'id', s.id, 'slug', s.slug, 'name', s.name, 'kind', s.kind, 'homepage', s.homepage, 'country', s.country,
           'revision', s.revision
         ) end as credit
  from lead_image i left join lateral (select * from source s where s.id = i.credit_source_id offset 0) s on true
  where i.article_id ${those}`;

const selectByArticles = prepared<{ ids: readonly number[] }, LeadImageRow>('lead_images_by_articles', ({ ids }) =>
  leadImagesOfArticles(sql`= any(${ids}::int[])`),
);

export async function leadImagesByArticleIds(db: Db, ids: readonly number[]): Promise<Map<number, LeadImageRow>> {
  return new Map((await selectByArticles(db, { ids })).map((row) => [row.article_id, row]));
}
