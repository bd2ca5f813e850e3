/**
 * Lends the embedded database, which belongs to one process, to other processes of the same user, such as an import beside
 * the service: they send their statements through the socket in its folder, and work with the answers in their own process.
 *
 * Theirs wait at the same gate as the service's own. A transaction has the engine to itself until it ends, with the process
 * that began it at the latest, or when that has been idle for {@link MAX_IDLE_MS}.
 */

import { createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { CompiledQuery, type ControlledTransaction, sql } from 'kysely';
import type { DB } from '../types.ts';
import type { Database } from './database.ts';
import { listenIn } from './folder-socket.ts';
import { Busy } from './gate.ts';
import { messagesFrom, sendMessage } from './messages.ts';
import { asWriter } from './undertaking.ts';

/** What a borrower asks; each is answered, in their order, by an {@link Answer}. */
export type Asked =
  | { readonly ask: 'hello'; readonly version: string }
  | { readonly ask: 'begin'; readonly isWriter: boolean }
  | { readonly ask: 'query'; readonly sql: string; readonly parameters: readonly unknown[] }
  | { readonly ask: 'commit' | 'rollback' }
  | { readonly ask: 'run'; readonly text: string; readonly values: unknown[] | undefined };

export type Answer = { readonly rows: unknown[]; readonly affected: bigint | undefined } | { readonly error: Failure };

/** An error as it goes over the socket: its message, its name, and what Postgres says besides. */
export type Failure = { readonly message: string } & Readonly<Record<string, string>>;

export interface Lending {
  /** Lends no more; what is in a transaction has two seconds to end it. */
  close(): Promise<void>;
}

interface LendingOptions {
  /** Of the program and its schema: who has another one is refused. */
  readonly version: string;
  /** Nobody is answered before; a start that fails ends the process. */
  readonly ready: Promise<unknown>;
  /** Of a transaction; {@link MAX_IDLE_MS} if not given. */
  readonly maxIdleMs?: number;
}

/** A process that is frozen in the middle of a transaction keeps readers out for so long, unless the transaction itself has asked for more. */
const MAX_IDLE_MS = 10_000;
const STOP_GRACE_MS = 2_000;

/** SQLSTATE admin_shutdown and idle_in_transaction_session_timeout. */
export const stopped: Failure = { code: '57P01', message: 'The newsroom was stopped meanwhile.' };
const lapsed: Failure = { code: '25P03', message: 'The transaction was ended, as it had been idle for too long.' };

const done: Answer = { rows: [], affected: undefined };

/** @throws where the file system has no sockets */
export async function lendDatabase(database: Database, folder: string, options: LendingOptions): Promise<Lending> {
  const borrowers = new Set<Borrower>();
  let isClosing = false;
  const server = createServer((socket) => {
    const borrower = lendTo(socket, database, options, () => isClosing);
    borrowers.add(borrower);
    borrower.ended.finally(() => borrowers.delete(borrower));
  });
  const remove = await listenIn(folder, server);
  return {
    async close() {
      isClosing = true;
      remove();
      server.close();
      for (const { isIdle, socket } of borrowers) if (isIdle()) socket.destroy();
      const all = Promise.all([...borrowers].map(({ ended }) => ended));
      await Promise.race([all, wait(STOP_GRACE_MS, undefined, { ref: false })]);
      for (const { socket } of borrowers) socket.destroy();
      await all;
    },
  };
}

interface Borrower {
  readonly socket: Socket;
  /** Whether nothing is asked, and no transaction is open. */
  isIdle(): boolean;
  /** Resolves when it is gone, and what it had begun is rolled back. */
  readonly ended: Promise<void>;
}

function lendTo(
  socket: Socket,
  database: Database,
  { version, ready, maxIdleMs = MAX_IDLE_MS }: LendingOptions,
  isClosing: () => boolean,
): Borrower {
  const { db } = database;
  let transaction: ControlledTransaction<DB> | null = null;
  let isLapsed = false;
  let isAnswering = false;
  let rollingBack: Promise<unknown> = Promise.resolve();
  const rollBack = () => {
    const ending = transaction;
    transaction = null;
    if (ending !== null)
      rollingBack = ending
        .rollback()
        .execute()
        .catch(() => {});
    return rollingBack;
  };

  const answer = async (asked: Asked): Promise<Answer> => {
    await rollingBack;
    if (isLapsed && asked.ask !== 'begin') {
      isLapsed = asked.ask === 'query';
      return asked.ask === 'rollback' ? done : { error: lapsed };
    }
    if (isClosing() && transaction === null) return { error: stopped };
    switch (asked.ask) {
      case 'hello':
        await ready;
        return asked.version === version ? done : { error: { message: otherVersion(version, asked.version) } };
      case 'begin': {
        isLapsed = false;
        const begin = () => patiently(() => db.startTransaction().execute());
        transaction = await (asked.isWriter ? asWriter(begin) : begin());
        return done;
      }
      case 'query': {
        const query = CompiledQuery.raw(asked.sql, [...asked.parameters]);
        const within = transaction;
        const { rows, numAffectedRows } = await (within === null
          ? patiently(() => db.executeQuery(query))
          : within.executeQuery(query));
        return { rows, affected: numAffectedRows };
      }
      case 'commit': {
        const ending = transaction;
        transaction = null;
        if (ending !== null) await commit(ending);
        return done;
      }
      case 'rollback':
        await rollBack();
        return done;
      case 'run':
        return { rows: (await patiently(() => database.run(asked.text, asked.values))).rows, affected: undefined };
    }
  };

  const serve = async () => {
    let timer: NodeJS.Timeout | undefined;
    let turn = 0;
    try {
      for await (const asked of messagesFrom(socket)) {
        clearTimeout(timer);
        turn += 1;
        isAnswering = true;
        sendMessage(socket, await answer(asked as Asked).catch((error: unknown) => ({ error: failureOf(error) })));
        isAnswering = false;
        if (isClosing() && transaction === null) break;
        if (transaction === null) continue;
        const [within, ofTurn] = [transaction, turn];
        const lapse = () => {
          isLapsed = true;
          void rollBack();
        };
        timer = setTimeout(async () => {
          const longer = (await idleTimeoutOf(within)) - maxIdleMs;
          if (turn !== ofTurn) return;
          if (longer > 0) timer = setTimeout(lapse, longer);
          else lapse();
        }, maxIdleMs);
      }
    } catch {
      // It is gone in the middle of a message.
    } finally {
      clearTimeout(timer);
      await rollBack();
      socket.end();
    }
  };
  socket.on('error', () => {});
  return { socket, isIdle: () => !isAnswering && transaction === null, ended: serve() };
}

/** What a transaction has said that it needs between two statements, in milliseconds; 0 if it is in no state to say so. */
async function idleTimeoutOf(transaction: ControlledTransaction<DB>): Promise<number> {
  const asked = sql<{ ms: number }>`
    select setting::int as ms from pg_settings where name = 'idle_in_transaction_session_timeout'
  `;
  const { rows } = await asked.execute(transaction).catch(() => ({ rows: [] }));
  return rows[0]?.ms ?? 0;
}

async function commit(transaction: ControlledTransaction<DB>): Promise<void> {
  try {
    await transaction.commit().execute();
  } catch (error) {
    // Else it keeps the engine.
    if (!transaction.isRolledBack) await transaction.rollback().execute();
    throw error;
  }
}

/** Readers are told after a while that there is no place; whoever borrows has time. */
async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Busy)) throw error;
    }
  }
}

function otherVersion(own: string, theirs: string): string {
  return `The newsroom that is running is of another version (${own}) than this command (${theirs}): stop it, and start it anew with this one.`;
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: String(error) };
  const own = Object.entries(error).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { ...Object.fromEntries(own), name: error.name, message: error.message };
}
