/** Owns how a kept answer goes out over HTTP: its headers, and 304 for who has it already. */

import { hash } from 'node:crypto';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { KeptAnswer } from '../caching/response-cache.ts';

/** In which a request shows the token of a preview link. */
export const previewHeader = 'x-dateline-preview';

/** Told where the answer to a GET is kept, so that the next may be answered before Yoga. */
export type OnKept = (request: Request, key: string, contentType: string) => void;

/** What makes an answer another one, or somebody's own. */
export const varyOfGraphql = 'Accept, Authorization, X-Dateline-Preview';

/** Whether whoever asks is a reader like all others. */
export function isReaders(headers: Pick<IncomingHttpHeaders, string>): boolean {
  return headers.authorization === undefined && headers[previewHeader] === undefined;
}

/** Seconds since it was made, which tell caches how much of its time is over. */
export function ageOf({ madeAt }: Pick<KeptAnswer, 'madeAt'>): number {
  return Math.max(0, Math.floor((Date.now() - madeAt) / 1000));
}

/** Strong, so that the same bytes under GraphQL's own type have another one. */
export function etagOf(answer: KeptAnswer, contentType: string): string {
  answer.hash ??= hash('sha256', answer.body, 'base64url');
  return contentType.startsWith('application/graphql-response') ? `"${answer.hash}-r"` : `"${answer.hash}"`;
}

/** RFC 9110: compared weakly, since caches on the way compress and then mark it weak. */
export function hasIt(ifNoneMatch: string | null | undefined, etag: string): boolean {
  if (ifNoneMatch == null) return false;
  if (ifNoneMatch === etag || ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}

/**
 * Sends it, or 304 to who asks by GET and has it, with the headers that were set before.
 *
 * @param head more of them, names and values in turn
 */
export function sendKept(res: ServerResponse, answer: KeptAnswer, contentType: string, head: string[]): void {
  const { method, headers } = res.req;
  const age = ageOf(answer);
  if (age > 0) head.push('Age', String(age));
  if (method === 'GET') {
    const etag = etagOf(answer, contentType);
    head.push('ETag', etag);
    if (hasIt(headers['if-none-match'], etag)) {
      res.writeHead(304, head).end();
      return;
    }
  }
  head.push('Content-Type', contentType, 'Content-Length', String(answer.body.byteLength));
  res.writeHead(200, head).end(answer.body);
}
