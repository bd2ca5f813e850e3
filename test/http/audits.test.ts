/**
 * What auditors of GraphQL services look at, as a public service answers it (`INTROSPECTION=off GRAPHIQL=off`): the audits of GraphQL
 * over HTTP by their own library, and the findings that scanners such as graphql-cop have, each with what was meant where one stands.
 */

import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BudgetedService, openBudgeted } from '../support/budgeted-service.ts';
import { useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom();

const settings = { INTROSPECTION: 'off', GRAPHIQL: 'off' };
let open: BudgetedService;
let service: BudgetedService;
beforeAll(async () => {
  open = await openBudgeted(newsroom, 1_000_000);
  service = await openBudgeted(newsroom, 1_000_000, [], settings);
});
afterAll(() => Promise.all([open.close(), service.close()]));

test('all 61 audits of GraphQL over HTTP pass', async () => {
  // Four of them ask for a type by a variable, as introspection does.
  const results = await Promise.all(serverAudits({ url: open.url }).map(({ fn }) => fn()));
  expect(results.filter(({ status }) => status !== 'ok').map(({ name }) => name)).toEqual([]);
  expect(results).toHaveLength(61);
});

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const post = (query: string) => fetch(service.url, { method: 'POST', headers: json, body: JSON.stringify({ query }) });
const get = (query: string) => fetch(`${service.url}?${new URLSearchParams({ query })}`);

async function told(asked: Promise<Response>) {
  const text = await (await asked).text();
  const { data, errors = [] } = JSON.parse(text) as { data?: unknown; errors?: { message: string }[] };
  return { text, data, messages: errors.map(({ message }) => message) };
}

const times = (count: number, part: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => part(n)).join(' ');
const circle = `{ __schema { types ${'{ fields { type '.repeat(4)}{ name }${' } }'.repeat(4)} } }`;

test.each([
  ['introspection', () => post('{ __schema { types { name fields { name } } } }'), /introspection/i],
  ['types in types of introspection', () => post(circle), /introspection|levels/i],
  ['fragments in a circle', () => post('{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }'), /itself/],
  ['101 aliases', () => post(`{ ${times(101, (n) => `a${n}: __typename`)} }`), /alias/i],
  ['one field 500 times', () => post(`{ ${'__typename '.repeat(500)} }`), /repeated fields/],
  ['a directive ten times, which would be ten errors', () => post(`{ __typename ${'@aa'.repeat(10)} }`), /@aa/],
  ['a batch', () => fetch(service.url, { method: 'POST', headers: json, body: '[{"query":"{__typename}"}]' }), /Batch/],
  ['a mutation by GET', () => get('mutation { __typename }'), /POST/],
  [
    'a form',
    () => fetch(service.url, { method: 'POST', headers: form, body: 'query={__typename}' }),
    /application\/json/,
  ],
  ['a query in the URL of a POST', () => fetch(`${service.url}?query={__typename}`, { method: 'POST' }), /json/],
  ['what isn’t GraphQL', () => post('qwerty cop { abc }'), /Syntax/],
])('no finding: %s is refused in few words, with nothing of the inside', async (_, ask, message) => {
  const { text, data, messages } = await told(ask());
  expect(data).toBeUndefined();
  expect(messages.join('\n')).toMatch(message);
  expect(messages.length).toBeLessThan(10);
  expect(text).not.toMatch(/"tracing"|"exception"|stack|node_modules/i);
});

test('no finding: what there is isn’t suggested to whom the schema isn’t told', async () => {
  for (const query of [
    '{ artcles { nodes { id } } }',
    '{ __schema { directive } }',
    '{ articles(frst: 1) { nodes { id } } }',
  ])
    expect((await told(post(query))).text).not.toMatch(/did you mean/i);
});

test('no finding: an answer holds no trace, and no page of GraphiQL is there', async () => {
  expect((await told(post('{ __typename }'))).text).toBe('{"data":{"__typename":"Query"}}');
  for (const path of ['/graphiql', '/playground', '/console', '/graphql']) {
    const page = await fetch(new URL(path, service.url), { headers: { accept: 'text/html' } });
    expect(await page.text()).not.toMatch(/GraphiQL|playground/i);
  }
});

test('a finding that is meant: queries by GET, which caches keep; no cookie says who asks, and other origins may not read', async () => {
  const response = await fetch(`${service.url}?query={__typename}`, {
    headers: { origin: 'https://elsewhere.example' },
  });
  expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
  expect(response.headers.get('set-cookie')).toBeNull();
});
