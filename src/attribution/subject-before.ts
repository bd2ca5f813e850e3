/** The speaker to the left of a verb: the subject that ends at a token. */

import { isNameInMarks } from './names-in-marks.ts';
import { openingPerson } from './opening-subject.ts';
import { isFree, isOpening, pronounAt } from './pronouns.ts';
import { isRole, mentionEnding, nobody, type Sentence, type Subject, sourceOf } from './sentence.ts';
import { clauseStart, headOfMention } from './subject-name.ts';
import { headOfNoun } from './subject-noun.ts';
import type { Token } from './tokens.ts';

/** Goes left from a verb over what may stand between: adverbs, "on Tuesday"; `undefined` where the verb is blocked. */
function beforeAdverbs(sentence: Sentence, from: number): { at: number; isHearsay: boolean } | undefined {
  const { cues } = sentence.reading;
  let at = from;
  let isHearsay = false;
  // "Long said" of David Long
  const isName = (token: Token | undefined, end: number) =>
    token?.isCapital === true && mentionEnding(sentence, end + 1) !== undefined;
  while (true) {
    const token = sentence.tokens[at];
    const lower = token?.lower ?? '';
    if (cues.blockers.has(lower) || cues.passives.has(lower)) return undefined;
    if (cues.hearsay.has(lower)) isHearsay = true;
    const isTime = cues.times.has(lower) && mentionEnding(sentence, at + 1) === undefined;
    if (isTime && cues.timeLeads.has(sentence.tokens[at - 1]?.lower ?? '')) at -= 1;
    else if (!isTime && (!cues.adverbs.has(lower) || isName(token, at)) && !cues.hearsay.has(lower))
      return { at, isHearsay };
    at -= 1;
  }
}

/** The subject whose last word is at `from` or, adverbs aside, before it. */
export function subjectEnding(sentence: Sentence, from: number): Subject | undefined {
  const start = beforeAdverbs(sentence, from);
  if (start === undefined) return undefined;
  const subject = nounEnding(sentence, start.at);
  if (subject === undefined) return undefined;
  const named = subject.sources.length > 0 ? undefined : personBeforePhrase(sentence, start.at);
  return { ...(named ?? subject), isHearsay: start.isHearsay };
}

const MAX_PHRASE_WORDS = 7;

/** "Jane Roe of the parish council said": a person at the start of a clause, and only her place or post up to the verb. */
function personBeforePhrase(sentence: Sentence, last: number): Subject | undefined {
  const { tokens, reading } = sentence;
  const { cues } = reading;
  for (let at = last; at > Math.max(0, last - MAX_PHRASE_WORDS); at -= 1) {
    const token = tokens[at];
    if (token?.kind !== 'word' || cues.verbs.has(token.lower) || cues.conjunctions.has(token.lower)) return undefined;
    if (cues.passives.has(token.lower) || cues.relatives.has(token.lower)) return undefined;
    const mention = cues.prepositions.has(token.lower) ? mentionEnding(sentence, at) : undefined;
    if (mention?.sort !== 'person') continue;
    const front = tokens[(mention.front ?? mention.start) - 1];
    const opens =
      front === undefined || front.kind !== 'word' || isRole(front, cues) || cues.conjunctions.has(front.lower);
    const subject = opens ? headOfMention(sentence, mention) : undefined;
    return subject !== undefined && subject.sources.length > 0 ? { ...subject, end: last + 1 } : undefined;
  }
  return undefined;
}

function nounEnding(sentence: Sentence, at: number): Subject | undefined {
  const { tokens, reading } = sentence;
  const token = tokens[at];
  if (token === undefined) return undefined;
  if (token.text === ',' || token.text === '–' || token.text === '—') return beforeApposition(sentence, at);
  if (token.text === ')') {
    const open = tokens.findLastIndex((candidate, index) => index < at && candidate.text === '(');
    return open > 0 ? nounEnding(sentence, open - 1) : undefined;
  }
  if (token.kind !== 'word') return undefined;
  const mention = mentionEnding(sentence, at + 1);
  const verb = tokens[at + 1];
  // "Dunmore's said": a shop that is called so, since nothing of somebody's stands between.
  const isShop = token.isPossessive && mention?.sort === 'lone' && reading.cues.verbs.get(verb?.lower ?? '') === 'any';
  if (mention !== undefined && isShop && reading.cues.language === 'en')
    return { sources: [{ name: token.raw, kind: 'COMPANY' }], start: mention.start, end: at + 1 };
  // "Ann Grey's report": the owner of what says isn't who says.
  if (mention !== undefined)
    return token.isPossessive && !mention.name.endsWith("'s")
      ? nobody(mention.start, at + 1)
      : headOfMention(sentence, mention);
  if (reading.cues.relatives.has(token.lower)) return beforeRelative(sentence, at);
  if (reading.cues.personalPronouns.has(token.lower)) {
    const person = pronounAt(sentence, at);
    return { sources: person === undefined ? [] : [person], start: at, end: at + 1 };
  }
  if (reading.cues.joining.has(token.lower)) return openingSubject(sentence, at);
  return headOfNoun(sentence, at);
}

/** "Jane Roe met the council and said": a second verb has the subject that the sentence opens with. */
function openingSubject(sentence: Sentence, conjunction: number): Subject | undefined {
  const { tokens, mentions, reading } = sentence;
  const [mention] = mentions;
  const isWhole = mention !== undefined && ['person', 'surname', 'known', 'body'].includes(mention.sort);
  const opens = isWhole && isOpening(mention, sentence);
  const source = opens && mention.end < conjunction ? sourceOf(mention, sentence) : undefined;
  if (source !== undefined) return { sources: [source], start: conjunction, end: conjunction + 1 };
  // "A spokesman for X apologised and said"
  const isMouth = tokens.slice(0, mention?.start).some(({ lower }) => reading.cues.mouthpieces.has(lower));
  const isBefore = mention !== undefined && mention.end < conjunction;
  const speaker = isMouth && isBefore ? headOfMention(sentence, mention) : undefined;
  const isFirst = speaker?.start === 0 && tokens[mention?.end ?? 0]?.kind === 'word';
  return isFirst ? { sources: speaker.sources, start: conjunction, end: conjunction + 1 } : undefined;
}

/** "…, a spokeswoman for the port, said": whom the words between the commas explain, or who the sentence opens with. */
function beforeApposition(sentence: Sentence, comma: number): Subject | undefined {
  const nearest = nearestApposition(sentence, comma);
  // "Her solicitor, Jane Roe of Bell Garrick, said": a name behind "of" is where she works.
  const inner = mentionEnding(sentence, comma);
  const isOf = sentence.reading.cues.ofWords.has(sentence.tokens[(inner?.front ?? inner?.start ?? 0) - 1]?.lower ?? '');
  const first = isOf ? openingPerson(sentence, comma) : undefined;
  if (first !== undefined) return first;
  const [source] = nearest?.sources ?? [];
  // "Jane Roe, president of the Council to Protect Pensions and Savings, said": a nearer name that isn't a person explains her.
  return source?.kind === 'PERSON' ? nearest : (openingPerson(sentence, comma) ?? nearest);
}

function nearestApposition(sentence: Sentence, comma: number): Subject | undefined {
  const { tokens, reading } = sentence;
  const { joining } = reading.cues;
  // "Ana Ruiz (PSD), disse"
  const open =
    tokens[comma - 1]?.text === ')' ? tokens.findLastIndex(({ text }, at) => at < comma && text === '(') : -1;
  const inner = mentionEnding(sentence, open > 0 ? open : comma);
  const front = inner?.front ?? inner?.start ?? 0;
  const opening = inner?.sort === 'person' ? nounsStart(sentence, front) : front;
  if (inner !== undefined && tokens[opening - 1]?.text === tokens[comma]?.text) {
    const outer = mentionEnding(sentence, opening - 1);
    // "Her lawyer, Jane Roe, said", but "Jane Roe, Acme Corp, said".
    if (outer?.sort !== 'person' || outer.kind !== 'PERSON' || !isFree(outer, sentence)) {
      const source = sourceOf(inner, sentence);
      const isNamed = ['person', 'surname', 'known', 'body'].includes(inner.sort);
      if (source !== undefined && isNamed)
        return { sources: [source], start: clauseStart(tokens, opening - 2), end: comma };
    }
  }
  // "The owners, brothers Gil and Amos Trewin, say"
  const pair =
    inner?.sort === 'person' && joining.has(tokens[front - 1]?.lower ?? '')
      ? headOfMention(sentence, inner)
      : undefined;
  if (pair !== undefined && pair.sources.length > 1 && tokens[pair.start - 1]?.text === ',')
    return { ...pair, end: comma };
  let isQuoted = false;
  for (let at = comma - 1; at > Math.max(0, comma - 30); at -= 1) {
    if (tokens[at]?.kind === 'quote' && !isNameInMarks(tokens, at, sentence.reading.cues)) isQuoted = true;
    // What a dash closes, a dash has opened.
    const mention = tokens[at]?.text === tokens[comma]?.text ? mentionEnding(sentence, at) : undefined;
    // "Jana Roth, Sprecherin der Initiative „Mehr Licht“, sagte": else a quotation between says that another clause begins.
    if (isQuoted && !(mention !== undefined && isRole(tokens[at + 1], sentence.reading.cues))) continue;
    if (mention === undefined || mention.sort === 'place') continue;
    // "Jane Roe, 60, from Hull, Humberside, said": a place before the comma is a part of what explains her.
    const isOrigin = sentence.reading.cues.prepositions.has(tokens[(mention.front ?? mention.start) - 1]?.lower ?? '');
    if (isOrigin && mention.sort === 'lone') continue;
    const subject = headOfMention(sentence, mention);
    if (subject !== undefined && (subject.sources.length > 0 || at < comma - 1)) return { ...subject, end: comma };
  }
  return undefined;
}

const MAX_NOUNS = 6;

/** "the organiser, River Trust board member Jane Roe,": where the nouns and names that say what a person is begin. */
function nounsStart({ tokens, reading }: Sentence, front: number): number {
  const { verbs, prepositions, conjunctions, relatives, passives } = reading.cues;
  let at = front;
  while (tokens[at - 1]?.kind === 'word' && front - at < MAX_NOUNS) {
    const { lower = '' } = tokens[at - 1] ?? {};
    if ([verbs, prepositions, conjunctions, relatives, passives].some((words) => words.has(lower))) return front;
    at -= 1;
  }
  return at;
}

/** "Jane Roe, who said". */
function beforeRelative(sentence: Sentence, at: number): Subject | undefined {
  const end = sentence.tokens[at - 1]?.text === ',' ? at - 1 : at;
  const mention = mentionEnding(sentence, end);
  const source = mention?.sort === 'person' || mention?.sort === 'surname' ? sourceOf(mention, sentence) : undefined;
  return source === undefined ? nobody(at, at + 1) : { sources: [source], start: at, end: at + 1 };
}
