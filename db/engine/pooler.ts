/**
 * A server behind a pooler in transaction mode (PgBouncer): a connection to the server is somebody's for one transaction. What a
 * session has otherwise is set within each: timeouts, and no just-in-time compiling. Statements have no names, since the next one
 * may reach another connection.
 */

import { CompiledQuery, type DatabaseConnection, type Dialect, type Driver } from 'kysely';
import { type CommitCheck, takeCommitCheck } from './commit-check.ts';
import { isBeforeCommit } from './lost-connection.ts';
import { timeoutsOf } from './timeouts.ts';
import { withDriver } from './with-driver.ts';

/** @param statementTimeoutMs as everywhere; its connections have to be pipelined, so that settings need no round trip */
export function throughPooler(dialect: Dialect, statementTimeoutMs: number): Dialect {
  const settings = { ...timeoutsOf(statementTimeoutMs), jit: 'off' };
  const set = Object.entries(settings).map(([name, value]) => `set local ${name} = ${value}`);
  return withDriver(dialect, () => pooledDriver(dialect.createDriver(), set.join('; ')));
}

function pooledDriver(driver: Driver, set: string): Driver {
  const connections = new WeakMap<DatabaseConnection, DatabaseConnection>();
  /** Of those in a transaction: whether it is still to be committed. */
  const checks = new WeakMap<DatabaseConnection, CommitCheck>();

  const wrap = (connection: DatabaseConnection): DatabaseConnection => {
    const wrapped: DatabaseConnection = {
      executeQuery(query) {
        return checks.has(wrapped) ? connection.executeQuery(query) : alone(connection, query, set);
      },
      streamQuery: (query, size) => connection.streamQuery(query, size),
    };
    connections.set(wrapped, connection);
    return wrapped;
  };
  const inside = (wrapped: DatabaseConnection) => connections.get(wrapped) as DatabaseConnection;

  return {
    init: () => driver.init(),
    acquireConnection: async () => wrap(await driver.acquireConnection()),
    async beginTransaction(wrapped, options) {
      checks.set(wrapped, takeCommitCheck());
      const connection = inside(wrapped);
      await allOf([driver.beginTransaction(connection, options), connection.executeQuery(CompiledQuery.raw(set))]);
    },
    async commitTransaction(wrapped) {
      const check = checks.get(wrapped);
      check?.ask();
      checks.delete(wrapped);
      return driver.commitTransaction(inside(wrapped)).catch((error: unknown) => {
        if (isBeforeCommit(error)) check?.undone();
        throw error;
      });
    },
    rollbackTransaction(wrapped) {
      checks.delete(wrapped);
      return driver.rollbackTransaction(inside(wrapped));
    },
    releaseConnection: (wrapped) => driver.releaseConnection(inside(wrapped)),
    destroy: () => driver.destroy(),
  };
}

/** A statement in a transaction of its own, sent as one. One that fails ends it, whatever follows. */
async function alone<Row>(connection: DatabaseConnection, query: CompiledQuery, set: string) {
  const [, result] = await allOf([
    connection.executeQuery(CompiledQuery.raw(`begin; ${set}`)),
    connection.executeQuery<Row>(query),
    connection.executeQuery(CompiledQuery.raw('commit')),
  ]);
  return result;
}

/** All have ended by then. @throws what the first that failed threw */
async function allOf<Made extends readonly unknown[]>(
  promises: readonly [...{ [At in keyof Made]: Promise<Made[At]> }],
) {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
