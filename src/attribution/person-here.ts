/** Whether words with capitals are a person, from a given name, what stands around them, and how the piece uses them. */

import type { Cues } from './cues.ts';
import { isGivenName, isOrdinaryName } from './given-names.ts';
import type { Reading } from './mention.ts';
import { isPersonal } from './name-kinds.ts';
import { isPeople, isPlace, placesAndNames } from './places.ts';
import { isPlainWord } from './plain-words.ts';
import type { Token } from './tokens.ts';
import { isStart } from './usage.ts';

/** Endings of German nouns that no surname has. */
export const abstract = /(?:ung|heit|keit|schaft|ion|tät|ismus|nis|tum|ment|chen|lein)$/;

export function isPersonHere(
  tokens: readonly Token[],
  start: number,
  end: number,
  parts: readonly string[],
  reading: Reading,
): boolean {
  if (!isPersonal(parts)) return false;
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (isGivenName(first) || placesAndNames.has(first) || /^\p{Lu}[.ª]$/u.test(first)) return true;
  const { cues, usage } = reading;
  // "Cuerpos de Seguridad": behind its first word a name that isn't given has no "de".
  if (cues.hasFreeInversion && /^(?:de|del|di|do|da|des|du|dos)$/.test(parts[1] ?? '')) return false;
  // "l'assessore alla Cultura di Lecce": what an office is for, and where.
  const isOfOffice = parts.some((part) => /^\p{Ll}/u.test(part)) && cues.hasFreeInversion;
  if (isOfOffice && cues.prepositions.has(tokens[start - 1]?.lower ?? '') && isOffice(tokens[start - 2], cues))
    return false;
  // Where every noun has a capital, a name of unknown words needs an age, a party or an office behind it.
  if (cues.capitalisesNouns) return isIntroduced(tokens, end, reading) || isSpeakingName(tokens, start, end, reading);
  // "Hope Wyatt, who", "Hope Wyatt, 43,"
  const isTold = parts.length <= 3 && isOrdinaryName(first) && !isPlainWord(last) && isFollowedAsPerson(tokens, end);
  if (isTold) return true;
  if (parts.some(isPlainWord) || usage.isLower(first.toLowerCase())) return false;
  if (usage.isLower(last.toLowerCase()) && !usage.isInner(last)) return false;
  // "Rodzice Zosi mówią"
  if (cues.anonymous.has(first.toLowerCase())) return false;
  return (
    !isStart(tokens, start) || usage.isInner(name(parts)) || usage.isInner(last) || speaksNext(tokens, end, reading)
  );
}

function isOffice(token: Token | undefined, { roles, roleShape }: Cues): boolean {
  return token?.kind === 'word' && (roles.has(token.lower) || roleShape.test(token.lower));
}

/** A comma, and "who" or an age. */
function isFollowedAsPerson(tokens: readonly Token[], end: number): boolean {
  return tokens[end]?.text === ',' && /^(?:who|whose|whom|\d{1,3})$/.test(tokens[end + 1]?.text ?? '');
}

/** Two capitalised words beside a saying verb and without an article: no common noun stands so in the singular. */
function isSpeakingName(tokens: readonly Token[], start: number, end: number, { cues }: Reading): boolean {
  const [before, next] = [tokens[start - 1], tokens[end]];
  const isBehindSpeech =
    cues.language === 'de' &&
    tokens[start - 2]?.text === ',' &&
    tokens[start - 3]?.kind === 'quote' &&
    before?.isCapital === false &&
    /t(?:e|et)?$/.test(before.lower);
  const isBeside =
    isBehindSpeech || isSingularVerb(before, cues) || (isSingularVerb(next, cues) && isStart(tokens, start));
  const words = tokens.slice(start, end);
  // "Klare Worte fand Landrat Jan Roth": who speaks stands behind the verb.
  const subject = cues.determiners.has(tokens[end + 1]?.lower ?? '') ? tokens[end + 2] : tokens[end + 1];
  const isObject = subject?.isCapital === true && (isOffice(subject, cues) || isGivenName(subject.text));
  return (
    isBeside &&
    !isObject &&
    words.length <= 3 &&
    words.every(
      ({ lower, text }) =>
        !abstract.test(lower) &&
        !cues.anonymous.has(lower) &&
        !isPlace(text.replace(/s$/, '')) &&
        !isPlace(text) &&
        !isPeople(text),
    )
  );
}

/** "sagte", but not "sagten": plurals need no article. */
export function isSingularVerb(token: Token | undefined, cues: Cues): boolean {
  return token?.isCapital === false && cues.verbs.has(token.lower) && !/(?:en|eln|ern)$/.test(token.lower);
}

/** "…, 43,", "… (SPD)", "…, Sprecher der …". */
function isIntroduced(tokens: readonly Token[], at: number, { cues }: Reading): boolean {
  const [mark, next] = [tokens[at]?.text, tokens[at + 1]];
  if (mark === '(') return /^(?:\d{1,3}|\p{Lu}[\p{Lu}\p{Ll}]*)$/u.test(next?.text ?? '');
  const isOffice = cues.roles.has(next?.lower ?? '') || cues.roleShape.test(next?.lower ?? '');
  return mark === ',' && (isOffice || /^\d{1,3}$/.test(next?.text ?? ''));
}

/** Whether what stands at a token makes the name before it a subject: its verb, an adverb, or an apposition. */
export function speaksNext(tokens: readonly Token[], at: number, { cues }: Reading): boolean {
  const token = tokens[at];
  const lower = token?.lower ?? '';
  // "Political estimates told …": what is a noun as well proves nothing.
  const isVerb = (cues.verbs.has(lower) && !cues.mouthpieces.has(lower)) || cues.adverbs.has(lower);
  return (isVerb && token?.isCapital === false) || token?.text === ',';
}

function name(parts: readonly string[]): string {
  return parts.join(' ');
}
