/**
 * Owns the GraphQL endpoint: Yoga with everything that guards it, without a port.
 */

import type { IncomingMessage } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import { createYoga, type Plugin, type YogaInitialContext, type YogaServerInstance } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Answers } from '../caching/answers.ts';
import type { OnKept } from '../http/cached-answer.ts';
import type { Exchange, ServerContext } from '../http/exchange.ts';
import { requestIdFrom } from '../http/request-id.ts';
import { type Cancellable, deadline } from './deadline.ts';
import { deferral } from './defer.ts';
import { errorMasking } from './error-masking.ts';
import { createDocumentCache, noErrorCache } from './limits/document-cache.ts';
import type { LimitsOptions } from './limits/limits.ts';
import { limits } from './limits/plugin.ts';
import { createOperations, noOperations, type Operations } from './operations/registry.ts';
import { requestParams } from './params.ts';
import { type IsOfNewsroom, persistedOperations } from './persisted-operations.ts';
import { previewPrivacy } from './preview-privacy.ts';
import { responseCaching } from './response-caching.ts';

/** What a context is made from: the request, what it asks, its id, the signal that ends its work, and its socket's side. */
export type RequestContext = YogaInitialContext &
  Cancellable & { readonly exchange: Exchange; readonly req?: IncomingMessage };

export interface YogaOptions {
  readonly config: { readonly requestTimeoutMs: number; readonly isIntrospectionOn: boolean };
  readonly logger: Logger;
  readonly schema: GraphQLSchema;
  /** What resolvers get besides the request's own context; made once for each request that passed the limits. */
  createContext(request: RequestContext): object | Promise<object>;
  /** Instead of the defaults. */
  readonly limits?: Partial<LimitsOptions>;
  /** Bytes; 1 MB if not given. */
  readonly maxBodyBytes?: number;
  /** They come before ours, so that a replaced executor still has our deadline. */
  readonly plugins?: readonly Plugin[];
  /** Where readers' answers are kept; nowhere if not given. */
  readonly answers?: Answers | undefined;
  /** Operations by hash; any text is taken, and none is known, if not given. */
  readonly known?: Operations | undefined;
  /** Asked where readers may not send what they like; nobody is if not given. */
  readonly isOfNewsroom?: IsOfNewsroom | undefined;
  /** Told where a GET's answer is kept. */
  readonly onKept?: OnKept | undefined;
}

export type DatelineYoga = YogaServerInstance<ServerContext, object>;

/** Parsed documents kept in memory, in bytes: about a thousand of usual length. */
const DOCUMENT_CACHE_BYTES = 64_000_000;

/** The GraphQL endpoint without a port: `yoga.fetch('http://yoga/graphql', …)` passes every limit that GraphQL has here. */
export function createDatelineYoga(options: YogaOptions): DatelineYoga {
  const { config, logger, schema, createContext } = options;
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
    plugins: [
      requestIds(),
      previewPrivacy(),
      ...(options.plugins ?? []),
      requestParams({ maxBodyBytes: options.maxBodyBytes ?? 1_000_000, requestTimeoutMs: config.requestTimeoutMs }),
      persistedOperations(
        options.known ?? createOperations({ ...noOperations, mode: 'open' }),
        options.isOfNewsroom ?? (async () => false),
      ),
      limits({ isIntrospectionOn: config.isIntrospectionOn, ...options.limits }),
      ...(options.answers ? [responseCaching(options.answers, options.onKept ?? (() => {}))] : []),
      deferral(),
      deadline(config.requestTimeoutMs),
      errorMasking(logger),
    ],
  });
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
