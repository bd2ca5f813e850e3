/** Cached responses over HTTP: ETag, Age, Vary, and 304 Not Modified for who has it already. */

import { hash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CachedResponse } from '../caching/response-cache.ts';
import type { CompressedBodies } from '../compression/compressed-bodies.ts';
import { type Encoding, encodingOfBody } from '../compression/content-encoding.ts';

/** In which a request shows the token of a preview link. */
export const previewHeader = 'x-dateline-preview';

/** With which a request asks what it costs, and what it is answered from: see `receipts` in `src/graphql/receipts.ts`. */
export const receiptHeader = 'x-dateline-receipt';

/** Told under which key the response to a GET, or to a POST with a body, is cached, so that the next may be answered before Yoga. */
export type OnCached = (request: Request, key: string, contentType: string, body: string | undefined) => void;

/** What makes a response another one, or somebody's own. */
export const varyOfGraphql = 'Accept, Accept-Encoding, Authorization, X-Dateline-Preview';

/**
 * Whether a request is a reader's: it has none of the headers that would make its response somebody's own, not even an
 * empty one.
 *
 * @param headerOf the value of a header; null or undefined where there is none
 */
export function isReaders(headerOf: (header: string) => unknown): boolean {
  return headerOf('authorization') == null && headerOf(previewHeader) == null && headerOf(receiptHeader) == null;
}

/**
 * Headers, names and values in turn, that tell caches how much of its time is over, and what is left of it: nginx looks at no `Age`.
 * In seconds, since by the clock of a machine that is two hours before theirs they would keep it for two hours.
 */
export function timesOf({ madeAt, expiresAt }: Pick<CachedResponse, 'madeAt' | 'expiresAt'>): string[] {
  const now = Date.now();
  const age = Math.floor((now - madeAt) / 1000);
  // No more than it was given, though the clock was set back since.
  const left = Math.max(0, Math.floor(Math.min(expiresAt - now, expiresAt - madeAt) / 1000));
  return [...(age > 0 ? ['Age', String(age)] : []), 'X-Accel-Expires', String(left)];
}

/** Strong, so that the same bytes under GraphQL's own type, or compressed, have another one. */
export function etagOf(cached: CachedResponse, contentType: string, encoding: Encoding | null): string {
  const ofType = contentType.startsWith('application/graphql-response') ? '-r' : '';
  return `"${hashOf(cached)}${ofType}${encoding === null ? '' : `-${encoding}`}"`;
}

/** SHA-256 of the body, reckoned once. */
export function hashOf(cached: CachedResponse): string {
  cached.hash ??= hash('sha256', cached.body, 'base64url');
  return cached.hash;
}

/** How it goes out to a caller: as it is when it is short. */
export function encodingOf({ body }: CachedResponse, req: Pick<IncomingMessage, 'headers'>): Encoding | null {
  return encodingOfBody(body, req.headers['accept-encoding']);
}

/** Whether the bytes that a caller gets are there already. */
export function isAtHand(cached: CachedResponse, encoding: Encoding | null, compressed: CompressedBodies): boolean {
  return encoding === null || compressed.get(hashOf(cached), encoding) !== undefined;
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
export function sendCached(
  res: ServerResponse,
  cached: CachedResponse,
  contentType: string,
  head: string[],
  compressed: CompressedBodies,
): void | Promise<void> {
  const { method, headers } = res.req;
  const encoding = encodingOf(cached, res.req);
  head.push(...timesOf(cached));
  if (method === 'GET') {
    const etag = etagOf(cached, contentType, encoding);
    head.push('ETag', etag);
    if (matches(headers['if-none-match'], etag)) {
      res.writeHead(304, head).end();
      return;
    }
  }
  head.push('Content-Type', contentType);
  const send = (body: Buffer) => {
    if (encoding !== null) head.push('Content-Encoding', encoding);
    head.push('Content-Length', String(body.byteLength));
    res.writeHead(200, head).end(body);
  };
  if (encoding === null) return send(cached.body);
  const body = compressed.get(hashOf(cached), encoding);
  return body === undefined ? compressed.getOrMake(hashOf(cached), cached.body, encoding).then(send) : send(body);
}
