/** A mutation on its way, by AsyncLocalStorage: whether it was given up, what it has committed, and the key it is done once under. */

import { AsyncLocalStorage } from 'node:async_hooks';
import type { Kind } from './gate.ts';
import type { Claim } from './idempotency.ts';

/** Of one request; its mutations are done one after the other. */
export interface Undertaking {
  /** Aborted once its caller was told that it is given up: nothing is committed from then on. */
  readonly signal: AbortSignal;
  /** Transactions of which a COMMIT was sent, but for those that Postgres says it has rolled back. */
  commits: number;
  /** Whether all that it changes is changed by `transact`. */
  isTransactional: boolean;
}

interface Current {
  readonly undertaking: Undertaking;
  readonly claim: Claim | undefined;
}

const current = new AsyncLocalStorage<Current>();
const kinds = new AsyncLocalStorage<Kind>();

/** @param claim what the transaction of the work leaves its result under */
export function undertake<Done>(undertaking: Undertaking, claim: Claim | undefined, work: () => Done): Done {
  return current.run({ undertaking, claim }, work);
}

export function currentUndertaking(): Current | undefined {
  return current.getStore();
}

/** Whoever asks for a connection within the work is a writer. */
export function asWriter<Done>(work: () => Done): Done {
  return kinds.run('writer', work);
}

/** Whoever asks for a connection within the work does what all others rely on, such as reading the log of events, on nobody's behalf. */
export function asService<Done>(work: () => Done): Done {
  return kinds.run('service', work);
}

/** What whoever asks for a connection now is to the gate. */
export function currentKind(): Kind {
  return kinds.getStore() ?? 'reader';
}
