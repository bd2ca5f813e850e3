/** An empty newsroom for one evaluation, on the embedded engine; nothing is left of it. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../db/engine/connect.ts';
import type { Db } from '../../db/engine/database.ts';
import { migrate } from '../../db/engine/migrate.ts';

/** In a folder, which begins as a copy of the installed template: one in memory would be migrated from nothing. */
export async function inScratchNewsroom<Result>(work: (db: Db) => Promise<Result>): Promise<Result> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dateline-evaluation-'));
  try {
    const { db, close } = await openDatabase({ dataDir, poolSize: 1, statementTimeoutMs: 0 });
    try {
      await migrate(db);
      return await work(db);
    } finally {
      await close();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
