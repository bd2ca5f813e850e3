/** GraphiQL's fetcher: queries and mutations by POST, `@defer` in parts, subscriptions as server-sent events. */

import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { createClient } from 'graphql-sse';
import { authorization } from './token.ts';

const url = '/graphql';

export const fetcher: Fetcher = createGraphiQLFetcher({
  url,
  fetch: (input, init) => fetch(input, { ...init, headers: { ...authorization(), ...headersOf(init) } }),
  // NOTE: of the same shape as the client of WebSockets that it is made for.
  wsClient: createClient({ url, headers: authorization }) as never,
});

function headersOf(init: RequestInit | undefined): Record<string, string> {
  return Object.fromEntries(new Headers(init?.headers));
}
