/** What an idle service holds of the machine's memory: on a server without a demo, and embedded with it, started as `npm start` does. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type BenchPlace, makeDatabase } from './database.ts';
import { startDateline } from './servers.ts';

export interface MemoryCost {
  readonly engine: 'server' | 'embedded with the demo';
  /** Megabytes that were resident when it rested, and the most until then. */
  readonly idleMb: number;
  readonly peakMb: number;
  readonly goalMb: number;
}

/** Jobs and coverage have begun by then, and what the start took is given back. */
const REST_MS = 40_000;
const SERVER_GOAL_MB = 150;
const EMBEDDED_GOAL_MB = 300;

export async function measureMemory(place: BenchPlace, onProgress: (text: string) => void): Promise<MemoryCost[]> {
  const costs: MemoryCost[] = [];
  if (place.serverUrl !== undefined) {
    onProgress('memory of a service on a server');
    const databaseName = `${place.databaseName}_memory`;
    const databaseUrl = Object.assign(new URL(place.serverUrl), { pathname: databaseName }).href;
    const own = { ...place, databaseName, databaseUrl };
    await makeDatabase(own);
    costs.push({ engine: 'server', ...(await idle(own, 'off')), goalMb: SERVER_GOAL_MB });
  }
  onProgress('memory of an embedded service');
  const dataDir = mkdtempSync(join(tmpdir(), 'dateline-bench-memory-'));
  try {
    const own = join(dataDir, 'newsroom');
    costs.push({ engine: 'embedded with the demo', ...(await idle({ dataDir: own }, 'on')), goalMb: EMBEDDED_GOAL_MB });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
  return costs;
}

async function idle(
  place: Pick<BenchPlace, 'databaseUrl' | 'dataDir'>,
  demo: 'on' | 'off',
): Promise<Pick<MemoryCost, 'idleMb' | 'peakMb'>> {
  const service = await startDateline(place, { env: { DEMO: demo } });
  try {
    await delay(REST_MS);
    const status = readFileSync(`/proc/${service.pid}/status`, 'utf8');
    return { idleMb: megabytes(status, 'VmRSS'), peakMb: megabytes(status, 'VmHWM') };
  } finally {
    await service.stop();
  }
}

function megabytes(status: string, name: string): number {
  return Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024);
}

export function isMemorySmallEnough(costs: readonly MemoryCost[]): boolean {
  return costs.every(({ idleMb, goalMb }) => idleMb <= goalMb);
}

export function memoryText(costs: readonly MemoryCost[]): string {
  const lines = costs.map(
    ({ engine, idleMb, peakMb, goalMb }) =>
      `  ${engine.padEnd(24)}${idleMb} MB (at most ${goalMb}), ${peakMb} MB at its peak`,
  );
  return ['Memory of an idle service', ...lines].join('\n');
}
