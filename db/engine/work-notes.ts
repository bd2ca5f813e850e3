/** Statements and loader batches of one piece of work, by AsyncLocalStorage: what a request cost the database. */

import { AsyncLocalStorage } from 'node:async_hooks';

export interface WorkNotes {
  /** @param sql without its parameters */
  statement(sql: string, milliseconds: number): void;
  /** @param keys how many different ones were asked for at once */
  batch(loader: string, keys: number): void;
}

const current = new AsyncLocalStorage<WorkNotes>();

/**
 * Tells `notes` of what `work` makes the database do. Loaders that others share batch their questions too: for a true
 * account, the work has loaders of its own.
 */
export function notingWork<Done>(notes: WorkNotes, work: () => Done): Done {
  return current.run(notes, work);
}

export function currentNotes(): WorkNotes | undefined {
  return current.getStore();
}
