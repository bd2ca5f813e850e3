/** A progress bar on a terminal; where standard error is none, nothing is shown. */

import { SingleBar } from 'cli-progress';
import type { RebuildProgress } from '../related/rebuild.ts';
import type { Output } from './command.ts';

interface ProgressBar {
  /** Begins anew with another phase. */
  show(done: number, all: number, phase?: string): void;
  /** Clears it away. */
  stop(): void;
}

/** @param format with `{bar}`, `{value}`, `{total}`, `{percentage}`, `{eta_formatted}` and `{phase}` */
export function progressBar(stderr: Output, format: string): ProgressBar {
  if (stderr.isTTY !== true) return { show: () => {}, stop: () => {} };
  const bar = new SingleBar({ format, hideCursor: true, clearOnComplete: true, stream: stderr });
  let shown: string | undefined;
  return {
    show(done, all, phase = '') {
      if (shown === phase) bar.update(done);
      else bar.start(all, done, { phase });
      shown = phase;
    },
    stop: () => bar.stop(),
  };
}

/** Shows how far a rebuild of all related articles is. */
export function rebuildBar(stderr: Output): { show(progress: RebuildProgress): void; stop(): void } {
  const { show, stop } = progressBar(stderr, '{bar} {value}/{total} {phase}, {eta_formatted} left');
  return { show: ({ phase, done, all }) => show(done, all, phase), stop };
}
