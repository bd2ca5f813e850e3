/** A plain-text page as blocks of cleaned lines; source code and logs are refused. */

import { normalForm } from '../../text/piled-marks.ts';
import { RefusedInput } from '../imported-document.ts';

/** Escaped quotes (`\'`), line ends of every system, spaces that aren't plain, marks that nobody sees. */
function cleaned(text: string): string {
  const plain = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/[\u200B-\u200D\u2060\uFEFF\u00AD]/g, '')
    .replace(/[\t\u00A0\u2000-\u200A\u202F\u3000]/g, ' ')
    .replace(/\\(['"’”“‘`])/g, '$1');
  return normalForm(plain, 'NFC');
}

/** Blocks between empty lines, each a list of trimmed lines. Where a text has no empty line, each line is a block. */
export function blocksOf(text: string): string[][] {
  const blocks = cleaned(text)
    .split(/\n\s*\n/)
    .map((block) => block.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' ')))
    .map((lines) => lines.filter((line) => line !== ''))
    .filter((lines) => lines.length > 0);
  return blocks.length === 1 ? (blocks[0] ?? []).map((line) => [line]) : blocks;
}

const codeLine =
  /[{};]\s*$|^\s*(?:import\s.+from|import \w+$|from \w+ import|const |let |var |function\b|def \w+\(|class \w+|#include|using |package \w|public |private |return\b|if\s*\(|for\s*\(|while\s*\(|<\/?\w[^<>]*>|\/\/|\/\*|\*\/|SELECT |INSERT |CREATE |@\w+\()|=>\s*\{?$|^\s*[\w.]+\s*=\s*\S/;
const logLine = /^\[?\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}|^\d{2}:\d{2}:\d{2}\b/;

function share(lines: readonly string[], shape: RegExp): number {
  return lines.filter((line) => shape.test(line)).length / lines.length;
}

function isTable(lines: readonly string[]): boolean {
  return [',', ';', '\t', '|'].some((separator) => {
    const counts = lines.map((line) => line.split(separator).length - 1);
    const usual = counts[0] ?? 0;
    const isEven = counts.filter((count) => count === usual).length / counts.length > 0.8;
    // Running text may have as many commas in every paragraph, but not three lines of it without a full stop.
    const isProse = share(lines, /[.!?…]["”’)]?\s*$/u) > 0.4;
    return usual > 0 && lines.length > 1 && isEven && !isProse;
  });
}

/** Throws when a text can't be a page of news. */
export function refuseOtherText(text: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u0008\u000E-\u001F\uFFFE\uFFFF]/.test(text) || !text.isWellFormed()) {
    throw new RefusedInput('The text has characters that no text has (NUL, control characters or broken Unicode).');
  }
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  if (lines.length === 0) throw new RefusedInput('The text is empty.');
  if (/^\s*(?:<!doctype|<html|<\?xml|<rss|<feed)/i.test(text))
    throw new RefusedInput('The text is HTML or XML, not plain text.');
  if (lines.length === 1) throw new RefusedInput('The text is a single line: a page has a headline and paragraphs.');
  if (/^\s*[[{]/.test(text) && /[\]}]\s*$/.test(text)) throw new RefusedInput('The text is JSON, not a page.');
  if (isTable(lines)) throw new RefusedInput('The text is a table, not a page.');
  if (share(lines, codeLine) > 0.3) throw new RefusedInput('The text is source code, not a page.');
  if (share(lines, logLine) > 0.5) throw new RefusedInput('The text is a log, not a page.');
}

/** Some words and a stop, in whatever script. */
export function isParagraph(line: string): boolean {
  const isSentence = /[.!?…。।։؟]["”’»)」』]*$/u.test(line);
  if (/[。」』]$/u.test(line)) return line.length >= 15;
  return isSentence ? line.length >= 25 : line.split(' ').length >= 15;
}
