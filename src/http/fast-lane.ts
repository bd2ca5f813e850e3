/** Owns answering readers' GETs from what is kept, before anything else is done: no parsing, no GraphQL, no log line. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { Answers } from '../caching/answers.ts';
import { hasIt, headersOf, isReaders } from './cached-answer.ts';
import type { OnKept } from './response-caching.ts';

export interface FastLane {
  readonly onKept: OnKept;
  /** Whether there is an answer; if so, it writes it behind the headers that are set already. */
  answers(req: IncomingMessage): FastAnswer | undefined;
}

export type FastAnswer = (res: ServerResponse) => void;

/** Addresses that are remembered, with what was accepted. */
const mostAddresses = 20_000;
const longestAddress = 4_000;

export function createFastLane(answers: Answers): FastLane {
  const known = new LRUCache<string, { readonly key: string; readonly contentType: string }>({ max: mostAddresses });
  return {
    onKept(request, key, contentType) {
      const { pathname, search } = new URL(request.url);
      const address = addressOf(`${pathname}${search}`, request.headers.get('accept') ?? undefined);
      if (address.length <= longestAddress) known.set(address, { key, contentType });
    },
    answers({ method, url = '', headers }) {
      if (method !== 'GET' || !isReaders(headers)) return undefined;
      const found = known.get(addressOf(url, headers.accept));
      const answer = found && answers.get(found.key);
      if (answer === undefined) return undefined;
      return (res) => {
        const about = headersOf(answer, answers);
        if (hasIt(headers['if-none-match'], answer)) {
          res.writeHead(304, about).end();
        } else {
          res.writeHead(200, {
            'Content-Type': found?.contentType,
            'Content-Length': answer.body.byteLength,
            ...about,
          });
          res.end(answer.body);
        }
      };
    },
  };
}

function addressOf(url: string, accept: string | undefined): string {
  return `${accept ?? ''} ${url}`;
}
