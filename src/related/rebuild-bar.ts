/** Shows on a terminal how far a rebuild is. */

import { SingleBar } from 'cli-progress';
import type { RebuildProgress } from './rebuild.ts';

export function rebuildBar(): { show(progress: RebuildProgress): void; stop(): void } {
  if (!process.stderr.isTTY) return { show: () => {}, stop: () => {} };
  const format = '{bar} {value}/{total} {phase}, {eta_formatted} left';
  const bar = new SingleBar({ format, hideCursor: true, clearOnComplete: true, stream: process.stderr });
  let shown: RebuildProgress['phase'] | undefined;
  return {
    show({ phase, done, all }) {
      if (shown === phase) bar.update(done);
      else bar.start(all, done, { phase });
      shown = phase;
    },
    stop: () => bar.stop(),
  };
}
