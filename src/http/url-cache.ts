/**
 * Cache hits by URL: answers readers' GETs from the response cache before Yoga, without parsing, GraphQL or a log line. A hit
 * costs a third of one through Yoga (`npm run bench -- ablation`); off where server.ts doesn't ask it.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { CoalescingCache } from '../caching/coalescing-cache.ts';
import type { CachedResponse } from '../caching/response-cache.ts';
import { encodingOf, isAtHand, isReaders, type OnCached, sendCached, varyOfGraphql } from './cached-response.ts';
import { allowedOrigin } from './cors.ts';
import { requestIdFrom } from './request-id.ts';
import { headersOfAll } from './respond.ts';

export interface UrlCache {
  /** Remembers the key under which the response to a URL is cached. */
  readonly remember: OnCached;
  /** Whether it was a hit: then it is sent. */
  respond(req: IncomingMessage, res: ServerResponse): boolean;
}

/** Of all URLs that are remembered. */
const MAX_BYTES = 16_000_000;
const MAX_URL_CHARACTERS = 8_000;
/** Of one URL, what different callers accept. */
const MAX_ACCEPT_HEADERS = 4;

interface Known {
  readonly accept: string | undefined;
  readonly key: string;
  readonly contentType: string;
}

export function createUrlCache(cache: CoalescingCache, corsOrigins: readonly string[]): UrlCache {
  const known = new LRUCache<string, readonly Known[]>({
    maxSize: MAX_BYTES,
    sizeCalculation: (all, url) =>
      all.reduce((sum, { accept = '', key }) => sum + accept.length + 2 * key.length + 200, 200 + url.length),
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

  return {
    remember(request, key, contentType) {
      const { pathname, search } = new URL(request.url);
      const url = pathname + search;
      if (url.length > MAX_URL_CHARACTERS) return;
      const accept = request.headers.get('accept') ?? undefined;
      const others = known.get(url)?.filter((each) => each.accept !== accept) ?? [];
      known.set(url, [{ accept, key, contentType }, ...others.slice(0, MAX_ACCEPT_HEADERS - 1)]);
    },
    respond(req, res) {
      const { method, url = '', headers } = req;
      if (method !== 'GET' || !isReaders((name) => headers[name])) return false;
      const { accept } = headers;
      const found = known.get(url)?.find((each) => each.accept === accept);
      const cached = found && cache.get(found.key);
      if (found === undefined || cached === undefined) return false;
      // Who is the first to want it compressed waits, which is not for here.
      if (!isAtHand(cached, encodingOf(cached, req), cache.compressed)) return false;
      const head = headOf(cached).slice();
      head.push('X-Request-Id', requestIdFrom(headers['x-request-id']));
      if (corsOrigins.length > 0) head.push(...allowedOrigin(headers.origin, corsOrigins).flat());
      void sendCached(res, cached, found.contentType, head, cache.compressed);
      return true;
    },
  };
}
