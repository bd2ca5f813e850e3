/**
 * An open-loop load generator for view beacons, as a process: sends at a fixed rate, whether or not they are answered,
 * and times the answers.
 */

import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface LoadOrder {
  readonly url: string;
  /** Bodies, each of which names an article; popular ones stand at the beginning. */
  readonly articles: readonly string[];
  readonly connections: number;
  /** Beacons a second. */
  readonly rate: number;
  readonly seconds: number;
  /** Readers are counted from here on, so that no two beacons are of the same one. */
  readonly firstReader: number;
}

export interface LoadResult {
  readonly sent: number;
  readonly answered: number;
  /** From the first beacon's time to the last answer. */
  readonly seconds: number;
  /** From when a beacon was due, so that waiting for a turn counts. */
  readonly p50Ms: number;
  readonly p99Ms: number;
}

interface Connection {
  readonly socket: Socket;
  /** When the beacon that it waits for was due. */
  due: number;
}

const systems = ['X11; Linux x86_64', 'Windows NT 10.0; Win64; x64', 'Macintosh; Intel Mac OS X 10_15_7'];

async function load({ url, articles, connections, rate, seconds, firstReader }: LoadOrder): Promise<LoadResult> {
  const { hostname, port } = new URL(url);
  const idle: Connection[] = [];
  const waiting: number[] = [];
  const latencies: number[] = [];
  let reader = firstReader;
  let sent = 0;

  const send = (connection: Connection, due: number): void => {
    connection.due = due;
    // The cube makes a few articles very popular.
    const body = articles[Math.floor(Math.random() ** 3 * articles.length)] ?? '';
    connection.socket.write(
      `POST /views HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: text/plain;charset=UTF-8\r\n` +
        `User-Agent: Mozilla/5.0 (${systems[reader % 3]}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${100 + (reader % 40)}.0.0.0 Safari/537.36\r\n` +
        `X-Forwarded-For: ${11 + (reader >>> 24)}.${(reader >>> 16) & 255}.${(reader >>> 8) & 255}.${reader & 255}\r\n` +
        `Content-Length: ${body.length}\r\n\r\n${body}`,
    );
    reader += 1;
    sent += 1;
  };

  for (let index = 0; index < connections; index += 1) {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    const connection: Connection = { socket, due: 0 };
    // An answer is so short that it comes in one piece.
    socket.setEncoding('latin1').on('data', (answer: string) => {
      if (!/^HTTP\/1\.1 20[04] /.test(answer)) throw new Error(`A beacon was answered with: ${answer.slice(0, 300)}`);
      latencies.push(performance.now() - connection.due);
      const next = waiting.shift();
      if (next === undefined) idle.push(connection);
      else send(connection, next);
    });
    await new Promise((resolve) => socket.once('connect', resolve));
    idle.push(connection);
  }

  const start = performance.now();
  for (let planned = 0; planned < rate * seconds; ) {
    const now = performance.now();
    for (; planned < rate * seconds && start + (planned / rate) * 1000 <= now; planned += 1) {
      const due = start + (planned / rate) * 1000;
      // In turn: a server gives up connections that ask nothing.
      const connection = idle.shift();
      if (connection === undefined) waiting.push(due);
      else send(connection, due);
    }
    await delay(1);
  }
  while (idle.length < connections) await delay(1);
  const elapsed = (performance.now() - start) / 1000;
  for (const { socket } of idle) socket.destroy();
  const sorted = latencies.toSorted((a, b) => a - b);
  const quantile = (part: number) => sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
  return { sent, answered: latencies.length, seconds: elapsed, p50Ms: quantile(0.5), p99Ms: quantile(0.99) };
}

process.on('message', async (order: LoadOrder) => {
  process.send?.(await load(order));
});

process.once('disconnect', () => process.exit());
