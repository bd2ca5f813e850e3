/** Answers of the API to a file's questions, and errors that become the answer instead of a file. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { GraphQLParams } from 'graphql-yoga';
import { boundedMessage } from '../errors.ts';
import type { DatelineYoga } from '../graphql/yoga.ts';
import { previewHeader } from '../http/cached-response.ts';
import type { Exchange } from '../http/exchange.ts';
import { sendJson } from '../http/respond.ts';

/** What an answer of the API says. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly data: unknown;
  readonly errors: readonly GraphQLFormattedError[];
}

/** Asks as the caller of a file would, for JSON. */
export type Ask = (params: GraphQLParams, how?: Pick<Exchange, 'snapshot' | 'isListed'>) => Promise<Answer>;

export function asker(yoga: DatelineYoga, { headers }: IncomingMessage, exchange: Exchange): Ask {
  const own = ['authorization', previewHeader].flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return async (params, how) => {
    const inner: Exchange = { requestId: exchange.requestId, arrival: exchange.arrival, ...how };
    const init = {
      method: 'POST',
      headers: [...own, ['content-type', 'application/json'], ['accept', 'application/graphql-response+json']] as [
        string,
        string,
      ][],
      body: JSON.stringify(params),
    };
    const response = await yoga.fetch('http://dateline/graphql', init, { exchange: inner });
    exchange.operationName = inner.operationName;
    exchange.errorCodes = inner.errorCodes;
    const { data = null, errors = [] } = (await response.json()) as Partial<Answer>;
    return { status: response.status, headers: response.headers, data, errors };
  };
}

export function answerOf(error: GraphQLError): Answer {
  const { status = 500, headers = {} } = (error.extensions.http ?? {}) as { status?: number; headers?: HeadersInit };
  const { http: _, ...extensions } = error.extensions;
  return {
    status,
    headers: new Headers(headers),
    data: null,
    errors: [{ message: boundedMessage(error.message), extensions }],
  };
}

const rateLimit = ['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset'] as const;
const headersOfErrors = ['retry-after', 'www-authenticate', ...rateLimit] as const;

/** As JSON: a file has no place for them, and one with holes would look whole. */
export function sendErrors(res: ServerResponse, { status, headers, errors }: Answer): void {
  for (const name of headersOfErrors) {
    const value = headers.get(name);
    if (value !== null) res.setHeader(name, value);
  }
  sendJson(res, status === 200 ? statusOf(errors[0]?.extensions?.code) : status, { errors });
}

/** Of errors beside data, which GraphQL answers with 200. */
function statusOf(code: unknown): number {
  const known: Readonly<Record<string, number>> = {
    UNAUTHENTICATED: 401,
    FORBIDDEN: 403,
    TIMEOUT: 504,
    UNAVAILABLE: 503,
    INTERNAL_SERVER_ERROR: 500,
    PERSISTED_QUERY_NOT_FOUND: 404,
  };
  return known[String(code)] ?? 400;
}
