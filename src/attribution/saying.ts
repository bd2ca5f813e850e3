/** A saying: one verb of speech with its subject, or words such as "according to" with their source. */

import type { NamedSource } from './attribution.ts';
import type { Need } from './cues.ts';

export interface Saying {
  /** Token of the verb or the first of the cue; `start` to `end` covers the speaker's name as well. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
  readonly sources: readonly NamedSource[];
  /** `cue`: "according to"; `mention`: the source is named but can't have spoken a quotation ("told Reuters"). */
  readonly sort: 'verb' | 'cue' | 'mention';
  readonly needs: Need;
}
