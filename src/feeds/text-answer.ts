/** Cached text responses (feeds, sitemaps): made whole before they are sent, cached as GraphQL’s are, with ETag and 304. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CoalescingCache, NewResponse } from '../caching/coalescing-cache.ts';
import { createReads, type Reads } from '../caching/reads.ts';
import { boundedMessage } from '../errors.ts';
import { encodingOf, etagOf, hashOf, matches, timesOf } from '../http/cached-response.ts';

export interface TextAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Sends what is cached under a key, or what is made now, which is cached if it is a 200.
 *
 * @param make tells `reads` what it reads
 */
export async function sendText(
  req: IncomingMessage,
  res: ServerResponse,
  cache: CoalescingCache,
  key: string,
  make: (reads: Reads) => Promise<TextAnswer>,
): Promise<void> {
  const answer = await cache.getOrMake<TextAnswer>(`text ${key}`, async () => {
    const reads = createReads();
    const made = await make(reads);
    return made.status === 200 ? madeOf(made, reads) : made;
  });
  if ('status' in answer) {
    res.writeHead(answer.status, { ...answer.headers, 'Content-Length': Buffer.byteLength(answer.body) });
    res.end(answer.body);
    return;
  }
  const head = [...answer.head, ...timesOf(answer)];
  for (let index = 0; index < head.length; index += 2) {
    // The server has said already what else the answer depends on.
    res.appendHeader(head[index] as string, head[index + 1] as string);
  }
  const encoding = encodingOf(answer, req);
  res.appendHeader('Vary', 'Accept-Encoding');
  const etag = etagOf(answer, '', encoding);
  res.setHeader('ETag', etag);
  if (matches(req.headers['if-none-match'], etag)) {
    res.removeHeader('Content-Type');
    res.writeHead(304).end();
    return;
  }
  if (encoding !== null) res.setHeader('Content-Encoding', encoding);
  const body =
    encoding === null ? answer.body : await cache.compressed.getOrMake(hashOf(answer), answer.body, encoding);
  res.writeHead(200, { 'Content-Length': body.byteLength }).end(body);
}

function madeOf({ headers, body }: TextAnswer, reads: Reads): NewResponse {
  return { body, tags: reads.tags(), head: Object.entries(headers).flat() };
}

/** An error as `sendError` gives it. */
export function errorAnswer(
  status: number,
  message: string,
  extensions: { readonly code: string; readonly [name: string]: unknown },
): TextAnswer {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' },
    body: JSON.stringify({ errors: [{ message: boundedMessage(message), extensions }] }),
  };
}
