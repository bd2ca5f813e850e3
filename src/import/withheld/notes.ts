/** Words by which people keep a piece back: notes to editors, terms of use, embargoes, headlines and beginnings of trials. */

import { readDate } from '../feed/date.ts';
import { monthNames } from '../text/dates.ts';
import { conditions, ofTheDesk, pictures, politely, publishingBans, thePiece, until, usingBans } from './bans.ts';
import { isLabelledElsewhere } from './further-labels.ts';
import { isLabelled, isLabelledNote } from './label.ts';
import { isLabelledLater } from './labelled-day.ts';
import { keepsBack } from './sentences.ts';
import { isFreeLater, isTimeOfRelease, withoutPast } from './until.ts';

/** With these the one before it goes on, as lawyers list what takes a permission. */
const furtherUses =
  '(?:or|nor|and|copy|store|sell|share|print|modify|alter|edit|distribute|archive|broadcast|transmit|publish|display|license|post|re-?(?:produce|publish|print|sell|distribute|write|use|transmit|broadcast))\\b';
/** Behind "do not use": the piece, a time, or nothing at all; not "in Finland", "the picture" or "copy or resell". */
const whole = `(?=\\W*$|\\s*[.!:;–—-]|\\s*,(?!\\s*${furtherUses})|\\s*\\((?!(?:in|outside|for|as)\\b|[^()]{0,40}${pictures})|\\s+(?:${thePiece}|(?:yet|for now|at all|prior|finché|please|bitte|por favor|svp)(?!\\p{L})|${until}|${conditions}(?=${ofTheDesk})))`;
const unconditional = `(?![^.!?;\\n]*(?<!\\p{L})${conditions}(?!${ofTheDesk}))`;
const ban = new RegExp(
  `^\\W*${politely}(?:(?:${publishingBans})(?=\\s+(?:do|voor)\\s)|(?:${publishingBans}|${usingBans})(?!\\p{L})${whole})${unconditional}`,
  'iu',
);
/** A day alone, and no headline that goes on with it: "Tuesday's vote decides". */
const dayAlone = `(?=\\W*$|,|\\.|:|\\W{1,3}(?:\\d|at|um|ab|à|a las|om|noon|midnight|midday|morning|afternoon|evening|mittag|abend|früh|den|dem|the|next|for)(?![\\p{L}'’]))`;
const month = `(?:${monthNames.join('|')})(?!\\p{L})\\.?`;
/** The beginning of a time: "18:00 GMT", "0001 GMT", "1 June", "June 1", "Sunday", "noon"; not "12 countries". */
const time = `(?:\\d{1,2}[.:h/]\\d{1,2}|\\d{1,2}(?:st|nd|rd|th|\\.|er|º)? ?(?:de |of )?${month}|\\d{4}-\\d\\d|\\d{4} ?(?:hrs?|hours|h|gmt|utc|bst|ce?s?t|e[sd]?t|p[sd]?t|uhr)\\b|\\d{1,2} ?(?:[ap]\\.?m\\b|h\\b|uhr\\b|heures\\b|horas\\b|uur\\b|ore\\b|noon\\b|midnight\\b)|${month} \\d{1,2}(?!\\d)|(?:mon|tues|wednes|thurs|fri|satur|sun)day\\b${dayAlone}|(?:mon|diens|donners|frei|sams|sonn)tag\\b${dayAlone}|mittwoch\\b${dayAlone}|noon\\b${dayAlone}|midnight\\b${dayAlone}|to(?:day|night|morrow)\\b${dayAlone}|heute\\b${dayAlone}|morgen\\b${dayAlone}|(?:mo|di|mi|do|fr|sa|so)\\.?,? ?\\d{1,2}\\.)`;
const furtherNotice =
  '(?:further notice|(?:auf )?weiteres|nuevo aviso|nouvel ordre|nader order|odwołania|(?:novo|nova) \\p{L}+|nuovo avviso|vidare)';
/** In a text's own line or a headline, which may go on: "No difundir: la regla de oro contra los bulos". */
const bare = `(?:\\s*\\((?:yet|legal|hold|embargo)\\))?\\W*$|[\\s,:–—-]+(?:yet|for now|legal|hold|embargo|draft|internal|confidential|finché)(?!\\p{L})|\\s+${thePiece}(?:\\s+\\p{L}{3,12})?(?=\\W*$|\\s+${until}|\\s*[.!;–—-])|\\s+(?:do|voor)\\s[^:,]{1,80}$|[\\s,:–—-]+(?:[\\p{L}\\d., ]{0,20}\\b\\d{1,2}\\.? (?:de )?\\p{L}{3,12} (?:de )?20\\d\\d(?!\\d)|(?:mon|tues|wednes|thurs|fri|satur|sun)day\\b[^:]{0,30}$)|[\\s,–—-]*${until}(?:[^:,]{1,80}$|\\s+(?:\\S{1,20}\\s+){0,2}?(?:${time}|${furtherNotice}))|\\s+${conditions}(?=${ofTheDesk})`;
const lineBan = new RegExp(`^\\W*${politely}(?:${publishingBans})(?!\\p{L})(?:${bare})${unconditional}`, 'iu');
const beginningOfBan = new RegExp(`^\\W*${politely}(${publishingBans})(?!\\p{L})`, 'iu');
/** Of what a Sperrfrist may be besides: of fields and hedges, and of those who look for work or drive. */
const otherSperrfrist =
  'düng|gülle|mist(?!\\p{L})|landwirt|bauer|acker|arbeitslos|arbeitsagentur|arbeitsamt|jobcenter|bürgergeld|führerschein|fahrerlaubnis|fahrverbot|hecke|baumschnitt|schonzeit|jagd|transfer|kündig|insolvenz|volksbegehren|bürgerentscheid';
/**
 * At the head of a text; "Sperrfrist für Gülle beginnt" is a headline, and so is "Sperrfrist gilt ab 1. November": what keeps
 * a piece back ends.
 */
const sperrfrist = `sperr(?:frist|vermerk)(?![^\\n]*(?:${otherSperrfrist}))(?! (?:gilt|beginnt|startet|läuft)(?: \\p{L}+){0,2} (?:ab|am|im) )(?=[^\\p{L}\\p{N}?]*$|\\W{0,3}(?:beginn(?!t)|rede|press|beachten|(?:keine )?veröffentlichung|nicht vor(?!\\p{L}))|(?: (?:läuft|gilt|endet|fällt|für|alle|medien|print|online|und|tv|radio|hörfunk|fernsehen|agenturen|presse|nachrichten|diesen?|text|meldung)){0,6}\\W{1,3}(?:(?:(?:bis|ab|am) (?:zum )?)?(?:${time}|auf weiteres|redebeginn|beginn(?!t))|(?:bis|ab) zum ))`;
/** "Anmerkung der Redaktion, nicht veröffentlichen: …": with such words in front nothing is a headline. */
const noteOfDesk = new RegExp(
  `^\\W*(?:anmerkung|hinweis|notiz|note|nota|remarque|opmerking|uwaga|anm\\.)(?: [\\p{L}’'.]{1,20}){0,4}\\s?[,:(–—-]\\s?(?:${publishingBans})(?=\\s*[:.!)]|\\s*$)`,
  'iu',
);
/** In a note it may go on with anything but its end, which is taken out before. */
const anySperrfrist =
  /^\W*(?:(?:mit|unter|achtung|bitte|beachten|sie|es|gilt|die|eine|strikte|text|meldung|hat),? ){0,6}sperr(?:frist|vermerk)(?!\p{L})/iu;
const noSperrfrist =
  /(?<!\p{L})sperrfrist(?:\s*\?|\W*(?:(?:ist|wurde|ab sofort|inzwischen|bereits) )?(?:(?:keine?r?|nein|none|nil|no)\s*(?:$|[.!;\n])|entf(?:ällt|iel)|aufgehoben|abgelaufen|vorbei|beendet|gefallen|endete|war(?!\p{L})|zu ende))(?![^.!?;\n]*(?:\d|tag(?!\p{L})|mittwoch|erst(?!\p{L})|morgen))/giu;
/** "Bis auf Weiteres zurückhalten", "Wstrzymać", "À bloquer": what other languages say for "hold". */
const holds =
  /^\W*(?:(?:bitte )?(?:bis auf weiteres )?(?:zurückhalten|zurückstellen)|(?:à |a )?(?:bloquer|retener|reter|trattenere|suspender|vasthouden|aanhouden|wstrzymać|håll inne)(?=\W*$|\s*[:,–—-]| (?:jusqu|hasta|até|fino|tot|do|till)))/iu;
/** "Nur für den internen Gebrauch", "solo para uso interno" */
const internal =
  /^\W*(?:(?:nur |ausschließlich )?(?:(?:für den|zum) internen gebrauch|zur internen verwendung)|(?:document|usage|note) (?:à usage )?(?:strictement )?interne(?=\W*$|\s*[.:,;!(–—-]|\s+(?:ne pas|seulement|uniquement|exclusi))|uso interno(?=\W*$|\s*[.:,;!(–—-])|(?:(?:solo|sólo|exclusivamente|apenas|somente) )?(?:para|per) uso interno|(?:alleen |uitsluitend )?voor intern gebruik|(?:tylko |wyłącznie )?do użytku wewnętrznego|(?:endast |bara )?för internt bruk)(?!\p{L})/iu;
const embargoes: readonly RegExp[] = [
  new RegExp(
    `^\\W*(?:(?:(?:strictly|strict|press|media|news) )?embargoed (?:until|till|for|to)\\b|(?:(?:strict|press|media|news) )?embargo (?:until|till)\\b|under (?:strict )?embargo\\b|not for immediate (?:release|publication)\\b|${sperrfrist}|(?:informations? )?sous embargo\\b|embargo jusqu|bajo embargo\\b|sotto embargo\\b)`,
    'iu',
  ),
];
const takeOuts: readonly RegExp[] = [
  /^\W*(?:mandatory kill\b|kill\b(?=\W*$|\s*[:,–—-]|\s+(?:this|it|do not|notice|advisory|the (?:story|text|item|article|piece|report))\b))/i,
  ban,
  anySperrfrist,
  /^\W*(?:bitte )?nicht ohne [^.!?;\n]{0,60}?(?:rücksprache|freigabe|abnahme|\bok\b)[^.!?;\n]{0,60}?(?:veröffentlichen|verwenden|senden|drucken|publizieren)(?!\p{L})/iu,
  /^\W*(?:please )?(?:legal hold|on hold|hold(?: (?:the |this )?(?:publication|release|story|item|article|piece|text|copy|report))?)\b(?=\W*$|\s*[.:;,–—-]|\s+(?:for|until|till|pending|this|please)\b)/i,
  /^\W*(?:(?:for )?internal (?:use )?only|for (?:planning|guidance|editors?|newsroom)(?: use| purposes)? only|(?:awaiting|pending|needs|not yet) (?:legal|approv(?:al|ed)|clear(?:ance|ed)|sign-?off|release)|draft(?:\W*$|\s*[:,–—-])|spiked?\b(?=\W*$|\s*[:,–—-]))/i,
  /^\W*(?:strictly )?(?:confidential|vertraulich|confidentiel|confidencial|riservato|vertrouwelijk)(?=\W*$|\s*[:,–—])/i,
  /^\W*not (?:yet )?cleared for (?:publication|use|release|broadcast)\b/i,
  holds,
  internal,
  new RegExp(
    `^\\W*(?:${thePiece}|(?:this |the )?(?:story|item|article|piece|report|meldung|artikel|beitrag|dépêche|nota|noticia|notizia|bericht))\\s(?:[^.!?;\\n]{0,30}\\s)?(?:withdrawn|retracted|killed|spiked|cancelled|zurückgezogen|annulée?|retirée?|anulad[oa]|retirad[oa]|ritirat[oa]|annullat[oa]|ingetrokken)(?=\\W*$)`,
    'iu',
  ),
  /^\W*(?:(?:retraction|withdrawal|annulation|anulación|annullamento|rückzug|intrekking)(?=\W*$|\s*[:,–—-])|withdraws (?:the |this |our )?(?:story|item|article|piece|report)\b)/i,
  /^\W*(?:please )?(?:delete|remove|discard|disregard) (?:this|the) (?:story|item|article|piece|text|report)\b/i,
  /^\W*(?:pri[eè]re de )?ne pas tenir compte\b/i,
  /^\W*(?:this is (?:only )?a test\b|not to be (?:published|used|released) (?:before|until|till|yet)\b)/i,
  /^\W*(?:test[ –—+-]{1,3}test\b|test(?: (?:message|item|story|only))?\W*$)/i,
];

/** "Photo 3 - do not use", and what readers of sports know as a draft. */
const besideThePiece = new RegExp(
  `(?<=^|[.!?;\\n]\\s?)${pictures}\\p{L}{0,12}(?: (?:nr\\.?|no\\.?|#)? ?\\d{1,3})? ?[:–—-] ${politely}(?:${publishingBans}|${usingBans})(?!\\p{L})[^.,!?;\\n]{0,60}(?=[.!?;\\n]|$)|\\b(?:WNBA|NBA|NFL|NHL|MLB|MLS|AFL) [–—-] draft\\b`,
  'giu',
);
const ofThePiece = new RegExp(thePiece, 'iu');

const MAX_NOTE_CHARACTERS = 2_000;

const left = (note: string, now: Date) => withoutPast(note.slice(0, MAX_NOTE_CHARACTERS), now);

/** What stands in front of a note on a line of its own. */
const leadIn =
  /^\W*(?:es gilt das gesprochene wort|check against delivery|(?:wichtiger )?(?:hinweis|note|notes|attention|attn|achtung|anmerkung|info(?:rmation)?)(?: (?!sperr|embargo)\p{L}+){0,4}\s?:|please note(?: that)?|achtung|bitte)[^\p{L}\p{N}]+/iu;

const anyTime = new RegExp(`(?<![\\p{L}\\p{N}])${time}|(?<!\\p{L})${furtherNotice}`, 'iu');

/** Whether it says when, be it without a year. */
export const namesTime = (text: string) => anyTime.test(text);

/** Whether a beginning of a text says that it isn't to be published yet; an article about an embargo begins otherwise. */
export function isEmbargoNote(line: string, now: Date): boolean {
  return isNoteAtEnd(line, now) || isLabelledLater(line.slice(0, MAX_NOTE_CHARACTERS), now);
}

/** The same of a text's last lines, where a film's day of release stands as well. */
export function isNoteAtEnd(line: string, now: Date): boolean {
  const whole = left(line, now);
  const behind = whole.replace(leadIn, '');
  return isNote(whole, now) || (behind !== whole && isNote(behind, now));
}

function isNote(said: string, now: Date): boolean {
  const words = beginningOfBan.exec(said)?.[1];
  // Nobody writes a headline in capitals up to its colon alone.
  const isShouted = words !== undefined && words === words.toUpperCase() && ban.test(said);
  return (
    isShouted ||
    lineBan.test(said) ||
    isTimeOfRelease(said, now) ||
    isLabelled(said, now) ||
    embargoes.some((shape) => shape.test(said)) ||
    isLabelledElsewhere(said) ||
    noteOfDesk.test(said) ||
    keepsBack(said, now)
  );
}

/** Whether a note tells editors in one of its sentences not to use the piece: a kill, a hold, a trial. */
export function isTakeOut(note: string, now: Date): boolean {
  const said = left(note, now)
    .replace(noSperrfrist, '')
    .replace(besideThePiece, (part) => (ofThePiece.test(part) ? part : ''));
  const isOut = (part: string) =>
    isFreeLater(part, now) ||
    isLabelledElsewhere(part.trimStart()) ||
    [...embargoes, ...takeOuts].some((shape) => shape.test(part));
  return (
    [said, said.replace(leadIn, ''), ...said.split(/[.!?;:\n]\s| [–—-] /)].some(isOut) ||
    isLabelledNote(said, now) ||
    keepsBack(said, now)
  );
}

/** What terms of use say besides what notes do; most of them are about who may use it, and where. */
const terms: readonly RegExp[] = [
  /\b(?:embargoed (?:until|till|for)|under embargo|(?:not to be (?:used|published|released)|not for (?:publication|use|release|broadcast)|hold) (?:before|until)\b(?=.{0,30}(?:\d|day\b|notice\b|noon\b|midnight\b)))/i,
  /\b(?:internal use only|advance copy)\b/i,
];
/** "Not for use after 1 April 2026" */
const ending =
  /\b(?:not for use|do not use|not to be used|expires|valid (?:until|till)|use until)(?: after| on)?:? (.{6,40})/i;

/** Why terms of use keep a piece from readers. */
export function termsThatWithhold(written: string, now: Date): string | undefined {
  const says = `Its terms of use say: ${written.slice(0, 300)}`;
  const said = left(written, now);
  if (isTakeOut(said, now) || terms.some((shape) => shape.test(said))) return says;
  const end = readDate(ending.exec(said)?.[1] ?? '');
  return end !== undefined && end <= now ? says : undefined;
}
