/** A load generator for GET, as a process: some connections, each of which asks again as soon as it has its answer. */

import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface GetOrder {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What every answer must have. */
  readonly status: number;
  readonly connections: number;
  readonly seconds: number;
}

export interface GetResult {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** The part of its core that this process was busy; near 1 it is what is measured. */
  readonly loadBusy: number;
}

async function load({ url, headers, status, connections, seconds }: GetOrder): Promise<GetResult> {
  const { hostname, port, pathname, search } = new URL(url);
  const lines = Object.entries({ host: hostname, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = Buffer.from(`GET ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`);
  const begins = `HTTP/1.1 ${status} `;
  const latencies: number[] = [];
  let isOver = false;

  const open = async (): Promise<Socket> => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    let sentAt = 0;
    /** Bytes of the answer that are still to come; unknown before its head. */
    let missing = 0;
    const send = () => {
      sentAt = performance.now();
      socket.write(request);
    };
    socket.on('data', (chunk) => {
      if (missing === 0) {
        // A head is so short that it comes in one piece.
        const end = chunk.indexOf('\r\n\r\n') + 4;
        const head = chunk.toString('latin1', 0, end);
        if (!head.startsWith(begins)) throw new Error(`Answered with: ${head}`);
        missing = end + Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      }
      missing -= chunk.length;
      if (missing > 0) return;
      latencies.push(performance.now() - sentAt);
      if (!isOver) send();
    });
    await new Promise((resolve) => socket.once('connect', resolve));
    send();
    return socket;
  };

  const cpu = process.cpuUsage();
  const start = performance.now();
  const sockets = await Promise.all(Array.from({ length: connections }, open));
  await delay(seconds * 1000);
  isOver = true;
  const elapsed = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  for (const socket of sockets) socket.destroy();
  const sorted = latencies.toSorted((a, b) => a - b);
  const quantile = (part: number) => sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
  const loadBusy = (user + system) / 1e6 / elapsed;
  return { requestsPerSecond: latencies.length / elapsed, p50Ms: quantile(0.5), p99Ms: quantile(0.99), loadBusy };
}

process.on('message', async (order: GetOrder) => {
  process.send?.(await load(order));
});

process.once('disconnect', () => process.exit());
