/** Keys that an identity provider publishes (JWKS, RFC 7517): fetched when needed, kept while it is away, and asked for anew where one isn't known. */

import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import { Agent, fetch } from 'undici';
import type { Log } from '../../db/engine/log.ts';

/** The provider didn't answer, or not with keys. */
export class KeysUnread extends Error {
  override readonly name = 'KeysUnread';
}

const FETCH_MS = 3_000;
/** Some hundred keys; a provider has three or four. */
const MAX_BYTES = 200_000;
/** From when on they are fetched again, beside the requests that go on with those that are known. */
const FRESH_MS = 600_000;
/** While the provider is away. A key that it withdrew is good for so long to whoever keeps the service from reaching it. */
const KEPT_MS = 3_600_000;
/** Between two times that a key isn't known, which anybody may claim of one. */
const UNKNOWN_AGAIN_MS = 30_000;
/** Behind a failure, in which nobody waits for the next one. */
const FAILED_AGAIN_MS = 5_000;

/**
 * @param clock milliseconds, never going back: by the wall's, keys from before it was put back would be fresh for as long
 * @returns what jose asks for the key of a token; rejects with {@link KeysUnread} or with jose's errors of the token
 */
export function publishedKeys(
  url: URL,
  log: Pick<Log, 'warn'>,
  clock: () => number = () => performance.now(),
): JWTVerifyGetKey {
  const dispatcher = new Agent({ maxResponseSize: MAX_BYTES });
  // When they are fetched is decided here, and nothing of it by jose.
  const keys = createRemoteJWKSet(url, {
    timeoutDuration: FETCH_MS,
    cacheMaxAge: Number.POSITIVE_INFINITY,
    cooldownDuration: Number.POSITIVE_INFINITY,
    [customFetch]: async (address, init) => (await fetch(address, { ...init, dispatcher })) as unknown as Response,
  });
  let readAt = Number.NEGATIVE_INFINITY;
  let failure: { readonly at: number; readonly error: KeysUnread } | undefined;
  let reading: Promise<void> | undefined;

  const read = async () => {
    try {
      await keys.reload();
      readAt = clock();
      failure = undefined;
    } catch (cause) {
      if (failure === undefined) log.warn({ err: cause }, 'The identity provider’s keys could not be read.');
      failure = { at: clock(), error: new KeysUnread('The identity provider’s keys could not be read.', { cause }) };
    } finally {
      reading = undefined;
    }
  };
  const refresh = async () => {
    if (failure === undefined || clock() - failure.at >= FAILED_AGAIN_MS) {
      reading ??= read();
      await reading;
    }
    if (failure !== undefined) throw failure.error;
  };
  return async (header, token) => {
    const age = clock() - readAt;
    if (age >= KEPT_MS) await refresh();
    else if (age >= FRESH_MS) refresh().catch(() => {});
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || clock() - readAt < UNKNOWN_AGAIN_MS) throw error;
      await refresh();
      return keys(header, token);
    }
  };
}
