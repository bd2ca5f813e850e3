/** Examines a newsroom's database: its schema, its clock, what waits in it and what leads nowhere. It changes nothing. */

import type { Database } from '../../db/engine/database.ts';
import { type Backlog, backlog } from '../../db/health/backlog.ts';
import * as migrated from '../../db/health/migrated.generated.ts';
import { type Probe, probe } from '../../db/health/probe.ts';
import { disabledTriggers, indexes, invalidIndexes, orphans, triggers } from '../../db/health/schema-parts.ts';
import { type WorkDone, workDone } from '../../db/health/work-done.ts';
import { type Complaint, notice, trouble } from './complaint.ts';

/** Of embargoes and of how long answers are kept, a reader would notice. */
const MAX_CLOCK_OFFSET_MS = 2_000;
/** What works at all is done by then. */
const MAX_JOB_WAIT_S = 900;
const MAX_PURGE_LAG_S = 60;
/** A process looks twice a second. */
const MAX_OVERDUE_S = 60;
/** Of a server's connections; others want some, too. */
const MAX_CONNECTIONS_PART = 0.9;

const startIt = 'Start a service ("npm start"): it does the background work.';

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
    ...(await triggerComplaints(db)),
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

async function indexComplaints(db: Database['db']): Promise<Complaint[]> {
  const there = await indexes(db);
  const expected: Readonly<Record<string, string>> = migrated.indexes;
  const missing = Object.entries(expected).filter(([name]) => there[name] === undefined);
  return [
    ...(await invalidIndexes(db)).map((name) =>
      trouble(
        'indexes',
        `The index ${name} is invalid: it is written and never read.`,
        `reindex index concurrently "${name}"`,
      ),
    ),
    ...missing.map(([name, statement]) => trouble('indexes', `The index ${name} is missing.`, statement)),
  ];
}

async function triggerComplaints(db: Database['db']): Promise<Complaint[]> {
  const there = await triggers(db);
  const missing = Object.entries(migrated.triggers).filter(([name]) => there[name] === undefined);
  return [
    ...missing.map(([name, statement]) => trouble('triggers', `The trigger ${name} is missing.`, statement)),
    ...(await disabledTriggers(db)).map(({ table, name }) =>
      trouble(
        'triggers',
        `The trigger ${table}.${name} is turned off.`,
        `alter table "${table}" enable trigger "${name}"`,
      ),
    ),
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

function purgeComplaints({ purges }: Backlog, { idleSeconds }: WorkDone): Complaint[] {
  return purges
    .filter(({ pass, seconds }) => pass === 'soon' && seconds > MAX_PURGE_LAG_S)
    .map(({ events, seconds }) => {
      const message = `The CDN isn’t purged of ${events} events, the first ${span(seconds)} ago`;
      if (!hasWorkedSince(seconds, idleSeconds))
        return notice('followers', `${message}: no process has worked since.`, startIt);
      return trouble(
        'followers',
        `${message}.`,
        'Look for "could not be purged" in the log; by hand: npm run purges -- --all --send',
      );
    });
}

function jobComplaints({ jobs, deadDeliveries }: Backlog, work: WorkDone): Complaint[] {
  const dead = jobs.filter(({ queue }) => queue === 'dead-letter').reduce((sum, { count }) => sum + count, 0);
  return [
    ...(dead > 0
      ? [
          trouble(
            'jobs',
            `${dead} jobs were given up.`,
            "Their output says why: select output from pgboss.job where name = 'dead-letter'; then npm run related -- --rebuild",
          ),
        ]
      : []),
    ...(deadDeliveries > 0
      ? [
          notice(
            'jobs',
            `${deadDeliveries} deliveries to webhooks were given up.`,
            'Look at webhookDeliveries(dead: true), and send them again or delete the webhook.',
          ),
        ]
      : []),
    ...waitComplaints(work),
  ];
}

function waitComplaints({ oldestJobSeconds, idleSeconds }: WorkDone): Complaint[] {
  if (oldestJobSeconds <= MAX_JOB_WAIT_S) return [];
  const message = `A job has waited for ${span(oldestJobSeconds)}`;
  return hasWorkedSince(oldestJobSeconds, idleSeconds)
    ? [trouble('jobs', `${message}, though a process works.`, 'Look for "background job" in the log of each.')]
    : [notice('jobs', `${message}: no process has worked since.`, startIt)];
}

/** What nobody was there to do, as between a restore and the first start, is left as it should be. */
function hasWorkedSince(seconds: number, idleSeconds: number | null): boolean {
  return idleSeconds !== null && idleSeconds < seconds;
}

/** In words. */
function span(seconds: number): string {
  if (seconds < 120) return `${seconds.toFixed(1)} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} minutes` : `${Math.round(seconds / 3_600)} hours`;
}
