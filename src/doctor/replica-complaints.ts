/** Replicas that readers aren't answered by: those that are away, promoted, of another server, behind, or off in their clock. */

import { setTimeout as wait } from 'node:timers/promises';
import { openStateQuery } from '../../db/engine/replica.ts';
import { latenessOf, look, MAX_CLOCK_OFFSET_MS, type Seen } from '../replicas/clocks.ts';
import { type Complaint, span, trouble } from './complaint.ts';

/** What the server has written when it is asked, a replica must have soon. */
const MAX_LAG_MS = 2_000;
const LOOK_EVERY_MS = 100;

/**
 * @param serverUrl of the server itself, not of a pooler
 * @param replicaUrls in the order of the setting, by which they are told
 * @param openQuery what asks each
 */
export async function replicaComplaints(
  serverUrl: string,
  replicaUrls: readonly string[],
  openQuery = openStateQuery,
): Promise<Complaint[]> {
  if (replicaUrls.length === 0) return [];
  const server = openQuery(serverUrl);
  try {
    const primary = await lookOnceOpen(server).catch((error: Error) => error);
    if (primary instanceof Error)
      return [
        trouble(
          'replicas',
          `The server couldn’t be compared with them: ${reasonOf(primary)}`,
          'Again when it is less busy.',
        ),
      ];
    const all = replicaUrls.map((url, index) =>
      complaintOf(openQuery(url), primary, `Replica ${index + 1} of ${replicaUrls.length}`),
    );
    return (await Promise.all(all)).filter((each) => each !== undefined);
  } finally {
    await server.close();
  }
}

type StateQuery = ReturnType<typeof openStateQuery>;

/** The first answer waits for the connection, which would be taken for an error of its clock. */
async function lookOnceOpen(server: StateQuery): Promise<Seen> {
  await server.state(null);
  return look(server, null);
}

async function complaintOf(replica: StateQuery, primary: Seen, name: string): Promise<Complaint | undefined> {
  const told = (message: string, remedy: string) => trouble('replicas', `${name} ${message}.`, remedy);
  try {
    await replica.state(null);
    const begun = Date.now();
    for (;;) {
      const seen = await look(replica, primary.lsn);
      if (!seen.isReplica)
        return told(
          'is no replica any more',
          'Make it one of the server again, or take it out of DATABASE_REPLICA_URLS.',
        );
      if (seen.timeline !== primary.timeline)
        return told(
          'follows another server',
          'Have it follow that of DATABASE_URL, or take it out of DATABASE_REPLICA_URLS.',
        );
      const behindMs = latenessOf(seen, primary).atLeastMs;
      if (behindMs > MAX_CLOCK_OFFSET_MS)
        return told(
          `has a clock that is ${span(behindMs / 1_000)} behind the server’s`,
          'Mend the time service of whichever is wrong: chronyc tracking',
        );
      if (seen.hasReached) return undefined;
      if (Date.now() - begun > MAX_LAG_MS)
        return told(
          `hasn’t what the server had written ${span((Date.now() - begun) / 1_000)} before: it lacks ${primary.lastEventId - seen.lastEventId} events or more`,
          'There: select * from pg_stat_wal_receiver, pg_is_wal_replay_paused(); and look at its disk and its log.',
        );
      await wait(LOOK_EVERY_MS);
    }
  } catch (error) {
    return told(`doesn’t answer: ${reasonOf(error as Error)}`, 'Start it, or take it out of DATABASE_REPLICA_URLS.');
  } finally {
    await replica.close();
  }
}

/** What no address of a host answered has no message of its own. */
function reasonOf(error: Error): string {
  return (error.message || String((error as NodeJS.ErrnoException).code ?? error)).replace(/\.$/, '');
}
