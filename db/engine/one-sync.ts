/**
 * Statements that share one Sync of the extended protocol with the statement behind them: where one of them fails, the server
 * leaves out all that follow, so that behind a BEGIN that fails nothing is done.
 */

import pg from 'pg';
import type { ClientInside } from './outdated-plans.ts';

/** What a connection has prepared already. */
export interface PreparedStatement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What @types/pg leaves out. */
const { prepareValue } = (pg as unknown as { utils: { prepareValue(value: unknown): string | Buffer | null } }).utils;

/**
 * A query with others before it, which go out in the same write: to be given to a pipelined client. What it comes to has the results of
 * all, and fails where any does.
 *
 * @param statement has a name or values: a script that waits for no Sync would wait for ever
 */
export function queryBehind(
  statement: pg.QueryConfig,
  ahead: readonly PreparedStatement[],
  done: (error: Error | undefined, result: unknown) => void,
): pg.Query & { readonly ahead: readonly PreparedStatement[] } {
  const query = new pg.Query(statement, done);
  // Whatever can't be sent is told before anything is.
  const sent = ahead.map(({ name, values }) => ({
    statement: name,
    values: values.map((value) => prepareValue(value)),
  }));
  const submit = query.submit.bind(query);
  query.submit = (connection) => {
    const inside = connection as unknown as ClientInside['connection'];
    inside.stream.cork();
    try {
      for (const each of sent) {
        inside.bind(each);
        inside.describe({ type: 'P' });
        inside.execute({});
      }
      return submit(connection);
    } finally {
      inside.stream.uncork();
    }
  };
  return Object.assign(query, { ahead });
}
