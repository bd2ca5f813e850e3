/** Counts of lists of quotes (`totalCount`): read only when someone asks. */

import { type RawBuilder, sql } from 'kysely';
import { isUnfiltered } from '../articles/filters.ts';
import type { Db } from '../engine/database.ts';
import { and } from '../engine/names.ts';
import { byVariant } from '../engine/statement-variants.ts';
import { appearanceConditions, isOfSource, kindOfSelection, type QuoteSelection, withSearches } from './selections.ts';

/** How many quotes each selection has in all, by its position. */
export async function quoteCounts(db: Db, selections: readonly QuoteSelection[]): Promise<number[]> {
  const counts = await byVariant(selections, kindOfSelection, (alike) => countSelections(db, alike));
  return counts.map((count) => count ?? 0);
}

async function countSelections(db: Db, selections: readonly QuoteSelection[]): Promise<Map<number, number>> {
  const [first] = selections;
  if (first === undefined) return new Map();
  const { rows } = await sql<{ key: number; count: number }>`
    ${withSearches(first)}
    select k.key::int as key, c.count
    from unnest(${selections.map(({ sourceId }) => sourceId ?? 0)}::int[]) with ordinality as k (id, key)
    cross join lateral (select count(*)::int as count from (${counted(first)} group by q.utterance_id) each) c
  `.execute(db);
  return new Map(rows.map((row) => [row.key, row.count]));
}

function counted(selection: QuoteSelection): RawBuilder<unknown> {
  const ofSource = selection.sourceId === null ? [] : [isOfSource];
  const conditions = [...ofSource, ...appearanceConditions(selection)];
  if (isUnfiltered(selection.filter)) {
    // Looks no article up: the few hidden ones are known.
    const isPublished = sql<boolean>`q.published_at <= now() and q.article_id not in (select id from hidden_article)`;
    return sql`select from quote q where ${and([...conditions, isPublished])}`;
  }
  return sql`
    select from quote q join published_article a on a.id = q.article_id where ${and(conditions)}`;
}
