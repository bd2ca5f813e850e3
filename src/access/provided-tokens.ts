/** Tokens of an identity provider as requests bring them: one that isn't good is a 401, and a 503 one that can't be checked now. */

import type { Log } from '../../db/engine/log.ts';
import { refusal } from '../http/refusal.ts';
import type { Viewer } from '../roles.ts';
import { type IdentityProvider, RefusedToken, tokenReader } from './identity-provider.ts';
import { KeysUnread, publishedKeys } from './published-keys.ts';
import { unauthenticated } from './unauthenticated.ts';

export function providedTokens(provider: IdentityProvider, log: Pick<Log, 'warn'>): (token: string) => Promise<Viewer> {
  const readToken = tokenReader(provider, publishedKeys(new URL(provider.keysUrl), log));
  return (token) =>
    readToken(token).catch((error: unknown) => {
      if (error instanceof RefusedToken) throw unauthenticated(error.message);
      if (!(error instanceof KeysUnread)) throw error;
      throw refusal(503, 'The token can’t be checked now.', { code: 'UNAVAILABLE' }, { 'Retry-After': '5' });
    });
}
