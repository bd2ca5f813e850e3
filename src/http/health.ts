/** Liveness and readiness probes: does the process run, and should it get requests? */

import type { ServerResponse } from 'node:http';
import type { Log } from '../../db/engine/log.ts';
import { sendJson } from './respond.ts';

/** Something that is wrong. */
export interface Finding {
  readonly check: 'migrations' | 'connections' | 'clock' | 'events' | 'replicas' | 'disk' | 'damage';
  /** In words, for whoever looks after it: it names no table and no address. */
  readonly message: string;
}

/** Whether requests can be served now, with what is wrong all the same, or in words why not. */
export type Readiness =
  | { readonly ready: true; readonly warnings?: readonly Finding[] }
  | { readonly ready: false; readonly reason: string };

/** Orchestrators give a probe about this long; a silent answer would look like a dead process. */
const PROBE_TIMEOUT_MS = 2_000;

/** Answers `/health/ready`: 200, or 503 with the reason. */
export async function sendReadiness(
  res: ServerResponse,
  isReady: () => Readiness | Promise<Readiness>,
  logger: Log,
): Promise<void> {
  const readiness = await ask(isReady, logger);
  if (readiness.ready) sendJson(res, 200, { status: 'ready', warnings: readiness.warnings });
  else sendJson(res, 503, { status: 'not ready', reason: readiness.reason });
}

/** Answers `/health/live`: as long as this runs, the process does. */
export function sendLiveness(res: ServerResponse): void {
  sendJson(res, 200, { status: 'live' });
}

async function ask(isReady: () => Readiness | Promise<Readiness>, logger: Log): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<Readiness>((resolve) => {
    timer = setTimeout(() => {
      const reason = `no answer within ${PROBE_TIMEOUT_MS} ms`;
      logger.warn({}, `readiness check: ${reason}`);
      resolve({ ready: false, reason });
    }, PROBE_TIMEOUT_MS);
  });
  try {
    return await Promise.race([isReady(), silence]);
  } catch (error) {
    logger.warn({ err: error }, 'readiness check failed');
    return { ready: false, reason: 'the database doesn’t answer' };
  } finally {
    clearTimeout(timer);
  }
}
