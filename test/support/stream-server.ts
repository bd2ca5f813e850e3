/** A service in a process of its own, whose memory is measured: "publish", "streams" and "memory" are its orders, one a line. */

import { createInterface } from 'node:readline';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { pino } from 'pino';
import { openDatabase } from '../../db/engine/connect.ts';
import { migrate } from '../../db/engine/migrate.ts';
import { recordEvents } from '../../db/events/append.ts';
import { createLoaders } from '../../db/loaders.ts';
import { schema } from '../../schema/schema.ts';
import { noReads } from '../../src/caching/reads.ts';
import { readConfig } from '../../src/config.ts';
import { openEventFeed } from '../../src/events/feed.ts';
import { reader } from '../../src/roles.ts';
import { createHttpServer } from '../../src/server.ts';
import { piece, publish } from './articles.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const config = readConfig({ PORT: '0', REQUEST_TIMEOUT_MS: '3000', MAX_STREAMS_PER_ADDRESS: '5000', ...process.env });
const database = await openDatabase({ ...config, poolSize: 4, dataDir: 'memory://' });
const { db } = database;
await migrate(db);
const [articleId = 0] = await publish(db, [piece('Harbour wall opens', { topics: ['Ports'] })]);
const events = openEventFeed(database, { error: () => {} });
const loaders = createLoaders(db);
const context = { db, loaders, events, viewer: reader, publicUrl: config.publicUrl };
const http = createHttpServer({
  config,
  logger: pino({ level: 'silent' }),
  schema,
  createContext: () => context,
  createStreamContext: () => ({ ...context, reads: noReads }),
  isReady: () => ({ ready: true }),
});

const orders: Readonly<Record<string, () => Promise<void> | void>> = {
  publish: () =>
    db.transaction().execute((trx) => recordEvents(trx, reader, [{ type: 'article.published', articleId }])),
  streams: () => {
    http.server.getConnections((_, count) => process.stdout.write(`streams ${count}.\n`));
  },
  memory: () => {
    collect();
    const { rss, heapUsed } = process.memoryUsage();
    process.stdout.write(`memory ${rss} ${heapUsed}.\n`);
  },
};
createInterface({ input: process.stdin }).on('line', (line) => void orders[line]?.());
process.stdout.write(`listens ${(await http.listen()).url}\n`);
