/** Borrows the embedded database of the process that holds its folder: Kysely whose one connection is a socket to it. */

import type { Socket } from 'node:net';
import {
  AbortedTransactionError,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PGliteAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { DB } from '../types.ts';
import { type CommitCheck, takeCommitCheck } from './commit-check.ts';
import type { Database } from './database.ts';
import { DatabaseUnusable } from './database-unusable.ts';
import { connectIn } from './folder-socket.ts';
import { type Answer, type Asked, type Failure, stopped } from './lend.ts';
import { messagesFrom, sendMessage } from './messages.ts';
import { currentKind } from './undertaking.ts';

/**
 * Resolves when its holder is ready.
 *
 * @returns null where nobody lends it
 * @throws {DatabaseUnusable} when its holder is of another version
 */
export async function borrowDatabase(folder: string, version: string): Promise<Database | null> {
  const socket = await connectIn(folder);
  if (socket === null) return null;
  const ask = askThrough(socket);
  try {
    await ask({ ask: 'hello', version });
  } catch (error) {
    socket.destroy();
    if (isStopped(error)) return null;
    throw new DatabaseUnusable(`DATA_DIR: ${folder}: ${(error as Error).message}`);
  }
  const db = new Kysely<DB>({ dialect: borrowedDialect(ask, socket) });
  return {
    db,
    engine: 'embedded',
    isBorrowed: true,
    run: (text, values) => db.connection().execute(() => ask({ ask: 'run', text, values })),
    listen: () => Promise.reject(new Error('Who borrows a database is told of nothing.')),
    close: () => db.destroy(),
  };
}

type Ask = (asked: Asked) => Promise<{ readonly rows: unknown[]; readonly affected: bigint | undefined }>;

/** Of which each waits for the one before: Kysely has one connection here, and one user of it at a time. */
function askThrough(socket: Socket): Ask {
  const answers = messagesFrom(socket);
  socket.on('error', () => {});
  return async (asked) => {
    sendMessage(socket, asked);
    const { value, done } = await answers.next().catch(() => ({ value: undefined, done: true }));
    if (done === true) throw errorOf(stopped);
    const answer = value as Answer;
    if ('error' in answer) throw errorOf(answer.error);
    return answer;
  };
}

function errorOf(failure: Failure): Error {
  if (failure.name === 'AbortedTransactionError') return new AbortedTransactionError();
  return Object.assign(new Error(failure.message), failure);
}

function isStopped(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === stopped.code;
}

function borrowedDialect(ask: Ask, socket: Socket): Dialect {
  const connection: DatabaseConnection = {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      const { rows, affected } = await ask({ ask: 'query', sql, parameters });
      return { rows: rows as Row[], ...(affected !== undefined && { numAffectedRows: affected }) };
    },
    streamQuery() {
      throw new Error('The embedded engine streams nothing.');
    },
  };
  let commitCheck: CommitCheck | undefined;
  return {
    createAdapter: () => new PGliteAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => connection,
      // The engine's one connection has one isolation: nothing else is done meanwhile.
      async beginTransaction() {
        commitCheck = takeCommitCheck();
        await ask({ ask: 'begin', isWriter: currentKind() === 'writer' });
      },
      async commitTransaction() {
        commitCheck?.ask();
        await ask({ ask: 'commit' });
      },
      rollbackTransaction: async () => void (await ask({ ask: 'rollback' })),
      releaseConnection: async () => {},
      destroy: async () => void socket.end(),
    }),
  };
}
