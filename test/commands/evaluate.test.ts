/** `npm run evaluate`: attribution, pages and feeds; related articles and trending are tested beside what they measure. */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluateCommand } from '../../src/commands/evaluate.ts';
import { call } from '../support/command.ts';
import { run } from '../support/process.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-evaluate-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('who is cited is measured on the sentences that come along, or on files of such', async () => {
  const all = await run('src/commands/evaluate.ts', ['attribution', '--json']);
  expect(all).toMatchObject({ code: 0, stderr: '' });
  const { sentences, overall } = JSON.parse(all.stdout);
  expect(sentences).toBeGreaterThan(300);
  expect(overall.precision).toBeGreaterThan(0.9);
  const file = join(folder, 'two.jsonl');
  const sentence = { text: '“It is late,” said Ada Archer, the harbour master.', expect: [] };
  await writeFile(file, `${JSON.stringify(sentence)}\n\n${JSON.stringify({ text: 'Nobody spoke.', expect: [] })}\n`);
  const { code, stdout } = await call(evaluateCommand, ['attribution', file]);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^2 texts, 2 of them without a source\nrole /)]);
  expect(stdout).toContain('wrong    QUOTED ada archer');
});

test('a name is right whichever apostrophe it has, and with or without its article', async () => {
  const file = join(folder, 'apostrophes.jsonl');
  const sentence = {
    text: '“It is late,” said Sean O’Hara, the harbour master.',
    expect: [{ role: 'QUOTED', name: 'Sean O’Hara', kind: 'PERSON', quote: 'It is late' }],
  };
  const other = {
    text: 'The Harbour Ministry said on Monday that it was late.',
    expect: [{ role: 'CITED', name: 'the Harbour Ministry', kind: 'GOVERNMENT' }],
  };
  await writeFile(file, [sentence, other].map((line) => JSON.stringify(line)).join('\n'));
  const { stdout } = await call(evaluateCommand, ['attribution', file, '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ overall: { expected: 2, found: 2, correct: 2 }, misses: [] });
});

test('saved pages are compared with what is expected of them, one line each and five totals for each part', async () => {
  const pages = join(folder, 'pages');
  await mkdir(pages);
  const text = 'The ferry to the island runs again after a winter of repairs. '.repeat(12).trim();
  const head = '<meta property="og:title" content="Ferry returns"><meta property="og:type" content="article">';
  const html = `<html><head><title>Ferry returns</title>${head}</head><body><article><h1>Ferry returns</h1><p>${text}</p></article></body></html>`;
  await writeFile(join(pages, 'Courier_2026_03_01.html'), html);
  const expected = {
    V1: { title: 'Ferry returns', body: { sections: [{ paragraphs: [text] }] }, authors: ['Ada Archer'] },
  };
  await writeFile(join(pages, 'Courier.json'), JSON.stringify(expected));
  const { code, stdout, stderr } = await call(evaluateCommand, ['pages', pages]);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout.split('\n')).toEqual([
    'Courier_2026_03_01  title ✓  time ·  authors ✗  image ·  body ✓  F1 1.000',
    'open (1)',
    'title    100.0 %  (1 of 1)  Readability and JSON-LD 100.0 %',
    'time       0.0 %  (0 of 0)  Readability and JSON-LD   0.0 %',
    'authors    0.0 %  (0 of 1)  Readability and JSON-LD   0.0 %',
    'image      0.0 %  (0 of 0)  Readability and JSON-LD   0.0 %',
    'body     100.0 %  (1 of 1)  Readability and JSON-LD 100.0 %',
    '',
  ]);
});

test('a page’s time is right to the minute, its authors with agencies among them, its picture in any size', async () => {
  const pages = join(folder, 'complete');
  await mkdir(pages);
  const picture = (width: number) => `https://courier.example/ferry.jpg?width=${width}`;
  const page = (author: string) => `<html><head><title>Ferry returns</title>
    <meta property="og:title" content="Ferry returns"><meta property="og:type" content="article">
    <meta property="og:image" content="${picture(800)}"><meta name="author" content="${author}">
    <meta property="article:published_time" content="2026-03-01T08:00:05+01:00"></head>
    <body><article><h1>Ferry returns</h1><p>${'The ferry to the island runs again. '.repeat(20)}</p></article></body></html>`;
  const expected = (authors: readonly string[], time = '2026-03-01 07:00:59') => ({
    authors,
    publishing_date: time,
    images: [{ position: 1, versions: [{ url: picture(1200) }] }],
  });
  const cases = {
    Courier: [page('Ada Archer'), expected(['Ada Archer'])],
    Gull: [page('Ada Archer and Reuters'), expected(['Ada Archer', 'Reuters'])],
    Herald: [page('Ada Archer'), expected(['Ada Archer', 'Reuters'], '2026-03-01 07:01:00')],
  } as const;
  const heldPublisher = 'Lantern';
  const held = [page('Ada Archer'), { ...expected(['Ada Brewer']), images: [] }] as const;
  for (const [name, [html, values]] of Object.entries({ ...cases, [heldPublisher]: held })) {
    await writeFile(join(pages, `${name}_2026_03_01.html`), html);
    await writeFile(join(pages, `${name}.json`), JSON.stringify({ V1: values }));
  }
  const { stdout } = await call(evaluateCommand, ['pages', pages]);
  expect(stdout.split('\n').slice(-13)).toEqual([
    'open (3)',
    'title      0.0 %  (0 of 0)  Readability and JSON-LD   0.0 %',
    'time      66.7 %  (2 of 3)  Readability and JSON-LD  66.7 %',
    'authors   66.7 %  (2 of 3)  Readability and JSON-LD  33.3 %',
    'image    100.0 %  (3 of 3)  Readability and JSON-LD 100.0 %',
    'body       0.0 %  (0 of 0)  Readability and JSON-LD   0.0 %',
    'held (1)',
    'title      0.0 %  (0 of 0)  Readability and JSON-LD   0.0 %',
    'time     100.0 %  (1 of 1)  Readability and JSON-LD 100.0 %',
    'authors    0.0 %  (0 of 1)  Readability and JSON-LD   0.0 %',
    'image      0.0 %  (0 of 0)  Readability and JSON-LD   0.0 %',
    'body       0.0 %  (0 of 0)  Readability and JSON-LD   0.0 %',
    '',
  ]);
  // A publisher that is held back is counted, and its pages are told of nowhere else.
  expect(stdout).not.toContain(heldPublisher);
});

describe('misuse is refused with the reason:', () => {
  test.each([
    ['nothing', [], 'What shall be measured?'],
    ['what can’t be measured', ['speed'], 'There is no "speed" to measure.'],
    ['a property of all objects', ['toString'], 'There is no "toString" to measure.'],
    ['no folder', ['pages'], 'pages needs one folder.'],
    ['two folders', ['pages', 'a', 'b'], 'pages needs one folder.'],
    ['two folders of feeds', ['feeds', 'a', 'b'], 'feeds takes one folder.'],
    ['no votes', ['trending'], 'trending needs at least one file.'],
  ])('with %s', async (_, args, reason) => {
    const { code, stdout, stderr } = await call(evaluateCommand, args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`${reason}\n\nUsage: npm run evaluate`);
  });
});

test('what can’t be read is named, and the exit code is 1', async () => {
  const broken = join(folder, 'broken.jsonl');
  await writeFile(broken, '\n{"text": 7}\n');
  const empty = join(folder, 'empty');
  await mkdir(empty);
  const torn = join(folder, 'torn');
  await mkdir(torn);
  await writeFile(join(torn, 'Courier.json'), '');
  for (const [args, message] of [
    [['pages', '/nope'], '/nope: There is no such file or folder.\n'],
    [['pages', broken], `${broken}: There is no such file or folder.\n`],
    [['pages', empty], `No saved pages with expected values in ${empty}\n`],
    [['pages', torn], `${join(torn, 'Courier.json')}: Unexpected end of JSON input\n`],
    [['feeds', empty], `${join(empty, 'items.jsonl')}: There is no such file or folder.\n`],
    [['attribution', '/nope'], '/nope: There is no such file or folder.\n'],
    [['attribution', empty], expect.stringContaining('It is a folder.')],
    [['attribution', broken], expect.stringContaining(`${broken}, line 2: "text": `)],
  ] as const)
    expect(await call(evaluateCommand, args)).toEqual({ code: 1, stdout: '', stderr: message });
});
