/** Graceful stop of the process: on SIGTERM and SIGINT, and when npm, which started it, is gone. */

import type { Log } from '../../db/engine/log.ts';

/** How often it is looked whether npm is still there. */
const PARENT_CHECK_MS = 250;
/** The last lines of the log wait so long for their reader. */
const MAX_FLUSH_MS = 1_000;
/** More than requests (8 s) and jobs (10 s) are given, one after the other. */
const MAX_STOP_MS = 20_000;

/**
 * @param close finishes what is in flight and closes what is open; then the process ends with code 0, or with 1 if that
 * failed, or takes longer than what it closes waits for
 * @param flushed waits so many milliseconds at the most until the log is read
 */
export function stopGracefully(
  logger: Log,
  close: () => Promise<unknown>,
  flushed: (milliseconds: number) => Promise<void> = async () => {},
): void {
  const stop = () => {
    logger.info('Stopping.');
    setTimeout(() => process.exit(1), MAX_STOP_MS);
    close()
      .then(
        () => 0,
        (error: unknown) => {
          logger.error({ err: error }, 'Could not stop cleanly.');
          return 1;
        },
      )
      .then((code) => flushed(MAX_FLUSH_MS).then(() => process.exit(code)));
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
