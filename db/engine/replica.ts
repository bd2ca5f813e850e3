/** A streaming replica of the server: statements that only read, and whatever fails there for its being one is asked of the server itself. */

import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { DB } from '../types.ts';
import type { Db } from './database.ts';
import type { DatabaseOptions } from './database-options.ts';
import { faultOfDatabase } from './faults.ts';
import { nameStatements } from './prepared.ts';
import { cutWhenSilent } from './silent-connections.ts';
import { logOf } from './statement-log.ts';
import { timeoutsOf } from './timeouts.ts';
import { withDriver } from './with-driver.ts';

/** What a server says of itself. */
export interface ServerState {
  /** False for a primary, and for a replica that was promoted. */
  readonly isReplica: boolean;
  /** Of the last event in its log. */
  readonly lastEventId: number;
  /** By its own clock, milliseconds since 1970. */
  readonly clockMs: number;
  /** Which history it is in: a promotion begins another one. */
  readonly timeline: number;
  /** Where its write-ahead log ends, or how far it was replayed. */
  readonly lsn: string;
  /** Whether that is at or behind the position that was asked about. */
  readonly hasReached: boolean;
}

export interface Replica {
  readonly db: Db;
  /** @throws when it doesn't answer within a second */
  state(reached: string | null): Promise<ServerState>;
  close(): Promise<void>;
}

/** Who hasn't answered by then is left out. */
const MAX_ANSWER_MS = 900;

// NOTE: a server that was promoted names its new timeline in its files at once, and in its control data only with a checkpoint, minutes
// later. Who may not see the receiver of a replica is told that of its last restart point, and waits for the next.
const stateText = `
  select pg_is_in_recovery() as "isReplica", (select coalesce(max(id), 0) from event) as "lastEventId",
    extract(epoch from clock_timestamp())::float8 * 1000 as "clockMs",
    case when pg_is_in_recovery() then
      coalesce((select received_tli from pg_stat_wal_receiver), (select timeline_id from pg_control_checkpoint()))
    else ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int end as timeline,
    at.lsn::text as lsn,
    coalesce($1::pg_lsn <= at.lsn, true) as "hasReached"
  from (select case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end as lsn) at`;

/** Of one connection, beside those that answer readers, so that a busy server isn't taken for one that is away. */
export function openStateQuery(connectionString: string) {
  const pool = new pg.Pool({
    ...{ connectionString, max: 1, application_name: 'dateline replicas' },
    ...{ connectionTimeoutMillis: MAX_ANSWER_MS, query_timeout: MAX_ANSWER_MS, idleTimeoutMillis: 30_000 },
  });
  pool.on('error', () => {});
  return {
    async state(reached: string | null): Promise<ServerState> {
      const { rows } = await pool.query<ServerState>(stateText, [reached]);
      return rows[0] as ServerState;
    },
    close: () => pool.end(),
  };
}

/** @param primary asked where the replica fails */
export function openReplica(
  connectionString: string,
  primary: Db,
  options: Pick<DatabaseOptions, 'poolSize' | 'statementTimeoutMs' | 'onStatement'>,
): Replica {
  const { poolSize, statementTimeoutMs } = options;
  const pool = new pg.Pool({
    ...{ connectionString, max: poolSize, application_name: 'dateline', idleTimeoutMillis: 30_000 },
    ...{ connectionTimeoutMillis: MAX_ANSWER_MS, keepAlive: true, keepAliveInitialDelayMillis: 10_000 },
    ...{ ...timeoutsOf(statementTimeoutMs), options: '-c jit=off' },
  });
  pool.on('connect', (client) => {
    cutWhenSilent(client, statementTimeoutMs);
    nameStatements(client);
    client.on('error', () => {});
  });
  pool.on('error', () => {});
  const db = new Kysely<DB>({ dialect: orElse(new PostgresDialect({ pool }), primary), log: logOf(options) });
  const { state, close } = openStateQuery(connectionString);
  return { db, state, close: async () => void (await Promise.all([db.destroy(), close()])) };
}

/** A dialect whose statements outside of transactions are done by another database where this one can't. */
function orElse(dialect: Dialect, other: Db): Dialect {
  return withDriver(dialect, () => driverOrElse(dialect.createDriver(), other));
}

function driverOrElse(driver: Driver, other: Db): Driver {
  const inner = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const inTransaction = new WeakSet<DatabaseConnection>();
  const got = (connection: DatabaseConnection): DatabaseConnection => {
    const found = inner.get(connection);
    if (found === undefined) throw new Error('The replica can’t be reached.');
    return found;
  };
  return {
    init: (options) => driver.init(options),
    async acquireConnection(options) {
      const connection = await driver.acquireConnection(options).catch((error: unknown) => {
        if (isOfReplica(error)) return undefined;
        throw error;
      });
      const outer: DatabaseConnection = {
        async executeQuery<Row>(
          query: CompiledQuery,
          queryOptions?: Parameters<DatabaseConnection['executeQuery']>[1],
        ): Promise<QueryResult<Row>> {
          if (connection === undefined) return other.executeQuery<Row>(query as CompiledQuery<Row>);
          try {
            return await connection.executeQuery<Row>(query, queryOptions);
          } catch (error) {
            if (inTransaction.has(outer) || !isOfReplica(error)) throw error;
            return other.executeQuery<Row>(query as CompiledQuery<Row>);
          }
        },
        streamQuery: (query, chunkSize, queryOptions) => got(outer).streamQuery(query, chunkSize, queryOptions),
      };
      if (connection !== undefined) inner.set(outer, connection);
      return outer;
    },
    async releaseConnection(connection, options) {
      inTransaction.delete(connection);
      const found = inner.get(connection);
      if (found !== undefined) await driver.releaseConnection(found, options);
    },
    async beginTransaction(connection, settings) {
      await driver.beginTransaction(got(connection), settings);
      inTransaction.add(connection);
    },
    commitTransaction: (connection) => driver.commitTransaction(got(connection)),
    rollbackTransaction: (connection) => driver.rollbackTransaction(got(connection)),
    destroy: (options) => driver.destroy(options),
  };
}

/** SQLSTATEs of what replaying stood in the way of, and of what takes a server that can be written. */
const ofReplica = /^(40001|40P01|25006|55000)$/;

/** Whether the server itself might do what failed. */
function isOfReplica(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return ofReplica.test(String(code)) || faultOfDatabase(error) === 'away';
}
