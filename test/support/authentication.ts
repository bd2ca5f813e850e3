/** A service with the authentication of `npm start`. */

import { pino } from 'pino';
import type { Db } from '../../db/engine/database.ts';
import { createLoaders } from '../../db/loaders.ts';
import { schema } from '../../schema/schema.ts';
import { authenticator } from '../../src/access/authenticate.ts';
import type { IdentityProvider } from '../../src/access/identity-provider.ts';
import { createDatelineYoga } from '../../src/graphql/yoga.ts';
import { publicUrl } from './newsroom.ts';

export interface BearerAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly data?: Record<string, never> | null;
  readonly errors?: readonly { message: string; extensions: Record<string, unknown> }[];
}

/** @returns a function that asks with these headers */
export function bearerService(db: Db, provider?: IdentityProvider) {
  const loaders = createLoaders(db);
  const logger = pino({ level: 'silent' });
  const authenticate = authenticator(provider, logger);
  const yoga = createDatelineYoga({
    config: { requestTimeoutMs: 20_000, isIntrospectionOn: true },
    logger,
    schema,
    createContext: async ({ request }) => {
      const viewer = await authenticate(request.headers.get('authorization'), loaders);
      return { db, loaders, viewer, publicUrl, recordView: () => true };
    },
  });
  return async (query: string, headers: Record<string, string> = {}): Promise<BearerAnswer> => {
    const response = await yoga.fetch('http://yoga/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    return { status: response.status, headers: response.headers, ...((await response.json()) as object) };
  };
}
