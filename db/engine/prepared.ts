/**
 * Hot statements: built and compiled once, and given a name on a server, so that Postgres plans them once a connection.
 */

import { type CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely';
import type pg from 'pg';
import { type ClientInside, forgetOutdated, isOfOutdatedPlan, noteOutdated } from './outdated-plans.ts';
import { laneOf } from './read-lane.ts';

/** Names by text. A name belongs to one text for ever, as the protocol demands. */
const names = new Map<string, string>();

/** What a statement of `prepared` is called; undefined for any other text. */
export function nameOfStatement(text: string): string | undefined {
  return names.get(text);
}

class Placeholder {
  readonly key: string;
  constructor(key: string) {
    this.key = key;
  }
}

/**
 * Makes a statement from a template whose parameters are filled in at each call.
 *
 * @param name unique in the program; what the server's statistics show it as
 * @param build gets one SQL parameter per key of `Parameters`; it runs once
 */
export function prepared<Parameters extends Record<string, unknown>, Row>(
  name: string,
  build: (parameters: { readonly [Key in keyof Parameters]: RawBuilder<Parameters[Key]> }) => RawBuilder<Row>,
): <Schema>(db: Kysely<Schema>, parameters: Parameters) => Promise<Row[]> {
  let compiled: CompiledQuery<Row> | undefined;
  return async (db, parameters) => {
    compiled ??= compileOnce(db, name, build);
    const values = compiled.parameters.map((value) => (value instanceof Placeholder ? parameters[value.key] : value));
    const query = { ...compiled, parameters: values };
    const pipelined = laneOf(db)?.query<Row>(name, query);
    try {
      if (pipelined) return await pipelined;
    } catch (error) {
      if (!isOfOutdatedPlan(error)) throw error;
    }
    const { rows } = await db.executeQuery<Row>(query);
    return rows;
  };
}

/** The same from the same template for what differs from call to call: compiled each time, and without a name. */
export function unprepared<Parameters extends Record<string, unknown>, Row>(
  build: (parameters: { readonly [Key in keyof Parameters]: RawBuilder<Parameters[Key]> }) => RawBuilder<Row>,
): <Schema>(db: Kysely<Schema>, parameters: Parameters) => Promise<Row[]> {
  return async (db, parameters) => {
    const bound = Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, sql`${value}`]));
    const { rows } = await build(bound as { [Key in keyof Parameters]: RawBuilder<Parameters[Key]> }).execute(db);
    return rows;
  };
}

function compileOnce<Schema, Parameters, Row>(
  db: Kysely<Schema>,
  name: string,
  build: (parameters: { readonly [Key in keyof Parameters]: RawBuilder<Parameters[Key]> }) => RawBuilder<Row>,
): CompiledQuery<Row> {
  const placeholders = new Proxy({} as { readonly [Key in keyof Parameters]: RawBuilder<Parameters[Key]> }, {
    get: (_, key) => sql`${new Placeholder(String(key))}`,
  });
  const compiled = build(placeholders).compile(db);
  const text = hideParameters(compiled.sql);
  names.set(text, name);
  return { ...compiled, sql: text };
}

/**
 * The same statement with each parameter in a subquery of its own, where the planner can't see its value. Seen, a short
 * array makes a plan for just these values look cheaper than the generic one, and Postgres plans at every call: twice the
 * time of an article page's statements. A join within must be a nested loop by its shape (`lateral … offset 0`), since the
 * planner takes every array for ten rows.
 */
function hideParameters(text: string): string {
  return text
    .replace(/\$\d+(?:::\w+(?:\[\])?)*(::\w+(?:\[\])?)/g, '(select $&)$1')
    .replace(/limit (\$\d+)/g, 'limit (select $1::bigint)');
}

/**
 * Makes a new connection run the statements of this file under their names, which Kysely can't. It buys a tenth of the CPU of an
 * article page, a fifth of Postgres' (`npm run bench -- ablation`); off where connect.ts doesn't call it.
 */
export function nameStatements(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (config: string | pg.QueryConfig, values?: unknown[]) => Promise<unknown>;
  const { getTransactionStatus } = client as unknown as ClientInside;
  const named = (text: unknown, values?: unknown[]): Promise<unknown> => {
    forgetOutdated(client);
    const name = typeof text === 'string' ? names.get(text) : undefined;
    if (name === undefined || values === undefined) return query(text as string, values);
    const statement = { name, text: text as string, values };
    const isAlone = getTransactionStatus.call(client) === 'I';
    return query(statement).catch((error: unknown) => {
      // A transaction has failed as a whole.
      if (!noteOutdated(error) || !isAlone) throw error;
      forgetOutdated(client);
      return query(statement);
    });
  };
  client.query = named as unknown as typeof client.query;
}
