/** The database's faults as callers are told of them: code, status, words, and when to come again. */

import { type FaultKind, faultOfDatabase } from '../../db/engine/faults.ts';

export interface ToldFault {
  readonly code: 'TIMEOUT' | 'UNAVAILABLE';
  readonly message: string;
  readonly status: number;
  /** Seconds after which it may work, where nothing but time is needed. */
  readonly retryAfter?: number;
  /** Of a change of which nobody knows. */
  readonly mayHaveHappened?: true;
}

/** Said of what may be done though its caller is told of an error. */
export const unsure = ' What it asked for may be done all the same: look before you ask for it again.';

const unavailable = { code: 'UNAVAILABLE', status: 503 } as const;

const told: Readonly<Record<FaultKind, ToldFault>> = {
  away: { ...unavailable, message: 'The database is not available now.', retryAfter: 5 },
  full: { ...unavailable, message: 'The database has no space left; nothing was changed.', retryAfter: 60 },
  damaged: { ...unavailable, message: 'A part of the database is damaged; nothing was changed.', retryAfter: 60 },
  busy: {
    ...unavailable,
    message: 'More is asked for at once than can be done; nothing was changed. Try again.',
    retryAfter: 1,
  },
  locked: {
    ...unavailable,
    message: 'Somebody else is changing what this needs, and doesn’t end; nothing was changed. Try again.',
    retryAfter: 2,
  },
  raced: {
    ...unavailable,
    message: 'Somebody else changed the same at the same time; nothing was changed. Try again.',
    retryAfter: 2,
  },
  uncertain: {
    ...unavailable,
    message: `The database went away while this was saved.${unsure}`,
    retryAfter: 5,
    mayHaveHappened: true,
  },
  slow: { code: 'TIMEOUT', status: 504, message: 'The database took too long to answer.' },
};

/** @returns undefined for what is no fault of the database's */
export function databaseFault(cause: unknown): ToldFault | undefined {
  const kind = faultOfDatabase(cause);
  return kind && told[kind];
}
