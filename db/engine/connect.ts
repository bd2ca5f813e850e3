/** Opens the newsroom's Postgres: a server's when there is an address, else an embedded one in a folder. */

import type { PGlite } from '@electric-sql/pglite';
import { Kysely, type LogEvent, PGliteDialect, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { DB } from '../types.ts';
import { copyTemplate, emptyTemplate, hasTemplate } from './cluster-templates.ts';
import {
  clusterPath,
  createCluster,
  expectOwnMajorVersion,
  expectWholeOrNew,
  hasCluster,
  makeFolder,
} from './data-folder.ts';
import type { Database, Db, Hear } from './database.ts';
import { DatabaseUnusable } from './database-unusable.ts';
import { statementDone, statementFailed } from './diagnostics.ts';
import { lockFolder } from './folder-lock.ts';
import { createGate, type GateLimits } from './gate.ts';
import { gated } from './gated-dialect.ts';
import { listenOnServer } from './listen.ts';
import { nameOfStatement, nameStatements } from './prepared.ts';
import { openReadLane, readThrough } from './read-lane.ts';
import { cutWhenSilent } from './silent-connections.ts';
import { timeoutsOf } from './timeouts.ts';
import { asService } from './undertaking.ts';
import { currentNotes } from './work-notes.ts';

/** Of an embedded database: a template is copied, one is made from nothing, or one that is there is opened. */
export type OpeningStep = 'copying' | 'making' | 'opening';

/** What an embedded database in a new folder may begin as a copy of. */
export interface BeginsAs {
  /** Of the template, worked out only where a folder is new. */
  readonly template: () => string;
  /** What a copy needs before it is a newsroom. Killed before this has resolved, it is made again. */
  readonly complete: (db: Db) => Promise<unknown>;
}

export interface DatabaseOptions {
  /** `postgres://…`; without it the embedded engine runs in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  /** Folder of the embedded database, made if missing. `memory://` keeps it in memory. */
  readonly dataDir: string;
  /** Most connections to a server. */
  readonly poolSize: number;
  /**
   * After so many milliseconds the server gives a statement up (SQLSTATE 57014), and after seven eighths of that a lock (55P03); 0
   * never. A transaction that is idle for 3 s is ended, for a minute where statements have no limit.
   */
  readonly statementTimeoutMs: number;
  /** Who may wait for a connection; as many as like, for 5 s on a server, if not given. */
  readonly queue?: Omit<GateLimits, 'size'> | undefined;
  /** Without it, or that template, a new folder begins as a copy of the empty one, or is made from nothing. */
  readonly beginsAs?: BeginsAs | undefined;
  /** Where templates are, if not where an installation puts them. */
  readonly templatesFolder?: string | undefined;
  /** Told of what takes a while, and of the name of the template that is copied. */
  readonly onStep?: (step: OpeningStep, template?: string) => void;
  /** Told of every statement; tests count and record them. */
  readonly onStatement?: (event: LogEvent) => void;
  /** Told of connections that break while idle; the pool replaces them. */
  readonly onConnectionError?: (error: Error) => void;
}

/**
 * @throws {FolderInUse} when another process has the embedded database open
 * @throws {DatabaseUnusable} when the server can't be reached, refuses, or is too old, or the folder can't be written, isn't
 *   whole, or was written by another major version
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  return options.databaseUrl === undefined ? openEmbedded(options) : openServer(options, options.databaseUrl);
}

/** Whether there is one to open: a server is asked by opening it, an embedded one must have been made whole. */
export function isDatabaseMade({ databaseUrl, dataDir }: Pick<DatabaseOptions, 'databaseUrl' | 'dataDir'>): boolean {
  return databaseUrl !== undefined || hasCluster(dataDir);
}

/** The oldest server that the migrations are written for. */
const OLDEST_SERVER_MAJOR = 15;

/** Of the connections, one of so many is for pipelined reads, and no more than this. */
const CONNECTIONS_PER_PIPELINED = 3;
const MAX_PIPELINED = 3;

async function openServer(options: DatabaseOptions, connectionString: string): Promise<Database> {
  const client = {
    connectionString,
    connectionTimeoutMillis: 5000,
    ...timeoutsOf(options.statementTimeoutMs),
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'dateline',
    // NOTE: statements are short; compiling them would cost more than it saves.
    options: '-c jit=off',
  };
  const pipelined = Math.min(MAX_PIPELINED, Math.floor(options.poolSize / CONNECTIONS_PER_PIPELINED));
  const pool = new pg.Pool({ ...client, max: options.poolSize - pipelined, idleTimeoutMillis: 30_000 });
  pool.on('connect', (client) => {
    cutWhenSilent(client, options.statementTimeoutMs);
    nameStatements(client);
    // One that breaks while it is in use fails its statement; unheard, this would end the process besides.
    client.on('error', () => {});
  });
  pool.on('error', (error) => options.onConnectionError?.(error));
  const log = logOf(options);
  const gate = options.queue && createGate({ ...options.queue, size: options.poolSize - pipelined });
  const dialect = new PostgresDialect({ pool });
  const db = new Kysely<DB>({ dialect: gate ? gated(dialect, gate) : dialect, log });
  const { statementTimeoutMs } = options;
  const lane = pipelined > 0 ? openReadLane({ client, size: pipelined, statementTimeoutMs, log }) : undefined;
  if (lane) readThrough(db, lane);
  const run = async (text: string, values?: unknown[]) => {
    const leave = await gate?.enter('reader');
    return runOnServer(pool, text, values).finally(leave);
  };
  const listen: Database['listen'] = (channels, hear) => listenOnServer(connectionString, channels, hear);
  const poolState = () => ({
    inUse: pool.totalCount - pool.idleCount + (lane?.busy() ?? 0),
    idle: pool.idleCount + (lane?.idle() ?? 0),
    waiting: (gate?.waiting() ?? pool.waitingCount) + (lane?.waiting() ?? 0),
    most: options.poolSize,
  });
  const close = async () => {
    await lane?.close();
    await db.destroy();
  };
  const database: Database = { db, engine: 'server', run, listen, poolState, close };
  try {
    await expectServer(db);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

function logOf({ onStatement }: Pick<DatabaseOptions, 'onStatement'>) {
  return (event: LogEvent): void => {
    const { sql: text } = event.query;
    currentNotes()?.statement(text, event.queryDurationMillis);
    if (statementDone.isHeard()) {
      const [name, milliseconds] = [nameOfStatement(text), event.queryDurationMillis];
      statementDone.publish({ sql: text, name, milliseconds, hasFailed: event.level === 'error' });
    }
    if (event.level === 'error')
      statementFailed.publish({ code: String((event.error as { code?: unknown } | null)?.code) });
    onStatement?.(event);
  };
}

async function runOnServer(pool: pg.Pool, text: string, values?: unknown[]): Promise<pg.QueryResult> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    return await client.query(text, values);
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    // A script that failed halfway leaves its transaction open: that connection isn't used again.
    client.release(failure);
  }
}

async function expectServer(db: Db): Promise<void> {
  const { rows } = await sql<{ version: number }>`select current_setting('server_version_num')::int / 10000 as version`
    .execute(db)
    .catch((error: Error) => {
      throw new DatabaseUnusable(`DATABASE_URL: the server can't be used: ${error.message || String(error)}`);
    });
  const version = rows[0]?.version ?? 0;
  if (version >= OLDEST_SERVER_MAJOR) return;
  throw new DatabaseUnusable(
    `DATABASE_URL: the server is Postgres ${version}; ${OLDEST_SERVER_MAJOR} or later is needed.`,
  );
}

async function openEmbedded(options: DatabaseOptions): Promise<Database> {
  const { PGlite } = await import('@electric-sql/pglite');
  const inMemory = options.dataDir.startsWith('memory://');
  if (!inMemory) await makeFolder(options.dataDir);
  const lock = inMemory ? undefined : lockFolder(options.dataDir);
  try {
    const database = inMemory
      ? embeddedDatabase(await PGlite.create(options.dataDir), options)
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
    return embeddedDatabase(await engine.create({ dataDir }), options);
  };
  await expectWholeOrNew(folder);
  if (hasCluster(folder)) {
    expectOwnMajorVersion(folder);
    return open();
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
      return embeddedDatabase(await engine.create({ dataDir }), options);
    },
  ]);
}

/** Kysely over an embedded engine that is already running: tests start from a copy of a migrated one. */
export function embeddedDatabase(pglite: PGlite, options: Pick<DatabaseOptions, 'onStatement' | 'queue'>): Database {
  const dialect = new PGliteDialect({ pglite });
  const { queue } = options;
  const db = new Kysely<DB>({
    dialect: queue === undefined ? dialect : gated(dialect, createGate({ ...queue, size: 1 })),
    log: logOf(options),
  });
  const run = (text: string, values?: unknown[]) => runEmbedded(pglite, db, text, values);
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
  const stops = await outside(() => Promise.all(channels.map((name) => pglite.listen(name, () => hear(name)))));
  for (const name of channels) hear(name);
  return () => outside(async () => void (await Promise.all(stops.map((stop) => stop()))));
}

/** Holds Kysely's one connection meanwhile, so that nothing else comes between a script that fails and its rollback. */
function runEmbedded(pglite: PGlite, db: Db, text: string, values: unknown[] = []): Promise<{ rows: unknown[] }> {
  return db.connection().execute(async () => {
    try {
      if (values.length > 0) return await pglite.query(text, values);
      return { rows: (await pglite.exec(text)).flatMap(({ rows }) => rows) };
    } catch (error) {
      await pglite.exec('rollback');
      throw error;
    }
  });
}
