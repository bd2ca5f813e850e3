/** Masking: whatever a resolver throws, the answer says "Unexpected error." and nothing of what it was. */

import {
  GraphQLError,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { StaleRevision } from '../../src/errors.ts';
import { createDatelineYoga } from '../../src/graphql/yoga.ts';
import { subscribe } from '../support/subscriptions.ts';

class Ours extends Error {
  override readonly name = 'Ours';
}
class OursOfTypes extends TypeError {}

const secret = 'hunter2 at db.internal';

/** As they come from a slip in a resolver, from a library, or from a database. */
const failures: Record<string, () => unknown> = {
  Error: () => new Error(secret),
  'TypeError of the engine': () => {
    const nothing = JSON.parse('null') as { [secret]: string };
    return tried(() => nothing[secret]);
  },
  TypeError: () => new TypeError(secret),
  RangeError: () => new RangeError(secret),
  'RangeError of the engine': () => tried(() => 'x'.repeat(-1) + secret),
  SyntaxError: () => tried(() => JSON.parse(secret)),
  ReferenceError: () => new ReferenceError(secret),
  URIError: () => new URIError(secret),
  EvalError: () => new EvalError(secret),
  AggregateError: () => new AggregateError([new TypeError(secret)], secret),
  'DOMException of an aborted request': () => new DOMException(secret, 'AbortError'),
  'subclass of Error': () => new Ours(secret),
  'subclass of TypeError': () => new OursOfTypes(secret),
  'error with a cause for callers': () => new Error(secret, { cause: new GraphQLError(secret) }),
  'typed error that no mutation shows': () => Object.assign(new StaleRevision(7), { message: secret }),
  'error with extensions': () => Object.assign(new Error(secret), { extensions: { code: secret } }),
  'error with a code': () => Object.assign(new Error(secret), { code: '42P01', detail: secret }),
  'GraphQLError around another': () => new GraphQLError(secret, { originalError: new Error(secret) }),
  text: () => secret,
  object: () => ({ message: secret }),
  'object that looks like an error for callers': () => ({ name: 'GraphQLError', message: secret, extensions: {} }),
  number: () => 42,
  null: () => null,
  nothing: () => undefined,
};

function tried(slip: () => unknown): unknown {
  try {
    return slip();
  } catch (error) {
    return error;
  }
}

const throwing = (name: string) => {
  throw failures[name]?.();
};
const args = { name: { type: new GraphQLNonNull(GraphQLString) } };
type Args = { readonly name: string };
const Item = new GraphQLObjectType({
  name: 'Item',
  fields: { broken: { type: GraphQLString, args, resolve: (_, { name }: Args) => throwing(name) } },
});

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      fine: { type: GraphQLInt, resolve: () => 1 },
      thrown: { type: GraphQLString, args, resolve: (_, { name }: Args) => throwing(name) },
      rejected: { type: GraphQLString, args, resolve: (_, { name }: Args) => Promise.reject(failures[name]?.()) },
      returned: { type: GraphQLString, args, resolve: (_, { name }: Args) => asError(failures[name]?.()) },
      needed: { type: new GraphQLNonNull(GraphQLString), args, resolve: async (_, { name }: Args) => throwing(name) },
      list: { type: new GraphQLList(Item), resolve: () => [{}, {}] },
    },
  }),
  mutation: new GraphQLObjectType({
    name: 'Mutation',
    fields: { save: { type: GraphQLString, args, resolve: async (_, { name }: Args) => throwing(name) } },
  }),
  subscription: new GraphQLObjectType({
    name: 'Subscription',
    fields: {
      ticks: {
        type: GraphQLString,
        args,
        subscribe: async function* () {
          yield 1;
        },
        resolve: (_, { name }: Args) => throwing(name),
      },
      refused: { type: GraphQLString, args, subscribe: async (_, { name }: Args) => throwing(name) },
    },
  }),
});

/** What isn't an error can't be returned as one. */
const asError = (failure: unknown): unknown => (failure instanceof Error ? failure : new Error(secret));

const lines: { err?: { message?: string; stack?: string }; msg: string; requestId: string }[] = [];
const yoga = createDatelineYoga({
  config: { requestTimeoutMs: 5_000, isIntrospectionOn: true },
  logger: pino({ level: 'warn' }, { write: (line: string) => void lines.push(JSON.parse(line)) }),
  schema,
  createContext: () => ({}),
});

interface Answer {
  readonly data?: unknown;
  readonly errors: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

async function ask(query: string, name: string): Promise<{ text: string; answer: Answer }> {
  lines.length = 0;
  const response = await yoga.fetch('http://yoga/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': 'desk-7' },
    body: JSON.stringify({ query, variables: { name } }),
  });
  const text = await response.text();
  return { text, answer: JSON.parse(text) as Answer };
}

const extensions = { code: 'INTERNAL_SERVER_ERROR', requestId: 'desk-7' };
const errorsOf = ({ errors }: Answer) => errors.map((error) => [error.message, error.extensions]);
const once = [['Unexpected error.', extensions]];

describe.each(Object.keys(failures))('a resolver that throws %s', (name) => {
  test.each([
    ['thrown', 'query ($name: String!) { fine thrown(name: $name) }', { fine: 1, thrown: null }],
    ['rejected', 'query ($name: String!) { fine rejected(name: $name) }', { fine: 1, rejected: null }],
    ['returned', 'query ($name: String!) { fine returned(name: $name) }', { fine: 1, returned: null }],
    ['where a value is needed', 'query ($name: String!) { fine needed(name: $name) }', null],
    ['by a mutation', 'mutation ($name: String!) { save(name: $name) }', { save: null }],
  ])('in %s is masked, and logged', async (_, query, data) => {
    const { text, answer } = await ask(query, name);
    expect(answer.data).toEqual(data);
    expect(errorsOf(answer)).toEqual(once);
    expect(text).not.toMatch(/hunter2|internal\b|42P01/);
    expect(lines.map(({ msg, requestId }) => [msg, requestId])).toEqual([['Unexpected error.', 'desk-7']]);
    expect(lines[0]?.err).toBeDefined();
  });

  test('in each item of a list is masked for each', async () => {
    const { text, answer } = await ask('query ($name: String!) { list { broken(name: $name) } }', name);
    expect(errorsOf(answer)).toEqual([...once, ...once]);
    expect(text).not.toMatch(/hunter2/);
  });

  test('in an event of a subscription is masked', async () => {
    const stream = await subscribe(yoga, 'subscription ($name: String!) { ticks(name: $name) }', { name });
    const first = await stream.next();
    await stream.close();
    expect(first?.errors?.map(({ message }) => message)).toEqual(['Unexpected error.']);
    expect(first?.errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    expect(JSON.stringify(first)).not.toMatch(/hunter2/);
  });

  test('before a subscription has begun is masked', async () => {
    const response = await yoga.fetch('http://yoga/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription ($name: String!) { refused(name: $name) }', variables: { name } }),
    });
    const text = await response.text();
    expect(text).toContain('"message":"Unexpected error."');
    expect(text).toContain('"code":"INTERNAL_SERVER_ERROR"');
    expect(text).not.toMatch(/hunter2/);
  });
});

test('of several errors at once each is masked', async () => {
  failures.several = () => new AggregateError([new Error(secret), new RangeError(secret)], secret);
  const { text, answer } = await ask('query ($name: String!) { thrown(name: $name) }', 'several');
  expect(errorsOf(answer)).toEqual([...once, ...once]);
  expect(text).not.toMatch(/hunter2/);
});

test('a GraphQLError keeps its message and code', async () => {
  failures.meant = () => new GraphQLError('Not today.', { extensions: { code: 'NOT_TODAY' } });
  const { answer } = await ask('query ($name: String!) { thrown(name: $name) }', 'meant');
  expect(errorsOf(answer)).toEqual([['Not today.', { code: 'NOT_TODAY' }]]);
  expect(lines).toEqual([]);
});
