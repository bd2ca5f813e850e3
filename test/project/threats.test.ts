/** The tables of threats and of faults: each row names tests that there are, by names that they have, and files that bound it. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../support/documents.ts';

/** @param head the first words of the table */
function rowsOf(document: string, head: string): string[][] {
  const [, table = ''] = readFileSync(join(root, document), 'utf8').split(`\n| ${head} |`);
  const [rows = ''] = table.trimEnd().split('\n\n', 1);
  return rows
    .split('\n')
    .slice(2)
    .map((line) => line.slice(2, -2).split(' | '));
}

const threats = rowsOf('docs/threats.md', 'class');
const faults = rowsOf('docs/operations.md', 'fault');

test('thirty-seven classes of abuse and all faults stand there once', () => {
  expect(threats).toHaveLength(37);
  expect(faults.length).toBeGreaterThan(20);
  expect(new Set([...threats, ...faults].map(([name]) => name)).size).toBe(threats.length + faults.length);
});

test.each([...threats, ...faults])('%s', (_, bound = '', shown = '') => {
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
