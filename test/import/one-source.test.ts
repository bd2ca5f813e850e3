/** One person or body is one source of a piece, however the piece spells it; and two that look alike are two. */

import { describe, expect, test } from 'vitest';
import { isAcronymOf } from '../../src/attribution/acronyms.ts';
import { findAttributions } from '../../src/attribution/find.ts';
import type { KnownSource } from '../../src/attribution/known-sources.ts';
import { isSamePerson } from '../../src/attribution/same-name.ts';
import { readHtmlPage } from '../../src/import/html.ts';

/** One list, so that the index of its names is made once. */
const noneKnown: readonly KnownSource[] = [];

function sourcesOf(body: string, more: { creditLine?: string; caption?: string } = {}, language = 'en'): string[] {
  const found = findAttributions({ headline: '', body, language, ...more }, noneKnown);
  return found.map(({ role, source }) => `${role} ${source.name}`);
}

test.each([
  ['Vladimir Orlov', 'Wladimir Orlow', true],
  ['Volodymyr Zelinskyy', 'Wolodymyr Selinskyj', true],
  ['Georg Hochmut', 'Georg Hochmuth', true],
  ['Yelena Markova', 'Elena Markova', true],
  ['Andreas Steinberg', 'Andreas Steinburg', true],
  ['Jane Roe', 'John Roe', false],
  ['Jan Ilsen', 'Ian Ilsen', false],
  ['Leo Marsh', 'Leo Marsh Jr.', false],
  ['Leo Roth', 'Leo Rota', false],
  ['Leo Ahlberg', 'Leo Dahlberg', false],
  ['Orlov', 'Orlow', false],
])('%s and %s are one person: %s', (one, other, isOne) => {
  expect(isSamePerson(one, other)).toBe(isOne);
  expect(isSamePerson(other, one)).toBe(isOne);
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

  test('a photographer whom the caption spells otherwise than the credit is credited once', () => {
    const more = { caption: 'Der Hafen. (Foto: APA/Georg Hochmuth)', creditLine: 'APA/GEORG HOCHMUT' };
    expect(sourcesOf('Der Hafen ist noch zu.', more, 'de')).toEqual(['IMAGE_CREDIT APA', 'IMAGE_CREDIT Georg Hochmut']);
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
