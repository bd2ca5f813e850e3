/** Stop list of keywords that no newsroom would show as a topic: by kinds, with few words of each. */

import { oneLine } from '../text/line.ts';

/** What programs file a piece under when nobody has. */
const unfiled =
  /^(?:un-?categori[sz]ed|uncategorized|none|n\/a|null|undefined|default|other|others|misc(?:ellaneous)?|various|general|allgemein|sonstiges|divers|autres?|non class[ée]e?|sin categor[ií]a|otros|sem categoria|senza categoria|geen categorie|okategoriserade|bez kategorii|без рубрики|без категории|未分类)$/iu;

/** Where on a site a piece stands, and not what it is about. */
const places =
  /^(?:(?:the )?(?:(?:latest|breaking|top|main|all|more|today's|local|daily) )?(?:news|stories|story|headlines|articles?|posts?|updates?)|latest|breaking|home ?page|home|front ?page|top|featured?|highlights?|trending|popular|recent|archives?|blogs?|feeds?|rss|index|main|sections?|categor(?:y|ies)|tags?|topics?|pages?|lead|teaser|hero|premium|subscribers?(?: only)?|members? only|free|exclusive|sponsored|advertorial|syndicat(?:ed|ion)|newsletters?|live ?blogs?|live|videos?|audios?|podcasts?|photos?|galler(?:y|ies)|images?|slideshow|infographics?|links?|quotes?|status|aside|nachrichten|aktuell(?:es)?|startseite|top-?news|schlagzeilen|actualit[ée]s?|[àa] la une|noticias|portada|[uú]ltimas? noticias|destacad[oa]s?|not[ií]cias|destaques?|notizie|nieuws|nyheter|wiadomo[śs]ci|новости|главные новости)$/iu;

/** Words that hold sentences together, where one of them is all that there is. */
const fillers =
  /^(?:the|a|an|and|or|but|of|in|on|at|to|for|with|from|by|is|are|was|be|this|that|it|he|she|they|we|you|what|how|why|who|when|where|new|not|no|yes|der|die|das|und|oder|ein|eine|mit|von|für|ist|le|la|les|un|une|et|ou|de|des|du|en|el|los|las|y|o|con|por|para|que|es|il|lo|gli|e|di|che|per|os|do|da|het|een|van)$/iu;

const month =
  'jan(?:uary|uar|vier|eiro)?|feb(?:ruary|ruar)?|f[ée]vrier|m(?:ar(?:ch|s|zo)?|ärz)|apr(?:il)?|may|mai|mayo|jun[ei]?|juin|jul[yi]?|juillet|aug(?:ust)?|août|sep(?:t(?:ember)?)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?';
/** Years, dates and numbers: what a piece is of, and nothing else. */
const times = [
  /^[\p{N}\p{P}\p{S}\s]+$/u,
  /^(?:19|20)\d\ds$/,
  /^(?:19|20)\d\d\s?年(?:\d+月(?:\d+日)?)?$/,
  new RegExp(
    `^(?:\\d{1,2}(?:st|nd|rd|th|\\.)?\\s+)?(?:${month})\\.?(?:\\s+\\d{1,2}(?:st|nd|rd|th)?,?)?(?:\\s+\\d{4})?$`,
    'iu',
  ),
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$|^(?:today|yesterday|tomorrow|this week|heute|gestern)$/i,
];

/** Names within a program: forums, accounts, machine tags, addresses, identifiers. */
const machines = [
  /^\/?[ru]\/\w/i,
  /^@/,
  /https?:|www\.|^[\w-]+\.(?:com|org|net|co|de|fr|io|html?|php|xml)\b/i,
  /^[\w.-]+:\S*$|=|[{}<>\\]/,
  /^[a-z]+[-_]?\d{4,}$|^[0-9a-f-]{16,}$/i,
  /^[a-z0-9]+_\w+$/i,
  /^[a-z]+\/\S/,
];

const MAX_CHARACTERS = 60;
const MAX_WORDS = 7;

/** Whether a name is none of what a newsroom files its pieces under, be it a keyword or a section. */
export function isNoTopic(given: string): boolean {
  const name = oneLine(given);
  const words = name.split(' ');
  if (name.length > MAX_CHARACTERS || words.length > MAX_WORDS) return true;
  // One sign is a word in Chinese and Japanese.
  if (!/\p{L}[\p{L}\p{N}]|\p{Script=Han}/u.test(name)) return true;
  if (/[.!?]$/.test(name) && words.length > 3) return true;
  const isAny = (patterns: readonly RegExp[]) => patterns.some((pattern) => pattern.test(name));
  return unfiled.test(name) || places.test(name) || fillers.test(name) || isAny(times) || isAny(machines);
}
