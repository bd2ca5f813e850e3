/**
 * Threads that read texts of imports and drafts, kept for the next one: to start one takes more than a second of CPU, to read a usual piece a tenth of it.
 * Who has a place (thread-places.ts) takes one and gives it back. One that read without a fault waits a minute for its next text, and
 * holds up nobody's end meanwhile; any other is ended.
 */

import { Worker } from 'node:worker_threads';
import type { KnownSource } from '../attribution/known-sources.ts';
import { importThreadsChanged } from '../diagnostics/signals.ts';
import type { ReadingTask } from './reading.ts';
import { MAX_THREADS } from './thread-places.ts';

/** A newsroom that imports at all imports the next piece soon; what a thread holds, a hundred megabytes or so, is free behind that. */
const MAX_IDLE_MS = 60_000;

/** Of a piece that is imported, and of a draft. */
const scripts = {
  import: new URL('./reading-thread.ts', import.meta.url),
  draft: new URL('../newsroom/reading-thread.ts', import.meta.url),
};
export type ThreadScript = keyof typeof scripts;

export interface KeptThread {
  readonly worker: Worker;
  readonly script: ThreadScript;
  /** The limit of its heap. */
  readonly megabytes: number;
  /** What it reads for: whoever takes it may have others. */
  known?: readonly KnownSource[];
  /** Of one that waits. */
  timer?: NodeJS.Timeout;
}

/** What is told a thread; without `known` it reads for those that it was told last. */
export interface ThreadTask {
  readonly task: ReadingTask;
  readonly known?: readonly KnownSource[];
}

const all = new Set<KeptThread>();
/** In the order in which they were given back. */
const idle = new Set<KeptThread>();

/** @param megabytes exactly: one with a larger heap would not stop what exceeds it */
export async function takeThread(script: ThreadScript, megabytes: number): Promise<KeptThread> {
  const waiting = [...idle].findLast((each) => each.script === script && each.megabytes === megabytes);
  if (waiting !== undefined) {
    idle.delete(waiting);
    clearTimeout(waiting.timer);
    waiting.worker.ref();
    return waiting;
  }
  for (const oldest of idle) {
    if (all.size < MAX_THREADS) break;
    await endThread(oldest);
  }
  return startThread(script, megabytes);
}

/** To be called when nothing is asked of it any more, and nothing went wrong. */
export function giveBack(thread: KeptThread): void {
  if (!all.has(thread)) return;
  idle.add(thread);
  thread.worker.unref();
  thread.timer = setTimeout(() => void endThread(thread), MAX_IDLE_MS).unref();
}

/** Whatever it is at. */
export async function endThread(thread: KeptThread): Promise<void> {
  forget(thread);
  await thread.worker.terminate();
}

/** Those that wait for their next text. */
export async function endIdleThreads(): Promise<void> {
  await Promise.all([...idle].map(endThread));
}

/** Nothing would come back from one that has died. */
function forget(thread: KeptThread): void {
  clearTimeout(thread.timer);
  idle.delete(thread);
  all.delete(thread);
}

function startThread(script: ThreadScript, megabytes: number): KeptThread {
  const resourceLimits = { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 32 };
  const worker = new Worker(scripts[script], { resourceLimits });
  const thread: KeptThread = { worker, script, megabytes };
  all.add(thread);
  importThreadsChanged.publish({ by: 1 });
  // What it dies of when nobody waits is nobody's concern; without a listener it would end the process.
  worker
    .on('error', () => {})
    .once('exit', () => {
      forget(thread);
      importThreadsChanged.publish({ by: -1 });
    });
  return thread;
}

/** The task, with the sources it is read for unless the thread has just these. */
export function taskFor(thread: KeptThread, task: ReadingTask, known: readonly KnownSource[]): ThreadTask {
  if (thread.known !== undefined && areSame(thread.known, known)) return { task };
  thread.known = known;
  return { task, known };
}

function areSame(some: readonly KnownSource[], others: readonly KnownSource[]): boolean {
  return some === others || (some.length === others.length && some.every((each, at) => isSame(each, others[at])));
}

function isSame(one: KnownSource, other: KnownSource | undefined): boolean {
  const { aliases = [] } = one;
  const { aliases: otherAliases = [] } = other ?? {};
  return (
    one.name === other?.name &&
    one.kind === other.kind &&
    one.homepage === other.homepage &&
    aliases.length === otherAliases.length &&
    aliases.every((alias, at) => alias === otherAliases[at])
  );
}
