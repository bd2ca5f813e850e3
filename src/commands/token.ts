/** `npm run token`: creates, lists and revokes access tokens (bearer tokens with a role). */

import type { AccessTokenRow } from '../../db/access/access-tokens.ts';
import type { Db } from '../../db/engine/database.ts';
import { transact } from '../../db/engine/transact.ts';
import { newAccessToken, tokenLife, tokenName } from '../access/access-tokens.ts';
import { InvalidInput } from '../errors.ts';
import { type Role, roles } from '../roles.ts';
import { command, Misuse, runMain } from './command.ts';
import { withMigratedDatabase, withReadableDatabase } from './database.ts';

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

The database is the one of DATABASE_URL or DATA_DIR. \`npm start\` may be running on it.
Exit code: 0 when done, 1 when it could not be done, 2 when the command was not understood.
`;

/** What shall be done in the database. */
type Work = (db: Db) => Promise<string>;

export const tokenCommand = command({
  name: 'token',
  help,
  options: { role: { type: 'string' }, name: { type: 'string' }, expires: { type: 'string' } },
  async work({ options, inputs: [verb, ...rest], env, stdout }) {
    if (verb !== 'create' && Object.keys(options).length > 0) throw new Misuse('Options go with create.');
    if (rest.length > (verb === 'revoke' ? 1 : 0)) throw new Misuse(`"${rest.at(-1)}" is too much.`);
    const work = workOf(verb, rest[0], options);
    const open = verb === 'list' ? withReadableDatabase : withMigratedDatabase;
    stdout.write((await open(env, ({ db }) => work(db))) ?? '');
    return 0;
  },
});

interface Options {
  readonly role?: string;
  readonly name?: string;
  readonly expires?: string;
}

function workOf(verb: string | undefined, id: string | undefined, { role, name = '', expires }: Options): Work {
  if (verb === 'list') return list;
  if (verb === 'revoke') return revoke(idOf(id));
  if (verb !== 'create') throw new Misuse(verb === undefined ? 'Say what to do.' : `There is no "${verb}".`);
  return create({
    role: roleOf(role),
    name: usable(() => tokenName(name, ['name'])),
    expiresInHours: expires === undefined ? null : hoursOf(expires),
  });
}

/** What the API refuses as input, a command line doesn't understand. */
function usable<Value>(check: () => Value): Value {
  try {
    return check();
  } catch (error) {
    throw error instanceof InvalidInput ? new Misuse(error.message) : error;
  }
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

const HOURS_OF_UNIT = { h: 1, d: 24, w: 168 };

function hoursOf(text: string): number {
  const [, count, unit] = /^(\d{1,5})([hdw])$/.exec(text) ?? [];
  if (unit === undefined) throw new Misuse('--expires must be a number of hours, days or weeks: 12h, 90d, 52w.');
  return usable(() => tokenLife(Number(count) * HOURS_OF_UNIT[unit as keyof typeof HOURS_OF_UNIT], ['expires']));
}

/** Whoever may run commands on the database needs no token. */
const commandLine = { id: null, name: 'npm run token', role: null };

async function list(db: Db): Promise<string> {
  const { accessTokens } = await import('../../db/access/access-tokens.ts');
  return (await accessTokens(db)).map((row) => `${inWords(row)}\n`).join('');
}

function create(options: Pick<AccessTokenRow, 'name'> & { role: Role; expiresInHours: number | null }): Work {
  return async (db) => {
    const { insertAccessToken } = await import('../../db/access/access-tokens.ts');
    const { token, sha256 } = newAccessToken();
    const row = await transact(db, (trx) => insertAccessToken(trx, commandLine, { ...options, sha256 }));
    return `${inWords(row)}\nThe token itself, which is not shown again:\n${token}\n`;
  };
}

function revoke(id: number): Work {
  return async (db) => {
    const { revokeAccessToken } = await import('../../db/access/access-tokens.ts');
    const row = await transact(db, (trx) => revokeAccessToken(trx, commandLine, id));
    if (row === null) throw new Error(`There is no token ${id}.`);
    return `${inWords(row)}\n`;
  };
}

function inWords({ id, name, role, expires_at, revoked_at, last_used_at }: AccessTokenRow): string {
  const until = expires_at === null ? 'never expires' : `expires ${expires_at.toISOString()}`;
  const state = revoked_at === null ? until : `revoked ${revoked_at.toISOString()}`;
  const used = last_used_at === null ? 'never used' : `last used about ${last_used_at.toISOString().slice(0, 13)}h`;
  return [id, role, state, used, name].join('  ');
}

if (import.meta.main) await runMain(tokenCommand);
