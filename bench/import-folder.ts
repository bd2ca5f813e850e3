/** An import of a folder of thousands of mixed files, killed once on its way: its CPU, its memory, and whether all of it is there. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { benchPlace, makeDatabase, withDatabase } from './database.ts';
import { endings, writeImportFiles } from './import-files.ts';
import { processStat } from './process-stat.ts';

const SAMPLE_EVERY_MS = 1_000;
/** The first of both imports is killed when it took so much CPU for each file: some way into the folder. */
const KILLED_AFTER_CPU_MS = 6;
/** Of a process while it reads and saves, on a server's database and with the embedded engine in it. */
const MAX_BYTES = { server: 400_000_000, embedded: 900_000_000 };
/** What relating takes beside it for each file, whose terms are in memory, and with the engine its rows. */
const MAX_BYTES_RELATED_PER_FILE = { server: 10_000, embedded: 50_000 };
/** What the process takes in the sixth tenth, over what it took in the third: only pieces are read and saved in both. */
const MAX_GROWTH = 1.25;

export interface ImportFolderCost {
  readonly engine: 'server' | 'embedded';
  readonly files: number;
  readonly formats: number;
  /** Articles that were in when the first import was killed, and at the end. */
  readonly killedAt: number;
  readonly articles: number;
  readonly seconds: number;
  /** Of the process that imports, its embedded engine included, for each file, with all that is related. */
  readonly cpuMsPerFile: number;
  /** The most that the process took, and at each tenth of the second import. */
  readonly peakBytes: number;
  readonly bytes: readonly number[];
}

/** Linux alone says what another process takes. */
export async function measureImportFolder(
  env: NodeJS.ProcessEnv,
  files: number,
  now: Date,
  tell: (text: string) => void,
): Promise<ImportFolderCost> {
  const place = benchPlace(env, 'import');
  await makeDatabase(place);
  const folder = await mkdtemp(join(tmpdir(), 'dateline-files-'));
  try {
    tell(`writes ${files} files of ${endings.length} formats`);
    await writeImportFiles(folder, files, now);
    const childEnv = {
      ...env,
      DATA_DIR: place.dataDir,
      DATABASE_URL: place.databaseUrl ?? '',
    };
    const startedAt = performance.now();
    tell('imports them, and is killed on its way');
    const first = await runImport(folder, childEnv, (KILLED_AFTER_CPU_MS * files) / 1000);
    const killedAt = await countArticles(place);
    tell(`imports them again, ${killedAt} articles being there`);
    const second = await runImport(folder, childEnv);
    return {
      engine: place.serverUrl === undefined ? 'embedded' : 'server',
      files,
      formats: endings.length,
      killedAt,
      articles: await countArticles(place),
      seconds: (performance.now() - startedAt) / 1000,
      cpuMsPerFile: ((first.cpuSeconds + second.cpuSeconds) * 1000) / files,
      peakBytes: Math.max(...first.bytes, ...second.bytes),
      bytes: tenths(second.bytes),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Run {
  readonly cpuSeconds: number;
  readonly bytes: readonly number[];
}

/** As `npm run import` starts it. @param killedAfter seconds of CPU, after which the process is killed as by `kill -9` */
async function runImport(folder: string, env: NodeJS.ProcessEnv, killedAfter = Number.POSITIVE_INFINITY): Promise<Run> {
  const child = spawn(process.execPath, ['--max-semi-space-size=16', 'src/commands/import.ts', '--json', folder], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => {
    told = (told + chunk.toString()).slice(-2_000);
  });
  const ended = once(child, 'exit');
  const bytes: number[] = [];
  let cpuSeconds = 0;
  while (child.exitCode === null && child.signalCode === null) {
    await Promise.race([ended, delay(SAMPLE_EVERY_MS)]);
    const taken = takenBy(child.pid ?? 0);
    if (taken === null) break;
    bytes.push(taken.bytes);
    cpuSeconds = taken.cpuSeconds;
    if (cpuSeconds >= killedAfter) child.kill('SIGKILL');
  }
  const [code] = (await ended) as [number | null];
  if (killedAfter === Number.POSITIVE_INFINITY && code !== 0) throw new Error(`The import ended with ${code}: ${told}`);
  return { cpuSeconds, bytes };
}

function takenBy(pid: number): { readonly bytes: number; readonly cpuSeconds: number } | null {
  try {
    const { cpuMicroseconds, residentBytes: bytes } = processStat(pid);
    return bytes === 0 ? null : { bytes, cpuSeconds: cpuMicroseconds / 1e6 };
  } catch {
    return null;
  }
}

async function countArticles(place: ReturnType<typeof benchPlace>): Promise<number> {
  return withDatabase(place, {}, async ({ db }) => {
    const { count } = await db
      .selectFrom('article')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return Number(count);
  });
}

function tenths(all: readonly number[]): number[] {
  return Array.from(
    { length: 10 },
    (_, at) => all[Math.min(all.length - 1, Math.floor(((at + 1) * all.length) / 10) - 1)] ?? 0,
  );
}

/** All of it is in; reading and saving takes no more memory however many pieces there are, and relating its share for each. */
export function isImportSteady({ engine, files, articles, bytes, peakBytes }: ImportFolderCost): boolean {
  const [early, late] = [bytes[2] ?? 0, bytes[5] ?? 0];
  const isSmall =
    late <= MAX_BYTES[engine] && peakBytes <= MAX_BYTES[engine] + files * MAX_BYTES_RELATED_PER_FILE[engine];
  return articles === files && late <= early * MAX_GROWTH && isSmall;
}

export function importFolderText(cost: ImportFolderCost): string {
  const inMb = (bytes: number) => Math.round(bytes / 1e6);
  return [
    `Import of ${cost.files} files of ${cost.formats} formats, ${cost.engine} engine`,
    `  killed at ${cost.killedAt} articles; ${cost.articles} at the end, after ${cost.seconds.toFixed(0)} s`,
    `  ${cost.cpuMsPerFile.toFixed(1)} ms of CPU a file; ${inMb(cost.peakBytes)} MB at most`,
    `  by tenths of the second import: ${cost.bytes.map(inMb).join(', ')} MB`,
  ].join('\n');
}
