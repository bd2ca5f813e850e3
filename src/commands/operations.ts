/** `npm run operations`: registers the operations of front ends, lists and removes them. */

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSchema } from 'graphql';
import type { Db } from '../../db/engine/connect.ts';
import { readConfig } from '../config.ts';
import { documentErrors } from '../graphql/limits/plugin.ts';
import { type Found, filesOf, operationsOfFiles, operationsOfManifest } from '../graphql/operations/files.ts';
import { hashNamed } from '../graphql/operations/hash.ts';

const help = `Usage: npm run operations -- --from FOLDER
       npm run operations -- --from MANIFEST.json
       npm run operations -- --list
       npm run operations -- --remove HASH

Registers operations, so that front ends can send the SHA-256 of a text instead of it, and so that OPERATIONS=listed
takes them. Every one is checked against the schema and the limits; all are registered or none is. A running service
knows them at once, and forgets removed ones within a minute, but for answers that are kept: those live as long as they
would have. Those of schema/operations/ are always listed.

  FOLDER         All .graphql and .gql files, of folders below too; fragments may stand in any of them. Each operation
                 gets two hashes: of its text with its fragments as graphql-js prints it, and of the text that the client
                 preset writes into persisted-documents.json. Manifests (persisted*.json) are read too.
  MANIFEST.json  Texts by hash as Relay and the client preset write them, or Apollo's apollo-persisted-query-manifest.
                 The texts are taken as they are, and their hashes are verified.

Options:
  --dry-run  Check all and say what would be registered or removed, but write nothing.
  --json     Print the outcome as one JSON object.
  --help     Print this.

The database is the one of DATABASE_URL or DATA_DIR. An embedded one belongs to one process: stop \`npm start\` first.
Exit code: 0 when done, 1 when something was refused, 2 when the command was not understood.
`;

type Command =
  | { readonly verb: 'help' }
  | { readonly verb: 'list' }
  | { readonly verb: 'from'; readonly path: string }
  | { readonly verb: 'remove'; readonly hash: string };

interface Options {
  readonly isDryRun: boolean;
  readonly isJson: boolean;
}

interface Outcome {
  readonly lines: readonly string[];
  readonly json: object;
  readonly isRefused?: boolean;
}

class Misuse extends Error {}

function understood(args: string[]): Command & Options {
  const { values } = parseArgs({
    args,
    options: {
      from: { type: 'string' },
      list: { type: 'boolean' },
      remove: { type: 'string' },
      json: { type: 'boolean' },
      'dry-run': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const options = { isDryRun: values['dry-run'] === true, isJson: values.json === true };
  if (values.help === true) return { verb: 'help', ...options };
  const { from, list, remove } = values;
  if ([from, list, remove].filter((value) => value !== undefined).length !== 1)
    throw new Misuse('Say one of --from, --list and --remove.');
  if (from !== undefined) return { verb: 'from', path: from, ...options };
  if (list === true) return { verb: 'list', ...options };
  const hash = hashNamed(remove ?? '');
  if (hash === null) throw new Misuse('--remove needs a hash as --list has it.');
  return { verb: 'remove', hash, ...options };
}

async function register(path: string, { isDryRun }: Options): Promise<Outcome> {
  const { operations, problems } = await checked(await read(path));
  if (problems.length > 0) {
    const lines = problems.map(({ file, reason }) => `refused  ${file}: ${reason}`);
    return { lines: [...lines, 'Nothing was registered.'], json: { registered: [], problems }, isRefused: true };
  }
  if (operations.length === 0) throw new Error(`There is no operation in ${path}.`);
  const given = [...new Map(operations.map(({ hash, name, body }) => [hash, { hash, name, body }])).values()];
  const added = await withDatabase(async (db) => {
    const { insertOperations, knownOperations } = await import('../../db/persisted-operations.ts');
    if (!isDryRun) return insertOperations(db, given);
    const known = await knownOperations(
      db,
      given.map(({ hash }) => hash),
    );
    return new Set(given.flatMap(({ hash }) => (known.has(hash) ? [] : [hash])));
  });
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

async function list(): Promise<Outcome> {
  const { listedOperations } = await import('../../db/persisted-operations.ts');
  const rows = await withDatabase(listedOperations);
  return {
    lines: rows.map(({ hash, name, added_at }) => `${hash}  ${added_at.toISOString()}  ${name}`),
    json: { operations: rows.map(({ hash, name, added_at }) => ({ hash, name, addedAt: added_at })) },
  };
}

async function remove(hash: string, { isDryRun }: Options): Promise<Outcome> {
  const { deleteOperation, knownOperations } = await import('../../db/persisted-operations.ts');
  const isGone = await withDatabase(async (db) =>
    isDryRun ? (await knownOperations(db, [hash])).has(hash) : (await deleteOperation(db, hash)) !== null,
  );
  if (!isGone) throw new Error(`No operation is registered as ${hash}.`);
  return { lines: [`${isDryRun ? 'would be ' : ''}removed  ${hash}`], json: { removed: hash, isDryRun } };
}

/** Loaded here so that --help, a misuse and what is refused need no database. */
async function withDatabase<Result>(work: (db: Db) => Promise<Result>): Promise<Result> {
  const { openDatabase } = await import('../../db/engine/connect.ts');
  const { migrate } = await import('../../db/engine/migrate.ts');
  const { db, close } = await openDatabase({ ...readConfig(process.env), poolSize: 2, statementTimeoutMs: 0 });
  try {
    await migrate(db);
    return await work(db);
  } finally {
    await close();
  }
}

async function run(command: Exclude<Command, { verb: 'help' }> & Options): Promise<Outcome> {
  if (command.verb === 'list') return list();
  return command.verb === 'remove' ? remove(command.hash, command) : register(command.path, command);
}

/** Names of files and operations are others': they must not steer the terminal. */
function printable(line: string): string {
  return line.replace(/\p{Cc}+/gu, ' ');
}

try {
  const command = understood(process.argv.slice(2));
  if (command.verb === 'help') {
    process.stdout.write(help);
  } else {
    const { lines, json, isRefused = false } = await run(command);
    process.stdout.write(
      command.isJson ? `${JSON.stringify(json)}\n` : lines.map((line) => `${printable(line)}\n`).join(''),
    );
    if (isRefused) process.exitCode = 1;
  }
} catch (error) {
  const isMisuse = error instanceof Misuse || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`${(error as Error).message}\n${isMisuse ? `\n${help}` : ''}`);
  process.exitCode = isMisuse ? 2 : 1;
}
