/** HTTP server on `node:http`: the fast lane, then GraphiQL, GraphQL and the other routes, from listening to graceful shutdown. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { createGraphiql } from './graphiql/page.ts';
import { graphqlEndpoint } from './graphql/endpoint.ts';
import type { ExampleOperation } from './graphql/example-operations.ts';
import { createRegistry, noOperations } from './graphql/persisted/registry.ts';
import { schemaRoute } from './graphql/schema-route.ts';
import { createDatelineYoga, type DatelineYoga, type YogaOptions } from './graphql/yoga.ts';
import { readText } from './http/body.ts';
import { type Arrival, addressFinder, siteOf } from './http/client-address.ts';
import { allowOrigin, isAllowedPreflight, refusedOriginLog } from './http/cors.ts';
import { databaseFault } from './http/database-fault.ts';
import type { Exchange } from './http/exchange.ts';
import { createFastLane } from './http/fast-lane.ts';
import { type Readiness, sendLiveness, sendReadiness } from './http/health.ts';
import { keepIdleConnections } from './http/idle-connections.ts';
import { listen } from './http/listening.ts';
import { requestIdFrom } from './http/request-id.ts';
import { logWhenDone } from './http/request-log.ts';
import { headersOfAll, sendError } from './http/respond.ts';
import { type Route, routesOf, takes } from './http/routes.ts';
import { type Drain, drainOf } from './http/shutdown.ts';
import { cutStalledAnswers } from './http/stalled-answers.ts';
import { liveRoute } from './live/route.ts';
import { type Assistants, mcpRoute } from './mcp/route.ts';
import { createOpenStreams } from './streams/open-streams.ts';
import { type LongFiles, tableEndpoint } from './tables/endpoint.ts';

export interface HttpServerOptions extends YogaOptions {
  /** Also of requests, some of which are of the level debug. */
  readonly logger: Logger;
  readonly config: Config;
  /** Asked on `/health/ready`; may throw. */
  isReady(): Readiness | Promise<Readiness>;
  readonly routes?: readonly Route[];
  /** GraphiQL's tabs. */
  examples?(): readonly ExampleOperation[] | Promise<readonly ExampleOperation[]>;
  /** Milliseconds that `close` gives to what is in progress; 8,000 if not given. */
  readonly graceMs?: number;
  /** Milliseconds beyond a request's time in which nothing of an answer is taken; 180,000 if not given. */
  readonly stallMs?: number;
  /** Milliseconds until a connection is cut on which nothing is asked, at least; 70,000 if not given. */
  readonly idleMs?: number;
  readonly longFiles?: LongFiles;
  /** What live tags follow, undefined while it is being opened; there are none if not given. */
  readonly live?: Parameters<typeof liveRoute>[0]['newsroom'];
  /** There is no MCP if not given. */
  readonly assistants?: Assistants | undefined;
}

export interface HttpServer {
  readonly server: Server;
  readonly yoga: DatelineYoga;
  /**
   * Resolves with the address when connections are accepted.
   *
   * @throws CannotListen
   */
  listen(): Promise<{ url: string }>;
  /**
   * Ends gracefully; resolves when the last connection is closed, after 8 s at the latest. May be called twice.
   *
   * @param lingerMs beyond that: so long idle connections may still be used, each once; 0 if not given
   */
  close(lingerMs?: number): Promise<void>;
}

/** Orchestrators kill a process 10 s after they have asked it to end. */
const GRACE_MS = 8_000;
const HEADERS_TIMEOUT_MS = 5_000;
/** Beyond the time that a request may take. */
const SLOW_BODY_MS = 10_000;
const CONNECTIONS_CHECK_MS = 1_000;
/** Beyond the time that a request may take: a long file isn't begun to be sent for two minutes. */
const STALL_MS = 180_000;
/** A little longer than load balancers keep theirs, so that it is they who close and never lose a request. */
const KEEP_ALIVE_MS = 65_000;

/** The whole service on `node:http`; it does nothing until `listen` is called. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { config, logger } = options;
  const fastLane = options.cache && createFastLane(options.cache, config.corsOrigins);
  const registry = options.registry ?? createRegistry({ ...noOperations, mode: 'open' });
  const openStreams = createOpenStreams(config.streamLimits);
  const networkOf = addressFinder(config.trustedProxies);
  // Half of all streams are one address' at the most: whoever has a site has that, and not that for each of its networks.
  const addressOf = (arrival: Arrival) => {
    const network = networkOf(arrival);
    return siteOf(network) ?? network;
  };
  const yoga = createDatelineYoga({ ...options, registry, onCached: fastLane?.remember, openStreams, addressOf });
  const server = createServer({
    // Who sends a byte at a time holds a connection for so long and no longer.
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: config.requestTimeoutMs + SLOW_BODY_MS,
    connectionsCheckingInterval: CONNECTIONS_CHECK_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
  keepIdleConnections(server, options.idleMs ?? KEEP_ALIVE_MS + HEADERS_TIMEOUT_MS);
  cutStalledAnswers(server, config.requestTimeoutMs + (options.stallMs ?? STALL_MS));
  const logRefusedOrigin = refusedOriginLog(config.corsOrigins, logger);
  const drain = drainOf(server, options.graceMs ?? GRACE_MS);
  const graphiql = config.isGraphiqlOn
    ? createGraphiql({ examples: options.examples ?? (() => []), isOpen: config.operationMode === 'open' })
    : undefined;
  const mcp = options.assistants && mcpRoute({ ...options, assistants: options.assistants, yoga });
  const live = options.live && liveRoute({ ...options, newsroom: options.live, open: openStreams, addressOf });
  const routes = [
    ...builtInRoutes(options, drain),
    ...(graphiql ? [graphiql.route] : []),
    ...(mcp ? [mcp] : []),
    ...(live ? [live] : []),
    ...(options.routes ?? []),
  ];
  const graphql = graphqlEndpoint({
    yoga,
    page: graphiql?.sendPage,
    corsOrigins: config.corsOrigins,
    files: tableEndpoint({ ...options, ...config, registry, yoga }),
  });

  server.on('request', async (req, res) => {
    const startedAt = performance.now();
    const isForUs = hasHost(req);
    const lane = isForUs && !drain.isDraining() ? fastLane : undefined;
    if (lane?.respond(req, res)) return;
    drain.track(res);
    const body = lane?.isByBody(req) ? await readBody(req, config.requestTimeoutMs) : undefined;
    if (typeof body === 'string' && lane?.respondTo(body, req, res)) return;
    req.url = targetOf(req);
    const path = req.url.split(/[?#]/, 1)[0] ?? req.url;
    const exchange: Exchange = {
      requestId: requestIdFrom(req.headers['x-request-id']),
      arrival: req,
      ...(body !== undefined && { body: typeof body === 'string' ? body : body.rejected }),
    };
    const found = routesOf(routes, path);
    const route = path === '/graphql' ? path : found[0]?.path;
    logWhenDone(req, res, exchange, route ?? path, route, logger, startedAt);
    setHeaders(res, exchange);
    if (!found[0]?.hasOwnCors) allowOrigin(req, res, config.corsOrigins);
    logRefusedOrigin(req);
    try {
      if (!isForUs)
        sendError(res, 400, 'One Host header must name a host, and there is one Authorization at most.', {
          code: 'BAD_REQUEST',
        });
      else if (path !== '/graphql') await answer(req, res, path, found, config, exchange);
      else await graphql(req, res, exchange);
    } catch (error) {
      sendFault(res, error, exchange, logger);
    }
  });

  return {
    server,
    yoga,
    listen: () => listen(server, config),
    close: async (lingerMs = 0) => {
      await drain.close(lingerMs);
      await yoga.dispose();
    },
  };
}

/** @returns what it says, or what tells whoever reads it next what is wrong with it */
async function readBody(req: IncomingMessage, milliseconds: number): Promise<string | { rejected: Promise<string> }> {
  const reading = readText(req, Number(req.headers['content-length']), milliseconds);
  return reading.catch(() => ({ rejected: reading }));
}

/** What a route threw: a fault of the database by its name, and anything else masked. */
function sendFault(res: ServerResponse, error: unknown, { requestId }: Exchange, logger: Logger): void {
  const fault = databaseFault(error);
  logger[fault ? 'warn' : 'error']({ err: error, requestId }, fault?.message ?? 'Unexpected error.');
  if (res.headersSent) {
    res.destroy();
    return;
  }
  // What was said of an answer that isn't given.
  for (const name of ['Content-Encoding', 'ETag', 'Age', 'Cache-Control']) res.removeHeader(name);
  if (fault?.retryAfter !== undefined) res.setHeader('Retry-After', fault.retryAfter);
  if (fault) sendError(res, fault.status, fault.message, { code: fault.code, requestId });
  else sendError(res, 500, 'Unexpected error.', { code: 'INTERNAL_SERVER_ERROR', requestId });
}

function builtInRoutes(options: HttpServerOptions, drain: Drain): Route[] {
  const readiness = (): Readiness | Promise<Readiness> =>
    drain.isEnding() ? { ready: false, reason: 'shutting down' } : options.isReady();
  return [
    { method: 'GET', path: '/', handle: (_req, res) => void res.writeHead(302, { Location: '/graphql' }).end() },
    ...(options.config.isIntrospectionOn ? [schemaRoute(options.schema)] : []),
    { method: 'GET', path: '/health/live', handle: (_req, res) => sendLiveness(res) },
    { method: 'GET', path: '/health/ready', handle: (_req, res) => sendReadiness(res, readiness, options.logger) },
  ];
}

async function answer(
  req: IncomingMessage,
  res: ServerResponse,
  path: string,
  found: readonly Route[],
  config: Config,
  exchange: Exchange,
): Promise<void> {
  const route = found.find((candidate) => takes(candidate, req.method));
  if (route !== undefined) {
    await route.handle(req, res, path, exchange);
  } else if (found.length === 0) {
    sendError(res, 404, 'There is nothing here; the API is at /graphql.', { code: 'NOT_FOUND' });
  } else if (isAllowedPreflight(req, config.corsOrigins)) {
    res.writeHead(204).end();
  } else {
    const methods = found.map(({ method }) => method).join(', ');
    res.setHeader('Allow', methods);
    sendError(res, 405, `This takes only ${methods}.`, { code: 'METHOD_NOT_ALLOWED' });
  }
}

function setHeaders(res: ServerResponse, exchange: Exchange): void {
  res.setHeader('X-Request-Id', exchange.requestId);
  for (const [name, value] of Object.entries(headersOfAll)) res.setHeader(name, value);
}

/**
 * Path and query: proxies may ask for a whole address where others ask for a path. What follows a `#` is for nobody here,
 * or an answer to it would be kept for the address without.
 */
function targetOf({ url: given = '/' }: IncomingMessage): string {
  const [url = '/'] = given.split('#', 1);
  if (url.startsWith('/')) return url;
  const address = URL.parse(url);
  return address ? address.pathname + address.search : url;
}

/** Of two, a proxy in front may have read the other one (RFC 9112, 3.2). */
function hasOneOfEach({ rawHeaders }: IncomingMessage): boolean {
  let hosts = 0;
  let authorizations = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] as string;
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1;
    else if (name.length === 13 && name.toLowerCase() === 'authorization') authorizations += 1;
  }
  return hosts < 2 && authorizations < 2;
}

/** Yoga makes a URL of it. */
function hasHost(req: IncomingMessage): boolean {
  const { host = 'localhost' } = req.headers;
  return hasOneOfEach(req) && !/[/?#@\\]/.test(host) && URL.canParse(`http://${host}`);
}
