/** Words of which a time in a note consists: "Sonntag, 7. Juni 2026, 18 Uhr", "środa 3 czerwca 2020 r., godz. 12". */

import { isWeekday, monthNamed } from '../text/dates.ts';

const wordsOfTimes = new Set(
  (
    'on at the of from in for until till before prior to after local time noon midnight midday am pm a p m st nd rd th hr hrs hours h et ct pt ' +
    'edition editions papers newspapers release publication use embargo ' +
    'um ab am den dem der vom zum im bis vor nach uhr mittag mittags mitternacht früh morgens abends ortszeit ausgabe ausgaben frei veröffentlichen verwenden freigeben ' +
    'à le la les du de d des dès heure heures midi minuit matin soir jusqu au avant ' +
    'el las los del a y hora horas mediodía medianoche mañana tarde hasta antes ' +
    'às o do dia até ore alle dalle dal fino prima mezzogiorno ' +
    'om op uur tot voor vóór middernacht s dnia r godz godzina godziny godzinie w od przed południe południu północy kl klockan före'
  ).split(' '),
);
/** With their cases: "przed środą 3 czerwca". */
const polishWeekday = /^(?:poniedział|wtor|środ|czwart|piąt|sobot|niedziel)\p{L}{1,3}$/u;
const zone = /^(?:GMT|UTC|Z|[A-Z]{2,3}T|MES?Z|CES?T|MSK)$/;

function isOfTime(word: string): boolean {
  const lower = word.toLowerCase();
  return (
    wordsOfTimes.has(lower) ||
    zone.test(word) ||
    monthNamed(lower) !== undefined ||
    isWeekday(lower) ||
    polishWeekday.test(lower)
  );
}

const token = /[\s,.()/-]*(?:(\d[\d.:/h-]*)(?:(?:st|nd|rd|th|er|h|º)(?!\p{L}))?\.?|(\p{L}+(?:-feira)?)(?!['’\p{L}]))/uy;
/** A clock's time or a day in numbers: "10:00", "6.30", "1.12.2026", "2026-12-01". */
const clock = /^\d{1,2}[:h]\d\d$/;
const dotted = /^\d{1,4}[./-]\d{1,2}(?:[./-](?:\d{2,4})?)?$/;
const year = /^(?:19|20|21)\d\d$/;
const hourWord = /^(?:a|p|am|pm|h|hrs?|hours?|uhr|heures?|horas?|uur|ore|noon|midnight|GMT|UTC|[A-Z]{1,3}T|ME?S?Z)$/i;
const dayWord =
  /^(?:noon|midday|midnight|mittags?|mitternacht|minuit|midi|mediodía|medianoche|mezzogiorno|middernacht|today|tonight|tomorrow|heute|morgen|demain|mañana|domani|amanhã|jutro)$/iu;
/** Shorter ones are words of other languages as well. */
const MIN_WEEKDAY_CHARS = 4;

/**
 * Whether a text begins with a time of release: "Tue 1 Dec 2026 00:01", "martes 1 de diciembre", "Tuesday: ", but not "12 countries",
 * "Tuesday’s vote" or "2 December deadline".
 *
 * @param isGoingOn whether it may go on with anything behind a day without a year
 */
export function beginsWithTime(text: string, isGoingOn = false): boolean {
  let isDay = false;
  let isWhole = false;
  let number: string | undefined;
  let word: string | undefined;
  let behind = 0;
  for (token.lastIndex = 0; ; ) {
    const [whole = '', digits, said] = token.exec(text) ?? [];
    if (whole === '' || (said !== undefined && !isOfTime(said) && !dayWord.test(said))) break;
    const isBehindNumber = number !== undefined && said !== undefined;
    isWhole ||=
      clock.test(digits ?? '') || (isDay && year.test(digits ?? '')) || (isBehindNumber && hourWord.test(said));
    isDay ||=
      isWhole ||
      dotted.test(digits ?? '') ||
      (isBehindNumber && monthNamed(said) !== undefined) ||
      (digits !== undefined && word !== undefined && (monthNamed(word) !== undefined || isDayOfWeek(word))) ||
      (said !== undefined && (dayWord.test(said) || (isDayOfWeek(said) && said.length >= MIN_WEEKDAY_CHARS)));
    // "1 de diciembre" and "2nd of December": what is between doesn't part them.
    if (digits !== undefined || !/^(?:de|of|d)$/i.test(said ?? '')) number = digits;
    word = said;
    behind = token.lastIndex;
  }
  return isDay && (isWhole || isGoingOn || !/^(?:['’]|\s*\p{Ll})/u.test(text.slice(behind)));
}

const isDayOfWeek = (word: string) => isWeekday(word) || polishWeekday.test(word.toLowerCase());

/** Whether it says nothing but a time. */
export const isTimeAlone = (text: string) => (text.match(/\p{L}+/gu) ?? []).every(isOfTime);

/** Whether what stands behind a day goes on with its time or with something else: ", Beginn der Rede", "at nine", but not "court file". */
export const isTimeBehind = (text: string) => isOfTime(/^\s*(\p{L}+)/u.exec(text)?.[1] ?? 'at');
