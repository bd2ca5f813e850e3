/** Requests made to be dear: too many values, too deep ones, errors by the thousand, by every door that takes a query. */

import { describe, expect, test } from 'vitest';
import { schema } from '../../schema/schema.ts';
import { start } from '../support/http-server.ts';
import { until } from '../support/until.ts';

const query = 'query Find($where: ArticleWhere) { articles(where: $where) { nodes { headline } } }';
const assistants = { operations: [], registered: async () => [], mayWriteOwn: async () => true };

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly message: string;
  readonly code: unknown;
}

/** Sends one request to a service with the whole schema and no database: whatever gets past the limits fails otherwise. */
async function reply(path: string, body: string | undefined, headers: Record<string, string> = {}): Promise<Reply> {
  const { url } = await start({}, { schema, assistants });
  const accept = { accept: 'application/json, text/event-stream' };
  const init = body === undefined ? {} : { method: 'POST', body };
  const response = await fetch(`${url}${path}`, {
    ...init,
    headers: { ...accept, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
  });
  const text = await response.text();
  const { errors = [] } = JSON.parse(text) as {
    errors?: { message: string; extensions: Record<string, unknown> }[];
  };
  return { status: response.status, text, message: errors[0]?.message ?? '', code: errors[0]?.extensions.code };
}

type Door = (text: string, variables: string) => Promise<Reply>;

const envelope = (text: string, variables: string) => `{"query":${JSON.stringify(text)},"variables":${variables}}`;

const doors: [string, Door][] = [
  ['JSON', (text, variables) => reply('/graphql', envelope(text, variables))],
  ['a file', (text, variables) => reply('/graphql', envelope(text, variables), { accept: 'text/csv' })],
  [
    'an assistant',
    (text, variables) => {
      const call = `{"name":"graphql_query","arguments":${envelope(text, variables)}}`;
      return reply('/mcp', `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":${call}}`);
    },
  ],
];

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `"k${index}":1`).join(',');

describe.each(doors)('by %s', (_, send) => {
  test('65,000 unknown names in an input object are refused in a few words, before anything quotes them', async () => {
    const { text, ...answer } = await send(query, `{"where":{${numbered(65_000)}}}`);
    expect(answer).toMatchObject({ status: 400, code: 'TOO_MANY_VALUES' });
    expect(text.length).toBeLessThan(1_000);
  });

  test('variables nested 20,000 times are refused', async () => {
    const deep = `{"where":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
    expect(await send(query, deep)).toMatchObject({ status: 400, code: 'VALUES_TOO_DEEP' });
  });
});

test('a URL with too deep variables is refused', async () => {
  const variables = `{"where":${'['.repeat(1_000)}${']'.repeat(1_000)}}`;
  const path = `/graphql?${new URLSearchParams({ query, variables })}`;
  expect(await reply(path, undefined)).toMatchObject({ status: 400, code: 'VALUES_TOO_DEEP' });
});

describe('values in variables', () => {
  const list = 'query Find($ids: [ID!]) { articles(where: { ids: $ids }) { nodes { headline } } }';
  const nested = (levels: number) => `{"ids":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;

  test.each([
    ['10,000', `{"ids":[${'1,'.repeat(9_997)}1]}`, undefined],
    ['10,001', `{"ids":[${'1,'.repeat(9_998)}1]}`, 'TOO_MANY_VALUES'],
    ['64 levels of', nested(64), undefined],
    ['65 levels of', nested(65), 'VALUES_TOO_DEEP'],
  ])('%s are counted exactly', async (_name, variables, code) => {
    const found = (await reply('/graphql', envelope(list, variables))).code;
    expect(['TOO_MANY_VALUES', 'VALUES_TOO_DEEP'].includes(String(found)) ? found : undefined).toBe(code);
  });

  test('an unknown name is told without what stands beside it, and with the names that there are', async () => {
    const { status, message } = await reply('/graphql', envelope(query, `{"where":{"text":"secret","serch":1}}`));
    expect({ status, message }).toEqual({
      status: 400,
      message: expect.stringMatching(
        /^Field "text" at variables\.where\.text is not defined by type "ArticleWhere", which has .*search/,
      ),
    });
    expect(message).not.toContain('secret');
  });

  test('an unknown name deep in a list is told with its place', async () => {
    const save =
      'mutation ($a: [AttributionInput!]) { createDraft(input: { content: { attributions: $a } }) { __typename } }';
    const { message } = await reply('/graphql', envelope(save, '{"a":[{"role":"QUOTED","sorce":"x"}]}'));
    expect(message).toMatch(/^Field "sorce" at variables\.a\.0\.sorce /);
  });

  test.each(['nodes(ids: [$id])', 'article(by: { slug: $id })'])(
    '%s refuses marks piled on one letter before it puts them in order',
    async (field) => {
      const text = `query ($id: ${field.startsWith('nodes') ? 'ID!' : 'String!'}) { ${field} { id } }`;
      const piled = `a${'\u0301\u0323'.repeat(51)}`;
      for (const [asked, variables] of [
        [text, JSON.stringify({ id: piled })],
        [`{ ${field.replace('$id', JSON.stringify(piled))} { id } }`, '{}'],
      ] as const) {
        const { status, message } = await reply('/graphql', envelope(asked, variables));
        expect({ status, message }).toEqual({
          status: 400,
          message: expect.stringContaining('100 marks on one letter'),
        });
      }
    },
  );

  test('a name of a thousand characters is refused without being repeated', async () => {
    const { status, text } = await reply('/graphql', envelope(query, `{"where":{"${'x'.repeat(1_000)}":1}}`));
    expect(status).toBe(400);
    expect(text).not.toContain('xxx');
  });
});

describe('brackets in a document', () => {
  const literal = (levels: number) =>
    `{ articles(where: { ids: ${'['.repeat(levels - 3)}${']'.repeat(levels - 3)} }) { nodes { headline } } }`;

  test.each([
    ['lists', (levels: number) => literal(levels)],
    ['selections', (levels: number) => `${'{a'.repeat(levels)}${'}'.repeat(levels)}`],
    ['input objects', (levels: number) => `{a(b:${'{c:'.repeat(levels - 2)}1${'}'.repeat(levels - 2)})}`],
    ['types of variables', (levels: number) => `query($a:${'['.repeat(levels - 1)}Int${']'.repeat(levels - 1)}){b}`],
  ])('%s may stand in one another 64 times, and no more', async (_, made) => {
    expect((await reply('/graphql', envelope(made(64), '{}'))).code).not.toBe('QUERY_NESTED_TOO_DEEP');
    for (const levels of [65, 900, 20_000]) {
      expect(await reply('/graphql', envelope(made(levels), '{}'))).toMatchObject({
        status: 400,
        code: 'QUERY_NESTED_TOO_DEEP',
      });
    }
  });

  test('those in texts and comments don’t count', async () => {
    const text = `# ${'['.repeat(100)}\n{ article(by: { slug: "${'['.repeat(100)}" }) { ${'{'.repeat(1)} } }`;
    expect((await reply('/graphql', envelope(text, '{}'))).code).toBe('GRAPHQL_PARSE_FAILED');
  });

  test('an assistant’s own query is refused in the same words', async () => {
    const own = JSON.stringify({ query: literal(20_000) });
    const call = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"graphql_query","arguments":${own}}}`;
    expect((await reply('/mcp', call)).text).toContain('brackets within one another more than 64 times');
  });
});

describe('errors on their way out', () => {
  const names = (count: number, length: number) =>
    Array.from({ length: count }, (_, index) => `${'x'.repeat(length)}${index}`);
  const errorsOf = (text: string) =>
    (JSON.parse(text) as { errors: { message: string; extensions: { code?: string } }[] }).errors;

  test.each([
    ['validation', envelope(`{ articles { ${names(200, 2).join(' ')} } }`, '{}')],
    ['coercion', envelope('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', `{"ids":[${'{},'.repeat(99)}{}]}`)],
    [
      'the search for variables',
      envelope(
        `query (${names(100, 2)
          .map((n) => `$${n}: Int!`)
          .join(' ')}) { articles { totalCount } }`,
        '{}',
      ),
    ],
  ])('are ten at the most, of %s', async (_, body) => {
    const errors = errorsOf((await reply('/graphql', body)).text);
    expect(errors.length).toBeLessThanOrEqual(10);
  });

  test.each([
    ['a field', envelope(`{ ${'x'.repeat(50_000)} }`, '{}')],
    ['a type', envelope(`query ($a: ${'x'.repeat(50_000)}) { articles { totalCount } }`, '{}')],
    ['an operation', JSON.stringify({ query: '{ articles { totalCount } }', operationName: 'x'.repeat(50_000) })],
    ['a value', envelope('query ($n: Int) { articles(first: $n) { totalCount } }', `{"n":"${'x'.repeat(50_000)}"}`)],
  ])('have messages of 500 characters at the most, whatever they say of %s', async (_, body) => {
    const [error, ...others] = errorsOf((await reply('/graphql', body)).text);
    expect(error?.message).toHaveLength(500);
    expect(error?.message).toMatch(/x…$/);
    expect(others.length).toBeLessThan(10);
  });

  test('an assistant is told no longer name of a tool than that', async () => {
    const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'x'.repeat(50_000), arguments: {} } };
    const { text } = await reply('/mcp', JSON.stringify(call));
    expect(text).toContain('xxx…');
    expect(text.length).toBeLessThan(700);
  });

  test('the log has no longer name of an operation than a hundred characters', async () => {
    const { ask, lines } = await start();
    await (await ask({ query: `query ${'x'.repeat(50_000)} { hello }` })).text();
    await until(() => lines.some(({ operation }) => operation !== undefined), 'its line');
    expect(lines.find(({ operation }) => operation !== undefined)?.operation).toBe('x'.repeat(100));
  });
});
