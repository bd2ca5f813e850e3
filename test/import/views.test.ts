/** Importing view counts of the past from CSV, through the import command. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addViews } from '../../db/views/counts.ts';
import { importCommand } from '../../src/commands/import.ts';
import { runImport } from '../../src/import/run.ts';
import { newsroomStore, planningStore } from '../../src/import/store.ts';
import { piece, publish } from '../support/articles.ts';
import { call } from '../support/command.ts';
import { publicUrl, useNewsroom } from '../support/newsroom.ts';
import { viewsOf } from '../support/views.ts';

let folder: string;
let ferry: number;
let quay: number;
/** Yesterday and the day before stand in for `DAY` and `EVE`: of a day long past, only the sum is kept. */
const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
const eve = new Date(Date.now() - 172_800_000).toISOString().slice(0, 10);
const dated = (text: string) => text.replaceAll('DAY', day).replaceAll('EVE', eve);
const now = new Date(`${day}T15:20:00Z`);

const newsroom = useNewsroom(async (db) => {
  const address = 'https://courier.example/quay?id=7';
  [ferry, quay] = (await publish(db, [
    piece('ferry'),
    piece('quay', { origin: address, url: address, headline: 'Old quay' }),
  ])) as [number, number];
  await sql`update article set slug = 'new-quay' where id = ${quay}`.execute(db);
});
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-views-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  await newsroom.db.deleteFrom('article_views').execute();
  await newsroom.db.deleteFrom('article_views_daily').execute();
});

async function importViews(content: string | Buffer, { name = 'views.csv', isDryRun = false, stdin = '' } = {}) {
  const file = join(folder, name);
  await writeFile(file, typeof content === 'string' ? dated(content) : content);
  const store = (isDryRun ? planningStore : newsroomStore)(newsroom.database);
  const shares: number[] = [];
  const report = await runImport([stdin === '' ? file : '-'], store, {
    stdin: Readable.from([Buffer.from(stdin)]),
    now,
    publicUrl,
    onViews: (share) => void shares.push(share),
  });
  return {
    merged: report.views.map(({ created, raised, unchanged }) => ({ created, raised, unchanged })),
    refused: report.refused.map(({ line, reason }) => [line, reason]),
    pieces: report.items.length,
    shares,
  };
}

const outcome = (created: number, raised = 0, unchanged = 0) => [{ created, raised, unchanged }];

test('an article is identified by slug, former slug, path, public address, or original address', async () => {
  const csv = [
    'article,hour,views',
    'ferry,DAY 10:00,5',
    'new-quay,DAY 10:00,1',
    'old-quay,DAY 11:00,2',
    `${publicUrl}/articles/new-quay?utm_source=letter,DAY 12:00,3`,
    '/articles/new-quay/,DAY 13:00,4',
    '"https://courier.example/quay?id=7",DAY 14:00,5',
  ].join('\n');
  const { merged, refused } = await importViews(csv);
  expect({ merged, refused }).toEqual({ merged: outcome(6), refused: [] });
  expect(await viewsOf(newsroom.db, ferry)).toEqual({ [`${day}T10:00`]: 5 });
  expect(Object.values(await viewsOf(newsroom.db, quay))).toEqual([1, 2, 3, 4, 5]);
});

test('hours are UTC by default; columns come in any order, with any common delimiter', async () => {
  const csv = [
    '\ufeffViews;Title;ARTICLE;Hour',
    '1;"a; b";new-quay;DAY 10:00',
    '2;x;new-quay;DAYT11:00:00Z',
    '3;x;new-quay;DAYT13:00:00+01:00',
    '4;x;new-quay;EVET23:30:00.000-13:30',
    '',
    '5;x;new-quay;DAY 14:00 UTC',
  ].join('\r\n');
  expect((await importViews(csv)).refused).toEqual([]);
  expect(await viewsOf(newsroom.db, quay)).toEqual({
    [`${day}T10:00`]: 1,
    [`${day}T11:00`]: 2,
    [`${day}T12:00`]: 3,
    [`${day}T13:00`]: 4,
    [`${day}T14:00`]: 5,
  });
});

test.each([
  ['nowhere,DAY 10:00,1', 'There is no article "nowhere".'],
  ['https://courier.example/none,DAY 10:00,1', 'There is no article "https://courier.example/none".'],
  [',DAY 10:00,1', expect.stringMatching(/^`article` is empty/)],
  ['new-quay,DAY 10:30,1', expect.stringMatching(/^`hour` must be a full hour/)],
  ['new-quay,2026-02-30 10:00,1', expect.stringMatching(/^`hour` must be/)],
  ['new-quay,DAY 24:00,1', expect.stringMatching(/^`hour` must be/)],
  ['new-quay,20/03/2026 10:00,1', expect.stringMatching(/^`hour` must be/)],
  ['new-quay,DAY,1', expect.stringMatching(/^`hour` must be/)],
  ['new-quay,DAY 16:00,1', '`hour` lies in the future.'],
  ['new-quay,DAY 10:00,0', expect.stringMatching(/^`views` must be a whole number from 1/)],
  ['new-quay,DAY 10:00,-4', expect.stringMatching(/^`views` must be/)],
  ['new-quay,DAY 10:00,1.5', expect.stringMatching(/^`views` must be/)],
  ['new-quay,DAY 10:00,9999999999', expect.stringMatching(/^`views` must be/)],
  ['new-quay,DAY 10:00', expect.stringMatching(/^`views` must be/)],
  ['"new-quay,DAY 10:00,1', 'Its quotes don’t fit.'],
  ['new\0quay,DAY 10:00,1', '`article` is neither an address nor a slug.'],
])('%j is refused by its line number, and the other lines count', async (line, reason) => {
  const csv = `article,hour,views\nnew-quay,DAY 08:00,1\n${line}\nnew-quay,DAY 09:00,1\n`;
  const { merged, refused } = await importViews(csv);
  expect(refused).toEqual([[3, reason]]);
  expect(merged).toEqual(outcome(2));
});

test('the same file again changes nothing; an hour keeps the higher count, and lines of one hour are summed', async () => {
  await addViews(newsroom.db, [
    { articleId: quay, hour: new Date(`${day}T10:00:00Z`), views: 50 },
    { articleId: quay, hour: new Date(`${day}T11:00:00Z`), views: 5 },
  ]);
  const csv = [
    'article,hour,views',
    'new-quay,DAY 10:00,7',
    'new-quay,DAY 11:00,7',
    '/articles/old-quay,DAY 11:00,8',
    'new-quay,DAY 12:00,9',
  ].join('\n');
  expect((await importViews(csv)).merged).toEqual(outcome(1, 1, 1));
  expect((await importViews(csv)).merged).toEqual(outcome(0, 0, 3));
  expect(Object.values(await viewsOf(newsroom.db, quay))).toEqual([50, 15, 9]);
});

test('a dry run prints the same and writes nothing', async () => {
  const csv = 'article,hour,views\nnew-quay,DAY 10:00,7\nnowhere,DAY 10:00,7\n';
  const { merged, refused } = await importViews(csv, { isDryRun: true });
  expect({ merged, refused }).toEqual({ merged: outcome(1), refused: [[3, 'There is no article "nowhere".']] });
  expect(await viewsOf(newsroom.db, quay)).toEqual({});
});

test('a long file is streamed, gzipped or not, and so is standard input', async () => {
  const from = Date.UTC(2024, 0, 1);
  const hour = (index: number) => new Date(from + index * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
  const lines = Array.from({ length: 12_000 }, (_, index) => `new-quay,${hour(index)},${index + 1}`);
  const csv = `article,hour,views\n${lines.join('\n')}\n`;
  const plain = await importViews(csv, { name: 'history.txt' });
  expect(plain.merged).toEqual(outcome(500));
  expect(plain.shares.length).toBeGreaterThan(2);
  expect(plain.shares.at(-1)).toBe(1);
  expect((await importViews(gzipSync(csv), { name: 'history.csv.gz' })).merged).toEqual(outcome(0, 0, 500));
  expect((await importViews('', { stdin: csv })).merged).toEqual(outcome(0, 0, 500));
});

test('days whose hours are rolled up are compared by their sum', async () => {
  const csv = [
    'article,hour,views',
    'new-quay,2024-05-01 08:00,7',
    'new-quay,2024-05-01 22:00,3',
    'new-quay,2024-05-02 08:00,4',
  ].join('\n');
  await addViews(newsroom.db, [{ articleId: quay, hour: new Date('2024-05-01T09:00:00Z'), views: 6 }]);
  const history = async () => {
    const { rows } = await sql<{ day: string; views: number }>`
      select date_trunc('day', starts_at, 'UTC') as day, sum(views)::int as views
      from article_views_history where article_id = ${quay} group by 1 order by 1`.execute(newsroom.db);
    return rows.map(({ views }) => views);
  };
  expect((await importViews(csv, { isDryRun: true })).merged).toEqual(outcome(1, 1));
  expect((await importViews(csv)).merged).toEqual(outcome(1, 1));
  expect(await history()).toEqual([10, 4]);
  expect((await importViews(csv)).merged).toEqual(outcome(0, 0, 2));
  expect(await history()).toEqual([10, 4]);
});

test('imported views count for trending', async () => {
  await importViews('article,hour,views\nferry,DAY 14:00,70\nnew-quay,DAY 14:00,7\n');
  const { data } = await newsroom.ask(
    '{ trending(window: WEEK, by: VIEWS) { edges { node { slug } trend { views } } } }',
  );
  expect(data).toEqual({
    trending: {
      edges: [
        { node: { slug: 'ferry' }, trend: { views: 70 } },
        { node: { slug: 'new-quay' }, trend: { views: 7 } },
      ],
    },
  });
});

test('a truncated file is refused as a whole, and CSV without views isn’t taken for a page of news', async () => {
  const lines = Array.from({ length: 9_000 }, (_, index) => `new-quay,DAY 10:00,${index + 1}`).join('\n');
  const zipped = gzipSync(dated(`article,hour,views\n${lines}`));
  const { merged, refused } = await importViews(zipped.subarray(0, zipped.length - 100), { name: 'cut.csv.gz' });
  expect(merged).toEqual([]);
  expect(refused).toEqual([[undefined, expect.stringMatching(/could not be read/)]]);
  expect(await viewsOf(newsroom.db, quay)).toEqual({});
  const other = await importViews('name,age\nAda,36\n', { name: 'people.csv' });
  expect(other.pieces).toBe(0);
  expect(other.refused).toEqual([[undefined, expect.stringContaining('article, hour and views')]]);
});

test('the command prints each refused line, and ends with code 1', async () => {
  const file = join(folder, 'told.csv');
  await writeFile(file, dated('article,hour,views\nnew-quay,DAY 10:00,7\nnowhere,DAY 10:00,7\n'));
  const { code, stdout } = await call(importCommand, ['--dry-run', file], {
    DATA_DIR: join(folder, 'no-newsroom'),
  });
  expect(code).toBe(1);
  expect(stdout).toContain(`refused  ${file}, line 3: There is no article yet.`);
});
