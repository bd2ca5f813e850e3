/**
 * Reader of imported texts with a limit of time and of memory: what isn't short is read in a thread, which is ended when it
 * exceeds them, while this one goes on answering readers.
 */

import type { Worker } from 'node:worker_threads';
import { Busy } from '../../db/engine/gate.ts';
import type { KnownSource } from '../attribution/known-sources.ts';
import { type KnownBefore, RefusedInput } from './imported-document.ts';
import { endThread, giveBack, type ThreadTask, takeThread, taskFor } from './kept-threads.ts';
import { type Reading, type ReadingTask, readHere } from './reading.ts';
import { threadPlace } from './thread-places.ts';

export interface Reader {
  /**
   * One after the other.
   *
   * @param signal who gives up meanwhile ends the thread, so that its place is the next one's
   * @throws {RefusedInput} in words for the person who gave it; {Busy} where too many are read at once, or it was given up
   */
  read(task: ReadingTask, signal?: AbortSignal): Promise<Reading>;
}

export interface ReaderLimits {
  readonly milliseconds: number;
  /** Of the thread's heap. */
  readonly megabytes: number;
}

export type ThreadAnswer =
  | { readonly reading: Reading }
  | { readonly refused: string; readonly knownBy?: KnownBefore | undefined }
  /** A fault of ours. */
  | { readonly failed: Error };

/**
 * Of 25 shapes that are dear on purpose the dearest takes 107 ms of CPU (129 with 20,000 characters), in which nobody else is
 * answered; starting a thread takes half a second of another core or more, so that a usual piece is read here.
 */
const MAX_HERE_CHARACTERS = 10_000;
/** To look through 20,000 sources takes 100 ms, at each import of a piece anew. */
const MAX_HERE_SOURCES = 4_000;

/**
 * A page of 500 kB takes a second and 100 MB; a feed of 50 MB, which isn't one page, has many times as much. To start the thread
 * takes half a second, and ten where the machine is busy with ten times its work. Heaps come in few sizes, so that a thread can be
 * used again.
 */
function limitsFor({ text }: ReadingTask): ReaderLimits {
  const megacharacters = text.length / 1_000_000;
  const size = 2 ** Math.ceil(Math.log2(Math.max(1, megacharacters)));
  return { milliseconds: 30_000 + 10_000 * megacharacters, megabytes: 512 + 64 * size };
}

/**
 * @param known the newsroom's own sources, which texts are read for
 * @param limits by the length of the text, if not given
 */
export function createReader(known: readonly KnownSource[], limits?: ReaderLimits): Reader {
  const answerOf = async (task: ReadingTask, { milliseconds, megabytes }: ReaderLimits, signal?: AbortSignal) => {
    if (signal?.aborted) throw new Busy(givenUp);
    const thread = await takeThread('import', megabytes);
    try {
      const answer = await answerWithin(milliseconds, thread.worker, taskFor(thread, task, known), signal);
      // What failed by a fault of ours may have left something half done.
      if ('failed' in answer) throw answer.failed;
      giveBack(thread);
      return answer;
    } catch (error) {
      await endThread(thread);
      throw error;
    }
  };
  return {
    async read(task, signal) {
      if (task.text.length <= MAX_HERE_CHARACTERS && known.length <= MAX_HERE_SOURCES) return readHere(task, known);
      const limit = limits ?? limitsFor(task);
      const leave = await threadPlace(signal);
      try {
        const answer = await answerOf(task, limit, signal).catch((error: unknown) => {
          // Whatever ended it, the text may be as good as any: another thread reads it, once.
          if (error instanceof EndedEarly) return answerOf(task, limit, signal);
          throw error;
        });
        return readingOf(answer);
      } finally {
        leave();
      }
    },
  };
}

const givenUp = 'Reading it was given up.';

class EndedEarly extends Error {
  override readonly name = 'EndedEarly';
  override readonly message = 'The thread that reads imports ended early.';
}

function answerWithin(
  milliseconds: number,
  worker: Worker,
  task: ThreadTask,
  signal: AbortSignal | undefined,
): Promise<ThreadAnswer> {
  const giveUp = () => reject(new Busy(givenUp));
  const { promise, resolve, reject } = Promise.withResolvers<ThreadAnswer>();
  const failed = (error: NodeJS.ErrnoException) => reject(memoryOr(error));
  const ended = () => reject(new EndedEarly());
  const timer = setTimeout(() => {
    const seconds = Math.round(milliseconds / 1_000);
    reject(new RefusedInput(`Reading it takes longer than ${seconds} seconds, which no piece does.`));
  }, milliseconds);
  if (signal?.aborted) giveUp();
  signal?.addEventListener('abort', giveUp);
  worker.once('message', resolve).once('error', failed).once('exit', ended);
  worker.postMessage(task);
  return promise.finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
    worker.off('message', resolve).off('error', failed).off('exit', ended);
  });
}

function memoryOr(error: NodeJS.ErrnoException): Error {
  if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return error;
  return new RefusedInput('Reading it takes more memory than any piece does.');
}

function readingOf(answer: Exclude<ThreadAnswer, { failed: Error }>): Reading {
  if ('reading' in answer) return answer.reading;
  throw new RefusedInput(answer.refused, { knownBy: answer.knownBy });
}
