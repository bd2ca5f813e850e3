/** The suite on two engines: whatever touches SQL runs on both. */

import { globSync, readFileSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { expect, test } from 'vitest';
import { exceptions, runOnce } from '../support/engines.ts';

const files = globSync('test/**/*.test.ts');
const once = runOnce();
const isOnce = (file: string) => once.some((pattern) => matchesGlob(file, pattern));

test('a test file that opens a newsroom runs on both engines, but for the exceptions', () => {
  const opens = /\b(useNewsroom|useDemoNewsroom|openCopy|openService|useNewspaper|useCommandNewsroom|useStaleCheck)\(/;
  const opening = files.filter((file) => opens.test(readFileSync(file, 'utf8')));
  expect(opening.length).toBeGreaterThan(50);
  expect(opening.filter(isOnce).sort()).toEqual([
    'test/engine/embedded-dialect.test.ts',
    'test/processes/documents.test.ts',
    'test/site/browser.test.ts',
    'test/site/graphiql.test.ts',
    'test/site/lists.test.ts',
    'test/site/site.test.ts',
  ]);
});

test('a test file that no database can reach runs once', () => {
  expect(isOnce('test/import/dates.test.ts')).toBe(true);
  expect(isOnce('test/text/blocks.test.ts')).toBe(true);
});

test.each(Object.keys(exceptions))('the exception %s is a file that is there', (pattern) => {
  expect(files.filter((file) => matchesGlob(file, pattern))).not.toEqual([]);
});
