/**
 * The folder rule fails closed: in a scratch copy where each of its rules is broken once, `npm run check` names each,
 * with the file. No folder can be left out of it, and no re-export can hide an import from it.
 */

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import rules, { layers } from '../../dependency-cruiser.config.ts';
import { finish } from '../support/process.ts';

const root = join(import.meta.dirname, '../..');
const linting = '--vcs-enabled=false --formatter-enabled=false --colors=off --reporter=rdjson';
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;
let project = '';

/** A file of the layer. */
const fileIn = (layer: string) => (/\.[jt]s$/.test(layer) ? layer : `${layer}/some.ts`);
const importOf = (from: string, to: string) => `import './${relative(dirname(from), to)}';\n`;
/** The import of a file from any folder in src/ (or db/, if the file isn't in src/). */
const importing = (file: string) => importOf('src/folder/file.ts', file);

/** Every layer imports the one above it. */
const upwards = layers.slice(0, -1).map((layer, place) => ({
  rule: `order: ${layer}`,
  file: fileIn(layer),
  text: importOf(fileIn(layer), fileIn(layers[place + 1] ?? '')),
}));

const broken = [
  ...upwards,
  { rule: 'attribution-alone', file: 'src/attribution/a.ts', text: importing('src/roles.ts') },
  { rule: 'schema-knows-rules', file: 'schema/http.ts', text: "import '../src/http/some.ts';\n" },
  { rule: 'schema-knows-rules', file: 'schema/import.ts', text: "const a = await import('../src/import/some.ts');\n" },
  { rule: 'schema-knows-rules', file: 'schema/yoga.ts', text: "import '../src/graphql/some.ts';\n" },
  { rule: 'schema-from-the-start', file: 'src/commands/schema.ts', text: importing('schema/some.ts') },
  { rule: 'sql-in-db', file: 'src/text/kysely.ts', text: "import { sql } from 'kysely';\n" },
  { rule: 'sql-in-db', file: 'src/text/type.ts', text: "import type { Kysely } from 'kysely';\n" },
  { rule: 'sql-in-db', file: 'src/text/pg.ts', text: "import pg from 'pg';\n" },
  { rule: 'sql-in-db', file: 'schema/engine.ts', text: "import { PGlite } from '@electric-sql/pglite';\n" },
  { rule: 'sql-in-db', file: 'src/text/helpers.ts', text: "import 'kysely/helpers/postgres';\n" },
  { rule: 'graphql-not-in-db', file: 'db/engine/graphql.ts', text: "import type { GraphQLError } from 'graphql';\n" },
  { rule: 'graphql-not-in-db', file: 'db/engine/yoga.ts', text: "import 'graphql-yoga';\n" },
  { rule: 'graphql-not-in-db', file: 'db/engine/tools.ts', text: "import '@graphql-tools/utils';\n" },
  { rule: 'types-in-schema', file: 'src/text/pothos.ts', text: "import '@pothos/core';\n" },
  { rule: 'examples-know-the-api', file: 'examples/paper/a.ts', text: "import '../../src/roles.ts';\n" },
  { rule: 'examples-know-the-api', file: 'examples/paper/b.ts', text: importing('schema/client/graphql.js') },
  { rule: 'graphiql-in-the-browser', file: 'graphiql/a.tsx', text: "import '../src/roles.ts';\n" },
  { rule: 'no-bench-or-examples', file: 'src/text/browser.ts', text: importing('graphiql/b.ts') },
  { rule: 'no-bench-or-examples', file: 'src/text/bench.ts', text: importing('bench/load.ts') },
  { rule: 'no-bench-or-examples', file: 'db/engine/example.ts', text: importing('examples/paper/c.ts') },
  { rule: 'telemetry-when-configured', file: 'src/service/metrics.ts', text: importing('src/telemetry/some.ts') },
  { rule: 'telemetry-when-configured', file: 'src/http/counter.ts', text: "import 'prom-client';\n" },
  { rule: 'no-development-package', file: 'src/text/development.ts', text: "import { test } from 'vitest';\n" },
  { rule: 'no-test', file: 'bench/test.ts', text: "import '../test/support/some.ts';\n" },
  { rule: 'no-test', file: 'src/text/test.ts', text: importing('test/support/some.ts') },
  { rule: 'no-cycle', file: 'src/text/back.ts', text: "import './there.ts';\nexport type Back = 1;\n" },
  { rule: 'in-no-layer', file: 'src/novelty/a.ts', text: 'export const a = 1;\n' },
  { rule: 'in-no-layer', file: 'src/loose.ts', text: importOf('src/loose.ts', 'db/types.ts') },
];

/** What stands in the scratch project that is checked, so that nothing but the rule is broken. */
const others = [
  'bench/load.ts',
  'examples/paper/c.ts',
  'graphiql/b.ts',
  'schema/client/graphql.js',
  'test/support/some.ts',
];

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(project, file)), { recursive: true });
  await writeFile(join(project, file), text);
}

/** What one part of `npm run check`, as it stands in package.json, prints of the scratch project. It has to fail. */
async function checked(part: 'layers' | 'format', options = ''): Promise<string> {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const command = scripts[`check:${part}`];
  const env = { PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`, NO_COLOR: '1' };
  const child = execFile('sh', ['-c', `${command} ${options}`], { cwd: project, env, maxBuffer: MAX_OUTPUT_BYTES });
  const { code, stdout } = await finish(child);
  expect(code).not.toBe(0);
  return stdout;
}

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'dateline-rules-'));
  await symlink(join(root, 'node_modules'), join(project, 'node_modules'));
  for (const file of ['package.json', 'biome.json', 'no-re-exports.grit', 'dependency-cruiser.config.ts']) {
    await copyFile(join(root, file), join(project, file));
  }
  for (const layer of layers) await write(fileIn(layer), 'export const a = 1;\n');
  await write('src/text/there.ts', "import type { Back } from './back.ts';\n");
  for (const file of others) await write(file, 'export const a = 1;\n');
  for (const { file, text } of broken) await write(file, text);
});

afterAll(() => rm(project, { recursive: true, force: true }));

test('every rule, broken once, is named with the file that breaks it', async () => {
  const found = (await checked('layers')).matchAll(/^ +error (.+): (\S+)(?: →|$)/gm);
  expect(Array.from(found, ([, rule, file]) => `${rule}: ${file}`)).toEqual(
    expect.arrayContaining(broken.map(({ rule, file }) => `${rule}: ${file}`)),
  );
});

test('every rule is broken in this table', () => {
  expect([...new Set(broken.map(({ rule }) => rule))].sort()).toEqual(
    [...new Set(rules.forbidden.map(({ name }) => name))].sort(),
  );
});

test('re-exports, and imports that the folder rule would not see, are refused by the linter', async () => {
  const head = "import { a } from './some.ts';\nimport type { A } from './some.ts';\n";
  const texts = [
    ["export { a } from './some.ts';", 'No re-exports:'],
    ["export * from './some.ts';", 'No re-exports:'],
    ["export * as some from './some.ts';", 'No re-exports:'],
    [`${head}export { a };`, 'No re-exports:'],
    [`${head}export type { A };`, 'No re-exports:'],
    [`${head}export const b = a;`, 'No re-exports under another name:'],
    [`${head}export const b: number = a;`, 'No re-exports under another name:'],
    [`${head}export type B = A;`, 'No re-exports under another name:'],
    [`${head}export default a;`, 'No re-exports under another name:'],
    ["export type B = import('./some.ts').A;", 'No imports inside types:'],
    [`${head}export const b = a + 1;\nexport type B = A[];`, ''],
  ] as const;
  for (const [number, [text]] of texts.entries()) await write(`db/engine/re-export-${number}.ts`, `${text}\n`);
  const { diagnostics } = JSON.parse(await checked('format', `${linting} db/engine`)) as {
    diagnostics: { message: string; location: { path: string } }[];
  };
  for (const [number, [text, message]] of texts.entries()) {
    const of = diagnostics.filter(({ location }) => location.path.endsWith(`re-export-${number}.ts`));
    expect([text, of.find((found) => found.message.startsWith('No '))?.message ?? '']).toEqual([
      text,
      message === '' ? '' : expect.stringContaining(message),
    ]);
  }
});

describe('the list of layers', () => {
  test('names only what is there', () => {
    expect(layers.filter((layer) => !existsSync(join(root, layer)))).toEqual([]);
  });

  test.each([
    ['src', 8],
    ['db', 5],
  ])('%s/ has at most %d loose files', async (folder, most) => {
    const files = (await readdir(join(root, folder), { withFileTypes: true })).filter((entry) => entry.isFile());
    expect(files.length).toBeLessThanOrEqual(most);
  });
});
