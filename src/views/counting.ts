/** View counting as a whole: the beacon, the mutation, and the way into the database. */

import type { IncomingMessage } from 'node:http';
import type { Db } from '../../db/engine/database.ts';
import type { Log } from '../../db/engine/log.ts';
import { addViews } from '../../db/views/counts.ts';
import { type Arrival, addressFinder } from '../http/client-address.ts';
import type { Route } from '../http/routes.ts';
import { originRule } from './cors.ts';
import { type Flushing, startFlushing } from './flush.ts';
import { viewsRoutes } from './route.ts';
import { createViewCounter, type Reader } from './view-counter.ts';

interface ViewsOptions {
  readonly corsOrigins: readonly string[];
  readonly publicUrl: string;
  readonly trustedProxies: readonly string[];
  readonly requestTimeoutMs: number;
}

/** As much of a request as says whom it comes from: its socket's side, where it has one. */
interface ViewRequest {
  readonly request: Request;
  readonly req?: IncomingMessage;
}

export interface Views {
  readonly routes: readonly Route[];
  /** What `recordView` does for one request. */
  recorderOf(request: ViewRequest): (articleId: number) => boolean;
  /** Begins to write; what was counted before goes with the first round. */
  writeTo(db: Db): Flushing;
}

/**
 * Counts from the first moment on, even before there is a database to write to.
 *
 * @param clock milliseconds since 1970
 */
export function createViews(config: ViewsOptions, logger: Log, clock?: () => number): Views {
  const counter = createViewCounter(clock);
  const addressOf = addressFinder(config.trustedProxies);
  const readerOf = (arrival: Arrival): Reader => ({
    address: addressOf(arrival),
    agent: arrival.headers['user-agent'],
  });
  let isWarned = config.trustedProxies.length > 0;
  return {
    routes: viewsRoutes({
      mayCall: originRule(config.corsOrigins, config.publicUrl),
      requestTimeoutMs: config.requestTimeoutMs,
      record(articleId, req) {
        if (!isWarned && req.headers['x-forwarded-for'] !== undefined) {
          isWarned = true;
          logger.warn({}, 'A view came with X-Forwarded-For. If that is your proxy’s, name it in TRUSTED_PROXIES.');
        }
        counter.record(articleId, readerOf(req));
      },
    }),
    recorderOf: ({ req, request }) => {
      const arrival = req ?? { headers: Object.fromEntries(request.headers), socket: {} };
      return (articleId) => counter.record(articleId, readerOf(arrival));
    },
    writeTo: (db) => startFlushing(counter.pending, (counts) => addViews(db, counts), logger),
  };
}
