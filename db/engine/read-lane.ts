/**
 * Pipelined reads: hot statements go to the server over connections of their own, without waiting for each other's answers
 * (the extended protocol's pipelining), and those of one turn of the event loop in a single write. A page that asks five
 * questions at once costs one write and one read instead of five of each.
 */

import type { CompiledQuery, Kysely, LogEvent } from 'kysely';
import pg from 'pg';
import { noteOutdated } from './outdated-plans.ts';
import { cutWhenSilent } from './silent-connections.ts';

export interface ReadLane {
  /** @returns the rows, or null where all connections have been busy for a while: then somebody else has to ask */
  query<Row>(name: string, query: CompiledQuery<Row>): Promise<Row[]> | null;
  /** Connections with and without something under way, and statements behind others. */
  busy(): number;
  idle(): number;
  waiting(): number;
  /** From then on it takes nothing. */
  close(): Promise<void>;
}

/** A statement isn't put behind one that has been on its way for so long: it may take long still. */
const LONGEST_WAIT_MS = 20;
/** Of a connection: as many as there are loaders that a page asks at once. */
const MAX_UNDERWAY = 16;

interface Connection {
  readonly client: pg.Client;
  /** When each that is under way was sent, by `performance.now()`: they end in turn. */
  readonly underway: number[];
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
  let isClosed = false;

  const connect = (): Connection => {
    const client = new pg.Client({ ...config, pipeline: true });
    const connection: Connection = { client, underway: [], isCorked: false };
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
      if (connection.isCorked) return hasRoom(connection) ? connection : null;
      if (least === null || connection.underway.length < least.underway.length) least = connection;
    }
    if (least === null || (least.underway.length > 0 && connections.size < size)) return connect();
    return hasRoom(least) ? least : null;
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

  const discard = (connection: Connection): void => {
    if (connections.delete(connection)) connection.client.end().catch(() => {});
  };

  const send = async <Row>(connection: Connection, name: string, query: CompiledQuery<Row>): Promise<Row[]> => {
    const start = performance.now();
    connection.underway.push(start);
    const ended = () => ({ query, queryDurationMillis: performance.now() - start });
    try {
      const { rows } = await connection.client.query({ name, text: query.sql, values: query.parameters as unknown[] });
      log({ level: 'query', ...ended() });
      return rows as Row[];
    } catch (error) {
      // Whatever isn't the statement's own fault is the connection's, which may take a while to say that it ends; so is what it
      // prepared before the schema changed.
      if ((error as { severity?: string }).severity !== 'ERROR' || noteOutdated(error)) discard(connection);
      log({ level: 'error', error, ...ended() });
      throw error;
    } finally {
      connection.underway.shift();
    }
  };

  return {
    query(name, query) {
      const connection = isClosed ? null : choose();
      if (connection === null) return null;
      corkForThisTurn(connection);
      return send(connection, name, query);
    },
    busy: () => [...connections].filter(({ underway }) => underway.length > 0).length,
    idle: () => [...connections].filter(({ underway }) => underway.length === 0).length,
    waiting: () => [...connections].reduce((sum, { underway }) => sum + Math.max(0, underway.length - 1), 0),
    async close() {
      isClosed = true;
      await Promise.all([...connections].map(({ client }) => client.end().catch(() => {})));
    },
  };
}

/** Who is put behind others waits for them, and isn't counted by anybody else. */
function hasRoom({ underway }: Connection): boolean {
  const [oldest = Number.POSITIVE_INFINITY] = underway;
  return underway.length < MAX_UNDERWAY && performance.now() - oldest <= LONGEST_WAIT_MS;
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
