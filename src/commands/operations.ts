/** `npm run operations`: registers persisted operations of front ends, lists and removes them. */

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { documentErrors } from '../graphql/limits/plugin.ts';
import { builtInOperations } from '../graphql/persisted/built-in.ts';
import { type Found, filesOf, operationsOfFiles, operationsOfManifest } from '../graphql/persisted/files.ts';
import { hashNamed } from '../graphql/persisted/hash.ts';
import { command, Misuse, printable, runMain } from './command.ts';
import { withCurrentDatabase, withMigratedDatabase, withReadableDatabase } from './database.ts';

const operationsFolder = join(import.meta.dirname, '../../schema/operations');

const help = `Usage: npm run operations -- --from FOLDER
       npm run operations -- --from MANIFEST.json
       npm run operations -- --list
       npm run operations -- --remove HASH

Registers operations, so that front ends can send the SHA-256 of a text instead of it, and so that OPERATIONS=listed
takes them. Every one is checked against the schema and the limits; all are registered or none is. A running service
knows them at once, and forgets removed ones within a minute, but for cached responses: those live as long as they
would have. Those of schema/operations/ are built in: they are always listed.

  FOLDER         All .graphql and .gql files, of folders below too; fragments may stand in any of them. Each operation
                 gets two hashes: of its text with its fragments as graphql-js prints it, and of the text that the client
                 preset writes into persisted-documents.json. Manifests (persisted*.json) are read too.
  MANIFEST.json  Texts by hash as Relay and the client preset write them, or Apollo's apollo-persisted-query-manifest.
                 The texts are taken as they are, and their hashes are verified.

Options:
  --dry-run  Check all and say what would be registered or removed, but write nothing.
  --json     Print the outcome as one JSON object.
  --help     Print this.

The database is the one of DATABASE_URL or DATA_DIR. \`npm start\` may be running on it.
Exit code: 0 when done, 1 when something was refused, 2 when the command was not understood.
`;

interface Options {
  readonly env: NodeJS.ProcessEnv;
  readonly isDryRun: boolean;
}

interface Outcome {
  readonly lines: readonly string[];
  readonly json: object;
  readonly isRefused?: boolean;
}

export const operationsCommand = command({
  name: 'operations',
  help,
  options: {
    from: { type: 'string' },
    list: { type: 'boolean' },
    remove: { type: 'string' },
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async work({ options, inputs, env, stdout }) {
    const { from, list: isList, remove: removed, 'dry-run': isDryRun = false } = options;
    if (inputs.length > 0) throw new Misuse(`"${inputs.join(' ')}" is too much.`);
    if ([from, isList, removed].filter((value) => value !== undefined).length !== 1)
      throw new Misuse('Say one of --from, --list and --remove.');
    const hash = hashNamed(removed ?? '');
    if (removed !== undefined && hash === null) throw new Misuse('--remove needs a hash as --list has it.');
    const how = { env, isDryRun };
    const outcome = from !== undefined ? register(from, how) : hash !== null ? remove(hash, how) : list(env);
    const { lines, json, isRefused = false } = await outcome;
    stdout.write(options.json ? `${JSON.stringify(json)}\n` : lines.map((line) => `${printable(line)}\n`).join(''));
    return isRefused ? 1 : 0;
  },
});

async function register(path: string, { env, isDryRun }: Options): Promise<Outcome> {
  const { operations, problems } = await checked(await read(path));
  if (problems.length > 0) {
    const lines = problems.map(({ file, reason }) => `refused  ${file}: ${reason}`);
    return { lines: [...lines, 'Nothing was registered.'], json: { registered: [], problems }, isRefused: true };
  }
  if (operations.length === 0) throw new Error(`There is no operation in ${path}.`);
  const given = [...new Map(operations.map(({ hash, name, body }) => [hash, { hash, name, body }])).values()];
  const { insertOperations } = await import('../../db/persisted-operations.ts');
  const added = isDryRun
    ? await unregisteredOf(env, given)
    : await withMigratedDatabase(env, ({ db }) => insertOperations(db, given));
  const state = (hash: string) => (added.has(hash) ? 'new      ' : 'unchanged');
  return {
    lines: [
      ...given.map(({ hash, name }) => `${isDryRun ? 'would be ' : ''}${state(hash)}  ${hash}  ${name}`),
      `${isDryRun ? 'Would be: ' : ''}${added.size} registered, ${given.length - added.size} unchanged.`,
    ],
    json: {
      registered: given.map(({ hash, name }) => ({ hash, name, isNew: added.has(hash) })),
      problems: [],
      isDryRun,
    },
  };
}

async function read(path: string): Promise<Found> {
  const isFolder = (await stat(path)).isDirectory();
  if (!isFolder && path.endsWith('.json'))
    return operationsOfManifest({ name: path, text: await readFile(path, 'utf8') });
  const named = async (name: string) => ({ name, text: await readFile(name, 'utf8') });
  if (!isFolder) return operationsOfFiles([await named(path)]);
  const { documents, manifests } = await filesOf(path);
  const files = await Promise.all(documents.map((name) => named(join(path, name))));
  const texts = await Promise.all(manifests.map((name) => named(join(path, name))));
  const found = [operationsOfFiles(files), ...texts.map(operationsOfManifest)];
  return {
    operations: found.flatMap(({ operations }) => operations),
    problems: found.flatMap(({ problems }) => problems),
  };
}

async function checked({ operations, problems }: Found): Promise<Found> {
  // NOTE: as it is written down, since only the service itself makes the schema.
  const schema = buildSchema(await readFile(join(import.meta.dirname, '../../schema/schema.graphql'), 'utf8'));
  const wrong = operations.flatMap(({ file, name, body }) =>
    documentErrors(schema, body).map(({ message }) => ({ file, reason: `${name}: ${message}` })),
  );
  const distinct = new Map([...problems, ...wrong].map((problem) => [`${problem.file} ${problem.reason}`, problem]));
  return { operations, problems: [...distinct.values()] };
}

async function list(env: NodeJS.ProcessEnv): Promise<Outcome> {
  const { listedOperations } = await import('../../db/persisted-operations.ts');
  const builtIn = await builtInOperations(operationsFolder);
  const rows = (await withReadableDatabase(env, ({ db }) => listedOperations(db))) ?? [];
  const all = [
    ...builtIn.map(({ hash, name }) => ({ hash, name, isBuiltIn: true, addedAt: null })),
    ...rows.map(({ hash, name, added_at }) => ({ hash, name, isBuiltIn: false, addedAt: added_at })),
  ];
  return {
    lines: all.map(({ hash, name, addedAt }) => `${hash}  ${addedAt?.toISOString() ?? 'built in'.padEnd(24)}  ${name}`),
    json: { operations: all },
  };
}

async function remove(hash: string, { env, isDryRun }: Options): Promise<Outcome> {
  const { deleteOperation } = await import('../../db/persisted-operations.ts');
  const isThere = isDryRun
    ? !(await unregisteredOf(env, [{ hash }])).has(hash)
    : await withMigratedDatabase(env, async ({ db }) => (await deleteOperation(db, hash)) !== null);
  if (isThere) return { lines: [`${isDryRun ? 'would be ' : ''}removed  ${hash}`], json: { removed: hash, isDryRun } };
  const isBuiltIn = (await builtInOperations(operationsFolder)).some((operation) => operation.hash === hash);
  throw new Error(isBuiltIn ? `${hash} is built in, and always listed.` : `No operation is registered as ${hash}.`);
}

/** For dry runs: all, where there is no newsroom yet. */
async function unregisteredOf(env: NodeJS.ProcessEnv, given: readonly { hash: string }[]): Promise<Set<string>> {
  const { knownOperations } = await import('../../db/persisted-operations.ts');
  const hashes = given.map(({ hash }) => hash);
  const known = await withCurrentDatabase(env, ({ db }) => knownOperations(db, hashes));
  return new Set(hashes.filter((hash) => !known?.has(hash)));
}

if (import.meta.main) await runMain(operationsCommand);
