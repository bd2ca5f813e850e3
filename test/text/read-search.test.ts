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
