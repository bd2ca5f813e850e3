/** What readers search for, counted by day: added, reported, forgotten. Who asked isn't known here. */

import { sql } from 'kysely';
import type { Db } from '../engine/database.ts';

export interface AskedSearches {
  /** Of UTC, as `2026-03-20`. */
  readonly day: string;
  readonly text: string;
  readonly asked: number;
  /** How often of these nothing had all of it. */
  readonly failed: number;
}

/** Texts of a day that are counted: nobody fills the table by typing. */
export const MAX_TEXTS_OF_A_DAY = 10_000;
/** Times, by however many readers: a text that was asked fewer times is rather somebody's own, and isn't told. */
export const MIN_TIMES_ASKED = 3;
export const KEPT_SEARCH_DAYS = 90;

const today = sql`(now() at time zone 'UTC')::date`;

/** Adds to what is counted already; texts beyond a day's most are left out. */
export async function addSearches(
  db: Db,
  searches: readonly AskedSearches[],
  most = MAX_TEXTS_OF_A_DAY,
): Promise<void> {
  // NOTE: rows are locked in the order of their keys: nobody deadlocks.
  await sql`
    with given as materialized (
      select g.*, not exists (select from asked_search o where o.day = g.day and o.text = g.text offset 0) as is_new
      from jsonb_to_recordset(${JSON.stringify(searches)}::jsonb) g (day date, text text, asked int, failed int)
    ),
    kept as materialized (
      select day, (select count(*) from asked_search o where o.day = g.day) as texts from (select distinct day from given) g
    )
    insert into asked_search as a (day, text, asked, failed)
    select day, text, asked, failed from (
      select g.*, row_number() over (partition by day, is_new order by text) as nth from given g
    ) g join kept using (day)
    where not is_new or nth <= ${most}::int - texts
    order by day, text
    on conflict (day, text) do update set asked = a.asked + excluded.asked, failed = a.failed + excluded.failed
  `.execute(db);
}

export interface SearchesKey {
  readonly days: number;
  /** Whether only those of which nothing had all words, by how often. */
  readonly isFailing: boolean;
  readonly first: number;
}

export interface PopularSearch {
  readonly text: string;
  readonly asked: number;
  readonly failed: number;
  /** As `2026-03-20`. */
  readonly last_day: string;
}

/** Most often asked, or in vain, first. */
export async function popularSearches(db: Db, { days, isFailing, first }: SearchesKey): Promise<PopularSearch[]> {
  const times = isFailing ? sql`sum(failed)` : sql`sum(asked)`;
  const { rows } = await sql<PopularSearch>`
    select text, sum(asked)::int as asked, sum(failed)::int as failed, max(day)::text as last_day
    from asked_search where day > ${today} - ${days}::int
    group by text having ${times} >= ${MIN_TIMES_ASKED}::int
    order by ${times} desc, text limit ${first}
  `.execute(db);
  return rows;
}

export async function forgetSearches(db: Db): Promise<void> {
  await sql`delete from asked_search where day < ${today} - ${KEPT_SEARCH_DAYS}::int`.execute(db);
}
