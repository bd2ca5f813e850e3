/** Words of which a time in a note consists: "Sonntag, 7. Juni 2026, 18 Uhr", "środa 3 czerwca 2020 r., godz. 12". */

import { isWeekday, monthNamed } from '../text/dates.ts';

const wordsOfTimes = new Set(
  (
    'on at the of from in for until till before prior to after local time noon midnight midday am pm a p m st nd rd th hr hrs hours h et ct pt ' +
    'edition editions papers newspapers release publication use embargo ' +
    'um ab am den dem der vom im bis vor nach uhr mittag mittags mitternacht früh morgens abends ortszeit ausgabe ausgaben frei veröffentlichen verwenden freigeben ' +
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

/** Whether it says nothing but a time. */
export const isTimeAlone = (text: string) => (text.match(/\p{L}+/gu) ?? []).every(isOfTime);

/** Whether what stands behind a day goes on with its time or with something else: ", Beginn der Rede", "at nine", but not "court file". */
export const isTimeBehind = (text: string) => isOfTime(/^\s*(\p{L}+)/u.exec(text)?.[1] ?? 'at');
