/** An article page with @defer: what the first part waits for, caching, cost, and clients as they come. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { Defer20220824Handler, GraphQL17Alpha9Handler } from '@apollo/client/incremental';
import { Client, fetchExchange } from '@urql/core';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLoaders } from '../../db/loaders.ts';
import { schema } from '../../schema/schema.ts';
import { createReads } from '../../src/caching/reads.ts';
import { readConfig } from '../../src/config.ts';
import type { defaultLimits } from '../../src/graphql/limits/limits.ts';
import { createDatelineYoga } from '../../src/graphql/yoga.ts';
import { reader } from '../../src/roles.ts';
import { createHttpServer, type HttpServer } from '../../src/server.ts';
import { useCache } from '../support/cached-newsroom.ts';
import { useDemoNewsroom } from '../support/demo.ts';
import { allPartsOf, type Part, partsOf, together } from '../support/incremental-delivery.ts';
import { publicUrl } from '../support/newsroom.ts';
import { patient } from '../support/patience.ts';

const document = await readFile(join(import.meta.dirname, '../../docs/clients.md'), 'utf8');
const [, query = ''] = /```graphql\n(query articleFirst[^`]+)```/.exec(document) ?? [];
const variables = { slug: 'port-and-fishers-agree-on-another-bank' };

const newsroom = useDemoNewsroom();
const cached = useCache(newsroom);
/** What `related` waits for before it asks the database. */
let gate = Promise.resolve();
let http: HttpServer;
let url: string;

beforeAll(async () => {
  const { db } = newsroom;
  const loaders = createLoaders(db);
  const related: typeof loaders.related = Object.assign(Object.create(loaders.related), {
    load: async (key: Parameters<typeof loaders.related.load>[0]) => {
      await gate;
      return loaders.related.load(key);
    },
  });
  http = createHttpServer({
    config: readConfig({ PORT: '0', ...patient }),
    logger: pino({ level: 'silent' }),
    schema,
    createContext: () => ({ db, loaders: { ...loaders, related }, reads: createReads(), viewer: reader, publicUrl }),
    isReady: () => ({ ready: true }),
  });
  url = `${(await http.listen()).url}/graphql`;
});
afterAll(() => http.close());
beforeEach(() => {
  gate = Promise.resolve();
  newsroom.statements.length = 0;
});

const ask = (accept: string, text = query) =>
  fetch(url, {
    method: 'POST',
    headers: { accept, 'content-type': 'application/json' },
    body: JSON.stringify({ query: text, variables }),
  });

const isLate = (statement: string) => /related_article|trending/.test(statement);

describe('the first part of an article page', () => {
  test('comes before the rest is read, and all parts together are the whole answer', async () => {
    const whole = (await (await ask('application/json')).json()) as { data: object };
    const { promise, resolve: open } = Promise.withResolvers<void>();
    gate = promise;
    const parts = partsOf(await ask('multipart/mixed'));
    const { value: first } = (await parts.next()) as { value: Part };
    expect(first).toMatchObject({ data: { article: { headline: expect.any(String) } }, hasNext: true });
    expect(first.data).not.toHaveProperty('trending');
    expect(first.data).not.toHaveProperty('article.related');
    const hot = (await parts.next()) as { value: Part };
    expect(hot.value.incremental).toEqual([{ data: { trending: expect.any(Object) }, path: [], label: 'hot' }]);
    open();
    const rest: Part[] = [first, hot.value];
    for await (const part of parts) rest.push(part);
    expect(rest.map(({ hasNext }) => hasNext)).toEqual([true, true, false]);
    expect(together(rest)).toEqual(whole.data);
  });

  test('is sent before anything of the rest is read, with as many statements as without @defer', async () => {
    await (await ask('application/json')).json();
    const whole = newsroom.statements.splice(0);
    const firstPart = '-- the first part is written';
    http.server.once('request', (_req, res) => {
      const { write } = res;
      res.write = (chunk: Uint8Array, ...rest: unknown[]) => {
        if (Buffer.from(chunk).includes('{"data":{"article"')) newsroom.statements.push(firstPart);
        return Reflect.apply(write, res, [chunk, ...rest]) as boolean;
      };
    });
    await allPartsOf(await ask('multipart/mixed'));
    const inParts = newsroom.statements.splice(0);
    expect([...inParts].sort()).toEqual([...whole, firstPart].sort());
    const at = inParts.indexOf(firstPart);
    expect(inParts.slice(0, at).filter(isLate)).toEqual([]);
    expect(inParts.slice(at + 1).every(isLate)).toBe(true);
  });

  test('parts deferred in each item of a list are loaded in one batch', async () => {
    const statementsFor = async (first: number) => {
      newsroom.statements.length = 0;
      const text = `{ articles(first: ${first}) { nodes { slug ... @defer { topics { name } corrections { note } } } } }`;
      const parts = await allPartsOf(await ask('multipart/mixed', text));
      expect(parts.flatMap(({ incremental = [] }) => incremental)).toHaveLength(first);
      return newsroom.statements.length;
    };
    expect(await statementsFor(20)).toBe(await statementsFor(2));
  });

  test('an article that doesn’t exist is answered in one part', async () => {
    const text = '{ article(by: { slug: "never-was" }) { slug ... @defer { related(first: 1) { nodes { slug } } } } }';
    const response = await ask('multipart/mixed, application/json', text);
    expect(await response.json()).toEqual({ data: { article: null } });
  });
});

describe('the response cache', () => {
  test('stores no answers in parts, and gives a stored whole answer to callers who accept parts', async () => {
    const both = { accept: 'multipart/mixed, application/json' };
    const parts = await cached.get(query, variables, both);
    expect(parts.headers.get('cache-control')).toBe('no-store');
    expect(await allPartsOf(parts)).toHaveLength(3);
    expect(cached.answers.get(cached.keyOf(query, variables))).toBeUndefined();
    const whole = (await (await cached.get(query, variables)).json()) as object;
    expect(cached.answers.get(cached.keyOf(query, variables))).toBeDefined();
    const kept = await cached.get(query, variables, both);
    expect(kept.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await kept.json()).toEqual(whole);
  });
});

describe('limits of deferred parts', () => {
  async function extensionsOf(text: string, limits: Partial<typeof defaultLimits>) {
    const yoga = createDatelineYoga({
      config: { requestTimeoutMs: 5_000, isIntrospectionOn: true },
      logger: pino({ level: 'silent' }),
      schema,
      createContext: () => ({}),
      limits,
    });
    const answer = await yoga.fetch(`http://yoga/graphql?${new URLSearchParams({ query: text })}`, {
      headers: { accept: 'multipart/mixed, application/json' },
    });
    return ((await answer.json()) as { errors?: { extensions: Record<string, unknown> }[] }).errors?.[0]?.extensions;
  }

  test('each deferred part costs 100, times the sizes of the lists around it', async () => {
    const costOf = async (text: string) => (await extensionsOf(text, { maxCost: 0 }))?.cost as number;
    const nodes = (inner: string) => `{ articles(first: 50) { nodes { slug ${inner} } } }`;
    const plain = await costOf(nodes('... { headline }'));
    expect(await costOf(nodes('... @defer { headline }'))).toBe(plain + 50 * 100);
    expect(await costOf(nodes('... @defer(if: false) { headline }'))).toBe(plain);
    expect(await costOf(`${nodes('...F @defer')} fragment F on Article { headline }`)).toBe(plain + 50 * 100);
    const dear = '{ articles(first: 100) { nodes { topics { ... @defer { name } } ... @defer { slug } } } }';
    expect(await extensionsOf(dear, {})).toMatchObject({ code: 'QUERY_TOO_COSTLY', maximum: 50_000 });
  });

  test('depth and aliases are counted in deferred fragments', async () => {
    const deferred = '{ articles(first: 1) { nodes { ... @defer { a: slug topics { b: name } } } } }';
    expect(await extensionsOf(deferred, { maxDepth: 3 })).toMatchObject({ code: 'QUERY_TOO_DEEP', depth: 4 });
    expect(await extensionsOf(deferred, { maxAliases: 1 })).toMatchObject({ code: 'TOO_MANY_ALIASES', aliases: 2 });
  });
});

describe('Apollo Client, unmodified', () => {
  type Handler = NonNullable<ApolloClient.Options['incrementalHandler']>;

  async function seenBy(incrementalHandler: Handler, onFirst = () => {}) {
    const client = new ApolloClient({
      link: new HttpLink({ uri: url }),
      cache: new InMemoryCache(),
      incrementalHandler,
    });
    const states: { dataState: string; related: boolean; hot: boolean }[] = [];
    const { promise: whole, resolve, reject } = Promise.withResolvers<unknown>();
    const observable = client.watchQuery<Record<string, Record<string, unknown>>>({ query: gql(query), variables });
    const subscription = observable.subscribe({
      next: ({ data, dataState }) => {
        if (data === undefined) return;
        onFirst();
        states.push({ dataState, related: 'related' in (data.article ?? {}), hot: 'trending' in data });
        if (dataState === 'complete') resolve(data);
      },
      error: reject,
    });
    const data = await whole;
    subscription.unsubscribe();
    client.stop();
    return { states, data };
  }

  test('renders the article first with its incremental handler of 2022', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    const { states, data } = await seenBy(new Defer20220824Handler(), resolve);
    expect(states.at(0)).toEqual({ dataState: 'streaming', related: false, hot: false });
    expect(states.at(-1)).toEqual({ dataState: 'complete', related: true, hot: true });
    expect(data).toMatchObject({ article: { related: { nodes: [{}, {}, {}, {}, {}, {}] } } });
  });

  test('gets the whole answer with its handler of a later proposal, whose parts have another format', async () => {
    // NOTE: Apollo's types aren't written for `exactOptionalPropertyTypes`.
    const { states } = await seenBy(new GraphQL17Alpha9Handler() as Handler);
    expect(states).toEqual([{ dataState: 'complete', related: true, hot: true }]);
  });
});

test('urql, unmodified, renders the article first', async () => {
  const client = new Client({ url, exchanges: [fetchExchange], preferGetMethod: false });
  const { promise: whole, resolve } = Promise.withResolvers<void>();
  const states: object[] = [];
  client.query(query, variables).subscribe(({ data, error, hasNext }) => {
    const { article, ...rest } = data as { article: object };
    states.push({ error, related: 'related' in article, hot: 'trending' in rest });
    if (!hasNext) resolve();
  });
  await whole;
  expect(states.at(0)).toEqual({ error: undefined, related: false, hot: false });
  expect(states.at(-1)).toEqual({ error: undefined, related: true, hot: true });
});
