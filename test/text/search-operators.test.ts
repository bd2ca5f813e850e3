/** Operators in search texts: what is one, what its value is, what is left; and days in the zones where they begin oddly. */

import { expect, test } from 'vitest';
import { understood } from '../../schema/search-text.ts';
import { readOperators, searchParts } from '../../src/text/search-operators.ts';
import { dayOf, startOfDay } from '../../src/time/days.ts';

test.each([
  ['ferry source:reuters', 'ferry', ['source=reuters']],
  ['source:"Ada Holm" ferry', 'ferry', ['source=Ada Holm']],
  ['source:“Ada Holm”', '', ['source=Ada Holm']],
  ['Source:Reuters TOPIC:health', '', ['source=Reuters', 'topic=health']],
  ['-topic:sport ferry', 'ferry', ['-topic=sport']],
  ['source:a or source:b ferry', 'ferry', ['source=a|b']],
  ['source:a or source:b or source:c', '', ['source=a|b|c']],
  ['source:a or topic:b', 'or', ['source=a', 'topic=b']],
  ['source:a or -source:b', 'or', ['source=a', '-source=b']],
  ['ferry or bridge', 'ferry or bridge', []],
  ['"source: unknown" ferry', '"source: unknown" ferry', []],
  ['"a phrase source:x"', '"a phrase source:x"', []],
  ['-"a phrase" before:2026', '-"a phrase"', ['before=2026']],
  ['resource:x outsource:y', 'resource:x outsource:y', []],
  ['source: reuters', 'source: reuters', []],
  ['source:"unclosed name', 'name', ['source="unclosed']],
  ['https://a.example/source:x', 'https://a.example/source:x', []],
  ['quote:"no comment" 9/11', '9/11', ['quote=no comment']],
])('%s', (text, words, operators) => {
  const read = readOperators(text);
  expect(read.words).toBe(words);
  expect(
    read.operators.map(({ name, values, isExcluded }) => `${isExcluded ? '-' : ''}${name}=${values.join('|')}`),
  ).toEqual(operators);
});

test('what can be dropped by itself is a word, a phrase, an operator, or what `or` joins', () => {
  expect(searchParts('a "b c" source:"d e" f or g -h')).toEqual(['a', '"b c"', 'source:"d e"', 'f or g', '-h']);
  expect(searchParts('or a or')).toEqual(['or', 'a', 'or']);
});

test.each([
  ['2026-05-09', 'UTC', '2026-05-09T00:00:00.000Z'],
  ['2026-05-09', 'Europe/Berlin', '2026-05-08T22:00:00.000Z'],
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
  ['2026-05-09', 'America/Los_Angeles', '2026-05-09T07:00:00.000Z'],
  ['2026-05-09', 'Asia/Kathmandu', '2026-05-08T18:15:00.000Z'],
  // Clocks went from 24:00 to 1:00, so that the day began at one.
  ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
  // They went back from 24:00 to 23:00, and this day began when they said so again.
  ['2018-02-18', 'America/Sao_Paulo', '2018-02-18T03:00:00.000Z'],
  // They went back from 1:00 to 0:00: the first of two.
  ['2025-11-02', 'America/Havana', '2025-11-02T04:00:00.000Z'],
  // There was no such day; the next one began then.
  ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ['0001-01-01', 'UTC', '0001-01-01T00:00:00.000Z'],
])('%s begins in %s at %s', (day, zone, moment) => {
  expect(startOfDay(dayOf(day) as Date, zone).toISOString()).toBe(moment);
});

test.each(['2026-02-30', '2026-13', '26-05-09', '2026-5-9', 'yesterday', '2026-05-09T10:00Z', ''])(
  'no day is %s',
  (text) => {
    expect(dayOf(text, { isShort: true })).toBeUndefined();
  },
);

test('a month or a year is its first day where that is asked for, and nothing elsewhere', () => {
  expect(dayOf('2026-05', { isShort: true })?.toISOString()).toBe('2026-05-01T00:00:00.000Z');
  expect(dayOf('2026', { isShort: true })?.toISOString()).toBe('2026-01-01T00:00:00.000Z');
  expect(dayOf('2026-05')).toBeUndefined();
});

test('what can’t be heeded is told, and narrows nothing', () => {
  const many = Array.from({ length: 12 }, (_, nth) => `topic:t${nth}`).join(' ');
  expect(understood('before:yesterday -after:2026 ferry', 'UTC')).toMatchObject({
    words: 'ferry',
    publishedAt: undefined,
    ignored: [
      { text: 'before:yesterday', reason: 'NOT_A_DATE' },
      { text: '-after:2026', reason: 'NOT_TURNED_ROUND' },
    ],
  });
  expect(understood(many, 'UTC').ignored.map(({ text, reason }) => `${text} ${reason}`)).toEqual([
    'topic:t10 TOO_MANY',
    'topic:t11 TOO_MANY',
  ]);
  expect(understood('after:2025 after:2026-02 before:2027 before:2026-06', 'Europe/Berlin').publishedAt).toEqual({
    from: '2026-01-31T23:00:00.000Z',
    before: '2026-05-31T22:00:00.000Z',
  });
});
