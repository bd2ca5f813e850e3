/** Scripts, and the languages that newsrooms write in each. */

const scripts = {
  Latin: /\p{Script=Latin}/gu,
  Cyrillic: /\p{Script=Cyrillic}/gu,
  Japanese: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  Han: /\p{Script=Han}/gu,
  Hangul: /\p{Script=Hangul}/gu,
  Arabic: /\p{Script=Arabic}/gu,
  Hebrew: /\p{Script=Hebrew}/gu,
  Devanagari: /\p{Script=Devanagari}/gu,
  Greek: /\p{Script=Greek}/gu,
  Armenian: /\p{Script=Armenian}/gu,
  Georgian: /\p{Script=Georgian}/gu,
  Bengali: /\p{Script=Bengali}/gu,
  Gurmukhi: /\p{Script=Gurmukhi}/gu,
  Gujarati: /\p{Script=Gujarati}/gu,
  Oriya: /\p{Script=Oriya}/gu,
  Tamil: /\p{Script=Tamil}/gu,
  Telugu: /\p{Script=Telugu}/gu,
  Kannada: /\p{Script=Kannada}/gu,
  Malayalam: /\p{Script=Malayalam}/gu,
  Sinhala: /\p{Script=Sinhala}/gu,
  Thai: /\p{Script=Thai}/gu,
  Lao: /\p{Script=Lao}/gu,
  Khmer: /\p{Script=Khmer}/gu,
  Myanmar: /\p{Script=Myanmar}/gu,
  Ethiopic: /\p{Script=Ethiopic}/gu,
} as const;

export type Script = keyof typeof scripts;

const only: Readonly<Partial<Record<Script, string>>> = {
  Japanese: 'ja',
  Han: 'zh',
  Hangul: 'ko',
  Greek: 'el',
  Armenian: 'hy',
  Georgian: 'ka',
  Bengali: 'bn',
  Gurmukhi: 'pa',
  Gujarati: 'gu',
  Oriya: 'or',
  Tamil: 'ta',
  Telugu: 'te',
  Kannada: 'kn',
  Malayalam: 'ml',
  Sinhala: 'si',
  Thai: 'th',
  Lao: 'lo',
  Khmer: 'km',
  Myanmar: 'my',
  Ethiopic: 'am',
};

/** Japanese is written in Chinese characters with kana between: headlines have few. */
const MIN_KANA_PART = 0.1;

/** The script that most letters of a text are of; `undefined` where there is none. */
export function scriptOf(text: string): Script | undefined {
  const counts = new Map<Script, number>();
  for (const [script, letter] of Object.entries(scripts)) counts.set(script as Script, text.match(letter)?.length ?? 0);
  const kana = counts.get('Japanese') ?? 0;
  const han = counts.get('Han') ?? 0;
  counts.set('Japanese', kana > 0 && kana >= MIN_KANA_PART * (kana + han) ? kana + han : 0);
  const [script, most] = [...counts].reduce((best, count) => (count[1] > best[1] ? count : best));
  return most === 0 ? undefined : script;
}

/** The one language of a script; `undefined` where several share it. */
export function languageOfScript(script: Script, text: string): string | undefined {
  if (script === 'Hebrew') return isYiddish(text) ? 'yi' : 'he';
  return only[script];
}

/** Yiddish writes its vowels: doubled and pointed letters that Hebrew prints nowhere but in prayers. */
function isYiddish(text: string): boolean {
  const vowels = text.match(/[װױײײַ]|א[ַָ]|פֿ|(?<!\p{L})(?:און|איז|דער|פון|האט|נישט)(?!\p{L})/gu)?.length ?? 0;
  return vowels >= 2;
}
