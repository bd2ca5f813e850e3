import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const listed = execFileSync('git', ['ls-files', '*.ts', '*.js'], { encoding: 'utf8' }).trim().split('\n');
const sources = listed.filter((file) => !/(^|\/)client\//.test(file) && !file.startsWith('test/'));

/** What begins in the first column, as everything is formatted. */
const constants = sources.flatMap((file) => {
  const found = readFileSync(file, 'utf8').matchAll(/^(?:export )?const (\w+)(?:: [^=\n]+)? =\s+([^;]*);$/gm);
  return Array.from(found, ([, name = '', value = '']) => ({
    where: `${file}: ${name}`,
    isUpper: /^[A-Z][A-Z0-9_]*$/.test(name),
    value,
  }));
});

/** A number, or what is worked out from numbers and other limits. */
const isNumber = (value: string) => /^(-?\d|[A-Z][A-Z0-9_]+|Number\.)[\w\s.*/+-]*$/.test(value);

/** Also numbers in an object or a list, and as literals of SQL. */
const hasNumbers = (value: string) => isNumber(value) || (/\d/.test(value) && /^(\{|\[|sql)[^#]*$/.test(value));

test('a number at the top of a module is a limit or a tuning: UPPER_CASE', () => {
  expect(constants.length).toBeGreaterThan(500);
  expect(constants.filter(({ isUpper, value }) => isUpper && isNumber(value)).length).toBeGreaterThan(200);
  expect(constants.filter(({ isUpper, value }) => !isUpper && isNumber(value)).map(({ where }) => where)).toEqual([]);
});

test('UPPER_CASE is a limit or a tuning: a number', () => {
  expect(constants.filter(({ isUpper, value }) => isUpper && !hasNumbers(value)).map(({ where }) => where)).toEqual([]);
});
