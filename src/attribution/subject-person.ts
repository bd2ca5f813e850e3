/** The one person who is the subject of a German sentence, by where they stand: the verb is second there, and names have no endings. */

import type { NamedSource } from './attribution.ts';
import type { Cues } from './cues.ts';
import type { Mention } from './mention.ts';
import { isRole, type Sentence, sourceOf } from './sentence.ts';
import type { Token } from './tokens.ts';

export interface SubjectPerson {
  readonly source: NamedSource;
  readonly mention: Mention;
  /** First token of what stands in front of the name and belongs to it: "die Biologin Jana Roth". */
  readonly from: number;
}

/** Whether a subject stands behind the verb at a token: its clause opens with the verb, a phrase or an object. */
export function isSubjectBehindVerb(tokens: readonly Token[], verb: number, cues: Cues): boolean {
  const start = tokens.findLastIndex(({ kind }, at) => at < verb && kind !== 'word') + 1;
  const first = tokens[start];
  if (start === verb || first === undefined) return true;
  const opens = [cues.prepositions, cues.openers, cues.adverbs, cues.times].some((words) => words.has(first.lower));
  const isObject = /^(?:den|dem|das|dies|es|so|ein|einen|keinen|kein|zweifel|kritik|lob)$/.test(first.lower);
  // "Ob das reicht, ließ Roth offen", "Auf die Frage, ob es reicht, sagte Roth"
  return opens || isObject;
}

/** `undefined` where there is none, or more than one who isn't in a phrase of another's. */
export function subjectPerson(sentence: Sentence): SubjectPerson | undefined {
  const { tokens, mentions, reading } = sentence;
  const { cues } = reading;
  if (cues.language !== 'de') return undefined;
  const free = mentions.flatMap((mention) => {
    const source = mention.sort === 'weak' || mention.sort === 'place' ? undefined : sourceOf(mention, sentence);
    if (source?.kind !== 'PERSON') return [];
    const from = nounPhraseStart(mention, sentence);
    const before = tokens[from - 1];
    // "wählte der Rat Jana Roth": no title of hers.
    if (tokens[mention.start - 1]?.lower === 'rat') return [];
    const isInPhrase = before !== undefined && (cues.prepositions.has(before.lower) || before.lower === 'als');
    // "gegen Jan Roth und Kanzlerin Jana Roth": where the first stands, the second does.
    if (cues.joining.has(before?.lower ?? '') && mentions.some(({ end }) => end === from - 1)) return [];
    const isOf = mention.isOblique === true || tokens[mention.end - 1]?.isPossessive === true;
    // "Die Aussage Peter Roths": whose something is.
    const isOwner =
      /[sxz]$/.test(source.name) &&
      tokens.slice(Math.max(from, 1), mention.start).some((token) => token.isCapital && !isRole(token, cues));
    return isInPhrase || isOf || isOwner ? [] : [{ source, mention, from }];
  });
  const [first] = free;
  if (first === undefined || free.some(({ source }) => source.name !== first.source.name)) return undefined;
  return free.find(({ from, mention }) => isSubjectAt(sentence, from) && !isPassive(sentence, mention));
}

/** "Roth wurde gefeiert", but "Roth wird deutlich": in its clause. */
function isPassive({ tokens, reading }: Sentence, { start, end }: Mention): boolean {
  const first = tokens.findLastIndex(({ kind }, at) => at < start && kind !== 'word') + 1;
  const stop = tokens.findIndex(({ kind }, at) => at >= end && kind !== 'word');
  const clause = tokens.slice(first, stop < 0 ? undefined : stop);
  return (
    clause.some(({ lower }) => reading.cues.passives.has(lower)) &&
    !/^(?:deutlich|deutlicher|konkret|konkreter|grundsätzlich|emotional|persönlich|laut|energisch)$/.test(
      clause.at(-1)?.lower ?? '',
    )
  );
}

/** German "Der Bauernverband ist dagegen.": a body that a sentence opens with, and nobody else in it. */
export function openingBody({ tokens, mentions, reading }: Sentence): NamedSource | undefined {
  const { cues } = reading;
  const [first, ...others] = mentions.filter(({ sort }) => sort !== 'weak' && sort !== 'place');
  if (cues.language !== 'de' || first === undefined || others.length > 0 || first.kind === undefined) return undefined;
  const isBody =
    (first.sort === 'body' || first.sort === 'known') && /^(?:COMPANY|GOVERNMENT|ORGANIZATION)$/.test(first.kind);
  const front = tokens.slice(0, first.start);
  const isNominative = front.every(
    ({ lower, isCapital }, at) => /^(?:der|die|das|auch)$/.test(lower) || (at > 0 && isCapital),
  );
  return isBody && isNominative ? { name: first.name, kind: first.kind } : undefined;
}

/** Its article, what somebody is, and adjectives between: "der nicht beteiligte Akustiker". */
function nounPhraseStart({ front, start }: Mention, { tokens, reading }: Sentence): number {
  const { cues } = reading;
  let at = front ?? start;
  while (isRole(tokens[at - 1], cues) && tokens[at - 1]?.isCapital) at -= 1;
  let article = at - 1;
  const isAttribute = (token: Token | undefined) =>
    token?.kind === 'word' &&
    !token.isCapital &&
    /(?:e|er|en|em)$/.test(token.lower) &&
    !cues.determiners.has(token.lower);
  for (let steps = 0; steps < MAX_ATTRIBUTES && isAttribute(tokens[article]); steps += 1) article -= 1;
  if (cues.determiners.has(tokens[article]?.lower ?? '')) return article;
  // "der nicht an der Arbeit beteiligte Akustiker"
  const isParticiple = isAttribute(tokens[at - 1]) && /[nt]de?|te[rn]?$/.test(tokens[at - 1]?.lower ?? '');
  const opens = (index: number) =>
    cues.prepositions.has(tokens[index]?.lower ?? '') || tokens[index]?.lower === 'nicht';
  for (article = at - 2; isParticiple && article >= Math.max(0, at - MAX_WORDS_OF_ATTRIBUTE); article -= 1)
    if (cues.determiners.has(tokens[article]?.lower ?? '') && opens(article + 1)) return article;
  return at;
}

const MAX_ATTRIBUTES = 3;
const MAX_WORDS_OF_ATTRIBUTE = 9;

function isSubjectAt({ tokens, reading }: Sentence, from: number): boolean {
  const { cues } = reading;
  // In these an article shows an object, or whose something is.
  if (/^(?:de[nms]|eine[nms])$/.test(tokens[from]?.lower ?? '')) return false;
  const before = tokens[from - 1];
  if (before?.kind !== 'word' || cues.conjunctions.has(before.lower))
    return before?.text !== ',' || from === 0 || !isApposed(tokens, from);
  if (/^(?:auch|selbst|sogar|nur|etwa|sich)$/.test(before.lower)) return true;
  return !before.isCapital && !cues.determiners.has(before.lower) && isSubjectBehindVerb(tokens, from - 1, cues);
}

/** "der Chef, Jan Roth, sagte" */
function isApposed(tokens: readonly Token[], from: number): boolean {
  return tokens[from - 2]?.isCapital === true;
}
