/** Report of an outage: told once, however many meet it and however often, and once more when it is over. */

export interface OutageReport {
  failed(error: Error): void;
  /** It is over when nothing has failed for some seconds, since not all that is asked needs what is away. */
  succeeded(): void;
}

const QUIET_MS = 10_000;

/** @param clock milliseconds, never going back */
export function outageReport(
  tell: { readonly began: (error: Error) => void; readonly ended: () => void },
  clock: () => number = () => performance.now(),
): OutageReport {
  let failedAt: number | undefined;
  return {
    failed(error) {
      if (failedAt === undefined) tell.began(error);
      failedAt = clock();
    },
    succeeded() {
      if (failedAt === undefined || clock() - failedAt < QUIET_MS) return;
      failedAt = undefined;
      tell.ended();
    },
  };
}
