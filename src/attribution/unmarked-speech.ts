/** German speech that no verb of saying marks: who is the subject beside the words in marks, or of a clause of what is meant. */

import type { NamedSource } from './attribution.ts';
import { isNameInMarks } from './names-in-marks.ts';
import { opensReportedClause } from './pronouns.ts';
import { spokenWords } from './quotations.ts';
import { type Sentence, sourceOf } from './sentence.ts';
import { openingBody, type SubjectPerson, subjectPerson } from './subject-person.ts';
import type { Token } from './tokens.ts';
import { words } from './word-list.ts';

/** What is told of somebody by them: what stands in marks may be others' words. */
const told = words(
  `ist war bleibt blieb gilt galt heißt hieß trägt trug bekam bekommt erhielt erhält gewann gewinnt las liest spielt spielte singt sang
  dreht drehte inszeniert inszenierte moderiert moderierte leitet leitete gründete kennt kannte hörte hört sah liebt liebte besucht besuchte
  eröffnet eröffnete veröffentlicht veröffentlichte kaufte trat tritt`,
);

/** What brings something about, or notices it: "sorgte dafür, dass", "merkte, dass". */
const doing = words(
  `sorgt sorgte gesorgt führt führte erreicht erreichte verhindert verhinderte sah sieht hört hörte gehört erfuhr erfährt erfahren merkt
  merkte gemerkt spürt spürte wartet wartete schafft schaffte geschafft bewirkt bewirkte genießt genoss profitiert profitierte leidet litt
  lebt lebte liegt lag kommt kam ging geht ist war bleibt blieb gilt galt träumt träumte entdeckt entdeckte tat tut passt achtet achtete
  überprüft prüft prüfte hindert bekam bekommt`,
);

interface Unmarked {
  readonly source: NamedSource;
  /** Undefined where nothing is quoted. */
  readonly words?: string;
}

/** In a sentence without a saying of anybody's. */
export function unmarkedSpeech(sentence: Sentence): Unmarked | undefined {
  if (sentence.reading.cues.language !== 'de' || sentence.reading.isTitleCase) return undefined;
  const subject = subjectPerson(sentence);
  if (subject === undefined) return ofConcerned(sentence) ?? ofBody(sentence);
  const spoken = spokenBeside(sentence, subject);
  if (spoken !== undefined) return { source: subject.source, words: spoken };
  return meansSomething(sentence, subject) ? { source: subject.source } : undefined;
}

/** "Roth versteht das Stück als „Liebeserklärung“", "Roth freut sich über „drei Punkte, die zählen“". */
function spokenBeside(sentence: Sentence, { mention, from }: SubjectPerson): string | undefined {
  const { tokens, reading } = sentence;
  const isToldOf = [tokens[from - 1], finiteBehind(sentence, mention.end)].some((verb) => told.has(verb?.lower ?? ''));
  if (isToldOf) return undefined;
  const at = tokens.findIndex((token, index) => {
    if (token.kind !== 'quote' || isNameInMarks(tokens, index, reading.cues)) return false;
    const isView = tokens[index - 1]?.lower === 'als' && tokens[index + 1]?.kind !== 'word';
    const isSentence = introduced.test(tokens[index - 1]?.lower ?? '') && tokens[0]?.lower === 'mit';
    return isPartOfSpeech(sentence, token, index) || isView || isSentence;
  });
  const quote = tokens[at];
  return quote === undefined ? undefined : spokenWords(quote.text);
}

/** "Mit dem Satz „Ich bin kein Denkmal“ verabschiedete sich Roth" */
const introduced = /^(?:satz|ausruf|worten|bemerkung|hinweis|spruch|appell)$/;

/** A part of what somebody said, and no name: it begins as the middle of a sentence does. */
function isPartOfSpeech({ tokens, reading }: Sentence, token: Token, at: number): boolean {
  const isSpoken = token.kind === 'quote' && !isNameInMarks(tokens, at, reading.cues);
  return isSpoken && /^\p{Ll}/u.test(token.text) && token.text.includes(' ');
}

/** The first word behind a name that may be its verb. */
function finiteBehind({ tokens }: Sentence, end: number) {
  return tokens.find(({ kind, isCapital }, at) => at >= end && kind === 'word' && !isCapital);
}

/** "Roth rechnete vor, dass es reicht", "Roth sieht es anders: Der Weg sei frei". */
function meansSomething(sentence: Sentence, { mention, from }: SubjectPerson): boolean {
  const { tokens, reading } = sentence;
  const comma = tokens.findIndex(({ text }, at) => at >= mention.end && /^[,:]$/.test(text));
  const opening = tokens[comma + 1];
  const main = tokens.slice(0, comma);
  // One clause, with the subject or its verb at its head.
  const isOne = comma > 0 && main.every(({ kind }) => kind === 'word') && from <= MAX_WORDS_IN_FRONT;
  const isKept = main.some(({ lower }) => reading.cues.blockers.has(lower)) && !views.test(main.at(-1)?.lower ?? '');
  // "hat Interesse daran, dass"
  const isOther = main.some(
    ({ lower }) => doing.has(lower) || /^da(?:r?an|für|durch|mit|zu|rauf|von|bei|rüber|rum|gegen)$/.test(lower),
  );
  if (!isOne) return false;
  // In this mood it is said, whatever the verb is.
  if (opensReportedClause(sentence, comma + 1)) return tokens[comma]?.text === ':' || !(isKept || isOther);
  return !isKept && !isOther && reading.cues.thatWords.has(opening?.lower ?? '');
}

const MAX_WORDS_IN_FRONT = 6;

/** "will nicht ausschließen, dass" */
const views =
  /^(?:ausschließen|vorstellen|bestätigen|versprechen|garantieren|zusichern|zusagen|nachvollziehen|glauben|verhehlen|leugnen|bestreiten|behaupten)$/;

/** "Für Jana Roth steht fest: „Es reicht“", "Für sie ist klar, dass es reicht": whose view it is stands in front. */
function ofConcerned(sentence: Sentence): Unmarked | undefined {
  const { tokens, mentions } = sentence;
  const stop = tokens.findIndex(({ text }) => /^[,:]$/.test(text));
  const front = tokens.slice(0, stop).map(({ lower }) => lower);
  if (
    front[0] !== 'für' ||
    !/ (?:steht|ist|liegt|war)(?: \p{L}+){0,4} (?:fest|klar|sicher|eindeutig|erwiesen|offensichtlich|unstrittig|nachvollziehbar|hinnehmbar|hand)$/u.test(
      front.join(' '),
    )
  )
    return undefined;
  const [mention, ...others] = mentions.filter(({ end, sort }) => end <= stop && sort !== 'weak' && sort !== 'place');
  const source = mention === undefined || others.length > 0 ? undefined : sourceOf(mention, sentence);
  if (source?.kind !== 'PERSON') return undefined;
  const next = tokens[stop + 1];
  if (next?.kind === 'quote') return { source, words: spokenWords(next.text) };
  return next?.kind === 'word' ? { source } : undefined;
}

/** "Die Neos orten „ein Versagen mit Anlauf“", "Der Verband hält dagegen: Das sei „keine Lösung“", "Beim Zweckverband Aue verweist man auf die Preise". */
function ofBody(sentence: Sentence): Unmarked | undefined {
  const { tokens, mentions } = sentence;
  const [first] = mentions.filter(({ sort }) => sort !== 'weak');
  const isMan = /^(?:bei|beim|seitens)$/.test(tokens[0]?.lower ?? '') && tokens[(first?.end ?? 0) + 1]?.lower === 'man';
  const isOfBody = isMan && first !== undefined && (first.sort === 'body' || first.sort === 'known');
  const source = isOfBody ? sourceOf(first, sentence) : openingBody(sentence);
  if (source === undefined) return undefined;
  const quote = tokens.find((token, at) => isPartOfSpeech(sentence, token, at));
  if (quote !== undefined) return { source, words: spokenWords(quote.text) };
  const isView =
    isOfBody &&
    /^(?:verweist|bedauert|betont|rechnet|hofft|sieht|hält|spricht|versichert)e?$/.test(tokens[first.end]?.lower ?? '');
  return isView ? { source } : undefined;
}
