/** `npm run schema`: what a change of the schema means to those who use it, and who uses what. */

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSchema, type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { command, Misuse, printable, runMain } from './command.ts';
import { usageOf } from './field-usage.ts';
import { git, schemaBase } from './schema-base.ts';

const root = join(import.meta.dirname, '../..');
const ownFile = 'schema/schema.graphql';

const help = `Usage: npm run schema -- diff
       npm run schema -- diff FILE.graphql
       npm run schema -- diff REF
       npm run schema -- usage
       npm run schema -- usage COORDINATE

diff compares schema/schema.graphql with another, older one, and names each change as breaking (an operation that was valid may
fail), dangerous (it may be answered in another way) or safe.

  FILE.graphql  The older schema, as SDL.
  REF           The one of a commit, a branch or a tag of git. If none is named: the last tag, or without any the commit where
                this branch left the main one, so that nothing breaks unseen in two commits.

What was deprecated there and is gone is dangerous, not breaking: it was announced.

usage tells what is deprecated and in use all the same, or who uses one field: tokens, operations, how often it was executed
in 90 days, and the last day. Answers from the cache are not counted. What is in the values of variables is not known.

  COORDINATE    Article.slug, "Query.articles(first:)", an input's field or an enum's value. The database is the one of
                DATABASE_URL or DATA_DIR; \`npm start\` may be running on it.

Options:
  --json  Print the outcome as one JSON object.
  --help  Print this.

Exit code: 0 when nothing breaks, 1 when something does or can't be compared, 2 when the command was not understood.
Deprecate a field first ("Since 0.2.0: use \`Article.slug\` instead."), and take it away when nobody uses it any more.
`;

const levels = { BREAKING: 'breaking', DANGEROUS: 'dangerous', NON_BREAKING: 'safe' } as const;

export const schemaCommand = command({
  name: 'schema',
  help,
  options: { json: { type: 'boolean' } },
  async work({ options, inputs: [verb, given, ...more], env, stdout }) {
    if (verb !== 'diff' && verb !== 'usage')
      throw new Misuse(verb === undefined ? 'Say what to do: diff or usage.' : `"${verb}" is neither diff nor usage.`);
    if (more.length > 0) throw new Misuse(`"${more.join(' ')}" is too much.`);
    if (verb === 'usage') {
      const { lines, json } = await usageOf(schemaOf(ownFile, await own()), given, env);
      stdout.write(options.json ? `${JSON.stringify(json)}\n` : lines.map((line) => `${printable(line)}\n`).join(''));
      return 0;
    }
    const from = given ?? (await schemaBase(root));
    const older = await olderSchema(from).catch((error: Error) => {
      // A copy without its history, as of an archive, isn't a fault of the schema.
      if (given !== undefined) throw error;
      stdout.write(`${printable(error.message)}: nothing is compared.\n`);
      return null;
    });
    if (older === null) return 0;
    const changes = await changesSince(older, schemaOf(ownFile, await own()));
    const count = changes.filter(({ level }) => level === 'breaking').length;
    if (options.json) stdout.write(`${JSON.stringify({ from, changes })}\n`);
    else {
      for (const { level, message } of changes) stdout.write(`${level.padEnd(9)}  ${printable(message)}\n`);
      stdout.write(`${changes.length} changes since ${from}, ${count} of them breaking.\n`);
    }
    return count > 0 ? 1 : 0;
  },
});

interface SchemaChange {
  readonly level: (typeof levels)[keyof typeof levels];
  readonly message: string;
  /** `Article.slug`, where it is about a place. */
  readonly path?: string | undefined;
}

async function changesSince(older: GraphQLSchema, newer: GraphQLSchema): Promise<SchemaChange[]> {
  const { diff } = await import('@graphql-inspector/core');
  const order = Object.values(levels);
  return (await diff(older, newer))
    .map(({ criticality, type, message, path }) => {
      const level = levels[criticality.level];
      const isAnnounced = level === 'breaking' && type.endsWith('_REMOVED') && isDeprecated(older, path);
      return { level: isAnnounced ? 'dangerous' : level, message, path };
    })
    .sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
}

/** Of a field, an argument, an input's field or an enum's value. */
function isDeprecated(schema: GraphQLSchema, path = ''): boolean {
  const [name = '', member = '', argument] = path.split('.');
  const type = schema.getType(name);
  if (isEnumType(type)) return type.getValue(member)?.deprecationReason != null;
  if (isInputObjectType(type)) return type.getFields()[member]?.deprecationReason != null;
  if (!isObjectType(type) && !isInterfaceType(type)) return false;
  const field = type.getFields()[member];
  const found = argument === undefined ? field : field?.args.find((one) => one.name === argument);
  return found?.deprecationReason != null;
}

function own(): Promise<string> {
  return readFile(join(root, ownFile), 'utf8');
}

async function olderSchema(from: string): Promise<GraphQLSchema> {
  if (from.endsWith('.graphql') || existsSync(from)) return schemaOf(from, await readFile(from, 'utf8'));
  return schemaOf(`${from}:${ownFile}`, await committed(from));
}

/** @throws what git says of a ref that it doesn't know */
function committed(ref: string): Promise<string> {
  return git(root, 'show', '--end-of-options', `${ref}:${ownFile}`).catch((error: Error) => {
    throw new Error(`There is no schema of "${ref}": ${error.message}`, { cause: error });
  });
}

function schemaOf(name: string, sdl: string): GraphQLSchema {
  try {
    return buildSchema(sdl);
  } catch (error) {
    throw new Error(`${name} is no schema: ${(error as Error).message}`, { cause: error });
  }
}

if (import.meta.main) await runMain(schemaCommand);
