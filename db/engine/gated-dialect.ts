/** A Kysely dialect whose connections are got through a gate. */

import type { DatabaseConnection, Dialect, DialectAdapter, Driver } from 'kysely';
import type { Gate } from './gate.ts';
import { currentUndertaking, isWriting } from './undertaking.ts';

/** Of an engine with one connection, the gate, of size 1, takes the place of Kysely's mutex, which has no bound. */
export function gated(dialect: Dialect, gate: Gate): Dialect {
  return {
    createDriver: () => gatedDriver(dialect.createDriver(), gate),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createAdapter: () => withManyConnections(dialect.createAdapter()),
    createIntrospector: (db) => dialect.createIntrospector(db),
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
      const leave = await gate.enter(isWriting() ? 'writer' : 'reader', currentUndertaking()?.undertaking.signal);
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
