/** `npm run operations`: registering persisted operations from folders and manifests, listing and removing them. */

import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { operationsCommand } from '../../src/commands/operations.ts';
import { hashOf } from '../../src/graphql/persisted/hash.ts';
import { call, useCommandNewsroom } from '../support/command.ts';
import { finish, printed, run, start } from '../support/process.ts';

const newsroom = useCommandNewsroom();
/** Of the front end, new for each test. */
let from: string;

beforeEach(async () => {
  from = await mkdtemp(join(newsroom.folder, 'front-end-'));
});

const operations = (...args: string[]) => call(operationsCommand, args, newsroom.env);

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(from, name)), { recursive: true });
    await writeFile(join(from, name), text);
  }
}

interface Listed {
  readonly hash: string;
  readonly isBuiltIn: boolean;
}

/** Hashes of what is registered, not of what is built in. */
async function listed(): Promise<string[]> {
  const { stdout } = await operations('--list', '--json');
  return JSON.parse(stdout).operations.flatMap(({ hash, isBuiltIn }: Listed) => (isBuiltIn ? [] : [hash]));
}

describe('misuse is refused with the reason:', () => {
  test.each([
    ['nothing', [], 'Say one of'],
    ['two verbs', ['--list', '--from', '.'], 'Say one of'],
    ['a hash that is none', ['--remove', 'abc'], '--remove needs a hash'],
    ['what stands beside', ['--list', 'all'], '"all" is too much.'],
  ])('with %s', async (_, args, reason) => {
    const { code, stdout, stderr } = await call(operationsCommand, args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(reason);
    expect(stderr).toContain('Usage: npm run operations');
  });
});

describe('a folder of operations', () => {
  test('is read with its subfolders and fragments of any file, and a second time without a change', async () => {
    await write({
      'pages/front.graphql': 'query front { articles(first: 3) { nodes { ...line } } }',
      'parts/line.gql': 'fragment line on Article { slug headline }',
      'node_modules/kit/other.graphql': 'query other { __typename }',
      'parts/node_modules/kit/persisted.json': '{}}',
    });
    const printedText =
      'query front {\n  articles(first: 3) {\n    nodes {\n      ...line\n    }\n  }\n}\n\nfragment line on Article {\n  slug\n  headline\n}';
    const compact =
      'fragment line on Article { headline slug } query front { articles(first: 3) { nodes { ...line } } }';
    const dry = await operations('--from', from, '--dry-run');
    expect([dry.code, dry.stdout]).toEqual([0, expect.stringContaining('Would be: 2 registered, 0 unchanged.')]);
    expect(await listed()).toEqual([]);
    expect((await operations('--from', from)).stdout).toContain('2 registered, 0 unchanged.');
    expect((await listed()).sort()).toEqual([hashOf(printedText), hashOf(compact)].sort());
    expect((await operations('--from', from)).stdout).toContain('0 registered, 2 unchanged.');

    expect((await operations('--remove', `sha256:${hashOf(compact)}`)).code).toBe(0);
    expect(await listed()).toEqual([hashOf(printedText)]);
    const again = await operations('--remove', hashOf(compact));
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('No operation is registered as')]);
  });

  test.each([
    ['a field that isn’t there', { 'a.graphql': 'query a { nonsense }' }, 'a: Cannot query field "nonsense"'],
    ['no GraphQL', { 'a.graphql': 'query a {' }, 'Syntax Error'],
    ['a missing fragment', { 'a.graphql': 'query a { ...gone }' }, 'There is no fragment "gone"'],
    ['no name', { 'a.graphql': '{ articles(first: 1) { totalCount } }' }, 'an operation without a name'],
    ['a type', { 'a.graphql': 'type A { a: Int }' }, 'neither an operation nor a fragment'],
    [
      'too deep',
      { 'a.graphql': `query a { topics(first: 1) { nodes { ${'parent { '.repeat(12)} slug ${'}'.repeat(15)}` },
      'the maximum is 12',
    ],
    [
      'a false hash',
      { 'persisted-documents.json': `{"sha256:${'0'.repeat(64)}": "{ a }"}` },
      'is not the SHA-256 of its text',
    ],
    ['Relay’s MD5', { 'persisted.json': `{"${'0'.repeat(32)}": "{ a }"}` }, '"algorithm": "SHA256"'],
    ['broken JSON', { 'persisted.json': '{' }, 'not valid JSON'],
  ])('with %s is refused as a whole, and the file named', async (_, files: Record<string, string>, reason) => {
    await write({ 'good.graphql': 'query good { articles(first: 2) { totalCount } }', ...files });
    const { code, stdout } = await operations('--from', from);
    expect(code).toBe(1);
    expect(stdout).toContain(`refused  ${join(from, Object.keys(files)[0] ?? '')}: `);
    expect(stdout).toContain(reason);
    expect(stdout).toContain('Nothing was registered.');
  });

  test('that is refused registers nothing, not even its valid operations', async () => {
    const { stdout } = await operations('--list');
    expect(stdout).not.toContain('good');
  });
});

test('manifests of Apollo and Relay are registered', async () => {
  const text = 'query   odd { articles(first: 4) { totalCount } }';
  const relay = JSON.stringify({ [hashOf(text)]: text });
  await write({ 'relay.json': relay });
  expect((await operations('--from', join(from, 'relay.json'))).stdout).toContain(`new        ${hashOf(text)}  odd`);
  expect(await listed()).toContain(hashOf(text));
});

test('what is built in is listed too, told apart from what is registered, and stays', async () => {
  const file = await readFile(join(import.meta.dirname, '../../schema/operations/home.graphql'), 'utf8');
  await write({ 'mine.graphql': 'query mine { articles(first: 6) { totalCount } }' });
  await operations('--from', from);
  const { stdout } = await operations('--list');
  expect(stdout).toContain(`${hashOf(file)}  built in                  home.graphql\n`);
  expect(stdout).toMatch(/^[0-9a-f]{64} {2}built in {18}home$/m);
  expect(stdout).toMatch(/^[0-9a-f]{64} {2}20\S{22} {2}mine$/m);
  const { operations: all } = JSON.parse((await operations('--list', '--json')).stdout);
  expect(all).toContainEqual({ hash: hashOf(file), name: 'home.graphql', isBuiltIn: true, addedAt: null });
  expect(all).toContainEqual(expect.objectContaining({ name: 'mine', isBuiltIn: false, addedAt: expect.any(String) }));
  expect(new Set(all.map(({ hash }: Listed) => hash)).size).toBe(all.length);
  expect(await operations('--remove', hashOf(file))).toEqual({
    code: 1,
    stdout: '',
    stderr: `${hashOf(file)} is built in, and always listed.\n`,
  });
});

test('a dry run or a list makes no newsroom', async () => {
  await write({ 'a.graphql': 'query a { articles(first: 1) { totalCount } }' });
  const env = { DATA_DIR: join(newsroom.folder, 'none') };
  const { code, stdout } = await call(operationsCommand, ['--dry-run', '--from', from], env);
  expect([code, stdout]).toEqual([0, expect.stringContaining('Would be: 2 registered, 0 unchanged.')]);
  expect(await call(operationsCommand, ['--dry-run', '--remove', '0'.repeat(64)], env)).toMatchObject({ code: 1 });
  const listed = await call(operationsCommand, ['--list'], env);
  expect([listed.code, listed.stdout]).toEqual([0, expect.stringContaining('home.graphql')]);
  expect(existsSync(env.DATA_DIR)).toBe(false);
});

test('a running service answers what was registered', async () => {
  const text = 'query later { articles(first: 5) { totalCount } }';
  await write({ 'relay.json': JSON.stringify({ [hashOf(text)]: text }) });
  const register = () => run('src/commands/operations.ts', ['--from', join(from, 'relay.json')], newsroom.env);
  const service = start('src/main.js', [], { PORT: '0', DEMO: 'off', OPERATIONS: 'listed', ...newsroom.env });
  const ended = finish(service);
  const [, url = ''] = await printed(service, /API\s+(\S+)/);
  const ask = async () => (await fetch(`${url}?documentId=${hashOf(text)}`)).json();
  expect(await ask()).toHaveProperty('errors.0.extensions.code', 'PERSISTED_QUERY_NOT_FOUND');
  expect(await register()).toMatchObject({ code: 0, stderr: '' });
  expect(await ask()).toEqual({ data: { articles: { totalCount: 0 } } });
  service.kill();
  expect((await ended).code).toBe(0);
});
