/** PgBouncer before a test's database, in transaction mode, where it is installed. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.ts';

export const pgbouncer = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer', '/opt/homebrew/bin/pgbouncer'].find(existsSync);

/**
 * @param databaseUrl of the server
 * @param size connections to the server
 * @returns its own address of the same database, and what ends it
 */
export async function startPgbouncer(databaseUrl: string, size: number) {
  const { hostname, port, username, password, pathname } = new URL(databaseUrl);
  const folder = await mkdtemp(join(tmpdir(), 'dateline-pgbouncer-'));
  const ownPort = await freePort();
  const server = { host: hostname, port: port || '5432', user: username, ...(password !== '' && { password }) };
  const settings = {
    ...{ listen_addr: '127.0.0.1', listen_port: ownPort, unix_socket_dir: '', auth_type: 'any' },
    ...{ pool_mode: 'transaction', default_pool_size: size },
    // It refuses to run as root.
    ...(process.getuid?.() === 0 && { user: 'nobody' }),
  };
  const file = join(folder, 'pgbouncer.ini');
  const words = Object.entries(server).map(([name, value]) => `${name}=${value}`);
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  await writeFile(file, `[databases]\n* = ${words.join(' ')}\n\n[pgbouncer]\n${lines.join('\n')}\n`);
  await chmod(folder, 0o755);
  const child = spawn(pgbouncer ?? '', ['-q', file], { stdio: 'ignore' });
  await until(() => isListening(ownPort), 'PgBouncer');
  return {
    url: `postgres://${username}@127.0.0.1:${ownPort}${pathname}`,
    close: async () => {
      child.kill('SIGKILL');
      await rm(folder, { recursive: true });
    },
  };
}

/** Free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
    socket.once('connect', () => socket.end());
  });
}
