/**
 * Reader of imported texts with a limit of time and of memory: what isn't short is read in a thread of its own, which is ended
 * when it exceeds them, while this one goes on answering readers.
 */

import { Worker } from 'node:worker_threads';
import { Busy } from '../../db/engine/gate.ts';
import type { KnownSource } from '../attribution/known-sources.ts';
import { importThreadsChanged } from '../diagnostics/signals.ts';
import { type KnownBefore, RefusedInput } from './imported-document.ts';
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
  /** Ends the thread. */
  close(): Promise<void>;
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
 * answered; starting a thread takes half a second of another core, so that a usual piece is read here.
 */
const MAX_HERE_CHARACTERS = 10_000;

/**
 * A page of 500 kB takes a second and 100 MB; a feed of 50 MB, which isn't one page, has many times as much. To start the thread
 * takes half a second, and ten where the machine is busy with ten times its work.
 */
function limitsFor({ text }: ReadingTask): ReaderLimits {
  const megacharacters = text.length / 1_000_000;
  return { milliseconds: 30_000 + 10_000 * megacharacters, megabytes: 512 + 64 * Math.ceil(megacharacters) };
}

/**
 * @param known the newsroom's own sources, which texts are read for
 * @param limits by the length of the text, if not given
 */
export function createReader(known: readonly KnownSource[], limits?: ReaderLimits): Reader {
  let thread: { readonly worker: Worker; readonly megabytes: number } | undefined;
  const close = async () => {
    const { worker } = thread ?? {};
    thread = undefined;
    await worker?.terminate();
  };
  const answerOf = (task: ReadingTask, { milliseconds, megabytes }: ReaderLimits, signal: AbortSignal | undefined) => {
    if (thread === undefined) {
      const started = { worker: startThread(known, megabytes), megabytes };
      thread = started;
      // Nothing would come back from one that has died.
      started.worker.once('exit', () => {
        if (thread === started) thread = undefined;
      });
    }
    return answerWithin(milliseconds, thread.worker, task, signal);
  };
  return {
    async read(task, signal) {
      if (task.text.length <= MAX_HERE_CHARACTERS) return readHere(task, known);
      const limit = limits ?? limitsFor(task);
      // A thread that waits for its next text is in nobody's way.
      const leave = await threadPlace(signal);
      try {
        if (thread !== undefined && thread.megabytes < limit.megabytes) await close();
        const answer = await answerOf(task, limit, signal).catch((error: unknown) => {
          // Whatever ended it, the text may be as good as any: another thread reads it, once.
          if (error instanceof EndedEarly) return answerOf(task, limit, signal);
          throw error;
        });
        return readingOf(answer);
      } catch (error) {
        if (!(error instanceof RefusedInput) || error.cause === exceeded) await close();
        throw error;
      } finally {
        leave();
      }
    },
    close,
  };
}

function startThread(known: readonly KnownSource[], megabytes: number): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 32 };
  const script = new URL('./reading-thread.ts', import.meta.url);
  // What it dies of when nobody waits is nobody's concern; without a listener it would end the process.
  const worker = new Worker(script, { workerData: known, resourceLimits }).on('error', () => {});
  importThreadsChanged.publish({ by: 1 });
  return worker.once('exit', () => importThreadsChanged.publish({ by: -1 }));
}

class EndedEarly extends Error {
  override readonly name = 'EndedEarly';
  override readonly message = 'The thread that reads imports ended early.';
}

/** The cause of a refusal after which the thread is of no use. */
const exceeded = new Error('A limit of the thread is exceeded.');

function answerWithin(
  milliseconds: number,
  worker: Worker,
  task: ReadingTask,
  signal: AbortSignal | undefined,
): Promise<ThreadAnswer> {
  const givenUp = () => reject(new Busy('Reading it was given up.'));
  const { promise, resolve, reject } = Promise.withResolvers<ThreadAnswer>();
  const failed = (error: NodeJS.ErrnoException) => reject(memoryOr(error));
  const ended = () => reject(new EndedEarly());
  const timer = setTimeout(() => {
    const seconds = Math.round(milliseconds / 1_000);
    reject(
      new RefusedInput(`Reading it takes longer than ${seconds} seconds, which no piece does.`, { cause: exceeded }),
    );
  }, milliseconds);
  if (signal?.aborted) givenUp();
  signal?.addEventListener('abort', givenUp);
  worker.once('message', resolve).once('error', failed).once('exit', ended);
  worker.postMessage(task);
  return promise.finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', givenUp);
    worker.off('message', resolve).off('error', failed).off('exit', ended);
  });
}

function memoryOr(error: NodeJS.ErrnoException): Error {
  if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return error;
  return new RefusedInput('Reading it takes more memory than any piece does.', { cause: exceeded });
}

function readingOf(answer: ThreadAnswer): Reading {
  if ('reading' in answer) return answer.reading;
  throw 'refused' in answer ? new RefusedInput(answer.refused, { knownBy: answer.knownBy }) : answer.failed;
}
