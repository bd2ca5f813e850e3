/** Authentication of a request by its `Authorization` header (RFC 6750) and nothing else. Cookies are not read. */

import type { GraphQLError } from 'graphql';
import type { Log } from '../../db/engine/log.ts';
import type { Loaders } from '../../db/loaders.ts';
import { refusal } from '../http/refusal.ts';
import { reader, type Viewer } from '../roles.ts';
import { holderOf, isAccessToken } from './access-tokens.ts';
import { type IdentityProvider, RefusedToken, tokenReader } from './identity-provider.ts';
import { KeysUnread, publishedKeys } from './published-keys.ts';

/**
 * @param provider undefined where only this service's own tokens are taken
 * @returns a function that answers with a reader when there is no header, and throws a 401 for any that isn't good:
 * who believes to be somebody must not be served as nobody
 */
export function authenticator(provider: IdentityProvider | undefined, logger: Pick<Log, 'warn'>) {
  const readToken = provider && tokenReader(provider, publishedKeys(new URL(provider.keysUrl), logger));
  return async (authorization: string | null, loaders: Pick<Loaders, 'usableToken'>): Promise<Viewer> => {
    if (authorization === null) return reader;
    const [, token] = /^bearer +([\w.~+/-]+=*)$/i.exec(authorization.trim()) ?? [];
    if (token === undefined) throw unauthenticated('Authorization must be "Bearer", a space and a token.');
    if (isAccessToken(token)) {
      const holder = await holderOf(token, loaders);
      if (holder === null) throw unauthenticated('The token is unknown, revoked or expired.');
      return holder;
    }
    if (readToken === undefined) throw unauthenticated('The token is unknown.');
    return readToken(token).catch((error: unknown) => {
      if (error instanceof RefusedToken) throw unauthenticated(error.message);
      if (!(error instanceof KeysUnread)) throw error;
      throw refusal(503, 'The token can’t be checked now.', { code: 'UNAVAILABLE' }, { 'Retry-After': '5' });
    });
  };
}

function unauthenticated(message: string): GraphQLError {
  return refusal(401, message, { code: 'UNAUTHENTICATED' }, { 'WWW-Authenticate': 'Bearer error="invalid_token"' });
}
