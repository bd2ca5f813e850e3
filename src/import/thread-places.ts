/** Places for threads that read texts: however many are imported at once, so many are read at a time in this process. */

import { createGate } from '../../db/engine/gate.ts';

/** Each may take half a gigabyte, and a core. */
export const MAX_THREADS = 2;
/** Beyond them an import is refused at once. */
const MAX_WAITING = 20;
/** Longer than a request may take, which ends the wait of its own. */
const MAX_WAIT_MS = 60_000;

const places = createGate({ size: MAX_THREADS, maxWaiting: MAX_WAITING, maxWaitMs: MAX_WAIT_MS });

/**
 * @param signal who gives up meanwhile waits no longer
 * @returns what gives the place back, to be called once
 * @throws {Busy} when too many wait already
 */
export function threadPlace(signal?: AbortSignal): Promise<() => void> {
  return places.enter('reader', signal);
}
