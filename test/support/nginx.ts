/** Runs Debian's nginx with the example's configuration, where it is installed. */

import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const usualPlaces = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx', '/usr/local/bin/nginx'];

/** Undefined where there is none. */
export const nginxPath = [process.env.NGINX_PATH ?? '', ...usualPlaces].find((path) => path !== '' && existsSync(path));

const example = join(import.meta.dirname, '../../examples/nginx/dateline.conf');

export interface Nginx {
  readonly url: string;
  readonly process: ChildProcess;
}

/**
 * @param folder of its own, with the cache in `cache`
 * @param origin where Dateline is
 */
export async function startNginx(folder: string, origin: string): Promise<Nginx> {
  const cache = join(folder, 'cache');
  await mkdir(cache, { recursive: true });
  const port = await freePort();
  const replaced: [string, string][] = [
    ['/var/cache/nginx/dateline', cache],
    ['127.0.0.1:4000', new URL(origin).host],
    ['listen 80;', `listen 127.0.0.1:${port};`],
  ];
  let site = await readFile(example, 'utf8');
  for (const [from, to] of replaced) {
    if (!site.includes(from)) throw new Error(`the example no longer has ${from}`);
    site = site.replaceAll(from, to);
  }
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((of) => `${of}_temp_path ${folder}/${of};`);
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  await writeFile(join(folder, 'dateline.conf'), site);
  await writeFile(
    join(folder, 'nginx.conf'),
    `daemon off; worker_processes 2; ${user} pid ${folder}/nginx.pid; events {}
    http { access_log off; ${places.join(' ')} include ${folder}/dateline.conf; }\n`,
  );
  const log = join(folder, 'error.log');
  const child = spawn(nginxPath ?? '', ['-p', folder, '-e', log, '-c', join(folder, 'nginx.conf')], {
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 100; tries++) {
    if (
      await fetch(`${url}/health/live`).then(
        () => true,
        () => false,
      )
    )
      return { url, process: child };
    if (child.exitCode !== null) break;
    await wait(50);
  }
  child.kill();
  throw new Error(`nginx did not start: ${await readFile(log, 'utf8').catch(() => '')}`);
}

function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const server = createServer().listen(0, '127.0.0.1', () => {
    const address = server.address();
    server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
  });
  return promise;
}
