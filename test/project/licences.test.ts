/** Licences of what is installed with the service: each is one that asks for no more than to be named. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../support/documents.ts';

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly license?: string; readonly dev?: boolean }>>;
}

/** By their SPDX names. */
const permissive = [
  ...['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'Unlicense', 'PSF-2.0'],
  '(MIT OR CC0-1.0)',
];

test('every dependency of the service has a permissive licence', () => {
  const { packages }: Lockfile = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const others = Object.entries(packages)
    .filter(([path, { dev = false }]) => path !== '' && !dev)
    .filter(([, { license = 'none' }]) => !permissive.includes(license))
    .map(([path, { license }]) => `${path}: ${license}`);
  expect(Object.keys(packages).length).toBeGreaterThan(100);
  expect(others).toEqual([]);
});
