/** What is typed into a search has a bound, however it is put together. */

import { expect, test } from 'vitest';
import { readSearch } from '../../src/search/read-search.ts';

test.each([
  ['words', 'a b '.repeat(120)],
  ['one word of many parts', 'a:'.repeat(250)],
  ['a phrase', `"${'a '.repeat(240)}"`],
  ['tags', '<b>'.repeat(160)],
  ['words of several parts', 'a:b:c '.repeat(80)],
  ['what must not be there', '-a:b '.repeat(100)],
])('%s beyond eighty aren’t heeded', (_, text) => {
  const { units, template } = readSearch(text);
  // What parts make together is one more.
  expect(units.length).toBeLessThanOrEqual(81);
  expect(units.length).toBeGreaterThan(40);
  expect(template).toContain('{0}');
});

test.each([
  ['a phrase', `-"no such thing${' and'.repeat(90)}"`],
  ['a word of many parts', `-no:${'such:'.repeat(90)}thing`],
])(
  '%s that must not be there and goes beyond eighty excludes nothing, since part of it would exclude more',
  (_, term) => {
    const ferries = 'a '.repeat(78);
    const { template, units, whole } = readSearch(`${ferries}${term}`);
    const expected = readSearch(ferries);
    expect({ template, units, whole }).toEqual({
      template: expected.template,
      units: expected.units,
      whole: expected.whole,
    });
  },
);

test.each(['-"no such thing"', '-no:such:thing'])('%s excludes all of it, or nothing where it doesn’t fit', (term) => {
  const templateBehind = (words: number) => readSearch(`${'a '.repeat(words)}${term}`).template;
  expect(templateBehind(70)).toContain('{72}');
  expect(templateBehind(79)).not.toContain('!');
});
