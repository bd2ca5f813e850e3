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
  /** Of another process on the same newsroom; the embedded engine has only one, which stands for both. */
  readonly otherUrl: string;
  /** The first start's token is the admin's, who made those of the others. */
  readonly adminToken: string;
  readonly admin: GraphQLClient;
  readonly editor: GraphQLClient;
  readonly writer: GraphQLClient;
  readonly reader: GraphQLClient;
  /** A client with these headers and nothing else. */
  client(headers: Readonly<Record<string, string>>): GraphQLClient;
  close(): Promise<void>;
}

interface ServiceOptions {
  /** Settings beside those that every service has. */
  readonly settings?: Environment;
  /** What is done before it starts, by the settings that say where the newsroom is. */
  readonly prepare?: (where: Environment) => Promise<unknown>;
  /** On a server: whether a second process is started. */
  readonly isPaired?: boolean;
}

/** On the engine that the run is about: in a new folder or database, with the demo where the settings ask for it. */
export async function openService({ settings = {}, prepare, isPaired = false }: ServiceOptions = {}) {
  const beginsAs = settings.DEMO === 'on' ? 'demo' : 'empty';
  const folder = await mkdtemp(join(tmpdir(), 'dateline-house-'));
  const database = inject('serverUrl') === null ? undefined : await openCopy({ beginsAs });
  const where = database?.url === undefined ? { DATA_DIR: join(folder, 'newsroom') } : { DATABASE_URL: database.url };
  if (where.DATA_DIR !== undefined) await makeDataFolder(where.DATA_DIR, beginsAs);
  const given = { PORT: '0', DEMO: 'off', WEBHOOK_ALLOW_PRIVATE: 'on', ...where, ...settings };
  const stops: (() => Promise<unknown>)[] = [];
  const close = async () => {
    await Promise.all(stops.map((stop) => stop()));
    await database?.close();
    await database?.remove?.();
    await rm(folder, { recursive: true, force: true });
  };
  const begin = async (announcement: RegExp) => {
    const child = start('src/main.js', [], given);
    const ended = finish(child);
    stops.push(() => {
      child.kill('SIGTERM');
      return ended;
    });
    return printed(child, announcement);
  };
  try {
    await prepare?.(where);
    const [, url = '', token = ''] = await begin(/API\s+(http:\S+)\/graphql[\s\S]*Admin token\s+(\S+)/);
    const [, otherUrl = url] = isPaired && database !== undefined ? await begin(/API\s+(http:\S+)\/graphql/) : [];
    return { url, otherUrl, adminToken: token, ...(await clientsOf(url, token)), close } satisfies RunningService;
  } catch (error) {
    await close();
    throw error;
  }
}

async function clientsOf(url: string, adminToken: string) {
  const client = (headers: Readonly<Record<string, string>>) => new GraphQLClient(`${url}/graphql`, { headers });
  const holder = (bearer: string) => client({ authorization: `Bearer ${bearer}` });
  const admin = holder(adminToken);
  const hired = async (role: Role, name: string) => {
    const { createToken } = await admin.request(CreateTokenDocument, { input: { role, name } });
    return holder(as(createToken, 'CreatedToken').token);
  };
  const [editor, writer] = [await hired('EDITOR', 'Edda Editor'), await hired('WRITER', 'Wren Writer')];
  return { client, admin, editor, writer, reader: client({}) };
}

/** Which member of a result it must be, and then is to the compiler too. */
export function as<Result extends { readonly __typename: string }, Name extends Result['__typename']>(
  result: Result,
  name: Name,
): Extract<Result, { readonly __typename: Name }> {
  expect(result).toMatchObject({ __typename: name });
  return result as Extract<Result, { readonly __typename: Name }>;
}
