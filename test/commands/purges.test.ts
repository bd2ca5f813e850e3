/** `npm run purges`: prints and sends the purges of an event, or of everything. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { openDatabase } from '../../db/engine/connect.ts';
import { migrate } from '../../db/engine/migrate.ts';
import { nobody, recordEvents } from '../../db/events/append.ts';
import { encodeId } from '../../src/ids.ts';
import { useCdn } from '../support/cdn.ts';
import { piece, publish } from '../support/corpus.ts';
import { openCopy } from '../support/newsroom.ts';
import { type Environment, finish, printed, run, start } from '../support/process.ts';

const command = 'src/commands/purges.ts';
const cdn = useCdn();
const token = 'hunter2-token';
const nowhere = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
let folder: string;
let database: Awaited<ReturnType<typeof openCopy>> | undefined;
let environment: Environment;
let article: number;
let event: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-purges-'));
  if (inject('serverUrl') !== null) database = await openCopy();
  const dataDir = join(folder, 'newsroom');
  environment = database?.url === undefined ? { DATA_DIR: dataDir } : { DATABASE_URL: database.url };
  const { db, close } = await openDatabase({ databaseUrl: database?.url, dataDir, poolSize: 2, statementTimeoutMs: 0 });
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

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await database?.close();
  await database?.remove?.();
});

const fastly = () => ({ CDN: 'fastly', FASTLY_SERVICE_ID: 'SvC1', FASTLY_TOKEN: token, CDN_API_URL: cdn.url });
const purges = (args: readonly string[], env: Environment = {}) => run(command, args, { ...environment, ...env });

// Each command is a process, and opens the newsroom.
vi.setConfig({ testTimeout: 120_000 });

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

test('with a CDN its requests are printed without the token, and sent with --send alone', async () => {
  const told = await purges(['article.corrected'], fastly());
  expect(told.stdout).toContain(
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
  expect(told.stdout + told.stderr + sent.stdout + sent.stderr).not.toContain(token);
  cdn.replies.push({ status: 403 });
  const refused = await purges(['article.corrected', '--send'], fastly());
  expect(refused).toMatchObject({ code: 1, stderr: `${new URL(cdn.url).host} answered with status 403.\n` });
});

test('--all needs no database', async () => {
  const { code, stdout } = await run(command, ['--all', '--send'], { ...nowhere, ...fastly() });
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^everything\n {2}all\nsent: POST /)]);
  expect(cdn.asked.map(({ tags }) => tags)).toEqual([['all']]);
});

test.skipIf(inject('serverUrl') !== null)(
  'an embedded newsroom that a service has open is refused with the reason',
  async () => {
    const service = start('src/main.ts', [], { ...environment, PORT: '0', DEMO: 'off' });
    await printed(service, /Dateline is ready/);
    const { code, stderr } = await purges(['article.corrected']);
    const ended = finish(service);
    service.kill('SIGTERM');
    await ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/is in use by another Dateline process[\s\S]*purges by itself while it runs/);
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
    ['an unknown option', ['--dry-run', '7'], 'Unknown option "--dry-run"'],
  ])('%s', async (_, args, reason) => {
    const { code, stdout, stderr } = await run(command, args, nowhere);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(reason);
    expect(stderr).toContain('Usage: npm run purges');
  });

  test('--send without a CDN is refused, and --help prints the usage', async () => {
    expect(await run(command, ['--all', '--send'], nowhere)).toMatchObject({
      code: 1,
      stderr: 'There is no CDN to send to: set CDN.\n',
    });
    const { code, stdout } = await run(command, ['--help'], nowhere);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^Usage: npm run purges/)]);
  });
});
