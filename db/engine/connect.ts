/** Opens the newsroom's Postgres: a server's when there is an address, else an embedded one in a folder. */

import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { DB } from '../types.ts';
import { hasCluster } from './data-folder.ts';
import type { Database, Db } from './database.ts';
import type { DatabaseOptions } from './database-options.ts';
import { DatabaseUnusable } from './database-unusable.ts';
import { openEmbedded } from './embedded.ts';
import { createGate } from './gate.ts';
import { gated } from './gated-dialect.ts';
import { listenOnServer } from './listen.ts';
import { throughPooler } from './pooler.ts';
import { nameStatements } from './prepared.ts';
import { openReadLane, readThrough } from './read-lane.ts';
import { cutWhenSilent } from './silent-connections.ts';
import { logOf } from './statement-log.ts';
import { timeoutsOf } from './timeouts.ts';
import { repeated, sendTogether } from './transaction-statements.ts';

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
  const { databaseDirectUrl, statementTimeoutMs } = options;
  const isPooled = databaseDirectUrl !== undefined;
  // NOTE: statements are short; compiling them would cost more than it saves.
  const ofSession = { ...timeoutsOf(statementTimeoutMs), options: '-c jit=off' };
  const client = {
    connectionString,
    connectionTimeoutMillis: 5000,
    // What goes together is sent without waiting in between.
    pipeline: true,
    // A pooler refuses to begin with them: there they are set in each transaction.
    ...(isPooled ? {} : ofSession),
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'dateline',
  };
  const pipelined = isPooled ? 0 : Math.min(MAX_PIPELINED, Math.floor(options.poolSize / CONNECTIONS_PER_PIPELINED));
  const pool = new pg.Pool({ ...client, max: options.poolSize - pipelined, idleTimeoutMillis: 30_000 });
  pool.on('connect', (client) => {
    cutWhenSilent(client, statementTimeoutMs);
    if (!isPooled) {
      nameStatements(client);
      sendTogether(client);
    }
    // One that breaks while it is in use fails its statement; unheard, this would end the process besides.
    client.on('error', () => {});
  });
  pool.on('error', (error) => options.onConnectionError?.(error));
  const log = logOf(options);
  const gate = options.queue && createGate({ ...options.queue, size: options.poolSize - pipelined });
  const plain = new PostgresDialect({ pool });
  const dialect = isPooled ? throughPooler(plain, statementTimeoutMs) : plain;
  const db = new Kysely<DB>({ dialect: gate ? gated(dialect, gate) : dialect, log });
  const lane = pipelined > 0 ? openReadLane({ client, size: pipelined, statementTimeoutMs, log }) : undefined;
  if (lane) readThrough(db, lane);
  const run = async (text: string, values?: unknown[]) => {
    const leave = await gate?.enter('reader');
    return runOnServer(pool, text, values).finally(leave);
  };
  const listen: Database['listen'] = (channels, hear) =>
    listenOnServer(databaseDirectUrl ?? connectionString, channels, hear);
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

async function runOnServer(pool: pg.Pool, text: string, values?: unknown[]): Promise<pg.QueryResult> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    return await client.query(repeated(text, values));
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
