/** Guards that fail closed: forgetting to register a node type, a loader’s tags and the like does not compile. */

import { execFile } from 'node:child_process';
import { cpSync } from 'node:fs';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/**
 * What somebody may forget, as a change of the sources, and where and by what name the compiler says so. All of them are
 * made in one copy, which is compiled once.
 */
const omissions = {
  'a node type that node(id:) can’t find': {
    file: 'src/ids.ts',
    change: (text: string) => text.replace("= ['Article',", "= ['Author', 'Article',"),
    error: /^schema\/nodes\.ts.*"Author"/,
  },
  'a node whose ids nothing parses': {
    file: 'schema/editor.ts',
    change: () =>
      "import { nodeType } from './builder.ts';\nnodeType('Editor', { description: '', fields: () => ({}) });\n",
    error: /^schema\/editor\.ts.*'"Editor"'/,
  },
  'a node that is made past the list of them': {
    file: 'schema/desk.ts',
    change: () => "import { builder } from './builder.ts';\nbuilder.node(builder.objectRef('Desk'), {});\n",
    error: /^schema\/desk\.ts.*'node'/,
  },
  'an id of a type that nothing parses': {
    file: 'src/photo.ts',
    change: () => "import { encodeId } from './ids.ts';\nencodeId('Photo', 1);\n",
    error: /^src\/photo\.ts.*'"Photo"'/,
  },
  'a loader of which nothing says what it read': {
    file: 'db/loaders.ts',
    change: (text: string) =>
      text.replace(
        '  return named({\n',
        '  return named({\n    author: batch(async (_: readonly number[]) => new Map([[1, 1]]), null),\n',
      ),
    error: /^src\/caching\/recorded-loaders\.ts.*'author'/,
  },
  'a query that reads past the loaders, which note what they read': {
    file: 'schema/past-query.ts',
    change: () =>
      "import { builder } from './builder.ts';\nbuilder.queryField('past', (t) =>\n  t.boolean({ resolve: (_, __, { db }) => db !== null }),\n);\n",
    error: /^schema\/past-query\.ts.*'db'/,
  },
  'a field that hands all it has to what reads past the loaders': {
    file: 'schema/past-field.ts',
    change: () =>
      "import { builder } from './builder.ts';\nimport type { MutationContext } from './context.ts';\nconst saveIt = (context: MutationContext) => context.db !== null;\nbuilder.objectRef('Past').implement({\n  fields: (t) => ({ past: t.boolean({ resolve: (_, __, context) => saveIt(context) }) }),\n});\n",
    error: /^schema\/past-field\.ts.*MutationContext/,
  },
  'a type of events of which nothing says what it changes': {
    file: 'db/events/append.ts',
    change: (text: string) => text.replace("  'article.published',\n", "  'article.published',\n  'author.saved',\n"),
    error: /^src\/caching\/changes\.ts.*author\.saved/,
  },
  'a type of events of which nothing says whether readers may be told of it': {
    file: 'db/events/append.ts',
    change: (text: string) => text.replace("  'draft.created',\n", "  'draft.created',\n  'author.moved',\n"),
    error: /^src\/caching\/told-tags\.ts.*author\.moved/,
  },
  'a type of events that the schema doesn’t describe': {
    file: 'schema/event-type.ts',
    change: (text: string) => text.replace(/\n {2}'draft\.created': .*/, ''),
    error: /^schema\/event-type\.ts/,
  },
} as const;

describe('does not compile:', () => {
  let copy: string;
  let errors: readonly string[];

  beforeAll(async () => {
    const root = join(import.meta.dirname, '../..');
    copy = await mkdtemp(join(tmpdir(), 'dateline-fail-closed-'));
    for (const name of ['src', 'schema', 'db', 'package.json', 'tsconfig.json']) {
      cpSync(join(root, name), join(copy, name), { recursive: true });
    }
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
    for (const { file, change } of Object.values(omissions)) {
      const path = join(copy, file);
      const before = await readFile(path, 'utf8').catch(() => '');
      const after = change(before);
      expect(after, file).not.toBe(before);
      await writeFile(path, after);
    }
    errors = await compilerErrors(copy);
  });

  afterAll(() => rm(copy, { recursive: true, force: true }));

  test.each(Object.entries(omissions))('such as %s', (_, { error }) => {
    expect(
      errors.filter((line) => error.test(line)),
      errors.join('\n'),
    ).not.toEqual([]);
  });

  test('nothing else fails to compile', () => {
    const expected = Object.values(omissions).map(({ error }) => error);
    expect(errors.filter((line) => !expected.some((error) => error.test(line)))).toEqual([]);
  });
});

function compilerErrors(directory: string): Promise<string[]> {
  const tsc = join(directory, 'node_modules/.bin/tsc');
  return new Promise((resolve, reject) => {
    execFile(tsc, ['--singleThreaded', '--pretty', 'false'], { cwd: directory }, (error, stdout) => {
      // It ends with 2 when there are errors.
      if (error !== null && error.code !== 2 && error.code !== 1) reject(error);
      else resolve(stdout.split('\n').filter((line) => /^\S+\(\d+,\d+\): error/.test(line)));
    });
  });
}
