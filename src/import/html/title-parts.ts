/** Titles without what stands around the headline in them: names of the site and its sections, dates, kickers. */

import { dateOfLine } from '../text/dates.ts';
import { loosely } from './loose-text.ts';

export interface AroundTitle {
  /** What the page calls itself elsewhere: what all of these lack isn't the headline's. */
  readonly others: readonly (string | undefined)[];
  readonly siteNames: readonly string[];
  readonly sections: readonly string[];
}

/** In a headline of its own none of these stands before or behind a name alone. */
const bar = /(?<!\s)\s*[|｜│丨]\s*/g;
const spaced = /(?<!\s)\s+[·•–—«»‹›<>:/-]\s+/g;
const close = /(?<!\s)\s*[：_]\s*/g;
const opening = /(?<=^[^:]{2,40}):\s+/g;

interface Joint {
  readonly head: string;
  readonly tail: string;
  readonly mark: string;
}

/**
 * Takes parts off both ends as long as one is the site's, a section's, a date, or lacking where the page says the title again.
 * What two places say in the same words may have the site's name behind it, or what a third place lacks, and no more.
 */
export function bareTitle(text: string, around: AroundTitle): string {
  const isSaidTwice = around.others.filter((other) => isSame(other, text)).length >= 2;
  if (isSaidTwice) return withoutSiteName(text, around.siteNames, around.others);
  let rest = withoutDateInBrackets(text.trim());
  for (;;) {
    const all = joints(rest);
    const [first, last] = [all[0], all.at(-1)];
    if (last !== undefined && isBeside(last.tail, last.head, last.mark, around)) rest = last.head;
    else if (first !== undefined && isBeside(first.head, first.tail, first.mark, around)) rest = first.tail;
    else return rest;
  }
}

/** Without the name of the site at its end. */
export function withoutSiteName(
  text: string,
  siteNames: readonly string[],
  others: readonly (string | undefined)[] = [],
): string {
  let rest = text.trim();
  for (;;) {
    const last = joints(rest).findLast(
      ({ head, tail, mark }, at, all) =>
        (mark !== ':' && others.some((other) => isSame(other, head))) ||
        (at === all.length - 1 && siteNames.some((name) => sameName(name, tail))),
    );
    if (last === undefined) return rest;
    rest = last.head;
  }
}

/** A longer one is no headline, and its parts would be looked at with the square of their number. */
const MAX_TITLE_CHARACTERS = 400;

/** Where something may stand in front of a headline or behind it. */
export function joints(text: string): Joint[] {
  if (text.length > MAX_TITLE_CHARACTERS) return [];
  return [bar, spaced, close, opening]
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .toSorted((a, b) => a.index - b.index)
    .map((match) => ({
      head: text.slice(0, match.index).trim(),
      tail: text.slice(match.index + match[0].length).trim(),
      mark: match[0].trim(),
    }))
    .filter(({ head, tail }) => head !== '' && tail !== '');
}

function isBeside(part: string, rest: string, mark: string, { others, siteNames, sections }: AroundTitle): boolean {
  if (siteNames.some((name) => sameName(name, part) || isInitialsOf(part, name))) return true;
  if (dateOfLine(part) !== undefined) return true;
  if (mark === '/' || mark === ':' || mark === '_' || mark === '：') return false;
  if (sections.some((name) => loosely(name) === loosely(part))) return true;
  if (others.some((other) => isSame(other, rest))) return true;
  return /[|｜│丨]/.test(mark) && isLabel(part, rest);
}

function isSame(one: string | undefined, other: string): boolean {
  return one !== undefined && loosely(one) === loosely(other);
}

/** A name of one to three words beside a whole line: headlines have no bars. */
function isLabel(part: string, rest: string): boolean {
  return part.split(/\s+/).length <= 3 && part.length <= 30 && part.length < rest.length / 2 && !/[.!?…]/.test(part);
}

function withoutDateInBrackets(text: string): string {
  const [whole, , inside = ''] = /(?<!\s)\s*([([])([^()[\]]{6,40})[)\]]$/.exec(text) ?? [];
  return whole !== undefined && dateOfLine(inside) !== undefined ? text.slice(0, -whole.length) : text;
}

/** "HP" of the Harbour Post. */
function isInitialsOf(part: string, name: string): boolean {
  if (!/^\p{Lu}{2,5}$/u.test(part)) return false;
  const initials = name.match(/(?<![\p{L}\p{M}])\p{Lu}/gu)?.join('') ?? '';
  return initials === part;
}

/** Whether a part names the site: articles before it, and what more or less it has of a name, don't matter. */
export function sameName(name: string, part: string): boolean {
  const [one, other] = [bare(name), bare(part)];
  return one !== '' && other !== '' && (one === other || startsLike(one, other) || startsLike(other, one));
}

function bare(text: string): string {
  return loosely(text)
    .replace(/^(?:the|die|der|das|le|la|el|il|het|de) /, '')
    .replaceAll(' ', '');
}

/** "CBC" and "CBC News", "The Standard" and "thestandard": the shorter name opens the longer one. */
function startsLike(longer: string, shorter: string): boolean {
  return shorter.length >= 3 && longer.startsWith(shorter) && longer.length - shorter.length <= 10;
}
