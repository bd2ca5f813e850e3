/** Starts the service: reads the configuration, listens, opens the newsroom, and serves until it is told to stop. */

import { join } from 'node:path';
import type { Logger } from 'pino';
import { DatabaseUnusable } from '../db/engine/database-unusable.ts';
import { compileEngineOnce } from '../db/engine/embedded-engine.ts';
import { FolderInUse } from '../db/engine/folder-lock.ts';
import { inSnapshot } from '../db/engine/snapshot.ts';
import { createLoaders } from '../db/loaders.ts';
import { operationsByHashes, operationTexts } from '../db/persisted-operations.ts';
import { schema } from '../schema/schema.ts';
import { authenticator } from './access/authenticate.ts';
import { firstToken } from './access/first-token.ts';
import { type Budgets, createBudgets } from './budgets/budgets.ts';
import { failuresLimited } from './budgets/failed-tokens.ts';
import { type CoalescingCache, createCoalescingCache } from './caching/coalescing-cache.ts';
import { startInvalidation } from './caching/invalidation.ts';
import { type Config, InvalidConfig, readConfig } from './config.ts';
import { ownExamplesOf } from './graphiql/own-examples.ts';
import { readExamples } from './graphql/example-operations.ts';
import { builtInOperations } from './graphql/persisted/built-in.ts';
import { createRegistry } from './graphql/persisted/registry.ts';
import type { Arrival } from './http/client-address.ts';
import { CannotListen } from './http/listening.ts';
import { giveBackWhenIdle } from './memory/give-back.ts';
import { reader } from './roles.ts';
import { createHttpServer } from './server.ts';
import { contexts } from './service/context.ts';
import { watchFolder } from './service/folder-watch.ts';
import { createLogOutput } from './service/log-output.ts';
import { createLogger } from './service/logger.ts';
import { openMetrics } from './service/metrics.ts';
import { type Newsroom, openNewsroom } from './service/newsroom.ts';
import { type Opening, opened } from './service/opening.ts';
import { createReadinessCheck } from './service/readiness.ts';
import { serviceRoutes } from './service/routes.ts';
import { stopGracefully } from './service/stopping.ts';
import { openTracing } from './service/tracing.ts';
import { type WorkerSide, workerSide } from './service/worker.ts';
import { createSearchCounts, type SearchCounts } from './usage/searches.ts';
import { createUsage, type Usage } from './usage/usage.ts';
import { createViews, type Views } from './views/counting.ts';

const operationsFolder = join(import.meta.dirname, '../schema/operations');

/** GraphiQL's tabs: analysts' questions, for whom it is there, before what a site asks. */
const tabs = [
  ...['most-cited', 'what-rose', 'one-source', 'what-they-said', 'source-diversity', 'draft-to-page', 'hot-by-topic'],
  ...['who-we-cite', 'home', 'article-page', 'topic-page', 'source-page', 'search'],
];

export async function serve(): Promise<void> {
  compileEngineOnce();
  const config = readConfig(process.env);
  const worker = workerSide();
  const output = createLogOutput(process.stdout);
  const logger = createLogger(config.logLevel, output);
  const opening: Opening = {};
  const cache = createCoalescingCache({
    maxBytes: config.cacheBytes,
    tagHeaderName: config.cacheTagHeader,
    staleIfErrorSeconds: config.staleIfErrorSeconds,
    // What a CDN has only marked stale it would send for an error, be it withdrawn or not.
    tellsStaleIfError: !(config.cdn?.is === 'fastly' && config.cdn.isSoft),
  });
  const views = createViews(config, logger);
  const budgets = createBudgets(config);
  const usage = createUsage();
  const searches = createSearchCounts();
  const authenticate = failuresLimited(authenticator(config.identityProvider, logger), budgets);
  const examples = await readExamples(operationsFolder, tabs);
  const registry = createRegistry({
    mode: config.operationMode,
    texts: (await builtInOperations(operationsFolder)).map(({ body }) => body),
    load: async (hashes) => operationsByHashes(opened(opening).db, hashes),
  });
  let publicUrl = config.publicUrl;
  const shared = { config, opening, cache, views, examples, publicUrl: () => publicUrl };

  const viewerOf = (arrival: Arrival) => authenticate(arrival, opened(opening).loaders);
  const isOfNewsroom = async (arrival: Arrival) => (await viewerOf(arrival)).role !== reader.role;

  const tracing = await openTracing(config.tracing, logger);
  const readiness = createReadinessCheck({
    newsroom: () => opening.newsroom && { ...opening.newsroom, readUpTo: opening.newsroom.events.readUpTo },
    dataDir: config.databaseUrl === undefined ? config.dataDir : undefined,
  });
  const metrics =
    config.metrics && (await openMetrics(config.metrics, { opening, cache, readiness: readiness.check, worker }));
  const http = createHttpServer({
    config,
    logger,
    schema,
    cache,
    examples: ownExamplesOf(() => opening.newsroom?.db, examples),
    registry,
    isOfNewsroom,
    budgets,
    usage,
    longFiles: {
      viewerOf,
      inSnapshot: (work) => inSnapshot(opened(opening).db, (db) => work({ db, loaders: createLoaders(db) })),
    },
    assistants: config.isMcpOn
      ? {
          operations: [...(await readExamples(join(operationsFolder, 'assistants'))), ...examples].map(
            ({ query }) => query,
          ),
          registered: (most) => operationTexts(opened(opening).db, most),
          mayWriteOwn: isOfNewsroom,
        }
      : undefined,
    routes: [...serviceRoutes(shared), ...(metrics?.routes ?? [])],
    live: () => opening.newsroom,
    isReady: readiness.check,
    ...contexts({ ...shared, parts: cache.parts, authenticate, searches }),
  });
  const close = async (lingerMs: number) => {
    await http.close(lingerMs);
    await metrics?.close();
    await opening.newsroom?.close();
    await tracing?.close();
  };
  stopGracefully(logger, close, { flushed: (milliseconds) => output.flushed(milliseconds), worker });

  const listen = async () => {
    const { url } = await http.listen();
    if (config.port === 0 && process.env.PUBLIC_URL === undefined) publicUrl = url;
    return url;
  };
  // A worker that joins others leaves requests to them until it can answer.
  const early = worker?.isJoining ? undefined : await listen();
  const say = sayOf(worker);
  const newsroom = await openNewsroom(config, logger, say);
  const closeFollowers = await startFollowers(newsroom, { config, logger, cache, views, budgets, usage, searches });
  const stopWatching = newsroom.engine === 'an embedded' ? watchFolder(config.dataDir, endAtOnce) : () => {};
  const stopGivingBack = giveBackWhenIdle();
  const closeNewsroom = async () => {
    stopWatching();
    stopGivingBack();
    await closeFollowers();
    await newsroom.close();
  };
  opening.newsroom = { ...newsroom, close: closeNewsroom, loaders: createLoaders(newsroom.db) };
  const url = early ?? (await listen());
  if (!worker?.isJoining) announce(url, config, newsroom, await firstToken(newsroom.db), metrics?.url);
  worker?.tellReady();
}

interface FollowerNeeds {
  readonly config: Config;
  readonly logger: Logger;
  readonly cache: CoalescingCache;
  readonly views: Views;
  readonly budgets: Budgets;
  readonly usage: Usage;
  readonly searches: SearchCounts;
}

/** Begins what goes on beside requests: views are written, budgets are shared, uses and searches are counted, the cache is invalidated, the CDN is purged, the hub is told. @returns what ends it */
async function startFollowers({ db, events }: Newsroom, needs: FollowerNeeds) {
  const { config, logger, cache, views, budgets, usage, searches } = needs;
  const flushing = views.writeTo(db);
  const sharing = await budgets.writeTo(db, logger);
  const counting = usage.writeTo(db, logger);
  const countingSearches = searches.writeTo(db, logger);
  const invalidation = await startInvalidation(cache.store, db, events, logger);
  cache.open(invalidation);
  // NOTE: imported here, because most services have no CDN to purge and no hub to tell, and a start waits for what it imports.
  const purging =
    config.cdn && (await (await import('./purging/worker.ts')).startPurging(db, events, config.cdn, logger));
  const { websubHub, publicUrl } = config;
  const telling =
    websubHub === undefined
      ? undefined
      : await (await import('./feeds/hub.ts')).startHub(db, events, { url: websubHub, publicUrl }, logger);
  const all = [flushing, sharing, counting, countingSearches, invalidation, purging, telling];
  return () => Promise.all(all.map((each) => each?.close()));
}

/** Nothing can be closed any more: the engine waits for files that are gone. */
function endAtOnce(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** On the console, beside the log: people wait for it, but for no worker that joins others. */
function sayOf(worker: WorkerSide | undefined): (step: string) => void {
  return worker?.isJoining ? () => {} : (step) => void process.stdout.write(`  ${step}\n`);
}

function announce(url: string, config: Config, newsroom: Newsroom, token: string | null, metricsUrl?: string): void {
  const filled = newsroom.demoArticles > 0 ? `\n  A demo newsroom of ${newsroom.demoArticles} articles was made.` : '';
  const graphiql = config.isGraphiqlOn ? `\n  GraphiQL       ${url}/graphql in a browser` : '';
  const metrics = metricsUrl === undefined ? '' : `\n  Metrics        ${metricsUrl}`;
  const way =
    token === null
      ? ''
      : `\n  Admin token    ${token}\n                 (shown this once: send it as "Authorization: Bearer <token>")`;
  process.stdout.write(`\n  Dateline is ready, on ${newsroom.engine} Postgres.${filled}\n
  API            ${url}/graphql${graphiql}
  Health         ${url}/health/ready${metrics}${way}\n\n`);
}

/** Whether an error is told to people as it is, rather than with where in the code it came from. */
export function isForPeople(error: unknown): error is Error {
  return [InvalidConfig, CannotListen, FolderInUse, DatabaseUnusable].some((kind) => error instanceof kind);
}
