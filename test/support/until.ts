/** Waits for what happens elsewhere, for as long as it takes a busy machine: no test waits for a time instead. */

import { setTimeout as wait } from 'node:timers/promises';

const PATIENCE_MS = 100_000;
const PAUSE_MS = 10;

/**
 * Asks again and again until there is something.
 *
 * @param look anything but undefined, null and false is what was waited for
 * @param what is waited for, in the words of the error
 * @returns what `look` found
 * @throws when nothing came of it within 100 seconds
 */
export async function until<Found>(
  look: () => Found | Promise<Found>,
  what = 'what was waited for',
): Promise<Exclude<Found, undefined | null | false>> {
  for (const end = performance.now() + PATIENCE_MS; ; await wait(PAUSE_MS)) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) {
      return found as Exclude<Found, undefined | null | false>;
    }
    if (performance.now() > end) throw new Error(`${what} did not come within ${PATIENCE_MS / 1000} s`);
  }
}
