/**
 * Sizes and chance of tests that repeat: `npm test` takes the short size, `npm run test:long` the full one. Each run
 * prints its seed, and `TEST_SEED=… npm test` makes the same choices again.
 */

import { inject } from 'vitest';
import { type Random, seededRandom } from '../../src/demo/seeded-random.ts';

/** How often this run repeats something. */
export function rounds({ short, long }: { readonly short: number; readonly long: number }): number {
  return inject('isLong') ? long : short;
}

/** Numbers from 0 (inclusive) to 1 (exclusive), by the seed of the run and what they are for. */
export function randomOf(subject: string): Random {
  return seededRandom(`${inject('seed')} ${subject}`);
}
