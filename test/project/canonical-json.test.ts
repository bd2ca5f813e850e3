/** Canonical JSON, of which cache keys and fingerprints are made. */

import { expect, test } from 'vitest';
import { canonicalJson } from '../../src/text/canonical-json.ts';

test('the order of keys makes no difference, at any depth', () => {
  const one = { first: 1, where: { topics: ['b', 'a'], language: 'en' }, after: null };
  const other = { after: null, where: { language: 'en', topics: ['b', 'a'] }, first: 1 };
  expect(canonicalJson(one)).toBe('{"after":null,"first":1,"where":{"language":"en","topics":["b","a"]}}');
  expect(canonicalJson(other)).toBe(canonicalJson(one));
  expect(canonicalJson([{ b: 1, a: [{ d: 1, c: 2 }] }])).toBe('[{"a":[{"c":2,"d":1}],"b":1}]');
});

test('different values have different texts', () => {
  const different = [
    {},
    { a: null },
    { a: 0 },
    { a: false },
    { a: '' },
    { a: 'null' },
    { a: [] },
    { a: {} },
    { a: ['a', 'b'] },
    { a: ['b', 'a'] },
    { a: [['a'], 'b'] },
    { a: { b: 1 } },
    { a: [['b', 1]] },
    { 'a":1,"b': 1 },
    { a: 1, b: 1 },
    { a: '1,"b":1' },
    { A: 1 },
    { 10: 1, 9: 1 },
    JSON.parse('{"__proto__":1}') as object,
  ];
  expect(new Set(different.map((each) => canonicalJson(each))).size).toBe(different.length);
});

test('the text is JSON of the same value', () => {
  const value = {
    'é "\\\n': '\u2028 "\\\n\ud800',
    list: [1.5, -1e21, 0.1, true, null, { x: '' }],
    10: 'ten',
    9: 'nine',
  };
  expect(JSON.parse(canonicalJson(value))).toEqual(value);
  const at = new Date(0);
  expect(canonicalJson({ at, none: undefined, list: [undefined] })).toBe(JSON.stringify({ at, list: [undefined] }));
});

test.each([
  ['at the top', { n: Number.POSITIVE_INFINITY }],
  ['that is negative', { n: Number.NEGATIVE_INFINITY }],
  ['that is none', { n: Number.NaN }],
  ['in a list', { list: [1, Number.NaN] }],
  ['in an object', { a: { b: Number.POSITIVE_INFINITY } }],
])('the number %s, which JSON can’t represent, is refused instead of written as null', (_, value) => {
  expect(() => canonicalJson(value)).toThrow(RangeError);
});

test.each([
  ['one long text', { text: 'x'.repeat(100) }],
  ['many keys', Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`k${n}`, n]))],
  ['a long list', { ids: Array.from({ length: 60 }, () => 1) }],
  ['what is nested', { a: { b: { c: 'x'.repeat(90) } } }],
])('%s is refused above the maximum of characters, and written whole within it', (_, value) => {
  const text = canonicalJson(value);
  expect(canonicalJson(value, text.length)).toBe(text);
  expect(() => canonicalJson(value, text.length - 1)).toThrow(RangeError);
  expect(() => canonicalJson(value, 50)).toThrow(RangeError);
});

test('values nested deeper than the call stack are a RangeError', () => {
  let deep: object = {};
  for (let depth = 0; depth < 200_000; depth += 1) deep = { deep };
  expect(() => canonicalJson(deep)).toThrow(RangeError);
});
