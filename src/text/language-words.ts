/** Words and letters by which languages are told from their neighbours, where n-grams don't know them. */

import type { Script } from './scripts.ts';

const wordSet = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const english = wordSet('the and of to in that is was for with on are from not which were said has have will they');

/** Of all words; in no other language's text a fifth of them are these, "the" and "of" or "and" among them. */
const MIN_ENGLISH_PART = 0.2;
const MIN_ENGLISH_WORDS = 5;

/** Whether a text is English beyond doubt; "no" says nothing. */
export function isEnglish(text: string): boolean {
  const all = wordsOf(text);
  const found = all.filter((word) => english.has(word));
  return (
    found.length >= MIN_ENGLISH_WORDS &&
    found.length >= MIN_ENGLISH_PART * all.length &&
    found.includes('the') &&
    (found.includes('of') || found.includes('and') || found.includes('to'))
  );
}

/** Words that are frequent in one and that the languages beside it don't have. */
const apart: readonly (readonly [language: string, script: Script, words: ReadonlySet<string>])[] = [
  [
    'id',
    'Latin',
    wordSet('yang dan untuk dengan dari dalam tidak oleh adalah mereka ini itu akan pada karena bahwa bisa'),
  ],
  ['ga', 'Latin', wordSet('agus tá bhí leis atá chun seo ach sé sí níl ón don gach nach deir siad bhfuil')],
  ['cy', 'Latin', wordSet('mae wedi yn oedd gan ond bydd fydd sydd rhai yng hynny')],
  ['af', 'Latin', wordSet('nie vir hy sy hulle deur ook ’n gesê word moet')],
  ['gl', 'Latin', wordSet('unha non máis tamén polo pola dun dunha foron moitos moi xa')],
  ['sw', 'Latin', wordSet('ya wa kwa na katika ni hii kuwa lakini wengi cha za')],
  ['ne', 'Devanagari', wordSet('छ छन् भएको गरेको र पनि भने लागि छैन थियो गर्ने गरेका')],
  ['mk', 'Cyrillic', wordSet('ги ќе што дека тоа во од со оние')],
  ['kk', 'Cyrillic', wordSet('және мен бұл үшін деп екі болады қазақстан оның жылы')],
  ['ps', 'Arabic', wordSet('د په کې او چې ته دی سره هم څخه')],
  ['ckb', 'Arabic', wordSet('لە بە بۆ کە ئەو و دەکات هەر')],
];
const malay = wordSet('kerana bahawa ialah tambang wang ringgit pejabat awak beliau');

const MIN_PART_APART = 0.08;
const MIN_DISTINCT_WORDS = 2;

/** A language that the n-grams lack or can't tell from its neighbour, by its words. */
export function languageApart(text: string, script: Script): string | undefined {
  const all = wordsOf(text);
  for (const [language, own, telling] of apart) {
    if (own !== script) continue;
    const found = all.filter((word) => telling.has(word));
    if (found.length < MIN_PART_APART * all.length || new Set(found).size < MIN_DISTINCT_WORDS) continue;
    return language === 'id' && isMalay(text) ? 'ms' : language;
  }
  return undefined;
}

/** Malay and Indonesian have most of their words in common. */
export function isMalay(text: string): boolean {
  return wordsOf(text).some((word) => malay.has(word));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}’]+/gu) ?? [];
}
