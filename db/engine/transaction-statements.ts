/**
 * Statements of transactions and of the job queue on a server: prepared by name when they are asked again, and those of a transaction
 * that nobody waits for sent in one write with the next. A piece from its draft to its article takes half of Postgres' CPU by that (`npm run bench -- publish`);
 * off where connect.ts doesn't call `sendTogether`, in whose place the driver then has to ask whether to commit.
 */

import type { RawBuilder } from 'kysely';
import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import { type CommitCheck, takeCommitCheck } from './commit-check.ts';
import type { Trx } from './database.ts';
import { isBeforeCommit } from './lost-connection.ts';
import { type PreparedStatement, queryBehind } from './one-sync.ts';
import { type ClientInside, closeStatement, forgetOutdated, noteOutdated } from './outdated-plans.ts';
import { nameOfStatement } from './prepared.ts';

/** Texts that are sent with the next statement of their transaction. */
const held = new Set<string>();

/**
 * Asks for a statement whose rows nobody needs, such as a lock or a setting: on a server it is sent with the next one of its transaction, and
 * what that finds is of behind it. Its failure is the next one's.
 */
export async function sendAhead(trx: Trx, statement: RawBuilder<unknown>): Promise<void> {
  const compiled = statement.compile(trx);
  held.add(compiled.sql);
  await trx.executeQuery(compiled);
}

/** A server keeps the plan of each for every connection. */
const MAX_NAMES = 300;
const MAX_ASKED_ONCE = 1_000;

const askedOnce = new LRUCache<string, true>({ max: MAX_ASKED_ONCE });
/** By text. A name that is forgotten is never given to another text. */
const names = new LRUCache<string, string>({ max: MAX_NAMES });
let given = 0;

/** One from the second time on. */
function nameOf(text: string): string | undefined {
  const name = names.get(text);
  if (name !== undefined) return name;
  if (!askedOnce.delete(text)) {
    askedOnce.set(text, true);
    return undefined;
  }
  given += 1;
  names.set(text, `transaction-${given}`);
  return names.get(text);
}

type Query = (
  asked: string | pg.QueryConfig | pg.Query,
  values?: unknown[],
) => Promise<pg.QueryResult | pg.QueryResult[]>;
type Asked = readonly [text: string, values: unknown[]];

interface Transaction {
  /** Asked for, and not sent yet. */
  held: Asked[];
  isBegun: boolean;
  /** Whether it is still to be committed. */
  readonly commitCheck: CommitCheck;
  /** Its BEGIN, or what is written together with it: nothing else is sent before its answer. */
  beginning?: Promise<unknown>;
}

/**
 * What is asked again and again outside of transactions, with other values: it is planned once a connection, as a job queue's polls are. To be
 * given to the client's `query`.
 */
export function repeated(text: string, values: unknown[] = []): Repeated {
  return { text, values, isRepeated: true };
}

interface Repeated {
  readonly text: string;
  readonly values: unknown[];
  readonly isRepeated: true;
}

const isRepeated = (asked: unknown): asked is Repeated =>
  typeof asked === 'object' && asked !== null && 'isRepeated' in asked;

const toSavepoint = /^\s*rollback\s+((work|transaction)\s+)?to\b/i;
const beginStatement = { name: 'begin', text: 'begin', values: [] };
const nothing = { command: '', rowCount: null, rows: [], fields: [], oid: 0 } as unknown as pg.QueryResult;

/** Of a new connection, which has to be pipelined. What begins by anything but a plain BEGIN isn't concerned. */
export function sendTogether(client: pg.PoolClient): void {
  const query = client.query.bind(client) as unknown as Query;
  const { connection } = client as unknown as ClientInside;
  const own = new LRUCache<string, true>({ max: MAX_NAMES, dispose: (_, name) => closeStatement(client, name) });
  let transaction: Transaction | undefined;

  // What has no parameters may be a script of several, which can't be prepared; what is sent ahead is one statement.
  const named = ([text, values]: Asked, isOne = held.has(text)): pg.QueryConfig => {
    if (values.length === 0 && !isOne) return { text };
    const fixed = nameOfStatement(text);
    const name = fixed ?? nameOf(text);
    if (name === undefined) return { text, values };
    if (fixed === undefined) own.set(name, true);
    return { name, text, values };
  };
  const isPrepared = (statement: pg.QueryConfig): statement is PreparedStatement & pg.QueryConfig =>
    statement.name !== undefined && connection.parsedStatements[statement.name] !== undefined;
  const behind = (statement: pg.QueryConfig, ahead: readonly PreparedStatement[]) =>
    new Promise<pg.QueryResult[]>((resolve, reject) => {
      const done = (error: Error | undefined, results: unknown) =>
        error === undefined || error === null ? resolve(results as pg.QueryResult[]) : reject(error);
      query(queryBehind(statement, ahead, done));
    });
  const send = async (statement: pg.QueryConfig, ahead: readonly PreparedStatement[] = []): Promise<pg.QueryResult> => {
    const sent = ahead.length === 0 ? query(statement) : behind(statement, ahead);
    const result = await sent.catch((error: unknown) => {
      noteOutdated(error);
      throw error;
    });
    return Array.isArray(result) ? (result.at(-1) ?? nothing) : result;
  };
  /** Outside of a transaction, where nothing was done if the schema has changed; of a script come the results of all its statements. */
  const sendAlone = (statement: pg.QueryConfig): Promise<pg.QueryResult | pg.QueryResult[]> => {
    forgetOutdated(client);
    return query(statement).catch((error: unknown) => {
      if (!noteOutdated(error)) throw error;
      forgetOutdated(client);
      return query(statement);
    });
  };
  /**
   * NOTE: BEGIN and what is held back have no Sync of their own. Each with its own, the server would do what comes behind a BEGIN that
   * fails outside of any transaction, for good.
   */
  const write = async (to: Transaction, all: readonly Asked[]): Promise<pg.QueryResult> => {
    const isFirst = !to.isBegun;
    to.isBegun = true;
    if (!isFirst) await to.beginning;
    forgetOutdated(client);
    const statements = all.map((each) => named(each));
    const last = statements.at(-1);
    const ahead = [...(isFirst ? [beginStatement] : []), ...statements.slice(0, -1)];
    if (last !== undefined && isExtended(last) && ahead.every(isPrepared)) {
      const sent = send(last, ahead);
      if (isFirst) to.beginning = sent;
      return sent;
    }
    if (isFirst) to.beginning = send(beginStatement);
    await to.beginning;
    connection.stream.cork();
    let sent: Promise<pg.QueryResult>[];
    try {
      sent = statements.map((each) => send(each));
    } finally {
      connection.stream.uncork();
    }
    await Promise.allSettled(sent);
    const results = await Promise.all(sent);
    return results.at(-1) ?? nothing;
  };
  const commit = async (ending: Transaction | undefined): Promise<unknown> => {
    // Their locks are waited for; whether it is still to be done is asked behind that.
    if (ending !== undefined && ending.held.length > 0) await write(ending, ending.held.splice(0));
    ending?.commitCheck.ask();
    transaction = undefined;
    if (ending?.isBegun === false) return { ...nothing, command: 'COMMIT' };
    return query('commit').catch((error: unknown) => {
      if (isBeforeCommit(error)) ending?.commitCheck.undone();
      throw error;
    });
  };
  const together = (asked: unknown, values: unknown[] = []): Promise<unknown> => {
    if (asked === 'commit') return commit(transaction);
    const current = transaction;
    if (current === undefined) {
      if (isRepeated(asked)) return sendAlone(named([asked.text, asked.values], !asked.text.includes(';')));
      if (asked !== 'begin') return query(asked as string, values);
      transaction = { held: [], isBegun: false, commitCheck: takeCommitCheck() };
      return Promise.resolve(nothing);
    }
    if (asked === 'rollback') {
      transaction = undefined;
      return current.isBegun ? query(asked) : Promise.resolve(nothing);
    }
    // Else it would be done before what is held back, and BEGIN.
    if (typeof asked !== 'string') throw new Error('Within a transaction statements are asked for by their text.');
    // All that is held back came behind the savepoint, which had what was before it sent.
    if (toSavepoint.test(asked)) current.held.length = 0;
    const statement: Asked = [asked, values];
    if (!held.has(asked)) return write(current, [...current.held.splice(0), statement]);
    current.held.push(statement);
    return Promise.resolve(nothing);
  };
  client.query = together as unknown as typeof client.query;
}

/** Prepared, as opposed to a script. */
function isExtended({ name, values = [] }: pg.QueryConfig): boolean {
  return name !== undefined || values.length > 0;
}
