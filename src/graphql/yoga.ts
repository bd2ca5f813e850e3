/** GraphQL Yoga with its plugins in order: the endpoint with everything that guards it, without a port. */

import type { IncomingMessage } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import { createYoga, type Plugin, type YogaInitialContext, type YogaServerInstance } from 'graphql-yoga';
import type { Log } from '../../db/engine/log.ts';
import type { Budgets } from '../budgets/budgets.ts';
import type { CoalescingCache } from '../caching/coalescing-cache.ts';
import type { OnCached } from '../http/cached-response.ts';
import type { Arrival } from '../http/client-address.ts';
import type { Exchange, ServerContext } from '../http/exchange.ts';
import { requestIdFrom } from '../http/request-id.ts';
import type { Role } from '../roles.ts';
import { createOpenStreams, defaultStreamLimits, type OpenStreams } from '../streams/open-streams.ts';
import type { Usage } from '../usage/usage.ts';
import { compression } from './compression.ts';
import { costBudgets } from './cost-budgets.ts';
import { type Cancellable, deadline } from './deadline.ts';
import { deferral } from './defer.ts';
import { errorMasking } from './error-masking.ts';
import { createDocumentCache, noErrorCache } from './limits/document-cache.ts';
import type { LimitsOptions } from './limits/limits.ts';
import { limits } from './limits/plugin.ts';
import { operationTiming } from './operation-timing.ts';
import { requestParams } from './params.ts';
import { type IsOfNewsroom, persistedOperations } from './persisted/plugin.ts';
import { createRegistry, noOperations, type OperationRegistry } from './persisted/registry.ts';
import { previewPrivacy } from './preview-privacy.ts';
import { receipts } from './receipts.ts';
import { responseCaching } from './response-caching.ts';
import { subscriptions } from './subscriptions.ts';
import { usageCounting } from './usage-counting.ts';

/** What a context is made from: the request, what it asks, its id, the signal that ends its work, and its socket's side. */
export type RequestContext = YogaInitialContext &
  Cancellable & { readonly exchange: Exchange; readonly req?: IncomingMessage };

export interface YogaOptions {
  readonly config: {
    readonly requestTimeoutMs: number;
    readonly isIntrospectionOn: boolean;
    /** 0, for none, if not given. */
    readonly slowOperationMs?: number;
  };
  readonly logger: Log;
  readonly schema: GraphQLSchema;
  /** What resolvers get besides the request's own context; made once for each request that passed the limits. */
  createContext(request: RequestContext): object | Promise<object>;
  /**
   * What resolvers of a subscription get, whose events are executed once for all who ask the same: it knows their role, and none of
   * them. Only the role if not given.
   */
  createStreamContext?(role: Role): object;
  /** Where subscriptions are counted among other streams; within the configuration's defaults if not given. */
  readonly openStreams?: OpenStreams | undefined;
  /** Where a reader is; nobody's address is known if not given. */
  addressOf?(arrival: Arrival): string;
  /** Instead of the defaults. */
  readonly limits?: Partial<LimitsOptions>;
  /** Bytes; 1 MB if not given. */
  readonly maxBodyBytes?: number;
  /** Where readers' responses are cached; nowhere if not given. */
  readonly cache?: CoalescingCache | undefined;
  /** Persisted operations; any text is taken, and none is known, if not given. */
  readonly registry?: OperationRegistry | undefined;
  /** Asked where readers may not send what they like; nobody is if not given. */
  readonly isOfNewsroom?: IsOfNewsroom | undefined;
  /** What callers may spend; without limit if not given. */
  readonly budgets?: Budgets | undefined;
  /** Told what is executed. */
  readonly usage?: Usage | undefined;
  /** Told where the response to a GET is cached. */
  readonly onCached?: OnCached | undefined;
}

export type DatelineYoga = YogaServerInstance<ServerContext, object>;

/** Of parsed documents: about a thousand of usual length. */
const DOCUMENT_CACHE_BYTES = 64_000_000;
export const DEFAULT_MAX_BODY_BYTES = 1_000_000;

/** The GraphQL endpoint without a port: `yoga.fetch('http://yoga/graphql', …)` passes every limit that GraphQL has here. */
export function createDatelineYoga(
  options: YogaOptions,
  plugins: Readonly<Record<string, object>> = pluginsOf(options),
): DatelineYoga {
  const { schema, createContext } = options;
  return createYoga<ServerContext, object>({
    schema,
    context: (initial) => createContext(initial as RequestContext),
    graphqlEndpoint: '/graphql',
    // Yoga looks for it at the end of the whole URL, where a query may hold anything but a space.
    healthCheckEndpoint: ' ',
    logging: false,
    maskedErrors: false,
    graphiql: false,
    landingPage: false,
    multipart: false,
    cors: false,
    maxRequestBodySize: false,
    parserAndValidationCache: { documentCache: createDocumentCache(DOCUMENT_CACHE_BYTES), errorCache: noErrorCache },
    plugins: Object.values(plugins),
  });
}

/** In the order in which Yoga calls their hooks: docs/architecture.md says what each one passes to those behind it. */
export function pluginsOf(options: YogaOptions) {
  const { config, logger, cache, budgets, usage, onCached = () => {}, isOfNewsroom = async () => false } = options;
  const { maxBodyBytes = DEFAULT_MAX_BODY_BYTES, registry = createRegistry({ ...noOperations, mode: 'open' }) } =
    options;
  const { requestTimeoutMs, isIntrospectionOn, slowOperationMs: slowMs = 0 } = config;
  const {
    createStreamContext = (role: Role) => ({ viewer: { role, name: null, id: null } }),
    openStreams: open = createOpenStreams(defaultStreamLimits),
    addressOf = () => '',
  } = options;
  return {
    requestIds: requestIds(),
    previewPrivacy: previewPrivacy(),
    requestParams: requestParams({ maxBodyBytes, requestTimeoutMs }),
    persistedOperations: persistedOperations(registry, isOfNewsroom),
    limits: limits({ isIntrospectionOn, ...options.limits }),
    ...(cache && { responseCaching: responseCaching(cache, onCached) }),
    ...(budgets && { costBudgets: costBudgets(budgets) }),
    ...(usage && { usageCounting: usageCounting(usage) }),
    operationTiming: operationTiming({ registry, logger, slowMs }),
    deferral: deferral(),
    subscriptions: subscriptions({ open, logger, createStreamContext, addressOf }),
    receipts: receipts(cache),
    deadline: deadline(requestTimeoutMs),
    errorMasking: errorMasking(logger),
    compression: compression(),
  };
}

/** Gives requests that come without a socket what `createHttpServer` gives the others. */
function requestIds(): Plugin<object, ServerContext> {
  return {
    onRequest({ request, serverContext }) {
      serverContext.exchange ??= { requestId: requestIdFrom(request.headers.get('x-request-id')) };
    },
    onResponse({ response, serverContext }) {
      if (serverContext.res === undefined && serverContext.exchange) {
        response.headers.set('X-Request-Id', serverContext.exchange.requestId);
      }
    },
  };
}
