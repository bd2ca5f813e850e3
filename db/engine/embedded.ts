/** The embedded Postgres, PGlite: in a folder that is locked, or in memory. */

import type { PGlite } from '@electric-sql/pglite';
import { Kysely } from 'kysely';
import type { DB } from '../types.ts';
import { copyTemplate, emptyTemplate, hasTemplate } from './cluster-templates.ts';
import {
  clusterPath,
  createCluster,
  expectReadable,
  expectWholeOrNew,
  expectWritable,
  hasCluster,
  makeFolder,
  unreadable,
} from './data-folder.ts';
import type { Database, Db, Hear } from './database.ts';
import type { BeginsAs, DatabaseOptions } from './database-options.ts';
import { createDiskGuard, type DiskGuard, expectRoomToOpen, roomIn } from './disk-room.ts';
import { embeddedDialect } from './embedded-dialect.ts';
import { loadEngine, startParams } from './embedded-engine.ts';
import { lockFolder } from './folder-lock.ts';
import { createGate } from './gate.ts';
import { gated } from './gated-dialect.ts';
import { logOf } from './statement-log.ts';
import { asService } from './undertaking.ts';

export async function openEmbedded(options: DatabaseOptions): Promise<Database> {
  const PGlite = await loadEngine();
  const inMemory = options.dataDir.startsWith('memory://');
  if (!inMemory) await makeFolder(options.dataDir);
  const lock = inMemory ? undefined : lockFolder(options.dataDir);
  try {
    const database = inMemory
      ? embeddedDatabase(await PGlite.create(options.dataDir, { startParams: startParams(PGlite) }), options)
      : await openFolder(PGlite, options);
    return { ...database, close: () => database.close().finally(() => lock?.release()) };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

/** A new database begins as a copy of a template, if there is one that can be copied whole and opened. */
async function openFolder(engine: typeof PGlite, options: DatabaseOptions): Promise<Database> {
  const { dataDir: folder, beginsAs, templatesFolder, onStep = () => {} } = options;
  const dataDir = clusterPath(folder);
  const open = async () => {
    onStep('opening');
    return embeddedDatabase(
      await engine.create({ dataDir, startParams: startParams(engine) }),
      options,
      roomIn(folder),
    );
  };
  await expectWholeOrNew(folder);
  expectRoomToOpen(folder);
  if (hasCluster(folder)) {
    expectWritable(folder);
    expectReadable(folder);
    return open().catch((error: unknown) => {
      throw unreadable(folder, error);
    });
  }
  const copy = async (template: string, complete?: BeginsAs['complete']) => {
    if (!hasTemplate(template, templatesFolder)) return null;
    onStep('copying', template);
    if (!copyTemplate(template, dataDir, templatesFolder)) return null;
    const database = await open();
    try {
      await complete?.(database.db);
      return database;
    } catch (error) {
      await database.close();
      throw error;
    }
  };
  return createCluster(folder, [
    async () => (beginsAs === undefined ? null : copy(beginsAs.template(), beginsAs.complete)),
    () => copy(emptyTemplate),
    async () => {
      onStep('making');
      return embeddedDatabase(
        await engine.create({ dataDir, startParams: startParams(engine) }),
        options,
        roomIn(folder),
      );
    },
  ]);
}

/**
 * Kysely over an embedded engine that is already running: tests start from a copy of a migrated one.
 *
 * @param hasRoom whether its disk has room for what is written; one in memory has
 */
export function embeddedDatabase(
  pglite: PGlite,
  options: Pick<DatabaseOptions, 'onStatement' | 'queue'>,
  hasRoom: () => boolean = () => true,
): Database {
  const guard = createDiskGuard(hasRoom, pglite);
  const dialect = embeddedDialect(pglite, guard);
  const { queue } = options;
  const db = new Kysely<DB>({
    dialect: queue === undefined ? dialect : gated(dialect, createGate({ ...queue, size: 1 })),
    log: logOf(options),
  });
  const run = (text: string, values?: unknown[]) => runEmbedded({ pglite, db, guard }, text, values);
  const listen: Database['listen'] = (channels, hear) => listenEmbedded(pglite, db, channels, hear);
  const close = async () => {
    await db.destroy();
    // NOTE: Kysely closes it only where something was asked of it.
    if (!pglite.closed) await pglite.close();
  };
  return { db, engine: 'embedded', run, listen, close };
}

/** Outside of transactions, since one that is rolled back would take the listening with it. */
async function listenEmbedded(
  pglite: PGlite,
  db: Db,
  channels: readonly string[],
  hear: Hear,
): Promise<() => Promise<void>> {
  const outside = <Done>(work: () => Promise<Done>) => asService(() => db.connection().execute(work));
  const stops = await outside(() =>
    Promise.all(channels.map((name) => pglite.listen(name, (told) => hear(name, told)))),
  );
  for (const name of channels) hear(name);
  return () => outside(async () => void (await Promise.all(stops.map((stop) => stop()))));
}

/** Holds Kysely's one connection meanwhile, so that nothing else comes between a script that fails and its rollback. */
function runEmbedded(
  { pglite, db, guard }: { readonly pglite: PGlite; readonly db: Db; readonly guard: DiskGuard },
  text: string,
  values: unknown[] = [],
): Promise<{ rows: unknown[] }> {
  return db.connection().execute(async () => {
    await guard.before();
    try {
      if (values.length > 0) return await pglite.query(text, values);
      return { rows: (await pglite.exec(text)).flatMap(({ rows }) => rows) };
    } catch (error) {
      await pglite.exec('rollback');
      throw guard.explained(error);
    }
  });
}
