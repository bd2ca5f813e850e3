/** Byline parsing: splits a line into names, cleans each, and tells persons from agencies and organisations. */

import { isGivenName } from '../../attribution/given-names.ts';
import { isPersonal } from '../../attribution/name-kinds.ts';
import { isPlace } from '../../attribution/places.ts';
import { unshoutedName, withSmallJoins } from '../shouted.ts';
import { withoutDates } from './byline-dates.ts';
import { squeeze } from './dom.ts';
import { withoutJob } from './job-titles.ts';

const prefix =
  /^(?:(?:written|posted|published|reported|story|words|photos?|geschrieben|veröffentlicht|escrito|publicado|écrit|publié|scritto)\s+)?(?:by|von|vom|par|por|di|da|door|av|af|oleh|yazan|автор|текст|texte?|testo|texto|tekst|authors?|autor(?:in|en|es)?|auteurs?|autore|autrice|författare|forfatter|reporter|redaktion|from|haber|بقلم|كتبت?|مقال|نویسنده|מאת|ein gastbeitrag von|eine? \p{L}+ von)(?:\s*[:：]\s*|\s+)/iu;
const barePrefix = /^(?:by|von|vom|par|por|di|da|door|av|af|de)\s+(?=\p{Lu})/u;
/** What joins the last two names, in the languages that use Latin or Cyrillic script. */
const joins =
  / ?(?:[,;，、|•·]| & | \+ | \/ | [–—-] ) ?(?:(?:and|und|et|og|och|with|mit|avec|ve|dan|và|и) )?| (?:and|und|et|og|och|with|mit|avec|ve|dan|và|и) | (?:y|e|en|i) (?=\p{Lu})/u;
const role =
  /^(?:(?:\p{L}+[\s-]){0,4}(?:(?:correspondent|reporter|writer|columnist|contributor|photographer|journalist)s?|editor|producer|analyst|host|journalist(?:in|e)|redakteur(?:in)?|redactora?|periodista|giornalista|rédact(?:eur|rice)|korrespondent(?:in)?|correspondant|corresponsal|staff|fotograf)(?:\s.*)?)$/iu;

/** What somebody does, and no name: "Staff Reporter". */
export const isRole = (name: string) => role.test(name);

/** Published lists of news agencies; a name that is one is a wire, however the page declares it. */
const agencies =
  /^(?:the )?(?:ap|a\.p\.|ap news|associated press|reuters|thomson reuters|afp|agence france[- ]presse|dpa(?:[-/ ]\w+)*|deutsche presse[- ]agentur|efe|agencia efe|ansa|adnkronos|lapresse|pa|pa media|pa news agency|press association|apa|austria presse agentur|sda|keystone-sda|keystone|ats|epd|kna|sid|xinhua|tass|itar-tass|interfax|ria novosti|риа новости|тасс|интерфакс|kyodo(?: news)?|共同通信|時事通信|jiji(?: press)?|yonhap(?: news agency)?|연합뉴스|anp|belga|ntb|tt|ritzau|stt|bns|elta|leta|upi|united press international|europa press|lusa|pap|čtk|ctk|mti|tasr|hina|tanjug|aap|australian associated press|canadian press|la presse canadienne|pti|press trust of india|ani|ians|antara|anadolu(?: agency| ajansı)?|dha|i̇ha|iha|bloomberg|bloomberg news|inter press service|ukrinform|unian|bta|agerpres|mehr|irna|wafa|ttxvn|vna)$/iu;

/** Words that only houses, desks and organisations have in their names. */
const house =
  /\b(?:news|press|media|redaktion|rédaction|redacción|redazione|redactie|redaksjonen|redaktionen|desk|staff|team|editors?|editorial|agency|agentur|agence|agencia|magazine|zeitung|newspaper|times|post|journal|tv|radio|online|broadcasting|institute?|university|universität|foundation|ministry|council|association|gmbh|ltd|inc|llc)\b|\.(?:com|de|org|net|co|at|ch|be|no|se|dk|is|it|fr|es|uk|tv)$|新聞|通信|編集部/iu;

export type NameKind = 'PERSON' | 'NEWS_AGENCY' | 'ORGANIZATION' | 'OTHER';

export function kindOfName(name: string): NameKind {
  if (agencies.test(name)) return 'NEWS_AGENCY';
  if (isShorthand(name)) return 'OTHER';
  return house.test(name) ? 'ORGANIZATION' : 'PERSON';
}

/** "kesm", "srf/hosb": initials of desks and colleagues; "Daily staff reporter", "Nairobi": what is printed where a name would be. */
function isShorthand(name: string): boolean {
  const isLogin = /^[a-z]{2,5}(?:\/[a-z]{2,5})*$/.test(name);
  return isLogin || role.test(name) || (!name.includes(' ') && isPlace(name));
}

/** Whether a name that is declared as a house's is plainly a person's: a given name, and one or two more words. */
export function isPersonsName(name: string): boolean {
  const words = name.split(' ');
  return (
    words.length >= 2 &&
    words.length <= 3 &&
    isGivenName(words[0] ?? '') &&
    isPersonal(words) &&
    kindOfName(name) === 'PERSON'
  );
}

/** Takes a byline apart: "By A and B" → A, B; without roles, times, places of work, addresses and handles. */
export function namesOfByline(line: string): string[] {
  const bare = withSmallJoins(squeeze(line))
    // Behind an address the next name may begin.
    .replace(/https?:\/\/\S+|(?<![^\s,;])(?:[^\s@,;]+@[^\s@,;.]+\.|@)[^\s,;]+/g, ' | ')
    .replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ');
  const written = squeeze(withoutDates(bare)).replace(prefix, '').replace(barePrefix, '');
  const names = written.split(joins).flatMap(unglued).map(cleanName).map(asWritten);
  const [only] = names;
  // "Daily staff reporter" is what some print for a name.
  if (names.length === 1 && only && role.test(only) && only.split(' ').length === 3) return [only];
  const proper = names.filter((name) => isName(name) && !role.test(name));
  const firstPerson = proper.findIndex(isFull);
  const isOnly = proper.filter(isFull).length === 1;
  const isBeside = (name: string, at: number) => isBesideName(name, at > firstPerson, isOnly);
  return distinctNames(proper.filter((name, at) => firstPerson < 0 || !isBeside(name, at)));
}

/** Of a person; a house in capitals is called so. */
export const asWritten = (name: string) => (kindOfName(name) === 'PERSON' ? unshoutedName(name) : name);

function isFull(name: string): boolean {
  return name.includes(' ') && /^\p{Lu}/u.test(name);
}

/** Where a person works, of what, and for whom: "à Paris", "Merrowhaven", "Professor of Economics". */
function isBesideName(name: string, isBehind: boolean, isOnlyPerson: boolean): boolean {
  if (agencies.test(name) || /[^\p{Script=Latin}\p{Script=Common}]/u.test(name)) return false;
  if (/^(?:à|aus|en|in|from|for|für|pour|para|z|w|ved|the|le|la|el|am|um|on|at|de|du|with) /.test(name)) return true;
  // In a longer list it may be somebody with one name.
  const isWordAlone = /^\p{Lu}[\p{L}\p{M}’'-]+$/u.test(name) && !/\p{Lu}{2}/u.test(name);
  return isBehind && ((isWordAlone && isOnlyPerson) || / (?:of|for|at|der|für|des) /.test(name));
}

/** "Ada ArcherBen Bly": two names without anything between them, unless it is a name like McDonald. */
export function unglued(joined: string): string[] {
  const [, before, behind] = /^([^/]+)\/([^/]+)$/.exec(joined) ?? [];
  // "Ada Archer/AFP", as against "srf/hosb".
  if (before !== undefined && behind !== undefined && (agencies.test(before) || agencies.test(behind)))
    return [before, behind];
  const name = joined;
  const parts = name.split(/(?<=\p{Ll}{2})(?<!\b(?:Mac|Van|Von|Del|Des|Fitz|Della|Vander))(?=\p{Lu}\p{Ll}+ )/u);
  return parts.every((part) => part.trim().includes(' ')) ? parts : [name];
}

/** The names, each once, whatever their case; the first spelling stays. */
export function distinctNames(names: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const name of names) if (!seen.has(name.toLowerCase())) seen.set(name.toLowerCase(), name);
  return [...seen.values()];
}

function cleanName(part: string): string {
  const named = squeeze(part)
    .replace(prefix, '')
    .replace(barePrefix, '')
    .replace(/^\p{Ll}+ (?:von|by|par|por) (?=\p{Lu})/u, '')
    .replace(/^(.+? \S+) (?:for|für|pour) .+$/u, '$1');
  return withoutJob(named.replace(/ (?:follow|folgen|suivre)$/i, ''))
    .replace(/^[\s,;:–—*-]+|(?<![\s,;:–—*-])[\s,;:–—*-]+$/g, '')
    .replace(/(\p{Ll})\.$/u, '$1')
    .replace(/^(.+?) (?:in|aus|from) \p{Lu}[\p{L}. -]+$/u, (whole, name: string) =>
      agencies.test(name) || name.includes(' ') ? name : whole,
    );
}

/** Small words that are left of a line without its date, buttons beside a name, and who took a picture. */
const notName =
  /^(?:le|la|el|il|à|a|at|on|um|am|in|by|von|vom|par|por|de|the|and|und|et|with|uhr|h|gmt|utc|watch(?: live)?|live|follow(?: us)?|folgen|suivre|share|teilen|subscribe|contact|kontakt|e-?mail|(?:view |see )?(?:full )?profile?|read more|view bio|sign up|listen|print|save|comments?|kommentare|special (?:to|for) .+)$|^(?:photos?|fotos?|bild(?:er)?|images?|illustrations?|grafik|videos?|pictures?)\b(?: ?[:：]|$)/iu;

/** "writes from Merrowhaven": a small word, and none that names begin with, in front of a capital. */
const saysWhere =
  /^(?!(?:de|del|della|delle|dei|den|der|des|di|da|dos|das|du|van|von|vom|vander|zu|zum|zur|la|le|el|al|af|av|ten|ter|te|bin|bint|ibn|abu|ben|mac|mc|san|st|y|e|d|l|o|n|s|t)\b)\p{Ll}[\p{Ll}.]+ .*\p{Lu}/u;

function isName(name: string): boolean {
  if (saysWhere.test(name)) return false;
  if (name.length < 2 || name.length > 80 || !/\p{L}{2}/u.test(name)) return false;
  if (/^(?:https?:|www\.)|[@<>{}]|\d{3}/.test(name) || notName.test(name)) return false;
  return name.split(' ').length <= 8;
}
