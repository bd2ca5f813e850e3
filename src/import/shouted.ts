/** Bylines in capitals, as some papers print them, in the letters that names are written in: "BY JANE MCDONALD" → "By Jane McDonald". */

import { isGivenName } from '../attribution/given-names.ts';
import { knownSources } from '../attribution/known-sources.ts';

const joins = new Set('and und et og och with mit avec in from aus for für pour at'.split(' '));
/** Parts of names that are written small inside of one. */
const particles = new Set(
  'van von der den de del della di da do dos das du la le el al bin ibn ter ten zu zur af av y'.split(' '),
);
const capitals = /\p{Lu}{2}/u;
const vowel = /[AEIOUYÁÀÂÄÃÅÆÉÈÊËĘĄÍÌÎÏÓÒÔÖÕØÚÙÛÜÝŐŰÓ]/u;

const isShouted = (line: string) =>
  capitals.test(line) &&
  !/\p{Ll}/u.test(line) &&
  / /.test(line.trim()) &&
  !/[^\p{Script=Latin}\p{Script=Common}]/u.test(line);

/** A byline with what joins its names in small letters, so that they can be told apart; others stay as they are. */
export function withSmallJoins(line: string): string {
  return isShouted(line)
    ? line.replace(/(?<=\s)\p{L}+(?=\s)/gu, (word) => (joins.has(word.toLowerCase()) ? word.toLowerCase() : word))
    : line;
}

/** Known sources that are written in capitals but are surnames, too. */
const surnames = new Set('COPE BUND RAI SANA MENA RIA SID NIK GUS'.split(' '));

/**
 * What stands in capitals behind a photographer and is no surname: of known sources those that are written in capitals
 * and, in capitals, those that have several words; and words that photographers stand before, known by them alone.
 */
const houses: ReadonlySet<string> = new Set([
  ...knownSources
    .flatMap(({ name, aliases = [] }) => [name, ...aliases])
    .filter((name) => name.includes(' ') || !/\p{Ll}/u.test(name))
    .map((name) => name.toUpperCase())
    .filter((name) => !surnames.has(name)),
  ...'REUTERS LUSA KYODO XINHUA BELGA KEYSTONE GETTY POOL DESK STAFF'.split(' '),
]);

const MAX_HOUSE_WORDS = 6;

/** "Jan DPA", "Sam USA TODAY": where in a name the house begins that somebody works for. */
function houseIn(words: readonly string[]): number {
  const at = words.findIndex(
    (_, start) => start > 0 && start >= words.length - MAX_HOUSE_WORDS && houses.has(words.slice(start).join(' ')),
  );
  return at < 0 ? words.length : at;
}

/** "Bill MCCARTHY", "Marie DE LA TOUR", as agencies tell a surname from what stands before it. */
function hasShoutedSurname([given = '', ...surname]: readonly string[]): boolean {
  return (
    isGivenName(given) &&
    surname.length > 0 &&
    surname.every((word) => !/\p{Ll}/u.test(word)) &&
    (surname.at(-1)?.match(/\p{Lu}/gu)?.length ?? 0) >= MIN_SURNAME_LETTERS
  );
}

/** Shorter ones may be initials. */
const MIN_SURNAME_LETTERS = 3;

/** A person's name. */
export function unshoutedName(name: string): string {
  const words = name.split(' ');
  const house = houseIn(words);
  if (!isShouted(name) && !hasShoutedSurname(words.slice(0, house))) return name;
  return words
    .map((word, at) => {
      if (/\p{Ll}/u.test(word) || at >= house) return word;
      return at > 0 && particles.has(word.toLowerCase()) ? word.toLowerCase() : unshoutedWord(word);
    })
    .join(' ');
}

/** A word that may be a name; letters that stand for words ("AFP", "TV", "J.", "III") stay. */
function unshoutedWord(word: string): string {
  const letters = word.replace(/[^\p{L}]/gu, '');
  const isName = letters.length >= 3 && vowel.test(letters) && !/^(?:[IVX]+|\p{Lu}\.(?:\p{Lu}\.)*)$/u.test(word);
  const isShortName = letters.length === 2 && /^(?:BY|JO|ED|AL|LI|WU|XI|BO|TY|CY|YU|LU|HU|MA|VO|LE)$/.test(letters);
  if (!isName && !isShortName) return word;
  return word
    .toLowerCase()
    .replace(/(?:^|(?<=[-'’.]))\p{Ll}/gu, (letter) => letter.toUpperCase())
    .replace(/^Mc(\p{Ll})(?=\p{Ll})/u, (_, letter: string) => `Mc${letter.toUpperCase()}`)
    .replace(/(['’])S$/u, '$1s');
}
