/** Graceful stop of the process: on SIGTERM and SIGINT, and when npm, which started it, is gone. */

import type { Log } from '../../db/engine/log.ts';

/** How often it is looked whether npm is still there. */
const PARENT_CHECK_MS = 250;

/**
 * @param close finishes what is in flight and closes what is open; then the process ends with code 0, or with 1 if that
 * failed
 */
export function stopGracefully(logger: Log, close: () => Promise<unknown>): void {
  const stop = () => {
    logger.info('Stopping.');
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'Could not stop cleanly.');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  stopWithNpm(stop);
}

/** npm ends its shell rather than us when it is told to stop, and would leave a service that nobody knows of. */
function stopWithNpm(stop: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, PARENT_CHECK_MS);
  timer.unref();
}
