/** The verb of a saying, with the auxiliary or the particle that makes it one: "hat … bestätigt", "teilte … mit". */

import type { Cues, Need } from './cues.ts';
import { isReportedClause } from './pronouns.ts';
import { hasQuote } from './said.ts';
import type { Sentence } from './sentence.ts';
import type { Token } from './tokens.ts';

export interface Verb {
  /** Token beside which the subject stands: the auxiliary, where there is one. */
  readonly finite: number;
  /** Behind the verb, and the word that makes it one: "fa sapere". */
  readonly end: number;
  readonly needs: Need;
}

const MAX_WORDS_TO_AUXILIARY = 8;
/** Where the verb is last in its sentence. */
const MAX_WORDS_TO_AUXILIARY_WHERE_LAST = 16;

/** The saying verb at a token, with its auxiliary or its particle where it needs one. */
export function verbAround(sentence: Sentence, at: number): Verb | undefined {
  const { tokens } = sentence;
  const { cues } = sentence.reading;
  const lower = tokens[at]?.lower ?? '';
  const habit = habitBefore(sentence, at);
  if (habit !== undefined) return { finite: habit, end: at + 1, needs: cues.verbs.get(lower) ?? 'any' };
  if (cues.blockers.has(tokens[at - 1]?.lower ?? '') || isInfinitive(sentence, at)) return undefined;
  // "denied saying “burn it”"
  if (/^den(?:y|ies|ied)$/.test(lower) && /ing$/.test(tokens[at + 1]?.lower ?? '')) return undefined;
  // "as Jane Roe put it, “…”"
  if (cues.language === 'en' && /^puts?$/.test(lower) && tokens[at + 1]?.lower === 'it')
    return { finite: at, end: at + 2, needs: 'quote' };
  // "asked why the doors were locked", but "Roe, asked whether she would stand,"
  const isAsking = cues.language === 'en' && /^asks?(?:ed)?$/.test(lower) && tokens[at - 1]?.kind === 'word';
  if (isAsking && /^(?:why|whether|if|how|what|when|where|who)$/.test(tokens[at + 1]?.lower ?? ''))
    return { finite: at, end: at + 1, needs: 'any' };
  // "called on both sides to stop"
  if (cues.language === 'en' && /^calls?(?:ed)?$/.test(lower) && /^(?:on|for)$/.test(tokens[at + 1]?.lower ?? ''))
    return { finite: at, end: at + 2, needs: 'stand' };
  // "Dem widerspricht Jana Roth."
  const isAgainst = cues.language === 'de' && /^wider(?:spricht|sprach|sprechen|sprachen)$/.test(lower);
  if (isAgainst && /^(?:dem|dagegen)$/.test(tokens[at - 1]?.lower ?? ''))
    return { finite: at, end: at + 1, needs: 'any' };
  const set = setPhraseAt(sentence, at);
  if (set !== undefined) return set;
  const needs = cues.verbs.get(lower);
  // "se montre prudent"
  if (cues.findingVerbs.has(lower) && /^(?:se|s'|si|sich|sig)$/.test(tokens[at - 1]?.lower ?? '')) return undefined;
  const particles = cues.verbParticles.get(lower);
  if (isTakenBack(sentence, at) || (needs === 'quote' && isOtherVerb(sentence, at, particles))) return undefined;
  // "hatte zuvor berichtet": a participle that is written as the verb is, at the end of its clause.
  const isParticiple = cues.isVerbSecond && cues.perfects.has(lower) && isLastOf(sentence, at);
  const composed = isParticiple ? behindAuxiliary(sentence, at) : undefined;
  if (composed !== undefined) return composed;
  if (needs !== undefined && needs !== 'any' && isOpinion(sentence, at) && !hasQuote(sentence))
    return { finite: at, end: at + 1, needs: 'news' };
  if (needs !== undefined && particles === undefined) return { finite: at, end: at + 1, needs };
  if (needs !== undefined && particles !== undefined) {
    const isParticle = ({ lower }: Token, index: number) =>
      index > at && particles.has(lower) && (!cues.prepositions.has(lower) || isLastOf(sentence, index));
    // "wie der Verband bekannt gab": at the end of its clause a verb has its particle before it.
    const before = tokens[at - 1]?.lower ?? '';
    const isLast = isLastOf(sentence, at) && particles.has(before) && !cues.prepositions.has(before);
    const hasParticle = isLast || tokens.some(isParticle);
    const end = particles.has(tokens[at + 1]?.lower ?? '') ? at + 2 : at + 1;
    if (hasParticle) return { finite: at, end, needs: needs === 'news' ? 'news' : 'any' };
    if (isOpinion(sentence, at)) return { finite: at, end: at + 1, needs: 'news' };
    if (needs === 'quote' || isJudged(sentence, at)) return { finite: at, end: at + 1, needs: 'quote' };
    return behindSpeech(sentence, at);
  }
  return behindAuxiliary(sentence, at) ?? behindSpeech(sentence, at);
}

const modals =
  /^(?:kann|muss|soll|will|darf|mag|wird|würde|(?:könn|konn|müss|muss|soll|woll|dürf|durf|werd|würd|lass)\p{L}{1,3})$/u;

/** German "habe man „Feuer aus“ melden können": in front of such a verb nobody says. */
function isInfinitive({ tokens, reading }: Sentence, at: number): boolean {
  const isPlural = reading.cues.language === 'de' && /(?:en|ern|eln)$/.test(tokens[at]?.lower ?? '');
  return isPlural && modals.test(tokens[at + 1]?.lower ?? '');
}

/** Of what somebody said; fewer words in marks may be a title. */
const MIN_SPOKEN_WORDS = 4;

/**
 * "„Das ist ein Skandal“, empört sich die Rentnerin Gisela Brandt": what stands between direct speech and a person's name is a
 * verb of saying, whichever it is.
 */
function behindSpeech(sentence: Sentence, at: number): Verb | undefined {
  const { tokens, mentions, reading } = sentence;
  const { cues } = reading;
  const token = tokens[at];
  const quote = tokens[at - 1]?.text === ',' ? tokens[at - 2] : tokens[at - 1];
  if (token?.kind !== 'word' || token.isCapital) return undefined;
  // "Die Lage sei ernst, orakelt der Rentner Gert Brandt"
  const isReported = tokens[at - 1]?.text === ',' && isReportedClause(sentence, at - 1);
  if (quote?.kind !== 'quote' && !isReported) return undefined;
  const spoken = quote?.kind === 'quote' ? quote.text : '';
  const isBurst = cues.language === 'de' && tokens[at + 1]?.lower === 'es';
  if (!isReported && !isBurst && spoken.split(' ').length < MIN_SPOKEN_WORDS) return undefined;
  const isTagged = cues.language === 'en' && spoken.endsWith(',') && /(?:[^s]s|ed)$/.test(token.lower);
  const isSecond = cues.isVerbSecond && quote !== tokens[at - 1];
  if (!isTagged && !isSecond) return undefined;
  const others = [
    cues.prepositions,
    cues.conjunctions,
    cues.adverbs,
    cues.determiners,
    cues.personalPronouns,
    cues.blockers,
  ];
  const isOther = [...others, cues.roles, cues.clauseOpeners, cues.closingCues, cues.passives, cues.auxiliaries].some(
    (words) => words.has(token.lower),
  );
  if (isOther) return undefined;
  const end = behindReflexive(sentence, at);
  // "„…“, rechnet sie vor"
  const isHe = cues.language === 'de' && isSecond && cues.personalPronouns.has(tokens[end]?.lower ?? '');
  if (isHe) return { finite: at, end, needs: isReported ? 'any' : 'quote' };
  const name = mentions.find(({ start }) => start >= end);
  const between = tokens.slice(end, name?.front ?? name?.start);
  const isOfName = ({ kind, lower, isCapital }: Token, index: number) =>
    kind === 'word' &&
    // "dem sichtlich genervten Kapitän"
    (isCapital ||
      (index > 0 && cues.capitalisesNouns && !cues.prepositions.has(lower) && !cues.conjunctions.has(lower)) ||
      cues.determiners.has(lower) ||
      cues.roles.has(lower) ||
      cues.roleShape.test(lower));
  const isSpoken = name?.sort === 'person' && between.every(isOfName);
  return isSpoken ? { finite: at, end, needs: isReported ? 'any' : 'quote' } : undefined;
}

/** "empört sich die Rentnerin", "entfuhr es dem Kapitän", "platzte es aus dem Trainer heraus": where who speaks begins. */
function behindReflexive({ tokens }: Sentence, at: number): number {
  const [next, second] = tokens.slice(at + 1, at + 3).map(({ lower }) => lower);
  if (next === 'es') return second === 'aus' ? at + 3 : at + 2;
  return /^(?:sich|zich|sig)$/.test(next ?? '') ? at + 2 : at + 1;
}

/** "liked to say", "went on to tell": where the verb begins of what somebody said more than once, or in the end. */
function habitBefore({ tokens, reading }: Sentence, at: number): number | undefined {
  const { lower = '' } = tokens[at] ?? {};
  if (reading.cues.language !== 'en' || !/^(?:say|tell|claim|add|explain|argue|warn)$/.test(lower)) return undefined;
  if (tokens[at - 1]?.lower !== 'to') return undefined;
  const before = tokens[at - 2]?.lower ?? '';
  if (/^(?:likes|liked|loves|loved|used|continued|continues)$/.test(before)) return at - 2;
  return before === 'on' && /^(?:went|goes)$/.test(tokens[at - 3]?.lower ?? '') ? at - 3 : undefined;
}

/** "hat … bestätigt", "a déclaré": a participle with its auxiliary. */
function behindAuxiliary(sentence: Sentence, at: number): Verb | undefined {
  const { tokens, reading } = sentence;
  const { cues } = reading;
  const lower = tokens[at]?.lower ?? '';
  const perfect = cues.perfects.get(lower);
  // "ha reso noto"
  const particles = cues.verbParticles.get(lower);
  const end = particles?.has(tokens[at + 1]?.lower ?? '') ? at + 2 : at + 1;
  if (particles !== undefined && end === at + 1) return undefined;
  if (perfect === undefined) return undefined;
  const isLast = cues.capitalisesNouns && isLastOf(sentence, at);
  const most = isLast ? MAX_WORDS_TO_AUXILIARY_WHERE_LAST : MAX_WORDS_TO_AUXILIARY;
  for (let finite = at - 1; finite >= Math.max(0, at - most); finite -= 1) {
    const token = tokens[finite];
    // "s'est emporté": a reflexive verb isn't passive.
    if (/^s'?$/.test(tokens[finite - 1]?.lower ?? '') && cues.passives.has(token?.lower ?? ''))
      return { finite: finite - 1, end, needs: perfect };
    if (token?.kind === 'mark' || cues.blockers.has(token?.lower ?? '') || cues.passives.has(token?.lower ?? '')) break;
    if (cues.auxiliaries.has(token?.lower ?? ''))
      return cues.blockers.has(tokens[finite - 1]?.lower ?? '') ? undefined : { finite, end, needs: perfect };
  }
  return undefined;
}

/** "Added Gibbs: “…”": in English a sentence opens with its verb only in front of who says what follows a colon. */
export function isOpeningVerb(tokens: readonly Token[], at: number, cues: Cues): boolean {
  const token = tokens[at];
  if (at > 0 || token?.isCapital !== true || cues.language !== 'en' || !cues.verbs.has(token.lower)) return false;
  const end = tokens.findIndex(({ isCapital }, index) => index > at && !isCapital);
  return end > at + 1 && end < at + 6 && tokens[end]?.text === ':' && tokens[end + 1]?.kind === 'quote';
}

/** German "hält die Wirkung für „begrenzt“". */
function isJudged({ tokens, reading }: Sentence, at: number): boolean {
  const isHeld = reading.cues.language === 'de' && /^h(?:ält|ielt)$/.test(tokens[at]?.lower ?? '');
  return (
    isHeld && tokens.some(({ lower }, index) => index > at && lower === 'für' && tokens[index + 1]?.kind === 'quote')
  );
}

/** German verbs that say only with a word of their clause, before or behind them, and what they need then. */
const setPhrases: readonly (readonly [verb: RegExp, word: RegExp, needs: Need, last?: RegExp])[] = [
  [
    /^zeigt(?:e|en)?$/,
    /^(?:besorgt|erschüttert|entsetzt|bestürzt|empört|betroffen|schockiert|irritiert|verärgert|zuversichtlich|optimistisch)$/,
    'news',
  ],
  [/^(?:ist|sind|war|waren)$/, /^überzeugt$/, 'clause'],
  [
    /^(?:zeigten?|zeigt|gibt|gab|geben|gaben)$/,
    /^(?:überzeugt|zuversichtlich|optimistisch|kämpferisch|(?:un)?zufrieden|enttäuscht|erfreut|erleichtert|besorgt|verärgert|überrascht|skeptisch|gelassen|entsetzt|begeistert|empört|betroffen|irritiert|stolz|selbstkritisch|reumütig|beeindruckt|schockiert|bestürzt|verwundert)$/,
    'clause',
  ],
  [/^(?:geht|gehen|ging|gingen)$/, /^davon$/, 'clause'],
  [/^(?:geht|gehen|ging|gingen)$/, /^vo[nm]$/, 'news', /^aus$/],
  [/^(?:kommt|kommen|kam|kamen)$/, /^(?:schluss|ergebnis|fazit)$/, 'any'],
  [/^(?:macht|machte|machten|machen)$/, /^(?:deutlich|geltend)$/, 'clause'],
  [/^stell(?:t|te|ten|en)$/, /^aussicht$/, 'any'],
  [/^(?:schätz|beziffer)(?:t|te|ten|en)$/, /^auf$/, 'any'],
  [/^(?:ist|sind|war|waren)$/, /^sich$/, 'clause', /^sicher$/],
  [/^(?:ist|sind|war|waren)$/, /^sicher$/, 'quote'],
  [/^br(?:ingt|achte)$/, /^punkt$/, 'quote'],
  [/^z(?:og|ieht|ogen|iehen)$/, /^(?:bilanz|fazit)$/, 'clause'],
  [/^(?:hält|hielt|halten|hielten|setzt|setzte)$/, /^dagegen$/, 'quote'],
  // What bodies count and firms reckon with: "registrierte 1.200 Fälle", "erwartet für 2027 einen Verlust"; what a union
  // "zählt" is its members.
  [/^(?:registrier|verzeichne|ermittel)(?:t|te|ten|en|ete|eten)$|^(?:zähl|erfass)ten?$/, /^\d/, 'news'],
  [/^erwarte(?:t|te|n|ten)$/, /^(?:19|20)\d\d$/, 'news'],
  // What is measured or foretold, and no visit or child.
  [
    /^erwarte(?:t|te|n|ten)$/,
    /^(?:prozent|grad|(?:zenti|kilo)?meter|liter|euro|millionen|milliarden|wachstum|rückgang|anstieg|zuwachs|minus|plus|(?:neu)?schnee|regen|gewitter|böen|frost|hochwasser)$/,
    'news',
  ],
  // "rechnet mit einem Rückgang", while "rechnet mit seinen Gegnern ab" settles accounts.
  [/^rechne(?:t|te|n|ten)$/, /^mit$/, 'office', /^(?!ab$)/],
  [/^(?:warf|wirft|warfen|werfen)$/, /^vor$/, 'office', /^vor$/],
  // What is said not to be so, and no match that a club plays.
  [
    /^bestr(?:eite[tn]|itten|itt)$/,
    /^(?:vorw[uü]rfe?n?|anschuldigung(?:en)?|tat|taten|darstellung|berichte?|verantwortung|beteiligung|zusammenhang|schuld)$/,
    'news',
  ],
  [/^begründet(?:e|en)?$/, /^(?:mit|damit)$/, 'news'],
  [/^schl(?:ägt|ug|agen|ugen)$/, /^alarm$/, 'news'],
  [/^(?:ist|sind|war|waren|vertritt|vertrat|vertreten|vertraten)$/, /^(?:ansicht|meinung|auffassung)$/, 'clause'],
  [/^(?:macht|machte|machten|machen)$/, /^hehl$/, 'clause'],
  [/^(?:macht|machte|machten|machen)$/, /^verantwortlich$/, 'office', /^verantwortlich$/],
  [/^(?:hat|haben|hatte|hatten|hegt|hegte)$/, /^zweifel$/, 'clause'],
  // "Die Zeit drängt" of itself.
  [/^dräng(?:t|te|en|ten)$/, /^(?:auf|darauf)$/, 'news'],
  // What is turned down at a time is a deed; what is refused now is a stand.
  [/^lehn(?:t|en)$/, /^ab$/, 'stand', /^ab$/],
  [/^legte(?:n)?$/, /^nach$/, 'quote', /^nach$/],
  [/^(?:will|wollen|wollten?)$/, /^wissen$/, 'quote', /^wissen$/],
  [/^g(?:ibt|ab|eben|aben)$/, /^(?:entwarnung|protokoll)$/, 'news'],
];

/** "ist Roth überzeugt", "geht davon aus, dass", "zu diesem Ergebnis kommt". */
function setPhraseAt({ tokens, reading }: Sentence, at: number): Verb | undefined {
  if (reading.cues.language !== 'de') return undefined;
  const lower = tokens[at]?.lower ?? '';
  const phrases = setPhrases.filter(([verb]) => verb.test(lower));
  if (phrases.length === 0) return undefined;
  // "wollte Jana Roth (SPD) wissen"
  const isMark = ({ kind, text }: Token) => kind !== 'word' && !/^[()]$/.test(text);
  const stop = tokens.findIndex((token, index) => index > at && isMark(token));
  const start = tokens.findLastIndex((token, index) => index < at && isMark(token)) + 1;
  const clause = tokens.slice(start, stop < 0 ? undefined : stop);
  const found = phrases.find(
    ([, word, , last]) =>
      clause.some((token) => word.test(token.lower)) && (last === undefined || last.test(clause.at(-1)?.lower ?? '')),
  );
  return found === undefined ? undefined : { finite: at, end: at + 1, needs: found[2] };
}

/** Verbs that say what somebody stands for, and what goes with them: "mahnt zur Vorsicht", "plädiert für". */
const stands: readonly (readonly [RegExp, RegExp])[] = [
  [/^mahnt(?:en?)?$/, /^zu[mr]?$/],
  [/^r(?:ät|iet|aten|ieten)$/, /^(?:zu[mr]?|vo[nm]|ab)$/],
  [/^(?:plädiert|wirbt|warb)(?:en?)?$/, /^(?:für|gegen)$/],
  [/^(?:dringt|drang|pocht)(?:en?)?$/, /^auf$/],
];
const views = /^(?:als|kritisch|skeptisch|gelassen|positiv|pflicht|gefahr|gefährdet|bestätigt|keinen|keine)$/;

const adjective = /^(?!nicht$|dabei$|dazu$|zuvor$|anders$|gestern$|heute$|damals$|zuletzt$)\p{Ll}{4,}$/u;

/** They judge with "als" alone. */
const judging = /^(?:bezeichne|bewerte?|werte?|stufe?)(?:t|te|en|ten)$/;

/** German "hält das Ziel für überzogen", "bezeichnete den Fund als Glücksfall", "sieht die Bahn in der Pflicht", "spricht von einem Glücksfall". */
function isOpinion({ tokens, reading }: Sentence, at: number): boolean {
  const lower = tokens[at]?.lower ?? '';
  if (reading.cues.language !== 'de') return false;
  const stop = tokens.findIndex(({ kind }, index) => index > at && kind !== 'word');
  const clause = tokens.slice(at + 1, stop < 0 ? undefined : stop);
  const isOf = (index: number) => /^ein(?:e[mrns]?)?$/.test(clause[index + 1]?.lower ?? '');
  if (/^spr(?:ach|icht|achen|echen)$/.test(lower))
    return clause.some((token, index) => token.lower === 'von' && isOf(index));
  // "nennt den Bau überflüssig"
  if (/^n(?:ennt|annte|ennen|annten)$/.test(lower))
    return clause.length > 2 && adjective.test(clause.at(-1)?.text ?? '');
  // "verwies auf die Kosten", but "verwies Roth auf die Tribüne"
  if (/^verw(?:eist|ies|eisen|iesen)$/.test(lower)) return /^(?:auf|zudem|dabei)$/.test(clause[0]?.lower ?? '');
  if (/^h(?:ält|ielt|alten|ielten)$/.test(lower)) return clause.slice(0, -1).some((token) => token.lower === 'für');
  // "wertete die Daten als Erster aus"
  if (judging.test(lower) && (clause[0]?.lower === 'sich' || /^(?:aus|ab|auf|um)$/.test(clause.at(-1)?.lower ?? '')))
    return false;
  if (judging.test(lower)) return clause.some((token) => token.lower === 'als');
  const stand = stands.find(([verb]) => verb.test(lower));
  if (stand !== undefined) return clause.some((token) => stand[1].test(token.lower));
  if (!/^s(?:ieht|ah|ehen|ahen)$/.test(lower)) return false;
  // "sieht in dem Neubau ein Beispiel"
  const seenIn = clause.findIndex((token) => /^(?:in|im|darin)$/.test(token.lower));
  const isSeenIn = seenIn >= 0 && clause.some((token, index) => index > seenIn && /^k?eine?n?$/.test(token.lower));
  return isSeenIn || clause.some((token) => views.test(token.lower));
}

const separable = /^(?:auf|an|ab|ein|zu|vor|um|aus|nach|mit|durch|zurück|zusammen)$/;
const away = /^(?:weg|los|fort)$/;

/** German "schlug „Hamlet“ auf", "rief den Notruf an": a particle that makes the verb one of doing, and not of saying, unless a colon follows. */
function isOtherVerb({ tokens, reading }: Sentence, at: number, particles: ReadonlySet<string> | undefined): boolean {
  if (reading.cues.language !== 'de') return false;
  const stop = tokens.findIndex(({ kind }, index) => index > at && kind === 'mark');
  const last = tokens[(stop < 0 ? tokens.length : stop) - 1]?.lower ?? '';
  const isOther = away.test(last) || (particles !== undefined && separable.test(last) && !particles.has(last));
  return isOther && tokens[stop]?.text !== ':';
}

/** Whether a word is the last of its clause, as the particle of a verb is: "teilte am Montag mit, dass", "geeft toe dat". */
function isLastOf({ tokens, reading }: Sentence, at: number): boolean {
  const next = tokens[at + 1];
  return (
    next?.kind !== 'word' || reading.cues.clauseOpeners.has(next.lower) || reading.cues.conjunctions.has(next.lower)
  );
}

/** "sagte das Konzert ab", "meldete sich": a word of the same clause makes the verb another one. */
function isTakenBack(sentence: Sentence, at: number): boolean {
  const { tokens, reading } = sentence;
  const others = reading.cues.unsaid.get(tokens[at]?.lower ?? '');
  // "äußerte sich zuversichtlich, dass"
  const isFeeling = /^äußer/.test(tokens[at]?.lower ?? '');
  if (isFeeling && tokens.some(({ lower }, index) => index > at && reading.cues.thatWords.has(lower))) return false;
  if (others === undefined) return false;
  for (let index = at + 1; tokens[index]?.kind === 'word'; index += 1) {
    if (reading.cues.thatWords.has(tokens[index]?.lower ?? '')) return false;
    // "reported falling sales in the quarter"
    const isPhrase = reading.cues.language === 'en' && reading.cues.prepositions.has(tokens[index + 1]?.lower ?? '');
    if (others.has(tokens[index]?.lower ?? '') && (index === at + 1 || isPhrase || isLastOf(sentence, index)))
      return true;
  }
  return false;
}
