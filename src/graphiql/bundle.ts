/** JavaScript bundle of GraphiQL, made with esbuild when the project is installed and kept by a hash of what it is made from. */

import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Metafile, Plugin } from 'esbuild';

export interface Bundle {
  /** File names, without a folder. */
  readonly script: string;
  readonly style: string;
  /** Scripts that the first one loads before anything can be done. */
  readonly preloaded: readonly string[];
  readonly workers: Readonly<Record<'editor' | 'graphql' | 'json', string>>;
  /** Of all files, and of those that are `<name>.br` and `<name>.gz` beside them. */
  readonly files: readonly string[];
}

/** A bundle, and where its files are. */
export interface BundleFolder extends Bundle {
  readonly folder: string;
}

const sources = join(import.meta.dirname, '../../graphiql');
const modules = join(import.meta.dirname, '../../node_modules');
const kept = join(modules, '.cache/dateline-graphiql');

/** What the bundle is made of besides `graphiql/` and these packages' own dependencies, which the lockfile holds. */
const packages = [
  'graphiql',
  '@graphiql/react',
  'monaco-editor',
  'monaco-graphql',
  'react',
  '@observablehq/plot',
  'esbuild',
];

/** Of 11: the last two take four times as long for 4 % less (`npm ci` waits for it). */
const BROTLI_QUALITY = 9;

/**
 * The bundle that was made before from the same sources, or one made now.
 *
 * @param place folder that keeps it; where that can't be written, it is made once a process in a temporary one
 */
export async function openBundle(place = kept): Promise<BundleFolder> {
  const folder = join(place, await hashOfSources());
  return (
    (await readManifest(folder)) ??
    makeIn(place, folder).catch(async (error: NodeJS.ErrnoException) => {
      if (!['EACCES', 'EROFS', 'EPERM'].includes(error.code ?? '')) throw error;
      const own = await mkdtemp(join(tmpdir(), 'dateline-'));
      return makeIn(own, join(own, 'graphiql'));
    })
  );
}

async function makeIn(place: string, folder: string): Promise<BundleFolder> {
  const unfinished = join(place, `unfinished-${randomUUID()}`);
  await mkdir(unfinished, { recursive: true });
  try {
    await makeBundle(unfinished);
    // Of two that make it at once the other was first: its own is as good.
    await rename(unfinished, folder).catch(async (error) => {
      if ((await readManifest(folder)) === null) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  const made = await readManifest(folder);
  if (made === null) throw new Error(`${folder} isn’t whole.`);
  return made;
}

/** Removes those of other sources. */
export async function removeOtherBundles(place = kept): Promise<void> {
  const key = await hashOfSources();
  const names = await readdir(place).catch(() => []);
  await Promise.all(names.filter((name) => name !== key).map((name) => rm(join(place, name), { recursive: true })));
}

async function readManifest(folder: string): Promise<BundleFolder | null> {
  try {
    return { ...(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Bundle), folder };
  } catch {
    return null;
  }
}

async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of ['bundle.ts', 'page-data.ts']) hash.update(await readFile(join(import.meta.dirname, name)));
  const names = (await readdir(sources, { recursive: true })).filter((name) => /\.(tsx?|css)$/.test(name)).sort();
  for (const name of names) hash.update(`${name}\n`).update(await readFile(join(sources, name)));
  for (const name of packages) hash.update(await readFile(join(modules, name, 'package.json')));
  return hash.digest('hex').slice(0, 16);
}

/** Writes the files, both compressions of each, and at last the manifest. */
async function makeBundle(folder: string): Promise<void> {
  // NOTE: imported here, because only an installation needs it.
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    absWorkingDir: sources,
    entryPoints: {
      main: './main.tsx',
      'graphql-worker': 'monaco-graphql/esm/graphql.worker.js',
      'json-worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
      'editor-worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
    },
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    legalComments: 'none',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.ttf': 'file' },
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [ownMonaco],
    metafile: true,
    write: false,
    logLevel: 'error',
  });
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [nameOf(path), output]));
  const entry = (point: string) => {
    const name = [...outputs].find(([, { entryPoint }]) => entryPoint?.endsWith(point))?.[0];
    if (name === undefined) throw new Error(`The bundle has no ${point}.`);
    return name;
  };
  const script = entry('main.tsx');
  const style = nameOf(outputs.get(script)?.cssBundle ?? '');
  const files = outputFiles
    .map(({ path, contents }) => ({ name: nameOf(path), contents }))
    // Of chunks that are loaded later; the style sheet of all is there from the beginning.
    .filter(({ name }) => !name.endsWith('.css') || name === style);
  for (const { name, contents } of files) {
    await writeFile(join(folder, name), contents);
    await writeFile(join(folder, `${name}.gz`), await promisify(gzip)(contents, { level: 9 }));
    const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
    await writeFile(join(folder, `${name}.br`), await promisify(brotliCompress)(contents, { params }));
  }
  const bundle: Bundle = {
    script,
    style,
    preloaded: [...loadedAtOnce(script, metafile.outputs)].filter((name) => name !== script),
    workers: {
      editor: entry('editor.worker.js'),
      graphql: entry('graphql.worker.js'),
      json: entry('json.worker.js'),
    },
    files: files.map(({ name }) => name),
  };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(bundle));
}

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** GraphiQL takes all of the editor's parts; ours leaves out those that no GraphQL editor has. */
const ownMonaco: Plugin = {
  name: 'own-monaco',
  setup({ onResolve }) {
    onResolve({ filter: /\/edcore\.main(\.js)?$/ }, () => ({ path: join(sources, 'monaco.ts') }));
  },
};

/** What a script imports, and the editor, which GraphiQL imports only when it is there. */
function loadedAtOnce(script: string, outputs: Metafile['outputs'], found = new Set<string>()): Set<string> {
  if (found.has(script)) return found;
  found.add(script);
  const output = Object.entries(outputs).find(([path]) => nameOf(path) === script)?.[1];
  for (const { path, kind } of output?.imports ?? []) {
    const point = outputs[path]?.entryPoint ?? '';
    const isEditor = /monaco-graphql\/esm\/(monaco-editor|lite)\.js$/.test(point);
    if (kind === 'import-statement' || isEditor) loadedAtOnce(nameOf(path), outputs, found);
  }
  return found;
}
