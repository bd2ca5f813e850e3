/** A worker's side of what it and the process that forked it tell each other: readiness, its end, and the metrics of all. */

import cluster from 'node:cluster';

/** Metrics of one process, for whoever adds them up. */
export type Measured = object;

export type FromWorker =
  | { readonly is: 'ready' }
  /** Of all workers, asked by one of them. */
  | { readonly is: 'metrics wanted'; readonly request: number }
  | { readonly is: 'metrics'; readonly round: number; readonly measured: Measured };

export type ToWorker =
  | { readonly is: 'retire' }
  | { readonly is: 'metrics asked'; readonly round: number }
  | { readonly is: 'metrics gathered'; readonly request: number; readonly all: readonly Measured[] };

/** Undefined where the service is one process. */
export interface WorkerSide {
  /** Whether others serve already, who are asked until this one can answer. */
  readonly isJoining: boolean;
  tellReady(): void;
  /** @param retire ends it when another has taken its place */
  onRetire(retire: () => void): void;
  /** Answers whoever asks for this one's. @returns what asks for those of all */
  shareMetrics(own: () => Promise<Measured>): () => Promise<readonly Measured[]>;
}

export function workerSide(): WorkerSide | undefined {
  if (cluster.worker === undefined) return undefined;
  const tell = (message: FromWorker) => void process.send?.(message);
  const hear = (listener: (message: ToWorker) => void) => void process.on('message', listener);
  // A terminal sends these to all of its processes: it is the one that forked this one who says what they mean.
  process.on('SIGINT', () => {}).on('SIGHUP', () => {});
  return {
    isJoining: cluster.worker.id > 1,
    tellReady: () => tell({ is: 'ready' }),
    onRetire: (retire) => hear((message) => void (message.is === 'retire' && retire())),
    shareMetrics(own) {
      const waiting = new Map<number, (all: readonly Measured[]) => void>();
      let requests = 0;
      hear((message) => {
        if (message.is === 'metrics asked') {
          const { round } = message;
          void own().then((measured) => tell({ is: 'metrics', round, measured }));
        } else if (message.is === 'metrics gathered') {
          waiting.get(message.request)?.(message.all);
          waiting.delete(message.request);
        }
      });
      return () =>
        new Promise((resolve) => {
          requests += 1;
          waiting.set(requests, resolve);
          tell({ is: 'metrics wanted', request: requests });
        });
    },
  };
}
