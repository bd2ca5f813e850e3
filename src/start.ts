/** The service from start to end: reads the configuration, listens, opens the newsroom, serves until told to stop. */

import { join } from 'node:path';
import { GraphQLError } from 'graphql';
import { type Logger, pino } from 'pino';
import { isKilledSlug } from '../db/catalogue/slug-ids.ts';
import { DatabaseUnusable } from '../db/engine/database-unusable.ts';
import { FolderInUse } from '../db/engine/folder-lock.ts';
import { createLoaders } from '../db/loaders.ts';
import { operationsByHashes } from '../db/persisted-operations.ts';
import { schema } from '../schema/schema.ts';
import { authenticator } from './access/authenticate.ts';
import { firstToken } from './access/first-token.ts';
import { createCoalescingCache } from './caching/coalescing-cache.ts';
import { startInvalidation } from './caching/invalidation.ts';
import { createReads } from './caching/reads.ts';
import { recordedLoaders } from './caching/recorded-loaders.ts';
import { type Config, InvalidConfig, readConfig } from './config.ts';
import { demoRoutes } from './demo/routes.ts';
import { feedRoute } from './feeds/routes.ts';
import { sitemapRoutes } from './feeds/sitemap-routes.ts';
import { readExamples } from './graphql/example-operations.ts';
import { pageRoute } from './graphql/page-route.ts';
import { builtInOperations } from './graphql/persisted/built-in.ts';
import { createRegistry } from './graphql/persisted/registry.ts';
import { previewHeader } from './http/cached-response.ts';
import { type Newsroom, openNewsroom } from './open-newsroom.ts';
import { addressRule } from './outbound/address-guard.ts';
import { previewedDraft } from './preview/links.ts';
import { previewRoute } from './preview/routes.ts';
import { startPurging } from './purging/worker.ts';
import { reader } from './roles.ts';
import { CannotListen, createHttpServer } from './server.ts';
import { createViews } from './views/counting.ts';

const operationsFolder = join(import.meta.dirname, '../schema/operations');

/** GraphiQL's tabs, in the order in which a newcomer reads them. */
const tabs = ['home', 'article-page', 'topic-page', 'source-page', 'search', 'who-we-cite'];

/** What there is while the database is being opened: a promise of more. */
interface State {
  newsroom?: Newsroom & { readonly loaders: ReturnType<typeof createLoaders> };
}

export async function serve(): Promise<void> {
  const config = readConfig(process.env);
  const logger = pino({
    level: config.logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
  });
  const operations = await readExamples(operationsFolder, tabs);
  const views = createViews(config, logger);
  const authenticate = authenticator(config.identityProvider, logger);
  const mayCall = addressRule(config.mayCallPrivately);
  const mayImport = addressRule(config.mayImportPrivately);
  const cache = createCoalescingCache({ maxBytes: config.cacheBytes, tagHeaderName: config.cacheTagHeader });
  const state: State = {};
  const known = createRegistry({
    mode: config.operationMode,
    texts: (await builtInOperations(operationsFolder)).map(({ body }) => body),
    load: async (hashes) => {
      if (state.newsroom === undefined) throw starting();
      return operationsByHashes(state.newsroom.db, hashes);
    },
  });
  let { publicUrl } = config;

  const http = createHttpServer({
    config,
    logger,
    schema,
    cache,
    examples: operations,
    registry: known,
    isOfNewsroom: async ({ headers }) => {
      if (state.newsroom === undefined) throw starting();
      return (await authenticate(headers.get('authorization'), state.newsroom.loaders)).role !== reader.role;
    },
    routes: [
      ...demoRoutes,
      ...views.routes,
      previewRoute(
        () => state.newsroom,
        () => publicUrl,
      ),
      feedRoute(
        () => state.newsroom,
        () => ({ ...config, publicUrl }),
        cache,
      ),
      ...sitemapRoutes(
        () => state.newsroom?.db,
        () => ({ ...config, publicUrl }),
        cache,
      ),
      ...operations.flatMap((operation) => {
        if (operation.name === 'topic-page') return [pageRoute('/topics/', operation)];
        if (operation.name === 'source-page') return [pageRoute('/sources/', operation)];
        if (operation.name !== 'article-page') return [];
        const isKilled = async (slug: string) => state.newsroom !== undefined && isKilledSlug(state.newsroom.db, slug);
        return [pageRoute('/articles/', operation, isKilled)];
      }),
    ],
    isReady: async () => {
      if (state.newsroom === undefined) return { ready: false, reason: 'starting' };
      await state.newsroom.ping();
      return { ready: true };
    },
    createContext: async (request) => {
      if (state.newsroom === undefined) throw starting();
      const { db, loaders, events } = state.newsroom;
      const viewer = await authenticate(request.request.headers.get('authorization'), loaders);
      const reads = createReads();
      const previewed = await previewedDraft(db, request.request.headers.get(previewHeader));
      const previewDraftId = previewed?.id ?? null;
      return {
        db,
        loaders: recordedLoaders(loaders, reads),
        reads,
        events,
        previewDraftId,
        viewer,
        publicUrl,
        imageProxy: config.imageProxy,
        mayCall,
        mayImport,
        recordView: views.recorderOf(request),
      };
    },
  });

  const stop = stopper(logger, http, state);
  process.once('SIGTERM', stop).once('SIGINT', stop);
  stopWithNpm(stop);

  const { url } = await http.listen();
  if (config.port === 0 && process.env.PUBLIC_URL === undefined) publicUrl = url;
  const newsroom = await openNewsroom(config, logger);
  const flushing = views.writeTo(newsroom.db);
  const invalidation = await startInvalidation(cache.store, newsroom.db, newsroom.events, logger);
  cache.open(invalidation);
  const purging = config.cdn && (await startPurging(newsroom.db, newsroom.events, config.cdn, logger));
  const close = async () => {
    await Promise.all([flushing.close(), invalidation.close(), purging?.close()]);
    await newsroom.close();
  };
  state.newsroom = { ...newsroom, close, loaders: createLoaders(newsroom.db) };
  announce(url, config, newsroom, await firstToken(newsroom.db));
}

function starting(): GraphQLError {
  return new GraphQLError('Dateline is starting; try again in a moment.', {
    extensions: { code: 'UNAVAILABLE', http: { status: 503, headers: { 'Retry-After': '1' } } },
  });
}

/** npm ends its shell rather than us when it is told to stop, and would leave a service that nobody knows of. */
function stopWithNpm(stop: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, 250);
  timer.unref();
}

/** Finishes what is in flight, then writes the last views and closes the database, then ends with code 0. */
function stopper(logger: Logger, http: { close(): Promise<void> }, state: State): () => void {
  return () => {
    logger.info('Stopping.');
    http
      .close()
      .then(() => state.newsroom?.close())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ err: error }, 'Could not stop cleanly.');
          process.exit(1);
        },
      );
  };
}

function announce(url: string, config: Config, newsroom: Newsroom, token: string | null): void {
  const filled = newsroom.demoArticles > 0 ? `\n  A demo newsroom of ${newsroom.demoArticles} articles was made.` : '';
  const graphiql = config.isGraphiqlOn ? `\n  GraphiQL       ${url}/graphql in a browser` : '';
  const way =
    token === null
      ? ''
      : `\n  Admin token    ${token}\n                 (shown this once: send it as "Authorization: Bearer <token>")`;
  process.stdout.write(`\n  Dateline is ready, on ${newsroom.engine} Postgres.${filled}\n
  API            ${url}/graphql${graphiql}
  Health         ${url}/health/ready${way}\n\n`);
}

/** Whether an error is told to people as it is, rather than with where in the code it came from. */
export function isForPeople(error: unknown): error is Error {
  return [InvalidConfig, CannotListen, FolderInUse, DatabaseUnusable].some((kind) => error instanceof kind);
}
