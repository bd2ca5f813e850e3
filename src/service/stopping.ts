/** Graceful stop of the process: on SIGTERM and SIGINT, and when npm, which started it, is gone. */

import type { Log } from '../../db/engine/log.ts';
import type { WorkerSide } from './worker.ts';

/** How often it is looked whether npm is still there. */
const PARENT_CHECK_MS = 250;
/** The last lines of the log wait so long for their reader. */
const MAX_FLUSH_MS = 1_000;
/** More than requests (8 s) and jobs (10 s) are given, one after the other. */
const MAX_STOP_MS = 20_000;
/** Callers who keep a connection are told with their next answer that it ends; who asks for nothing meanwhile loses nothing. */
const LINGER_MS = 4_000;

interface Stopping {
  /** Waits so many milliseconds at the most until the log is read. */
  flushed?(milliseconds: number): Promise<void>;
  /** Undefined where it is no worker's. */
  readonly worker?: WorkerSide | undefined;
}

/**
 * @param close finishes what is in flight and closes what is open; then the process ends with code 0, or with 1 if that
 * failed, or takes longer than what it closes waits for. A worker that retires gives callers so many milliseconds to go elsewhere.
 */
export function stopGracefully(
  logger: Log,
  close: (lingerMs: number) => Promise<unknown>,
  { flushed = async () => {}, worker }: Stopping = {},
): void {
  let isStopping = false;
  const stop = (lingerMs: number) => {
    if (isStopping) return;
    isStopping = true;
    logger.info('Stopping.');
    setTimeout(() => process.exit(1), MAX_STOP_MS + lingerMs);
    close(lingerMs)
      .then(
        () => 0,
        (error: unknown) => {
          logger.error({ err: error }, 'Could not stop cleanly.');
          return 1;
        },
      )
      .then((code) => flushed(MAX_FLUSH_MS).then(() => process.exit(code)));
  };
  const stopNow = () => stop(0);
  process.once('SIGTERM', stopNow);
  // A worker that a terminal tells to stop is told so by the one that forked it, too.
  if (worker === undefined) process.once('SIGINT', stopNow);
  worker?.onRetire(() => stop(LINGER_MS));
  if (worker === undefined) stopWithNpm(stopNow);
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
