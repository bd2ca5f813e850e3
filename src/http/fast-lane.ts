/**
 * Fast lane: answers readers from the response cache before Yoga, by the URL of a GET or the body of a POST, without parsing it,
 * without GraphQL and without a log line. A hit by URL costs a third of one through Yoga (`npm run bench -- ablation`); off where server.ts doesn't ask it.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { CoalescingCache } from '../caching/coalescing-cache.ts';
import type { CachedResponse } from '../caching/response-cache.ts';
import { encodingOf, isAtHand, isReaders, type OnCached, sendCached, varyOfGraphql } from './cached-response.ts';
import { allowedOrigin } from './cors.ts';
import { requestIdFrom } from './request-id.ts';
import { headersOfAll } from './respond.ts';

export interface FastLane {
  /** Remembers the key under which the answer to a URL, or to a body, is cached. */
  readonly remember: OnCached;
  /** Whether it was a hit of a GET: then it is sent. */
  respond(req: IncomingMessage, res: ServerResponse): boolean;
  /** Whether a POST may be answered by its body alone: then that is read first. */
  isByBody(req: IncomingMessage): boolean;
  /** Whether it was a hit of such a POST: then it is sent. */
  respondTo(body: string, req: IncomingMessage, res: ServerResponse): boolean;
}

/** Of all questions that are remembered. */
const MAX_BYTES = 16_000_000;
/** Of a URL or a body. */
const MAX_CHARACTERS = 8_000;
/** Of one question, what different callers accept. */
const MAX_ACCEPT_HEADERS = 4;
/** As clients write it; any other takes the way through Yoga, which says what is wrong with it. */
const jsonTypes = new Set(['application/json', 'application/json; charset=utf-8', 'application/json;charset=utf-8']);

interface Known {
  readonly accept: string | undefined;
  readonly key: string;
  readonly contentType: string;
}

interface Hit {
  readonly cached: CachedResponse;
  readonly contentType: string;
}

export function createFastLane(cache: CoalescingCache, corsOrigins: readonly string[]): FastLane {
  /** By URL, which begins with a slash, or body, which never does. */
  const known = new LRUCache<string, readonly Known[]>({
    maxSize: MAX_BYTES,
    sizeCalculation: (all, question) =>
      all.reduce((sum, { accept = '', key }) => sum + accept.length + 2 * key.length + 200, 200 + 2 * question.length),
  });
  // What any origin may read is the same to all.
  const isSameToAll = corsOrigins.length === 0 || corsOrigins.includes('*');
  const vary = isSameToAll ? varyOfGraphql : `Origin, ${varyOfGraphql}`;
  const same = ['Vary', vary, ...Object.entries(headersOfAll).flat()];

  /** Names and values in turn, which Node writes as they are; gone with the response. */
  const heads = new WeakMap<CachedResponse, string[]>();
  const headOf = (cached: CachedResponse): string[] => {
    const known = heads.get(cached);
    if (known !== undefined) return known;
    const head = [...same, ...cached.head];
    heads.set(cached, head);
    return head;
  };

  const find = (question: string, req: IncomingMessage): Hit | undefined => {
    const { accept } = req.headers;
    const found = known.get(question)?.find((each) => each.accept === accept);
    const cached = found && cache.get(found.key);
    if (found === undefined || cached === undefined) return undefined;
    // Who is the first to want it compressed waits, which is not for here.
    if (!isAtHand(cached, encodingOf(cached, req), cache.compressed)) return undefined;
    cache.counts.fast += 1;
    return { cached, contentType: found.contentType };
  };

  const send = ({ cached, contentType }: Hit, req: IncomingMessage, res: ServerResponse): void => {
    const head = headOf(cached).slice();
    head.push('X-Request-Id', requestIdFrom(req.headers['x-request-id']));
    if (corsOrigins.length > 0) head.push(...allowedOrigin(req.headers.origin, corsOrigins).flat());
    void sendCached(res, cached, contentType, head, cache.compressed);
  };

  return {
    remember(request, key, contentType, body) {
      const { pathname, search } = new URL(request.url);
      const question = body ?? pathname + search;
      if (question.length > MAX_CHARACTERS || question.startsWith('/') === (body !== undefined)) return;
      const accept = request.headers.get('accept') ?? undefined;
      const others = known.get(question)?.filter((each) => each.accept !== accept) ?? [];
      known.set(question, [{ accept, key, contentType }, ...others.slice(0, MAX_ACCEPT_HEADERS - 1)]);
    },
    respond(req, res) {
      const { method, url = '', headers } = req;
      const hit = method === 'GET' && isReaders((name) => headers[name]) && find(url, req);
      if (!hit) return false;
      send(hit, req, res);
      return true;
    },
    isByBody({ method, url, headers }) {
      if (method !== 'POST' || url !== '/graphql' || !isReaders((name) => headers[name])) return false;
      if (!jsonTypes.has(headers['content-type'] ?? '') || headers['content-encoding'] !== undefined) return false;
      const length = Number(headers['content-length']);
      return length > 0 && length <= MAX_CHARACTERS;
    },
    respondTo(body, req, res) {
      const hit = find(body, req);
      if (hit === undefined) return false;
      send(hit, req, res);
      return true;
    },
  };
}
