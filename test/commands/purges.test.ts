/** `npm run purges`: prints and sends the purges of an event, or of everything. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { openDatabase } from '../../db/engine/connect.ts';
import { lockFolder } from '../../db/engine/folder-lock.ts';
import { migrate, planMigration } from '../../db/engine/migrate.ts';
import { nobody, recordEvents } from '../../db/events/append.ts';
import { purgesCommand } from '../../src/commands/purges.ts';
import { encodeId } from '../../src/ids.ts';
import { piece, publish } from '../support/articles.ts';
import { useCdn } from '../support/cdn.ts';
import { call, nowhere, useCommandNewsroom } from '../support/command.ts';
import { type Environment, run } from '../support/process.ts';

const cdn = useCdn();
const token = 'hunter2-token';
const newsroom = useCommandNewsroom();
let article: number;
let event: number;

beforeAll(async () => {
  const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir = '' } = newsroom.env;
  const { db, close } = await openDatabase({ databaseUrl, dataDir, poolSize: 2, statementTimeoutMs: 0 });
  await migrate(db);
  [article = 0] = await publish(db, [piece('Harbour wall opens', { topics: ['Ports'] })]);
  await db.transaction().execute((trx) =>
    recordEvents(trx, nobody, [
      { type: 'article.corrected', articleId: article },
      { type: 'draft.revised', draftId: 1 },
    ]),
  );
  const row = db.selectFrom('event').select('id').where('type', '=', 'article.corrected');
  event = (await row.executeTakeFirstOrThrow()).id;
  await close();
});

const fastly = () => ({ CDN: 'fastly', FASTLY_SERVICE_ID: 'SvC1', FASTLY_TOKEN: token, CDN_API_URL: cdn.url });
const purges = (args: readonly string[], env: Environment = {}) =>
  call(purgesCommand, args, { ...newsroom.env, ...env });

test('an event is found by its id, its number or as the last of its type, and its tags are printed', async () => {
  for (const name of [encodeId('Event', event), String(event), 'article.corrected']) {
    const { code, stdout, stderr } = await purges([name]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`article.corrected  ${event}  ${encodeId('Event', event)}\n`);
    expect(stdout).toContain(`\n  article:${article}\n`);
    expect(stdout).toContain('\n  topic:ports:articles\n');
    expect(stdout).not.toContain('POST');
  }
  expect((await purges(['draft.revised'])).stdout).toContain('Readers see nothing of it');
  expect(await purges(['999999'])).toMatchObject({ code: 1, stderr: 'There is no event 999999.\n' });
  expect(await purges(['topic.merged'])).toMatchObject({
    code: 1,
    stderr: 'There is no event of type topic.merged yet.\n',
  });
});

test('where there is no newsroom none is made, and one of an earlier version stays so', async () => {
  const env = { DATA_DIR: join(newsroom.folder, 'none'), DATABASE_URL: '' };
  const { code, stderr } = await call(purgesCommand, ['article.corrected'], env);
  expect([code, stderr]).toEqual([1, 'There is no event of type article.corrected yet.\n']);
  expect(existsSync(env.DATA_DIR)).toBe(false);
  const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir = '' } = newsroom.env;
  const migrated = async (target?: string) => {
    const { db, close } = await openDatabase({ databaseUrl, dataDir, poolSize: 2, statementTimeoutMs: 0 });
    const steps = target === undefined ? await planMigration(db) : await migrate(db, target);
    await close();
    return steps;
  };
  const steps = await migrated('0029-purge-positions');
  expect(await purges(['article.corrected'])).toEqual({
    code: 1,
    stdout: '',
    stderr: 'The newsroom is of an earlier version: "npm run migrate" brings it to this one.\n',
  });
  const back = steps.toReversed().map((step) => ({ ...step, direction: 'Up' }));
  expect(await migrated()).toEqual(back);
  await migrated(back.at(-1)?.name);
});

test('with a CDN its requests are printed without the token, and sent with --send alone', async () => {
  const result = await purges(['article.corrected'], fastly());
  expect(result.stdout).toContain(
    `would be sent: POST ${cdn.url}/service/SvC1/purge\n  content-type: application/json\n  {"surrogate_keys":["article:${article}",`,
  );
  expect(cdn.asked).toEqual([]);
  const sent = await purges(['article.corrected', '--send', '--json'], fastly());
  expect(JSON.parse(sent.stdout)).toMatchObject({
    event: { number: event, type: 'article.corrected' },
    tags: cdn.asked[0]?.tags,
    calls: [{ url: `${cdn.url}/service/SvC1/purge` }],
    isSent: true,
  });
  expect(cdn.asked[0]?.headers['fastly-key']).toBe(token);
  expect(result.stdout + result.stderr + sent.stdout + sent.stderr).not.toContain(token);
  cdn.replies.push({ status: 403 });
  const refused = await purges(['article.corrected', '--send'], fastly());
  expect(refused).toMatchObject({ code: 1, stderr: `${new URL(cdn.url).host} answered with status 403.\n` });
});

test('--all needs no database', async () => {
  const { code, stdout } = await run('src/commands/purges.ts', ['--all', '--send'], { ...nowhere, ...fastly() });
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^everything\n {2}all\nsent: POST /)]);
  expect(cdn.asked.map(({ tags }) => tags)).toEqual([['all']]);
});

test.skipIf(inject('serverUrl') !== null)(
  'an embedded newsroom that another command has open is refused with the reason',
  async () => {
    const lock = lockFolder(newsroom.env.DATA_DIR ?? '');
    const { code, stderr } = await purges(['article.corrected']);
    lock.release();
    expect(code).toBe(1);
    expect(stderr).toContain('is in use by another Dateline process');
  },
);

describe('misuse is refused with the reason, without a database:', () => {
  test.each([
    ['nothing', [], 'Name an event, or say --all.'],
    ['an event and everything', ['--all', '7'], 'not both'],
    ['two events', ['7', '8'], '"8" is too much.'],
    ['no type', ['article.lost'], 'neither an event'],
    ['another id', [encodeId('Article', 7)], 'neither an event'],
    ['a number beyond all', ['2147483648'], 'neither an event'],
  ])('with %s', async (_, args, reason) => {
    const { code, stdout, stderr } = await call(purgesCommand, args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(reason);
    expect(stderr).toContain('Usage: npm run purges');
  });

  test('--send without a CDN is refused', async () => {
    expect(await call(purgesCommand, ['--all', '--send'])).toMatchObject({
      code: 1,
      stderr: 'There is no CDN to send to: set CDN.\n',
    });
  });
});
