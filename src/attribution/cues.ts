/**
 * The shape of a language's cue tables: the verbs, prepositions and titles that name sources. The rules are the same
 * for every language; a new language is a new table (`cues-en.ts`, `cues-fr.ts`), entered in `languages.ts`.
 */

import type { SourceKind } from './attribution.ts';

/**
 * What a saying verb needs before its subject counts as a source: `any`: nothing more ("said on Monday");
 * `news`: that a body or somebody in office speaks ("the mayor announced the tour", but not "Roe confirmed her form"),
 * else a clause; `stand`: that a body takes a stand ("Greenpeace criticised the ruling"), else a clause; `clause`: what was said, as a clause or a quotation ("added that …", but not "added salt");
 * `quote`: a quotation ("called it “absurd”").
 */
export type Complement = 'any' | 'news' | 'stand' | 'clause' | 'quote';

/** The same of a verb where it stands. `office`: that somebody in office speaks, since what bodies reckon with isn't told as said. */
export type Need = Complement | 'office';

/** How a language is written, as far as the tokenizer must know. */
export interface Orthography {
  /** An article or pronoun that is written together with the next word: "l'", "dell'". Anchored at the start. */
  readonly elision?: RegExp;
  /** A pronoun that hangs on its verb: "-t-il". Anchored at the end. */
  readonly enclitic?: RegExp;
  /** Direct speech may open with a dash and have no closing mark. */
  readonly hasDashes: boolean;
  /** Abbreviations before a name that end in a stop, without it. */
  readonly abbreviations: ReadonlySet<string>;
  /** Spellings of another country, by how the tables have them: "äusserte" as "äußerte". */
  readonly spellings?: ReadonlyMap<string, string>;
}

export interface Cues {
  readonly language: string;
  /** Frequent short words that tell this language from the others. */
  readonly functionWords: ReadonlySet<string>;
  /** Finite forms of saying verbs. */
  readonly verbs: ReadonlyMap<string, Complement>;
  /** Participles of saying verbs, which say only with an auxiliary: "a déclaré", "hat … bestätigt". */
  readonly perfects: ReadonlyMap<string, Complement>;
  readonly auxiliaries: ReadonlySet<string>;
  /** Verbs that say only with another word further on: "gab … bekannt", "laat … weten". */
  readonly verbParticles: ReadonlyMap<string, ReadonlySet<string>>;
  /** Words in the same clause with which a verb says nothing: "sagte das Konzert ab", "meldde zich ziek". */
  readonly unsaid: ReadonlyMap<string, ReadonlySet<string>>;
  /** Saying verbs by which media speak: "berichtet", "reported". */
  readonly reportVerbs: ReadonlySet<string>;
  /** "saying", "adding": say on behalf of the sentence's subject. */
  readonly participles: ReadonlyMap<string, Complement>;
  /** What may open a clause that was said: "that", "he", "why". */
  readonly clauseOpeners: ReadonlySet<string>;
  /** "as", "como": before a verb and its subject they make the clause around what was said. */
  readonly likeWords: ReadonlySet<string>;
  /** Of those, the one that a clause of its own always opens with: "that"; it may stand further behind the verb. */
  readonly thatWords: ReadonlySet<string>;
  /** Finite verbs that show a clause which opens with no word of its own: "said fares had risen". */
  readonly finiteVerbs: ReadonlySet<string>;
  /** "believes", "thinks": said only with the word that opens a clause, else what is told of somebody. */
  readonly beliefVerbs: ReadonlySet<string>;
  /** "found", "showed": said by studies, bodies and whoever has an office; anybody else finds things. */
  readonly findingVerbs: ReadonlySet<string>;
  /** "das", "lo": right before a saying verb they are what was said. */
  readonly saidPronouns: ReadonlySet<string>;
  /** "what": before a speaker they ask what was said, which needn't be known. */
  readonly questionWords: ReadonlySet<string>;
  /** After a saying verb: nothing was said ("said nothing"). */
  readonly emptyObjects: ReadonlySet<string>;
  /** Verbs whose object is who was told: "told Reuters". */
  readonly tellVerbs: ReadonlySet<string>;
  /** Words of which one stands before the medium that was told: "dijo a EFE", "sagte der dpa"; none where it needs none. */
  readonly toldMarkers: ReadonlySet<string>;
  /** Words that lead to whom a medium interviewed: "interview with", "speaking to". Each is a phrase in lower case. */
  readonly interviewCues: readonly string[];
  /** "according to": what follows is a source, and said what is quoted beside it. */
  readonly beforeSource: readonly string[];
  /** "pour", "para": at the start of a sentence, and only beside a quotation, since it may be for somebody as well. */
  readonly beforeOpinion: readonly string[];
  /** "citing", "confirmed by": what follows is a source, but needn't have said what is quoted beside it. */
  readonly beforeNamed: readonly string[];
  /** "so", "aldus": the same as `beforeSource`, but only behind a quotation or a comma and at the end of its clause. */
  readonly closingCues: ReadonlySet<string>;
  /** The same, but only for a medium: "per the Wall Street Journal", "published in Nature". */
  readonly beforeMedium: readonly string[];
  /** "zufolge": what goes before is a source. */
  readonly afterSource: ReadonlySet<string>;
  /** "quoted X as saying": verb, and the words that close it. */
  readonly quotingVerbs: ReadonlySet<string>;
  readonly quotingClose: readonly string[];
  readonly determiners: ReadonlySet<string>;
  /** Of the determiners, those that point to what is known: "the minister". */
  readonly definite: ReadonlySet<string>;
  readonly prepositions: ReadonlySet<string>;
  /** "of": what may stand between "in the view" and its source. */
  readonly ofWords: ReadonlySet<string>;
  /** "die Forscher um Jana Roth": she speaks for them. */
  readonly aroundWords: ReadonlySet<string>;
  readonly conjunctions: ReadonlySet<string>;
  /** "and", "or": between two subjects of one verb. */
  readonly joining: ReadonlySet<string>;
  /** What may stand between the words of a body's name: "of", "de la". */
  readonly bodyJoins: ReadonlySet<string>;
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
  /** What may stand before those: "on", "last". */
  readonly timeLeads: ReadonlySet<string>;
  /** Prepositions that open a clause as well: "after Jane Roe said". */
  readonly clausePrepositions: ReadonlySet<string>;
  /** "he", "she": resolved only to the one speaker of the sentence before. */
  readonly personalPronouns: ReadonlySet<string>;
  /** Who speaks for a body ("spokesman") and what it publishes ("report", "data"): the body is the source. */
  readonly mouthpieces: ReadonlySet<string>;
  /** Past participles between what a body publishes and its name: "a report published by". */
  readonly publishedBy: ReadonlySet<string>;
  /** Nouns by which a text calls a body again: "the ministry", "the club". */
  readonly bodyNouns: ReadonlySet<string>;
  /** Those by which it calls a company again. */
  readonly firmNouns: ReadonlySet<string>;
  /** "it", "its": behind a name they show that it isn't a person's; and those that show that it is. */
  readonly thingPronouns: ReadonlySet<string>;
  readonly personWords: ReadonlySet<string>;
  /** Nobody in particular: "officials", "sources", "residents". */
  readonly anonymous: ReadonlySet<string>;
  /** Nouns that stand before a person's or a medium's name: "minister", "brother", "newspaper". */
  readonly roles: ReadonlySet<string>;
  readonly roleShape: RegExp;
  /** Shapes of nouns that tell the kind of the name behind them: "Autobauer", "flygbolaget". */
  readonly descriptorShapes: readonly (readonly [RegExp, SourceKind])[];
  /** Nouns before a name that tell its kind: "the broadcaster TRT". */
  readonly descriptors: ReadonlyMap<string, SourceKind>;
  /** A lower-case noun that names a public body after a country: "ministry" in "the Polish interior ministry". */
  readonly publicBodies: ReadonlySet<string>;
  /** Before a quotation: its words are a name ("titled", "so-called"). */
  readonly namingWords: ReadonlySet<string>;
  /** Written before or after a paragraph by those who took over an agency's text. */
  readonly contribution: readonly RegExp[];
  /** Titles of media that are ordinary words of the language, in lower case: a source only where a medium speaks or is told. */
  readonly ordinaryTitles: ReadonlySet<string>;
  /** Words that open a sentence and are no name, besides those of the other tables. */
  readonly openers: ReadonlySet<string>;
  /** Bodies' names in other cases than the nominative, and what stands there for the nominative; all apply, in order. */
  readonly bodyEndings: readonly (readonly [RegExp, string])[];
  /** Endings of a person's name in other cases; used where one of them turns the first word into a given name. */
  readonly personEndings: readonly (readonly [RegExp, string])[];
  /** Every noun has a capital, so that a capital alone names nobody. */
  readonly capitalisesNouns: boolean;
  /** The verb is the second part of a sentence, so that its subject may stand behind it. */
  readonly isVerbSecond: boolean;
  /** What was said may be any clause behind a comma. */
  readonly hasCommaClauses: boolean;
  /** A subject may stand behind its verb anywhere: "como explica Ana Ruiz". */
  readonly hasFreeInversion: boolean;
  /** A verb needs no pronoun for its subject: "“…”, explicó." */
  readonly dropsPronouns: boolean;
  readonly orthography: Orthography;
}
