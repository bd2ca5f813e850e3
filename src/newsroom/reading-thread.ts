/** Worker thread that reads one draft's text: gets a task, gives back the suggestions, ends. */

import { parentPort, workerData } from 'node:worker_threads';
import { type ReadingTask, readText } from './read-text.ts';

parentPort?.postMessage(readText(workerData as ReadingTask));
