/** LISTEN/NOTIFY on a server: a connection of its own, opened again whenever it breaks. */

import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Hear } from './database.ts';

/** A connection that was cut without a word is noticed within so many milliseconds. */
const HEARTBEAT_MS = 10_000;
const LONGEST_PAUSE_MS = 5_000;
const SHORTEST_PAUSE_MS = 100;

/** A connection that can't say goodbye is left behind after so many milliseconds. */
const CLOSE_TIMEOUT_MS = 1_000;

interface Listener {
  readonly client: pg.Client;
  /** Resolves when the connection is closed. */
  readonly closed: Promise<void>;
}

/** @returns what stops it; resolves when listening has begun */
export async function listenOnServer(
  connectionString: string,
  channels: readonly string[],
  hear: Hear,
): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  const first = await openListener(connectionString, channels, hear);
  const reconnect = async () => {
    let listener: Listener | undefined = first;
    while (listener !== undefined) {
      await closedOrStopped(listener, stopping.signal);
      await Promise.race([listener.client.end().catch(() => {}), wait(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
      listener = await reopened(connectionString, channels, hear, stopping.signal);
    }
  };
  const stopped = reconnect();
  return () => {
    stopping.abort();
    return stopped;
  };
}

async function openListener(connectionString: string, channels: readonly string[], hear: Hear): Promise<Listener> {
  const client = new pg.Client({
    connectionString,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
    application_name: 'dateline listener',
  });
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  client.on('notification', ({ channel, payload }) => hear(channel, payload));
  client.once('end', resolve);
  client.on('error', () => resolve());
  try {
    await client.connect();
    for (const channel of channels) await client.query(`listen ${client.escapeIdentifier(channel)}`);
  } catch (error) {
    client.end().catch(() => {});
    throw error;
  }
  for (const channel of channels) hear(channel);
  return { client, closed };
}

async function closedOrStopped({ client, closed }: Listener, signal: AbortSignal): Promise<void> {
  const { promise: stopped, resolve } = Promise.withResolvers<void>();
  if (signal.aborted) resolve();
  signal.addEventListener('abort', () => resolve(), { once: true });
  const beat = setInterval(() => client.query('select').catch(() => resolve()), HEARTBEAT_MS);
  beat.unref();
  await Promise.race([closed, stopped]);
  clearInterval(beat);
}

/** @returns undefined once it shall stop */
async function reopened(
  connectionString: string,
  channels: readonly string[],
  hear: Hear,
  signal: AbortSignal,
): Promise<Listener | undefined> {
  for (let pauseMs = SHORTEST_PAUSE_MS; !signal.aborted; pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs)) {
    try {
      return await openListener(connectionString, channels, hear);
    } catch {
      await wait(pauseMs, undefined, { signal, ref: false }).catch(() => {});
    }
  }
  return undefined;
}
