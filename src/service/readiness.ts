/** Readiness of a process: what keeps it from serving, and what is wrong though it serves. */

import { statfs } from 'node:fs/promises';
import { statementFailed } from '../../db/engine/diagnostics.ts';
import { damaged } from '../../db/engine/faults.ts';
import { Busy } from '../../db/engine/gate.ts';
import type { Probe } from '../../db/health/probe.ts';
import type { Finding, Readiness } from '../http/health.ts';
import type { Replicas } from '../replicas/replicas.ts';

export interface ReadinessNeeds {
  /** Undefined while the newsroom is being opened. */
  newsroom():
    | { probe(): Promise<Probe>; readUpTo(): number; readonly replicas?: Pick<Replicas, 'complaints'> | undefined }
    | undefined;
  /** Folder of the embedded database; undefined on a server, whose disk is seen by what it refuses. */
  readonly dataDir: string | undefined;
  /** Milliseconds, never going back. */
  clock?(): number;
  /** Bytes that are left on the disk of a folder. */
  freeBytes?(folder: string): Promise<number>;
}

export interface ReadinessCheck {
  /** Of any number that ask at the same time, one asks the database. */
  check(): Promise<Readiness>;
  close(): void;
}

/** SQLSTATE of a disk that is full. */
const diskFull = '53100';
/** Something written every second fails again within it. */
const DISK_FULL_FOR_MS = 60_000;
/** What Postgres needs to go on, and to end, is less. */
const MIN_FREE_BYTES = 200_000_000;
/** Of embargoes and of how long answers are kept, a reader would notice. */
const MAX_CLOCK_OFFSET_MS = 2_000;
/** Beyond it nothing is cached. */
const MAX_LAG_MS = 5_000;

export function createReadinessCheck(needs: ReadinessNeeds): ReadinessCheck {
  const { newsroom, dataDir, clock = () => performance.now(), freeBytes = freeBytesOf } = needs;
  let wasFullAt = Number.NEGATIVE_INFINITY;
  let isDamaged = false;
  let checking: Promise<Readiness> | undefined;
  const stop = statementFailed.subscribe(({ code }) => {
    if (code === diskFull) wasFullAt = clock();
    if (damaged.test(code)) isDamaged = true;
  });

  const disk = async (): Promise<Finding[]> => {
    if (clock() - wasFullAt < DISK_FULL_FOR_MS)
      return [found('disk', 'The database’s disk is full: nothing can be written.')];
    const free = dataDir === undefined || dataDir.startsWith('memory://') ? undefined : await freeBytes(dataDir);
    if (free === undefined || free >= MIN_FREE_BYTES) return [];
    return [found('disk', `The disk of DATA_DIR has ${Math.floor(free / 1_000_000)} MB left.`)];
  };

  /** Until the process ends: no page mends itself, and one that nobody asks for says nothing. */
  const damage = () =>
    isDamaged ? [found('damage', 'The database found that a part of it is damaged: restore the latest backup.')] : [];

  const look = async (): Promise<Readiness> => {
    const open = newsroom();
    if (open === undefined) return { ready: false, reason: 'starting' };
    const lagMs = clock() - open.readUpTo();
    const probed = await open.probe().catch((error: unknown) => {
      // The log is read through the same place: as long as that is done, the database answers.
      if (error instanceof Busy && lagMs <= MAX_LAG_MS) return undefined;
      throw error;
    });
    if (probed === undefined) return { ready: true, warnings: [noConnection, ...damage(), ...(await disk())] };
    const { behind, ahead, clockOffsetMs } = probed;
    if (behind.length > 0) return { ready: false, reason: `the database’s migrations are behind, by ${behind.length}` };
    const warnings = [
      ...(ahead.length > 0
        ? [found('migrations', `A later version has migrated the database: it is ahead by ${ahead.length}.`)]
        : []),
      ...(Math.abs(clockOffsetMs) > MAX_CLOCK_OFFSET_MS ? [found('clock', clockText(clockOffsetMs))] : []),
      ...(lagMs > MAX_LAG_MS
        ? [found('events', `The log of events couldn’t be read for ${Math.round(lagMs / 1_000)} s: nothing is cached.`)]
        : []),
      ...(open.replicas?.complaints() ?? []).map((message) => found('replicas', message)),
      ...damage(),
      ...(await disk()),
    ];
    return warnings.length > 0 ? { ready: true, warnings } : { ready: true };
  };

  return {
    check() {
      checking ??= look().finally(() => {
        checking = undefined;
      });
      return checking;
    },
    close: stop,
  };
}

const found = (check: Finding['check'], message: string): Finding => ({ check, message });

const noConnection = found(
  'connections',
  'No connection to the database was free: more is asked for than can be done.',
);

/** Also for the doctor. */
export function clockText(offsetMs: number): string {
  const seconds = (Math.abs(offsetMs) / 1_000).toFixed(1);
  return `The database’s clock is ${seconds} s ${offsetMs > 0 ? 'before' : 'behind'} this machine’s.`;
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
