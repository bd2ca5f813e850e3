/**
 * Half-open TCP connections to the server (its machine lost power, say): cuts them, since the operating system would let a
 * query wait for a quarter of an hour.
 */

import type { Socket } from 'node:net';
import type pg from 'pg';

/** What a server needs to say that it gave a statement up, in milliseconds, with the way there and back. */
const SLACK_MS = 3_000;

interface Asked {
  readonly text?: unknown;
  /** What is written before it. */
  readonly ahead?: readonly { readonly text: unknown }[];
}

/** What @types/pg leaves out. */
interface Inside {
  readonly connection: { readonly stream: Socket };
  /** Whether the server has answered all that it was asked. */
  readonly readyForQuery: boolean;
}

const begins = /^\s*(begin|start transaction)\b/i;
const ends = /^\s*(commit|rollback(?! to))\b/i;
/** A pooler's `set local` of what holds everywhere is none. */
const setsTimeout = /set_config\('statement_timeout'/;

/**
 * Cuts a connection that a statement waits on, and on which nothing has come for longer than the server lets statements
 * run: as many as share a Sync, before which the server says nothing of them. The statement fails, and the pool replaces the connection.
 *
 * @param statementTimeoutMs 0 never cuts; nor is one cut in a transaction that sets a timeout of its own
 */
export function cutWhenSilent(client: pg.ClientBase, statementTimeoutMs: number): void {
  if (statementTimeoutMs === 0) return;
  let isPatient = false;
  /** A COMMIT takes as long as its transaction may; what comes behind it doesn't. */
  let isOver = false;
  const note = (text: unknown) => {
    if (typeof text !== 'string') return;
    isPatient = setsTimeout.test(text) || (isPatient && !isOver && !begins.test(text));
    isOver = ends.test(text);
  };
  const inside = client as unknown as Inside;
  const { stream } = inside.connection;
  const boundOf = (statements: number) => statements * statementTimeoutMs + SLACK_MS;
  let boundMs = boundOf(1);
  stream.setTimeout(boundMs);
  const allow = (statements: number) => {
    // What is on its way keeps what it was allowed.
    const nextMs = Math.max(boundOf(statements), inside.readyForQuery ? 0 : boundMs);
    if (nextMs === boundMs) return;
    boundMs = nextMs;
    stream.setTimeout(boundMs);
  };
  const query = client.query.bind(client) as (text: unknown, values?: unknown[]) => unknown;
  const watched = (asked: unknown, values?: unknown[]): unknown => {
    const { text, ahead = [] }: Asked = typeof asked === 'string' ? { text: asked } : (asked as Asked);
    for (const each of ahead) note(each.text);
    note(text);
    // BEGIN waits for nothing.
    allow(1 + ahead.filter((each) => !begins.test(String(each.text))).length);
    return query(asked, values);
  };
  client.query = watched as typeof client.query;
  stream.on('timeout', () => {
    if (inside.readyForQuery || isPatient) return;
    const { bytesRead, bytesWritten } = stream;
    // Timers come before what has arrived meanwhile is read, as while the process was held up; what is asked then has its own time.
    setImmediate(() => {
      const isMoved = stream.bytesRead !== bytesRead || stream.bytesWritten !== bytesWritten;
      if (!isMoved && !inside.readyForQuery) stream.destroy(silence());
    });
  });
}

/** With the code that the system would give it in the end. */
function silence(): Error {
  return Object.assign(new Error('The connection to the database is silent.'), { code: 'ETIMEDOUT' });
}
