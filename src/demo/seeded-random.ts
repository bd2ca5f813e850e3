/** Seeded pseudo-random numbers: the same seed gives the same ones, on every machine and in every run. */

/** A stream of numbers from 0 (inclusive) to 1 (exclusive). */
export type Random = () => number;

/**
 * Numbers that depend on nothing but the seed.
 *
 * FNV-1a makes 32 bits of the text, mulberry32 a stream of them; neither is fit for secrets.
 *
 * @param seed any text, such as a slug
 */
export function seededRandom(seed: string): Random {
  let state = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(seed)) state = Math.imul(state ^ byte, 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
