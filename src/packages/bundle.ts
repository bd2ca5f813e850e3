/** Bundles of packages that consist of many modules, made with esbuild when the project is installed (`hook.js` says what for). */

import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { bundlesFolder, modulesFolder } from './place.js';

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
  const modules = modulesFolder();
  const unfinished = `${folder}-${randomUUID()}`;
  const fileOf = (name: string) => name.replaceAll(/\W+/g, '-').replace(/^-/, '');
  try {
    const { metafile } = await build({
      absWorkingDir: modules,
      entryPoints: Object.fromEntries(bundled.map((name) => [fileOf(name), name])),
      outdir: unfinished,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node24',
      // Of graphql its ES modules, which alone have names to import; Node takes those in CommonJS.
      mainFields: ['module', 'main'],
      // NOTE: without `keepNames`, which calls a helper for each function that is made: an eighth of the process' time for pages that aren't cached.
      legalComments: 'none',
      // Of packages in CommonJS among what they need.
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
      metafile: true,
      logLevel: 'error',
    });
    const outputs = Object.entries(metafile.outputs).map(([path, { entryPoint: main }]) => {
      return { file: relative(unfinished, join(modules, path)), main };
    });
    await Promise.all(outputs.map(({ file }) => nameClasses(join(unfinished, file))));
    const bundles = bundled.map((name) => ({ name, ...outputs.find(({ file }) => file === `${fileOf(name)}.js`) }));
    await writeFile(
      join(unfinished, 'bundles.json'),
      JSON.stringify({ bundles, files: outputs.map(({ file }) => file) }),
    );
    await mkdir(join(folder, '..'), { recursive: true });
    await rm(folder, { recursive: true, force: true });
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Gives back their names to classes that esbuild calls by another within themselves: logs say of which class an error is. */
async function nameClasses(file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const names = [...text.matchAll(/^(?:var|let|const) (\w+) = class _\1\b/gm)].map(([, name]) => name);
  const lines = names.map(
    (name) => `Object.defineProperty(${name}, "name", { value: "${name}", configurable: true });\n`,
  );
  if (lines.length > 0) await writeFile(file, text + lines.join(''));
}
