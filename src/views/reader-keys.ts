/** Anonymous reader keys: hashes with a salt of the day, which mean nothing once that is gone. */

import { hash, randomBytes } from 'node:crypto';
import { DAY_MS } from '../time/units.ts';

/** A fingerprint of 64 bits, in two halves. */
export interface ReaderKey {
  readonly high: number;
  readonly low: number;
}

export interface ReaderKeys {
  /** The same for the same words within a UTC day of this process, and unrelated to all others. */
  of(words: readonly string[], now: number): ReaderKey;
}

/**
 * Makes keys under a salt that only this process knows, for a UTC day: it is written nowhere, and when the day is over
 * nobody can find out any more whose keys those were.
 */
export function createReaderKeys(): ReaderKeys {
  let salt = newSalt();
  let saltDay = Number.NaN;
  return {
    of(words, now) {
      const day = Math.floor(now / DAY_MS);
      // A clock that is set back over midnight, by seconds, keeps the salt; or everyone would be new twice.
      if (day !== saltDay && day !== saltDay - 1) {
        salt = newSalt();
        saltDay = day;
      }
      const hex = hash('sha256', `${salt}\0${words.join('\0')}`);
      return { high: Number.parseInt(hex.slice(0, 8), 16), low: Number.parseInt(hex.slice(8, 16), 16) };
    },
  };
}

function newSalt(): string {
  return randomBytes(32).toString('hex');
}
