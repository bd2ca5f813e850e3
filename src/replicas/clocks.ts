/** Clocks of a server and of its replicas: each is compared with this machine's, half-way between when it was asked and when it answered. */

import type { Replica, ServerState } from '../../db/engine/replica.ts';

/** What is due is seen so much later on a replica whose clock is behind. */
export const MAX_CLOCK_OFFSET_MS = 1_000;

/** A state, and when it was asked for and had, by `performance.now()`. */
export interface Seen extends ServerState {
  readonly askedAt: number;
  readonly seenAt: number;
}

/** @throws when there is no answer within a second */
export async function look({ state }: Pick<Replica, 'state'>, reached: string | null): Promise<Seen> {
  const askedAt = performance.now();
  const found = await state(reached);
  return { ...found, askedAt, seenAt: performance.now() };
}

/** How much later a replica's clock is than the server's, at least and at most: when in between they read them isn't known. */
export function latenessOf(replica: Seen, primary: Seen): { readonly atLeastMs: number; readonly atMostMs: number } {
  const own = ({ clockMs, askedAt, seenAt }: Seen) => clockMs - (askedAt + seenAt) / 2;
  const openMs = (replica.seenAt - replica.askedAt + primary.seenAt - primary.askedAt) / 2;
  const likelyMs = own(primary) - own(replica);
  return { atLeastMs: likelyMs - openMs, atMostMs: likelyMs + openMs };
}
