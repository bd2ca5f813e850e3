/** Watches the folder of the embedded database: without it the engine never ends what it has begun, and nothing can be served. */

import { partGoneFrom } from '../../db/engine/data-folder.ts';

const CHECK_EVERY_MS = 2_000;

/**
 * @param onLost told once, in words, when a part of the database is no longer there
 * @returns what ends it
 */
export function watchFolder(folder: string, onLost: (message: string) => void, everyMs = CHECK_EVERY_MS): () => void {
  if (folder.startsWith('memory://')) return () => {};
  const timer = setInterval(() => {
    const lost = partGoneFrom(folder);
    if (lost === undefined) return;
    clearInterval(timer);
    onLost(
      `DATA_DIR: ${folder} has lost its database (postgres/${lost}) while it was in use: nothing can be read or written.`,
    );
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
