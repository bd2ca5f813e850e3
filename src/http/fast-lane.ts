/** Owns answering readers' GETs from what is kept, before anything else is done: no parsing, no GraphQL, no log line. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { Answers } from '../caching/answers.ts';
import type { KeptAnswer } from '../caching/response-cache.ts';
import type { OnKept } from './cached-answer.ts';
import { isReaders, sendKept, varyOfGraphql } from './cached-answer.ts';
import { allowedOrigin } from './cors.ts';
import { requestIdFrom } from './request-id.ts';
import { headersOfAll } from './respond.ts';

export interface FastLane {
  readonly onKept: OnKept;
  /** Whether there was an answer: then it is sent. */
  answered(req: IncomingMessage, res: ServerResponse): boolean;
}

/** Addresses that are remembered: in bytes. */
const mostBytes = 16_000_000;
const longestAddress = 8_000;
/** Of one address, what different callers accept. */
const mostAccepted = 4;

interface Known {
  readonly accept: string | undefined;
  readonly key: string;
  readonly contentType: string;
}

export function createFastLane(answers: Answers, corsOrigins: readonly string[]): FastLane {
  const known = new LRUCache<string, readonly Known[]>({
    maxSize: mostBytes,
    sizeCalculation: (all, address) =>
      all.reduce((sum, { accept = '', key }) => sum + accept.length + 2 * key.length + 200, 200 + address.length),
  });
  // What any origin may read is the same to all.
  const isSameToAll = corsOrigins.length === 0 || corsOrigins.includes('*');
  const vary = isSameToAll ? varyOfGraphql : `Origin, ${varyOfGraphql}`;
  const same = ['Vary', vary, ...Object.entries(headersOfAll).flat()];

  /** Names and values in turn, which Node writes as they are; gone with the answer. */
  const heads = new WeakMap<KeptAnswer, string[]>();
  const headOf = (answer: KeptAnswer): string[] => {
    const known = heads.get(answer);
    if (known !== undefined) return known;
    const head = [...same, ...answer.head];
    heads.set(answer, head);
    return head;
  };

  return {
    onKept(request, key, contentType) {
      const { pathname, search } = new URL(request.url);
      const address = pathname + search;
      if (address.length > longestAddress) return;
      const accept = request.headers.get('accept') ?? undefined;
      const others = known.get(address)?.filter((each) => each.accept !== accept) ?? [];
      known.set(address, [{ accept, key, contentType }, ...others.slice(0, mostAccepted - 1)]);
    },
    answered({ method, url = '', headers }, res) {
      if (method !== 'GET' || !isReaders(headers)) return false;
      const { accept } = headers;
      const found = known.get(url)?.find((each) => each.accept === accept);
      const answer = found && answers.get(found.key);
      if (found === undefined || answer === undefined) return false;
      const head = headOf(answer).slice();
      head.push('X-Request-Id', requestIdFrom(headers['x-request-id']));
      if (corsOrigins.length > 0) head.push(...allowedOrigin(headers.origin, corsOrigins).flat());
      sendKept(res, answer, found.contentType, head);
      return true;
    },
  };
}
