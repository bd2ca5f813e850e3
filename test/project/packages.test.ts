/** The bundles that stand for packages: nothing of a package is there twice. */

import { execFile } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { bundled } from '../../src/packages/bundle.ts';
import { bundlesFolder, modulesFolder } from '../../src/packages/place.js';
import { root } from '../support/documents.ts';

const modules = modulesFolder();
const packageOf = (specifier: string) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

test('of a package that is bundled all is that the service imports of it', async () => {
  const names = new Set(bundled.map(packageOf));
  const files = globSync('{src,schema,db}/**/*.ts', { cwd: root });
  const texts = await Promise.all(files.map((file) => readFile(join(root, file), 'utf8')));
  const imported = texts.flatMap((text) =>
    Array.from(
      text.matchAll(/^(?:import|export|\}) ?[^;]*?from '([\w@][^':]*)'|\bimport\('([\w@][^':]*)'\)/gm),
      ([, specifier, later = '']) => specifier ?? later,
    ),
  );
  const ofThem = [...new Set(imported)].filter((specifier) => names.has(packageOf(specifier)));
  expect(ofThem.sort()).toEqual(bundled.toSorted());
});

test.skipIf(!existsSync(bundlesFolder()))('a bundle is of what an import of the package leads to', async () => {
  const { bundles } = JSON.parse(await readFile(join(bundlesFolder(), 'bundles.json'), 'utf8'));
  // Of graphql whatever is asked for is led to its bundle.
  const known = bundles.filter(({ name }: { name: string }) => name !== 'graphql');
  const mains = known.map(({ main }: { main: string }) => pathToFileURL(join(modules, main)).href);
  expect(mains).toEqual(known.map(({ name }: { name: string }) => import.meta.resolve(name)));
});

test.skipIf(!existsSync(bundlesFolder()))(
  'a package shares with the service what both import, unless it has its own',
  async () => {
    const folder = await mkdtemp(join(modules, '.cache/dateline-shares-'));
    await writeFile(
      join(folder, 'package.mjs'),
      "export { Kysely } from 'kysely'; export { GraphQLError } from 'graphql'; export { LRUCache } from 'lru-cache';",
    );
    await mkdir(join(folder, 'node_modules/lru-cache'), { recursive: true });
    await writeFile(join(folder, 'node_modules/lru-cache/index.js'), 'exports.LRUCache = class {};');
    try {
      const service = `import * as shared from '${join(folder, 'package.mjs')}'; import { Kysely } from 'kysely'; import { GraphQLError } from 'graphql'; import { LRUCache } from 'lru-cache';
      console.log(JSON.stringify([shared.Kysely === Kysely, shared.GraphQLError === GraphQLError, shared.LRUCache === LRUCache, import.meta.resolve('kysely')]));`;
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [...['--import', join(root, 'src/packages/hook.js')], ...['--input-type=module', '--eval', service]],
        { cwd: root },
      );
      expect(JSON.parse(stdout)).toEqual([true, true, false, expect.stringContaining('/packages-')]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);

test('of graphql one version is installed, which packages share with the service', async () => {
  const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  expect(Object.keys(packages).filter((path) => /(^|\/)node_modules\/graphql$/.test(path))).toEqual([
    'node_modules/graphql',
  ]);
});

test.skipIf(!existsSync(bundlesFolder()))('nothing gives names to functions as they are made', async () => {
  const { files } = JSON.parse(await readFile(join(bundlesFolder(), 'bundles.json'), 'utf8'));
  const texts = await Promise.all(files.map((file: string) => readFile(join(bundlesFolder(), file), 'utf8')));
  expect(texts.join('')).not.toMatch(/\b__name\(/);
});

test.skipIf(!existsSync(bundlesFolder()))('classes of a bundle have the names that logs say', async () => {
  const { GraphQLError } = await import(join(bundlesFolder(), 'graphql.js'));
  const { Kysely } = await import(join(bundlesFolder(), 'kysely.js'));
  expect([GraphQLError.name, Kysely.name]).toEqual(['GraphQLError', 'Kysely']);
});
