/** Near-duplicate detection (MinHash): the same wire story under another headline, cut or lightly edited. */

import { mix, type TermSequence } from './terms.ts';

/** Buckets of a sketch. The estimate's standard error is about √(j(1−j)/buckets): 0.06 at j = ½. */
const BUCKETS = 64;
/** Terms in a shingle. */
const SHINGLE_LENGTH = 3;
/** Shorter texts say too little to tell a copy from another report of the same. */
const MIN_TERMS = 40;
/** How much two texts share, of all that either has, to be the same. */
const SAME_FROM = 0.5;
/** In the place of a bucket that no shingle fell into. */
const NO_HASH = 0xffff;

/**
 * A one-permutation MinHash of the text's shingles: what two sketches agree on estimates the Jaccard coefficient of the
 * texts (Li, Owen and Zhang, "One Permutation Hashing", 2012), kept to 16 bits a bucket.
 *
 * @returns null for a text that is too short to tell
 */
export function sketchOf(sequence: TermSequence): Uint16Array | null {
  if (sequence.length < MIN_TERMS) return null;
  const least = new Uint32Array(BUCKETS).fill(0xffffffff);
  for (let start = 0; start + SHINGLE_LENGTH <= sequence.length; start += 1) {
    let hash = 0;
    for (let offset = 0; offset < SHINGLE_LENGTH; offset += 1) {
      hash = Math.imul(hash, 31) + (sequence[start + offset] as number);
    }
    const mixed = mix(hash) >>> 0;
    const bucket = mixed % BUCKETS;
    if (mixed < (least[bucket] as number)) least[bucket] = mixed;
  }
  return Uint16Array.from(least, (value) => (value === 0xffffffff ? NO_HASH : (value / BUCKETS) % NO_HASH));
}

/** Whether two texts are near-duplicates; a text without a sketch is nobody's. */
export function isSameText(one: Uint16Array | null, other: Uint16Array | null): boolean {
  if (one === null || other === null) return false;
  let compared = 0;
  let equal = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    if (one[bucket] === NO_HASH && other[bucket] === NO_HASH) continue;
    compared += 1;
    if (one[bucket] === other[bucket]) equal += 1;
  }
  return equal >= compared * SAME_FROM;
}
