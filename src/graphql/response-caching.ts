/**
 * Owns that readers' answers to queries are made once, kept, and named for caches in front; nobody else's are kept
 * anywhere. Whoever changes something is answered when nothing older is given away here.
 */

import { hash } from 'node:crypto';
import { type ExecutionResult, getOperationAST } from 'graphql';
import { type GraphQLParams, isAsyncIterable, type Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import type { Answers, MadeAnswer } from '../caching/answers.ts';
import type { Reads } from '../caching/reads.ts';
import type { KeptAnswer } from '../caching/response-cache.ts';
import { ageOf, etagOf, hasIt, type OnKept, previewHeader, sendKept, varyOfGraphql } from '../http/cached-answer.ts';
import type { Exchange, ServerContext } from '../http/exchange.ts';

/** What a resolver's context has to tell. */
interface Recording {
  readonly request?: Request;
  readonly reads?: Reads;
  readonly exchange?: Exchange;
}

type Result = ExecutionResult | AsyncIterable<ExecutionResult>;

/** Variables beyond this, as JSON, are nobody else's. */
const longestVariables = 8_000;

/** To come before the deadline, so that waiting for what is being made for somebody else counts. */
export function responseCaching(answers: Answers, onKept: OnKept): Plugin<Recording, ServerContext> {
  return {
    onParams({ request, params, paramsHandler, setParamsHandler, context: { exchange } }) {
      const key = isReaders(request) ? keyOf(params) : null;
      if (key === null || exchange === undefined) return;
      setParamsHandler(async (payload) => {
        let own: MadeAnswer | null = null;
        const answer = await answers.through<{ result: Result }>(key, async () => {
          const result = await paramsHandler(payload);
          own = answerOf(result, exchange.reads);
          return own ?? { result };
        });
        if ('result' in answer) return answer.result;
        exchange.kept = { key, answer };
        return { data: {}, stringify: () => own?.body ?? answer.body.toString() };
      });
    },
    onExecute({ args }) {
      const { exchange, reads, request }: Recording = args.contextValue;
      const operation = getOperationAST(args.document, args.operationName)?.operation;
      if (operation === 'query' && exchange) exchange.reads = reads;
      // Whoever changes something reads it next. Readers change nothing that is told.
      if (operation !== 'mutation' || !request || isReaders(request)) return undefined;
      return { onExecuteDone: () => answers.settled() };
    },
    onResponse({ request, response, serverContext, setResponse, fetchAPI }) {
      const { exchange, res } = serverContext;
      const { headers } = response;
      if (res === undefined) headers.set('Vary', varyOfGraphql);
      const found = exchange?.kept;
      const contentType = headers.get('content-type') ?? '';
      if (found === undefined || response.status !== 200 || !isJson.test(contentType)) {
        if (!headers.has('cache-control'))
          headers.set('Cache-Control', isReaders(request) ? 'no-store' : 'private, no-store');
        return;
      }
      const { key, answer } = found;
      const isGet = request.method === 'GET';
      if (isGet) onKept(request, key, contentType);
      if (res !== undefined) {
        // Yoga sees that it is done; by itself it would send a text in pieces, and turn it into bytes once more.
        sendKept(res, answer, contentType, answer.head.slice());
        return;
      }
      setAll(headers, answer);
      if (!isGet) return;
      const etag = etagOf(answer, contentType);
      headers.set('ETag', etag);
      if (!hasIt(request.headers.get('if-none-match'), etag)) return;
      headers.delete('content-type');
      headers.delete('content-length');
      setResponse(new fetchAPI.Response(null, { status: 304, headers }));
    },
  };
}

/** As anybody may have it; what streams is said in pieces. */
const isJson = /^application\/(graphql-response\+)?json\b/;

function setAll(headers: Headers, answer: KeptAnswer): void {
  const { head } = answer;
  for (let at = 0; at < head.length; at += 2) headers.set(head[at] ?? '', head[at + 1] ?? '');
  const age = ageOf(answer);
  if (age > 0) headers.set('Age', String(age));
}

function isReaders({ headers }: Request): boolean {
  // NOTE: not `has`, which Yoga's headers deny of empty ones.
  return headers.get('authorization') === null && headers.get(previewHeader) === null;
}

/** Readers' whole answers to queries; null for everything else. */
function answerOf(result: Result, reads: Reads | undefined): MadeAnswer | null {
  if (reads === undefined || isAsyncIterable(result) || result.errors !== undefined || result.data == null) return null;
  return { body: JSON.stringify(result), tags: reads.tags() };
}

/** The same for the same question, however its variables are ordered; null for what is kept for nobody. */
export function keyOf({ query, operationName, variables = {} }: GraphQLParams): string | null {
  const asked = textOf(variables);
  if (query === undefined || asked === null) return null;
  return `${nameOf(query)} ${operationName ?? ''} ${asked}`;
}

/** What texts are hashed to, since most come again and again. */
const names = new LRUCache<string, string>({ maxSize: 8_000_000, sizeCalculation: (_, text) => 200 + 2 * text.length });

function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = hash('sha256', text, 'base64url');
    names.set(text, name);
  }
  return name;
}

/** Null for what is too long, or nested so deeply that there is no telling. */
function textOf(variables: Readonly<Record<string, unknown>>): string | null {
  const names = Object.keys(variables);
  try {
    if (names.every((name) => isPlain(variables[name]))) {
      const text = JSON.stringify(names.sort().map((name) => [name, variables[name]]));
      return text.length > longestVariables ? null : text;
    }
    // Sorting all that is nested takes long, so that it is known first for how much.
    return JSON.stringify(variables).length > longestVariables ? null : JSON.stringify(variables, inOrder);
  } catch {
    return null;
  }
}

/** What has no order of its own, and what JSON can tell from others. */
function isPlain(value: unknown): boolean {
  return typeof value === 'number' ? Number.isFinite(value) : typeof value !== 'object' || value === null;
}

function inOrder(_name: string, value: unknown): unknown {
  // JSON would have it the same as null, which it isn't.
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('Not finite.');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
