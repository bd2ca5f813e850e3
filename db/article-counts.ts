/** How long lists of articles are: read only when someone asks. */

import { sql } from 'kysely';
import { filterConditions } from './article-filters.ts';
import { type ArticleList, byKind, scopeConditions, withQuery } from './article-lists.ts';
import type { Db } from './connect.ts';
import { and } from './names.ts';

export type ArticleCount = Pick<ArticleList, 'scope' | 'id' | 'filter'>;

/** How many articles each list has in all, by position in `lists`. */
export async function articleCounts(db: Db, lists: readonly ArticleCount[]): Promise<number[]> {
  const counts = await byKind(
    lists,
    ({ scope, filter }) => JSON.stringify([scope, filter]),
    (alike) => countLists(db, alike),
  );
  return counts.map((count) => count ?? 0);
}

async function countLists(db: Db, lists: readonly ArticleCount[]): Promise<Map<number, number>> {
  const [first] = lists;
  if (first === undefined) return new Map();
  const { rows } = await sql<{ key: number; count: number }>`
    ${withQuery(first.filter)}
    select k.key::int as key, c.count
    from unnest(${lists.map(({ id }) => id)}::int[]) with ordinality as k (id, key)
    cross join lateral (
      select count(*)::int as count from published_article a
      where ${and([...scopeConditions(first.scope), ...filterConditions(first.filter)])}
    ) c
  `.execute(db);
  return new Map(rows.map((row) => [row.key, row.count]));
}
