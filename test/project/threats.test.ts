/** The table of threats: each class names the files that bound it, and tests that there are, by names that they have. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../support/documents.ts';

const document = readFileSync(join(root, 'docs/threats.md'), 'utf8');
const rows = document
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (class|---) \|/.test(line))
  .map((line) => line.slice(2, -2).split(' | '));

test('thirty-one classes of abuse have a bound and a test', () => {
  expect(rows).toHaveLength(31);
  expect(new Set(rows.map(([name]) => name)).size).toBe(rows.length);
});

test.each(rows)('%s', (_, bound = '', shown = '') => {
  const files = [...bound.matchAll(/`((?:src|db|schema)\/[^`]+|eslint\.config\.js)`/g)].map(([, file = '']) => file);
  for (const file of files) expect(existsSync(join(root, file)), file).toBe(true);
  const tests = [...shown.matchAll(/`(test\/[^`]+\.test\.ts)`(?: “([^”]+)”)?/g)];
  expect(tests.length).toBeGreaterThan(0);
  for (const [, file = '', name = ''] of tests) {
    const text = existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '';
    expect(text, file).toContain('test');
    expect(text, `${file} has no test of this name`).toContain(name);
  }
});
