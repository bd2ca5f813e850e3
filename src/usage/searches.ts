/** Searches that readers ask, counted in memory and written in the background: how often, and how often in vain. */

import { type AskedSearches, addSearches, forgetSearches } from '../../db/usage/asked-searches.ts';
import { normalForm } from '../text/piled-marks.ts';
import { createWaitingCounts, type WaitingCounts } from './waiting-counts.ts';

export interface SearchCounts {
  /** Counts one search for this day. @param isFound whether any article had all of it */
  count(text: string, isFound: boolean): void;
  readonly writeTo: WaitingCounts<AskedSearches>['writeTo'];
}

/** Texts that wait to be written; more are left out. */
const MAX_WAITING = 2_000;
const MAX_CHARACTERS = 200;

/** @param clock milliseconds since 1970 */
export function createSearchCounts(clock: () => number = Date.now, mostWaiting = MAX_WAITING): SearchCounts {
  const counts = createWaitingCounts<AskedSearches>({
    add(waiting, { day, text, asked, failed }) {
      const key = `${day} ${text}`;
      const known = waiting.get(key);
      if (known === undefined && waiting.size >= mostWaiting) return;
      waiting.set(key, { day, text, asked: asked + (known?.asked ?? 0), failed: failed + (known?.failed ?? 0) });
    },
    save: addSearches,
    forget: forgetSearches,
    failure: 'Counts of searches could not be written; they are kept until they can.',
  });
  return {
    count(given, isFound) {
      const text = alike(given);
      if (text === '') return;
      counts.add({ day: new Date(clock()).toISOString().slice(0, 10), text, asked: 1, failed: isFound ? 0 : 1 });
    },
    writeTo: counts.writeTo,
  };
}

/** What differs in case and spaces alone is asked alike. */
function alike(text: string): string {
  const plain = normalForm(text.replaceAll('\0', '').toWellFormed(), 'NFC').toLowerCase();
  return [...plain.replace(/\s+/g, ' ').trim()].slice(0, MAX_CHARACTERS).join('').trim();
}
