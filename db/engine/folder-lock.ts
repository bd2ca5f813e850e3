/**
 * Lock of the embedded database's folder: PGlite lets two processes open the same one and diverge.
 *
 * The lock is SQLite's exclusive one on a file of our own: the operating system drops it with the process, however it
 * ends, so that nothing goes stale.
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { unusable } from './data-folder.ts';

export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';

  constructor(folder: string) {
    super(
      `DATA_DIR ${folder} is in use by another Dateline process. Stop that one, or give this one its own DATA_DIR, ` +
        'or set DATABASE_URL so that both share a Postgres server.',
    );
  }
}

export interface FolderLock {
  release(): void;
}

/** @throws {FolderInUse} at once when another process holds the folder; {DatabaseUnusable} when it can't be written */
export function lockFolder(folder: string): FolderLock {
  let lock: DatabaseSync | undefined;
  try {
    const path = join(folder, 'lock');
    writeFileSync(path, '', { flag: 'a' });
    lock = new DatabaseSync(path);
    lock.exec('pragma locking_mode = exclusive; pragma journal_mode = delete; begin exclusive');
    const held = lock;
    return { release: () => held.close() };
  } catch (error) {
    lock?.close();
    const isHeld = error instanceof Error && /locked|busy/i.test(error.message);
    throw isHeld ? new FolderInUse(folder) : unusable(folder, error);
  }
}
