/** Owns answering readers' GETs from what is kept, before anything else is done: no parsing, no GraphQL, no log line. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { Answers } from '../caching/answers.ts';
import { ageOf, hasIt, isReaders, varyOfGraphql } from './cached-answer.ts';
import { allowedOrigin } from './cors.ts';
import { requestIdFrom } from './request-id.ts';
import { headersOfAll } from './respond.ts';
import type { OnKept } from './response-caching.ts';

export interface FastLane {
  readonly onKept: OnKept;
  /** Whether there was an answer: then it is sent. */
  answered(req: IncomingMessage, res: ServerResponse): boolean;
}

/** Addresses that are remembered, with what was accepted: in bytes. */
const mostBytes = 16_000_000;
const longestAddress = 8_000;

interface Known {
  readonly key: string;
  readonly contentType: string;
}

export function createFastLane(answers: Answers, corsOrigins: readonly string[]): FastLane {
  const known = new LRUCache<string, Known>({
    maxSize: mostBytes,
    sizeCalculation: ({ key }, address) => 2 * (key.length + address.length) + 200,
  });
  const same = Object.entries(headersOfAll).flat();
  // What anybody may read is the same to all.
  const isSameToAll = corsOrigins.length === 0 || corsOrigins.includes('*');
  const vary = isSameToAll ? varyOfGraphql : `Origin, ${varyOfGraphql}`;

  return {
    onKept(request, key, contentType) {
      const { pathname, search } = new URL(request.url);
      const address = addressOf(`${pathname}${search}`, request.headers.get('accept') ?? undefined);
      if (address.length <= longestAddress) known.set(address, { key, contentType });
    },
    answered({ method, url = '', headers }, res) {
      if (method !== 'GET' || !isReaders(headers)) return false;
      const found = known.get(addressOf(url, headers.accept));
      const answer = found && answers.get(found.key);
      if (found === undefined || answer === undefined) return false;
      // NOTE: names and values in turn, which Node writes as they are; an object it would take apart for every answer.
      const head = ['X-Request-Id', requestIdFrom(headers['x-request-id']), 'Vary', vary].concat(same, answer.head);
      const age = ageOf(answer);
      if (age > 0) head.push('Age', String(age));
      for (const [name, value] of allowedOrigin(headers.origin, corsOrigins)) head.push(name, value);
      if (hasIt(headers['if-none-match'], answer)) {
        res.writeHead(304, head).end();
      } else {
        head.push('Content-Type', found.contentType, 'Content-Length', String(answer.body.byteLength));
        res.writeHead(200, head).end(answer.body);
      }
      return true;
    },
  };
}

function addressOf(url: string, accept: string | undefined): string {
  return `${accept ?? ''} ${url}`;
}
