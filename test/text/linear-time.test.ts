/** Linear time: each exported function over text, driven with shapes that grow, takes no more than its share of CPU time. */

import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

const LENGTH = 40_000;
/** Below it there is nothing to compare. */
const MIN_COMPARED_MS = 250;
/** Of four times the length: 4 where time is linear, 16 where it is quadratic. */
const MAX_GROWTH = 9;

/** What is repeated, between letters, so that nothing is trimmed away. */
const repeated: Readonly<Record<string, string>> = {
  blanks: ' ',
  'lines of blanks': ' \n\t',
  'no-break spaces': '\u00a0',
  'zero-width spaces': '\u200b',
  'marks of combination': '\u0301',
  letters: 'a',
  'capital letters': 'A',
  digits: '1',
  dots: '.',
  ellipses: '…',
  dashes: '-',
  'spaced dashes': ' – ',
  commas: ', ',
  colons: ': ',
  'open brackets': '([',
  'quotation marks': '“"',
  'mail addresses': 'a@',
  'slashes and equals': '/=',
  'web addresses': 'https://a.example/',
  'beginnings of tags': '<p',
  elements: '<br>',
  'beginnings of comments': '<!--',
  entities: '&amp',
  titles: 'Mr. ',
  names: 'Ann Bly ',
  'names with a verb': 'said Ann Bly, ',
  'quotations with a verb': '“It is,” he said. ',
  'credit labels': 'photo: ',
  'bars and stars': '|*_`',
  lists: '- a\n',
  footnotes: '[^1]: a\n',
  ideographs: '東京',
};

/** Those that read files, networks or databases, or start threads, aren't called. */
const isElsewhere = /fetch|reader|thread|command|files|input|run\.ts|save|store/;

type TextFunction = (...args: unknown[]) => unknown;

const found: [string, TextFunction][] = [];
for (const file of globSync('src/{attribution,import,text}/**/*.ts', { cwd: root }).sort()) {
  if (isElsewhere.test(file)) continue;
  const exported = Object.entries((await import(/* @vite-ignore */ join(root, file))) as object);
  for (const [name, value] of exported) {
    if (typeof value === 'function') found.push([`${name} of ${file}`, value as TextFunction]);
  }
}

/** As text before other arguments; a refusal is an answer, too. */
function call(read: TextFunction, text: string): void {
  for (const args of [
    [text, 'x', new Date(0)],
    [text, []],
  ]) {
    try {
      const answer = read(...args);
      if (answer instanceof Promise) answer.catch(() => {});
    } catch {
      // What it takes until it refuses is measured.
    }
  }
}

function cpuMs(read: TextFunction, unit: string, length: number): number {
  const text = `a${unit.repeat(length / unit.length)}b`;
  const before = process.cpuUsage();
  call(read, text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Twice what is dear, the second time when it is compiled. */
function isSuperLinear(read: TextFunction, unit: string): boolean {
  const isDear = () => cpuMs(read, unit, LENGTH) > MIN_COMPARED_MS;
  return isDear() && isDear() && cpuMs(read, unit, LENGTH) > MAX_GROWTH * cpuMs(read, unit, LENGTH / 4);
}

test('there are functions to drive', () => {
  expect(found.length).toBeGreaterThan(100);
});

test.each(found)('%s is linear', (_, read) => {
  const superLinear = Object.keys(repeated).find((shape) => isSuperLinear(read, repeated[shape] ?? ''));
  expect(superLinear).toBeUndefined();
});
