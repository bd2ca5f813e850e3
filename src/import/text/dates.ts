/** Parser of a line that is nothing but a date, in the words of several languages. */

const languages = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'sv',
  'da',
  'nb',
  'fi',
  'pl',
  'cs',
  'hu',
  'ro',
  'tr',
  'ru',
  'id',
  'ca',
  'lt',
];

function fold(word: string): string {
  return word.toLowerCase().replace(/\.$/, '');
}

function monthsByName(): ReadonlyMap<string, number> {
  const months = new Map<string, number>([['sept', 9]]);
  for (const language of languages) {
    for (const style of ['long', 'short'] as const) {
      // With a day beside it, a language that inflects its months says them as a date does.
      const format = new Intl.DateTimeFormat(language, { month: style, day: 'numeric', timeZone: 'UTC' });
      for (let month = 1; month <= 12; month += 1) {
        const parts = format.formatToParts(Date.UTC(2024, month - 1, 15));
        const name = fold(parts.find((part) => part.type === 'month')?.value ?? '');
        if (/\p{L}{3}/u.test(name) && !months.has(name)) months.set(name, month);
      }
    }
  }
  return months;
}

const monthByName = monthsByName();

/** In small letters and without dots, long and short, of all the languages. */
export const monthNames: readonly string[] = [...monthByName.keys()].filter((name) => /^\p{L}+$/u.test(name));

/** From 1 to 12, for a name or its short form in any of the languages. */
export function monthNamed(name: string): number | undefined {
  return monthByName.get(fold(name));
}

/** Of languages besides, whose weekdays a line may begin with. */
const furtherLanguages =
  'et lv sk hr sl sr-Latn sr sq vi ms fil af ga cy eu gl is az sw bs el uk bg mk be he ar fa hi th ka hy kk uz mn'.split(
    ' ',
  );

/** As Britons shorten them. */
const furtherShortForms = ['tues', 'weds', 'thur', 'thurs'];

let weekdays: ReadonlySet<string> | undefined;

function weekdayNames(): ReadonlySet<string> {
  return new Set([
    ...furtherShortForms,
    ...[...languages, ...furtherLanguages].flatMap((language) =>
      (['long', 'short'] as const).flatMap((style) => {
        const format = new Intl.DateTimeFormat(language, { weekday: style, timeZone: 'UTC' });
        return [1, 2, 3, 4, 5, 6, 7].map((day) => fold(format.format(Date.UTC(2024, 0, day))));
      }),
    ),
  ]);
}

/** Whether it is the name of a day of the week, or its short form, in any of the languages. */
export function isWeekday(name: string): boolean {
  weekdays ??= weekdayNames();
  return weekdays.has(fold(name));
}

const label =
  /^(?:(?:first\s+)?published(?:\s+on)?|posted(?:\s+on)?|updated(?:\s+on)?|last\s+(?:updated|modified)|date|veröffentlicht(?:\s+am)?|aktualisiert(?:\s+am)?|stand|erstellt|publié(?:\s+le)?|publicado(?:\s+el)?)\s*:?\s*/iu;
const opening = /^([\p{L}\p{M}]{2,13}(?:-feira)?)\.?,?\s+(?:(?:den|the|le|el)\s+)?/u;
const time =
  /(?<![ ,|·–-])[ ,|·–-]*(?:(?:at|um|à|a las) )?(?:T?\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?: ?(?:[ap]\.?m\.?|uhr|h))?|\d{1,2} ?(?:[ap]\.?m\.?|uhr))(?: ?(?:z|gmt|utc|bst|cet|cest|mez|mesz|e[sd]?t|p[sd]?t|c[sd]t|ist|[+-]\d{2}:?\d{2}))?(?: ?\([^()]*\))?$/iu;

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const dayPattern = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?`;
const monthPattern = String.raw`(?<month>\p{L}{3,}\.?)`;
const shapes: readonly RegExp[] = [
  new RegExp(
    String.raw`^${dayPattern}\s*(?:of\s+|de\s+)?[-\s]?${monthPattern},?\s*(?:de\s+|del\s+)?-?(?<year>\d{4})\.?$`,
    'u',
  ),
  new RegExp(String.raw`^${monthPattern}\s+${dayPattern},?\s+(?<year>\d{4})$`, 'u'),
  /^(?<year>\d{4})[-/.](?<number>\d{1,2})[-/.](?<day>\d{1,2})$/u,
  /^(?<day>\d{1,2})\.\s?(?<number>\d{1,2})\.\s?(?<year>\d{4})$/u,
  /^(?<first>\d{1,2})[/-](?<second>\d{1,2})[/-](?<year>\d{4})$/u,
  /^(?<year>\d{4}) ?[年년] ?(?<number>\d{1,2}) ?[月월] ?(?<day>\d{1,2}) ?[日일]$/u,
];

function dayOf(groups: Readonly<Record<string, string | undefined>>, language: string): Day | undefined {
  const year = Number(groups.year);
  if (groups.first !== undefined) {
    const [first, second] = [Number(groups.first), Number(groups.second)];
    // Month first, as English pages that use slashes mostly have it, unless that can't be; all other languages name the day first.
    const isDayFirst = first > 12 || (second <= 12 && !/^(?:en|und)(?:-|$)/.test(language));
    return isDayFirst ? { year, month: second, day: first } : { year, month: first, day: second };
  }
  const month = groups.number === undefined ? monthByName.get(fold(groups.month ?? '')) : Number(groups.number);
  return month === undefined ? undefined : { year, month, day: Number(groups.day) };
}

/**
 * The day that a line names, at 00:00 UTC, whatever hour and zone it prints; `undefined` when the line holds
 * anything else, or a day that doesn't exist.
 *
 * @param language tells which of two figures before a year is the day: in English the second
 */
export function dateOfLine(line: string, language = 'en'): Date | undefined {
  if (line.length > 90 || !/\d{4}/.test(line)) return undefined;
  const unlabelled = line.trim().replace(/\s+/g, ' ').replace(label, '');
  const untimed = unlabelled.replace(time, '').replace(/(?<![\s,|·–-])[\s,|·–-]+$/u, '');
  // "Embargo 1 June 2026" is the date of something else.
  const withoutWeekday = untimed.replace(opening, (whole, word: string) => (isWeekday(word) ? '' : whole));
  for (const candidate of [untimed, withoutWeekday]) {
    for (const shape of shapes) {
      const groups = shape.exec(candidate)?.groups;
      const day = groups === undefined ? undefined : dayOf(groups, language);
      if (day === undefined) continue;
      const date = new Date(Date.UTC(day.year, day.month - 1, day.day));
      if (date.getUTCMonth() === day.month - 1 && date.getUTCDate() === day.day) return date;
    }
  }
  return undefined;
}

/** The day in an address such as https://example.org/2024/12/28/story, at 00:00 UTC. */
export function dateOfAddress(address: string): Date | undefined {
  const [, year, month, day] = /\/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)/.exec(address) ?? [];
  return year === undefined ? undefined : dateOfLine(`${year}-${month}-${day}`);
}
