/** Services as processes on one newsroom: several on a server, one on the embedded engine. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { importCommand } from '../../src/commands/import.ts';
import { call } from './command.ts';
import { makeDataFolder } from './data-folder.ts';
import { openCopy } from './newsroom.ts';
import { finish, printed, start } from './process.ts';

export interface Services {
  /** Where each answers GraphQL; the embedded engine has only one process, which stands for all. */
  readonly urls: readonly [string, string];
  readonly adminToken: string;
  close(): Promise<void>;
}

/** @param inputs what is imported before they begin: files, or texts of files by name */
export async function startServices(
  inputs: Readonly<Record<string, string>> | readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Services> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-services-'));
  const database = inject('serverUrl') === null ? undefined : await openCopy();
  const where = database?.url === undefined ? { DATA_DIR: join(folder, 'newsroom') } : { DATABASE_URL: database.url };
  if (where.DATA_DIR !== undefined) await makeDataFolder(where.DATA_DIR);
  const patient = { STATEMENT_TIMEOUT_MS: '20000', REQUEST_TIMEOUT_MS: '20000' };
  const given = { PORT: '0', DEMO: 'off', CORS_ORIGINS: 'none', ...patient, ...where, ...env };
  const children: ReturnType<typeof start>[] = [];
  const close = async () => {
    for (const child of children) child.kill('SIGTERM');
    await Promise.all(children.map(finish));
    await database?.close();
    await database?.remove?.();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const files = Array.isArray(inputs)
      ? inputs
      : await Promise.all(
          Object.entries(inputs).map(async ([name, text]) => {
            await writeFile(join(folder, name), text);
            return join(folder, name);
          }),
        );
    const { code, stderr } = await call(importCommand, files, where);
    if (code !== 0) throw new Error(stderr);
    const begin = async (pattern: RegExp) => {
      const child = start('src/main.ts', [], given);
      children.push(child);
      return printed(child, pattern);
    };
    const [, url = '', adminToken = ''] = await begin(/API\s+(http:\S+\/graphql)[\s\S]*Admin token\s+(\S+)/);
    const [, other = url] = database ? await begin(/API\s+(http:\S+\/graphql)/) : [];
    return { urls: [url, other], adminToken, close };
  } catch (error) {
    await close();
    throw error;
  }
}
