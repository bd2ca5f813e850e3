/** `npm run token`: makes, lists and revokes the tokens that callers show to be more than a reader. */

import { parseArgs } from 'node:util';
import type { AccessTokenRow } from '../../db/access/access-tokens.ts';
import type { Db } from '../../db/engine/connect.ts';
import { newAccessToken, tokenLife, tokenName } from '../access/access-tokens.ts';
import { readConfig } from '../config.ts';
import { InvalidInput } from '../errors.ts';
import { type Role, roles } from '../roles.ts';

const help = `Usage: npm run token -- create --role ROLE --name NAME [--expires 90d]
       npm run token -- list
       npm run token -- revoke ID

  create   Makes a token and prints it, this once, as the last line. Callers send it as "Authorization: Bearer <token>".
  list     All tokens there ever were, the newest first: id, role, state, name.
  revoke   Ends a token at once, everywhere and for good.

Options:
  --role ROLE       ${roles.join(', ').toLowerCase()}.
  --name NAME       Whom it is for, such as "news desk"; revisions and the log of events name it.
  --expires TIME    After how long it ends by itself: 12h, 90d, 52w; at most 3650d. Never if not given.
  --help            Print this.

The database is the one of DATABASE_URL or DATA_DIR. An embedded one belongs to one process: while \`npm start\` runs on
it, use the mutations createToken and revokeToken and the query tokens instead, with an admin's token.
Exit code: 0 when done, 1 when it could not be done, 2 when the command was not understood.
`;

type Command =
  | { readonly verb: 'help' }
  | { readonly verb: 'list' }
  | { readonly verb: 'create'; readonly role: Role; readonly name: string; readonly expiresInHours: number | null }
  | { readonly verb: 'revoke'; readonly id: number };

class Misuse extends Error {}

function understood(args: string[]): Command {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      role: { type: 'string' },
      name: { type: 'string' },
      expires: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return { verb: 'help' };
  const [verb, ...rest] = positionals;
  if (verb !== 'create' && Object.keys(values).length > 0) throw new Misuse('Options go with create.');
  if (rest.length > (verb === 'revoke' ? 1 : 0)) throw new Misuse(`"${rest.at(-1)}" is too much.`);
  if (verb === 'list') return { verb };
  if (verb === 'revoke') return { verb, id: idOf(rest[0]) };
  if (verb !== 'create') throw new Misuse(verb === undefined ? 'Say what to do.' : `There is no "${verb}".`);
  return {
    verb,
    role: roleOf(values.role),
    name: tokenName(values.name ?? '', ['name']),
    expiresInHours: values.expires === undefined ? null : hoursOf(values.expires),
  };
}

function idOf(text = ''): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Misuse('revoke needs the number of a token, as list has it.');
}

function roleOf(text = ''): Role {
  const role = roles.find((known) => known === text.toUpperCase());
  if (role === undefined) throw new Misuse(`--role must be one of ${roles.join(', ').toLowerCase()}.`);
  return role;
}

const hours = { h: 1, d: 24, w: 168 };

function hoursOf(text: string): number {
  const [, count, unit] = /^(\d{1,5})([hdw])$/.exec(text) ?? [];
  if (unit === undefined) throw new Misuse('--expires must be a number of hours, days or weeks: 12h, 90d, 52w.');
  return tokenLife(Number(count) * hours[unit as keyof typeof hours], ['expires']);
}

/** Whoever may run commands on the database needs no token. */
const commandLine = { id: null, name: 'npm run token', role: null };

async function run(db: Db, command: Exclude<Command, { verb: 'help' }>): Promise<string> {
  const { accessTokens, insertAccessToken, revokeAccessToken } = await import('../../db/access/access-tokens.ts');
  if (command.verb === 'list') return (await accessTokens(db)).map((row) => `${inWords(row)}\n`).join('');
  if (command.verb === 'create') {
    const { token, sha256 } = newAccessToken();
    const { name, role, expiresInHours } = command;
    const row = await db
      .transaction()
      .execute((trx) => insertAccessToken(trx, commandLine, { name, role, sha256, expiresInHours }));
    return `${inWords(row)}\nThe token itself, which is not shown again:\n${token}\n`;
  }
  const row = await db.transaction().execute((trx) => revokeAccessToken(trx, commandLine, command.id));
  if (row === null) throw new Error(`There is no token ${command.id}.`);
  return `${inWords(row)}\n`;
}

function inWords({ id, name, role, expires_at, revoked_at, last_used_at }: AccessTokenRow): string {
  const until = expires_at === null ? 'never expires' : `expires ${expires_at.toISOString()}`;
  const state = revoked_at === null ? until : `revoked ${revoked_at.toISOString()}`;
  const used = last_used_at === null ? 'never used' : `last used about ${last_used_at.toISOString().slice(0, 13)}h`;
  return [id, role, state, used, name].join('  ');
}

/** Loaded here so that --help and a misuse need no database. */
async function main(command: Command): Promise<string> {
  if (command.verb === 'help') return help;
  const { openDatabase } = await import('../../db/engine/connect.ts');
  const { FolderInUse } = await import('../../db/engine/folder-lock.ts');
  const { migrate } = await import('../../db/engine/migrate.ts');
  const config = readConfig(process.env);
  const { db, close } = await openDatabase({ ...config, poolSize: 2, statementTimeoutMs: 0 }).catch((error) => {
    if (!(error instanceof FolderInUse)) throw error;
    throw new Error(
      `${error.message}\nWhile it runs, tokens are managed through it: ask createToken, revokeToken or tokens ` +
        'with an admin’s token; the first start printed one.',
    );
  });
  try {
    await migrate(db);
    return await run(db, command);
  } finally {
    await close();
  }
}

try {
  process.stdout.write(await main(understood(process.argv.slice(2))));
} catch (error) {
  const isMisuse =
    error instanceof Misuse ||
    error instanceof InvalidInput ||
    (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') === true;
  process.stderr.write(`${(error as Error).message}\n${isMisuse ? `\n${help}` : ''}`);
  process.exitCode = isMisuse ? 2 : 1;
}
