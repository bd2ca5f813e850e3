/** Traces by OpenTelemetry: which spans there are, whose they are, and that no value is in them. */

import { globalErrorHandler } from '@opentelemetry/core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { doctorCommand } from '../../src/commands/doctor.ts';
import { readConfig } from '../../src/config.ts';
import { openTracing } from '../../src/service/tracing.ts';
import { piece, publish } from '../support/articles.ts';
import { type BudgetedService, openBudgeted } from '../support/budgeted-service.ts';
import { call, nowhere } from '../support/command.ts';
import { useNewsroom } from '../support/newsroom.ts';
import { startCollector, type ToldSpan } from '../support/otlp-collector.ts';

const listed = 'query piece($slug: String!) { article(by: { slug: $slug }) { topics { name } } }';
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const ourVariables = [
  ...['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TIMEOUT', 'OTEL_SERVICE_NAME'],
  ...['OTEL_TRACES_SAMPLER', 'OTEL_TRACES_SAMPLER_ARG'],
];

const newsroom = useNewsroom((db) => publish(db, [piece('first'), piece('second')]));
let service: BudgetedService;
let collector: Awaited<ReturnType<typeof startCollector>>;
beforeAll(async () => {
  service = await openBudgeted(newsroom, 0, [listed]);
});
afterAll(() => service.close());
afterEach(async () => {
  for (const name of ourVariables) delete process.env[name];
  await collector?.close();
});

/** What came of some work while it was traced. */
async function traced(work: () => Promise<unknown>, env: Record<string, string> = {}, answers?: number | null) {
  collector = await startCollector(answers);
  // The exporter and the resource read the process's own.
  Object.assign(process.env, {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
    OTEL_SERVICE_NAME: 'the-desk',
    ...env,
  });
  const warnings: object[] = [];
  const { tracing: settings } = readConfig(process.env);
  const tracing = await openTracing(settings, { warn: (details) => warnings.push(details) });
  await work();
  await tracing?.close();
  return { spans: collector.spans(), warnings };
}

const ask = async (slug: string, headers: Record<string, string> = {}) => {
  const response = await fetch(service.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: listed, variables: { slug } }),
  });
  return response.text();
};

const childrenOf = (spans: readonly ToldSpan[], parent: ToldSpan | undefined) =>
  spans.filter(({ parentSpanId }) => parentSpanId === parent?.spanId);
const names = (spans: readonly ToldSpan[]) => spans.map(({ name }) => name).sort();

test('a caller’s trace goes on: a span of the operation, of each batch within it, of each statement within that', async () => {
  const { spans } = await traced(() => ask('first', { traceparent, 'x-request-id': 'request-1' }));
  const operation = spans.find(({ name }) => name === 'query piece');
  expect(operation).toMatchObject({ traceId: traceparent.slice(3, 35), parentSpanId: traceparent.slice(36, 52) });
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
  const batches = childrenOf(spans, operation);
  expect(names(batches)).toEqual(['loader articleBySlug', 'loader topicsOfArticle']);
  const statements = batches.flatMap((batch) => childrenOf(spans, batch));
  expect(names(statements)).toEqual(['articles_by_slugs', 'topics_by_articles']);
  expect(collector.resources()[0]).toContainEqual({ key: 'service.name', value: { stringValue: 'the-desk' } });
  expect(collector.text()).toContain('request-1');
});

test('no variable, no value and no text of an answer is in a trace', async () => {
  const { spans } = await traced(async () => {
    await ask('a-secret-slug');
    await (
      await service.ask('query Mine { articles(where: { search: "a-secret-word" }, first: 1) { nodes { slug } } }')
    ).text();
    await (await service.ask('{ article(by: { id: "a-secret-id" }) { slug } }')).text();
  });
  expect(names(spans).filter((name) => name.startsWith('query'))).toEqual(['query', 'query', 'query piece']);
  expect(collector.text()).not.toMatch(/a-secret|First/);
});

test('the operations of two callers at once are traces of their own, though they share batches', async () => {
  const { spans } = await traced(() => Promise.all([ask('one', { traceparent }), ask('two'), ask('three')]));
  const operations = spans.filter(({ name }) => name === 'query piece');
  expect(new Set(operations.map(({ traceId }) => traceId)).size).toBe(3);
  const known = new Set(spans.map(({ spanId }) => spanId));
  const batches = spans.filter(({ name }) => name.startsWith('loader'));
  expect(batches.length).toBeGreaterThan(0);
  for (const { parentSpanId = '' } of batches) expect(known).toContain(parentSpanId);
});

test.each([
  ['always_off', {}, 0],
  ['traceidratio', { OTEL_TRACES_SAMPLER_ARG: '0' }, 0],
  ['parentbased_always_off', {}, 1],
])('the sampler %s is kept to', async (OTEL_TRACES_SAMPLER, more, expected) => {
  const env = { OTEL_TRACES_SAMPLER, ...more };
  const { spans } = await traced(
    () => Promise.all([ask(`${OTEL_TRACES_SAMPLER}-1`, { traceparent }), ask(`${OTEL_TRACES_SAMPLER}-2`)]),
    env,
  );
  expect(spans.filter(({ name }) => name === 'query piece')).toHaveLength(expected);
});

test.each([
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'not a url' }, 'OTEL_EXPORTER_OTLP_ENDPOINT is wrong'],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318' }, 'OTEL_EXPORTER_OTLP_ENDPOINT is wrong'],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1?a' }, 'OTEL_EXPORTER_OTLP_ENDPOINT is wrong'],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://' }, 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is wrong'],
  [{ OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'OTEL_EXPORTER_OTLP_PROTOCOL is "grpc"'],
  [{ OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'grpc' }, 'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL is "grpc"'],
  [{ OTEL_EXPORTER_OTLP_COMPRESSION: 'zip' }, 'OTEL_EXPORTER_OTLP_COMPRESSION is "zip"'],
  [{ OTEL_EXPORTER_OTLP_TIMEOUT: '10s' }, 'OTEL_EXPORTER_OTLP_TIMEOUT is "10s"'],
  [{ OTEL_EXPORTER_OTLP_HEADERS: 'authorization' }, 'OTEL_EXPORTER_OTLP_HEADERS is wrong'],
  [{ OTEL_EXPORTER_OTLP_HEADERS: 'a b=c' }, 'OTEL_EXPORTER_OTLP_HEADERS is wrong'],
  [{ OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'a=%0A' }, 'OTEL_EXPORTER_OTLP_TRACES_HEADERS is wrong'],
  [{ OTEL_RESOURCE_ATTRIBUTES: 'stage=%' }, 'OTEL_RESOURCE_ATTRIBUTES is "stage=%"'],
  [{ OTEL_TRACES_EXPORTER: 'zipkin' }, 'OTEL_TRACES_EXPORTER is "zipkin"'],
  [{ OTEL_TRACES_SAMPLER: 'sometimes' }, 'OTEL_TRACES_SAMPLER is "sometimes"'],
  [{ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '2' }, 'OTEL_TRACES_SAMPLER_ARG is "2"'],
])(
  'a wrong variable is named, to who starts and by the doctor, and turned off it may hold what it likes: %o',
  async (env, complaint) => {
    const where = { ...nowhere, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1', ...env };
    expect(() => readConfig(where)).toThrow(complaint);
    expect(await call(doctorCommand, [], where)).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(
        /^✗ settings: OTEL_.+\n +docs\/operations.md#traces has what is allowed.\n1 in trouble.\n$/,
      ),
    });
    expect(readConfig({ ...where, OTEL_SDK_DISABLED: 'true' }).tracing).toBeUndefined();
  },
);

test('all variables that are wrong are named at once, and the one for traces stands for the one for all', () => {
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' };
  const wrong = { ...endpoint, PORT: 'x', OTEL_TRACES_SAMPLER: 'x', OTEL_EXPORTER_OTLP_TIMEOUT: '-1' };
  expect(() => readConfig(wrong)).toThrow(/^PORT .+\nOTEL_EXPORTER_OTLP_TIMEOUT .+\nOTEL_TRACES_SAMPLER .+$/);
  const right = {
    ...{ OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/json', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
    ...{
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Basic%20YTpi==,x-team=desk',
      OTEL_RESOURCE_ATTRIBUTES: 'stage=live',
    },
    ...{ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.25' },
  };
  expect(readConfig({ ...endpoint, ...right }).tracing).toEqual({ isParentBased: true, ratio: 0.25 });
});

test('without an endpoint, or where it is turned off, nothing is traced', async () => {
  const where = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' };
  expect(readConfig(where).tracing).toEqual({ isParentBased: true, ratio: 1 });
  expect(readConfig({}).tracing).toBeUndefined();
  expect(readConfig({ ...where, OTEL_SDK_DISABLED: 'true' }).tracing).toBeUndefined();
  expect(readConfig({ ...where, OTEL_TRACES_EXPORTER: 'none' }).tracing).toBeUndefined();
  expect(await openTracing(undefined, { warn() {} })).toBeUndefined();
});

test('a collector that never answers holds nobody who stops, however long a sending may take', async () => {
  const { spans, warnings } = await traced(() => ask('unanswered'), { OTEL_EXPORTER_OTLP_TIMEOUT: '30000' }, null);
  expect(spans.length).toBeGreaterThan(0);
  expect(warnings).toEqual([{ reason: 'What was left was not taken within 1500 ms.' }]);
});

test('why traces weren’t taken is told in words, without where in the code', async () => {
  const { warnings } = await traced(() => ask('refused'), {}, 401);
  expect(warnings).toEqual([{ reason: '401 Unauthorized' }]);
  const meanwhile = async () => globalErrorHandler(Object.assign(new Error(''), { code: 'ECONNREFUSED' }));
  await collector.close();
  expect(await traced(meanwhile)).toMatchObject({ warnings: [{ reason: 'ECONNREFUSED' }] });
});
