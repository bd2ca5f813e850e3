/** Archives in a newsroom: what comes in once stays one, former slugs lead to it, and what isn't public there isn't here. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ImportReport, runImport } from '../../src/import/run.ts';
import { newsroomStore } from '../../src/import/store.ts';
import { publicUrl, useNewsroom, writer } from '../support/newsroom.ts';

const newsroom = useNewsroom();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-archives-'));
});
afterAll(() => rm(folder, { recursive: true }));

const files = {
  'a-views.csv': 'article,hour,views\neels-climb,2026-03-05 10:00,7\n',
  'eels.md':
    '---\ntitle: Eels climb\ndate: 2026-03-04T10:00:00Z\nslug: eels-climb\naliases: [/old/eel-news/]\n---\n\nThey climb the weir at night.\n',
  'plans.md': '---\ntitle: Secret plans\ndate: 2026-03-04T10:00:00Z\ndraft: true\n---\n\nNobody is to know.\n',
  'posts.csv':
    'title,body,date,status\nWeir mended,It holds.,2026-03-06,published\nSecret weir,No.,2026-03-06,private\n',
  'weir.css': 'p { color: green }',
};

async function imported(): Promise<ImportReport> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return runImport([folder], newsroomStore(newsroom.database), {
    stdin: Readable.from([]),
    now: new Date('2026-05-01T00:00:00Z'),
    publicUrl,
  });
}

test('a mixed folder comes in in one run, once, and each file is told', async () => {
  const first = await imported();
  expect(first).toMatchObject({
    created: 2,
    held: 1,
    refused: [{ item: 'row 3: Secret weir' }],
    views: [{ created: 1 }],
    skipped: 1,
    skippedEndings: { '.css': 1 },
  });
  const second = await imported();
  expect(second).toMatchObject({
    created: 0,
    updated: 0,
    held: 0,
    unchanged: 3,
    views: [{ created: 0, unchanged: 1 }],
  });
  const { data } = await newsroom.ask<{ articles: { nodes: { headline: string }[] }; article: { slug: string } }>(
    '{ articles(first: 50) { nodes { headline } } article(by: { slug: "eel-news" }) { slug } }',
  );
  expect(data?.articles.nodes.map(({ headline }) => headline)).toEqual(['Weir mended', 'Eels climb']);
  expect(data?.article.slug).toBe('eels-climb');
});

test('a draft there that is published comes out here', async () => {
  const text = files['plans.md'].replace('draft: true', 'draft: false');
  await writeFile(join(folder, 'plans.md'), text);
  const options = { stdin: Readable.from([]), now: new Date('2026-05-01T00:00:00Z'), publicUrl };
  const report = await runImport([join(folder, 'plans.md')], newsroomStore(newsroom.database), options);
  expect(report).toMatchObject({ created: 1, held: 0 });
});

test('importDocument takes one piece of an archive, and no more', async () => {
  const importing = (text: string) =>
    newsroom.askAs<{ importDocument: { __typename: string; headline?: string; message?: string } }>(
      writer,
      `mutation ($text: String) { importDocument(input: { text: $text }) { __typename ... on Draft { headline } ... on InvalidInput { message } } }`,
      { text },
    );
  const one = await importing('---\ntitle: By hand\n---\n\nIt is *written* so.\n');
  expect(one.data).toMatchObject({ importDocument: { __typename: 'Draft', headline: 'By hand' } });
  const two = await importing('title,body,date\nOne,x,2026-03-04\nTwo,y,2026-03-04\n');
  expect(two.data).toMatchObject({ importDocument: { message: 'It holds 2 pieces; give one of them.' } });
});
