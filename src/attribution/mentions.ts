/** Named entities of a sentence and what each can be: a source that is known, a body, a person, a place, an office. */

import { isAcronymOf } from './acronyms.ts';
import { campaignAt } from './campaigns.ts';
import { classify } from './classify.ts';
import { isGivenName } from './given-names.ts';
import { knownAt } from './known-names.ts';
import { isMedium } from './known-sources.ts';
import type { Mention, Reading } from './mention.ts';
import { isMonthForename } from './month-names.ts';
import { isHeadWord, joined, opensBody } from './name-kinds.ts';
import { isCommon, isEdition, runEnd } from './name-run.ts';
import { nominativeOf } from './nominative.ts';
import { particleSurnameAt } from './particles.ts';
import { isPlace } from './places.ts';
import { publicBodyAt } from './public-body.ts';
import type { Token } from './tokens.ts';
import { isStart } from './usage.ts';
import { isOpeningVerb } from './verbs.ts';

/** All names of a sentence, in its order. */
export function mentionsIn(tokens: readonly Token[], reading: Reading): Mention[] {
  const mentions: Mention[] = [];
  let at = 0;
  while (at < tokens.length) {
    const mention = mentionAt(tokens, at, reading);
    if (mention !== undefined) mentions.push(withAcronym(inNominative(ofThen(mention, tokens), reading), tokens));
    at = mention?.end ?? at + 1;
  }
  return mentions;
}

const former =
  /^(?:former|ex|then|late|ehemaliger?|früherer?|frühere|ehemalige|damaliger?|damalige|ancien|ancienne|antiguo|antigua|antigo|antiga|voormalig|voormalige|były|była|förre|förra|tidigare)$/;

/** Somebody's title of once: "former President Jane Roe". */
function ofThen(mention: Mention, tokens: readonly Token[]): Mention {
  if (mention.title === undefined) return mention;
  const front = mention.front ?? mention.start;
  const isFormer = tokens.slice(Math.max(0, front - 1), mention.start).some(({ lower }) => former.test(lower));
  return isFormer ? { ...mention, isFormer } : mention;
}

/** Letters in brackets right behind a body's name are its own where they open words of it, in their order. */
function withAcronym(mention: Mention, tokens: readonly Token[]): Mention {
  const [open, letters, close] = tokens.slice(mention.end, mention.end + 3);
  const isBracketed = open?.text === '(' && close?.text === ')' && letters !== undefined;
  const isBody = mention.sort === 'body' || mention.sort === 'known' || mention.sort === 'lone';
  return isBracketed && isBody && isAcronymOf(letters.text, mention.name)
    ? { ...mention, acronym: letters.text }
    : mention;
}

function inNominative(mention: Mention, { cues }: Reading): Mention {
  const name = mention.sort === 'person' ? nominativeOf(mention.name.split(' '), cues) : undefined;
  return name === undefined ? mention : { ...mention, name, isOblique: true };
}

const kindNouns =
  /^(?:\p{L}*[Ii]nstituts?|Konzerns?|Senders?|\p{L}*[Zz]eitung|\p{L}*[Mm]agazins?|Nachrichtenagentur|Firma|Unternehmens?|Gewerkschaft|Portals?)$/u;

function mentionAt(tokens: readonly Token[], at: number, reading: Reading): Mention | undefined {
  const token = tokens[at];
  if (token?.kind !== 'word') return undefined;
  if (isOpeningVerb(tokens, at, reading.cues)) return undefined;
  // "des Instituts Infratest dimap": the noun says what the known name behind it is.
  const isNoun = reading.cues.capitalisesNouns && kindNouns.test(token.text);
  if (isNoun && knownAt(tokens, at + 1, reading) !== undefined) return undefined;
  const titled = titledBodyAt(tokens, at, reading);
  if (titled !== undefined) return titled;
  const spoken = spokesmanAt(tokens, at, reading);
  if (spoken !== undefined) return spoken;
  // German "Anders sieht das …"
  const isWord = reading.cues.capitalisesNouns && token.lower === 'anders' && tokens[at + 1]?.isCapital !== true;
  if (isWord && isStart(tokens, at)) return undefined;
  const known = knownAt(tokens, at, reading);
  const surname = known === undefined ? particleSurnameAt(tokens, at, reading) : undefined;
  if (surname !== undefined) return surname;
  const campaign = known === undefined ? campaignAt(tokens, at, reading) : undefined;
  if (campaign !== undefined) return campaign;
  const publicBody = publicBodyAt(tokens, at, reading);
  if (publicBody !== undefined && (known === undefined || known.end < publicBody.end)) return publicBody;
  // "Stati Uniti" and "La Haye" begin with words that are common elsewhere.
  const places = token.isCapital ? placeWords(tokens, at) : 0;
  if (places > 1 && known === undefined && !isLongerName(tokens[at + places]))
    return { start: at, end: at + places, name: joinedTexts(tokens, at, at + places), sort: 'place' };
  // "her lawyer, Will Taylor"
  const isWill = token.lower === 'will' && !isStart(tokens, at) && tokens[at + 1]?.isCapital === true;
  const isName = isWill || isSurnameHere(tokens, at, reading);
  const isMonth =
    reading.cues.times.has(token.lower) && !isMonthForename(tokens, at, reading) && !isEdition(tokens, at, at, reading);
  if (!token.isCapital || (isCommon(token, reading) && !isName) || isMonth)
    return known === undefined
      ? undefined
      : (bodyBehindArticle(tokens, known, reading) ?? behindNoun(tokens, known, reading));
  const end = runEnd(tokens, at, reading);
  if (known === undefined) return end > at ? { ...classify(tokens, at, end, reading), front: at } : undefined;
  if (known.end >= end) return known;
  const longer = longerTitle(tokens, known, end, reading);
  if (longer !== undefined) return longer;
  // "Verbraucherzentrale Norwede": one of several that are called so.
  const isOpened = reading.cues.capitalisesNouns && known.end === at + 1 && opensBody(token.text);
  const own = isOpened ? classify(tokens, at, end, reading) : undefined;
  if (own?.sort === 'body' && own.start === at) return { ...own, front: at };
  // "Amnesty International UK"
  const branch = tokens.slice(known.end, end).map(({ text }) => text);
  if (known.kind !== 'PERSON' && isPlace(branch.join(' '))) return { ...known, end };
  // "Petra Ashdown" isn't the agency Petra.
  const isForename =
    known.end === known.start + 1 && isGivenName(known.name) && tokens[known.end]?.isPossessive === false;
  if (isForename && !isHeadWord(tokens[known.end]?.lower ?? ''))
    return { ...classify(tokens, at, end, reading), front: at };
  // "Reuters Institute" is a body of its own; in "Tesla CEO Jane Roe" the person is the name.
  const whole = { ...classify(tokens, at, end, reading), front: at };
  // German "zitiert das Handelsblatt Ministerin Jana Roth": with an article the medium is one, and she another.
  const isArticled = reading.cues.capitalisesNouns && reading.cues.determiners.has(tokens[at - 1]?.lower ?? '');
  if (isArticled && isMedium({ name: known.name, kind: known.kind ?? 'OTHER' }) && whole.start > known.end)
    return known;
  // "Microsoft Office" is what a firm makes.
  if (whole.sort === 'body' && whole.kind === 'GOVERNMENT' && known.kind === 'COMPANY')
    return { ...whole, sort: 'weak' };
  // "dijo a EFE Ana Ruiz": where nouns don't stand side by side, two names are two.
  if (reading.cues.hasFreeInversion && whole.sort === 'person' && whole.start >= known.end) return known;
  const isHeaded = tokens.slice(known.end, end).some((token) => isHeadWord(token.lower));
  return (whole.sort === 'body' && isHeaded) ||
    ((whole.sort === 'person' || whole.sort === 'surname') && whole.start > at)
    ? whole
    : known;
}

const programmes = /^(?:Info|Inforadio|Kultur|Aktuell|Nova|Fernsehen|Hörfunk|Radio)$/;

/** "the journal Nature Geoscience" is no Nature; German "NDR Info" is one of the broadcaster's. */
function longerTitle(tokens: readonly Token[], known: Mention, end: number, reading: Reading): Mention | undefined {
  const { cues } = reading;
  const isProgramme = cues.capitalisesNouns && known.kind === 'BROADCASTER';
  if (isProgramme && end === known.end + 1 && programmes.test(tokens[known.end]?.text ?? '')) return { ...known, end };
  const isOrdinary = known.end === known.start + 1 && cues.ordinaryTitles.has(tokens[known.start]?.lower ?? '');
  if (!isOrdinary || cues.language !== 'en' || tokens[known.start]?.isPossessive) return undefined;
  if (classify(tokens, known.start, end, reading).start > known.start) return undefined;
  return { ...known, end, name: joinedTexts(tokens, known.start, end) };
}

/** "the journal Nature", "the journal Nature Geoscience": a title that is listed with the noun before it. */
function behindNoun(tokens: readonly Token[], known: Mention, reading: Reading): Mention {
  const last = { ...known, start: known.end - 1 };
  const end = runEnd(tokens, last.start, reading);
  const longer = end > known.end ? longerTitle(tokens, last, end, reading) : undefined;
  return longer === undefined ? known : { ...longer, start: known.start };
}

/** "“…,” Long said" in a piece about David Long: a word that is common elsewhere. */
function isSurnameHere(tokens: readonly Token[], at: number, { cues, usage }: Reading): boolean {
  const { text = '', lower = '' } = tokens[at] ?? {};
  const isSpeaking = [tokens[at - 1], tokens[at + 1]].some((token) => cues.verbs.has(token?.lower ?? ''));
  const isSmall = cues.determiners.has(lower) || cues.personalPronouns.has(lower) || cues.clauseOpeners.has(lower);
  return cues.language === 'en' && isSpeaking && cues.adverbs.has(lower) && !isSmall && usage.isInner(text);
}

/** "The Namibian Broadcasting Corporation" isn't the paper The Namibian. */
function bodyBehindArticle(tokens: readonly Token[], { start, end }: Mention, reading: Reading): Mention | undefined {
  if (tokens[start]?.lower !== 'the' || tokens[end]?.isCapital !== true || tokens[end - 1]?.isPossessive)
    return undefined;
  const whole = classify(tokens, start + 1, runEnd(tokens, start + 1, reading), reading);
  return whole.sort === 'body' && whole.end > end ? { ...whole, front: start + 1 } : undefined;
}

/** German "die Bürgerinitiative „Rettet den Strand“": in marks all words are the name. */
function titledBodyAt(tokens: readonly Token[], at: number, { cues }: Reading): Mention | undefined {
  const isBody = cues.descriptors.get(tokens[at - 1]?.lower ?? '') === 'ORGANIZATION' && cues.capitalisesNouns;
  if (!isBody || tokens[at]?.isTitle !== true || tokens[at - 1]?.isTitle === true) return undefined;
  let end = at;
  while (tokens[end]?.isTitle === true) end += 1;
  return { start: at, end, name: joinedTexts(tokens, at, end), kind: 'ORGANIZATION', sort: 'body' };
}

/** German "ein DWD-Sprecher", "eine Pew-Umfrage", without a name: the body whose they are. */
function spokesmanAt(tokens: readonly Token[], at: number, { cues, index }: Reading): Mention | undefined {
  const [, body, noun = ''] =
    /^(\p{L}.+)-(Sprecher|Sprecherin|Informationen|Angaben|Recherchen?|Bericht|Umfrage|Studie|Anfrage|Interview|Gespräch|Meldung|Podcast)$/u.exec(
      tokens[at]?.text ?? '',
    ) ?? [];
  if (!cues.capitalisesNouns || body === undefined || tokens[at + 1]?.isCapital === true) return undefined;
  const known = index.find(body);
  const isSpoken = noun.startsWith('Sprecher');
  if (known === undefined && !(isSpoken && /^\p{Lu}{2,}$/u.test(body))) return undefined;
  return { start: at, end: at + 1, name: known?.name ?? body, kind: known?.kind ?? 'ORGANIZATION', sort: 'body' };
}

/** "New York Harbour Trust", but "attorney general for the District of Columbia Ann Bly". */
function isLongerName(next: Token | undefined): boolean {
  return next?.isCapital === true && !isGivenName(next.text);
}

const MAX_PLACE_WORDS = 3;

/** How many words, two at least, from a token on are a place's name. */
function placeWords(tokens: readonly Token[], at: number): number {
  for (let length = MAX_PLACE_WORDS; length > 1; length -= 1)
    if (isPlace(joinedTexts(tokens, at, at + length))) return length;
  return 0;
}

function joinedTexts(tokens: readonly Token[], from: number, to: number): string {
  return joined(tokens.slice(from, to).map((token) => token.text));
}
