/** Linear time: each exported function over text, driven with shapes that grow, takes no more than its share of CPU time. */

import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AttributionRole } from '../../src/attribution/attribution.ts';
import { findAttributions } from '../../src/attribution/find.ts';
import { collect } from '../../src/attribution/found.ts';
import { byEndOfName, byHead, castOf } from '../../src/attribution/people.ts';
import { decodeText } from '../../src/import/decode.ts';
import { readFeed } from '../../src/import/feed.ts';
import { lookedAt } from '../../src/import/formats/looked.ts';
import { formatOf } from '../../src/import/formats/registry.ts';
import { isSamePicture } from '../../src/import/html/same-picture.ts';
import { readHtmlPage } from '../../src/import/html.ts';
import { readTextPage } from '../../src/import/text.ts';
import { escapedAttribute, escapedText } from '../../src/text/html/tree.ts';
import { growsTooMuch, isSuperLinear, type TextFunction, whole } from '../support/linear-time.ts';
import { randomOf, rounds } from '../support/rounds.ts';

const root = join(import.meta.dirname, '../..');

const LENGTH = 40_000;

/** What is repeated, between letters, so that nothing is trimmed away. */
const repeated: Readonly<Record<string, string>> = {
  blanks: ' ',
  'lines of blanks': ' \n\t',
  'no-break spaces': '\u00a0',
  'zero-width spaces': '\u200b',
  'marks of combination': '\u0301',
  'marks out of order': '\u0301\u0323',
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
  'boxes that are never closed': '<div><p>x</p>',
  'beginnings of comments': '<!--',
  entities: '&amp',
  titles: 'Mr. ',
  names: 'Ann Bly ',
  'names with a verb': 'said Ann Bly, ',
  'quotations with a verb': '“It is,” he said. ',
  'credit labels': 'photo: ',
  'bars and stars': '|*_`',
  lists: '- a\n',
  'lists set in': '  - a\n',
  footnotes: '[^1]: a\n',
  ideographs: '東京',
};

/** These read files, networks or databases, or start threads. */
const isElsewhere =
  /\/import\/(?:fetch|input|kept-threads|reader|reading|reading-thread|run|save|save-views|store)\.ts$/;

const paragraphs =
  '<p>The bridge over the harbour was opened on Monday, after two years of work, as the mayor had said.</p>'.repeat(5);

/** Whole ways in, with the text in every place that has its own reader. */
const doors: Readonly<Record<string, TextFunction>> = {
  'an HTML page': (text) => {
    const value = escapedAttribute(text);
    return readHtmlPage(`<html><head><title>${text}</title><meta name="author" content="${value}">
      <meta property="article:published_time" content="${value}"><script type="application/ld+json">${text}</script></head>
      <body><h1>${text}</h1><p class="byline">${text}</p><time>${text}</time><figure><img srcset="${value}" src="${value}" alt="${value}">
      <figcaption>${text}</figcaption></figure><article><p>${text}</p>${paragraphs}</article></body></html>`);
  },
  'an RSS feed': (text) => {
    const value = escapedText(text);
    return readFeed(`<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>${value}</title><link>https://a.example/</link>
      <item><title>${value}</title><link>https://a.example/1</link><dc:creator>${value}</dc:creator><author>${value}</author>
      <pubDate>${value}</pubDate><category>${value}</category><description>${value}</description></item></channel></rss>`);
  },
  'a JSON feed': (text) =>
    readFeed(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: text,
        items: [{ id: text, title: text, content_html: text, summary: text, authors: [{ name: text }], tags: [text] }],
      }),
    ),
  'a page of text': (text) => readTextPage(text, undefined, new Date(0), []),
  // The first lines by which formats are known, with what may stand below them.
  'a file of any format': (text) =>
    ['title: a\n', 'Title: a\n', '---\n', '.. title: a\n', 'a,b,c\n', 'a\tb\tc\n', '{\n', '<rss>'].map((head) =>
      formatOf(lookedAt(head + text)),
    ),
  bytes: (text) => decodeText(Buffer.from(text)),
  'the finder of sources': (body) =>
    findAttributions({ headline: body.slice(0, 500), body, caption: body, creditLine: body, language: 'en' }, []),
  'addresses of pictures': (text) => isSamePicture(`https://a.example/${text}.jpg`, `https://b.example/${text}`),
};

const samples = ['Short.', 'The bridge is open, said Ann Bly (Photo: AP). '.repeat(40), '['];

/** Exported functions that take a text alone, or one before other arguments. */
const found: [string, TextFunction][] = Object.entries(doors);
for (const file of globSync('src/{attribution,import,search,text}/**/*.ts', { cwd: root }).sort()) {
  if (isElsewhere.test(file)) continue;
  const exported = Object.entries((await import(/* @vite-ignore */ join(root, file))) as object);
  for (const [name, value] of exported) {
    // What takes nothing reads no text: it may take the place of a thread, which no file of this worker would get again.
    if (typeof value !== 'function' || value.length === 0) continue;
    const ways: TextFunction[] = [(text) => value(text, 'x'), (text) => value(text, []), (text) => value(text)];
    const read = ways.find((way) => samples.every((sample) => takesText(way, sample)));
    if (read !== undefined) found.push([`${name} of ${file}`, read]);
  }
}

/** Not what works on more than a text, nor what goes to a database. */
function takesText(read: TextFunction, text: string): boolean {
  try {
    const answer = whole(read(text));
    if (!(answer instanceof Promise)) return true;
    answer.catch(() => {});
    return false;
  } catch (error) {
    return !(error instanceof TypeError);
  }
}

test('of what takes a second quadratic time is told from linear, also where the first look was slowed down', () => {
  const growing = (power: number, slowed = 1) => {
    let looks = 0;
    return (size: number) => {
      looks += 1;
      return 1000 * (size / LENGTH) ** power * (looks === 1 ? slowed : 1);
    };
  };
  const told = (...given: [number, number?]) => growsTooMuch(growing(...given), LENGTH);
  expect([told(2), told(2, 3), told(1), told(1, 3)]).toEqual([true, true, false, false]);
});

test('there are functions to drive', () => {
  expect(found.length).toBeGreaterThan(100);
});

const random = randomOf('shapes of texts');
const part = rounds({ short: 1 / 3, long: 1 });

/** With a third of the shapes by the run's seed, and at full length with all of them. */
test.each(found)('%s is linear', (_, read) => {
  const shapes = Object.keys(repeated).filter(() => random() < part);
  const superLinear = shapes.find((shape) => isSuperLinear(read, repeated[shape] ?? '', LENGTH));
  expect(superLinear).toBeUndefined();
});

/** Elements of a page that are looked at with what is around them; numbers of them that show it. */
const elements: readonly (readonly [string, number, string])[] = [
  ['headlines in boxes', 8_000, '<div><h1>Another story of the day</h1></div>'],
  ['stories below', 8_000, '<div class="next-story"><h1>Another story of the day</h1><p>x</p></div>'],
  ['forms', 8_000, '<form>abc<input type="email"></form>'],
  ['forms in boxes', 8_000, '<div><input type="email"></div>'],
  ['requests', 8_000, '<span>Follow us on X please</span>'],
  ['galleries', 4_000, '<div class="gallery"><img src="a.jpg"></div>'],
  ['line breaks in pairs', 4_000, 'abc<br><br>'],
];

test('a page of many elements of one kind is read in linear time', () => {
  // With a headline behind them all, so that what looks for one looks far.
  const read = (text: string) =>
    readHtmlPage(
      `<title>The bridge</title><h1>The bridge</h1>${paragraphs}<div class="story">${paragraphs}${text}</div><h1>Far</h1>`,
    );
  const superLinear = elements
    .filter(() => random() < part)
    .find(([, most, element]) => isSuperLinear(read, element, most * element.length));
  expect(superLinear?.[0]).toBeUndefined();
});

/** A word for each number. */
function wordOf(number: number): string {
  const letters = [...number.toString(20)].map(
    (digit) => `${'bdfgklmnprstvwzcjhqx'.charAt(Number.parseInt(digit, 20))}a`,
  );
  return `B${letters.join('')}`;
}

test.each<[string, number, (number: number) => string, AttributionRole]>([
  ['people', 2_000, (number) => `Ann ${wordOf(number)}`, 'CITED'],
  ['people with accents', 1_000, (number) => `Zoë Mü${wordOf(number)}`, 'CITED'],
  ['people with Slavic names', 400, (number) => `Anna ${wordOf(number)}ova`, 'CITED'],
  ['quotations of one person', 8_000, () => 'Ann Bly', 'QUOTED'],
])('distinct %s are collected in linear time', (_, most, nameOf, role) => {
  const collectMs = (count: number) => {
    const before = process.cpuUsage();
    const found = collect();
    for (let number = 0; number < count; number += 1) {
      found.add(role, { name: nameOf(number), kind: 'PERSON' }, role === 'QUOTED' ? wordOf(number) : undefined);
      found.add('QUOTED', { name: nameOf(number), kind: 'PERSON' }, wordOf(number));
    }
    expect(found.list().length).toBeGreaterThan(nameOf(1) === nameOf(2) ? 0 : count / 2);
    return process.cpuUsage(before).user / 1000;
  };
  expect(growsTooMuch(collectMs, most)).toBe(false);
});

test('bodies that a piece names are looked up in linear time', () => {
  const lookUpMs = (count: number) => {
    const before = process.cpuUsage();
    const names = Array.from({ length: count }, (_, number) => `${wordOf(number)} Air Force`);
    const cast = castOf([
      names.map((name, start) => ({ start, end: start + 3, name, sort: 'body', kind: 'GOVERNMENT' })),
    ]);
    const found = names.map((name) => [byHead(cast, 'force', new Set()), byHead(cast, name, new Set(['firm']))]);
    expect(found.flat().every((source) => source === undefined)).toBe(true);
    expect(names.every(() => byEndOfName(cast, 'the Air Force') === undefined)).toBe(true);
    return process.cpuUsage(before).user / 1000;
  };
  expect(growsTooMuch(lookUpMs, 4_000)).toBe(false);
});
