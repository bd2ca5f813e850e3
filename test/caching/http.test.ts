/** Cached answers over HTTP, as CDNs and front ends see them, from processes that hear of each other’s changes. */

import { readFile } from 'node:fs/promises';
import { request as rawRequest } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importCommand } from '../../src/commands/import.ts';
import { hashOf } from '../../src/graphql/persisted/hash.ts';
import { call } from '../support/command.ts';
import type { Environment } from '../support/process.ts';
import { openService, type RunningService } from '../support/running-service.ts';
import { until } from '../support/until.ts';

const fixture = (path: string) => readFile(join(import.meta.dirname, path), 'utf8');
const slug = 'tram-line-to-kestrel-bay-will-open-two-years-late';
const json = 'application/json';
const gardens = '{ topic(by: { slug: "gardens" }) { name articles { nodes { headline } } } }';
const feed = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'Gardens of Merrowhaven',
  items: [
    {
      id: '1',
      title: 'Roses want pruning',
      content_html: '<p>Before the frost.</p>',
      tags: ['Gardens'],
      date_published: '2026-01-02T03:04:05Z',
    },
  ],
});

let service: RunningService;
let page: string;
beforeAll(async () => {
  page = await fixture('../../schema/operations/article-page.graphql');
  const inputs = [
    join(import.meta.dirname, '../fixtures/text/caption-twice-and-stories-in-two-boxes.txt'),
    '-',
    '--topics',
    'make',
  ];
  const prepare = async (where: Environment) => {
    expect(await call(importCommand, inputs, where, feed)).toMatchObject({ code: 0, stderr: '' });
  };
  service = await openService({ settings: { CORS_ORIGINS: 'none' }, prepare, isPaired: true });
});
afterAll(() => service?.close());

/** Of the process that hears of changes; they are made in the other, where there are two. */
const endpoint = () => `${service.otherUrl}/graphql`;
const searchOf = (query: string, variables: object = {}, more: object = {}) =>
  `?${new URLSearchParams({ query, variables: JSON.stringify(variables), ...more })}`;
const get = (query: string, variables?: object, headers: Record<string, string> = {}, url = endpoint()) =>
  fetch(url + searchOf(query, variables), { headers: { accept: json, ...headers } });
/** The text page by its hash, as front ends ask for it. */
const getPage = (headers: Record<string, string> = {}) => {
  const search = new URLSearchParams({ documentId: hashOf(page), variables: JSON.stringify({ slug }) });
  return fetch(`${endpoint()}?${search}`, { headers: { accept: json, ...headers } });
};
const asEditor = async (query: string, variables: object) => {
  const headers = { 'content-type': json, accept: json, authorization: `Bearer ${service.adminToken}` };
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  });
  return ((await response.json()) as { data: Record<string, Record<string, unknown>> }).data;
};
/** By POST, with a receipt, as a reader or with a token. */
const receipted = async (query: string, headers: Record<string, string> = {}) => {
  const response = await fetch(endpoint(), {
    method: 'POST',
    headers: { 'content-type': json, accept: json, 'x-dateline-receipt': '1', ...headers },
    body: JSON.stringify({ query }),
  });
  const { data, extensions } = await response.json();
  return { response, data, receipt: extensions?.receipt };
};
const control = (response: Response) => response.headers.get('cache-control');
const etag = (response: Response) => response.headers.get('etag') ?? '';
/** As no client writes it that spells addresses anew. */
const raw = (method: string, path: string, headers = {}) => {
  const { host, port } = new URL(endpoint());
  return new Promise<{ status: number; body: string; age: string | undefined }>((resolve, reject) => {
    rawRequest({ host: '127.0.0.1', port, method, path, headers: { accept: json, host, ...headers } }, (res) => {
      let body = '';
      res.on('data', (chunk) => (body += chunk));
      res.on('end', () => resolve({ status: res.statusCode ?? 0, body, age: res.headers.age }));
    })
      .on('error', reject)
      .end();
  });
};
/** Ready to keep: the feed of events is heard. */
const untilKept = () => until(async () => control(await get(gardens)) !== 'no-store', 'an answer that is kept');

test('an article page is one cacheable GET, then a 304, then new after a correction in another process', async () => {
  await untilKept();
  await until(async () => Number((await get(gardens)).headers.get('age')) >= 1, 'a second');
  const first = await getPage();
  expect(first.status).toBe(200);
  expect(first.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(control(first)).toMatch(/^public, max-age=0, s-maxage=30, stale-while-revalidate=30, stale-if-error=\d+$/);
  expect(etag(first)).toMatch(/^"[\w-]{43}-(zstd|br|gzip)"$/);
  expect(first.headers.get('vary')).toBe('Accept, Accept-Encoding, Authorization, X-Dateline-Preview');
  const tags = first.headers.get('cache-tag')?.split(',') ?? [];
  expect(tags).toEqual(expect.arrayContaining(['all', 'articles', 'trending:WEEK', 'source:reuters']));
  expect(tags.filter((tag) => /^article:\d+$/.test(tag)).length).toBeGreaterThanOrEqual(4);
  const { data } = (await first.json()) as {
    data: { article: { id: string; headline: string; related: { edges: unknown[] } } };
  };
  expect(data.article.headline).toBe('Tram Line to Kestrel Bay Will Open Two Years Late');
  const second = await getPage({ 'if-none-match': etag(first) });
  expect(second.status).toBe(304);
  expect([etag(second), control(second), await second.text()]).toEqual([etag(first), control(first), '']);

  const query = `mutation ($input: CorrectArticleInput!) { correctArticle(input: $input) { __typename ... on StaleRevision { currentRevision } ... on UserError { message } } }`;
  const times: number[] = [];
  let expectedRevision = 1;
  for (let round = 1; round <= 20; round += 1) {
    expect((await getPage()).status).toBe(200);
    const headline = `Tram Line Will Open Late, Correction ${round}`;
    const input = { article: data.article.id, note: 'It is later.', expectedRevision, content: { headline } };
    expect(await asEditor(query, { input })).toEqual({ correctArticle: { __typename: 'Article' } });
    expectedRevision += 1;
    const correctedAt = performance.now();
    await until(async () => (await (await getPage()).text()).includes(headline), headline);
    times.push(performance.now() - correctedAt);
    // Far from the minute for which it would be kept otherwise.
    expect(times.at(-1)).toBeLessThan(20_000);
  }
  times.sort((a, b) => a - b);
  process.stdout.write(
    `A correction is seen after ${times[10]?.toFixed(1)} ms (median), ${times[19]?.toFixed(1)} ms (longest)\n`,
  );
  const unrelated = await get(gardens);
  expect(Number(unrelated.headers.get('age')), 'another topic’s list is as it was kept').toBeGreaterThanOrEqual(1);
});

test('requests that differ in form alone share an answer; another operation has its own', async () => {
  const query =
    'query a($slug: String!, $first: Int) { article(by: { slug: $slug }) { slug topics { name } } articles(first: $first) { nodes { slug } } } query b { topics { nodes { slug } } }';
  const ask = async (variables: string, operationName: string) => {
    const search = new URLSearchParams({ query, variables, operationName });
    return fetch(`${endpoint()}?${search}`, { headers: { accept: json } });
  };
  const first = await ask(`{"slug":"${slug}","first":2}`, 'a');
  // What has an age was kept from before.
  const again = await until(async () => {
    const response = await ask(`{ "first": 2,\n "slug": "${slug}" }`, 'a');
    return Number(response.headers.get('age')) >= 1 && response;
  }, 'a second');
  expect(await again.text()).toBe(await first.text());
  expect(await (await ask('{}', 'b')).text()).toContain('gardens');
  const other = await ask(`{"slug":"${slug}","first":1}`, 'a');
  expect(other.headers.get('age')).toBeNull();
});

test('each accepted media type has an answer of its own, and streams are not cached', async () => {
  const etags = new Set<string>();
  for (const accept of [json, 'application/graphql-response+json', '*/*', 'text/event-stream']) {
    for (const _ of [1, 2]) {
      const response = await get(gardens, {}, { accept });
      const isStream = accept === 'text/event-stream';
      expect(response.headers.get('content-type')).toContain(accept === '*/*' ? json : accept);
      expect(await response.text()).toMatch(isStream ? /^:?\s*event: next|^:/ : /^\{"data"/);
      expect(control(response)).toMatch(isStream ? /no-store|no-cache/ : /^public/);
      expect(response.headers.has('etag')).toBe(!isStream);
      if (!isStream) etags.add(etag(response));
    }
  }
  // Strong ones: of JSON, and of the same bytes as GraphQL's own type.
  expect(etags.size).toBe(2);
});

test('errors, mutations, and requests with a token or a preview link are not cached', async () => {
  await get(gardens);
  const never: [string, Record<string, string>?][] = [
    ['{ topic(by: {}) { name } }'],
    ['{ nonsense }'],
    [gardens, { authorization: `Bearer ${service.adminToken}` }],
    [gardens, { authorization: 'Bearer nonsense' }],
    [gardens, { authorization: '' }],
    [gardens, { 'x-dateline-preview': 'nonsense' }],
    ['mutation { recordView(article: "QXJ0aWNsZTox") }'],
  ];
  for (const [query, headers] of never) {
    const response = await get(query, {}, headers);
    expect(control(response), query).toMatch(/no-store/);
    expect(response.headers.has('cache-tag'), query).toBe(false);
  }
  const isPost = {
    method: 'POST',
    body: JSON.stringify({ query: gardens }),
    headers: { 'content-type': json, accept: json },
  };
  const posted = await fetch(endpoint(), isPost);
  expect(control(posted)).toMatch(/^public/);
  const again = await fetch(endpoint(), {
    ...isPost,
    headers: { ...isPost.headers, 'if-none-match': '*' },
  });
  expect([again.status, etag(posted)], 'a POST is answered whole').toEqual([200, '']);
});

test('odd requests get the same answer as without a cache: HEAD, absolute and long addresses, deep variables', async () => {
  const { host, pathname } = new URL(endpoint());
  const target = pathname + searchOf(gardens);
  const plain = await raw('GET', target);
  expect(plain.body).toContain('Gardens');
  expect((await raw('GET', `http://${host}${target}`)).body).toBe(plain.body);
  expect((await raw('HEAD', target)).body).toBe('');
  const long = await raw('GET', `${target}&${'x'.repeat(7_000)}=1`);
  expect(long.body).toBe(plain.body);
  const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
  const post = { method: 'POST', headers: { 'content-type': json, accept: json } };
  const body = `{"query":${JSON.stringify(gardens)},"variables":{"a":${deep}}}`;
  expect([200, 400]).toContain((await fetch(endpoint(), { ...post, body })).status);
  expect((await raw('GET', target)).body).toBe(plain.body);
});

test('a fragment (#) in an address poisons no other address', async () => {
  const both = 'query ($of: String = "gardens") { topic(by: { slug: $of }) { name } }';
  const own = `/graphql?query=${encodeURIComponent(both)}`;
  await raw('GET', `${own}#&variables=${encodeURIComponent('{"of":"nonsense"}')}`);
  expect((await raw('GET', own)).body).toBe('{"data":{"topic":{"name":"Gardens"}}}');
  await raw('GET', `/graphql#${searchOf(gardens)}`);
  expect((await raw('GET', '/graphql')).status).toBe(400);
});

test('unknown slugs of any characters make valid tag headers', async () => {
  for (const odd of ['a,b', 'x\r\nSet-Cookie: a=b', '漢字', '\ud800', 'ü'.repeat(300), ' ', ':articles']) {
    const response = await get(
      'query ($slugs: [String!]) { articles(where: { topics: { anyOf: $slugs } }) { totalCount } }',
      { slugs: [odd] },
    );
    expect([200, 400]).toContain(response.status);
    expect(response.headers.has('set-cookie')).toBe(false);
    expect(response.headers.get('cache-tag') ?? '').toMatch(/^[!-~]*$/);
  }
});

test('a receipt tells cost and whether readers find the answer in the cache, to editors what it took; it is never cached', async () => {
  const query = '{ topic(by: { slug: "gardens" }) { name articles { nodes { headline topics { name } } } } }';
  const first = await receipted(query);
  expect(control(first.response)).toBe('private, no-store');
  // 1 topic, its name and its articles, 1 list, and of each of 20 articles (there is 1) headline and 5 topics' (1) names.
  const cost = { requested: 144, actual: 7, limit: 50_000 };
  expect(first.receipt).toEqual({ cost, cache: { status: 'MISS' } });
  // It left nothing in the cache, and what a reader leaves there has none.
  expect((await receipted(query)).receipt.cache).toEqual({ status: 'MISS' });
  expect(await (await get(query)).json()).toEqual({ data: first.data });
  expect(await (await get(query)).json()).toEqual({ data: first.data });
  expect((await receipted(query)).receipt).toEqual({ cost, cache: { status: 'HIT' } });
  const byGet = await get(query, {}, { 'x-dateline-receipt': '1' });
  expect([control(byGet), (await byGet.json()).extensions.receipt]).toEqual([
    'private, no-store',
    { cost, cache: { status: 'HIT' } },
  ]);

  const authorization = `Bearer ${service.adminToken}`;
  const { response, receipt } = await receipted(query, { authorization });
  expect(control(response)).toBe('private, no-store');
  expect(receipt.cache).toEqual({ status: 'HIT', tags: expect.arrayContaining(['topic:gardens']) });
  expect(receipt.batches).toEqual([
    { loader: 'topicBySlug', count: 1, keys: 1 },
    { loader: 'articleList', count: 1, keys: 1 },
    { loader: 'topicsOfArticle', count: 1, keys: 1 },
  ]);
  expect(receipt.statements.map(({ count }: { count: number }) => count)).toEqual([1, 1, 1]);
  expect(receipt.statements[0].sql).toMatch(/^select .* from/s);
  expect(receipt.milliseconds).toBeGreaterThan(0);
  // A token alone asks for none.
  const plain = await fetch(endpoint(), {
    method: 'POST',
    headers: { 'content-type': json, accept: json, authorization },
    body: JSON.stringify({ query }),
  });
  expect(await plain.json()).toEqual({ data: first.data });
});
