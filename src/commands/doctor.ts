/** `npm run doctor`: says what is wrong with a newsroom and what to do, and changes nothing. */

import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { DatabaseUnusable } from '../../db/engine/database-unusable.ts';
import { FolderInUse } from '../../db/engine/folder-lock.ts';
import { type Config, directly, InvalidConfig, readConfig } from '../config.ts';
import { type Complaint, checks, notice, trouble } from '../doctor/complaint.ts';
import { command, Misuse, printable, runMain } from './command.ts';
import { withExistingDatabase } from './database.ts';

const help = `Usage: npm run doctor [-- --json]

Looks at a newsroom and says what is wrong and what to do: settings, migrations, indexes, constraints and triggers that are
missing, invalid or bloated, clocks, disks, connections, replicas, who follows the log, rows that lead nowhere, jobs, roll-ups. It
changes nothing, and reads every table that has a foreign key from end to end.

  --json   The same for scripts.
  --help   Print this.

The database is the one of DATABASE_URL or DATA_DIR. \`npm start\` may be running on it.
Exit code: 0 when there is no trouble, 1 when there is some, 2 when the command was not understood.
`;

/** What Postgres needs to go on, and to end, is less. */
const MIN_FREE_BYTES = 200_000_000;

export const doctorCommand = command({
  name: 'doctor',
  help,
  options: { json: { type: 'boolean' } },
  async work({ options: { json: isJson }, inputs, env, stdout }) {
    if (inputs.length > 0) throw new Misuse(`"${inputs.join(' ')}" is too much.`);
    const complaints = await allComplaints(env);
    const isWell = complaints.every(({ severity }) => severity !== 'trouble');
    if (isJson) stdout.write(`${JSON.stringify({ isWell, complaints }, null, 2)}\n`);
    else stdout.write(reportOf(complaints));
    return isWell ? 0 : 1;
  },
});

async function allComplaints(env: NodeJS.ProcessEnv): Promise<Complaint[]> {
  let config: Config;
  try {
    config = readConfig(env);
  } catch (error) {
    if (!(error instanceof InvalidConfig)) throw error;
    return error.message
      .split('\n')
      .map((line) =>
        trouble(
          'settings',
          line,
          `${line.startsWith('OTEL_') ? 'docs/operations.md#traces' : 'docs/configuration.md'} has what is allowed.`,
        ),
      );
  }
  return [...(await diskComplaints(config)), ...(await databaseComplaints(env, config))];
}

async function databaseComplaints(env: NodeJS.ProcessEnv, config: Config): Promise<Complaint[]> {
  const [{ examine }, { replicaComplaints }] = await Promise.all([
    import('../doctor/examine.ts'),
    import('../doctor/replica-complaints.ts'),
  ]);
  try {
    const found = await withExistingDatabase(env, (database) => examine(database, config.cdn !== undefined));
    if (found === null)
      return [trouble('database', 'There is no newsroom yet.', 'npm start, or npm run restore -- FILE')];
    const { databaseUrl } = directly(config);
    return databaseUrl === undefined
      ? found
      : [...found, ...(await replicaComplaints(databaseUrl, config.databaseReplicaUrls))];
  } catch (error) {
    if (error instanceof FolderInUse) {
      return [trouble('database', error.message, 'What is wrong while it runs is at its /health/ready.')];
    }
    if (!(error instanceof DatabaseUnusable)) throw error;
    return [trouble('database', error.message, 'docs/operations.md#the-database-is-away')];
  }
}

async function diskComplaints({ databaseUrl, dataDir }: Config): Promise<Complaint[]> {
  const folders = [...(databaseUrl === undefined && !dataDir.startsWith('memory://') ? [dataDir] : []), tmpdir()];
  const found = await Promise.all(folders.map(lowDisk));
  return found.flat();
}

async function lowDisk(folder: string): Promise<Complaint[]> {
  const disk = await statfs(folder).catch(() => undefined);
  if (disk === undefined) return [];
  const free = disk.bavail * disk.bsize;
  if (free >= MIN_FREE_BYTES) return [];
  const message = `The disk of ${folder} has ${Math.floor(free / 1_000_000)} MB left.`;
  return folder === tmpdir()
    ? [notice('disk', message, 'Make room: files of many rows are made there.')]
    : [trouble('disk', message, 'Make room, but delete nothing in it.')];
}

/** A line for each check, and below it what is wrong and what to do. */
function reportOf(complaints: readonly Complaint[]): string {
  const lines = checks.flatMap((check) => {
    const own = complaints.filter((complaint) => complaint.check === check);
    if (own.length === 0) return [];
    return own.map(({ severity, message, remedy }) => {
      const mark = severity === 'trouble' ? '✗' : '·';
      return `${mark} ${check}: ${printable(message)}\n    ${printable(remedy)}`;
    });
  });
  const troubles = complaints.filter(({ severity }) => severity === 'trouble').length;
  const last = troubles === 0 ? 'No trouble.' : `${troubles} in trouble.`;
  return `${[...lines, last].join('\n')}\n`;
}

if (import.meta.main) await runMain(doctorCommand);
