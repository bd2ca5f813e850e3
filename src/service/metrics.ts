/** Opens what a service measures: on a port of its own, or as a route beside the API. */

import { asService } from '../../db/engine/undertaking.ts';
import { backlog } from '../../db/health/backlog.ts';
import type { CoalescingCache } from '../caching/coalescing-cache.ts';
import type { MetricsPlace } from '../config.ts';
import type { Readiness } from '../http/health.ts';
import type { Route } from '../http/routes.ts';
import type { Opening } from './opening.ts';
import type { WorkerSide } from './worker.ts';

interface OpenMetrics {
  /** Of a port of their own. */
  readonly url?: string;
  /** For the API's server. */
  readonly routes: readonly Route[];
  close(): Promise<void>;
}

interface MetricsNeeds {
  readonly opening: Opening;
  readonly cache: CoalescingCache;
  readiness(): Promise<Readiness>;
  readonly worker: WorkerSide | undefined;
}

/** NOTE: imports what it needs only here, since most services aren't measured, and a start waits for what it imports. */
export async function openMetrics(place: MetricsPlace, needs: MetricsNeeds): Promise<OpenMetrics> {
  const { opening, cache, readiness, worker } = needs;
  const { startMetrics } = await import('../telemetry/metrics.ts');
  const { metricsRoute, serveMetrics } = await import('../telemetry/metrics-route.ts');
  const newsroom = () => {
    if (opening.newsroom === undefined) return undefined;
    const { db, events, poolState } = opening.newsroom;
    return { readUpTo: events.readUpTo, backlog: () => asService(() => backlog(db)), ...(poolState && { poolState }) };
  };
  const metrics = await startMetrics({ cache, newsroom, readiness, share: worker?.shareMetrics });
  if (place.port === undefined) {
    return { routes: [metricsRoute(metrics, place.token)], close: async () => metrics.close() };
  }
  const served = await serveMetrics(metrics, place);
  const close = async () => {
    await served.close();
    metrics.close();
  };
  return { url: served.url, routes: [], close };
}
