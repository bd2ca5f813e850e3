/**
 * Servers for misses.ts: the service over one database on two ports, with a response cache that keeps nothing, and
 * without one. In one process, since the embedded engine's folder is for one.
 */

import { pino } from 'pino';
import { openDatabase } from '../db/engine/connect.ts';
import { createLoaders } from '../db/loaders.ts';
import { schema } from '../schema/schema.ts';
import { createCoalescingCache } from '../src/caching/coalescing-cache.ts';
import { startInvalidation } from '../src/caching/invalidation.ts';
import { createReads, type Reads } from '../src/caching/reads.ts';
import { recordedLoaders } from '../src/caching/recorded-loaders.ts';
import { readConfig } from '../src/config.ts';
import { openEventFeed } from '../src/events/feed.ts';
import { reader } from '../src/roles.ts';
import { createHttpServer } from '../src/server.ts';

/** Where both are. */
export interface MissesUrls {
  readonly caching: string;
  readonly plain: string;
}

/** Of who notes nothing. */
const noReads: Reads = { tags: () => [], tag() {}, article() {}, topic() {}, source() {} };

async function serve(): Promise<MissesUrls> {
  process.env.NODE_ENV ??= 'production';
  const config = readConfig({ ...process.env, PORT: '0' });
  const logger = pino({ base: null }, pino.destination('/dev/null'));
  const database = await openDatabase({ ...config, poolSize: config.databasePoolSize });
  const { db } = database;
  const loaders = createLoaders(db);
  const events = openEventFeed(database, logger);
  const answers = createCoalescingCache({ maxBytes: 0, tagHeaderName: config.cacheTagHeader });
  const invalidation = await startInvalidation(answers.store, db, events, logger);
  answers.open(invalidation);

  const listen = async (isCaching: boolean): Promise<string> => {
    const http = createHttpServer({
      config,
      logger,
      schema,
      ...(isCaching && { cache: answers }),
      isReady: () => ({ ready: true }),
      createContext: () => {
        const reads = isCaching ? createReads() : noReads;
        return {
          ...{ db, reads, events, viewer: reader, publicUrl: config.publicUrl, previewDraftId: null },
          loaders: isCaching ? recordedLoaders(loaders, reads) : loaders,
        };
      },
    });
    return `${(await http.listen()).url}/graphql`;
  };
  return { caching: await listen(true), plain: await listen(false) };
}

process.send?.(await serve());
process.once('disconnect', () => process.exit());
