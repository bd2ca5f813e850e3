/** Spending of cost budgets (token buckets), added up over all processes of a newsroom. */

import { sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import { prepared } from '../engine/prepared.ts';

/** In which a budget that is used up is whole again. */
export const REFILL_SECONDS = 60;
/** Of a budget, in shares of it. What processes let through at the same time, before they know of each other, is a debt. */
export const MAX_USED = 2;

export interface Spending {
  /** A keyed hash; who that is can't be found out of it. */
  readonly caller: string;
  /** A share of the caller's budget, 1 for all of it; below 0 for what is given back. */
  readonly share: number;
}

export interface Standing {
  readonly caller: string;
  /** A share of the budget that is used now, from 0 to `MAX_USED`. */
  readonly used: number;
}

// NOTE: rows are locked in the order of their keys: nobody deadlocks.
const add = prepared<{ callers: readonly string[]; shares: readonly number[] }, Standing>(
  'add_spending',
  ({ callers, shares }) => sql`
  insert into cost_budget as b (caller, used, at)
  select caller, share, now()
  from unnest(${callers}::text[], ${shares}::float8[]) spent (caller, share)
  order by caller
  on conflict (caller) do update set
    used = least(${MAX_USED}::float8, greatest(0,
      greatest(0, b.used - greatest(0, extract(epoch from excluded.at - b.at)) / ${REFILL_SECONDS}::float8) + excluded.used)),
    at = greatest(b.at, excluded.at)
  returning caller, used
`,
);

/**
 * Adds to what is used, each caller named once, in one statement: used(now) = max(0, used(at) − (now − at) / 60 s) + share.
 *
 * @returns what each has used now, in all processes
 */
export function addSpending(db: Db, spendings: readonly Spending[]): Promise<Standing[]> {
  return add(db, {
    callers: spendings.map(({ caller }) => caller),
    shares: spendings.map(({ share }) => share),
  });
}

/** Forgets whose budgets are whole again. */
export async function deleteUnused(db: Db): Promise<void> {
  await sql`
    delete from cost_budget where at < now() - make_interval(secs => ${REFILL_SECONDS * MAX_USED}::float8)
  `.execute(db);
}
