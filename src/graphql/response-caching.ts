/**
 * Response cache plugin for Yoga: readers' queries are answered from the cache, or executed once for all who ask at the same
 * time; everybody else's are `private, no-store`. A mutation is answered when this process' cache has caught up with it.
 */

import { hash } from 'node:crypto';
import { type ExecutionResult, getOperationAST } from 'graphql';
import { type GraphQLParams, isAsyncIterable, type Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import { type CoalescingCache, type NewResponse, NotMade } from '../caching/coalescing-cache.ts';
import type { Reads } from '../caching/reads.ts';
import type { CachedResponse } from '../caching/response-cache.ts';
import {
  etagOf,
  isReaders,
  matches,
  type OnCached,
  sendCached,
  timesOf,
  varyOfGraphql,
} from '../http/cached-response.ts';
import type { Exchange, ServerContext } from '../http/exchange.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { isOutageOf } from './error-masking.ts';

/** What a resolver's context has to tell. */
interface Recording {
  readonly request?: Request;
  readonly reads?: Reads;
  readonly exchange?: Exchange;
}

/** What is only for who asked. */
interface Own {
  readonly result: Result;
}

type Result = ExecutionResult | AsyncIterable<ExecutionResult>;

/** Of variables as JSON; longer ones are nobody else's. */
const MAX_VARIABLES_CHARACTERS = 8_000;
/** Of operation texts whose hashes are remembered, with the hashes. */
const MAX_HASHED_BYTES = 8_000_000;

/** To come before the deadline, so that waiting for what is being made for somebody else counts. */
export function responseCaching(cache: CoalescingCache, onCached: OnCached): Plugin<Recording, ServerContext> {
  return {
    onParams({ request, params, paramsHandler, setParamsHandler, context: { exchange } }) {
      const key = isReadersRequest(request) ? keyOf(params) : null;
      if (key === null || exchange === undefined) return;
      setParamsHandler(async (payload) => {
        let own: NewResponse | null = null;
        const make = async () => {
          const result = await paramsHandler(payload);
          own = responseOf(result, exchange.reads);
          if (own === null && !isAsyncIterable(result) && isOutageOf(result)) throw new NotMade<Own>({ result });
          return own ?? { result };
        };
        const response = await cache.getOrMake<Own>(key, make);
        if ('result' in response) return response.result;
        exchange.cached = { key, response };
        // NOTE: a result that Yoga needn't serialize, since `onResponse` sends the bytes: a hit costs an eighth less CPU (`npm run
        // bench -- ablation`). To turn it off, return JSON.parse of the body and leave `exchange.cached` unset.
        return { data: {}, stringify: () => own?.body ?? response.body.toString() };
      });
    },
    onExecute({ args }) {
      const { exchange, reads, request }: Recording = args.contextValue;
      const operation = getOperationAST(args.document, args.operationName)?.operation;
      if (operation === 'query' && exchange) exchange.reads = reads;
      // Whoever changes something reads it next. Readers' mutations append no events.
      if (operation !== 'mutation' || !request || isReadersRequest(request)) return undefined;
      return { onExecuteDone: () => cache.caughtUp() };
    },
    onResponse({ request, response, serverContext, setResponse, fetchAPI }) {
      const { exchange, res } = serverContext;
      const { headers } = response;
      if (res === undefined) headers.set('Vary', varyOfGraphql);
      const found = exchange?.cached;
      const contentType = headers.get('content-type') ?? '';
      if (found === undefined || response.status !== 200 || !isWholeJson(headers)) {
        if (!headers.has('cache-control'))
          headers.set('Cache-Control', isReadersRequest(request) ? 'no-store' : 'private, no-store');
        return;
      }
      const { key, response: cached } = found;
      const isGet = request.method === 'GET';
      const body = exchange?.body;
      if (isGet) onCached(request, key, contentType, undefined);
      else if (typeof body === 'string') onCached(request, key, contentType, body);
      if (res !== undefined) {
        // Yoga sees that it is done; by itself it would send a text in pieces, and turn it into bytes once more.
        return sendCached(res, cached, contentType, cached.head.slice(), cache.compressed);
      }
      setAll(headers, cached);
      if (!isGet) return;
      const etag = etagOf(cached, contentType, null);
      headers.set('ETag', etag);
      if (!matches(request.headers.get('if-none-match'), etag)) return;
      headers.delete('content-type');
      headers.delete('content-length');
      setResponse(new fetchAPI.Response(null, { status: 304, headers }));
    },
  };
}

/** As anybody may have it; what streams is said in pieces. */
export function isWholeJson(headers: Headers): boolean {
  return /^application\/(graphql-response\+)?json\b/.test(headers.get('content-type') ?? '');
}

function setAll(headers: Headers, cached: CachedResponse): void {
  const head = [...cached.head, ...timesOf(cached)];
  for (let at = 0; at < head.length; at += 2) headers.set(head[at] ?? '', head[at + 1] ?? '');
}

function isReadersRequest({ headers }: Request): boolean {
  // NOTE: not `has`, which Yoga's headers deny of empty ones.
  return isReaders((name) => headers.get(name));
}

/** Of a query that succeeded as a whole; null for everything else. */
function responseOf(result: Result, reads: Reads | undefined): NewResponse | null {
  if (reads === undefined || isAsyncIterable(result) || result.errors !== undefined || result.data == null) return null;
  return { body: JSON.stringify(result), tags: reads.tags() };
}

/** The cache key: the same for the same question, however its variables are ordered; null for what is cached for nobody. */
export function keyOf({ query, operationName, variables = {} }: GraphQLParams): string | null {
  if (query === undefined) return null;
  try {
    return `${nameOf(query)} ${operationName ?? ''} ${canonicalJson(variables, MAX_VARIABLES_CHARACTERS)}`;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Hashes by text, since most come again and again. */
const names = new LRUCache<string, string>({
  maxSize: MAX_HASHED_BYTES,
  sizeCalculation: (_, text) => 200 + 2 * text.length,
});

function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = hash('sha256', text, 'base64url');
    names.set(text, name);
  }
  return name;
}
