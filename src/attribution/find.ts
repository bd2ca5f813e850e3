/**
 * The attribution finder: the sources that a piece rests on and the role of each, from its words alone, by rules over
 * the tables in `cues-*.ts`; no model.
 *
 * A wrong source is worse than a missing one: nobody unnamed becomes a source, and no place that stands for its
 * government. Who is quoted isn't listed as cited too, and of several quotations of one speaker the first is kept.
 */

import type { AttributionRole, DocumentAttribution, NamedSource } from './attribution.ts';
import { captionAndCredit, parseCreditLine } from './credit.ts';
import type { Cues } from './cues.ts';
import { dialogueTokens } from './dialogue.ts';
import { indexSources, isMedium, type KnownSource, type SourceIndex } from './known-sources.ts';
import { cuesFor } from './languages.ts';
import type { Mention, Reading } from './mention.ts';
import { mentionsIn } from './mentions.ts';
import { kindOfBody } from './name-kinds.ts';
import { type Cast, castOf } from './people.ts';
import { quotationsIn, spokenWords } from './quotations.ts';
import { type Saying, sayingsIn } from './sayings.ts';
import { type Sentence, sourceOf } from './sentence.ts';
import { sentences, type Token, tokenise } from './tokens.ts';
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

/** One attribution per role and source, in the order of first naming. */
interface Found {
  add(role: AttributionRole, source: NamedSource, quote?: string): void;
  list(): DocumentAttribution[];
}

function collect(): Found {
  const byKey = new Map<string, { role: AttributionRole; source: NamedSource; quotes: string[] }>();
  const keyOf = (role: AttributionRole, { name }: NamedSource) => `${role} ${name}`;
  let order: string[] = [];
  return {
    add(role, source, quote) {
      const key = keyOf(role, source);
      const kept = byKey.get(key);
      if (kept !== undefined) {
        if (quote !== undefined && !kept.quotes.includes(quote)) kept.quotes.push(quote);
        return;
      }
      if (role === 'CITED' && byKey.has(keyOf('QUOTED', source))) return;
      byKey.set(key, { role, source, quotes: quote === undefined ? [] : [quote] });
      // A quotation takes the place of the same source's citation.
      const cited = keyOf('CITED', source);
      if (role === 'QUOTED' && byKey.delete(cited)) order = order.map((each) => (each === cited ? key : each));
      else order.push(key);
    },
    list: () =>
      order.flatMap((key) => {
        const { role, source, quotes } = byKey.get(key) ?? { quotes: [] };
        if (role === undefined || source === undefined) return [];
        const [quote] = quotes;
        return [{ role, source, ...(quote !== undefined && { quote, quotes }) }];
      }),
  };
}

interface ReadSentence {
  readonly tokens: readonly Token[];
  readonly mentions: readonly Mention[];
  readonly reading: Reading;
}

/** A paragraph cut into sentences, before its names are read. */
interface Cut {
  readonly sentences: readonly (readonly Token[])[];
  readonly isTitleCase: boolean;
}

/** Whether a line is Set Like This. */
function isTitleCase(line: string, cues: Cues): boolean {
  const words = line.match(/\p{L}{4,}/gu) ?? [];
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word));
  return !cues.capitalisesNouns && words.length > 2 && capitals.length / words.length > 0.7;
}

function cut(paragraph: string, cues: Cues, index: SourceIndex): Cut {
  const opensWithSpeaker = (rest: readonly Token[]) => {
    const end = rest.findIndex((token) => token.kind !== 'word');
    return rest
      .slice(0, end < 0 ? 8 : Math.min(end, 8))
      .some((token) => cues.verbs.has(token.lower) || cues.perfects.has(token.lower));
  };
  // A line without a stop is a heading between paragraphs.
  const isHeading = !/[.!?…:;,"”’»)]$/u.test(paragraph);
  return {
    sentences: sentences(
      dialogueTokens(paragraph, cues) ?? withTitles(tokenise(paragraph, cues.orthography), index, cues),
      opensWithSpeaker,
    ),
    isTitleCase: isHeading && isTitleCase(paragraph, cues),
  };
}

/** A medium's title in quotation marks ("die „Badische Zeitung“") is read as its name. */
function withTitles(tokens: readonly Token[], index: SourceIndex, cues: Cues): Token[] {
  return tokens.flatMap((token, at) => {
    if (token.kind !== 'quote' || !isTitleOfMedium(token.text, tokens[at - 1], index, cues)) return [token];
    return tokenise(token.text, cues.orthography).map((word) => ({ ...word, isTitle: true }));
  });
}

const MAX_TITLE_WORDS = 5;

function isTitleOfMedium(text: string, before: Token | undefined, index: SourceIndex, cues: Cues): boolean {
  const words = text.split(' ');
  if (words.length > MAX_TITLE_WORDS || !/^\p{Lu}/u.test(text) || !/[\p{L}\p{N}]$/u.test(text)) return false;
  if (isMedium(index.find(text))) return true;
  const described = cues.descriptors.get(before?.lower ?? '');
  if (described !== undefined) return described !== 'PERSON' && described !== 'ORGANIZATION';
  const isNarrated =
    before?.kind === 'word' && (cues.determiners.has(before.lower) || cues.prepositions.has(before.lower));
  const kind = kindOfBody(words);
  return isNarrated && (kind === 'NEWSPAPER' || kind === 'BROADCASTER');
}

/** Paragraphs, and the items of a list. */
const paragraphBreak = /\n\s*\n|\n(?=\s*[-*•] )/;

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
  const cast = castOf(trusted.map((paragraph) => paragraph.flatMap(({ mentions }) => mentions)));

  attributeHeadline(paragraphs[0] ?? [], cast, found);
  let spoken: Spoken = { speakers: new Set(), pronoun: undefined };
  for (const paragraph of paragraphs) spoken = attribute(paragraph, cast, spoken, found);
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
  for (const read of paragraph) {
    const sentence: Sentence = { ...read, cast, pronoun, recent: new Set([...before.speakers, ...speakers]) };
    const sayings = sayingsIn(sentence);
    for (const source of sayings.flatMap(({ sources }) => sources)) speakers.add(source.name);
    const quotations = quotationsIn(sentence, sayings);
    if (sayings.every(({ sources }) => sources.length === 0)) addColonSpeaker(sentence, found);
    addSayings(sayings, quotations, found);
    const isOnlyQuote = read.tokens.every((token) => token.kind !== 'word');
    const lone = read.tokens.find((token) => token.kind === 'quote');
    if (isOnlyQuote && lone !== undefined && pronoun !== undefined)
      found.add('QUOTED', pronoun, spokenWords(lone.text));
    if (!isOnlyQuote) pronoun = onlySpeaker(sentence, sayings) ?? (isAboutPronoun(read) ? pronoun : undefined);
  }
  return { speakers, pronoun };
}

/** "Karim Belhadj, lui, reste prudent : « … »": the one person of a sentence that opens with them and ends in a quotation. */
function addColonSpeaker(sentence: Sentence, found: Found): void {
  const { tokens, mentions, reading } = sentence;
  const colon = tokens.findIndex((token, at) => token.text === ':' && tokens[at + 1]?.kind === 'quote');
  const [speaker, ...others] = mentions.filter(({ sort, end }) => end <= colon && sort !== 'place' && sort !== 'weak');
  if (colon < 0 || speaker === undefined || others.length > 0 || speaker.sort !== 'person') return;
  const front = tokens.slice(0, speaker.front ?? speaker.start);
  const opens = front.every(
    (token) => reading.cues.determiners.has(token.lower) || reading.cues.roles.has(token.lower),
  );
  const source = opens ? sourceOf(speaker, sentence) : undefined;
  const quote = tokens[colon + 1];
  if (source !== undefined && quote !== undefined) found.add('QUOTED', source, spokenWords(quote.text));
}

function addSayings(sayings: readonly Saying[], quotations: ReturnType<typeof quotationsIn>, found: Found): void {
  for (const saying of sayings) {
    const quotation = quotations.find((candidate) => candidate.saying === saying);
    if (saying.needs === 'quote' && quotation === undefined) continue;
    for (const source of saying.sources) {
      if (quotation === undefined) found.add('CITED', source);
      // A name that may be anything, and speaks, is a person.
      else found.add('QUOTED', source.kind === 'OTHER' ? { ...source, kind: 'PERSON' } : source, quotation.words);
    }
  }
}

/** The one person who spoke in a sentence, if nobody else is named in it: whom "he" or "she" in the next one is. */
function onlySpeaker(sentence: Sentence, sayings: readonly Saying[]): NamedSource | undefined {
  const speakers = new Set(
    sayings
      .flatMap((saying) => (saying.sort === 'mention' ? [] : saying.sources))
      .filter((source) => source.kind === 'PERSON')
      .map((source) => source.name),
  );
  const people = sentence.mentions
    .map((mention) => sourceOf(mention, sentence))
    .filter((source) => source?.kind === 'PERSON');
  const names = new Set([...speakers, ...people.map((source) => source?.name ?? '')]);
  const [name] = speakers;
  return name !== undefined && names.size === 1 ? { name, kind: 'PERSON' } : undefined;
}

function isAboutPronoun({ tokens, mentions, reading }: ReadSentence): boolean {
  return mentions.length === 0 && tokens.some((token) => reading.cues.personalPronouns.has(token.lower));
}

/** "“No deal”: Ostrow", "Ostrow: “No deal”". */
function attributeHeadline(headline: readonly ReadSentence[], cast: Cast, found: Found): void {
  for (const read of headline) {
    const sentence: Sentence = { ...read, cast, recent: new Set(), pronoun: undefined };
    const colon = read.tokens.findIndex((token) => token.text === ':');
    const quote = read.tokens.find((token, at) => token.kind === 'quote' && Math.abs(at - colon) === 1);
    const speaker = read.mentions.find((mention) => mention.start === colon + 1 || mention.end === colon);
    const source = speaker === undefined ? undefined : sourceOf(speaker, sentence);
    const isProven = speaker !== undefined && (!['lone', 'weak'].includes(speaker.sort) || source?.kind === 'PERSON');
    if (colon > 0 && quote !== undefined && source !== undefined && isProven)
      found.add('QUOTED', source, spokenWords(quote.text));
  }
}
