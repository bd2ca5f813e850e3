/** Speakers whom a colon alone tells from what they say: "Ostrow: “No deal”", "Karim Belhadj, lui, reste prudent : « … »". */

import { feelings, feelingVerbs, isOfSomebody, isOfSpeaking } from './feelings.ts';
import type { Found } from './found.ts';
import type { Mention } from './mention.ts';
import { spokenWords } from './quotations.ts';
import { isRole, type Sentence, sourceOf } from './sentence.ts';
import type { Token } from './tokens.ts';
import { words } from './word-list.ts';

/** "Sein Rat an alle Gäste:" */
const MAX_WORDS_OF_THEIRS = 6;
const ofSpeech = words(
  `fazit rat bilanz urteil antwort appell wunsch botschaft tipp kommentar motto devise credo vorschlag forderung erklärung begründung prognose
  reaktion einschätzung warnung bitte hoffnung befürchtung ansage versprechen resümee einwand vorwurf diagnose`,
);

/** The one person of a sentence that opens with them and ends in a quotation; a surname only right before the colon. */
export function addColonSpeaker(sentence: Sentence, found: Found): void {
  const { tokens, mentions } = sentence;
  const colon = tokens.findIndex((token, at) => token.text === ':' && tokens[at + 1]?.kind === 'quote');
  if (colon < 0) return;
  // "Er ist überzeugt: „…“"
  const quoted = tokens[colon + 1];
  // "Ihr Fazit: „…“", "Sein Rat an alle: „…“"
  const isTheirs =
    sentence.reading.cues.language === 'de' &&
    /^(?:seine?|ihre?)$/.test(tokens[0]?.lower ?? '') &&
    colon <= MAX_WORDS_OF_THEIRS &&
    tokens.slice(1, colon).some(({ lower }) => ofSpeech.has(lower));
  const isHe = isTheirs || sentence.reading.cues.personalPronouns.has(tokens[0]?.lower ?? '');
  if (isHe && sentence.pronoun !== undefined && quoted !== undefined && mentions.every(({ sort }) => sort !== 'person'))
    found.add('QUOTED', sentence.pronoun, spokenWords(quoted.text));
  const { cues } = sentence.reading;
  // German "Uwe Harms vom Bauamt: „…“"
  const isOf = ({ start }: Mention) =>
    cues.capitalisesNouns &&
    [start - 1, start - 2].some((at) => at > 0 && cues.ofWords.has(tokens[at]?.lower ?? '')) &&
    tokens[start - 1]?.isCapital === false;
  const [speaker, ...others] = mentions.filter(
    (mention) =>
      mention.end <= colon &&
      mention.sort !== 'place' &&
      mention.sort !== 'weak' &&
      mention.sort !== 'office' &&
      // "Jana Roth (SPD): „…“"
      tokens[mention.start - 1]?.text !== '(' &&
      !isOf(mention),
  );
  const [only] = mentions.filter(({ end }) => end <= colon);
  const isSurname = only !== undefined && only.end === colon && sourceOf(only, sentence)?.kind === 'PERSON';
  const named = isSurname ? only : speaker;
  if (named === undefined || (!isSurname && (others.length > 0 || named.sort !== 'person'))) return;
  const front = tokens.slice(0, named.front ?? named.start);
  // "Asked about it, the coach Jane Roe smiled: “…”"
  const isBehindClause = named.sort === 'person' && front.at(0)?.kind === 'word' && isSubjectBehind(named, sentence);
  // German "In Kiel starb Jana Roth: „Sie war die Beste“" is said of her.
  const isOfThem = cues.language === 'de' && isBehindClause && isOfSomebody(quoted?.text ?? '');
  if (isOfThem && !front.some(({ lower }) => isOfSpeaking(lower))) return;
  // German "Erstmals gewann Jana Roth: „Die Lotsin“ bekam den Preis.": what goes on is no speech.
  const goesOn = tokens[colon + 2];
  if (isBehindClause && goesOn?.kind === 'word' && !goesOn.isCapital && cues.language === 'de') return;
  const opens = isDescription(front, sentence) || isBehindClause;
  const isOwner = named.isOblique === true || tokens[named.end - 1]?.isPossessive === true;
  const source = opens && !isOwner ? sourceOf(named, sentence) : undefined;
  const quote = tokens[colon + 1];
  if (source !== undefined && quote !== undefined) found.add('QUOTED', source, spokenWords(quote.text));
}

/** Whether a name behind what opens a sentence is its subject: behind a comma, or where the verb is second, behind that. */
function isSubjectBehind(named: Mention, sentence: Sentence): boolean {
  const { tokens, reading } = sentence;
  const { cues } = reading;
  let at = (named.front ?? named.start) - 1;
  while (cues.determiners.has(tokens[at]?.lower ?? '') || isRole(tokens[at], cues)) at -= 1;
  if (tokens[at]?.text === ',') return true;
  const first = tokens[0]?.lower ?? '';
  // "Verhaftet wurde Jana Roth: „…“" is said of her.
  const isSpeaking = isOfSpeaking(tokens[at]?.lower ?? '');
  if (
    cues.language === 'de' &&
    !isSpeaking &&
    tokens.slice(0, named.start).some(({ lower }) => cues.passives.has(lower))
  )
    return false;
  // "Anders sieht das Jana Roth: „…“", "Enttäuscht ist auch Jana Roth: „…“"
  const isFeeling = cues.language === 'de' && feelings.has(first) && feelingVerbs.has(tokens[1]?.lower ?? '');
  // "Die Idee hatte Jana Roth: „…“"
  if (
    cues.language === 'de' &&
    /^(?:hat|hatte|weiß|liefert|lieferte|erklärt)$/.test(tokens[at]?.lower ?? '') &&
    tokens[named.end]?.text === ':'
  )
    return true;
  const isPhrase =
    cues.isVerbSecond && (cues.prepositions.has(first) || cues.openers.has(first) || /d$/.test(first) || isFeeling);
  const verb = tokens[at];
  return isPhrase && verb?.kind === 'word' && !verb.isCapital && !cues.prepositions.has(verb.lower);
}

/** Whether words in front of a name say no more than what somebody is: "The union's general secretary,". */
function isDescription(front: readonly Token[], { reading }: Sentence): boolean {
  const { cues } = reading;
  return front.every((token, at) => {
    const [before, next] = [front[at - 1], front[at + 1]];
    const isAdjective =
      token.kind === 'word' &&
      !cues.prepositions.has(token.lower) &&
      !cues.verbs.has(token.lower) &&
      isRole(next, cues);
    const opens = before === undefined || before.isPossessive || cues.determiners.has(before.lower);
    return (
      cues.determiners.has(token.lower) ||
      (cues.capitalisesNouns && before === undefined && /^(?:auch|selbst|sogar)$/.test(token.lower)) ||
      isRole(token, cues) ||
      (token.isPossessive && opens) ||
      (isAdjective && opens) ||
      (token.text === ',' && next === undefined && isRole(before, cues))
    );
  });
}

/** In a headline: "“No deal”: Ostrow", "Ostrow: “No deal”". */
export function addHeadlineSpeaker(sentence: Sentence, found: Found): void {
  const { tokens, mentions } = sentence;
  const colon = tokens.findIndex((token) => token.text === ':');
  const quote = tokens.find((token, at) => token.kind === 'quote' && Math.abs(at - colon) === 1);
  const speaker = mentions.find((mention) => mention.start === colon + 1 || mention.end === colon);
  const source = speaker === undefined ? undefined : sourceOf(speaker, sentence);
  const isProven = speaker !== undefined && (!['lone', 'weak'].includes(speaker.sort) || source?.kind === 'PERSON');
  if (colon > 0 && quote !== undefined && source !== undefined && isProven)
    found.add('QUOTED', source, spokenWords(quote.text));
}
