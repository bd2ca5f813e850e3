/** Times in notes until which a piece is kept back: "Embargoed until 1 March 2020", "For release Sunday 7 June 2026", "Gesperrt bis 7. Juni 2026, 12 Uhr". */

import { HOUR_MS } from '../../time/units.ts';
import { isDayAlone, readDate } from '../feed/date.ts';

/** What may name a time. A dot ends it but in "1. März" and "01.03.2020". */
const written = '((?:[^.!?;\\n]|(?<=\\b\\d{1,2})\\.|\\.(?=\\S)){4,80})';
const until =
  "(?<!\\p{L})(?:until|till|before|prior to|bis|vor|jusqu['’]au?|avant|hasta|antes del?|até|fino al?|prima del?|tot|voor)(?!\\p{L})";
const timed = new RegExp(
  `(?<!\\p{L})(?:embargo\\w*|sperrfrist|hold|ne pas (?:publier|utiliser)|no (?:publicar|usar|utilizar)|non (?:pubblicare|usare)|niet (?:publiceren|gebruiken)|nicht (?:verwenden|veröffentlichen)|(?:do not|don['’]t|not to be|not for) \\w+)(?!\\p{L})(?:[^.!?;\\n]{0,40}?(?::|${until})\\s*|\\s?[,–—-]?\\s?(?=\\d))${written}`,
  'giu',
);
const untilOrEmbargo = new RegExp(`^(?:embargo|sperrfrist)|${until}`, 'iu');
/** In the last zone on earth a day alone is over so much later than it begins in ours; a time in no zone by half a day. */
const DAY_OVER_HOURS = 36;
const TIME_OVER_HOURS = 12;

const inOrder = (text: string) =>
  text.replace(/(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/g, '$3-$2-$1').replace(/^\D{0,20}(?=\d{4}-)/, '');

/** Of what names its year, and no later one: "6 May, 12 noon" comes each year. */
function isOver(text: string, now: Date): boolean {
  const ordered = inOrder(text);
  const date = readDate(ordered);
  const years = (text.match(/(?<!\d)\d{4}(?!\d)/g) ?? []).map(Number);
  if (date === undefined || Math.max(...years) !== date.getUTCFullYear()) return false;
  const hours = isDayAlone(ordered) ? DAY_OVER_HOURS : TIME_OVER_HOURS;
  return date.getTime() + hours * HOUR_MS <= now.getTime();
}

/** A note without what it kept back until a time that is past; what it says behind that stays. */
export const withoutPast = (note: string, now: Date) =>
  note.replace(timed, (said: string, text: string) => {
    // "HOLD - 12 May 2021 court file" is about that day, and kept back all the same.
    const isUntil = untilOrEmbargo.test(said.slice(0, said.length - text.length)) || timeAlone.test(text);
    return isUntil && isOver(text, now) ? text.replace(/^.*?\d{4}/, '') : said;
  });

/** How a note that doesn't say embargo begins before the time from which the piece is free; without a time it says something else. */
const freedFrom = new RegExp(
  `^\\W*(?:(?:(?:in )?advance )?for (?:release|publication|use)(?: (?:on|from|after|only))?|free (?:for (?:publication|use|release) )?(?:from|on|after)|(?:adv(?:ance)?|hfr|hold for release)(?: for)?|(?:frei )?zur (?:veröffentlichung|verwendung|verbreitung)(?: frei)? ab|(?:frei|freigabe|freigegeben) ab|gesperrt bis|libre (?:à partir du|dès le)|publication(?: libre)? à partir du|à (?:paraître|publier) (?:à partir du|le)|(?:diffusion|publication|reproduction) interdite avant(?: le)?|(?:para )?publicar a partir del?|(?:embargado|embargada) (?:hasta|até)(?: el)?|embargo (?:do|til|till|tot|fino al?)|publicar a partir de|pubblicare (?:dal|a partire dal)|vrij (?:te publiceren )?vanaf|f(?:å|a)r publiceras(?: tidigast)?|fri(?:t)? (?:från|fra))(?!\\p{L})(?! ?(?:until|till|in|by|to|bis)(?!\\p{L}))\\s?[:,–—-]?\\s?${written}`,
  'iu',
);
/** Behind a day in a line that is nothing but that: a time, a zone. */
const timeAlone =
  /^.{0,50}?\d{4}[\s,–—-]{0,3}(?:(?:at|um|à|a las|alle|kl\.?|om)? ?\d{1,2}(?:[:.h]\d{0,2})? ?(?:uhr|[ap]\.?m\.?|hrs?|h|uur|noon)? ?(?:\(?[A-Z]{2,5}\)?)?)?\W*$/iu;

function isToCome(text: string, now: Date): boolean {
  const date = readDate(inOrder(text));
  return date !== undefined && date > now;
}

/** Whether a note to editors names a later time from which its piece is free. */
export function isFreeLater(note: string, now: Date): boolean {
  const text = freedFrom.exec(note)?.[1];
  return text !== undefined && isToCome(text, now);
}

/** The same of a text's own line, in which a sentence may begin alike: "Gesperrt bis 7. Juni 2026 ist die Brücke". */
export function isTimeOfRelease(line: string, now: Date): boolean {
  const text = freedFrom.exec(line)?.[1];
  return text !== undefined && timeAlone.test(text) && isToCome(text, now);
}
