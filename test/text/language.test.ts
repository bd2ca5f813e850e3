/** Which language a text is in, and when what is declared gives way to it. */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { evaluateLanguages, languagesTable, parseLanguages } from '../../src/evaluate/languages.ts';
import { languageOf, languageOfPiece } from '../../src/text/language.ts';

const lines = readFileSync(new URL('../../src/evaluate/languages.jsonl', import.meta.url), 'utf8');
const texts = parseLanguages(lines, 'languages.jsonl');

test('texts in more than fifty languages are told apart, nearly all by their headline alone', () => {
  const { languages, found } = evaluateLanguages(texts);
  expect(languages).toBeGreaterThan(50);
  expect(found.tune.text.share).toBeGreaterThan(0.97);
  expect(found.held.text.share).toBeGreaterThan(0.97);
  expect(found.tune.headline.share).toBeGreaterThan(0.92);
  expect(found.held.headline.share).toBeGreaterThan(0.9);
});

test('the table names each wrong find that rules may be made after', () => {
  const table = languagesTable(evaluateLanguages([{ language: 'de', headline: '港口五月起上调渡轮票价', text: '' }]));
  expect(table).toContain('1 languages\ntune  headline    0.0 %  (0 of 1, 0 undetermined)\n');
  expect(table).toContain('  de taken for zh: 港口五月起上调渡轮票价\n');
});

test.each([
  ['nothing', ''],
  ['figures', '12:30 – 14:45, 2026-03-02'],
  ['a name', 'Merrow'],
])('%s is undetermined, and not English', (_, text) => {
  expect(languageOf(text)).toBe('und');
});

const wholeTextIn = (language: string) =>
  texts
    .flatMap((each) => (each.language === language ? `${each.headline}. ${each.text} ` : []))
    .join('')
    .repeat(3);

test.each([
  ['a template’s English under a Polish text', 'en-US', 'pl', 'pl'],
  ['an English text under the house’s German', 'de-AT', 'en', 'en'],
  ['the same with a region', 'de-AT', 'de', 'de-AT'],
  ['Danish that is declared as Norwegian’s neighbour', 'nb', 'da', 'nb'],
  ['Croatian that is declared as Bosnian', 'bs', 'hr', 'bs'],
  ['a language that can’t be found', 'mt', 'it', 'mt'],
  ['no language of any kind', 'English', 'ko', 'ko'],
  ['an undetermined one', 'und', 'fa', 'fa'],
  ['none', undefined, 'he', 'he'],
])('declared against the text: %s', (_, declared, language, expected) => {
  expect(languageOfPiece(wholeTextIn(language), declared)).toBe(expected);
});

test('a short text changes nothing that is declared, and says nothing by itself', () => {
  expect(languageOfPiece('Porträt der Woche: die Fährfrau von Merrow', 'en')).toBe('en');
  expect(languageOfPiece('Die Fährfrau von Merrow', undefined)).toBeUndefined();
});
