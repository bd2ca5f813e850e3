/**
 * A mention: a name in a sentence with what it can be; and what is known of the text around it while names are read.
 */

import type { SourceKind } from './attribution.ts';
import type { Cues } from './cues.ts';
import type { SourceIndex } from './known-sources.ts';
import type { Usage } from './usage.ts';

export interface Mention {
  /** First token, and the one after the last. */
  readonly start: number;
  readonly end: number;
  /** Where the capitalised words before the name, its title among them, begin, if there are any. */
  readonly front?: number;
  readonly name: string;
  /**
   * `lone`: one capitalised word (or several of no known shape), which may be anything; `weak`: the same where
   * a capital says nothing; `surname`: one word after a title; `office`: a title without a name.
   */
  readonly sort: 'known' | 'body' | 'person' | 'surname' | 'lone' | 'weak' | 'place' | 'office';
  readonly kind?: SourceKind | undefined;
  /** The letters that the text gives for it in brackets: "Consumer Electronics Association (CEA)". */
  readonly acronym?: string | undefined;
  /** A person's name that stands in another case than a subject does. */
  readonly isOblique?: boolean | undefined;
  /** The title is one that they have no more: "former President Jane Roe" isn't "the president". */
  readonly isFormer?: boolean | undefined;
  /** Lower-case title before a person ("minister"), by which the text may call them again. */
  readonly title?: string | undefined;
}

export interface Reading {
  readonly cues: Cues;
  readonly index: SourceIndex;
  readonly usage: Usage;
  /** A headline Set Like This: capitals say nothing. */
  readonly isTitleCase: boolean;
}
