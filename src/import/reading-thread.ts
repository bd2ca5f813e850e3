/** Worker thread that reads texts, one after the other: gets a task, gives back what is in it or why nothing can be read. */

import { parentPort } from 'node:worker_threads';
import type { KnownSource } from '../attribution/known-sources.ts';
import { RefusedInput } from './imported-document.ts';
import type { ThreadTask } from './kept-threads.ts';
import type { ThreadAnswer } from './reader.ts';
import { type ReadingTask, readHere } from './reading.ts';

/** The newsroom's own sources, as they were told last. */
let sources: readonly KnownSource[] = [];

parentPort?.on('message', async ({ task, known = sources }: ThreadTask) => {
  sources = known;
  parentPort?.postMessage(await answerTo(task, known));
});

async function answerTo(task: ReadingTask, known: readonly KnownSource[]): Promise<ThreadAnswer> {
  try {
    return { reading: await readHere(task, known) };
  } catch (error) {
    if (error instanceof RefusedInput) return { refused: error.message, knownBy: error.knownBy };
    return { failed: error instanceof Error ? error : new Error(String(error)) };
  }
}
