/** Examines a newsroom's database: its schema, its clock, what waits in it and what leads nowhere. It changes nothing. */

import type { Database } from '../../db/engine/database.ts';
import { backlog } from '../../db/health/backlog.ts';
import { type Probe, probe } from '../../db/health/probe.ts';
import { orphans } from '../../db/health/schema-parts.ts';
import { workDone } from '../../db/health/work-done.ts';
import { bloatComplaints } from './bloat-complaints.ts';
import { type Complaint, notice, span, trouble } from './complaint.ts';
import { constraintComplaints, indexComplaints, triggerComplaints } from './schema-complaints.ts';
import { jobComplaints, purgeComplaints, startIt } from './work-complaints.ts';

/** Of embargoes and of how long answers are kept, a reader would notice. */
const MAX_CLOCK_OFFSET_MS = 2_000;
/** A process looks twice a second. */
const MAX_OVERDUE_S = 60;
/** Of a server's connections; others want some, too. */
const MAX_CONNECTIONS_PART = 0.9;

/** @param hasCdn whether one is set, which somebody has to purge */
export async function examine({ db, engine }: Database, hasCdn: boolean): Promise<Complaint[]> {
  const probed = await probe(db).catch(() => undefined);
  if (probed === undefined) return [trouble('migrations', 'There is no newsroom in this database.', 'npm run migrate')];
  const ofMigrations = migrationComplaints(probed);
  // Of an earlier or a later version nothing else is known.
  if (ofMigrations.length > 0) return [...ofMigrations, ...clockComplaints(probed)];
  const work = await workDone(db);
  const waiting = await backlog(db);
  return [
    ...(await indexComplaints(db)),
    ...(await constraintComplaints(db)),
    ...(await triggerComplaints(db)),
    ...(await bloatComplaints(db)),
    ...clockComplaints(probed),
    ...(engine === 'server' ? connectionComplaints(work.connections) : []),
    ...(hasCdn ? purgeComplaints(waiting, work) : []),
    ...(work.overdueSeconds > MAX_OVERDUE_S
      ? [notice('followers', `What was due ${span(work.overdueSeconds)} ago isn’t told yet.`, startIt)]
      : []),
    ...(await orphans(db)).map(({ key, table, count }) =>
      trouble(
        'orphans',
        `${count} rows of "${table}" lead nowhere (${key}).`,
        'Restore the last backup beside it, and compare: no Dateline makes such rows.',
      ),
    ),
    ...jobComplaints(waiting, work),
    ...(work.staleDays > 0
      ? [
          notice(
            'roll-ups',
            `${work.staleDays} days are counted from the articles, which is right and slower.`,
            startIt,
          ),
        ]
      : []),
  ];
}

function migrationComplaints({ behind, ahead }: Probe): Complaint[] {
  return [
    ...(behind.length > 0
      ? [trouble('migrations', `These haven’t run: ${behind.join(', ')}.`, 'npm run migrate')]
      : []),
    ...(ahead.length > 0
      ? [
          trouble(
            'migrations',
            `A later version has run these: ${ahead.join(', ')}.`,
            'Run that version, or let it go back first: npm run migrate -- down --to …',
          ),
        ]
      : []),
  ];
}

function clockComplaints({ clockOffsetMs }: Probe): Complaint[] {
  if (Math.abs(clockOffsetMs) <= MAX_CLOCK_OFFSET_MS) return [];
  const which = clockOffsetMs > 0 ? 'before' : 'behind';
  const message = `The database’s clock is ${span(Math.abs(clockOffsetMs) / 1_000)} ${which} this machine’s.`;
  return [trouble('clock', message, 'Mend the time service of whichever is wrong: chronyc tracking')];
}

function connectionComplaints({ open, most }: { readonly open: number; readonly most: number }): Complaint[] {
  if (open < most * MAX_CONNECTIONS_PART) return [];
  return [
    trouble(
      'connections',
      `${open} of ${most} connections are open.`,
      'A smaller DATABASE_POOL_SIZE, fewer processes, or a larger max_connections.',
    ),
  ];
}
