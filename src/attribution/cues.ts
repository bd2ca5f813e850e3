/**
 * The shape of a language's cue tables: the verbs, prepositions and titles that name sources. The rules are the same
 * for every language; a new language is a new table (`cues-en.ts`, `cues-de.ts`), entered in `languages.ts`.
 */

import type { SourceKind } from './attribution.ts';

/**
 * What a saying verb needs before its subject counts as a source: `any`: nothing more ("announced the tour");
 * `clause`: what was said, as a clause or a quotation ("added that …", but not "added salt");
 * `quote`: a quotation ("called it “absurd”").
 */
export type Complement = 'any' | 'clause' | 'quote';

export interface Cues {
  readonly language: string;
  /** Frequent short words that tell this language from the others. */
  readonly functionWords: ReadonlySet<string>;
  /** Finite forms of saying verbs. */
  readonly verbs: ReadonlyMap<string, Complement>;
  /** "saying", "adding": say on behalf of the sentence's subject. */
  readonly participles: ReadonlyMap<string, Complement>;
  /** What may open a clause that was said: "that", "he", "why". */
  readonly clauseOpeners: ReadonlySet<string>;
  /** After a saying verb: nothing was said ("said nothing"). */
  readonly emptyObjects: ReadonlySet<string>;
  /** Verbs whose object is who was told: "told Reuters". */
  readonly tellVerbs: ReadonlySet<string>;
  /** Words that lead to whom a medium interviewed: "interview with", "speaking to". Each is a phrase in lower case. */
  readonly interviewCues: readonly string[];
  /** "according to", "citing", "confirmed by": what follows is a source. */
  readonly beforeSource: readonly string[];
  /** The same, but only for a medium: "per the Wall Street Journal", "published in Nature". */
  readonly beforeMedium: readonly string[];
  /** "zufolge": what goes before is a source. */
  readonly afterSource: ReadonlySet<string>;
  /** "quoted X as saying": verb, and the words that close it. */
  readonly quotingVerbs: ReadonlySet<string>;
  readonly quotingClose: readonly string[];
  readonly determiners: ReadonlySet<string>;
  readonly prepositions: ReadonlySet<string>;
  readonly conjunctions: ReadonlySet<string>;
  /** Words that may stand between a subject and its verb. */
  readonly adverbs: ReadonlySet<string>;
  /** "not", "will", "to": the verb after it didn't happen. */
  readonly blockers: ReadonlySet<string>;
  /** "was", "were": the verb after it is passive. */
  readonly passives: ReadonlySet<string>;
  /** "reportedly": the text doesn't hold that it was said. */
  readonly hearsay: ReadonlySet<string>;
  /** "who", where it can be nothing but the start of a relative clause on a person. */
  readonly relatives: ReadonlySet<string>;
  readonly times: ReadonlySet<string>;
  /** "he", "she": resolved only to the one speaker of the sentence before. */
  readonly personalPronouns: ReadonlySet<string>;
  /** Who speaks for a body ("spokesman") and what it publishes ("report", "data"): the body is the source. */
  readonly mouthpieces: ReadonlySet<string>;
  /** Nobody in particular: "officials", "sources", "residents". */
  readonly anonymous: ReadonlySet<string>;
  /** Nouns that stand before a person's or a medium's name: "minister", "brother", "newspaper". */
  readonly roles: ReadonlySet<string>;
  readonly roleShape: RegExp;
  /** Nouns before a name that tell its kind: "the broadcaster TRT". */
  readonly descriptors: ReadonlyMap<string, SourceKind>;
  /** A lower-case noun that names a public body after a country: "ministry" in "the Polish interior ministry". */
  readonly publicBodies: ReadonlySet<string>;
  /** Before a quotation: its words are a name ("titled", "so-called"). */
  readonly namingWords: ReadonlySet<string>;
  /** Written before or after a paragraph by those who took over an agency's text. */
  readonly contribution: readonly RegExp[];
  /** Every noun has a capital, so that a capital alone names nobody. */
  readonly capitalisesNouns: boolean;
}
