/** Background loop: repeats work at an interval, never twice at a time, until it is stopped; keeps no process alive. */

import { setTimeout } from 'node:timers/promises';

export interface RepeatOptions {
  /** From the end of one time to the beginning of the next. */
  readonly everyMs: number;
  /** Until the first time; default at once. */
  readonly firstMs?: number;
  /** From a failure to the next time; default as always. */
  readonly retryMs?: number;
  /** Told of the first of several failures in a row: an outage fails every time. */
  readonly onError: (error: unknown) => void;
  /** Resolves after so many milliseconds, or when it is told that nobody waits any more. Tests give their own. */
  readonly wait?: (ms: number, over: AbortSignal) => Promise<unknown>;
}

export interface Repeating {
  /** Doesn't wait for the next time, which begins behind the one that may be under way. Resolves when that is done. */
  again(): Promise<void>;
  /** Resolves when what is under way is done; nothing is begun any more. */
  stop(): Promise<void>;
}

/**
 * @param work is told when it shall stop; what it gives is the milliseconds until the next time, instead of `everyMs`
 */
export function repeat(
  // biome-ignore lint/suspicious/noConfusingVoidType: most have nothing to say, and are written as such.
  work: (stop: AbortSignal) => Promise<number | void>,
  { everyMs, firstMs = 0, retryMs = everyMs, onError, wait = waitUnheld }: RepeatOptions,
): Repeating {
  const stopping = new AbortController();
  let next = createTurn();
  let isFailing = false;

  const attempt = async (): Promise<number> => {
    try {
      const ms = await work(stopping.signal);
      isFailing = false;
      return ms ?? everyMs;
    } catch (error) {
      if (!isFailing) onError(error);
      isFailing = true;
      return retryMs;
    }
  };
  const run = async () => {
    for (let ms = firstMs; ; ) {
      const over = new AbortController();
      await Promise.race([wait(ms, over.signal), next.asked.promise]);
      over.abort();
      const { done } = next;
      if (stopping.signal.aborted) return done.resolve();
      // Whoever asks from here on asks for the time behind this one.
      next = createTurn();
      ms = await attempt();
      done.resolve();
    }
  };
  const running = run();
  return {
    again() {
      next.asked.resolve();
      return next.done.promise;
    },
    stop() {
      stopping.abort();
      next.asked.resolve();
      return running;
    },
  };
}

const createTurn = () => ({ asked: Promise.withResolvers<void>(), done: Promise.withResolvers<void>() });

/** Of no process that has nothing else to do. */
function waitUnheld(ms: number, over: AbortSignal): Promise<unknown> {
  return setTimeout(ms, undefined, { signal: over, ref: false }).catch(() => {});
}
