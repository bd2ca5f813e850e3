/** German speech that no verb of saying marks: who is the subject beside the words in marks, or of a clause of what is meant. */

import type { NamedSource } from './attribution.ts';
import { isNameInMarks } from './names-in-marks.ts';
import { opensReportedClause } from './pronouns.ts';
import { spokenWords } from './quotations.ts';
import { type Sentence, sourceOf } from './sentence.ts';
import { openingBody, type SubjectPerson, subjectPerson } from './subject-person.ts';
import type { Token } from './tokens.ts';
import { words } from './word-list.ts';

/** By which somebody takes or judges a thing, in words of their own: "freut sich auf", "versteht als", "ortet". */
const judging = words(
  `versteht verstand begreift begriff empfindet empfand freut freute ärgert ärgerte wünscht wünschte spricht sprach hofft hoffte wertet wertete
  deutet deutete sieht sah ortet orten ortete orteten wittert wittern witterte feiert feierte lobt lobte preist pries verurteilt verurteilte kritisiert
  kritisierte erlebt erlebte schwärmt schwärmte klagt klagte warnt warnte rechnet rechnete hält hielt verabschiedet verabschiedete fordert forderte
  verspricht versprach fürchtet fürchtete beklagt beklagte rügt rügte`,
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
function spokenBeside(sentence: Sentence, { mention }: SubjectPerson): string | undefined {
  const { tokens, reading } = sentence;
  const stop = tokens.findIndex(({ text }) => /^[,:;]$/.test(text));
  // What stands in another clause may be anybody's, and plural verbs have another subject.
  const main = tokens.slice(0, stop < 0 ? undefined : stop);
  const isOther = /(?:en|eln|ern)$/.test(finiteBehind(sentence, mention.end)?.lower ?? '');
  if (mention.end > main.length || isOther || !main.some(({ lower }) => judging.has(lower))) return undefined;
  const quote = main.find((token, index) => {
    if (token.kind !== 'quote' || isNameInMarks(tokens, index, reading.cues)) return false;
    const isView = tokens[index - 1]?.lower === 'als' && tokens[index + 1]?.kind !== 'word';
    const isSentence = introduced.test(tokens[index - 1]?.lower ?? '') && tokens[0]?.lower === 'mit';
    return isPartOfSpeech(sentence, token, index) || isView || isSentence;
  });
  return quote === undefined ? undefined : spokenWords(quote.text);
}

/** "Mit dem Satz „Ich bin kein Denkmal“ verabschiedete sich Roth" */
const introduced = /^(?:satz|ausruf|worten|bemerkung|hinweis|spruch|appell)$/;

/** A part of what somebody said, and no name of a thing in front of it: it begins as the middle of a sentence does. */
function isPartOfSpeech({ tokens, reading }: Sentence, token: Token, at: number): boolean {
  const before = tokens[at - 1];
  const isOfNoun = before?.isCapital === true || /^(?:wegen|gegen|zur?|unter|mit)$/.test(before?.lower ?? '');
  const isSpoken = token.kind === 'quote' && !isOfNoun && !isNameInMarks(tokens, at, reading.cues);
  return isSpoken && /^\p{Ll}/u.test(token.text) && token.text.includes(' ');
}

/** The first word behind a name that may be its verb. */
function finiteBehind({ tokens }: Sentence, end: number) {
  return tokens.find(({ kind, isCapital }, at) => at >= end && kind === 'word' && !isCapital);
}

/** "Roth kann sich vorstellen, dass es reicht", "Roth sieht es anders: Der Weg sei frei". */
function meansSomething(sentence: Sentence, { mention, from }: SubjectPerson): boolean {
  const { tokens, reading } = sentence;
  const comma = tokens.findIndex(({ text }, at) => at >= mention.end && /^[,:]$/.test(text));
  const main = tokens.slice(0, comma);
  // One clause, with the subject or its verb at its head.
  const isOne = comma > 0 && main.every(({ kind }) => kind === 'word') && from <= MAX_WORDS_IN_FRONT;
  if (!isOne) return false;
  // In this mood it is said, whatever the verb is.
  if (tokens[comma]?.text === ':' && opensReportedClause(sentence, comma + 1)) return true;
  const isThat = reading.cues.thatWords.has(tokens[comma + 1]?.lower ?? '');
  return (
    isThat &&
    views.test(
      main
        .slice(-2)
        .map(({ lower }) => lower)
        .join(' '),
    )
  );
}

const MAX_WORDS_IN_FRONT = 6;

/** "will nicht ausschließen, dass", "rechnet vor, dass", "macht keinen Hehl daraus, dass" */
const views =
  /(?:^| )(?:ausschließen|vorstellen|bestätigen|versprechen|garantieren|zusichern|zusagen|nachvollziehen|verhehlen|leugnen|bestreiten|behaupten|vor(?<=rechne\p{L}{1,3} vor)|hehl daraus)$/u;

/** "Für Jana Roth steht fest: „Es reicht“", "Für sie ist klar, dass es reicht": whose view it is stands in front. */
function ofConcerned(sentence: Sentence): Unmarked | undefined {
  const { tokens, mentions } = sentence;
  const stop = tokens.findIndex(({ text }) => /^[,:]$/.test(text));
  const front = tokens.slice(0, stop).map(({ lower }) => lower);
  if (
    front[0] !== 'für' ||
    // "ist der Weg klar" tells of the way.
    !/ (?:steht|stand|ist|war|liegt|lag)(?:(?: (?:das|dies|es|die sache|der fall|jedenfalls|längst|schon|auf der))? (?:fest|klar|sicher|hand)|(?: \p{L}+){0,4} (?:eindeutig|erwiesen|offensichtlich|unstrittig|nachvollziehbar|hinnehmbar))$/u.test(
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
  const verb = tokens.findIndex(
    ({ kind, isCapital, lower }, at) => at > 0 && kind === 'word' && !isCapital && judging.has(lower),
  );
  const quote = verb > 0 && !isMan ? tokens[verb + 1] : undefined;
  if (quote !== undefined && isPartOfSpeech(sentence, quote, verb + 1))
    return { source, words: spokenWords(quote.text) };
  // "hält dagegen: Das sei „keine Lösung“"
  const colon = tokens.findIndex(({ text }) => text === ':');
  const said =
    colon > 0 && opensReportedClause(sentence, colon + 1)
      ? tokens.slice(colon).find((token, at) => isPartOfSpeech(sentence, token, colon + at))
      : undefined;
  if (said !== undefined) return { source, words: spokenWords(said.text) };
  const isView =
    isOfBody &&
    /^(?:verweist|verwies|bedauert|bedauerte|betont|betonte|versichert|versicherte)$/.test(
      tokens[first.end]?.lower ?? '',
    );
  return isView ? { source } : undefined;
}
