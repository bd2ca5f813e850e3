/** `npm run purges`: tells which cache tags an event invalidates, and sends the purge requests for them to the CDN. */

import type { Db } from '../../db/engine/database.ts';
import { MAX_INTEGER } from '../../db/engine/keyset.ts';
import { eventTypes } from '../../db/events/append.ts';
import type { LoggedEvent } from '../../db/events/log.ts';
import { changedTags } from '../caching/changes.ts';
import { everything, type Tag } from '../caching/tags.ts';
import { readConfig } from '../config.ts';
import { encodeId, numberIn } from '../ids.ts';
import { type PurgeCall, purgeCalls } from '../purging/cdn.ts';
import { sendPurge } from '../purging/send.ts';
import { command, Misuse, runMain } from './command.ts';
import { withReadableDatabase } from './database.ts';

const help = `Usage: npm run purges -- [options] EVENT
       npm run purges -- [options] --all

Says which tags an event invalidates, and which requests the CDN gets for it. EVENT is an event's id as "events" has it,
its number, or a type such as article.corrected for the last event of that type. A running service purges by itself.

Options:
  --all    Everything, rather than what an event changed. No database is needed.
  --send   Send the requests too.
  --json   Print the outcome as one JSON object.
  --help   Print this.

The CDN is the one of CDN (none: tags only), the database that of DATABASE_URL or DATA_DIR. \`npm start\` may be
running on it. Exit code: 0 when done, 1 when it could not be done, 2 when the command was not
understood.
`;

export const purgesCommand = command({
  name: 'purges',
  help,
  options: { all: { type: 'boolean' }, send: { type: 'boolean' }, json: { type: 'boolean' } },
  async work({ options: { all = false, send = false, json = false }, inputs: [name, more], env, stdout }) {
    if (more !== undefined) throw new Misuse(`"${more}" is too much.`);
    if (all && name !== undefined) throw new Misuse('Name an event or say --all, not both.');
    if (!all && name === undefined) throw new Misuse('Name an event, or say --all.');
    const outcome = await purge(name === undefined ? null : eventNamed(name), send, env);
    stdout.write(json ? `${JSON.stringify(outcome)}\n` : inWords(outcome));
    return 0;
  },
});

/** @returns its number or its type */
function eventNamed(text: string): number | string {
  if ((eventTypes as readonly string[]).includes(text)) return text;
  const id = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : numberIn('Event', text);
  if (id !== null && id <= MAX_INTEGER) return id;
  throw new Misuse(`"${text}" is neither an event's id nor a type of events.`);
}

interface Outcome {
  readonly event: { readonly id: string; readonly number: number; readonly type: string } | null;
  readonly tags: readonly Tag[];
  readonly calls: readonly Omit<PurgeCall, 'tags'>[];
  readonly isSent: boolean;
}

/** @param event by number or by type; null for everything, which needs no database */
async function purge(event: number | string | null, isSent: boolean, env: NodeJS.ProcessEnv): Promise<Outcome> {
  const { cdn } = readConfig(env);
  if (isSent && cdn === undefined) throw new Error('There is no CDN to send to: set CDN.');
  const found = event === null ? null : await withReadableDatabase(env, ({ db }) => find(db, event));
  if (event !== null && found === null) throw new Error(notThere(event));
  const tags = found === null ? [everything] : changedTags(found);
  const calls = cdn === undefined ? [] : purgeCalls(cdn, tags);
  if (isSent && cdn !== undefined) for (const call of calls) await sendPurge(cdn, call);
  return {
    event: found && { id: encodeId('Event', found.id), number: found.id, type: found.type },
    tags,
    calls: calls.map(({ url, headers, body }) => ({ url, headers, body })),
    isSent,
  };
}

async function find(db: Db, event: number | string): Promise<LoggedEvent | null> {
  const { eventById, lastEventOfType } = await import('../../db/events/log.ts');
  return typeof event === 'number' ? eventById(db, event) : lastEventOfType(db, event);
}

function notThere(event: number | string): string {
  return typeof event === 'number' ? `There is no event ${event}.` : `There is no event of type ${event} yet.`;
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

if (import.meta.main) await runMain(purgesCommand);
