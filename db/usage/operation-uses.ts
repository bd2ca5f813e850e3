/** Uses of operations by caller and day: added, reported, forgotten. Texts are stored once, and only so many. */

import { sql } from 'kysely';
import type { Db } from '../engine/database.ts';

/** Who shows no token. */
export const anonymous = 'anonymous';

/** An operation without what may be a reader's: values are taken out of its text. */
export interface UsedOperation {
  /** Of the body. */
  readonly hash: string;
  readonly name: string | null;
  readonly body: string;
}

export interface OperationUse {
  readonly operation: UsedOperation;
  /** `anonymous`, `token:<id>`, or `people` for those of an identity provider. */
  readonly caller: string;
  /** Of UTC, as `2026-03-20`. */
  readonly day: string;
  readonly uses: number;
}

interface MostOperations {
  readonly token: number;
  readonly anonymous: number;
}

/** Texts that are kept: those that came with a token first and, so that nobody can crowd them out, all others apart. */
export const MAX_OPERATIONS: MostOperations = { token: 2_000, anonymous: 1_000 };

/** All of which no text is kept. */
export const otherOperations: UsedOperation = { hash: '', name: null, body: '' };

/** Fewer uses of somebody without a token are tried out, or thrown at us, rather than a front end's. */
const FEW_USES = 10;

/** After which it is forgotten who asked what. */
export const KEPT_DAYS = 90;

/** Adds to what is counted already; what has no place among the texts is counted under the hash '' together. */
export async function addUses(db: Db, uses: readonly OperationUse[], most = MAX_OPERATIONS): Promise<void> {
  const operations = new Map([['', { ...otherOperations, is_anonymous: false }]]);
  for (const { operation, caller } of uses) {
    const isAnonymous = caller === anonymous && (operations.get(operation.hash)?.is_anonymous ?? true);
    operations.set(operation.hash, { ...operation, is_anonymous: isAnonymous });
  }
  await sql`
    insert into used_operation (hash, name, body, is_anonymous)
    select hash, name, body, is_anonymous from (
      select g.*, row_number() over (partition by g.is_anonymous order by g.hash) as nth
      from json_to_recordset(${JSON.stringify([...operations.values()])}::json)
        as g (hash text, name text, body text, is_anonymous boolean)
      where not exists (select from used_operation o where o.hash = g.hash)
    ) fresh
    where nth <= case when is_anonymous then ${most.anonymous}::int else ${most.token}::int end -
      (select count(*) from used_operation o where o.is_anonymous = fresh.is_anonymous and o.hash <> '')
    order by hash
    on conflict do nothing
  `.execute(db);
  const rows = uses.map(({ operation, caller, day, uses: count }) => ({
    hash: operation.hash,
    caller,
    day,
    uses: count,
  }));
  // NOTE: rows are locked in the order of their keys: nobody deadlocks.
  await sql`
    insert into operation_use as u (hash, caller, day, uses)
    select coalesce(o.hash, '') as hash, g.caller, g.day, sum(g.uses)
    from json_to_recordset(${JSON.stringify(rows)}::json) as g (hash text, caller text, day date, uses bigint)
    left join used_operation o on o.hash = g.hash
    group by 1, 2, 3
    order by 1, 2, 3
    on conflict (hash, caller, day) do update set uses = u.uses + excluded.uses
  `.execute(db);
}

export interface ReportedUse {
  readonly name: string | null;
  readonly body: string;
  /** A token's name, `anonymous`, or `people`. */
  readonly caller: string;
  readonly uses: number;
  /** As `2026-03-20`. */
  readonly lastDay: string;
}

/** By operation and caller, the latest first; without those of which no text is kept. */
export async function reportedUses(db: Db): Promise<ReportedUse[]> {
  const { rows } = await sql<ReportedUse>`
    select o.name, o.body, coalesce(t.name || ' (' || u.caller || ')', u.caller) as caller, sum(u.uses)::float8 as uses,
           max(u.day)::text as "lastDay"
    from operation_use u
    join used_operation o on o.hash = u.hash
    left join access_token t on u.caller = 'token:' || t.id
    where o.hash <> ''
    group by o.hash, u.caller, t.id
    order by max(u.day) desc, sum(u.uses) desc, o.hash, u.caller
  `.execute(db);
  return rows;
}

/** Uses of operations whose text isn't kept. */
export async function otherUses(db: Db): Promise<number> {
  const { rows } = await sql<{ uses: number }>`
    select coalesce(sum(uses), 0)::float8 as uses from operation_use where hash = ''
  `.execute(db);
  return rows[0]?.uses ?? 0;
}

/**
 * Forgets what is older than `KEPT_DAYS`, and texts that nobody has asked since; once half of the places of anonymous texts
 * are taken, also those that were asked a few times, and neither today nor yesterday.
 */
export async function forgetUses(db: Db, most = MAX_OPERATIONS): Promise<void> {
  const today = sql`(now() at time zone 'UTC')::date`;
  await sql`delete from operation_use where day < ${today} - ${KEPT_DAYS}::int`.execute(db);
  await sql`
    delete from used_operation o
    where o.hash <> '' and not exists (select from operation_use u where u.hash = o.hash)
  `.execute(db);
  await sql`
    delete from used_operation where hash in (
      select o.hash from used_operation o join operation_use u on u.hash = o.hash
      where o.is_anonymous and 2 * (select count(*) from used_operation where is_anonymous) >= ${most.anonymous}::int
      group by o.hash
      having sum(u.uses) < ${FEW_USES}::int and max(u.day) < ${today} - 1
    )
  `.execute(db);
}
