/** Owns how a kept answer goes out over HTTP: its headers, and 304 for who has it already. */

import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import type { Answers } from '../caching/answers.ts';
import type { KeptAnswer } from '../caching/response-cache.ts';
import { previewHeader } from '../preview-links.ts';

/** What makes an answer another one, or somebody's own. */
export const varyOfGraphql = 'Accept, Authorization, X-Dateline-Preview';

/** Whether whoever asks is a reader like all others. */
export function isReaders(headers: Pick<IncomingHttpHeaders, string>): boolean {
  return headers.authorization === undefined && headers[previewHeader] === undefined;
}

/** Headers of the answer but for its type and length. `Age` tells caches how much of its time is over. */
export function headersOf(answer: KeptAnswer, { tagHeaderName }: Pick<Answers, 'tagHeaderName'>): OutgoingHttpHeaders {
  const age = Math.floor((Date.now() - answer.madeAt) / 1000);
  return {
    ETag: answer.etag,
    'Cache-Control': answer.cacheControl,
    [tagHeaderName]: answer.tagHeader,
    ...(age > 0 && { Age: age }),
  };
}

/** RFC 9110: compared weakly, since caches on the way compress and then mark it weak. */
export function hasIt(ifNoneMatch: string | null | undefined, { etag }: Pick<KeptAnswer, 'etag'>): boolean {
  if (ifNoneMatch == null) return false;
  if (ifNoneMatch === etag || ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}
