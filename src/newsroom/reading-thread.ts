/** Worker thread that reads drafts' texts, one after the other: gets a task, gives back the suggestions; ends of what it can't read. */

import { parentPort } from 'node:worker_threads';
import { type ReadingTask, readText } from './read-text.ts';

parentPort?.on('message', (task: ReadingTask) => parentPort?.postMessage(readText(task)));
