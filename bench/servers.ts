/** Starts the servers that are measured, each as a process of its own, pinned to a core where that can be. */

import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BenchPlace } from './database.ts';
import type { MissesUrls } from './misses-service.ts';

export interface RunningServer {
  readonly url: string;
  stop(): Promise<void>;
}

const main = join(import.meta.dirname, '../src/main.js');
const bareServer = new URL('./bare-server.ts', import.meta.url);
const missesService = new URL('./misses-service.ts', import.meta.url);
const START_TIMEOUT_MS = 60_000;

interface ServerOptions {
  /** Whether it gets one core and no other, where the system can do that. */
  readonly isPinned?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** Whether this system has Linux's `taskset`. */
export function canPin(): boolean {
  return spawnSync('taskset', ['-c', '0', process.execPath, '--version']).status === 0;
}

/** What runs Node, and the arguments that come before Node's own. */
function nodeCommand(isPinned: boolean): [string, string[]] {
  return isPinned && canPin() ? ['taskset', ['-c', '0', process.execPath]] : [process.execPath, []];
}

/** Options of a process that leaves the pinned server's core alone, where there is another. */
export function besides(): { execPath: string; execArgv: string[] } {
  const others = availableParallelism() - 1;
  if (others === 0 || !canPin()) return { execPath: process.execPath, execArgv: [] };
  return { execPath: 'taskset', execArgv: ['-c', `1-${others}`, process.execPath] };
}

/** Dateline as `npm start` runs it, request log and all, on the benchmark's database. */
export async function startDateline(
  place: Pick<BenchPlace, 'databaseUrl' | 'dataDir'>,
  { isPinned = false, env: more = {} }: ServerOptions = {},
): Promise<RunningServer & { readonly pid: number }> {
  const port = await freePort();
  const env = {
    ...process.env,
    DATABASE_URL: place.databaseUrl ?? '',
    DATA_DIR: place.dataDir,
    PORT: String(port),
    DEMO: 'off',
    // One address asks as much as it can.
    COST_BUDGET: '0',
    ...more,
  };
  const [command, first] = nodeCommand(isPinned);
  const child = spawn(command, [...first, main], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilReady(child, `${url}/health/ready`);
  } catch (error) {
    await stop(child);
    throw error;
  }
  return { url: `${url}/graphql`, pid: child.pid ?? 0, stop: () => stop(child) };
}

/** `node:http` and nothing else, giving everybody the same bytes. */
export async function startBareServer(body: string, { isPinned = false }: ServerOptions = {}): Promise<RunningServer> {
  const [execPath, execArgv] = nodeCommand(isPinned);
  const child = fork(bareServer, { execPath, execArgv });
  child.send({ body });
  const { port } = await messageOf<{ port: number }>(child);
  return { url: `http://127.0.0.1:${port}/graphql`, stop: () => stop(child) };
}

/** The service with and without caching, on the benchmark's database. */
export async function startForMisses(place: BenchPlace): Promise<MissesUrls & Pick<RunningServer, 'stop'>> {
  const [execPath, execArgv] = nodeCommand(true);
  const env = {
    ...process.env,
    DATA_DIR: place.dataDir,
    ...(place.databaseUrl && { DATABASE_URL: place.databaseUrl }),
  };
  const child = fork(missesService, { execPath, execArgv, env });
  const urls = await messageOf<MissesUrls>(child);
  return { ...urls, stop: () => stop(child) };
}

/** The first that a process sends. @throws when it ends before */
export async function messageOf<Message>(child: ChildProcess): Promise<Message> {
  const early = once(child, 'exit').then(() => Promise.reject(new Error('A process of the benchmark ended early.')));
  const [message] = (await Promise.race([once(child, 'message'), early])) as [Message];
  return message;
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (child.exitCode === null && Date.now() < deadline) {
    const isReady = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    await delay(100);
  }
  throw new Error('Dateline did not get ready.');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
