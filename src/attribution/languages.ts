/** The languages that have cue tables, and which of them a text is in. */

import type { Cues } from './cues.ts';
import { german } from './cues-de.ts';
import { english } from './cues-en.ts';

const languages: readonly Cues[] = [english, german];

/** The table for a text: that whose function words occur most; English when none does. */

export function cuesFor(text: string): Cues {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  let best = english;
  let most = 0;
  for (const cues of languages) {
    const count = words.filter((word) => cues.functionWords.has(word)).length;
    if (count > most) [best, most] = [cues, count];
  }
  return best;
}
