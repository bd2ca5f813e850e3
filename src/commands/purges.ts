/** `npm run purges`: says what an event throws away in the CDN, and does it. */

import { parseArgs } from 'node:util';
import type { Db } from '../../db/engine/connect.ts';
import { eventTypes } from '../../db/events/append.ts';
import type { TellingEvent } from '../../db/events/log.ts';
import { changedTags } from '../caching/changes.ts';
import { everything, type Tag } from '../caching/tags.ts';
import { type Config, readConfig } from '../config.ts';
import { encodeId, numberIn } from '../ids.ts';
import { type PurgeCall, purgeCalls } from '../purging/cdn.ts';
import { sendPurge } from '../purging/send.ts';

const help = `Usage: npm run purges -- [options] EVENT
       npm run purges -- [options] --all

Says which tags an event throws away, and which requests the CDN gets for it. EVENT is an event's id as "events" has it,
its number, or a type such as article.corrected for the last event of that type. A running service purges by itself.

Options:
  --all    Everything, rather than what an event changed. No database is needed.
  --send   Send the requests too.
  --json   Print the outcome as one JSON object.
  --help   Print this.

The CDN is the one of CDN (none: tags only), the database that of DATABASE_URL or DATA_DIR. An embedded one belongs to
one process: stop \`npm start\` first. Exit code: 0 when done, 1 when it could not be done, 2 when the command was not
understood.
`;

class Misuse extends Error {}

interface Command {
  /** By number or by type; null for everything. */
  readonly event: number | string | null;
  readonly isSent: boolean;
  readonly isJson: boolean;
}

/** @returns null when only the help is wanted */
function understood(args: string[]): Command | null {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      all: { type: 'boolean', default: false },
      send: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  const [event, more] = positionals;
  if (more !== undefined) throw new Misuse(`"${more}" is too much.`);
  if (values.all && event !== undefined) throw new Misuse('Name an event or say --all, not both.');
  if (!values.all && event === undefined) throw new Misuse('Name an event, or say --all.');
  return { event: event === undefined ? null : eventNamed(event), isSent: values.send, isJson: values.json };
}

function eventNamed(text: string): number | string {
  if ((eventTypes as readonly string[]).includes(text)) return text;
  const id = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : numberIn('Event', text);
  if (id !== null && id <= 2_147_483_647) return id;
  throw new Misuse(`"${text}" is neither an event's id nor a type of events.`);
}

interface Outcome {
  readonly event: { readonly id: string; readonly number: number; readonly type: string } | null;
  readonly tags: readonly Tag[];
  readonly calls: readonly Omit<PurgeCall, 'tags'>[];
  readonly isSent: boolean;
}

async function run({ event, isSent }: Command, config: Config): Promise<Outcome> {
  if (isSent && config.cdn === undefined) throw new Error('There is no CDN to send to: set CDN.');
  const found = event === null ? null : await withDatabase(config, (db) => find(db, event));
  const tags = found === null ? [everything] : changedTags(found);
  const calls = config.cdn === undefined ? [] : purgeCalls(config.cdn, tags);
  if (isSent && config.cdn !== undefined) for (const call of calls) await sendPurge(config.cdn, call);
  return {
    event: found && { id: encodeId('Event', found.id), number: found.id, type: found.type },
    tags,
    calls: calls.map(({ url, headers, body }) => ({ url, headers, body })),
    isSent,
  };
}

async function find(db: Db, event: number | string): Promise<TellingEvent> {
  const { eventById, lastEventOfType } = await import('../../db/events/log.ts');
  const found = typeof event === 'number' ? await eventById(db, event) : await lastEventOfType(db, event);
  if (found !== null) return found;
  throw new Error(
    typeof event === 'number' ? `There is no event ${event}.` : `There is no event of type ${event} yet.`,
  );
}

/** Loaded here so that --help, --all and a misuse need no database. */
async function withDatabase<Found>(config: Config, work: (db: Db) => Promise<Found>): Promise<Found> {
  const { openDatabase } = await import('../../db/engine/connect.ts');
  const { FolderInUse } = await import('../../db/engine/folder-lock.ts');
  const { migrate } = await import('../../db/engine/migrate.ts');
  const { db, close } = await openDatabase({ ...config, poolSize: 2 }).catch((error) => {
    if (!(error instanceof FolderInUse)) throw error;
    throw new Error(`${error.message}\nIt purges by itself while it runs; --all works without the database.`);
  });
  try {
    await migrate(db);
    return await work(db);
  } finally {
    await close();
  }
}

function inWords({ event, tags, calls, isSent }: Outcome): string {
  const lines = [event === null ? 'everything' : `${event.type}  ${event.number}  ${event.id}`];
  if (tags.length === 0) lines.push('Readers see nothing of it, so nothing is purged.');
  lines.push(...tags.map((tag) => `  ${tag}`));
  for (const { url, headers, body } of calls) {
    lines.push(`${isSent ? 'sent' : 'would be sent'}: POST ${url}`);
    lines.push(...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`));
    lines.push(`  ${body}`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

try {
  const command = understood(process.argv.slice(2));
  if (command === null) {
    process.stdout.write(help);
  } else {
    const outcome = await run(command, readConfig(process.env));
    process.stdout.write(command.isJson ? `${JSON.stringify(outcome)}\n` : inWords(outcome));
  }
} catch (error) {
  const isMisuse = error instanceof Misuse || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`${(error as Error).message}\n${isMisuse ? `\n${help}` : ''}`);
  process.exitCode = isMisuse ? 2 : 1;
}
