/** Passes on what a worker wants to know of all: each is asked what it has measured, and those that answer in time are told. */

import cluster, { type Worker } from 'node:cluster';
import type { FromWorker, Measured, ToWorker } from './worker.ts';

/** Each waits for the database for two seconds at the most, and scrapers for ten. */
const PATIENCE_MS = 3_000;

interface Round {
  readonly awaited: Set<Worker>;
  readonly all: Measured[];
  end(): void;
}

export function gatherMetrics(serving: ReadonlySet<Worker>): void {
  const rounds = new Map<number, Round>();
  let last = 0;

  const begin = (asker: Worker, request: number) => {
    last += 1;
    const number = last;
    const all: Measured[] = [];
    const end = () => {
      clearTimeout(timer);
      if (rounds.delete(number) && asker.isConnected()) tell(asker, { is: 'metrics gathered', request, all });
    };
    const timer = setTimeout(end, PATIENCE_MS);
    const awaited = new Set([...serving].filter((worker) => worker.isConnected()));
    rounds.set(number, { awaited, all, end });
    for (const worker of awaited) tell(worker, { is: 'metrics asked', round: number });
  };
  const forget = (worker: Worker) => {
    for (const { awaited, end } of [...rounds.values()]) if (awaited.delete(worker) && awaited.size === 0) end();
  };

  cluster.on('message', (worker, message: FromWorker) => {
    if (message.is === 'metrics wanted') begin(worker, message.request);
    if (message.is !== 'metrics') return;
    const round = rounds.get(message.round);
    round?.all.push(message.measured);
    if (round?.awaited.delete(worker) && round.awaited.size === 0) round.end();
  });
  cluster.on('exit', forget);
}

function tell(worker: Worker, message: ToWorker): void {
  // One that is ending hears nothing more.
  worker.send(message, () => {});
}
