/**
 * Several processes of the service that share its port (`node:cluster`): one that ends is replaced, SIGHUP replaces them one by
 * one, SIGTERM ends all. This process answers nobody and knows no database.
 */

import cluster, { type Worker } from 'node:cluster';
import { setTimeout as wait } from 'node:timers/promises';
import { readConfig } from '../config.ts';
import { createLogOutput } from './log-output.ts';
import { createLogger } from './logger.ts';
import { gatherMetrics } from './metrics-of-workers.ts';
import { stopGracefully } from './stopping.ts';
import type { FromWorker, ToWorker } from './worker.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

/** @returns false where the settings ask for one process, which is this one */
export async function superviseWorkers(): Promise<boolean> {
  const { workers: count, logLevel } = readConfig(process.env);
  if (count === 1) return false;
  // NOTE: all accept from one socket. By turns, Node's own way, a connection that is on its way to a worker which dies is never answered.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  const output = createLogOutput(process.stdout);
  const logger = createLogger(logLevel, output);
  const serving = new Set<Worker>();
  const retiring = new Set<Worker>();
  let isStopping = false;

  const begin = () => {
    const { promise, resolve, reject } = Promise.withResolvers<Worker>();
    const worker = cluster.fork();
    worker.on('message', (message: FromWorker) => {
      if (message.is !== 'ready') return;
      serving.add(worker);
      resolve(worker);
    });
    worker.once('exit', () => reject(new Error('A worker ended before it was ready.')));
    return promise;
  };
  const replace = async () => {
    for (let pause = FIRST_PAUSE_MS; !isStopping; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const isBegun = await begin().then(
        () => true,
        (error: unknown) => void logger.error({ err: error }, 'Could not begin a worker; it is tried again.'),
      );
      if (isBegun === true) return;
      await wait(pause);
    }
  };
  const retire = async (worker: Worker) => {
    const ended = exitOf(worker);
    retiring.add(worker);
    serving.delete(worker);
    // One that dies at this moment hears nothing, and ends all the same.
    worker.send({ is: 'retire' } satisfies ToWorker, () => {});
    await ended;
    retiring.delete(worker);
  };

  cluster.on('exit', (worker, code, signal) => {
    if (!serving.delete(worker) || isStopping) return;
    logger.error({ code, signal, pid: worker.process.pid }, 'A worker ended; another takes its place.');
    void replace();
  });
  gatherMetrics(serving);
  const stop = async () => {
    isStopping = true;
    const all = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
    const ends = all.map(exitOf);
    for (const worker of all) worker.process.kill('SIGTERM');
    if ((await Promise.all(ends)).some((code) => code !== 0)) throw new Error('A worker could not stop cleanly.');
  };
  stopGracefully(logger, stop, { flushed: (milliseconds) => output.flushed(milliseconds) });

  // The first makes the database, or migrates it, and says what people wait for; where it can't, it has said why.
  await begin().catch(() => isStopping || process.exit(1));
  await Promise.all(Array.from({ length: count - 1 }, replace));
  logger.info({ pids: pidsOf(serving) }, 'All workers serve.');
  process.on(
    'SIGHUP',
    inTurn(() => roll(serving, begin, retire, logger)),
  );
  return true;
}

/** Begins another before it ends one, so that as many serve as ever; where none can begin, the others stay. */
async function roll(
  serving: ReadonlySet<Worker>,
  begin: () => Promise<Worker>,
  retire: (worker: Worker) => Promise<void>,
  logger: ReturnType<typeof createLogger>,
): Promise<void> {
  logger.info('Replacing all workers.');
  for (const worker of [...serving]) {
    // One that died meanwhile has been replaced.
    if (!serving.has(worker)) continue;
    try {
      const fresh = await begin();
      await retire(serving.has(worker) ? worker : fresh);
    } catch (error) {
      logger.error({ err: error }, 'No worker could be begun anew: those that serve go on.');
      return;
    }
  }
  logger.info({ pids: pidsOf(serving) }, 'All workers are replaced.');
}

function pidsOf(workers: ReadonlySet<Worker>): (number | undefined)[] {
  return [...workers].map(({ process: { pid } }) => pid);
}

/** @returns what does it once more behind what is under way, however often it is called meanwhile */
function inTurn(work: () => Promise<void>): () => void {
  let isWanted = false;
  let isUnderWay = false;
  return async () => {
    isWanted = true;
    if (isUnderWay) return;
    isUnderWay = true;
    while (isWanted) {
      isWanted = false;
      await work();
    }
    isUnderWay = false;
  };
}

/** @returns the code with which it ends; 0 for one that is told to stop before it can hear */
function exitOf(worker: Worker): Promise<number> {
  return new Promise((resolve) => {
    worker.once('exit', (code: number | null, signal) => resolve(signal === 'SIGTERM' ? 0 : (code ?? 1)));
  });
}
