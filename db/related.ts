/** What to read beside an article: edges worked out beforehand, read by an index, filled by recency. */

import { sql } from 'kysely';
import { type ArticleCard, cardColumns } from './articles.ts';
import type { Db } from './connect.ts';
import { largest, type Rows, upTo } from './keyset.ts';
import { prepared } from './prepared.ts';
import type { SourceRow } from './sources.ts';
import type { TopicRow } from './topics.ts';

/** Where a list goes on: behind an edge's rank or, in its tail of recent articles, behind a date. */
export type RelatedPosition =
  | { readonly rank: number }
  | { readonly rank: number; readonly at: string; readonly id: number };

export interface RelatedKey {
  readonly id: number;
  readonly first: number;
  readonly after?: RelatedPosition | undefined;
}

export interface RelatedReason {
  readonly kind: 'SIMILAR_TEXT' | 'SHARED_TOPICS' | 'SHARED_SOURCES' | 'EDITOR_PICK';
  /** Part of the score that it explains; the weights of an edge sum to 1. */
  readonly weight: number;
  readonly terms: string[];
  readonly topics: TopicRow[];
  readonly sources: SourceRow[];
}

export type RelatedRow = ArticleCard & {
  /** From 1. In the tail it stays at the last edge's. */
  readonly rank: number;
  /** Set in the tail: the list's order there. */
  readonly at: Date | null;
  readonly score: number;
  readonly reasons: RelatedReason[];
};

interface Parameters extends Record<string, unknown> {
  ids: number[];
  ranks: number[];
  dates: string[];
  rowIds: number[];
  read: number;
}

const selectRelated = prepared<Parameters, RelatedRow & { key: number }>(
  'related_articles',
  ({ ids, ranks, dates, rowIds, read }) => sql`
    select k.key::int as key, ${cardColumns}, e.rank, e.at, e.score, ${namedReasons} as reasons
    from unnest(${ids}::int[], ${ranks}::int[], ${dates}::timestamptz[], ${rowIds}::int[])
      with ordinality as k (article_id, after_rank, after_at, after_id, key)
    cross join lateral (
      select * from (
        (
          select r.related_id, r.rank::int as rank, null::timestamptz as at, r.score, r.reasons
          from related_article r join published_article p on p.id = r.related_id
          where r.article_id = k.article_id and r.rank > k.after_rank and k.after_at = 'infinity'
          order by r.rank limit ${read}
        )
        union all
        (
          select p.id, 100, p.published_at, 0, '[]'::jsonb
          from published_article p
          where (p.published_at, p.id) < (k.after_at, k.after_id) and p.id <> k.article_id
            and not exists (
              select from related_article r where r.article_id = k.article_id and r.related_id = p.id
            )
          order by p.published_at desc, p.id desc limit ${read}
        )
      ) either
      order by either.rank, either.at desc nulls first, either.related_id desc
      limit ${read}
    ) e
    join published_article a on a.id = e.related_id
    order by k.key, e.rank, e.at desc nulls first, a.id desc
  `,
);

/** The stored reasons with their topics and sources in place of ids. */
const namedReasons = sql`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'kind', reason->'kind', 'weight', reason->'weight', 'terms', coalesce(reason->'terms', '[]'),
    'topics', (
      select coalesce(jsonb_agg(to_jsonb(t) order by given.position), '[]')
      from jsonb_array_elements_text(reason->'topics') with ordinality given (id, position)
      join topic t on t.id = given.id::int
    ),
    'sources', (
      select coalesce(jsonb_agg(to_jsonb(s) - 'aliases' order by given.position), '[]')
      from jsonb_array_elements_text(reason->'sources') with ordinality given (id, position)
      join source s on s.id = given.id::int
    )
  ) order by weighted.position), '[]')
  from jsonb_array_elements(e.reasons) with ordinality weighted (reason, position)
)`;

/** One statement for any number of articles, pages and lengths; by position in `keys`. */
export async function relatedArticles(db: Db, keys: readonly RelatedKey[]): Promise<Rows<RelatedRow>[]> {
  const rows = await selectRelated(db, {
    ids: keys.map(({ id }) => id),
    ranks: keys.map(({ after }) => after?.rank ?? 0),
    dates: keys.map(({ after }) => (after && 'at' in after ? after.at : 'infinity')),
    rowIds: keys.map(({ after }) => (after && 'at' in after ? after.id : largest)),
    read: Math.max(...keys.map(({ first }) => first)) + 1,
  });
  const byKey = Map.groupBy(rows, (row) => row.key);
  return keys.map(({ first }, index) => upTo(first, byKey.get(index + 1) ?? []));
}
