/**
 * Statements of transactions on a server: prepared by name when they are asked again, and those that nobody waits for sent in one
 * write with the next. A piece from its draft to its article takes half of Postgres' CPU by that, and 19 round trips in place of 37
 * (`npm run bench -- publish`); off where connect.ts doesn't call `sendTogether`.
 */

import type { RawBuilder } from 'kysely';
import type pg from 'pg';
import type { Trx } from './database.ts';
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
/** Texts that were asked once are forgotten when there are so many. */
const MAX_ASKED_ONCE = 1_000;

const askedOnce = new Set<string>();
const names = new Map<string, string>();
let given = 0;

/** With that of `prepared`, or one from the second time on. */
function nameOf(text: string): string | undefined {
  const name = nameOfStatement(text) ?? names.get(text);
  if (name !== undefined || names.size === MAX_NAMES) return name;
  if (askedOnce.delete(text)) {
    given += 1;
    names.set(text, `transaction-${given}`);
    return names.get(text);
  }
  if (askedOnce.size === MAX_ASKED_ONCE) askedOnce.clear();
  askedOnce.add(text);
  return undefined;
}

/** Whether a plan of before a change of the schema was asked for rows of another shape (SQLSTATE feature_not_supported). */
export function isOfOutdatedPlan(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '0A000' && /cached plan/.test(error.message);
}

/** What @types/pg leaves out. */
interface Inside {
  readonly connection: { readonly stream: { cork(): void; uncork(): void } };
}

type Query = (text: string | pg.QueryConfig, values?: unknown[]) => Promise<pg.QueryResult>;
type Asked = readonly [text: string, values: unknown[] | undefined];

const nothing = { command: '', rowCount: null, rows: [], fields: [], oid: 0 } as unknown as pg.QueryResult;

/** Of a new connection, which has to be pipelined. What begins by anything but a plain BEGIN isn't concerned. */
export function sendTogether(client: pg.PoolClient): void {
  const query = client.query.bind(client) as unknown as Query;
  const { stream } = (client as unknown as Inside).connection;
  /** Held back for the next; undefined outside a transaction. */
  let before: Asked[] | undefined;

  const send = ([text, values]: Asked): Promise<pg.QueryResult> => {
    const name = values === undefined || text === 'begin' || text === 'commit' ? undefined : nameOf(text);
    const sent = name === undefined ? query(text, values) : query({ name, text, values: values as unknown[] });
    return sent.catch((error: unknown) => {
      // All of them get others, on every connection: their plans are of the same schema.
      if (isOfOutdatedPlan(error)) names.clear();
      throw error;
    });
  };
  const sendInOneWrite = async (all: readonly Asked[]): Promise<pg.QueryResult> => {
    stream.cork();
    let sent: Promise<pg.QueryResult>[];
    try {
      sent = all.map(send);
    } finally {
      stream.uncork();
    }
    await Promise.allSettled(sent);
    const results = await Promise.all(sent);
    return results.at(-1) ?? nothing;
  };
  const together = (text: unknown, values?: unknown[]): Promise<pg.QueryResult> => {
    if (typeof text !== 'string') return query(text as pg.QueryConfig, values);
    if (text === 'begin') {
      before = [[text, values]];
      return Promise.resolve(nothing);
    }
    if (before === undefined) return query(text, values);
    if (held.has(text)) {
      before.push([text, values]);
      return Promise.resolve(nothing);
    }
    const first = before;
    before = text === 'commit' || text === 'rollback' ? undefined : [];
    if (text === 'rollback') return first[0]?.[0] === 'begin' ? Promise.resolve(nothing) : query(text, values);
    return first.length === 0 ? send([text, values]) : sendInOneWrite([...first, [text, values]]);
  };
  client.query = together as unknown as typeof client.query;
}
