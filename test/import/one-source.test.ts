/** One person or body is one source of a piece, however the piece spells it; and two that look alike are two. */

import { describe, expect, test } from 'vitest';
import { isAcronymOf } from '../../src/attribution/acronyms.ts';
import { findAttributions } from '../../src/attribution/find.ts';
import type { KnownSource } from '../../src/attribution/known-sources.ts';
import { isSamePerson, spellings } from '../../src/attribution/same-name.ts';
import { readHtmlPage } from '../../src/import/html.ts';

/** One list, so that the index of its names is made once. */
const noneKnown: readonly KnownSource[] = [];

function sourcesOf(body: string, more: { creditLine?: string; caption?: string } = {}, language = 'en'): string[] {
  const found = findAttributions({ headline: '', body, language, ...more }, noneKnown);
  return found.map(({ role, source }) => `${role} ${source.name}`);
}

test.each([
  ['Vladimir Orlov', 'Wladimir Orlow'],
  ['Vladimir Orlov', 'Vladimir Orloff'],
  ['Volodymyr Zelenskyy', 'Wolodymyr Selenskyj'],
  ['Volodymyr Zelensky', 'Volodymyr Zelenskiy'],
  ['Nikita Khrushchev', 'Nikita Chruschtschow'],
  ['Nikita Khrushchev', 'Nikita Khrouchtchev'],
  ['Mikhail Gorbachev', 'Michail Gorbatschow'],
  ['Mikhail Khodorkovsky', 'Michail Chodorkowski'],
  ['Alexei Sergeyev', 'Aleksej Sergeev'],
  ['Georgy Zhukov', 'Georgi Schukow'],
  ['Yelena Markova', 'Elena Markova'],
  ['Vitali Klitschko', 'Witali Klitschko'],
  ['Oleksandr Shevchenko', 'Oleksandr Schewtschenko'],
  ['Anna Müller', 'Anna Mueller'],
  ['Anna Müller', 'ANNA MULLER'],
  ['Søren Sørensen', 'Soren Sorensen'],
  ['José Pérez', 'Jose Perez'],
  ['Zoe\u0308 Roe', 'Zoë Roe'],
])('%s and %s are one person', (one, other) => {
  expect([isSamePerson(one, other), isSamePerson(other, one)]).toEqual([true, true]);
  for (const [first, later] of [[one, other] as const, [other, one] as const]) {
    const people = spellings();
    expect([people.firstOf(first), people.firstOf('Ann Roe'), people.firstOf(later)]).toEqual([
      first,
      'Ann Roe',
      first,
    ]);
  }
});

test.each([
  ['John Walker', 'John Walter'],
  ['Anna Müller', 'Anna Möller'],
  ['Sergei Ivanov', 'Sergei Ivanova'],
  ['Sascha Iwanow', 'Sascha Ivanova'],
  ['Robin Kowalski', 'Robin Kowalska'],
  ['Ann Barton', 'Ann Burton'],
  ['Jens Jensen', 'Jens Jansen'],
  ['Nils Hansen', 'Nils Hanson'],
  ['Jan Schröder', 'Jan Schröter'],
  ['Emma Thompson', 'Emma Thomson'],
  ['Max Fischer', 'Max Fischler'],
  ['Georg Hochmut', 'Georg Hochmuth'],
  ['Andreas Steinberg', 'Andreas Steinburg'],
  ['Paul Hofmann', 'Paul Hoffmann'],
  ['Karl Meier', 'Karl Meyer'],
  ['Eva Wagner', 'Eva Vagner'],
  ['Eva Zander', 'Eva Sander'],
  ['Ivan Zotov', 'Ivan Sotov'],
  ['Ivan Petrushov', 'Ivan Petrushev'],
  ['Ivan Orlov', 'Ivan Orlova'],
  ['Pål Berg', 'Päl Berg'],
  ['Anna Muller', 'Anna Mueller'],
  ['Jon Roe', 'John Roe'],
  ['Jane Roe', 'John Roe'],
  ['Zara Martin', 'Sara Martin'],
  ['Jan Ilsen', 'Ian Ilsen'],
  ['Leo Marsh', 'Leo Marsh Jr.'],
  ['Leo Roth', 'Leo Rota'],
  ['Leo Ahlberg', 'Leo Dahlberg'],
  ['Orlov', 'Orlow'],
])('%s and %s are two people', (one, other) => {
  expect([isSamePerson(one, other), isSamePerson(other, one)]).toEqual([false, false]);
});

test.each([
  ['CEA', 'Consumer Electronics Association', true],
  ['DfT', 'Department for Transport', true],
  ['OBR', 'Office for Budget Responsibility', true],
  ['WHO', 'World Health Organization', true],
  ['CEO', 'Consumer Electronics Association', false],
  ['R', 'Roe', false],
  ['Roe', 'River Otter Estate', false],
])('%s stands for %s: %s', (letters, name, isShort) => {
  expect(isAcronymOf(letters, name)).toBe(isShort);
});

describe('in a piece', () => {
  test.each([
    [
      'a country’s body by its name and by its people',
      'Norway’s Tide Ministry said the sea was calm. On Monday the Norwegian Tide Ministry said it was not.',
      ["CITED Norway's Tide Ministry"],
    ],
    [
      'a body by the end of its name',
      'According to Norway’s Air Force, a jet was lost. The Air Force said its pilot was safe.',
      ["CITED Norway's Air Force"],
    ],
    [
      'a paper by the end of its name',
      'The Merrow Evening Post reported the sale. The Post said the price was low.',
      ['CITED Merrow Evening Post'],
    ],
    [
      'a body by the letters behind its name',
      'Sales rose, according to the Tide Electronics Association (TEA). TEA said more was to come.',
      ['CITED Tide Electronics Association'],
    ],
    ['a medium by its site', 'FoxNews.com reported the sale. Fox News said the price was low.', ['CITED Fox News']],
    [
      'a man by two transliterations',
      'Vladimir Orlov said the port was shut. Later Wladimir Orlow said it was open.',
      ['CITED Vladimir Orlov'],
    ],
    [
      'a man and one whose surname has another letter',
      'John Walker said “the port is shut.” Later John Walter said “it is open again.”',
      ['QUOTED John Walker', 'QUOTED John Walter'],
    ],
    [
      'ministries of two countries',
      'The Norwegian Tide Ministry said the sea was calm. The Danish Tide Ministry said it was not.',
      ['CITED Norwegian Tide Ministry', 'CITED Danish Tide Ministry'],
    ],
    [
      'two banks',
      'The Bank of Arden said rates would rise. The Bank of Elder said they would fall.',
      ['CITED Bank of Arden', 'CITED Bank of Elder'],
    ],
    [
      'father and son',
      'Leo Marsh said it was over. Leo Marsh Jr. said it was not.',
      ['CITED Leo Marsh', 'CITED Leo Marsh Jr.'],
    ],
  ])('%s', (_, body, expected) => {
    expect(sourcesOf(body)).toEqual(expected);
  });

  test.each([
    ['by transliterations', 'Wladimir Orlow', 'VLADIMIR ORLOV', ['Vladimir Orlov']],
    ['by another letter', 'Georg Hochmuth', 'GEORG HOCHMUT', ['Georg Hochmut', 'Georg Hochmuth']],
  ])('a photographer whom caption and credit spell differently %s', (_, caption, credit, names) => {
    const more = { caption: `Der Hafen. (Foto: APA/${caption})`, creditLine: `APA/${credit}` };
    const expected = ['APA', ...names].map((name) => `IMAGE_CREDIT ${name}`);
    expect(sourcesOf('Der Hafen ist noch zu.', more, 'de').toSorted()).toEqual(expected.toSorted());
  });

  test('the letters that explain an agency’s name in a paragraph’s last words aren’t the tag of another’s', () => {
    expect(sourcesOf('The plan was read by the Nordic Reactor Commission (NRC).')).toEqual([]);
  });
});

test('a page’s authors are of the kind that their names show, whatever the page declares', () => {
  const page = (type: string, name: string) =>
    `<html><head><script type="application/ld+json">${JSON.stringify({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      headline: 'The harbour freezes over',
      datePublished: '2026-01-05T08:00:00Z',
      author: { '@type': type, name },
    })}</script></head><body><article><h1>The harbour freezes over</h1><p>${'The ice came at night and stayed. '.repeat(20)}</p></article></body></html>`;
  const kindOf = (type: string, name: string) =>
    readHtmlPage(page(type, name), 'https://merrow.example/ice').documents[0]?.attributions.find(
      ({ role }) => role === 'AUTHOR',
    )?.source;
  expect(kindOf('Organization', 'Michael Harrow')).toMatchObject({ name: 'Michael Harrow', kind: 'PERSON' });
  expect(kindOf('Organization', 'Merrow Institute')).toMatchObject({ kind: 'ORGANIZATION' });
  expect(kindOf('Person', 'mrw/kesm')).toMatchObject({ name: 'mrw/kesm', kind: 'OTHER' });
  expect(kindOf('Organization', 'Merrow staff reporter')).toMatchObject({ kind: 'OTHER' });
});
