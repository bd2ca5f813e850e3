/** Bundles of packages that consist of many modules, made with esbuild when the project is installed (`hook.js` says what for). */

import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundlesFolder } from './hook.js';

/** All that is imported of each, since what they have in common, and what is asked by identity, must be there once. */
export const bundled = [
  ...['@graphql-tools/documents', '@graphql-tools/utils', '@pothos/core', '@pothos/plugin-relay'],
  ...['@sindresorhus/slugify', 'graphql', 'graphql-scalars', 'graphql-yoga', 'htmlparser2'],
  ...['kysely', 'kysely/migration', 'lru-cache', 'zod'],
];

/** They share what several of them need, so that there is one of each. */
export async function bundlePackages(folder = bundlesFolder()): Promise<void> {
  // NOTE: imported here, because only an installation needs it.
  const { build } = await import('esbuild');
  const unfinished = `${folder}-${randomUUID()}`;
  const fileOf = (name: string) => name.replaceAll(/\W+/g, '-').replace(/^-/, '');
  try {
    await build({
      entryPoints: Object.fromEntries(bundled.map((name) => [fileOf(name), name])),
      outdir: unfinished,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node24',
      // As Node does for an `import` where a package tells the two apart by a file’s name (graphql).
      mainFields: ['module', 'main'],
      keepNames: true,
      legalComments: 'none',
      // Of packages in CommonJS among what they need.
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
      logLevel: 'error',
    });
    await writeFile(
      join(unfinished, 'bundles.json'),
      JSON.stringify(Object.fromEntries(bundled.map((name) => [name, `${fileOf(name)}.js`]))),
    );
    await mkdir(join(folder, '..'), { recursive: true });
    await rm(folder, { recursive: true, force: true });
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
