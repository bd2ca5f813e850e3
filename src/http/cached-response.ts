/** Cached responses over HTTP: ETag, Age, Vary, and 304 Not Modified for who has it already. */

import { hash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { CachedResponse } from '../caching/response-cache.ts';

/** In which a request shows the token of a preview link. */
export const previewHeader = 'x-dateline-preview';

/** With which a request asks what it costs, and what it is answered from: see `receipts` in `src/graphql/receipts.ts`. */
export const receiptHeader = 'x-dateline-receipt';

/** Told under which key the response to a GET is cached, so that the next may be answered before Yoga. */
export type OnCached = (request: Request, key: string, contentType: string) => void;

/** What makes a response another one, or somebody's own. */
export const varyOfGraphql = 'Accept, Authorization, X-Dateline-Preview';

/**
 * Whether a request is a reader's: it has none of the headers that would make its response somebody's own, not even an
 * empty one.
 *
 * @param headerOf the value of a header; null or undefined where there is none
 */
export function isReaders(headerOf: (header: string) => unknown): boolean {
  return headerOf('authorization') == null && headerOf(previewHeader) == null && headerOf(receiptHeader) == null;
}

/** Seconds since it was made, which tell caches how much of its time is over. */
export function ageOf({ madeAt }: Pick<CachedResponse, 'madeAt'>): number {
  return Math.max(0, Math.floor((Date.now() - madeAt) / 1000));
}

/** Strong, so that the same bytes under GraphQL's own type have another one. */
export function etagOf(cached: CachedResponse, contentType: string): string {
  cached.hash ??= hash('sha256', cached.body, 'base64url');
  return contentType.startsWith('application/graphql-response') ? `"${cached.hash}-r"` : `"${cached.hash}"`;
}

/** RFC 9110: compared weakly, since caches on the way compress and then mark it weak. */
export function matches(ifNoneMatch: string | null | undefined, etag: string): boolean {
  if (ifNoneMatch == null) return false;
  if (ifNoneMatch === etag || ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}

/**
 * Sends it, or 304 to who asks by GET and has it, with the headers that were set before.
 *
 * @param head more of them, names and values in turn
 */
export function sendCached(res: ServerResponse, cached: CachedResponse, contentType: string, head: string[]): void {
  const { method, headers } = res.req;
  const age = ageOf(cached);
  if (age > 0) head.push('Age', String(age));
  if (method === 'GET') {
    const etag = etagOf(cached, contentType);
    head.push('ETag', etag);
    if (matches(headers['if-none-match'], etag)) {
      res.writeHead(304, head).end();
      return;
    }
  }
  head.push('Content-Type', contentType, 'Content-Length', String(cached.body.byteLength));
  res.writeHead(200, head).end(cached.body);
}
