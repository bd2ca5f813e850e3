/** Whether somebody does the newsroom's background work: jobs, what is due, roll-ups; and how full the server is. */

import { sql } from 'kysely';
import type { Db } from '../engine/database.ts';

export interface WorkDone {
  /** Since the job that has waited longest could have begun, in this database; 0 where none waits. */
  readonly oldestJobSeconds: number;
  /** Since a process last looked after the queues, which each service does once a minute; null where none ever has. */
  readonly idleSeconds: number | null;
  /** Since the first event was due that isn't told yet. */
  readonly overdueSeconds: number;
  /** Days of the past that are counted from the articles, since they aren't rolled up again yet. */
  readonly staleDays: number;
  /** Of all connections that the server takes, those that are open. */
  readonly connections: { readonly open: number; readonly most: number };
}

export async function workDone(db: Db): Promise<WorkDone> {
  const { rows } = await sql<Omit<WorkDone, 'connections'> & { open: number; most: number }>`
    select
      -- What a restore put there was due before it was there.
      (select coalesce(extract(epoch from clock_timestamp() - min(greatest(start_after, created_on))), 0)::float8 from pgboss.job
       where state in ('created', 'retry', 'active', 'failed') and state < 'active' and start_after <= clock_timestamp()) as "oldestJobSeconds",
      (select extract(epoch from clock_timestamp() - max(monitor_claim_on))::float8 from pgboss.queue) as "idleSeconds",
      (select coalesce(extract(epoch from clock_timestamp() - min(due_at)), 0)::float8 from due_event
       where due_at <= clock_timestamp()) as "overdueSeconds",
      (select count(distinct day)::int from stale_coverage_day where day < (now() at time zone 'UTC')::date) as "staleDays",
      (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as open,
      current_setting('max_connections')::int as most
  `.execute(db);
  const {
    open = 0,
    most = 1,
    ...work
  } = rows[0] ?? { oldestJobSeconds: 0, idleSeconds: null, overdueSeconds: 0, staleDays: 0 };
  return { ...work, connections: { open, most } };
}
