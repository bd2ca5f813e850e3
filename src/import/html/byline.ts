/** Byline parsing: splits a line into names, cleans each, and tells persons from agencies and organisations. */

import { isGivenName } from '../../attribution/given-names.ts';
import { isPersonal } from '../../attribution/name-kinds.ts';
import { isPlace } from '../../attribution/places.ts';
import { squeeze } from './dom.ts';

const prefix =
  /^(?:(?:written|posted|published|reported|story|words|photos?|geschrieben|veröffentlicht|escrito|publicado|écrit|publié|scritto)\s+)?(?:by|von|vom|par|por|di|da|door|av|af|oleh|yazan|автор|текст|texte?|testo|texto|tekst|authors?|autor(?:in|en|es)?|auteurs?|autore|autrice|författare|forfatter|reporter|redaktion|from|ein gastbeitrag von|eine? \p{L}+ von)(?:\s*[:：]\s*|\s+)/iu;
const barePrefix = /^(?:by|von|vom|par|por|di|da|door|av|af|de)\s+(?=\p{Lu})/u;
/** What joins the last two names, in the languages that use Latin or Cyrillic script. */
const joins =
  / ?(?:[,;，、|•·]| & | \+ | \/ ) ?(?:(?:and|und|et|og|och|with|mit|avec|ve|dan|và|и) )?| (?:and|und|et|og|och|with|mit|avec|ve|dan|và|и) | (?:y|e|en|i) (?=\p{Lu})/u;
const role =
  /^(?:(?:\p{L}+[\s-]){0,4}(?:correspondent|editor|reporter|writer|journalist(?:in|e)?|columnist|producer|redakteur(?:in)?|redactora?|periodista|giornalista|rédact(?:eur|rice)|korrespondent(?:in)?|correspondant|corresponsal|staff|contributor|fotograf|photographer|analyst|host)(?:\s.*)?)$/iu;

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

/** Takes a byline apart: "By A and B" → A, B; without roles, places of work, addresses and handles. */
export function namesOfByline(line: string): string[] {
  const bare = squeeze(line)
    .replace(/https?:\/\/\S+|(?<![^\s,;])(?:[^\s@,;]+@[^\s@,;.]+\.|@)[^\s,;]+/g, ' ')
    .replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ');
  const names = squeeze(bare).replace(prefix, '').replace(barePrefix, '').split(joins).map(cleanName);
  const [only] = names;
  // "Daily staff reporter" is what some print for a name.
  if (names.length === 1 && only && role.test(only) && only.split(' ').length === 3) return [only];
  return distinctNames(names.filter((name) => isName(name) && !role.test(name)));
}

/** The names, each once, whatever their case; the first spelling stays. */
export function distinctNames(names: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const name of names) if (!seen.has(name.toLowerCase())) seen.set(name.toLowerCase(), name);
  return [...seen.values()];
}

function cleanName(part: string): string {
  return squeeze(part)
    .replace(prefix, '')
    .replace(barePrefix, '')
    .replace(/^[\s,;:–—*-]+|(?<![\s,;:–—*-])[\s,;:–—*-]+$/g, '')
    .replace(/(\p{Ll})\.$/u, '$1')
    .replace(/^(.+?) (?:in|aus|from) \p{Lu}[\p{L}. -]+$/u, (whole, name: string) =>
      agencies.test(name) || name.includes(' ') ? name : whole,
    );
}

function isName(name: string): boolean {
  if (name.length < 2 || name.length > 80 || !/\p{L}{2}/u.test(name)) return false;
  if (/^(?:https?:|www\.)|[@<>{}]|\d{3}/.test(name)) return false;
  return name.split(' ').length <= 8;
}
