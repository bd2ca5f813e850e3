/** Limit of tokens that aren't good, by address, so that nobody goes on guessing, or asking the database about guesses. */

import { hash } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import { budgetRefused } from '../diagnostics/signals.ts';
import type { Arrival } from '../http/client-address.ts';
import type { Budgets } from './budgets.ts';
import { tooManyFailures } from './refused.ts';

/** Of headers that were good, by hash: one broken script at an address must not shut out its others. */
const MAX_KNOWN = 10_000;

/**
 * Beyond so many failures an address' tokens are refused before they are looked up, but for those that were good here
 * before; they are still looked up, as one may have been revoked.
 *
 * @param authenticate rejects with the code UNAUTHENTICATED for a token that isn't good
 */
export function failuresLimited<Viewer, Needs>(
  authenticate: (authorization: string | null, needs: Needs) => Promise<Viewer>,
  budgets: Pick<Budgets, 'failuresOf'>,
): (arrival: Arrival, needs: Needs) => Promise<Viewer> {
  const known = new LRUCache<string, true>({ max: MAX_KNOWN });
  /** Looked up now: the same one again is no other guess. */
  const tried = new Set<string>();
  return async (arrival, needs) => {
    const authorization = arrival.headers.authorization ?? null;
    const failures = authorization === null ? undefined : budgets.failuresOf(arrival);
    if (authorization === null || failures === undefined) return authenticate(authorization, needs);
    const key = hash('sha256', authorization, 'base64url');
    const isCounted = !known.has(key) && !tried.has(key);
    // Before it is known to be one: of many at the same time, no more are looked up than may fail.
    const wait = isCounted ? failures.take(1) : 0;
    if (wait > 0) {
      budgetRefused.publish({ budget: 'failed-tokens' });
      throw tooManyFailures(failures.limit, wait);
    }
    if (isCounted) tried.add(key);
    try {
      const viewer = await authenticate(authorization, needs);
      known.set(key, true);
      if (isCounted) failures.add(-1);
      return viewer;
    } catch (error) {
      if (isUnauthenticated(error)) known.delete(key);
      else if (isCounted) failures.add(-1);
      throw error;
    } finally {
      if (isCounted) tried.delete(key);
    }
  };
}

function isUnauthenticated(error: unknown): boolean {
  return error instanceof GraphQLError && error.extensions.code === 'UNAUTHENTICATED';
}
