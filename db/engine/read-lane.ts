/**
 * Pipelined reads: hot statements go to the server over connections of their own, without waiting for each other's answers
 * (the extended protocol's pipelining), and those of one turn of the event loop in a single write. A page that asks five
 * questions at once costs one write and one read instead of five of each.
 */

import type { CompiledQuery, Kysely, LogEvent } from 'kysely';
import pg from 'pg';
import { cutWhenSilent } from './silent-connections.ts';

export interface ReadLane {
  /** @returns the rows, or null where all connections have been busy for a while: then somebody else has to ask */
  query<Row>(name: string, query: CompiledQuery<Row>): Promise<Row[]> | null;
  /** Connections with and without something under way. */
  busy(): number;
  idle(): number;
  close(): Promise<void>;
}

/** A statement isn't put behind one that has been on its way for so long: it may take long still. */
const LONGEST_WAIT_MS = 20;

interface Connection {
  readonly client: pg.Client;
  underway: number;
  /** When the first of those that are under way was sent, by `performance.now()`; about, since they end in turn. */
  since: number;
  isCorked: boolean;
}

interface LaneOptions {
  readonly client: pg.ClientConfig;
  /** Most connections at once. */
  readonly size: number;
  readonly statementTimeoutMs: number;
  /** Told of each statement that has ended, as Kysely tells of others. */
  log(event: LogEvent): void;
}

/** Connections are opened as they are needed; one that breaks fails what is on it, and another takes its place. */
export function openReadLane({ client: config, size, statementTimeoutMs, log }: LaneOptions): ReadLane {
  const connections = new Set<Connection>();

  const connect = (): Connection => {
    const client = new pg.Client({ ...config, pipeline: true });
    const connection: Connection = { client, underway: 0, since: 0, isCorked: false };
    const drop = () => connections.delete(connection);
    // What is on it fails by itself; unheard, this would end the process besides.
    client.on('error', drop);
    client.on('end', drop);
    cutWhenSilent(client, statementTimeoutMs);
    client.connect().catch(drop);
    connections.add(connection);
    return connection;
  };

  /** The one that this turn writes to already; else one that has nothing to do; else a new one; else the least busy. */
  const choose = (): Connection | null => {
    let least: Connection | null = null;
    for (const connection of connections) {
      if (connection.isCorked) return connection;
      if (least === null || connection.underway < least.underway) least = connection;
    }
    if (least === null || (least.underway > 0 && connections.size < size)) return connect();
    return least.underway > 0 && performance.now() - least.since > LONGEST_WAIT_MS ? null : least;
  };

  const corkForThisTurn = (connection: Connection): void => {
    if (connection.isCorked) return;
    const { stream } = (connection.client as unknown as Inside).connection;
    connection.isCorked = true;
    stream.cork();
    process.nextTick(() => {
      connection.isCorked = false;
      stream.uncork();
    });
  };

  const send = async <Row>(connection: Connection, name: string, query: CompiledQuery<Row>): Promise<Row[]> => {
    const start = performance.now();
    if (connection.underway === 0) connection.since = start;
    connection.underway += 1;
    const ended = () => ({ query, queryDurationMillis: performance.now() - start });
    try {
      const { rows } = await connection.client.query({ name, text: query.sql, values: query.parameters as unknown[] });
      log({ level: 'query', ...ended() });
      return rows as Row[];
    } catch (error) {
      log({ level: 'error', error, ...ended() });
      throw error;
    } finally {
      connection.underway -= 1;
      connection.since = performance.now();
    }
  };

  return {
    query(name, query) {
      const connection = choose();
      if (connection === null) return null;
      corkForThisTurn(connection);
      return send(connection, name, query);
    },
    busy: () => [...connections].filter(({ underway }) => underway > 0).length,
    idle: () => [...connections].filter(({ underway }) => underway === 0).length,
    async close() {
      await Promise.all([...connections].map(({ client }) => client.end().catch(() => {})));
    },
  };
}

/** What @types/pg leaves out. */
interface Inside {
  readonly connection: { readonly stream: { cork(): void; uncork(): void } };
}

const lanes = new WeakMap<object, ReadLane>();

/** From then on prepared statements that are given this database itself take the lane; a transaction's never do. */
export function readThrough(db: object, lane: ReadLane): void {
  lanes.set(db, lane);
}

export function laneOf<Schema>(db: Kysely<Schema>): ReadLane | undefined {
  return lanes.get(db);
}
