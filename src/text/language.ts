/**
 * Language detection: which language a text is in, among those that Postgres' text search stems: by its script, then by
 * a vote of stop words. A detector library costs a second at start and 150 MB; a page has hundreds of words, and its
 * stop words are enough.
 */

import { words } from '../attribution/word-list.ts';

const scripts: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\p{Script=Greek}/gu, ['el']],
  [/\p{Script=Arabic}/gu, ['ar']],
  [/\p{Script=Hebrew}/gu, ['yi']],
  [/\p{Script=Armenian}/gu, ['hy']],
  [/\p{Script=Tamil}/gu, ['ta']],
  [/\p{Script=Devanagari}/gu, ['hi', 'ne']],
  [/\p{Script=Cyrillic}/gu, ['ru', 'sr']],
];

const stopWords: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words(
    'the and of to in that is was for it with as his on be at by had are from this have not which were said has will he she they',
  ),
  de: words(
    'der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer',
  ),
  fr: words(
    'le la les des et est dans que une du pour qui au sur par plus ce pas il ne se avec sont aux cette ont elle mais été a',
  ),
  es: words(
    'el la los las de que y en un una del se por con para su al es lo como más pero sus le ya fue este ha sí porque',
  ),
  pt: words(
    'o a os as de que e do da em um uma para com não no na por mais dos das foi ao se como mas são à é pelo também',
  ),
  it: words(
    'il la di che e un una per in non sono del della con si dei le da al è come più nel alla anche gli ma ha lo questo',
  ),
  nl: words(
    'de het een en van ik te dat die in is niet zijn op aan met als voor er maar om hem dan zou wat mijn door werd naar ook bij',
  ),
  sv: words(
    'och det att i en jag hon som han på den med var sig för så till är men ett om hade de av inte från kan när efter',
  ),
  da: words(
    'og i jeg det at en den til er som på de med han af for ikke der var mig sig men et har om vi blev efter også fra ved',
  ),
  no: words(
    'og i det på som er en til å han av for med at var de ikke den har jeg om et men så seg hun ble fra etter også ved',
  ),
  fi: words(
    'ja on ei että se hän oli mutta kun niin ovat myös kuin joka tai ole hänen jo vain sekä mukaan jälkeen sen ollut',
  ),
  ca: words(
    'el la els les de que i en un una per amb del als és no va ha més al dels aquest però com seva han també ser',
  ),
  ro: words('și de la în a o că nu pe cu care din mai un este pentru fost au se sunt după prin către acest unui dar'),
  hu: words('a az és hogy nem is egy azt van volt meg csak még már ez mint el de ki szerint lesz majd után ezt'),
  tr: words('ve bir bu da de için ile olarak çok daha olan gibi sonra kadar en ise ancak değil ne göre dedi oldu ya'),
  id: words(
    'yang dan di dengan untuk pada dari ini itu dalam tidak akan ke oleh juga adalah telah sudah mereka saya ada bisa',
  ),
  lt: words('ir kad yra į iš su buvo tai bet jis ne kaip apie jo dėl bus nuo už taip po savo ar dar'),
  ga: words('agus an na ar sé go bhí an leis ag is le i a mar atá sin do ní ach níl seo iad air'),
  eu: words('eta da ez bat du zen dira izan ere dute baina egin hau baino den dela zuen zuten'),
};

// What only one of the languages that share a script or its stop words has.
const telling: Readonly<Record<string, RegExp>> = {
  sr: /[ђјљњћџ]/g,
  ru: /[ыэъё]/g,
  ne: /(?:छ|छन्|भएको|गरेको)(?=[\s।,])/gu,
  hi: /(?:है|हैं|था|की|में)(?=[\s।,])/gu,
};

function countOf(text: string, shape: RegExp): number {
  return text.match(shape)?.length ?? 0;
}

function languageOfScript(text: string): string | undefined {
  const letters = countOf(text, /\p{L}/gu);
  const [, languages] = scripts.find(([script]) => countOf(text, script) > letters / 2) ?? [];
  return languages?.toSorted((a, b) => countOf(text, telling[b] ?? /$^/g) - countOf(text, telling[a] ?? /$^/g))[0];
}

const MAX_SAMPLE_CHARACTERS = 20_000;
const MIN_STOP_WORDS = 3;
const MIN_LEAD_OVER_ENGLISH = 1.2;
const MIN_PART_OF_WORDS = 0.1;

/** ISO 639-1 code; `en` where the text is too short or too mixed to show another. */
export function languageOf(text: string): string {
  const lower = text.slice(0, MAX_SAMPLE_CHARACTERS).toLowerCase();
  const script = languageOfScript(lower);
  if (script !== undefined) return script;
  const all = lower.match(/\p{L}+/gu) ?? [];
  const votes = Object.entries(stopWords).map(
    ([language, stops]) => [language, all.filter((word) => stops.has(word)).length] as const,
  );
  const english = votes.find(([language]) => language === 'en')?.[1] ?? 0;
  const [language, most] = votes.reduce((best, vote) => (vote[1] > best[1] ? vote : best), ['en', english] as const);
  // Another language than English needs some proof: names and quotations bring its words into English text too.
  return most >= MIN_STOP_WORDS && most > english * MIN_LEAD_OVER_ENGLISH && most > all.length * MIN_PART_OF_WORDS
    ? language
    : 'en';
}
