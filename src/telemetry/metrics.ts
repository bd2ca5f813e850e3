/** Metrics in Prometheus' text format: counts and durations from the diagnostics channels, the rest looked at when it is scraped. */

import type { Histogram } from 'prom-client';
import type { PoolState } from '../../db/engine/database.ts';
import { batchWork, statementDone } from '../../db/engine/diagnostics.ts';
import type { Backlog } from '../../db/health/backlog.ts';
import type { CoalescingCache } from '../caching/coalescing-cache.ts';
import {
  budgetRefused,
  errorsTold,
  importThreadsChanged,
  operationDone,
  requestDone,
  streamsChanged,
} from '../diagnostics/signals.ts';
import type { Readiness } from '../http/health.ts';
import { boundedLabels } from './labels.ts';

/** What is asked for when it is scraped. */
export interface MetricsSources {
  /** Where several processes serve: answers the others with this one's. @returns what asks for those of all */
  readonly share?: ((own: () => Promise<object>) => () => Promise<readonly object[]>) | undefined;
  readonly cache: Pick<CoalescingCache, 'counts' | 'store'>;
  readiness(): Promise<Readiness>;
  /** Undefined while the newsroom is being opened. */
  newsroom():
    | {
        poolState?(): PoolState;
        /** Of what this process has read of the log of events; milliseconds by `performance.now()`. */
        readUpTo(): number;
        backlog(): Promise<Backlog>;
      }
    | undefined;
}

export interface Metrics {
  readonly contentType: string;
  /** All of them; those of the database are left out where it doesn't answer in time. */
  render(): Promise<string>;
  close(): void;
}

const SECOND_MS = 1_000;
const DURATIONS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const BATCH_SIZES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];
/** Registered operations, beyond which they are counted as others: each is a dozen series. */
const MAX_OPERATIONS = 300;
/** Lists have a statement for each order and each filter. */
const MAX_STATEMENTS = 300;
/** Codes are the program's own; a library's may be among them. */
const MAX_CODES = 100;
/** Scrapers give up after ten seconds. */
const BACKLOG_TIMEOUT_MS = 2_000;

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);

/** Begins to count. Loaded only where metrics are on: a start waits for what it imports. */
export async function startMetrics(sources: MetricsSources): Promise<Metrics> {
  const prometheus = (await import('prom-client')).default;
  const { AggregatorRegistry, collectDefaultMetrics, Counter, Gauge, Histogram, Registry } = prometheus;
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const histogram = (name: string, help: string, labelNames: string[], buckets = DURATIONS_S) =>
    new Histogram({ name: `dateline_${name}`, help, labelNames, buckets, registers });
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name: `dateline_${name}`, help, labelNames, registers });
  /** @param aggregator how those of several processes become one: added up, unless they tell of the same */
  const gauge = (name: string, help: string, labelNames: string[] = [], aggregator: 'sum' | 'max' | 'min' = 'sum') =>
    new Gauge({ name: `dateline_${name}`, help, labelNames, registers, aggregator });

  const stops = [
    countRequests(
      histogram('http_request_duration_seconds', 'Requests but those of the fast lane.', ['method', 'route', 'status']),
    ),
    countOperations(
      histogram(
        'graphql_operation_duration_seconds',
        'Executions of operations, by name and hash where they are listed; answers from the cache are none.',
        ['operation', 'hash', 'type'],
      ),
    ),
    countBatches(histogram('loader_batch_keys', 'Keys in a batch of a loader.', ['loader'], BATCH_SIZES)),
    countStatements(
      histogram('statement_duration_seconds', 'Statements, by what they are prepared as.', ['statement', 'outcome']),
    ),
  ];

  const errors = counter('graphql_errors_total', 'Errors told to callers, by extensions.code.', ['code']);
  const codes = boundedLabels(MAX_CODES);
  stops.push(errorsTold.subscribe((told) => told.codes.forEach((code) => void errors.inc({ code: codes(code) }))));
  const refusals = counter('budget_refusals_total', 'Requests refused because a budget was used up.', ['budget']);
  stops.push(budgetRefused.subscribe(({ budget }) => refusals.inc({ budget })));
  const streams = gauge('streams_open', 'Subscriptions that are open in this process.');
  stops.push(streamsChanged.subscribe(({ by }) => streams.inc(by)));
  const threads = gauge('import_threads', 'Threads that read imports.');
  stops.push(importThreadsChanged.subscribe(({ by }) => threads.inc(by)));

  const fromCache = counter('cache_requests_total', 'Readers’ questions, by how the cache answered.', ['result']);
  const invalidated = counter('cache_invalidated_responses_total', 'Cached responses that a change threw away.');
  const cacheBytes = gauge('cache_bytes', 'Bytes of cached responses, about.');
  const cached = gauge('cache_responses', 'Cached responses.');
  const pool = gauge('pool_connections', 'Connections to the Postgres server.', ['state']);
  const waiting = gauge('pool_waiting', 'Statements that wait for a connection.');
  const logLag = gauge('event_log_lag_seconds', 'Time since this process had read the whole log of events.', [], 'max');
  const up = gauge('database_up', 'Whether the database answered when this was scraped.', [], 'min');
  const jobs = gauge('jobs', 'Jobs that aren’t done, of all processes.', ['queue', 'state'], 'max');
  const toPurge = gauge('purge_events_behind', 'Events of which the CDN isn’t purged yet.', ['pass'], 'max');
  const purgeLag = gauge('purge_lag_seconds', 'Time since the first of those events.', ['pass'], 'max');
  const dead = gauge('webhook_deliveries_dead', 'Webhook deliveries that were given up.', [], 'max');

  const ready = gauge('ready', 'Whether it can serve, as /health/ready has it.', [], 'min');
  const findings = gauge(
    'health_warnings',
    'What is wrong though it serves, as /health/ready has it.',
    ['check'],
    'max',
  );
  gauge('workers', 'Processes of this service that were measured.').set(1);
  const lookAtHealth = async () => {
    const found = await inTime(sources.readiness());
    findings.reset();
    ready.set(found?.ready ? 1 : 0);
    for (const { check } of (found?.ready && found.warnings) || []) findings.set({ check }, 1);
  };
  const lookAtProcess = () => {
    const { counts, store } = sources.cache;
    fromCache.reset();
    for (const [result, count] of Object.entries(counts)) fromCache.inc({ result }, count);
    invalidated.reset();
    invalidated.inc(store.invalidated());
    cacheBytes.set(store.size());
    cached.set(store.count());
    const newsroom = sources.newsroom();
    if (newsroom === undefined) return;
    logLag.set(Math.max(0, performance.now() - newsroom.readUpTo()) / SECOND_MS);
    const state = newsroom.poolState?.();
    if (state === undefined) return;
    pool.set({ state: 'in use' }, state.inUse);
    pool.set({ state: 'idle' }, state.idle);
    pool.set({ state: 'most' }, state.most);
    waiting.set(state.waiting);
  };
  const lookAtDatabase = async () => {
    const found = await inTime(sources.newsroom()?.backlog());
    for (const each of [jobs, toPurge, purgeLag]) each.reset();
    up.set(found === undefined ? 0 : 1);
    if (found === undefined) return dead.remove();
    for (const { queue, state, count } of found.jobs) jobs.set({ queue, state }, count);
    for (const { pass, events, seconds } of found.purges) {
      toPurge.set({ pass }, events);
      purgeLag.set({ pass }, seconds);
    }
    dead.set(found.deadDeliveries);
  };

  const look = async () => {
    await Promise.all([lookAtDatabase(), lookAtHealth()]);
    lookAtProcess();
  };
  const ofAll = sources.share?.(async () => {
    await look();
    return registry.getMetricsAsJSON();
  });
  return {
    contentType: registry.contentType,
    async render() {
      if (ofAll) return AggregatorRegistry.aggregate([...(await ofAll())]).metrics();
      await look();
      return registry.metrics();
    },
    close() {
      for (const stop of stops) stop();
      registry.clear();
    },
  };
}

function countRequests(durations: Histogram): () => void {
  return requestDone.subscribe(({ method: given, route = 'none', status, milliseconds }) => {
    const method = methods.has(given) ? given : 'other';
    durations.observe({ method, route, status }, milliseconds / SECOND_MS);
  });
}

function countOperations(durations: Histogram): () => void {
  const listed = boundedLabels(MAX_OPERATIONS);
  return operationDone.subscribe(({ name = 'unnamed', hash, isListed, type, milliseconds }) => {
    const isNamed = isListed && listed(hash) === hash;
    const labels = isNamed ? { operation: name, hash, type } : { operation: 'other', hash: 'other', type };
    durations.observe(labels, milliseconds / SECOND_MS);
  });
}

function countBatches(sizes: Histogram): () => void {
  const observe = (message: unknown) => {
    const { loader, keys } = message as { readonly loader: string; readonly keys: number };
    sizes.observe({ loader }, keys);
  };
  batchWork.start.subscribe(observe);
  return () => void batchWork.start.unsubscribe(observe);
}

function countStatements(durations: Histogram): () => void {
  const named = boundedLabels(MAX_STATEMENTS);
  return statementDone.subscribe(({ name = 'other', milliseconds, hasFailed }) => {
    durations.observe({ statement: named(name), outcome: hasFailed ? 'failed' : 'done' }, milliseconds / SECOND_MS);
  });
}

/** @returns undefined where it failed, or took too long */
async function inTime<Found>(found: Promise<Found> | undefined): Promise<Found | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, BACKLOG_TIMEOUT_MS);
  return Promise.race([found, promise])
    .catch(() => undefined)
    .finally(() => clearTimeout(timer));
}
