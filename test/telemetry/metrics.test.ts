/** Metrics: what is counted under which labels, what no caller can put into them, and who may read them. */

import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enqueue } from '../../db/engine/job-queue.ts';
import { makePurgePositions } from '../../db/events/purge-positions.ts';
import { hashOf } from '../../src/graphql/persisted/hash.ts';
import { boundedLabels } from '../../src/telemetry/labels.ts';
import { startMetrics } from '../../src/telemetry/metrics.ts';
import { metricsRoute, serveMetrics } from '../../src/telemetry/metrics-route.ts';
import { piece, publish } from '../support/articles.ts';
import { type BudgetedService, openBudgeted } from '../support/budgeted-service.ts';
import { start } from '../support/http-server.ts';
import { measured, type TestMetrics } from '../support/metrics.ts';
import { useNewsroom } from '../support/newsroom.ts';
import { until } from '../support/until.ts';

const listed = 'query latest { articles(first: 2) { nodes { slug topics { name } } } }';

const newsroom = useNewsroom((db) => publish(db, [piece('first'), piece('second')]));
let service: BudgetedService;
let metrics: TestMetrics;
beforeAll(async () => {
  service = await openBudgeted(newsroom, 200, [listed]);
  metrics = await measured(newsroom, service.cache);
});
afterAll(async () => {
  metrics.close();
  await service.close();
});

/** What the series of a prefix have grown by. */
async function grown(prefix: string, work: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await metrics.series();
  await work();
  const after = Object.entries(await metrics.series());
  const changed = after.map(([name, value]): [string, number] => [name, value - (before[name] ?? 0)]);
  return Object.fromEntries(changed.filter(([name, by]) => name.startsWith(prefix) && by !== 0));
}

const toTheEnd = async (asked: Promise<Response>) => void (await (await asked).text());

test('an operation is counted by name and hash where it is listed, its batches by loader, its statements by name', async () => {
  const after = await grown('', () => toTheEnd(service.ask(listed)));
  const operation = `{operation="latest",hash="${hashOf(listed)}",type="query"}`;
  expect(after).toMatchObject({
    [`graphql_operation_duration_seconds_count${operation}`]: 1,
    'loader_batch_keys_count{loader="articleList"}': 1,
    'loader_batch_keys_sum{loader="topicsOfArticle"}': 2,
    'statement_duration_seconds_count{statement="topics_by_articles",outcome="done"}': 1,
    'cache_requests_total{result="misses"}': 1,
  });
  const again = await grown('', async () => {
    await toTheEnd(service.ask(listed));
    await toTheEnd(service.get(listed));
    await toTheEnd(service.get(listed));
  });
  expect(again['cache_requests_total{result="fast"}']).toBe(2);
  expect(again['cache_requests_total{result="hits"}']).toBe(1);
  expect(Object.keys(again).filter((name) => name.startsWith('graphql_operation'))).toEqual([]);
});

test('no caller can make a label: names, paths, methods and headers of theirs are counted as others', async () => {
  const base = service.url.replace('/graphql', '');
  await grown('', async () => {
    await toTheEnd(service.ask('query Invented { articles(first: 1) { nodes { headline } } }'));
    await toTheEnd(service.ask('query Invented { invented }'));
    await toTheEnd(
      fetch(`${base}/invented/path?invented=1`, { method: 'PURGE', headers: { 'x-request-id': 'invented' } }),
    );
  });
  const requests = () =>
    metrics
      .series()
      .then((all) => all['http_request_duration_seconds_count{method="other",route="none",status="404"}']);
  expect(await until(requests)).toBe(1);
  const series = await metrics.series();
  expect(series['graphql_operation_duration_seconds_count{operation="other",hash="other",type="query"}']).toBe(1);
  expect(series['graphql_errors_total{code="GRAPHQL_VALIDATION_FAILED"}']).toBe(1);
  expect(await metrics.render()).not.toMatch(/invented/i);
});

test('requests are counted by route and status; labels that aren’t bounded by the program are bounded in number', async () => {
  const counted = 'http_request_duration_seconds_count{method="GET",route="/health/ready",status="200"}';
  await toTheEnd(fetch(service.url.replace('/graphql', '/health/ready')));
  expect(await until(async () => (await metrics.series())[counted])).toBe(1);
  const label = boundedLabels(2);
  expect(['a', 'b', 'c', 'a'].map(label)).toEqual(['a', 'b', 'other', 'a']);
});

test('a budget that is used up is counted, and a stream while it is open', async () => {
  const dear = '{ articles(first: 100) { nodes { slug headline standfirst } } }';
  const refused = await grown('budget_refusals_total', () => toTheEnd(service.ask(dear)));
  expect(refused).toEqual({ 'budget_refusals_total{budget="cost"}': 1 });
  service.pass(60);
  const gone = new AbortController();
  const response = await fetch(service.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { articlePublished { slug } }' }),
    signal: gone.signal,
  });
  expect(response.status).toBe(200);
  expect((await metrics.series()).streams_open).toBe(1);
  gone.abort();
  expect(await until(async () => (await metrics.series()).streams_open === 0)).toBe(true);
});

test('what waits in the database is told: jobs by queue, purges, dead deliveries', async () => {
  const { db } = newsroom;
  await db.transaction().execute((trx) => enqueue(trx, 'relate', [{}, {}]));
  await makePurgePositions(db, ['soon', 'again']);
  await sql`insert into event (type) values ('draft.created'), ('draft.created')`.execute(db);
  await sql`insert into webhook (url, secret) values ('https://hooks.example', 'x')`.execute(db);
  await sql`
    insert into webhook_delivery (webhook_id, event_id, status) select w.id, max(e.id), 'DEAD' from webhook w, event e group by w.id
  `.execute(db);
  const series = await metrics.series();
  expect(series['jobs{queue="relate",state="created"}']).toBeGreaterThanOrEqual(2);
  expect(series['purge_events_behind{pass="soon"}']).toBe(2);
  expect(series['purge_lag_seconds{pass="again"}']).toBeGreaterThanOrEqual(0);
  expect(series.webhook_deliveries_dead).toBe(1);
  expect([series.database_up, series.ready, series['health_warnings{check="clock"}']]).toEqual([1, 1, 1]);
  const most = newsroom.database.poolState?.().most;
  expect(series['pool_connections{state="most"}']).toBe(most);
  if (newsroom.database.engine === 'server') expect(most).toBeGreaterThan(1);
});

test('a database that is away leaves the rest of the metrics, and is told', async () => {
  const { cache } = service;
  const backlog = () => Promise.reject(new Error('away'));
  const readiness = () => Promise.reject(new Error('away'));
  const alone = await startMetrics({
    cache,
    readiness,
    newsroom: () => ({ readUpTo: () => performance.now(), backlog }),
  });
  const text = await alone.render();
  alone.close();
  expect(text).toContain('\ndateline_database_up 0\n');
  expect(text).toContain('\ndateline_ready 0\n');
  expect(text).toContain('\ndateline_streams_open 0\n');
  expect(text).not.toMatch(/^dateline_webhook_deliveries_dead /m);
});

test('metrics are on a port of their own, or beside the API for whoever shows the token', async () => {
  const token = 'a-token-of-the-scraper';
  const own = await serveMetrics(metrics, { port: 0, host: '127.0.0.1', token: undefined });
  const [found, other] = [await fetch(own.url), await fetch(own.url.replace('/metrics', '/graphql'))];
  await own.close();
  expect([found.status, found.headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  expect(await found.text()).toContain('nodejs_eventloop_lag_p99_seconds');
  expect(other.status).toBe(404);
  const { url } = await start({}, { routes: [metricsRoute(metrics, token)] });
  const status = async (authorization?: string) =>
    (await fetch(`${url}/metrics`, authorization === undefined ? {} : { headers: { authorization } })).status;
  expect([await status(), await status('Bearer wrong'), await status(`Bearer ${token}`)]).toEqual([401, 401, 200]);
});
