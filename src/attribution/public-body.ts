/** Public bodies that are written without capitals: "the Polish interior ministry". */

import type { Mention, Reading } from './mention.ts';
import { joined } from './name-kinds.ts';
import { compound, isTitledPerson, runEnd } from './name-run.ts';
import { isPeople, isPlace, placeLength } from './places.ts';
import type { Token } from './tokens.ts';

/** Of the lower-case words that name the body. */
const MAX_BODY_WORDS = 4;

/** "the Polish interior ministry", "Hamburg police": a people or a place, and a public body in lower case. */
export function publicBodyAt(tokens: readonly Token[], at: number, reading: Reading): Mention | undefined {
  const { cues } = reading;
  const described = cues.capitalisesNouns ? describedBody(tokens, at) : undefined;
  if (described !== undefined) return described;
  if (cues.capitalisesNouns && isStatesBody(tokens, at)) {
    const name = `${tokens[at]?.raw} ${tokens[at + 1]?.text}`;
    return { start: at, end: at + 2, name, kind: 'GOVERNMENT', sort: 'body' };
  }
  const beside = besideNoun(tokens, at, reading);
  if (beside !== undefined) return beside;
  if (cues.publicBodies.has(tokens[at]?.lower ?? '')) return headedBody(tokens, at, reading);
  const isOneOfSeveral =
    cues.language === 'en' && /^(?:an?|one|another|some|two|three|several|many)$/.test(tokens[at - 1]?.lower ?? '');
  const run = tokens.slice(at, at + 3).filter((token) => token.isCapital);
  const owners = placeLength(run.map((token) => token.text));
  if (owners === 0) return undefined;
  for (let end = at + owners; end < at + owners + MAX_BODY_WORDS; end += 1) {
    const token = tokens[end];
    // "Ukraine's state emergency service": an adjective, though "they state".
    const isVerb = cues.verbs.has(token?.lower ?? '') && token?.lower !== 'state';
    // "Gaza's Hamas-run health ministry"
    const isAdjective = token?.isCapital === true && compound.test(token.raw);
    const isCapital = token?.isCapital === true && !isAdjective;
    if (token?.kind !== 'word' || isCapital || cues.prepositions.has(token.lower) || isVerb) return undefined;
    if (!cues.publicBodies.has(token.lower)) continue;
    // "Russian state news agency RIA Novosti" has a name of its own.
    if (tokens[end - 1]?.lower === 'news') return undefined;
    // "the Paris office" may be any firm's, "France's data office" is the state's.
    const owner = tokens[at + owners - 1];
    // "A Spanish court": nobody knows which; "a Spanish government spokesman" is of the one that there is.
    if (isOneOfSeveral && !cues.mouthpieces.has(tokens[end + 1]?.lower ?? '')) return undefined;
    // "the French agency" may be any, "the French rail agency" is a name.
    if (isAnybodys(token.lower) && end === at + owners) return undefined;
    if (isAnybodys(token.lower) && owner?.isPossessive !== true && !isPeople(owner?.text ?? '')) return undefined;
    const named = tokens.slice(at, end + 1).filter(({ raw }) => !compound.test(raw));
    const parts = named.map((part, index) => {
      const text = index === named.length - 1 ? part.text : part.raw;
      return (text[0] ?? '').toUpperCase() + text.slice(1);
    });
    // "the Kyiv government's envoy" speaks for himself.
    return token.isPossessive
      ? undefined
      : { start: at, end: end + 1, name: parts.join(' '), kind: 'GOVERNMENT', sort: 'body' };
  }
  return undefined;
}

/** Dutch "de brandweer Twente", "de gemeente Almere": the noun in lower case, and whose it is right behind. */
function besideNoun(tokens: readonly Token[], at: number, reading: Reading): Mention | undefined {
  const noun = tokens[at];
  const isNoun =
    reading.cues.language === 'nl' &&
    /^(?:brandweer|politie|gemeente|provincie|waterschap|veiligheidsregio|rechtbank)$/.test(noun?.lower ?? '');
  if (!isNoun || noun === undefined || noun.isCapital || tokens[at + 1]?.isCapital !== true) return undefined;
  const end = runEnd(tokens, at + 1, reading);
  if (end === at + 1 || isTitledPerson(tokens, at + 1, reading)) return undefined;
  const name = joined(tokens.slice(at, end).map(({ text }) => text));
  return { start: at, end, name: name.charAt(0).toUpperCase() + name.slice(1), kind: 'GOVERNMENT', sort: 'body' };
}

const feminine = /^(?:Armee|Luftwaffe|Marine|Zentralbank|Notenbank|Küstenwache)$/;

/** German "die israelische Armee", "dem ukrainischen Militär": whose it is by an adjective. */
function describedBody(tokens: readonly Token[], at: number): Mention | undefined {
  const [adjective, noun] = [tokens[at]?.text ?? '', tokens[at + 1]?.text ?? ''];
  const stem = /^(\p{Ll}{4,}isch)e[nmrs]?$/u.exec(adjective)?.[1];
  const isNoun = feminine.test(noun) || /^(?:Militär|Parlament)s?$/.test(noun);
  const country = stem === undefined ? '' : stem.charAt(0).toUpperCase() + stem.slice(1);
  if (stem === undefined || !isNoun || !/^de[rnms]$|^d(?:ie|as)$/.test(tokens[at - 1]?.lower ?? '')) return undefined;
  const name = `${country}${feminine.test(noun) ? 'e' : 'es'} ${noun.replace(/(?<=är|nt)s$/, '')}`;
  return { start: at, end: at + 2, name, kind: 'GOVERNMENT', sort: 'body' };
}

/** German "Israels Armee", "Polens Innenministerium". */
function isStatesBody(tokens: readonly Token[], at: number): boolean {
  const [owner, body] = tokens.slice(at, at + 2);
  const isCountry =
    /s$/.test(owner?.text ?? '') && isPlace(owner?.text.slice(0, -1) ?? '') && !isPlace(owner?.text ?? '');
  return (
    isCountry &&
    /^(?:Armee|Regierung|Militär|Polizei|Parlament|Zentralbank|Marine|Luftwaffe|\p{Lu}\p{Ll}+ministerium)$/u.test(
      body?.text ?? '',
    )
  );
}

/** "le ministère de la Défense": the lower-case noun first, then words that join it to a name. */
function headedBody(tokens: readonly Token[], at: number, reading: Reading): Mention | undefined {
  const { cues } = reading;
  const head = tokens[at];
  // "le ministère russe de la Défense"
  const isDescribed =
    cues.hasFreeInversion && cues.bodyJoins.has(tokens[at + 2]?.lower ?? '') && tokens[at + 1]?.isCapital === false;
  const front = isDescribed && !cues.bodyJoins.has(tokens[at + 1]?.lower ?? '') ? 2 : 1;
  let next = at + front;
  while (cues.bodyJoins.has(tokens[next]?.lower ?? '') || cues.definite.has(tokens[next]?.lower ?? '')) next += 1;
  const isJoined = next > at + front && next <= at + front + 2 && tokens[next]?.isCapital === true;
  // "the office of Jane Roe", "a service of Kern": of anybody.
  if (head === undefined || head.isCapital || !isJoined || isAnybodys(head.lower)) return undefined;
  const end = runEnd(tokens, next, reading);
  if (end === next || isTitledPerson(tokens, next, reading)) return undefined;
  const parts = tokens.slice(at, end).map((token, index, all) => (index === all.length - 1 ? token.text : token.raw));
  const name = joined(parts);
  return { start: at, end, name: name.charAt(0).toUpperCase() + name.slice(1), kind: 'GOVERNMENT', sort: 'body' };
}

/** What firms have as well as states. */
function isAnybodys(noun: string): boolean {
  return /^(?:office|bureau|service|agency|commission|authority)$/.test(noun);
}
