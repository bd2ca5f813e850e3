/** What waits to be done: jobs by queue and state, purges of a CDN, webhook deliveries that died. */

import { sql } from 'kysely';
import type { Db } from '../engine/database.ts';

/** Jobs of one queue in one of pg-boss' states that aren't the last. */
export interface JobCount {
  readonly queue: string;
  readonly state: 'created' | 'retry' | 'active' | 'failed';
  readonly count: number;
}

export interface PurgeLag {
  readonly pass: string;
  /** Events that are still to be purged. */
  readonly events: number;
  /** Since the first of them; 0 where there is none. */
  readonly seconds: number;
}

export interface Backlog {
  readonly jobs: readonly JobCount[];
  readonly purges: readonly PurgeLag[];
  readonly deadDeliveries: number;
}

/**
 * Three short statements: over unfinished jobs (relies on pg-boss' partial index of just these states), the few positions, and dead
 * deliveries (webhook_delivery_dead). */
export async function backlog(db: Db): Promise<Backlog> {
  const [jobs, purges, dead] = await Promise.all([
    sql<JobCount>`
      select name as queue, state::text as state, count(*)::int as count from pgboss.job
      where state in ('created', 'retry', 'active', 'failed') group by name, state order by name, state
    `.execute(db),
    sql<PurgeLag>`
      select p.pass, greatest(0, l.last - p.event_id) as events,
             coalesce(greatest(0, extract(epoch from clock_timestamp() - f.at)), 0)::float8 as seconds
      from purge_position p
      cross join (select coalesce(max(id), 0) as last from event) l
      left join lateral (select at from event where id > p.event_id order by id limit 1) f on true
      order by p.pass
    `.execute(db),
    sql<{ count: number }>`select count(*)::int as count from webhook_delivery where status = 'DEAD'`.execute(db),
  ]);
  return { jobs: jobs.rows, purges: purges.rows, deadDeliveries: dead.rows[0]?.count ?? 0 };
}
