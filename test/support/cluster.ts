/** Postgres clusters of a test's own, made by the server programs that Debian installs. */

import { execFile, execFileSync } from 'node:child_process';
import { chownSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './heap.ts';

/** Debian's, the latest. */
const programs = globSync('/usr/lib/postgresql/*/bin').sort().at(-1);
/** Postgres refuses to run as root. */
const user = process.getuid?.() === 0 ? userOf('postgres') : undefined;

/** False where there are no programs to make a cluster with, or nobody to run it as. */
export const areClustersPossible = programs !== undefined && user !== null;

function userOf(name: string): { uid: number; gid: number } | null {
  try {
    const number = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: number('-u'), gid: number('-g') };
  } catch {
    return null;
  }
}

export interface Cluster {
  readonly port: number;
  readonly url: string;
  /** Runs a program on its data, such as `pg_ctl` with `promote`. */
  control(...args: readonly string[]): Promise<unknown>;
  start(): Promise<unknown>;
}

export interface Clusters {
  makePrimary(): Promise<Cluster>;
  /** A streaming replica, as of now; not started yet. */
  makeReplica(of: Cluster): Promise<Cluster>;
  remove(): Promise<void>;
}

export function openClusters(): Clusters {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-cluster-'));
  if (user) chownSync(folder, user.uid, user.gid);
  const made: Cluster[] = [];
  const run = (program: string, ...args: readonly string[]) =>
    promisify(execFile)(join(programs ?? '', program), [...args], { cwd: folder, ...user });

  const clusterAt = async (data: string): Promise<Cluster> => {
    const port = await freePort();
    const control: Cluster['control'] = (...args) =>
      run('pg_ctl', '-D', data, '-w', '-l', `${data}.log`, '-o', `-p ${port} -k ${folder} -c fsync=off`, ...args);
    const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
    const cluster = { port, url, control, start: () => control('start') };
    made.push(cluster);
    return cluster;
  };

  return {
    async makePrimary() {
      const data = join(folder, `data-${made.length}`);
      await run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync');
      return clusterAt(data);
    },
    async makeReplica({ port }) {
      const data = join(folder, `data-${made.length}`);
      await run(
        'pg_basebackup',
        '-D',
        data,
        '-h',
        '127.0.0.1',
        '-p',
        String(port),
        '-U',
        'postgres',
        '-R',
        '--no-sync',
        '-c',
        'fast',
      );
      return clusterAt(data);
    },
    async remove() {
      await Promise.all(made.map(({ control }) => control('-m', 'immediate', 'stop').catch(() => {})));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
