/** The database as all code is given it: Kysely over the schema's types, on a server or on the embedded engine. */

import type { Kysely, Transaction } from 'kysely';
import type { DB } from '../types.ts';

export type Db = Kysely<DB>;
export type Trx = Transaction<DB>;

/**
 * Called for each notification, and for every channel whenever listening has begun or begun again: something may have
 * been notified before, or meanwhile.
 *
 * @param told with the notification; undefined where listening has begun
 */
export type Hear = (channel: string, told?: string) => void;

export interface Database {
  readonly db: Db;
  readonly engine: 'embedded' | 'server';
  /** Whether it is the embedded one of another process, which has its own work to do with it. */
  readonly isBorrowed?: boolean;
  /**
   * Runs what a library wrote, on a connection that no transaction is using: several statements at once when there are
   * no values, with the rows of them all or of each.
   */
  run(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
  /** @returns what stops it; resolves when listening has begun */
  listen(channels: readonly string[], hear: Hear): Promise<() => Promise<void>>;
  /** Of a server's; the embedded engine has one connection, which is itself. */
  poolState?(): PoolState;
  close(): Promise<void>;
}

/** Connections of a pool, and who waits for one. */
export interface PoolState {
  readonly inUse: number;
  readonly idle: number;
  readonly waiting: number;
  readonly most: number;
}
