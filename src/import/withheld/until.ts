/** Times in notes until which a piece is kept back: "Embargoed until 1 March 2020", "For release Sunday 7 June 2026", "Gesperrt bis 7. Juni 2026, 12 Uhr". */

import { HOUR_MS } from '../../time/units.ts';
import { isDayAlone, readDate } from '../feed/date.ts';
import { publishingBans, until, usingBans } from './bans.ts';
import { isLabelledLater } from './labelled-day.ts';
import { isTimeAlone, isTimeBehind } from './time-words.ts';

/** What may name a time. A dot ends it but in "1. März" and "01.03.2020". */
const written = '((?:[^.!?;\\n]|(?<=\\b\\d{1,2})\\.|\\.(?=\\S)){4,80})';
const timed = new RegExp(
  `(?<!\\p{L})(?:embargo\\w*|sperrfrist(?: am(?= \\d))?|gesperrt|hold|${publishingBans}|${usingBans}|not to be \\w+)(?!\\p{L})(?:[^.!?;\\n]{0,40}?(?::|${until}|(?<!\\p{L})(?:lifts|lifted|ends|endete?)(?: on| at| am)?(?!\\p{L}))\\s*|\\s?[,–—-]?\\s?(?=\\d))${written}`,
  'giu',
);
const isEmbargo = /^(?:embargo|sperrfrist|gesperrt)/i;
/** In the last zone on earth a day alone is over so much later than it begins in ours; a time in no zone by half a day. */
const DAY_OVER_HOURS = 36;
const TIME_OVER_HOURS = 12;

const inOrder = (text: string) =>
  text.replace(/(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/g, '$3-$2-$1').replace(/^\D{0,20}(?=\d{4}-)/, '');

interface Named {
  readonly date: Date;
  readonly isDayAlone: boolean;
  /** The text up to its year, and what stands behind that. */
  readonly lead: string;
  readonly rest: string;
}

function named(text: string): Named | undefined {
  const ordered = inOrder(text);
  const date = readDate(ordered);
  if (date === undefined) return undefined;
  const behind = text.indexOf(`${date.getUTCFullYear()}`) + 4;
  const isYearWritten = behind > 3;
  return {
    date,
    isDayAlone: isDayAlone(ordered),
    lead: isYearWritten ? text.slice(0, behind) : text,
    rest: isYearWritten ? text.slice(behind) : '',
  };
}

/** Whether it names a day to come, with its year. */
export function namesDayToCome(text: string, now: Date): boolean {
  const time = named(text);
  return time !== undefined && time.date > now;
}

/** Of what names its year, and no later one: "6 May, 12 noon" comes each year. */
function isOver(text: string, { date, isDayAlone }: Named, now: Date): boolean {
  const years = (text.match(/(?<!\d)\d{4}(?!\d)/g) ?? []).map(Number);
  if (Math.max(...years) !== date.getUTCFullYear()) return false;
  const hours = isDayAlone ? DAY_OVER_HOURS : TIME_OVER_HOURS;
  return date.getTime() + hours * HOUR_MS <= now.getTime();
}

/** What happens on a day, and until which a piece is kept back; what was done on one, such as an arrest, isn't here. */
const event =
  '(?:speech|address|launch|opening|briefing|ceremony|conference|announcement|release|publication|start|beginning|meeting|statement|unveiling|premiere|event|\\p{L}{0,20}(?:[Rr]ede|[Bb]eginn|[Ee]röffnung|[Kk]onferenz|[Vv]orstellung|[Vv]erleihung|[Bb]ekanntgabe|[Vv]eröffentlichung|[Aa]nsprache|[Ff]estakt|[Ss]tart)|discours|lancement|ouverture|inauguration|conférence|cérémonie|début|annonce|discurso|lanzamiento|apertura|inauguración|conferencia|ceremonia|inicio|comienzo|acto|discorso|lancio|conferenza|inizio|toespraak|begin|aanvang|persconferentie|przemówieni[ea]|konferencji|początku?)';
/** With whose it is: "the Queen’s speech", "zum Beginn der Rede", "discours du président". */
const eventAlone = new RegExp(
  `^\\W*(?:(?:the|a|an|his|her|its|their|our|zu[mr]|de[rmns]|die|das|ein\\p{L}{0,2}|le|la|el|il|lo|de|het)\\s+)?(?:(?:\\p{Lu}[\\p{L}.-]{0,30}|\\S{1,30}['’]s?)\\s+){0,3}(?:l['’])?${event}(?:\\s+(?:of|der|des|du|del?|van|d[ao])\\s+(?:(?:the|la|le|el|de|het)\\s+)?[^\\s,]{1,30})?[\\s,]*$`,
  'u',
);
const eventAhead = new RegExp(`^\\W*(?:\\S{1,30}\\s+){0,3}?(?:l['’])?${event}(?!\\p{Ll})`, 'u');

/** Whether it begins with what happens then: "the press conference", "Beginn der Rede". */
export const beginsWithEvent = (text: string) => eventAhead.test(text);

const dayAtEnd = /(?<!\p{L})(?:on|am|op|le|el|dnia|den) (?!.*(?<!\p{L})(?:on|am|op|le|el|dnia|den) )(.*)$/u;

/** Of what happens until then: "the Queen's speech on 3 June 2020". */
function isDayOf({ lead, rest }: Named): boolean {
  const day = dayAtEnd.exec(lead)?.[1];
  return day !== undefined && isTimeAlone(day) && isTimeAlone(rest);
}

/** The same of a day that is past, which lifts nothing where something else was on it: "the trial that began on 12 May 2021". */
const isDayOfEvent = (time: Named) =>
  isDayOf(time) && eventAlone.test(time.lead.slice(0, dayAtEnd.exec(time.lead)?.index));

/**
 * A note without what it kept back until a time that is past; what it says behind that stays. A past day elsewhere lifts
 * nothing: "Not for publication: minutes of 12 May 2021" is kept back for good.
 */
export const withoutPast = (note: string, now: Date) =>
  note.replace(timed, (said: string, text: string) => {
    const time = named(text);
    if (time === undefined || !isOver(text, time, now)) return said;
    const { lead, rest } = time;
    const ban = said.slice(0, said.length - text.length);
    const isUntil = untilAtEnd.test(ban);
    const isOfRelease =
      isUntil || isEmbargo.test(ban)
        ? (isTimeAlone(lead) && isTimeBehind(rest)) || (isUntil && isDayOfEvent(time))
        : isTimeAlone(text);
    return isOfRelease ? rest : said;
  });

const untilAtEnd = new RegExp(`${until}\\s*$`, 'iu');

/** How a note that doesn't say embargo begins before the time from which the piece is free; without a time it says something else. */
const freedFrom = new RegExp(
  `^\\W*(?:(?:(?:in )?advance )?for (?:release|publication|use)(?: (?:on|from|after|only))?|free (?:for (?:publication|use|release) )?(?:from|on|after)|(?:adv(?:ance)?|hfr|hold for release)(?: for)?|(?:frei )?zur (?:veröffentlichung|verwendung|verbreitung)(?: frei)? (?:erst )?ab|(?:veröffentlichung|verwendung|verbreitung) (?:erst |frei )?ab|(?:frei|freigabe|freigegeben) (?:erst )?(?:ab|für)|nicht vor(?: dem)?|not before|nie przed|niet v[oó]{2}r|pas avant(?: le)?|no antes del?|hold (?:until|till)|gesperrt bis|libre (?:à partir du|dès le)|publication(?: libre)? à partir du|à (?:paraître|publier) (?:à partir du|le)|(?:diffusion|publication|reproduction) interdite avant(?: le)?|(?:para )?publicar a partir del?|(?:embargado|embargada) (?:hasta|até)(?: el)?|embargo (?:do|til|till|tot|fino al?|hasta(?: el)?|até|jusqu['’]au)|embargo lifts(?: on)?|do publikacji (?:od|po)|publicar a partir de|pubblicare (?:dal|a partire dal)|vrij (?:te publiceren )?vanaf|f(?:å|a)r publiceras(?: tidigast)?|fri(?:t)? (?:från|fra))(?!\\p{L})(?! ?(?:until|till|in|by|to|bis)(?!\\p{L}))\\s?[:,–—-]?\\s?${written}`,
  'iu',
);
/** What is released on a day as well: a film, an album. */
const works =
  /(?<!\p{L})(?:dvd|blu-?ray|netflix|amazon|disney|spotify|steam|cinemas?|theat(?:er|re)s|kinos?|vinyl|cd|album|streaming|magazine|salles)(?!\p{L})/iu;

function isToCome(text: string, now: Date): boolean {
  const time = named(text);
  return time !== undefined && time.date > now && !works.test(time.lead) && (isTimeAlone(time.lead) || isDayOf(time));
}

/** Whether a note to editors names a later time from which its piece is free. */
export function isFreeLater(note: string, now: Date): boolean {
  const text = freedFrom.exec(note)?.[1];
  return isLabelledLater(note, now) || (text !== undefined && isToCome(text, now));
}

/** The same of a text's own line, in which a sentence may begin alike: "Gesperrt bis 7. Juni 2026 ist die Brücke". */
export function isTimeOfRelease(line: string, now: Date): boolean {
  const text = freedFrom.exec(line)?.[1];
  return text !== undefined && isTimeAlone(text) && isToCome(text, now);
}

/** Behind which a sentence names the time from which its piece is free. */
const freeBehind = new RegExp(
  `(?:${until}|(?<!\\p{L})(?:ab|nach|am|frühestens|from|after|as of|on|at|of|vanaf|na|od|po|à partir du|dès le|a partir del?|dal|från|tidigast)(?!\\p{L})|:)(?=\\s*${written})`,
  'giu',
);

/** Whether the time that a sentence names is past in each zone. */
export function isOverBy(sentence: string, now: Date): boolean {
  return [...sentence.matchAll(freeBehind)].some(([, text = '']) => {
    const time = named(text);
    return time !== undefined && isTimeAlone(time.lead) && isOver(text, time, now);
  });
}
