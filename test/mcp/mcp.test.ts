/** Assistants over the Model Context Protocol, with the official client: what they find, may and are told when it fails. */

import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { type OperationDefinitionNode, parse } from 'graphql';
import { expect, test } from 'vitest';
import { createLoaders } from '../../db/loaders.ts';
import { insertOperations, operationTexts } from '../../db/persisted-operations.ts';
import { schema } from '../../schema/schema.ts';
import { createReads } from '../../src/caching/reads.ts';
import { recordedLoaders } from '../../src/caching/recorded-loaders.ts';
import { readExamples } from '../../src/graphql/example-operations.ts';
import { hashOf } from '../../src/graphql/persisted/hash.ts';
import { createRegistry } from '../../src/graphql/persisted/registry.ts';
import type { RequestContext } from '../../src/graphql/yoga.ts';
import { refusal } from '../../src/http/refusal.ts';
import { inputSchemaOf } from '../../src/mcp/input-schema.ts';
import { reader } from '../../src/roles.ts';
import { fillWithDemo } from '../support/demo.ts';
import { running, start } from '../support/http-server.ts';
import { analyst, publicUrl, useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom(fillWithDemo);
const folder = join(import.meta.dirname, '../../schema/operations');

function viewerOf(authorization: string | null | undefined) {
  if (authorization == null) return reader;
  if (authorization === 'Bearer analyst') return analyst;
  throw refusal(401, 'The token is unknown.', { code: 'UNAUTHENTICATED' }, { 'WWW-Authenticate': 'Bearer' });
}

async function service(env: Record<string, string> = {}) {
  const loaders = createLoaders(newsroom.db);
  const texts = [...(await readExamples(join(folder, 'assistants'))), ...(await readExamples(folder))];
  const { url } = await start(
    { PUBLIC_URL: publicUrl, ...env },
    {
      schema,
      registry: createRegistry({
        mode: env.OPERATIONS === 'listed' ? 'listed' : 'open',
        texts: [],
        load: async () => new Map(),
      }),
      createContext: ({ request }: RequestContext) => {
        const reads = createReads();
        const viewer = viewerOf(request.headers.get('authorization'));
        return {
          db: newsroom.db,
          loaders: recordedLoaders(loaders, reads),
          reads,
          viewer,
          publicUrl,
          previewDraftId: null,
        };
      },
      assistants: {
        operations: texts.map(({ query }) => query),
        registered: () => operationTexts(newsroom.db, 100),
        mayWriteOwn: async ({ headers }) => viewerOf(headers.authorization ?? null).role !== 'READER',
      },
    },
  );
  return new URL('/mcp', url);
}

async function session<Done>(
  work: (client: Client) => Promise<Done>,
  token?: string,
  env?: Record<string, string>,
): Promise<Done> {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const client = new Client({ name: 'test', version: '1.0.0' });
  const url = await service(env);
  const http = running?.http;
  try {
    await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }) as never);
    return await work(client);
  } finally {
    await client.close();
    await http?.close();
  }
}

interface Result {
  readonly isError?: boolean;
  readonly content: readonly { readonly type: string; readonly text: string }[];
  readonly structuredContent?: Record<string, unknown>;
}
const call = async (client: Client, name: string, given: Record<string, unknown> = {}) =>
  (await client.callTool({ name, arguments: given })) as unknown as Result;
const told = ({ content }: Result) => content.map(({ text }) => text).join('\n');

/** Every object of an answer that has a headline; a highlighted one is no article's own. */
function articlesIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'headline' in value && typeof value.headline === 'string' ? [value as Record<string, unknown>] : [];
  return [...own, ...Object.values(value).flatMap(articlesIn)];
}

test('an assistant is told of a tool for each operation, with its comment and its variables', async () => {
  await session(async (client) => {
    const { tools } = await client.listTools();
    const names = tools.map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual(['read_article', 'search_articles', 'whom_we_cite']);
    const examples = (await readExamples(folder)).map(({ name }) => name.replaceAll('-', '_'));
    expect(names).toEqual(expect.arrayContaining(examples));
    expect(names).not.toContain('graphql_query');
    const search = tools.find(({ name }) => name === 'search_articles');
    expect(search?.description).toMatch(/^Search the newsroom's articles: the best matches first\./);
    expect(search?.inputSchema).toMatchObject({
      type: 'object',
      required: ['search'],
      additionalProperties: false,
      properties: {
        search: { type: 'string', description: expect.stringMatching(/^Full text/) },
        topics: {
          type: 'array',
          items: { type: 'string' },
          description: expect.stringMatching(/slugs of their topics/),
        },
        from: { type: 'string', format: 'date-time' },
        first: { type: 'integer', default: 10 },
      },
    });
    const read = tools.find(({ name }) => name === 'read_article');
    expect(read?.inputSchema.properties?.article).toMatchObject({ minProperties: 1, maxProperties: 1 });
    expect(client.getInstructions()).toContain('search_articles');
  });
});

test('a tool demands what has no default, and nothing else', async () => {
  const document =
    parse(`query Q($first: Int! = 5, $slug: String!, $where: ArticleWhere, $bare: String, $list: [ID!]! = []) {
    articles(first: $first, where: $where) { totalCount } topic(by: { slug: $slug }) { slug }
    topics(where: { search: $bare }) { totalCount } nodes(ids: $list) { id }
  }`);
  const [operation] = document.definitions as readonly OperationDefinitionNode[];
  const input = inputSchemaOf(schema, document, operation ?? expect.fail());
  expect(input.required).toEqual(['slug']);
  expect(input.properties).toMatchObject({
    first: { type: 'integer', default: 5 },
    list: { type: 'array', default: [] },
  });
  const topics = { properties: { includeDescendants: { type: 'boolean' } }, required: [] };
  expect(input.properties.where).toMatchObject({ properties: { topics } });
  // Its alternatives are conditions again.
  const or = { type: 'array', items: { $ref: '#/$defs/ArticleWhere' } };
  expect(input).toMatchObject({
    properties: { where: { properties: { or } } },
    $defs: { ArticleWhere: { properties: { topics, or } } },
  });
});

test('no cache keeps what an assistant is told, nor what is refused', async () => {
  const url = await service();
  const message = (method: string) => JSON.stringify({ jsonrpc: '2.0', id: 1, method });
  const headers = { accept: 'application/json, text/event-stream', 'content-type': 'application/json' };
  for (const [body, status] of [
    [message('tools/list'), 200],
    ['{"jsonrpc":"2.0","method":"notifications/initialized"}', 202],
    ['{', 400],
    ['[]', 400],
  ] as const) {
    const answer = await fetch(url, { method: 'POST', headers, body });
    await answer.body?.cancel();
    expect([answer.status, answer.headers.get('cache-control')], body).toEqual([status, 'no-store']);
  }
  await running?.http.close();
});

test('it searches, reads, and is told who said what, with the address and date of every article', async () => {
  await session(async (client) => {
    const found = await call(client, 'search_articles', { search: 'dredging', first: 3 });
    const [first] = articlesIn(found.structuredContent);
    expect(JSON.parse(told(found))).toEqual(found.structuredContent);
    const article = await call(client, 'read_article', { article: { slug: first?.slug } });
    expect(articlesIn(article.structuredContent)[0]).toMatchObject({ headline: first?.headline, url: first?.url });
    const quotes = await call(client, 'what_they_said', { source: { slug: 'port-of-merrowhaven' }, search: 'retreat' });
    expect(quotes.structuredContent).toMatchObject({
      quotes: {
        totalCount: 1,
        nodes: [{ text: 'Twelve metres is not a retreat, it is a depth', source: { name: 'Port of Merrowhaven' } }],
      },
    });
    const cited = await call(client, 'whom_we_cite', { first: 3, topics: ['harbour'] });
    // By the asked topic; the wire that is cited most of all comes later there.
    expect(cited.structuredContent).toMatchObject({
      insights: {
        coverage: [
          { articles: 9, source: { name: 'Skerrin Line' } },
          { articles: 7, source: { name: 'Marine Safety Board' } },
          { articles: 4, source: { name: 'Joss Penhallow' } },
        ],
      },
    });
    const answers = [
      found,
      article,
      quotes,
      cited,
      await call(client, 'home'),
      await call(client, 'search', { text: 'harbour' }),
    ];
    for (const { structuredContent } of answers) {
      const articles = articlesIn(structuredContent);
      expect(articles.length).toBeGreaterThan(0);
      for (const each of articles) {
        expect(each).toMatchObject({
          url: expect.stringMatching(/^https:\/\/news\.example\/articles\//),
          publishedAt: expect.any(String),
        });
      }
    }
  });
});

test('errors are results that say what to do, and a tool that isn’t there is named', async () => {
  await session(async (client) => {
    const failed = async (name: string, given: Record<string, unknown>) => {
      const result = await call(client, name, given);
      expect(result.isError).toBe(true);
      return told(result);
    };
    expect(await failed('search_articles', { search: 'mud', fisrt: 3 })).toMatch(
      /takes no "fisrt": it takes search, topics/,
    );
    expect(await failed('search_articles', { search: 'mud', first: 1000 })).toMatch(/1 to 100.*Give a "first"/s);
    expect(await failed('search_articles', { search: ' ' })).toMatch(/`search` is empty.*Correct the argument/s);
    expect(await failed('search_articles', {})).toMatch(/\$search/);
    expect(await failed('graphql_query', { query: '{ viewer { role } }' })).toMatch(/needs a token/);
    expect(await failed('read_article', { article: { slug: 'nope' } })).toMatch(/^There is no article for .*nope/);
    for (const article of ['a-slug', {}, { slug: 1 }, { slug: 'a', id: 'b' }, { name: 'a' }])
      expect(await failed('read_article', { article })).toMatch(/^"article" takes an object with one of .*slug/);
  });
});

test('a token of the newsroom lets it ask any query, but no mutation, within the limits', async () => {
  await session(async (client) => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain('graphql_query');
    const asked = async (query: string) => call(client, 'graphql_query', { query });
    expect((await asked('{ viewer { role } }')).structuredContent).toEqual({ viewer: { role: 'ANALYST' } });
    expect(told(await asked('mutation { recordView(article: "x") }'))).toMatch(/changes nothing/);
    expect(told(await asked('{ nothing }'))).toMatch(/Cannot query field.*dateline:\/\/schema/s);
    const dear =
      '{ articles(first: 100) { nodes { related(first: 100) { nodes { related(first: 100) { nodes { slug } } } } } } }';
    expect(told(await asked(dear))).toMatch(/Ask for less/);

    // The demo's pieces have histories, of which readers are told nothing.
    const { structuredContent } = await call(client, 'draft_to_page');
    const { turnaround } = (structuredContent as { insights: { turnaround: { articles: number }[] } }).insights;
    expect(turnaround.reduce((sum, { articles }) => sum + articles, 0)).toBe(65);
  }, 'analyst');
  await expect(session((client) => client.listTools(), 'stranger')).rejects.toThrow(/token is unknown/);
});

test('where operations are listed, tools are theirs all the same, and no others', async () => {
  const env = { OPERATIONS: 'listed' };
  const query =
    'query harbourNews($first: Int! = 2) { topic(by: { slug: "harbour" }) { articles(first: $first) { nodes { headline } } } }';
  const mutation = 'mutation vote { recordView(article: "x") }';
  await insertOperations(
    newsroom.db,
    [query, mutation].map((body) => ({ hash: hashOf(body), name: 'any', body })),
  );
  await session(
    async (client) => {
      const names = (await client.listTools()).tools.map(({ name }) => name);
      expect(names).toContain('harbour_news');
      expect(names).not.toContain('vote');
      expect(articlesIn((await call(client, 'harbour_news')).structuredContent)[0]).toHaveProperty('url');
      expect(told(await call(client, 'graphql_query', { query: '{ viewer { role } }' }))).toMatch(
        /listed operations only/,
      );
    },
    'analyst',
    env,
  );
});

test('the schema is a resource, where it may be read', async () => {
  await session(async (client) => {
    const [resource] = (await client.listResources()).resources;
    const { contents } = await client.readResource({ uri: resource?.uri ?? '' });
    expect(contents[0]).toMatchObject({
      mimeType: 'application/graphql',
      text: expect.stringContaining('type Quote implements Node'),
    });
  });
  await session(async (client) => expect(client.getServerCapabilities()?.resources).toBeUndefined(), undefined, {
    INTROSPECTION: 'off',
  });
});

test('pages of other origins, batches and what is no message are refused, and calls are logged by operation', async () => {
  const url = await service({ CORS_ORIGINS: 'https://friend.example' });
  const send = async (body: string, headers: Record<string, string> = {}) => {
    const accept = 'application/json, text/event-stream';
    return fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', accept, ...headers } });
  };
  const list = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
  expect((await send(list, { origin: 'https://evil.example' })).status).toBe(403);
  for (const origin of ['https://friend.example', publicUrl]) expect((await send(list, { origin })).status).toBe(200);
  expect((await send(`[${list}]`)).status).toBe(400);
  expect((await send('{')).status).toBe(400);
  expect((await send(list, { accept: 'application/json' })).status).toBe(406);
  expect((await fetch(url)).status).toBe(405);
  const lines = running?.lines ?? [];
  await send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'home', arguments: {} } }));
  await expect
    .poll(() => lines)
    .toContainEqual(expect.objectContaining({ path: '/mcp', operation: 'home', status: 200 }));
});
