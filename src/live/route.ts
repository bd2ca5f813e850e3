/** `GET /live?tags=…`: server-sent events that say which parts of a page went stale, so that it asks for those again. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Db } from '../../db/engine/database.ts';
import type { Log } from '../../db/engine/log.ts';
import type { Budgets } from '../budgets/budgets.ts';
import { budgetUsedUp } from '../budgets/refused.ts';
import type { EventFeed } from '../events/feed.ts';
import type { Marks } from '../events/marks.ts';
import type { Arrival } from '../http/client-address.ts';
import { refusal, sendRefusal } from '../http/refusal.ts';
import { sendStarting } from '../http/respond.ts';
import type { Route } from '../http/routes.ts';
import { reader } from '../roles.ts';
import { createEventStream, type EventStream } from '../streams/event-stream.ts';
import type { OpenStreams } from '../streams/open-streams.ts';
import { createStaleTags, type StaleTags } from './stale-tags.ts';
import { wantedTags } from './wanted-tags.ts';

interface Newsroom {
  readonly db: Db;
  readonly events: EventFeed;
}

interface LiveOptions {
  /** Undefined while it is being opened. */
  newsroom(): Newsroom | undefined;
  readonly open: OpenStreams;
  readonly budgets?: Budgets | undefined;
  readonly logger: Log;
  addressOf(arrival: Arrival): string;
}

/** Cost units of a tag that is followed. */
const TAG_COST = 10;
/** Who was dropped has so long to take what is on its way; then the connection is cut. */
const DROPPED_MS = 10_000;
const farewell = new TextEncoder().encode(': More happened than was read. Come back with Last-Event-ID.\n\n');

/** For readers, whoever asks: tags of what only the newsroom sees are never told. */
export function liveRoute(options: LiveOptions): Route {
  let staleTags: StaleTags | undefined;

  const begin = async (req: IncomingMessage, res: ServerResponse, open: Newsroom) => {
    const query = new URLSearchParams(/\?([^#]*)/.exec(req.url ?? '')?.[1]);
    const tags = wantedTags(query.getAll('tags'));
    staleTags ??= createStaleTags(open, options.logger);
    const following = await staleTags.open();
    if (res.closed) return;
    const after = lastEventIdOf(req, query, following.marks);
    const holder = { id: null, credential: null, address: options.addressOf(req), isStillGood: async () => true };
    options.open.expectRoom(holder);
    pay(options.budgets, req, TAG_COST * tags.length);
    res.setHeader('Content-Type', 'text/event-stream');
    res.setHeader('Cache-Control', 'no-cache');
    // For nginx, which would hold back what is small.
    res.setHeader('X-Accel-Buffering', 'no');
    if (req.method === 'HEAD') return void res.end();
    const leaving: (() => void)[] = [];
    const stream = createEventStream({
      lastEventId: after,
      farewell: () => farewell,
      onDropped: () => void setTimeout(() => res.destroy(), DROPPED_MS).unref(),
      onClose: () => {
        for (const leave of leaving) leave();
      },
    });
    leaving.push(options.open.add(holder, { ...stream, expel: stream.close }));
    res.once('close', stream.close);
    const leave = await following.join(stream, tags, after);
    if (res.closed) leave();
    else leaving.push(leave);
    await write(stream, res);
  };

  return {
    method: 'GET',
    path: '/live',
    async handle(req, res) {
      const open = options.newsroom();
      if (open === undefined) return sendStarting(res);
      await begin(req, res, open).catch((error: unknown) => sendRefusal(res, error));
    },
  };
}

/** Resolves when it is over, by whichever end. */
async function write(stream: EventStream, res: ServerResponse): Promise<void> {
  for (let bytes = await stream.next(); bytes !== null; bytes = await stream.next()) {
    if (res.write(bytes)) continue;
    await new Promise((resolve) => res.once('drain', resolve).once('close', resolve));
  }
  res.end();
}

function pay(budgets: Budgets | undefined, req: IncomingMessage, cost: number): void {
  const account = budgets?.accountOf(reader, req);
  const wait = account?.take(cost) ?? 0;
  if (account !== undefined && wait > 0) throw budgetUsedUp(account, cost, wait);
}

/** Of the header, or of `?after=` for who can't set one. @throws GraphQLError 400 for what is no mark of ours */
function lastEventIdOf({ headers }: IncomingMessage, query: URLSearchParams, marks: Marks): number | null {
  const mark = String(headers['last-event-id'] ?? query.get('after') ?? '');
  if (mark === '') return null;
  const id = marks.idOf(mark);
  if (id !== null) return id;
  const message = 'Last-Event-ID must be the id of an event that a stream sent; leave it out to begin with what comes.';
  throw refusal(400, message, { code: 'BAD_REQUEST', header: 'Last-Event-ID' });
}
