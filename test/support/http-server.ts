/** The HTTP server of the service over a small schema of its own, with fields that fail in every way. */

import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import {
  GraphQLError,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';
import pino from 'pino';
import { afterEach } from 'vitest';
import { badInput } from '../../schema/bad-input.ts';
import { type Config, readConfig } from '../../src/config.ts';
import type { RequestContext } from '../../src/graphql/yoga.ts';
import type { Readiness } from '../../src/http/health.ts';
import { createHttpServer, type HttpServer, type HttpServerOptions } from '../../src/server.ts';
import { patient } from './patience.ts';
import { until } from './until.ts';

export type Line = Record<string, unknown> & { level: number; msg: string };

/** What slow resolvers saw; emptied before each server. */
export const seen: { begun: number; cancelled: number; subscriptionsEnded: number; saved: number } = {
  begun: 0,
  cancelled: 0,
  subscriptionsEnded: 0,
  saved: 0,
};

export const Picky = new GraphQLScalarType({
  name: 'Picky',
  parseValue() {
    throw new TypeError('a Picky must be picked');
  },
});

export function failing(error: () => unknown) {
  return {
    type: GraphQLString,
    resolve: () => {
      throw error();
    },
  };
}

export const sharedFailure = new Error('the loader broke with password=hunter2');

export const schema = new GraphQLSchema({
  query: new GraphQLObjectType<unknown, RequestContext>({
    name: 'Query',
    fields: {
      hello: {
        type: GraphQLString,
        args: { name: { type: GraphQLString } },
        resolve: (_, { name }) => `Hello ${name ?? 'you'}`,
      },
      picky: { type: GraphQLString, args: { value: { type: Picky } } },
      requestId: { type: GraphQLString, resolve: (_, __, { exchange }) => exchange.requestId },
      slow: {
        type: GraphQLString,
        args: { milliseconds: { type: new GraphQLNonNull(GraphQLInt) } },
        resolve: async (_, { milliseconds }, { signal }) => {
          seen.begun += 1;
          await wait(milliseconds, undefined, { signal }).catch((error) => {
            seen.cancelled += 1;
            throw error;
          });
          return 'at last';
        },
      },
      boom: failing(() => new Error('secret at db.internal')),
      needed: { type: new GraphQLNonNull(GraphQLString), resolve: failing(() => new Error('secret')).resolve },
      list: {
        type: new GraphQLList(
          new GraphQLObjectType({ name: 'Item', fields: { broken: failing(() => sharedFailure) } }),
        ),
        resolve: () => [{}, {}, {}],
      },
      refused: failing(() => new GraphQLError('Not today.', { extensions: { code: 'NOT_TODAY' } })),
      badInput: failing(() => badInput('"from" must be before "before".', ['where', 'publishedAt', 'from'])),
      databaseTooSlow: failing(() => Object.assign(new Error('canceling statement'), { code: '57014' })),
      databaseAway: failing(() => Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })),
      databaseFull: failing(() => Object.assign(new Error('could not extend file "base/5/1"'), { code: '53100' })),
      diskFull: failing(() => Object.assign(new Error('write'), { code: 'ENOSPC' })),
      poolEmpty: failing(() => new Error('timeout exceeded when trying to connect')),
    },
  }),
  mutation: new GraphQLObjectType<unknown, RequestContext>({
    name: 'Mutation',
    fields: {
      save: {
        type: GraphQLInt,
        resolve: async () => {
          seen.begun += 1;
          await wait(150);
          seen.saved += 1;
          return seen.saved;
        },
      },
    },
  }),
  subscription: new GraphQLObjectType<unknown, RequestContext>({
    name: 'Subscription',
    fields: {
      ticks: {
        type: GraphQLString,
        resolve: (tick) => {
          if (tick === 2) throw new Error('secret');
          return `tick ${tick}`;
        },
        // Two ticks, then silence: only `return` ends it, as with a database's notifications.
        subscribe: () => {
          let count = 0;
          return {
            [Symbol.asyncIterator]() {
              return this;
            },
            next: () => (count < 2 ? Promise.resolve({ value: ++count, done: false }) : new Promise(() => {})),
            return: () => {
              seen.subscriptionsEnded += 1;
              return Promise.resolve({ value: undefined, done: true });
            },
          };
        },
      },
    },
  }),
});

export let running: { http: HttpServer; lines: Line[] } | undefined;
afterEach(async () => {
  await running?.http.close();
  running = undefined;
});

export async function start(env: Partial<Record<string, string>> = {}, given: Partial<HttpServerOptions> = {}) {
  Object.assign(seen, { begun: 0, cancelled: 0, subscriptionsEnded: 0, saved: 0 });
  const lines: Line[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const config: Config = readConfig({ PORT: '0', ...patient, ...env });
  const isReady = (): Readiness => ({ ready: true });
  const http = createHttpServer({ config, logger, schema, createContext: () => ({}), isReady, ...given });
  running = { http, lines };
  const { url } = await http.listen();
  const ask = (body: unknown, headers: Record<string, string> = {}, init: RequestInit = {}) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...init,
    });
  /** The answer as a whole; a request's line is logged just after its answer is sent. */
  const query = async (text: string, headers?: Record<string, string>) => {
    const requests = () => lines.filter(({ msg }) => msg === 'request' || msg === 'request failed').length;
    const before = requests();
    const response = await ask({ query: text }, headers);
    const answer = (await response.json()) as {
      data?: unknown;
      errors?: { message: string; extensions: Record<string, unknown> }[];
    };
    await until(() => requests() > before, 'its line');
    return { response, status: response.status, ...answer, first: answer.errors?.[0] };
  };
  return { http, url, lines, ask, query };
}

/** What comes back for a request written byte by byte, as no client library would. */
export async function answerTo(url: string, head: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(`${head}\r\nConnection: close\r\n\r\n`);
  return (await socket.setEncoding('utf8').toArray()).join('');
}

export const strict = { accept: 'application/graphql-response+json' };
