/** What waits too long: purges of the CDN, jobs, deliveries. */

import type { Backlog } from '../../db/health/backlog.ts';
import type { WorkDone } from '../../db/health/work-done.ts';
import { type Complaint, notice, span, trouble } from './complaint.ts';

/** What works at all is done by then. */
const MAX_JOB_WAIT_S = 900;
const MAX_PURGE_LAG_S = 60;

export const startIt = 'Start a service ("npm start"): it does the background work.';

export function purgeComplaints({ purges }: Backlog, { idleSeconds }: WorkDone): Complaint[] {
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

export function jobComplaints({ jobs, deadDeliveries }: Backlog, work: WorkDone): Complaint[] {
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
