/** Lists of drafts, the last changed first. */

import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import { type PageRange, type Rows, upTo } from '../engine/keyset.ts';
import { and, containing, countRows } from '../engine/names.ts';
import type { DraftState } from '../types.ts';
import { type DraftRow, draftColumns, stateAt } from './drafts.ts';

export interface DraftFilter {
  /** Only this owner's and those under embargo; else everybody's. */
  readonly ownOrEmbargoed?: string | undefined;
  readonly states?: readonly DraftState[] | undefined;
  /** Part of the headline or the standfirst, in any case. */
  readonly search?: string | undefined;
  /** Only that of this article. */
  readonly articleId?: number | undefined;
}

const from = sql`draft d left join article a on a.id = d.article_id`;

function conditions({ ownOrEmbargoed, states, search, articleId }: DraftFilter): RawBuilder<boolean>[] {
  return [
    ...(ownOrEmbargoed === undefined
      ? []
      : [sql<boolean>`(d.owner = ${ownOrEmbargoed} or d.state = 'SCHEDULED' and d.embargoed_until > now())`]),
    ...(states === undefined ? [] : [sql<boolean>`(${stateAt(sql`now()`)})::text = any(${states}::text[])`]),
    ...(search === undefined ? [] : [contains(search)]),
    ...(articleId === undefined ? [] : [sql<boolean>`d.article_id = ${articleId}`]),
  ];
}

function contains(search: string): RawBuilder<boolean> {
  const pattern = containing(search);
  return sql<boolean>`(d.headline ilike ${pattern} or d.standfirst ilike ${pattern})`;
}

/** A page of the drafts that match. */
export interface DraftList {
  readonly filter: DraftFilter;
  readonly page: PageRange;
}

/** Relies on the index draft_updated_order. */
export async function draftList(db: Db, { filter, page }: DraftList): Promise<Rows<DraftRow>> {
  const direction = page.descending ? sql`desc` : sql`asc`;
  const bound = ({ at, id }: { at: string; id: number }) => sql`(${at}::timestamptz, ${id}::int)`;
  const within = [
    ...conditions(filter),
    ...(page.low ? [sql<boolean>`(d.updated_at, d.id) > ${bound(page.low)}`] : []),
    ...(page.high ? [sql<boolean>`(d.updated_at, d.id) < ${bound(page.high)}`] : []),
  ];
  const { rows } = await sql<DraftRow>`
    select ${draftColumns()} from ${from} where ${and(within)}
    order by d.updated_at ${direction}, d.id ${direction} limit ${page.take + 1}
  `.execute(db);
  return upTo(page.take, rows);
}

/** How many match each filter, by its position. */
export function draftCounts(db: Db, filters: readonly DraftFilter[]): Promise<number[]> {
  return countRows(db, from, filters.map(conditions));
}
