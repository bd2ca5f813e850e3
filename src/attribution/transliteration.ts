/**
 * Transliteration of Slavic names from Cyrillic: whether two spellings are one name as two languages write it. Tables after
 * BGN/PCGN and passports (English), Duden (German) and the French press.
 */

/** Latin letters to the Cyrillic ones that they may stand for; a name with others isn't written by this custom. */
type Custom = Readonly<Record<string, string>>;

const shared: Custom = Object.fromEntries(
  [...'abdgiklmnoprtf'].map((latin, at) => [latin, 'абдгиклмнопртф'.charAt(at)]),
);
const english: Custom = {
  ...{ ...shared, e: 'её', h: 'г', u: 'у', s: 'с', v: 'в', z: 'з', c: 'к' },
  ...{ shch: 'щ', ch: 'ч', sh: 'ш', zh: 'ж', kh: 'х', ts: 'ц', tz: 'ц' },
};
const german: Custom = {
  ...{ ...shared, e: 'е', h: 'г', u: 'у', s: 'сз', ss: 'с', w: 'в', z: 'ц', tz: 'ц' },
  ...{ schtsch: 'щ', tsch: 'ч', sch: 'шж', sh: 'ж', ch: 'х' },
};
const french: Custom = {
  ...{ ...shared, e: 'её', ou: 'у', s: 'с', ss: 'с', v: 'в', z: 'з' },
  ...{ chtch: 'щ', tch: 'ч', ch: 'ш', j: 'ж', kh: 'х', ts: 'ц' },
};
const customs = [english, german, french];

/** In letters, that of `schtsch`. */
const MAX_GRAPHEME_LETTERS = 7;

const slavicSurname =
  /(?:[eo](?:v|w|ff)|[eo][vw]a|[cs]k[ijy]+|ska[ijy]+a|(?:en|ch|sh)ko|ch(?:u|ou)k|[vw]i(?:ch|tch|tsch))$/;

/** Whether a surname is formed as Slavic ones are. Those in `-in` and `-ik` aren't told from others: "Wallin", "Martin". */
export function isSlavicSurname(surname: string): boolean {
  return slavicSurname.test(surname);
}

/**
 * Whether two Slavic names differ in their transliteration alone: "vladimir orlov" and "wladimir orlow", never "zotov" and
 * "sotov", which no custom makes of one name, nor "ivanov" and "ivanova".
 *
 * @param one words of a name in lower case, without accents
 * @param other as many words
 */
export function isTransliteration(one: readonly string[], other: readonly string[]): boolean {
  const [readings, others] = [one, other].map((words) =>
    customs.map((custom) => words.map((word) => read(word, custom))),
  );
  return (
    readings?.some((reading) => others?.some((its) => reading.every((word, at) => isOneReading(word, its[at])))) ===
    true
  );
}

/**
 * What the customs have in common of a name, its hard consonants: equal for one that they write differently. "j" is a vowel's
 * beginning in German and a consonant in French, so that a name with it has two.
 */
export function transliterationKeys(name: string): readonly string[] {
  const vowel = skeleton(name.replaceAll('j', ''));
  return name.includes('j') ? [vowel, skeleton(name.replaceAll('j', 'z'))] : [vowel];
}

function skeleton(name: string): string {
  return name
    .replace(/[aeiouy'’ʹʼ]/g, '')
    .replace(/[wf]+/g, 'v')
    .replace(/[cghkqstxz]+/g, 's')
    .replace(/v+/g, 'v');
}

type Reading = readonly string[];

function isOneReading(one: Reading | undefined, other: Reading | undefined): boolean {
  if (one === undefined || other === undefined || one.length !== other.length) return false;
  return one.every((may, at) => [...may].some((letter) => other[at]?.includes(letter)));
}

/** For each letter those that it may have been; undefined where the custom doesn't write so. */
function read(word: string, custom: Custom): Reading | undefined {
  const rest = folded(word, custom);
  const reading: string[] = [];
  for (let at = 0; at < rest.length; ) {
    const grapheme = graphemeAt(rest, at, custom);
    const may = custom[grapheme];
    if (may === undefined) return undefined;
    // "ё" behind a sibilant: "Gorbachev" has an English e and a German o.
    const isSoft = custom === german && may === 'о' && /[жчшщ]/.test(reading.at(-1) ?? '');
    reading.push(isSoft ? 'оё' : may);
    at += grapheme.length;
  }
  return reading;
}

function graphemeAt(word: string, at: number, custom: Custom): string {
  for (let length = MAX_GRAPHEME_LETTERS; length > 1; length -= 1) {
    const grapheme = word.slice(at, at + length);
    if (grapheme.length === length && custom[grapheme] !== undefined) return grapheme;
  }
  return word.charAt(at);
}

/** Without what customs leave open: "Zelenskyy" and "Zelenskiy", "Yelena" and "Elena", "Sergeyev" and "Sergeev", "Orloff". */
function folded(word: string, custom: Custom): string {
  return word
    .replace(/['’ʹʼ]/g, '')
    .replaceAll('x', 'ks')
    .replace(custom === french ? /[iy]+/g : /[ijy]+/g, 'i')
    .replace(/^ie(?=.)/, 'e')
    .replace(/(?<=[aeou])i(?=e)/g, '')
    .replace(/(?<=[eo])ff$/, custom === german ? 'w' : 'v');
}
