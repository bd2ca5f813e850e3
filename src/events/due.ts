/** Timer of due events, in every process: moves what was scheduled into the log of events at its time. */

import type { Db } from '../../db/engine/database.ts';
import type { Log } from '../../db/engine/log.ts';
import { asService } from '../../db/engine/undertaking.ts';
import { moveDueEvents } from '../../db/events/due.ts';
import { type Repeating, repeat } from '../repeat.ts';

/** The longest pause: what is due may be put off or taken back, and something else may be due before it. */
const PAUSE_MS = 500;

export function startDueEvents(db: Db, log: Pick<Log, 'error'>): Repeating {
  const move = async () => Math.min(PAUSE_MS, (await asService(() => moveDueEvents(db))) ?? PAUSE_MS);
  const onError = (error: unknown) => log.error({ err: error }, 'Could not look for what is due.');
  return repeat(move, { everyMs: PAUSE_MS, onError });
}
