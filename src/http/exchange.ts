/** Per-request state that plugins and the HTTP server share, from the socket to the resolvers: Yoga's server context. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Snapshot } from '../../db/loaders.ts';
import type { Reads } from '../caching/reads.ts';
import type { CachedResponse } from '../caching/response-cache.ts';
import type { Arrival } from './client-address.ts';

/** What is left of a caller's cost budget. */
export interface Standing {
  /** Cost units a minute. */
  readonly limit: number;
  /** Whole units. */
  readonly remaining: number;
  /** Until all of it is there again. */
  readonly millisecondsToReset: number;
}

/** Filled in as a request is handled; the log line is made of it. */
export interface Exchange {
  readonly requestId: string;
  /** Whom it comes from; undefined where there is no socket. */
  readonly arrival?: Arrival | undefined;
  /** Its body, where that is read before Yoga; rejects with what is wrong with it. */
  body?: string | Promise<string>;
  /** Name of the operation in the document, once it is parsed. */
  operationName?: string | undefined;
  /** `extensions.code` of each error in the answer. */
  errorCodes?: readonly string[] | undefined;
  /** What its answer is made from, where it is a query that is executed. */
  reads?: Reads | undefined;
  /** What it reads from, where that isn't the newsroom as it is now. */
  readonly snapshot?: Snapshot;
  /** Whether its operation is the service's own, or registered, though its text was added to. */
  readonly isListed?: boolean;
  /** What it asks for, in the units of limits/cost.ts, what of that isn't for fields, and what it may; once it is valid. */
  cost?: { readonly requested: number; readonly extra: number; readonly limit: number };
  /** What its caller has left, where it was executed on a budget. */
  standing?: (() => Standing) | undefined;
  /** Takes what its part of an event cost from its caller's budget, where it subscribed on one. */
  payEvent?: ((cost: number) => void) | undefined;
  /** Its response, where that is for all readers, and under which key. */
  cached?: { readonly key: string; readonly response: CachedResponse };
}

/** What is there before resolvers run. `req` and `res` are missing when there is no socket, as in `yoga.fetch`. */
export interface ServerContext {
  req?: IncomingMessage;
  res?: ServerResponse;
  exchange?: Exchange;
}

/** Whom a request comes from, as far as that is known. */
export function arrivalOf(exchange: Exchange | undefined, { headers }: Pick<Request, 'headers'>): Arrival {
  return exchange?.arrival ?? { headers: Object.fromEntries(headers), socket: {} };
}
