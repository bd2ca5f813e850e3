/** `npm run related`: works all related articles out anew. */

import { beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../db/engine/connect.ts';
import { migrate } from '../../db/engine/migrate.ts';
import { relatedCommand } from '../../src/commands/related.ts';
import { piece, publish } from '../support/articles.ts';
import { call, useCommandNewsroom } from '../support/command.ts';
import { run } from '../support/process.ts';

const newsroom = useCommandNewsroom();

beforeAll(async () => {
  const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir = '' } = newsroom.env;
  const { db, close } = await openDatabase({ databaseUrl, dataDir, poolSize: 2, statementTimeoutMs: 0 });
  await migrate(db);
  await publish(db, [piece('Crane topples'), piece('Crane righted'), piece('Weir lowered')]);
  await close();
});

test('all articles are related anew, again as often as one likes', async () => {
  const done = /^Related 3 articles in \d+\.\d s\.\n$/;
  expect(await run('src/commands/related.ts', ['--rebuild'], newsroom.env)).toEqual({
    code: 0,
    stdout: expect.stringMatching(done),
    stderr: '',
  });
  expect(await call(relatedCommand, ['--rebuild', '--restart'], newsroom.env)).toEqual({
    code: 0,
    stdout: expect.stringMatching(done),
    stderr: '',
  });
});

describe('misuse is refused with the reason, without a database:', () => {
  test.each([
    ['nothing', [], 'Say --rebuild.'],
    ['a restart of nothing', ['--restart'], 'Say --rebuild.'],
    ['what stands beside', ['--rebuild', 'all'], '"all" is too much.'],
  ])('with %s', async (_, args, reason) => {
    const { code, stdout, stderr } = await call(relatedCommand, args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`${reason}\n\nUsage: npm run related`);
  });
});
