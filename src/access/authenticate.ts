/** Authentication of a request by its `Authorization` header (RFC 6750) and nothing else. Cookies are not read. */

import type { Log } from '../../db/engine/log.ts';
import type { Loaders } from '../../db/loaders.ts';
import { reader, type Viewer } from '../roles.ts';
import { holderOf, isAccessToken } from './access-tokens.ts';
import type { IdentityProvider } from './identity-provider.ts';
import { unauthenticated } from './unauthenticated.ts';

/**
 * @param provider undefined where only this service's own tokens are taken
 * @returns a function that answers with a reader when there is no header, and throws a 401 for any that isn't good:
 * who believes to be somebody must not be served as nobody
 */
export function authenticator(provider: IdentityProvider | undefined, logger: Pick<Log, 'warn'>) {
  const readToken = provider && readerOf(provider, logger);
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
    return (await readToken())(token);
  };
}

/** Loaded with the first such token: what verifies signatures and fetches keys is large, and most services have no provider. */
function readerOf(provider: IdentityProvider, logger: Pick<Log, 'warn'>) {
  let loading: Promise<(token: string) => Promise<Viewer>> | undefined;
  return () => {
    loading ??= import('./provided-tokens.ts').then(({ providedTokens }) => providedTokens(provider, logger));
    return loading;
  };
}
