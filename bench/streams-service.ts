/** The service for streams.ts, in a process of its own: it publishes and tells its memory when it is asked to by a message. */

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { pino } from 'pino';
import { openDatabase } from '../db/engine/connect.ts';
import { recordEvents } from '../db/events/append.ts';
import { createLoaders } from '../db/loaders.ts';
import { schema } from '../schema/schema.ts';
import { noReads } from '../src/caching/reads.ts';
import { readConfig } from '../src/config.ts';
import { openEventFeed } from '../src/events/feed.ts';
import { giveBackWhenIdle } from '../src/memory/give-back.ts';
import { reader } from '../src/roles.ts';
import { createHttpServer } from '../src/server.ts';

/** What it is told. */
export type StreamsOrder = { readonly publish: string } | 'memory';

/** What it says: where it is, once; then its memory in bytes and its CPU time in seconds, behind each order. */
export interface StreamsState {
  readonly url: string;
  readonly rssBytes: number;
  readonly cpuSeconds: number;
  /** The longest that its event loop was held since it said so last. */
  readonly longestTurnMs: number;
}

process.env.NODE_ENV ??= 'production';
// What src/main.js does: in the beginning, or nearly.
setFlagsFromString('--semi-space-growth-factor=1');
giveBackWhenIdle();
const config = readConfig({ ...process.env, PORT: '0', MAX_STREAMS: '10000', MAX_STREAMS_PER_ADDRESS: '10000' });
const logger = pino({ base: null }, pino.destination('/dev/null'));
const database = await openDatabase({ ...config, poolSize: config.databasePoolSize });
const { db } = database;
const events = openEventFeed(database, logger);
const context = {
  ...{ db, events, reads: noReads, viewer: reader, publicUrl: config.publicUrl, previewDraftId: null },
  loaders: createLoaders(db),
};
const http = createHttpServer({
  config,
  logger,
  schema,
  isReady: () => ({ ready: true }),
  createContext: () => context,
  createStreamContext: () => context,
});
const { url } = await http.listen();

const turns = monitorEventLoopDelay({ resolution: 1 });
turns.enable();

const tell = () => {
  const { user, system } = process.cpuUsage();
  const state: StreamsState = {
    url,
    rssBytes: process.memoryUsage().rss,
    cpuSeconds: (user + system) / 1_000_000,
    longestTurnMs: turns.max / 1_000_000,
  };
  turns.reset();
  process.send?.(state);
};

async function publish(slug: string): Promise<void> {
  const { id } = await db
    .selectFrom('published_article')
    .select('id')
    .where('slug', '=', slug)
    .$narrowType<{ id: number }>()
    .executeTakeFirstOrThrow();
  await db.transaction().execute((trx) => recordEvents(trx, reader, [{ type: 'article.published', articleId: id }]));
}

process.on('message', (order: StreamsOrder) => {
  if (order === 'memory') tell();
  else publish(order.publish).then(tell, () => process.exit(1));
});
process.once('disconnect', () => process.exit());
tell();
