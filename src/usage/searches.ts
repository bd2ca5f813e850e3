/** Searches that readers ask, counted in memory and written in the background: how often, and how often in vain. */

import type { Db } from '../../db/engine/database.ts';
import type { Log } from '../../db/engine/log.ts';
import { type AskedSearches, addSearches, forgetSearches } from '../../db/usage/asked-searches.ts';
import { type RepeatOptions, repeat } from '../repeat.ts';

export interface SearchCounts {
  /** Counts one search for this day. @param isFound whether any article had all of it */
  count(text: string, isFound: boolean): void;
  /** Begins to write; what was counted before goes with the first round. */
  writeTo(db: Db, log: Pick<Log, 'error'>, how?: Pick<RepeatOptions, 'wait'>): { close(): Promise<void> };
}

const WRITE_EVERY_MS = 10_000;
const ROUNDS_PER_TIDYING = 360;
/** Texts that wait to be written; more are left out. */
const MAX_WAITING = 2_000;
const MAX_CHARACTERS = 200;

/** @param clock milliseconds since 1970 */
export function createSearchCounts(clock: () => number = Date.now, mostWaiting = MAX_WAITING): SearchCounts {
  let waiting = new Map<string, AskedSearches>();

  const add = ({ day, text, asked, failed }: AskedSearches): void => {
    const key = `${day} ${text}`;
    const known = waiting.get(key);
    if (known === undefined && waiting.size >= mostWaiting) return;
    waiting.set(key, { day, text, asked: asked + (known?.asked ?? 0), failed: failed + (known?.failed ?? 0) });
  };

  const write = async (db: Db): Promise<void> => {
    const taken = waiting;
    if (taken.size === 0) return;
    waiting = new Map();
    try {
      await addSearches(db, [...taken.values()]);
    } catch (error) {
      for (const search of taken.values()) add(search);
      throw error;
    }
  };

  return {
    count(given, isFound) {
      const text = alike(given);
      if (text === '') return;
      add({ day: new Date(clock()).toISOString().slice(0, 10), text, asked: 1, failed: isFound ? 0 : 1 });
    },
    writeTo(db, log, how) {
      let rounds = 0;
      const round = async () => {
        await write(db);
        rounds += 1;
        if (rounds % ROUNDS_PER_TIDYING === 1) await forgetSearches(db);
      };
      const onError = (error: unknown) =>
        log.error({ err: error }, 'Counts of searches could not be written; they are kept until they can.');
      const rounding = repeat(round, { everyMs: WRITE_EVERY_MS, firstMs: WRITE_EVERY_MS, onError, ...how });
      return {
        async close() {
          await rounding.stop();
          await write(db).catch(onError);
        },
      };
    },
  };
}

/** What differs in case and spaces alone is asked alike. */
function alike(text: string): string {
  const plain = text.replaceAll('\0', '').toWellFormed().normalize('NFC').toLowerCase();
  return [...plain.replace(/\s+/g, ' ').trim()].slice(0, MAX_CHARACTERS).join('').trim();
}
