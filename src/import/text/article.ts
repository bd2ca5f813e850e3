/** Article of a plain-text page: its date, headline, byline, picture and paragraphs. */

import { captionAndCredit, parseCreditLine } from '../../attribution/credit.ts';
import type { KnownSource } from '../../attribution/known-sources.ts';
import { namesOfByline } from '../html/byline.ts';
import { type DocumentImage, RefusedInput } from '../imported-document.ts';
import { isStandfirst } from './cards.ts';
import { dateOfLine as anyDateOfLine } from './dates.ts';
import { isFurniture } from './furniture.ts';
import { labelledCaption } from './labelled-caption.ts';
import { isParagraph } from './lines.ts';
import { fromHeadline } from './masthead.ts';

export interface TextArticle {
  readonly date: Date | undefined;
  readonly headline: string;
  readonly standfirst?: string;
  /** Names from "By …". */
  readonly authors: readonly string[];
  readonly image?: DocumentImage;
  /** Credit lines of the pictures behind the first. */
  readonly furtherCredits: readonly string[];
  readonly paragraphs: readonly string[];
}

const bylinePattern = /^(?:by|written by|story by|von|par|por)\s+(?<names>\p{Lu}[\p{L}\p{M} .,’'&/|-]{2,90})$/iu;

/** The letters of a line, for finding a caption that is printed twice, once with other marks or without its credit. */
function letters(line: string): string {
  return line.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

interface Caption {
  readonly text: string;
  readonly creditLine?: string;
}

function asCaption(line: string, known: readonly KnownSource[]): Caption {
  const { caption, creditLine } = captionAndCredit(line, known);
  return { text: caption, ...(creditLine !== undefined && { creditLine }) };
}

/** A line that says of itself that it is a caption: its credit is set off by a slash or a label. */
function isCredited(line: string, known: readonly KnownSource[]): boolean {
  const { creditLine } = captionAndCredit(line, known);
  if (creditLine === undefined) return false;
  const ending = line.slice(line.lastIndexOf(creditLine) - 4);
  return (
    /(?:\/|\|)\s*\S[^/|]*$/.test(ending) ||
    /photo|image|picture|foto|bild|credit|©|\(c\)|getty|courtesy|handout/i.test(ending)
  );
}

/** Of two printings of a caption the one with typographic marks, and whichever credit there is. */
function merged(first: string, second: string, known: readonly KnownSource[]): Caption {
  const [a, b] = [asCaption(first, known), asCaption(second, known)];
  const text = /[’“”‘]/.test(b.text) && !/[’“”‘]/.test(a.text) ? b.text : a.text;
  const creditLine = a.creditLine ?? b.creditLine;
  return { text, ...(creditLine !== undefined && { creditLine }) };
}

interface Content {
  readonly captions: readonly Caption[];
  /** Paragraphs before the first caption, and those after it. */
  readonly before: readonly string[];
  readonly paragraphs: readonly string[];
}

/** Parts captions from paragraphs: printed twice in a row, or credited. */
function partCaptions(lines: readonly string[], known: readonly KnownSource[]): Content {
  const captions: Caption[] = [];
  const before: string[] = [];
  const paragraphs: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const next = lines[at + 1];
    const labelled = labelledCaption(line);
    if (labelled !== undefined) {
      captions.push(labelled);
      continue;
    }
    const isTwice =
      next !== undefined &&
      letters(asCaption(line, known).text) === letters(asCaption(next, known).text) &&
      letters(line) !== '';
    if (isTwice) {
      captions.push(merged(line, next, known));
      at += 1;
    } else if (isCredited(line, known)) captions.push(asCaption(line, known));
    else (captions.length === 0 ? before : paragraphs).push(line);
  }
  return { captions: joined(captions), before, paragraphs };
}

/** A credit on a line of its own belongs to the caption before it. */
function joined(captions: readonly Caption[]): Caption[] {
  const result: Caption[] = [];
  for (const caption of captions) {
    const last = result.at(-1);
    if (caption.text === '' && last !== undefined && last.creditLine === undefined)
      result[result.length - 1] = { ...last, ...caption, text: last.text };
    else result.push(caption);
  }
  return result;
}

function imageOf(caption: Caption, known: readonly KnownSource[]): DocumentImage {
  const split = captionAndCredit(
    caption.creditLine === undefined ? caption.text : `${caption.text} / ${caption.creditLine}`,
    known,
  );
  const credit = split.credit ?? parseCreditLine(caption.creditLine ?? '', known).sources[0];
  return {
    url: null,
    ...(caption.text !== '' && { caption: caption.text }),
    ...(caption.creditLine !== undefined && { creditLine: caption.creditLine }),
    ...(credit !== undefined && { credit }),
  };
}

function namesOf(byline: string): string[] {
  return namesOfByline(byline).filter((name) => /^\p{Lu}[\p{L}\p{M}.’'-]*(?:\s+[\p{L}\p{M}.’'-]+){1,4}$/u.test(name));
}

const datelineAlone =
  /^\p{Lu}[\p{Lu}\p{L} .,'’/-]{2,60}(?:,\s*\p{L}{3,9}\.? \d{1,2})?(?:,? \d{4})?\s*\([^()]{2,30}\)\s*[-–—]{1,2}$/u;

/** The story begins with it. */
const dateline = new RegExp(`${datelineAlone.source.slice(0, -1)} `, 'u');

/** "MERROWHAVEN, March 2 (Reuters) -" on a line of its own begins the paragraph below. */
function withDatelines(lines: readonly string[]): string[] {
  return lines.flatMap((line, at) => {
    if (datelineAlone.test(line) && lines[at + 1] !== undefined) return [];
    const before = lines[at - 1];
    return [before !== undefined && datelineAlone.test(before) ? `${before} ${line}` : line];
  });
}

/** Lines of the page before its first box, each a heading, a paragraph or furniture. */
export function readArticle(
  lines: readonly string[],
  known: readonly KnownSource[],
  language: string | undefined,
): TextArticle {
  const content = withDatelines(lines.filter((line) => !isFurniture(line)));
  const dateOfLine = (line: string) => anyDateOfLine(line, language);
  // Only the page's head holds its date: a paragraph further down may be a date as well, say in a timeline.
  const dateAt = content.slice(0, 6).findIndex((line) => dateOfLine(line) !== undefined);
  const lastDateAt = content.findLastIndex((line) => dateOfLine(line) !== undefined);
  const date = dateOfLine(content[dateAt < 0 ? lastDateAt : dateAt] ?? '');
  const undated = content.filter((line, at) => dateOfLine(line) === undefined || (at > 6 && at !== lastDateAt));
  const isByline = (line: string) => namesOf(bylinePattern.exec(line)?.groups?.names ?? '').length > 0;
  const [headline, ...rest] = fromHeadline(undated, isByline);
  if (headline === undefined) throw new RefusedInput('The text has no article before its lists of stories.');
  if (headline.length > 250 || headline.split(' ').length > 40)
    throw new RefusedInput('The text has no headline: it starts with a paragraph.');
  const authors = rest.slice(0, 4).flatMap((line) => namesOf(bylinePattern.exec(line)?.groups?.names ?? ''));
  const story = rest.filter((line, at) => at > 3 || !isByline(line));
  const { captions, before, paragraphs } = partCaptions(story, known);
  const [lead, ...further] = captions;
  // One sentence between headline and picture is the standfirst; more of them are the story, with a picture in it.
  const standfirst =
    lead !== undefined &&
    before.length === 1 &&
    paragraphs.length > 0 &&
    isStandfirst(before[0] ?? '', headline) &&
    !dateline.test(before[0] ?? '')
      ? before[0]
      : undefined;
  const body = standfirst === undefined ? [...before, ...paragraphs] : paragraphs;
  if (!body.some(isParagraph)) throw new RefusedInput('The text has no paragraphs under its first line.');
  return {
    date,
    headline,
    ...(standfirst !== undefined && { standfirst }),
    authors,
    ...(lead !== undefined && { image: imageOf(lead, known) }),
    furtherCredits: further.map((caption) => caption.creditLine).filter((line) => line !== undefined),
    paragraphs: body,
  };
}
