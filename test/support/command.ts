/** Runs a command line within this process: its function with streams that are kept, as `run` keeps a process's. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { afterAll, beforeAll, inject } from 'vitest';
import type { Command } from '../../src/commands/command.ts';
import { makeDataFolder } from './data-folder.ts';
import { openCopy } from './newsroom.ts';
import type { Environment, Finished } from './process.ts';

/** An environment in which whoever asks the database fails. */
export const nowhere: Environment = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };

export async function call(
  command: Command,
  args: readonly string[] = [],
  env: Environment = nowhere,
  stdin = '',
): Promise<Finished> {
  const stdout = kept();
  const stderr = kept();
  const streams = { stdin: Readable.from([Buffer.from(stdin)]), stdout: stdout.stream, stderr: stderr.stream };
  const code = await command(args, env, streams);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function kept(): { readonly stream: Writable; text(): string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString() };
}

/** A newsroom of a test file's own, as commands are told of it: empty, and migrated. */
export function useCommandNewsroom(): { readonly env: Environment; readonly folder: string } {
  let folder: string;
  let database: Awaited<ReturnType<typeof openCopy>> | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dateline-command-'));
    if (inject('serverUrl') === null) await makeDataFolder(join(folder, 'newsroom'));
    else database = await openCopy();
  });
  afterAll(async () => {
    await database?.close();
    await database?.remove?.();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    get env(): Environment {
      return database?.url === undefined ? { DATA_DIR: join(folder, 'newsroom') } : { DATABASE_URL: database.url };
    },
    get folder() {
      return folder;
    },
  };
}
