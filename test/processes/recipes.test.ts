/** The recipes of docs/extending.md, followed word by word in a copy of the project, are whole. */

import { execFile } from 'node:child_process';
import { cpSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Block, fileOf, readDocuments, root } from '../support/documents.ts';
import { cleanEnvironment } from '../support/process.ts';

let copy: string;
const { blocks = [] } = (await readDocuments()).find(({ name }) => name === 'docs/extending.md') ?? {};
const files = [...new Set(blocks.flatMap((block) => fileOf(block) ?? []))];
const sources = files.filter((name) => name.endsWith('.ts'));

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'dateline-recipes-'));
  for (const name of await readdir(root)) {
    if (name === 'node_modules') await symlink(join(root, name), join(copy, name));
    else if (!/^\.(git|dateline)$/.test(name)) cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  for (const block of blocks) await apply(block);
});

afterAll(() => rm(copy, { recursive: true, force: true }));

async function apply(block: Block): Promise<void> {
  const name = fileOf(block);
  if (name === undefined) return;
  const file = join(copy, name);
  await mkdir(dirname(file), { recursive: true });
  if (block.language !== 'diff') await writeFile(file, block.text, { flag: 'wx' });
  else await writeFile(file, block.text.split('@@\n').reduce(changed, await readFile(file, 'utf8')));
}

/** @param hunk its lines without a sign, and those with `-`, stand in the text together, and nowhere else */
function changed(text: string, hunk: string): string {
  const lines = hunk.split(/^/m);
  const side = (sign: string) =>
    lines.flatMap((line) => (' '.concat(sign).includes(line.charAt(0)) ? line.slice(1) : []));
  const [before, after] = [side('-').join(''), side('+').join('')];
  const whole = `\n${text}`;
  expect(whole.split(`\n${before}`), hunk).toHaveLength(2);
  return whole.replace(`\n${before}`, () => `\n${after}`).slice(1);
}

/** @returns what it printed, which is the reason where it failed */
async function run(command: string, args: readonly string[]): Promise<string> {
  const program = command === 'node' ? process.execPath : join(copy, 'node_modules/.bin', command);
  const done = await promisify(execFile)(program, args, { cwd: copy, env: cleanEnvironment({}) }).catch(
    (error) => error,
  );
  return done.code === undefined ? '' : `${done.stdout}${done.stderr}`;
}

test('their migrations come behind all that databases may have', async () => {
  const isMigration = (name: string) => name.startsWith('db/migrations/');
  const there = (await readdir(join(root, 'db/migrations'))).map((name) => `db/migrations/${name}`);
  expect([...there, ...files.filter(isMigration)].toSorted().slice(there.length)).toEqual(files.filter(isMigration));
});

test('codegen runs on what the recipes make', async () => {
  expect(await run('node', ['codegen.ts'])).toBe('');
});

test('it compiles and keeps the rules', async () => {
  // At full length with all tests and benchmarks; else with what those have in common, and what the recipes change.
  const code = ['src', 'schema', 'db', 'test/support'];
  const include = inject('isLong') ? [...code, 'test', 'bench', 'examples'] : [...code, ...files];
  await writeFile(join(copy, 'tsconfig.recipes.json'), JSON.stringify({ extends: './tsconfig.json', include }));
  expect(await run('tsc', ['-p', 'tsconfig.recipes.json', '--singleThreaded'])).toBe('');
  expect(await run('biome', ['lint', '--vcs-enabled=false', ...files])).toBe('');
  const cruised = inject('isLong') ? ['src', 'db', 'schema', 'test'] : sources;
  expect(await run('depcruise', ['-c', 'dependency-cruiser.config.ts', ...cruised])).toBe('');
});

test('it is answered, and known to whatever knows all fields and all events', async () => {
  const tests = [
    'test/api/series.test.ts',
    'test/api/descriptions.test.ts',
    'test/caching/answers-after-mutations.test.ts',
    'test/caching/changed-tags.test.ts',
    'test/caching/changes.test.ts',
    'test/import/formats.test.ts',
    'test/import/wire.test.ts',
    'test/newsroom/kicker.test.ts',
    'test/project/documents.test.ts',
  ];
  // Fills three newsrooms.
  if (inject('isLong')) tests.push('test/api/unpublished.test.ts');
  // Without the rounds that take long: an omission is told without them.
  const short = ['-t', '^(?!no cached answer is stale)', '--maxWorkers=1'];
  expect(await run('vitest', ['run', ...tests, ...short])).toBe('');
});
