/** `npm run schema`: which changes break, what they are compared with, and who uses what. */

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addUses } from '../../db/usage/operation-uses.ts';
import { withMigratedDatabase } from '../../src/commands/database.ts';
import { schemaCommand } from '../../src/commands/schema.ts';
import { git, schemaBase } from '../../src/commands/schema-base.ts';
import { call, useCommandNewsroom } from '../support/command.ts';

let folder: string;
let sdl: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-schema-'));
  sdl = await readFile(join(import.meta.dirname, '../../schema/schema.graphql'), 'utf8');
});
afterAll(() => rm(folder, { recursive: true }));

async function diffFrom(older: string, ...args: string[]) {
  const file = join(folder, 'older.graphql');
  await writeFile(file, older);
  return call(schemaCommand, ['diff', file, ...args]);
}

test('a schema is as it was', async () => {
  expect(await diffFrom(sdl)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^0 changes since .*, 0 of them breaking\.\n$/),
  });
});

test('a field that is gone breaks, an argument’s default is dangerous, a new field is safe', async () => {
  const older = sdl.replace(/^type Article implements Node \{$/m, '$&\n  """Of old."""\n  subtitle: String\n');
  const gone = await diffFrom(older);
  expect(gone.code).toBe(1);
  expect(gone.stdout).toMatch(/^breaking {3}Field 'subtitle' was removed from object type 'Article'$/m);

  const { code, stdout } = await diffFrom(
    sdl
      .replace(/\n {2}"""Words in the body[.]"""\n {2}wordCount: Int!\n/, '\n')
      .replace('window: TrendingWindow! = WEEK', 'window: TrendingWindow! = DAY'),
    '--json',
  );
  expect(code).toBe(0);
  const { changes } = JSON.parse(stdout) as { changes: { level: string; path: string }[] };
  expect(changes).toContainEqual(expect.objectContaining({ level: 'safe', path: 'Article.wordCount' }));
  expect(changes).toContainEqual(
    expect.objectContaining({ level: 'dangerous', path: expect.stringMatching(/\.window$/) }),
  );
});

test('what is gone breaks nobody who was told: it was deprecated before', async () => {
  const older = sdl.replace(
    /^type Article implements Node \{$/m,
    '$&\n  """Of old."""\n  subtitle: String @deprecated(reason: "Since 0.2.0: none.")\n',
  );
  expect(await diffFrom(older)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^dangerous {2}Field 'subtitle' \(deprecated\) was removed from/m),
  });
});

test('a schema is compared with the last tag, else with where its branch left main, however many commits ago', async () => {
  const repository = await mkdtemp(join(folder, 'git-'));
  const asSomebody = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@news.example'];
  const run = async (...args: string[]) => (await git(repository, ...asSomebody, ...args)).trim();
  const commit = () => run('commit', '--quiet', '--allow-empty', '--message', 'A change');
  expect(await schemaBase(repository)).toBe('HEAD');
  await run('init', '--quiet', '--initial-branch', 'main');
  await commit();
  const left = await run('rev-parse', '--short', 'HEAD');
  await run('switch', '--quiet', '--create', 'work');
  await commit();
  await commit();
  expect(await schemaBase(repository)).toBe(left);
  await run('tag', 'v0.1.0', 'HEAD~1');
  expect(await schemaBase(repository)).toBe('v0.1.0');
});

test('what can’t be compared is told', async () => {
  expect(await diffFrom('type Query {')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/is no schema: Syntax Error/),
  });
  expect(await call(schemaCommand, ['diff', 'no-such-branch'])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^There is no schema of "no-such-branch": /),
  });
  expect(await call(schemaCommand, ['diff', '--end'])).toMatchObject({ code: 2 });
  expect(await call(schemaCommand, ['compare'])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^"compare" is neither diff nor usage\./),
  });
});

const newsroom = useCommandNewsroom();

test('who uses a field is told by operation and caller', async () => {
  const day = new Date().toISOString().slice(0, 10);
  const operation = { hash: 'a', name: 'latest', body: 'query latest{articles(first:0){nodes{slug}}}' };
  const other = { hash: 'b', name: null, body: '{topics{nodes{slug}}}' };
  await withMigratedDatabase(newsroom.env, ({ db }) =>
    addUses(db, [
      { operation, caller: 'anonymous', day, uses: 1_204 },
      { operation: other, caller: 'people', day, uses: 1 },
    ]),
  );
  const usage = (...args: string[]) => call(schemaCommand, ['usage', ...args], newsroom.env);
  expect((await usage('Article.slug')).stdout).toBe(`  ${day}         1,204  latest  anonymous\n`);
  const { stdout } = await usage('Topic.slug', '--json');
  const uses = [{ operation: null, caller: 'people', uses: 1, lastDay: day }];
  expect(JSON.parse(stdout)).toEqual({ coordinate: 'Topic.slug', uses, others: 0 });
  expect((await usage('Article.body')).stdout).toBe('Nobody uses Article.body.\n');
  expect(await usage()).toMatchObject({ code: 0, stdout: 'Nothing that is deprecated is used.\n' });
  expect(await usage('Article.nope')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^The schema has no "Article\.nope"/),
  });
});
