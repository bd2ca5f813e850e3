/**
 * Room on the embedded engine's disk. When Postgres can't write its log it ends, and the embedded one doesn't end but goes round and
 * round, with the whole process: so it is allowed no writing before it comes to that.
 */

import { statfsSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { DatabaseUnusable } from './database-unusable.ts';

/** Two segments of its log, and what one statement may write beside them. */
const RESERVE_BYTES = 64_000_000;
/** Opening a database that was killed may begin a segment. */
const OPENING_BYTES = 20_000_000;
const LOOK_EVERY_MS = 100;

/** SQLSTATE of what would write where nothing may be written. */
const readOnly = '25006';
const diskFull = '53100';

/** What the session is told, and whether it is within a transaction. */
type Session = Pick<PGlite, 'exec' | 'isInTransaction'>;

export interface DiskGuard {
  /** Before each statement: one that writes fails while there is no room. */
  before(): Promise<void>;
  /** @returns the error as what it comes from */
  explained(error: unknown): unknown;
}

/** @returns whether there is room, as it was a tenth of a second ago at the most */
export function roomIn(folder: string, now = () => performance.now()): () => boolean {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let hasRoom = true;
  return () => {
    if (now() - lookedAt < LOOK_EVERY_MS) return hasRoom;
    lookedAt = now();
    hasRoom = (freeBytes(folder) ?? Number.POSITIVE_INFINITY) >= RESERVE_BYTES;
    return hasRoom;
  };
}

/** @throws {DatabaseUnusable} where the engine could not even open what is there */
export function expectRoomToOpen(folder: string): void {
  const free = freeBytes(folder);
  if (free === undefined || free >= OPENING_BYTES) return;
  throw new DatabaseUnusable(
    `DATA_DIR: the disk of ${folder} is full: ${Math.floor(free / 1_000_000)} MB are left, and the database needs 20 to be opened. ` +
      'Make room outside of it, and start again.',
  );
}

/** Reads go on; what would write is refused as by a server whose disk is full. */
export function createDiskGuard(hasRoom: () => boolean, session: Session): DiskGuard {
  let isClosed = false;
  /** Until the transaction is over in which something was refused, or may be. */
  let isRefusing = false;
  return {
    async before() {
      const shallClose = !hasRoom();
      isRefusing = shallClose || (isRefusing && session.isInTransaction());
      if (shallClose === isClosed && !(isClosed && session.isInTransaction())) return;
      if (session.isInTransaction()) {
        // What is set for the session in a transaction ends with it when it is rolled back.
        if (shallClose) await session.exec('set transaction_read_only = on');
        return;
      }
      await session.exec(`set default_transaction_read_only = ${shallClose ? 'on' : 'off'}`);
      isClosed = shallClose;
    },
    explained(error) {
      if ((error as { code?: unknown }).code !== readOnly || !isRefusing) return error;
      return Object.assign(new Error('The disk of DATA_DIR is full.', { cause: error }), { code: diskFull });
    },
  };
}

function freeBytes(folder: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}
