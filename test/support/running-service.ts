/** A service as a process, with a GraphQL client for each role. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GraphQLClient } from 'graphql-request';
import { expect, inject } from 'vitest';
import { CreateTokenDocument, type Role } from '../../schema/client/graphql.js';
import { makeDataFolder } from './data-folder.ts';
import { openCopy } from './newsroom.ts';
import { type Environment, finish, printed, start } from './process.ts';

export interface RunningService {
  /** Of the service, without a path. */
  readonly url: string;
  readonly admin: GraphQLClient;
  readonly editor: GraphQLClient;
  readonly writer: GraphQLClient;
  readonly reader: GraphQLClient;
  /** A client with these headers and nothing else. */
  client(headers: Readonly<Record<string, string>>): GraphQLClient;
  close(): Promise<void>;
}

/**
 * On the engine that the run is about. The first start's token is the admin's, who makes those of the others.
 *
 * @param settings beside those that every service has
 */
export async function openService(settings: Environment = {}): Promise<RunningService> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-house-'));
  const database = inject('serverUrl') === null ? undefined : await openCopy();
  const where = database?.url === undefined ? { DATA_DIR: join(folder, 'newsroom') } : { DATABASE_URL: database.url };
  if (where.DATA_DIR !== undefined) await makeDataFolder(where.DATA_DIR);
  // A machine that runs all the tests may be slow, and isn't what is asked about.
  const patient = { STATEMENT_TIMEOUT_MS: '20000', REQUEST_TIMEOUT_MS: '20000' };
  const given = { PORT: '0', DEMO: 'off', WEBHOOK_ALLOW_PRIVATE: 'on', ...patient, ...where, ...settings };
  const service = start('src/main.ts', [], given);
  const ended = finish(service);
  const close = async () => {
    service.kill('SIGTERM');
    await ended;
    await database?.close();
    await database?.remove?.();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const [, url = '', token = ''] = await printed(service, /API\s+(http:\S+\/graphql)[\s\S]*Admin token\s+(\S+)/);
    const client = (headers: Readonly<Record<string, string>>) => new GraphQLClient(url, { headers });
    const holder = (bearer: string) => client({ authorization: `Bearer ${bearer}` });
    const admin = holder(token);
    const hired = async (role: Role, name: string) => {
      const { createToken } = await admin.request(CreateTokenDocument, { input: { role, name } });
      return holder(as(createToken, 'CreatedToken').token);
    };
    return {
      url: new URL(url).origin,
      admin,
      editor: await hired('EDITOR', 'Edda Editor'),
      writer: await hired('WRITER', 'Wren Writer'),
      reader: client({}),
      client,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Which member of a result it must be, and then is to the compiler too. */
export function as<Result extends { readonly __typename: string }, Name extends Result['__typename']>(
  result: Result,
  name: Name,
): Extract<Result, { readonly __typename: Name }> {
  expect(result).toMatchObject({ __typename: name });
  return result as Extract<Result, { readonly __typename: Name }>;
}
