/** Worker thread that reads texts, one after the other: gets a task, gives back what is in it or why nothing can be read. */

import { parentPort, workerData } from 'node:worker_threads';
import type { KnownSource } from '../attribution/known-sources.ts';
import { RefusedInput } from './imported-document.ts';
import type { ThreadAnswer } from './reader.ts';
import { type ReadingTask, readHere } from './reading.ts';

const known = workerData as readonly KnownSource[];

parentPort?.on('message', async (task: ReadingTask) => {
  parentPort?.postMessage(await answerTo(task));
});

async function answerTo(task: ReadingTask): Promise<ThreadAnswer> {
  try {
    return { reading: await readHere(task, known) };
  } catch (error) {
    if (error instanceof RefusedInput) return { refused: error.message, knownBy: error.knownBy };
    return { failed: error instanceof Error ? error : new Error(String(error)) };
  }
}
