/** Words that name a source without a verb of its own: "according to", "zufolge", "in an interview with". */

import type { NamedSource } from './attribution.ts';
import { heardAt } from './held-by.ts';
import { isMedium } from './known-sources.ts';
import { negation, phraseAt } from './phrases.ts';
import type { Saying } from './saying.ts';
import { mentionStarting, type Sentence, type Subject, sourceOf } from './sentence.ts';
import { subjectStarting } from './subject-after.ts';
import { subjectEnding } from './subject-before.ts';
import { words } from './word-list.ts';

/** Between what a document is called and who made it: "a report on the harbour published by". */
const MAX_WORDS_TO_DOCUMENT = 8;

export function cueAt(sentence: Sentence, at: number): Saying[] | undefined {
  const { cues } = sentence.reading;
  const { tokens } = sentence;
  const lower = tokens[at]?.lower ?? '';
  if (cues.afterSource.has(lower)) {
    const before = subjectEnding(sentence, at - 1);
    const named = before === undefined || before.sources.length === 0 ? sourceEnding(sentence, at) : before;
    return named === undefined ? undefined : [{ at, ...named, end: at + 1, sort: 'cue', needs: 'any' }];
  }
  if (cues.closingCues.has(lower)) return closingAt(sentence, at);
  const heard = heardAt(sentence, at);
  if (heard !== undefined) return heard;
  const opinion = opinionAt(sentence, at);
  if (opinion !== undefined) return opinion;
  const spoken = Math.max(phraseAt(sentence, at, cues.beforeSource), figuresAt(sentence, at));
  const named = phraseAt(sentence, at, cues.beforeNamed);
  const ofMedium = Math.max(phraseAt(sentence, at, cues.beforeMedium), interviewAt(sentence, at));
  const length = Math.max(spoken, named, ofMedium);
  // "soll laut AFP" is said by AFP: where the verb is second, only a negation before the cue blocks it.
  const before = tokens[at - 1]?.lower ?? '';
  const isBlocked = cues.isVerbSecond ? negation.test(before) : cues.blockers.has(before);
  if (length === 0 || isBlocked) return undefined;
  const isOf = cues.ofWords.has(tokens[at + length]?.lower ?? '');
  const subject = subjectStarting(sentence, at + length + (isOf ? 1 : 0));
  if (subject === undefined) return undefined;
  const isWide = Math.max(spoken, named) >= ofMedium;
  // "speaking on CNN's “State of the Union”"
  const owner = isWide || subject.sources.length > 0 ? undefined : mediumStarting(sentence, at + length);
  const isMade = /^(?:commissioned|published|released|issued)$/.test(lower) && !hasDocument(sentence, at);
  const isAcronym = (name: string) => /^\p{Lu}{2,5}$/u.test(name);
  const sources = isWide
    ? subject.sources.filter(
        ({ kind }) => !isMade || isMedium({ name: '', kind }) || (kind !== 'PERSON' && kind !== 'OTHER'),
      )
    : [...subject.sources, ...(owner === undefined ? [] : [owner])].filter(
        (source) => isMedium(source) || isAcronym(source.name),
      );
  // "described by Roe as “thin”"
  const isDescribed =
    lower === 'described' && tokens[subject.end]?.lower === 'as' && tokens[subject.end + 1]?.kind === 'quote';
  // "according to a memo seen by Reuters": whose words they are isn't told.
  const isSeen = tokens
    .slice(at + spoken, subject.end)
    .some(({ lower }, index, all) => holding.test(lower) && all[index + 1]?.lower === 'by');
  const isSpoken = isDescribed || (spoken > 0 && spoken >= ofMedium && spoken >= named && !isSeen);
  const sort = isSpoken ? 'cue' : 'mention';
  return [{ at, start: at, end: subject.end, sources, sort, needs: 'any' }];
}

const figures = words(
  'angaben zahlen daten erkenntnissen berechnungen schätzungen informationen recherchen prognosen ergebnissen meldungen erhebungen auswertungen messungen beobachtungen hochrechnungen statistiken aussagen ermittlungen',
);

/** German "nach vorläufigen Zahlen des Wetterdienstes": what bodies publish, whatever it is called; "nach eigenen Angaben" are of whom the sentence tells. */
function figuresAt({ tokens, reading }: Sentence, at: number): number {
  if (reading.cues.language !== 'de' || tokens[at]?.lower !== 'nach') return 0;
  const next = tokens[at + 1];
  if (figures.has(next?.lower ?? '')) return 2;
  const isAdjective = next?.isCapital === false && /[^d]en$/.test(next.lower) && next.lower !== 'eigenen';
  return isAdjective && figures.has(tokens[at + 2]?.lower ?? '') ? 3 : 0;
}

/** Of a document in a medium's hands. */
const holding = /^(?:seen|viewed|obtained|reviewed|examined|leaked|shared)$/;

/** "speaking to", "speaking on Sunday to": how many tokens lead to whom somebody spoke to. */
function interviewAt(sentence: Sentence, at: number): number {
  const { tokens, reading } = sentence;
  const { interviewCues, timeLeads, times } = reading.cues;
  const time = timeLeads.has(tokens[at + 1]?.lower ?? '') ? at + 2 : at + 1;
  const last = times.has(tokens[time]?.lower ?? '') ? tokens[time + 1] : undefined;
  const isTimed = last !== undefined && interviewCues.includes(`${tokens[at]?.lower} ${last.lower}`);
  return isTimed ? time + 2 - at : phraseAt(sentence, at, interviewCues);
}

/** "a study commissioned by": of what has no such noun before it nobody says anything, "a chapel commissioned by". */
function hasDocument({ tokens, reading }: Sentence, before: number): boolean {
  const near = tokens.slice(Math.max(0, before - MAX_WORDS_TO_DOCUMENT), before);
  return near.some(({ lower }) => reading.cues.mouthpieces.has(lower));
}

/** The medium whose name starts at a token, an article aside. */
function mediumStarting(sentence: Sentence, from: number): NamedSource | undefined {
  const isArticle = sentence.reading.cues.determiners.has(sentence.tokens[from]?.lower ?? '');
  const mention = mentionStarting(sentence, isArticle ? from + 1 : from);
  const isAcronym = mention?.sort === 'lone' && /^\p{Lu}{2,5}$/u.test(mention.name);
  return mention?.sort === 'known' || isAcronym ? sourceOf(mention, sentence) : undefined;
}

/** "Samsung wird Heise zufolge prüfen": the name alone, of which what stands before says nothing. */
function sourceEnding(sentence: Sentence, end: number): Subject | undefined {
  const mention = sentence.mentions.find((each) => each.end === end);
  const source = mention?.sort === 'known' || mention?.sort === 'person' ? sourceOf(mention, sentence) : undefined;
  return mention === undefined || source === undefined ? undefined : { sources: [source], start: mention.start, end };
}

/** "Para Ana Ruiz, los indicios son “sólidos”": at the start of a sentence or behind a comma, and only with what she said. */
function opinionAt(sentence: Sentence, at: number): Saying[] | undefined {
  const { tokens, reading } = sentence;
  const length = phraseAt(sentence, at, reading.cues.beforeOpinion);
  const isFront = at === 0 || tokens[at - 1]?.text === ',';
  if (length === 0 || !isFront) return undefined;
  const subject = subjectStarting(sentence, at + length);
  if (subject === undefined || subject.sources.length === 0) return undefined;
  if (reading.cues.language === 'de' && !isJudging(sentence, subject)) return undefined;
  return [{ at, start: at, end: subject.end, sources: subject.sources, sort: 'cue', needs: 'quote' }];
}

/** German "Für Jana Roth ist das „ein Schlag“", but "Für Jana Roth gab es „Standing Ovations“", "war „Der Pate“ der beste Film" and "ist das „ein Schlag“, sagte Anna Held". */
function isJudging({ tokens, reading }: Sentence, { end }: Subject): boolean {
  const { verbs, closingCues, afterSource } = reading.cues;
  const verb = tokens.findIndex(({ lower }, at) => at >= end - 1 && /^(?:ist|sind|war|waren|klingt)$/.test(lower));
  const quote = tokens.findIndex(({ kind }, at) => at > end && kind === 'quote');
  if (verb < 0 || verb > end || quote < 0) return false;
  const isPredicate =
    /^(?:das|dies|es)$/.test(tokens[quote - 1]?.lower ?? '') || /^\p{Ll}/u.test(tokens[quote]?.text ?? '');
  const isOthers = tokens.some(
    ({ lower }, at) =>
      verbs.has(lower) || lower === 'laut' || afterSource.has(lower) || (at > quote && closingCues.has(lower)),
  );
  return isPredicate && !isOthers;
}

/** "…, so Jana Roth.": behind a quotation or a comma, and its source ends the clause. */
function closingAt(sentence: Sentence, at: number): Saying[] | undefined {
  const { tokens } = sentence;
  const before = tokens[at - 1];
  const isBehind = before === undefined || before.kind === 'quote' || /^[,“”"]$/.test(before.text);
  const subject = isBehind ? subjectStarting(sentence, at + 1) : undefined;
  if (subject === undefined) return undefined;
  const next = tokens[subject.end];
  const { prepositions, adverbs, conjunctions } = sentence.reading.cues;
  const isLast =
    next?.kind !== 'word' || prepositions.has(next.lower) || adverbs.has(next.lower) || conjunctions.has(next.lower);
  return isLast
    ? [{ at, start: at, end: subject.end, sources: subject.sources, sort: 'cue', needs: 'any' }]
    : undefined;
}
