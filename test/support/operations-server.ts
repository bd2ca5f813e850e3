/** A service over HTTP in a mode of persisted operations, which records its requests. */

import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { createLoaders } from '../../db/loaders.ts';
import { operationsByHashes } from '../../db/persisted-operations.ts';
import { schema } from '../../schema/schema.ts';
import { createReads } from '../../src/caching/reads.ts';
import { readConfig } from '../../src/config.ts';
import { openEventFeed } from '../../src/events/feed.ts';
import { createRegistry, type OperationMode } from '../../src/graphql/persisted/registry.ts';
import { reader, type Viewer } from '../../src/roles.ts';
import { createHttpServer } from '../../src/server.ts';
import { publicUrl, type TestNewsroom } from './newsroom.ts';
import { patient } from './patience.ts';

export interface OperationsServer {
  readonly url: string;
  /** For how many operations each statement looked. */
  readonly looks: number[];
  /** Most such statements at the same time. */
  mostAtOnce(): number;
  close(): Promise<void>;
}

/**
 * @param viewers by the Authorization header that stands for them
 * @param texts always listed
 */
export async function serveOperations(
  { db, database }: TestNewsroom,
  mode: OperationMode,
  { texts = [], viewers = {} }: { texts?: Iterable<string>; viewers?: Readonly<Record<string, Viewer>> } = {},
): Promise<OperationsServer> {
  const looks: number[] = [];
  let running = 0;
  let mostAtOnce = 0;
  const events = openEventFeed(database, { error: () => {} });
  const load = async (hashes: readonly string[]) => {
    looks.push(hashes.length);
    running += 1;
    mostAtOnce = Math.max(mostAtOnce, running);
    // As far away as a database is, so that others come while it is asked.
    await wait(5);
    return operationsByHashes(db, hashes).finally(() => {
      running -= 1;
    });
  };
  const loaders = createLoaders(db);
  const viewerOf = (authorization: string | null | undefined) => viewers[authorization ?? ''] ?? reader;
  const http = createHttpServer({
    config: readConfig({ PORT: '0', OPERATIONS: mode, ...patient }),
    logger: pino({ level: 'silent' }),
    schema,
    isReady: () => ({ ready: true }),
    registry: createRegistry({ mode, texts, load }),
    isOfNewsroom: async ({ headers }) => viewerOf(headers.authorization).role !== 'READER',
    createContext: ({ request }) => ({
      db,
      events,
      loaders,
      reads: createReads(),
      viewer: viewerOf(request.headers.get('authorization')),
      previewDraftId: null,
      publicUrl,
    }),
    createStreamContext: () => ({ db, events, loaders, reads: createReads(), viewer: reader, publicUrl }),
  });
  const { url } = await http.listen();
  return {
    url,
    looks,
    mostAtOnce: () => mostAtOnce,
    close: async () => {
      await http.close();
      await events.close();
    },
  };
}
