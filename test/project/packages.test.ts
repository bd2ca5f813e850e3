/** The bundles that stand for packages: nothing of a package is there twice. */

import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bundled } from '../../src/packages/bundle.ts';
import { root } from '../support/documents.ts';

const packageOf = (specifier: string) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

test('of a package that is bundled all is that the service imports of it', async () => {
  const names = new Set(bundled.map(packageOf));
  const files = globSync('{src,schema,db}/**/*.ts', { cwd: root });
  const texts = await Promise.all(files.map((file) => readFile(join(root, file), 'utf8')));
  const imported = texts.flatMap((text) =>
    Array.from(text.matchAll(/^(?:import|export|\}) ?[^;]*?from '([\w@][^':]*)'/gm), ([, specifier = '']) => specifier),
  );
  const ofThem = [...new Set(imported)].filter((specifier) => names.has(packageOf(specifier)));
  expect(ofThem.sort()).toEqual(bundled.toSorted());
});

test('of graphql one version is installed, which packages share with the service', async () => {
  const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  expect(Object.keys(packages).filter((path) => /(^|\/)node_modules\/graphql$/.test(path))).toEqual([
    'node_modules/graphql',
  ]);
});
