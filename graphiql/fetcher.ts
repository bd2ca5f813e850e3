/** GraphiQL's fetcher: queries and mutations by POST, `@defer` in parts, subscriptions as server-sent events. */

import { createGraphiQLFetcher, type Fetcher, type FetcherReturnType, isAsyncIterable } from '@graphiql/toolkit';
import { createClient } from 'graphql-sse';
import { receiptHeader, withoutReceipt } from './receipts.ts';
import { authorization } from './token.ts';

const url = '/graphql';

const byHttp = createGraphiQLFetcher({
  url,
  fetch: (input, init) => fetch(input, { ...init, headers: { ...authorization(), ...headersOf(init) } }),
  // NOTE: of the same shape as the client of WebSockets that it is made for.
  wsClient: createClient({ url, headers: authorization }) as never,
});

export const fetcher: Fetcher = async (params, options) => {
  const name = params.operationName ?? 'unnamed';
  // The schema is asked for as any client does.
  if (name === 'IntrospectionQuery') return byHttp(params, options) as FetcherReturnType;
  const headers = { [receiptHeader]: '1', ...options?.headers };
  const answer = await byHttp(params, { ...options, headers });
  return isAsyncIterable(answer) ? eachWithoutReceipt(answer, name) : withoutReceipt(answer, name);
};

async function* eachWithoutReceipt<Part>(parts: AsyncIterable<Part>, name: string): AsyncGenerator<Part> {
  for await (const part of parts) yield withoutReceipt(part, name);
}

function headersOf(init: RequestInit | undefined): Record<string, string> {
  return Object.fromEntries(new Headers(init?.headers));
}
