/** A Kysely dialect whose connections are got through a gate. */

import type { DatabaseConnection, Dialect, DialectAdapter, Driver } from 'kysely';
import type { Gate } from './gate.ts';
import { currentKind, currentUndertaking } from './undertaking.ts';
import { withDriver } from './with-driver.ts';

/** Of an engine with one connection, the gate, of size 1, takes the place of Kysely's mutex, which has no bound. */
export function gated(dialect: Dialect, gate: Gate): Dialect {
  return {
    ...withDriver(dialect, () => gatedDriver(dialect.createDriver(), gate)),
    createAdapter: () => withManyConnections(dialect.createAdapter()),
  };
}

function withManyConnections(adapter: DialectAdapter): DialectAdapter {
  return Object.create(adapter, { supportsMultipleConnections: { value: true } });
}

function gatedDriver(driver: Driver, gate: Gate): Driver {
  // A connection has one holder at a time.
  const leaves = new WeakMap<DatabaseConnection, () => void>();
  return {
    init: (options) => driver.init(options),
    async acquireConnection(options) {
      const kind = currentKind();
      // What a mutation happened to begin for all isn't given up with it.
      const signal = kind === 'service' ? undefined : currentUndertaking()?.undertaking.signal;
      const leave = await gate.enter(kind, signal);
      try {
        const connection = await driver.acquireConnection(options);
        leaves.set(connection, leave);
        return connection;
      } catch (error) {
        leave();
        throw error;
      }
    },
    async releaseConnection(connection, options) {
      try {
        await driver.releaseConnection(connection, options);
      } finally {
        leaves.get(connection)?.();
      }
    },
    beginTransaction: (connection, settings) => driver.beginTransaction(connection, settings),
    commitTransaction: (connection) => driver.commitTransaction(connection),
    rollbackTransaction: (connection) => driver.rollbackTransaction(connection),
    destroy: (options) => driver.destroy(options),
  };
}
