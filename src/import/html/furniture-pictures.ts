/** Logos, avatars, placeholders and tracking pixels, told by the names of their files from pictures of what is called so. */

import { normalForm } from '../../text/piled-marks.ts';

/** The piece whose picture it may be. */
export interface Subject {
  readonly headline: string;
  /** Names of the site and its host, whose logo is no picture of any piece. */
  readonly houses: readonly string[];
}

const called =
  /(?:^|[_.-])(?:logo|icon|favicon|avatar|placeholder|default|fallback|blank|spacer|pixel|sprite|arrow|chevron|button|btn|loader|loading|spinner|transparent|dummy|no-?(?:image|img|photo|picture)|1x1)s?(?:[_.-]|\d|$)/i;
const furnitureWord =
  /^(?:logo|icon|favicon|avatar|placeholder|default|fallback|blank|spacer|pixel|sprite|arrow|chevron|button|btn|loader|loading|spinner|transparent|dummy|no)s?$/;
/** What such a file is called besides: of its size, its looks, its place, its use. */
const besideWord =
  /^(?:image|img|photo|picture|pic|thumb|thumbnail|preview|poster|video|audio|site|web|news|main|header|footer|brand|company|publisher|profile|user|author|app|apple|touch|android|ms|og|fb|facebook|twitter|social|share|sharing|schema|org|card|cover|hero|small|medium|large|big|mini|full|square|round|wide|horizontal|vertical|left|right|top|bottom|up|down|next|prev|previous|play|menu|search|close|black|white|dark|light|blue|red|grey|gray|color|colour|new|old|hd|retina|min|copy|final|en|de|fr|es|it|nl|pl|pt|sv)$/;
const photograph = /\.(?:jpe?g|jfif|webp|avif|heic)$/i;
/** Numbered as a file of an archive is: what a size of it is called "default" says nothing. */
const archived = /[\da-f]{8}-[\da-f]{4}-[\da-f-]{17,}|[\da-f]{20,}/i;
/** What stands for a picture may say for which it does: "default-image-of-the-politics-section". */
const standIn = /^(?:placeholder|default|fallback|blank|spacer|transparent|dummy|no)s?$/;
/** As many other words tell what a picture shows, and so many of them are no articles or prepositions. */
const DESCRIBING_WORDS = 4;
const DESCRIBING_LONG_WORDS = 3;

/**
 * Whether the name of a picture's file is that of a page's furniture. One word of it alone is not enough: a name that is
 * about the piece, or describes what is to be seen, is a picture's.
 *
 * @param isCaptioned whether the page shows it with words of its own
 */
export function isFurniture(url: string, subject: Subject, isCaptioned = false): boolean {
  const { hostname, pathname } = new URL(url);
  const file = decoded(pathname.split('/').findLast((part) => part !== '') ?? '');
  if (/\.svg$/i.test(file) || /gravatar/.test(hostname)) return true;
  const isInFolder = /\/(?:logos?|icons?|sprites?|placeholders?)\//i.test(pathname);
  if (!isInFolder && !called.test(file)) return false;
  if (!isInFolder && archived.test(file) && /[_.-](?:default|fallback)[_.-]/i.test(file)) return false;
  const words = wordsOf(file.replace(/\.[a-z]{3,4}$/i, ''));
  const others = words.filter((word) => tells(word, subject.houses));
  const told = new Set(wordsOf(subject.headline));
  const isOfSuch = words.some((word) => furnitureWord.test(word) && told.has(word));
  if (others.length === 0) return !(isCaptioned && isOfSuch);
  const isPhotograph = photograph.test(file);
  const long = others.filter((word) => word.length >= MIN_TELLING_LETTERS);
  const isDescribed =
    others.length >= DESCRIBING_WORDS &&
    long.length >= DESCRIBING_LONG_WORDS &&
    !words.some((word) => standIn.test(word));
  if (isCaptioned || (isPhotograph && isDescribed)) return false;
  // What stands for a picture, for the lion's as well: one word of the headline is a house's or a rubric's.
  const least = words.some((word) => standIn.test(word)) ? 2 : 1;
  const isTold = new Set(long.filter((word) => told.has(word))).size >= least;
  return !((isPhotograph && (isTold || isOfSuch)) || (isTold && isOfSuch));
}

const MIN_TELLING_LETTERS = 4;

/** In small letters, without numbers and signs. */
export function wordsOf(text: string): string[] {
  return normalForm(text, 'NFC')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
}

/** Whether a word says what is to be seen. */
function tells(word: string, houses: readonly string[]): boolean {
  if (word.length < 3 || furnitureWord.test(word) || besideWord.test(word)) return false;
  return !houses.some((house) => wordsOf(house).join('').includes(word));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
