/** One capitalised word that is neither place, title nor known: a name only where the piece shows it to be one. */

import { isBareName } from './bare-names.ts';
import type { Mention, Reading } from './mention.ts';
import { isHeadWord, isImpersonal, kindOfBody } from './name-kinds.ts';
import { abstract, isSingularVerb, speaksNext } from './person-here.ts';
import { isPeople, isPlace } from './places.ts';
import { isPlainWord } from './plain-words.ts';
import { isSubjectBehindVerb } from './subject-person.ts';
import type { Token } from './tokens.ts';
import { isStart } from './usage.ts';
import { words } from './word-list.ts';

/** Letters that are things, and no body that could say anything. */
const thingAcronyms = words(
  'AI IT PR TV GPS DNA RNA PDF HIV AIDS COVID GDP VAT QR UX UI API APIs CSV HTML CSS SQL STD GB MB TB KB DC FAQ ID IQ HR DIY MRI VIP ATM SUV EV LED USB PC CV OK USD GBP EUR AM PM BC AD CEO CFO CTO IPO NFT LNG CCTV VR AR',
);
export const acronym = /^\p{Lu}[\p{Lu}&.-]{1,6}$/u;

/** Endings of what opens a sentence and is no name: "Swimming", "Shortly", "Tradition says". */
const unlikely = /(?:ing|ly|[^sui]s|tion|sion)$/;

/** What a single word is: `lone`, `surname`, or `weak` where nothing shows it to be a name. */
export function loneWord(tokens: readonly Token[], start: number, reading: Reading): Mention {
  const { cues, usage, isTitleCase } = reading;
  const { text: name = '', lower = '' } = tokens[start] ?? {};
  const mention = { start, end: start + 1, name };
  if (acronym.test(name) && !cues.anonymous.has(lower) && !thingAcronyms.has(name))
    return { ...mention, sort: 'lone', kind: /(?:TV|FM)$/.test(name) ? 'BROADCASTER' : 'ORGANIZATION' };
  const isNoun =
    cues.anonymous.has(lower) ||
    cues.mouthpieces.has(lower) ||
    isHeadWord(name) ||
    (isImpersonal(name) && isStart(tokens, start)) ||
    isPlainWord(name);
  // "Democratic-leaning" is an adjective.
  const isWord = isNoun || usage.isLower(lower) || /-\p{Ll}+$/u.test(name);
  const isCamel = /\p{Ll}\p{Lu}/u.test(name);
  const isUnproven = isStart(tokens, start) && !usage.isInner(name) && !isCamel;
  if (isTitledWithArticle(tokens, start, reading) && isNoun)
    return { ...mention, sort: 'lone', kind: kindOfBody(['The', name]) };
  const isLikely = !isUnproven || (speaksNext(tokens, start + 1, reading) && !unlikely.test(name));
  if (!isWord && isBareName(tokens, start, start + 1, cues)) return { ...mention, kind: 'ORGANIZATION', sort: 'lone' };
  if (cues.capitalisesNouns && !isWord && isBareSurname(tokens, start, reading))
    return { ...mention, kind: 'PERSON', sort: 'surname' };
  return { ...mention, sort: isTitleCase || cues.capitalisesNouns || isWord || !isLikely ? 'weak' : 'lone' };
}

/** "according to The Lantern": an article with a capital inside of a sentence is a part of a title. */
function isTitledWithArticle(tokens: readonly Token[], start: number, { cues, isTitleCase }: Reading): boolean {
  const isArticle = tokens[start - 1]?.raw === 'The' && cues.language === 'en';
  return isArticle && !isTitleCase && !isStart(tokens, start - 1);
}

/** "„Wir sind bereit“, sagte Huber": one word right behind a verb in the singular, and the end of its clause behind it. */
function isBareSurname(tokens: readonly Token[], at: number, { cues, isTitleCase }: Reading): boolean {
  const { lower = '', text = '' } = tokens[at] ?? {};
  const next = tokens[at + 1];
  // "„…“, sagte Huber der Deutschen Presse-Agentur", "„…“, ist Huber überzeugt"
  const isBehindSpeech = tokens[at - 2]?.text === ',' && tokens[at - 3]?.kind === 'quote';
  const isTelling = isBehindSpeech && /^de[rmn]$/.test(next?.lower ?? '');
  const isConvinced =
    isBehindSpeech && tokens[at - 1]?.lower === 'ist' && /^(?:überzeugt|sicher)$/.test(next?.lower ?? '');
  // "Huber bemängelte die Abwehr: „…“"
  const isBeforeSpeech =
    isStart(tokens, at) &&
    isSingularVerb(next, cues) &&
    tokens.some(({ text }, index) => index > at && text === ':' && tokens[index + 1]?.kind === 'quote');
  const isEnd = isTelling || next?.kind !== 'word' || cues.prepositions.has(next.lower) || cues.adverbs.has(next.lower);
  const isNoun =
    abstract.test(lower) ||
    cues.roles.has(lower) ||
    cues.roleShape.test(lower) ||
    cues.descriptors.has(lower) ||
    isPlace(text) ||
    isPeople(text);
  // "habe Kern betont"
  const isComposed = cues.auxiliaries.has(tokens[at - 1]?.lower ?? '') && cues.perfects.has(next?.lower ?? '');
  // "„…“, so Kanda.", but "so Beobachter"
  const [mark, so] = [tokens[at - 2], tokens[at - 1]];
  const isClosing =
    so?.lower === 'so' &&
    (mark?.kind === 'quote' || (mark?.text === ',' && tokens[at - 3]?.kind === 'quote')) &&
    next?.kind === 'mark' &&
    !cues.anonymous.has(lower) &&
    !/(?:er|en|ende|innen)$/.test(lower);
  if (isClosing && !isNoun) return !isTitleCase && text.length > 2;
  // "Anwalt Kern forderte Freispruch": behind a subject it is what is done.
  const isBehindVerb = isEnd && isSingularVerb(tokens[at - 1], cues) && isSubjectBehindVerb(tokens, at - 1, cues);
  const isSpeaker = isComposed || isConvinced || isBeforeSpeech || isBehindVerb;
  return !isTitleCase && isSpeaker && !isNoun && text.length > 2;
}
