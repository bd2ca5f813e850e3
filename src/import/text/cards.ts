/** Teaser cards of a plain-text page: stories that boxes announce, a headline each, most with a sentence. */

import { dateOfLine } from './dates.ts';
import { isFurniture } from './furniture.ts';

export interface Card {
  readonly headline: string;
  readonly standfirst?: string;
}

export interface CardReading {
  readonly cards: readonly Card[];
  /** Paragraphs that can't belong to a card: the article going on behind a box. */
  readonly paragraphs: readonly string[];
}

function wordsIn(line: string): string[] {
  return line.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? [];
}

/** Most of the longer words have a capital. */
function isTitleCase(line: string): boolean {
  const long = wordsIn(line).filter((word) => word.length > 3);
  return long.filter((word) => /^[\p{Lu}\p{N}]/u.test(word)).length > long.length * 0.7;
}

/** Whether a line behind a headline is the sentence that belongs to it. */
export function isStandfirst(line: string, headline: string): boolean {
  const count = wordsIn(line).length;
  if (/[.…]["”’»)]?$/u.test(line)) return count >= 4;
  const isSentence = count >= 8 && !isTitleCase(line);
  return isSentence && (/[!?]["”’»)]?$/u.test(line) || (isTitleCase(headline) && count > wordsIn(headline).length));
}

/** A list's marks aside; `undefined` for what isn't a story: buttons, dates, names of writers. */
function storyLine(line: string): string | undefined {
  const text = line.replace(/^(?:\d{1,2}[.):]\s+|[-*•·–»›>]\s+|#{1,6}\s+)/u, '').trim();
  const isMeta =
    /^\d{1,3}$/.test(text) ||
    /^(?:by|von|par|por)\s+\p{Lu}[\p{L} .’'-]{2,40}$/u.test(text) ||
    /^\d+ (?:hours?|minutes?|days?) ago$/i.test(text);
  return isMeta || isFurniture(text) || dateOfLine(text) !== undefined ? undefined : text;
}

/** Some words of a script that writes them without spaces. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{5}/u;

/** How many paragraphs in a row are an article's, not the sentence under a headline. */
const MIN_ARTICLE_PARAGRAPHS = 3;

export function readCards(lines: readonly string[]): CardReading {
  const stories = lines.map(storyLine).filter((line) => line !== undefined);
  const cards: Card[] = [];
  const paragraphs: string[] = [];
  let at = 0;
  while (at < stories.length) {
    const headline = stories[at] ?? '';
    const next = stories[at + 1];
    const run = sentencesFrom(stories, at + 1, headline);
    if (paragraphs.length > 0 && isStandfirst(headline, '')) {
      paragraphs.push(headline);
      at += 1;
    } else if (run >= MIN_ARTICLE_PARAGRAPHS) {
      cards.push({ headline });
      paragraphs.push(...stories.slice(at + 1, at + 1 + run));
      at += 1 + run;
    } else if (next !== undefined && isStandfirst(next, headline)) {
      cards.push({ headline, standfirst: next });
      // A second sentence under one headline is nobody's headline.
      at += 1 + Math.max(1, run);
    } else {
      if (wordsIn(headline).length >= 2 || unspaced.test(headline)) cards.push({ headline });
      at += 1;
    }
  }
  return { cards, paragraphs };
}

function sentencesFrom(lines: readonly string[], from: number, headline: string): number {
  let count = 0;
  while (isStandfirst(lines[from + count] ?? '', headline) && /[.…]["”’»)]?$/u.test(lines[from + count] ?? ''))
    count += 1;
  return count;
}

/** The names under "Topics" where a page lists those and not stories; `undefined` when they are stories. */
export function readTags(lines: readonly string[]): string[] | undefined {
  const names = lines.flatMap((line) => line.split(/[,|•·]|\s#/)).map((name) => name.replace(/^[#*•·-]\s*/, '').trim());
  const tags = names.filter((name) => name !== '' && !isFurniture(name));
  const isShort = tags.every((tag) => wordsIn(tag).length <= 3 && !/[.!?]$/.test(tag));
  return isShort ? [...new Set(tags)] : undefined;
}
