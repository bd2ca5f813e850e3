/**
 * The attribution finder: the sources that a piece rests on and the role of each, from its words alone, by rules over
 * the tables in `cues-*.ts`; no model.
 *
 * A wrong source is worse than a missing one: nobody unnamed becomes a source, and no place that stands for its
 * government. Who is quoted isn't listed as cited too, and of several quotations of one speaker the first is kept.
 */

import type { DocumentAttribution, NamedSource } from './attribution.ts';
import { addColonSpeaker, addHeadlineSpeaker } from './colon-speakers.ts';
import { captionAndCredit, parseCreditLine } from './credit.ts';
import type { Cues } from './cues.ts';
import { type Cut, cut, isTitleCase } from './cut.ts';
import { isOfSomebody, leadsToSpeech, tellsWhoSpoke } from './feelings.ts';
import { collect, type Found } from './found.ts';
import { indexSources, type KnownSource, type SourceIndex } from './known-sources.ts';
import { cuesFor } from './languages.ts';
import type { Mention, Reading } from './mention.ts';
import { mentionsIn } from './mentions.ts';
import { type Cast, castOf } from './people.ts';
import { isAboutPronoun, isIndirectSpeech, isOpening, onlyPerson, opensReportedClause } from './pronouns.ts';
import { quotationsIn, quotedWords, spokenWords } from './quotations.ts';
import { isBesideRelative } from './relatives.ts';
import type { Saying } from './saying.ts';
import { sayingsIn } from './sayings.ts';
import { type Sentence, sourceOf } from './sentence.ts';
import { openingBody, subjectPerson } from './subject-person.ts';
import type { Token } from './tokens.ts';
import { unmarkedSpeech } from './unmarked-speech.ts';
import { type Usage, usageOf } from './usage.ts';
import { wireIn } from './wire.ts';

/** The words of a piece; `body` is plain text with an empty line between paragraphs. */
export interface Piece {
  readonly headline: string;
  readonly standfirst?: string | undefined;
  readonly body: string;
  readonly caption?: string | undefined;
  readonly creditLine?: string | undefined;
  /** BCP 47; without one, or where it is `und`, the text shows its language. */
  readonly language?: string | undefined;
}

interface ReadSentence {
  readonly tokens: readonly Token[];
  readonly mentions: readonly Mention[];
  readonly reading: Reading;
}

/** Paragraphs, and the items of a list. */
const paragraphBreak = /\n(?:[^\S\n]*\n)+|\n(?=[^\S\n]*[-*•] )/;

function readAll(cuts: readonly Cut[], { cues, index }: Pick<Reading, 'cues' | 'index'>): ReadSentence[][] {
  const usage: Usage = usageOf(cuts.filter((each) => !each.isTitleCase).flatMap((each) => each.sentences));
  return cuts.map((each) => {
    const reading: Reading = { cues, index, usage, isTitleCase: each.isTitleCase };
    return each.sentences.map((tokens) => ({ tokens, mentions: mentionsIn(tokens, reading), reading }));
  });
}

/**
 * Everyone whom a piece quotes, cites, credits for its picture, or took from a wire: one attribution per role and
 * source, in the order of the text (wire first, picture last), each source by its full or its known name.
 *
 * `known` are the newsroom's own sources; they win over the built-in list (`known-sources.ts`).
 */
export function findAttributions(piece: Piece, known: readonly KnownSource[]): DocumentAttribution[] {
  const index = indexSources(known);
  const found = collect();
  const { caption, creditLines } = picture(piece, known);
  const text = [piece.headline, piece.standfirst ?? '', piece.caption ?? '', piece.body].join('\n');
  const cues = cuesFor(text, piece.language);
  if (cues !== undefined) attributeText({ ...piece, caption }, cues, index, found);
  for (const line of creditLines)
    for (const source of parseCreditLine(line, known).sources) found.add('IMAGE_CREDIT', source);
  return found.list();
}

function attributeText(piece: Piece & { caption: string }, cues: Cues, index: SourceIndex, found: Found): void {
  const texts = [piece.standfirst ?? '', piece.caption, ...piece.body.split(paragraphBreak)].map((text) =>
    text
      .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
      .replace(/^\s*[-*•] /, '')
      .trim()
      .replace(/\s+/g, ' '),
  );
  const cuts = texts.map((text) => {
    const wire = wireIn(text, index, cues);
    for (const source of wire.sources) found.add('WIRE', { name: source.name, kind: source.kind });
    return cut(wire.rest, cues, index);
  });
  const headlineCut = { ...cut(piece.headline, cues, index), isTitleCase: isTitleCase(piece.headline, cues) };
  const paragraphs = readAll([headlineCut, ...cuts], { cues, index });
  const trusted = paragraphs.map((paragraph) => paragraph.filter(({ reading }) => !reading.isTitleCase));
  const cast = castOf(
    trusted.map((paragraph, at) =>
      paragraph.flatMap((read) => (at < HEAD_PARAGRAPHS ? withoutRelatives(read, cues) : read.mentions)),
    ),
  );

  for (const read of paragraphs[0] ?? [])
    addHeadlineSpeaker({ ...read, cast, recent: new Set(), pronoun: undefined }, found);
  let spoken: Spoken = { speakers: new Set(), pronoun: undefined };
  for (const paragraph of paragraphs) spoken = attribute(paragraph, cast, spoken, found);
}

/** Headline and standfirst, which may tell of somebody by a relative. */
const HEAD_PARAGRAPHS = 2;

/** "Widow of Anna Roe sells": who is called Roe further down is the one or the other. */
function withoutRelatives({ tokens, mentions }: ReadSentence, { language }: Cues): readonly Mention[] {
  const words = tokens.map(({ text }) => text);
  return mentions.filter(({ kind, start, end }) => kind !== 'PERSON' || !isBesideRelative(words, start, end, language));
}

function picture(piece: Piece, known: readonly KnownSource[]): { caption: string; creditLines: string[] } {
  const split = captionAndCredit(piece.caption ?? '', known);
  const creditLines = [piece.creditLine, split.creditLine].filter((line) => line !== undefined);
  return { caption: split.caption, creditLines };
}

/** What a paragraph leaves to the next one. */
interface Spoken {
  /** Names of those who spoke in it. */
  readonly speakers: ReadonlySet<string>;
  /** Who "he" or "she" would be. */
  readonly pronoun: NamedSource | undefined;
}

/** Reads a paragraph after what was spoken in the one before. */
function attribute(paragraph: readonly ReadSentence[], cast: Cast, before: Spoken, found: Found): Spoken {
  const speakers = new Set<string>();
  // "“…,” she said." may stand in a paragraph of its own, where it opens it.
  const isContinued = paragraph[0]?.tokens[0]?.kind === 'quote';
  let pronoun = isContinued ? before.pronoun : undefined;
  let voice: Voice;
  let isAccused = false;
  let opener: string | undefined;
  for (const [at, read] of paragraph.entries()) {
    const sentence: Sentence = { ...read, cast, pronoun, recent: new Set([...before.speakers, ...speakers]) };
    const sayings = sayingsIn(sentence);
    for (const source of sayings.flatMap(({ sources }) => sources)) speakers.add(source.name);
    const quotations = quotationsIn(sentence, sayings);
    if (sayings.every(({ sources }) => sources.length === 0)) addColonSpeaker(sentence, found);
    addSayings(sayings, quotations, found);
    const isOnlyQuote = read.tokens.every((token) => token.kind !== 'word');
    const lone = read.tokens.find((token) => token.kind === 'quote');
    const isSpeaker = pronoun !== undefined && (speakers.has(pronoun.name) || before.speakers.has(pronoun.name));
    // German "Landrat Jan Roth winkt ab. „Das reicht nie und nimmer.“"
    const next = paragraph[at + 1];
    const isToldNext = next !== undefined && tellsWhoSpoke(next);
    const isTheirs = !isOfSomebody(lone?.text ?? '') && !isToldNext;
    const isNext = opener !== undefined && opener === pronoun?.name && isTheirs;
    // "„Wir bleiben.“ Das sagt Jana Roth."
    const teller =
      isOnlyQuote && isToldNext ? subjectPerson({ ...next, cast, recent: sentence.recent, pronoun }) : undefined;
    if (teller !== undefined && lone !== undefined) found.add('QUOTED', teller.source, spokenWords(lone.text));
    const goesOn = voice === undefined ? (isSpeaker || isNext) && pronoun : voice;
    if (isOnlyQuote && lone !== undefined && goesOn) found.add('QUOTED', goesOn, spokenWords(lone.text));
    if (!isOnlyQuote) voice = voiceOf(quotations);
    opener = openerOf(sentence);
    const unmarked = sayings.length === 0 && quotations.length === 0 ? unmarkedSpeech(sentence) : undefined;
    if (unmarked !== undefined)
      found.add(unmarked.words === undefined ? 'CITED' : 'QUOTED', unmarked.source, unmarked.words);
    const isIndirect = sayings.length === 0 && isIndirectSpeech(sentence);
    if (isIndirect && pronoun !== undefined) {
      for (const words of quotedWords(sentence)) found.add('QUOTED', pronoun, words);
      // "Das könnte teuer werden" is told by whoever tells; in this mood it is said.
      if (!isAccused && opensReportedClause(sentence, 0) && !isToldBehind(sentence)) found.add('CITED', pronoun);
    }
    if (!isOnlyQuote) {
      isAccused = sentence.tokens.some(({ lower }) => accused.test(lower));
      // Who is told of in this mood is another one's.
      const isReported = sayings.every(({ sources }) => sources.length === 0) && opensReportedClause(sentence, 0);
      pronoun =
        (isReported && pronoun === undefined ? undefined : onlyPerson(sentence, sayings)) ??
        openingBody(sentence) ??
        (isIndirect || isAboutPronoun(sentence) ? pronoun : undefined);
    }
  }
  return { speakers, pronoun };
}

/** German words of whom others speak, behind "Jana Roth ist angeklagt.": it is held against her that follows. */
const accused =
  /^(?:angeklagt\p{L}{0,2}|beschuldigt\p{L}{0,2}|tatverdächtig\p{L}{0,2}|verdächtig\p{L}{0,2}|gesucht|festgenommen|verhaftet|vorgeworfen|ermittelt|ermittelte|ermitteln|fahndet|soll|starb|gestorben)$/u;

/** "Der Wind sei kalt gewesen, heißt es": whether words behind what is said tell where it is from. */
function isToldBehind({ tokens }: Sentence): boolean {
  return tokens.some(({ text }, at) => text === ',' && !opensSubordinate.test(tokens[at + 1]?.lower ?? ''));
}

const opensSubordinate =
  /^(?:dass|daß|weil|da|obwohl|und|aber|denn|die|der|das|den|dem|deren|dessen|wo|wenn|als|um|sondern|ob|was|welche[rsn]?|bis|damit|indem|sodass|zumal|je|ohne|statt|auch|sowie|oder|nicht|kein|keine)$/;

/** The person whom a sentence opens with and who speaks next, by name. */
function openerOf(sentence: Sentence): string | undefined {
  const [mention] = sentence.mentions;
  const opens = mention?.sort === 'person' && isOpening(mention, sentence);
  if (opens) return leadsToSpeech(sentence, mention) ? sourceOf(mention, sentence)?.name : undefined;
  const subject = subjectPerson(sentence);
  const verb = sentence.tokens.findLast(
    ({ kind, lower }, at) => kind === 'word' && lower !== 'sich' && at < (subject?.from ?? 0),
  );
  return subject !== undefined && leadsToSpeech(sentence, subject.mention, verb) ? subject.source.name : undefined;
}

/** Who speaks on in a quotation without a word around it; `false` for somebody who isn't named. */
type Voice = NamedSource | false | undefined;

function voiceOf(quotations: ReturnType<typeof quotationsIn>): Voice {
  const sources = quotations.at(-1)?.saying.sources;
  if (sources === undefined) return undefined;
  const [source, ...others] = sources;
  return source === undefined || others.length > 0 ? false : asSpeaker(source);
}

/** A name that may be anything, and speaks, is a person; "WikiLeaks" and "DACA" are none. */
function asSpeaker(source: NamedSource): NamedSource {
  if (source.kind !== 'OTHER') return source;
  const isBody = /(?<!^(?:Mc|Mac|Fitz|De|Di|La|Le|Van|O'))(?<=\p{Ll})\p{Lu}|^\p{Lu}{3,}$/u.test(source.name);
  return { ...source, kind: isBody ? 'ORGANIZATION' : 'PERSON' };
}

function addSayings(sayings: readonly Saying[], quotations: ReturnType<typeof quotationsIn>, found: Found): void {
  for (const saying of sayings) {
    const quotation = quotations.find((candidate) => candidate.saying === saying);
    if (saying.needs === 'quote' && quotation === undefined) continue;
    for (const source of saying.sources) {
      if (quotation === undefined) found.add('CITED', source);
      else found.add('QUOTED', asSpeaker(source), quotation.words);
    }
  }
}
