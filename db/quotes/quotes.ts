/**
 * Quotes with their appearances: what a source said, once however many articles printed it. Which wordings are the same
 * quote is decided as each is written, by `utterance_of` in the database; only published appearances count here.
 */

import { sql } from 'kysely';
import { type ArticleCard, cardColumns } from '../articles/articles.ts';
import type { SourceRow } from '../catalogue/sources.ts';
import type { Db } from '../engine/database.ts';
import { prepared } from '../engine/prepared.ts';

/** A quote as its first published appearance has it. */
export interface QuotationRow {
  readonly id: number;
  readonly text: string;
  readonly first_said_at: Date;
  readonly source: SourceRow;
}

/** As it comes from the database: the source's columns beside the quote's own. */
export type FlatQuotation = Omit<QuotationRow, 'source'> & Omit<SourceRow, 'id'> & { readonly source_id: number };

/** The columns of a {@link FlatQuotation}, of an `utterance` called `u`; what they are read from is {@link firstAppearance}. */
export const quotationColumns = sql`
  u.id, first.text, first.published_at as first_said_at,
  s.id as source_id, s.slug, s.name, s.kind, s.homepage, s.country, s.revision`;

/** The source and the first published appearance of an `utterance` called `u`. Relies on quote_utterance. */
export const firstAppearance = sql`
  join source s on s.id = u.source_id
  cross join lateral (
    select f.text, f.published_at from quote f join published_article a on a.id = f.article_id
    where f.utterance_id = u.id order by f.published_at, f.id limit 1
  ) first`;

export function quotationOf<Row extends FlatQuotation>(row: Row): QuotationRow {
  const { id, text, first_said_at, source_id, slug, name, kind, homepage, country, revision } = row;
  return { id, text, first_said_at, source: { id: source_id, slug, name, kind, homepage, country, revision } };
}

const selectByIds = prepared<{ ids: readonly number[] }, FlatQuotation>(
  'quotations_by_ids',
  ({ ids }) => sql`
    select ${quotationColumns} from utterance u ${firstAppearance} where u.id = any(${ids}::int[])
  `,
);

/** One that no published article has is none. */
export async function quotationsByIds(db: Db, ids: readonly number[]): Promise<Map<number, QuotationRow>> {
  return new Map((await selectByIds(db, { ids })).map((row) => [row.id, quotationOf(row)]));
}

/** An article that has a quote, and the words as it has them. */
export interface AppearanceRow {
  readonly text: string;
  readonly article: ArticleCard;
}

export interface AppearancesKey {
  readonly id: number;
  /** How many at the most. */
  readonly first: number;
}

type FlatAppearance = ArticleCard & { readonly key: number; readonly place: number; readonly text: string };

const selectAppearances = prepared<{ ids: readonly number[]; limits: readonly number[] }, FlatAppearance>(
  'appearances_of_quotations',
  ({ ids, limits }) => sql`
    select k.key::int as key, x.* from unnest(${ids}::int[], ${limits}::int[]) with ordinality k (id, most, key)
    cross join lateral (
      select q.text, q.id as place, ${cardColumns} from quote q join published_article a on a.id = q.article_id
      where q.utterance_id = k.id order by q.published_at, q.id limit k.most
    ) x
    order by k.key, x.published_at, x.place
  `,
);

/** Published appearances, the first use first; answers by position in `keys`. */
export async function appearancesOfQuotations(db: Db, keys: readonly AppearancesKey[]): Promise<AppearanceRow[][]> {
  const ids = keys.map(({ id }) => id);
  const rows = await selectAppearances(db, { ids, limits: keys.map(({ first }) => first) });
  const byKey = Map.groupBy(rows, ({ key }) => key);
  return keys.map((_, index) =>
    (byKey.get(index + 1) ?? []).map(({ key: _, place: __, text, ...article }) => ({ text, article })),
  );
}

const countAppearances = prepared<{ ids: readonly number[] }, { id: number; count: number }>(
  'appearance_counts',
  ({ ids }) => sql`
    select q.utterance_id as id, count(*)::int as count from quote q join published_article a on a.id = q.article_id
    where q.utterance_id = any(${ids}::int[]) group by q.utterance_id
  `,
);

/** How many published appearances each has. */
export async function appearanceCounts(db: Db, ids: readonly number[]): Promise<Map<number, number>> {
  return new Map((await countAppearances(db, { ids })).map(({ id, count }) => [id, count]));
}
