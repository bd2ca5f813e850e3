/** `npm run evaluate -- related`: its command, the baselines by hand, and the formats of labelled sets. */

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluateCommand } from '../../src/commands/evaluate.ts';
import { type LabelledText, readLabelledSet } from '../../src/evaluate/labelled-set.ts';
import { strengthQualities, strengthTable } from '../../src/evaluate/related-strengths.ts';
import { textBaselines } from '../../src/evaluate/text-baselines.ts';
import { call } from '../support/command.ts';

const harbour = join(import.meta.dirname, '../fixtures/labelled/harbour.jsonl');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-labelled-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function archive(name: string, entries: Readonly<Record<string, string>>): Promise<string> {
  const tar = pack();
  for (const [path, content] of Object.entries(entries)) tar.entry({ name: path }, content);
  tar.finalize();
  return file(name, gzipSync(await buffer(tar)));
}

const lines = (...objects: readonly object[]) => objects.map((each) => JSON.stringify(each)).join('\n');
const evaluate = (...args: string[]) => call(evaluateCommand, ['related', ...args]);

interface Quality {
  readonly precision: number;
  readonly mrr: number;
}

describe('the command', () => {
  test('prints as JSON precision and MRR of the engine and the baselines for each set', async () => {
    const { code, stdout, stderr } = await evaluate('--json', harbour);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { sets } = JSON.parse(stdout) as {
      sets: (Quality & { name: string; k: number; texts: number; baselines: Record<string, Quality> })[];
    };
    const quality = { precision: expect.any(Number), mrr: expect.any(Number) };
    const strength = {
      edges: expect.any(Number),
      precision: expect.toSatisfy((part) => part === null || part <= 1),
      isJudged: true,
    };
    expect(sets).toEqual([
      {
        ...{ name: 'harbour', k: 2, texts: 6, ...quality, baselines: { bm25: quality, moreLikeThis: quality } },
        strengths: [{ language: 'en', SAME_STORY: strength, SIMILAR: strength }],
      },
    ]);
    const [set] = sets;
    for (const { precision, mrr } of [set, set?.baselines.bm25, set?.baselines.moreLikeThis] as Quality[]) {
      expect(precision).toBeGreaterThan(0.5);
      expect(precision).toBeLessThanOrEqual(1);
      expect(mrr).toBeGreaterThan(0.5);
      expect(mrr).toBeLessThanOrEqual(1);
    }
  });

  test('prints a line for each set without --json', async () => {
    const other = await file(
      'other.jsonl',
      lines({ cluster: 1, title: 'Zither concert' }, { cluster: 1, title: 'Zither concert sold out' }),
    );
    const { code, stdout } = await evaluate(harbour, other);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^harbour +6 +2 +[01]\.\d{3}/m);
    expect(stdout).toMatch(/^other +2 +1 +1\.000 +1\.000/m);
  });

  test('names and skips a line that it can’t read, and refuses what is no file', async () => {
    const [one, two] = ['One story of a whale', 'Another story of a whale'].map((title) => ({ cluster: 'a', title }));
    const broken = await file(
      'broken.jsonl',
      `not JSON\n${lines(one as object)}\n{"title": 7}\n${lines(two as object)}`,
    );
    const { code, stdout, stderr } = await evaluate('--json', broken);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).sets).toMatchObject([{ name: 'broken', texts: 2 }]);
    expect(stderr).toContain(`${broken}, line 1: `);
    expect(stderr).toContain(`${broken}, line 3: title: `);
    expect((await evaluate(join(folder, 'none.jsonl'))).stderr).toContain(
      'none.jsonl: There is no such file or folder.',
    );
  });

  test('without a file prints its usage', async () => {
    const { code, stderr } = await evaluate('--json');
    expect(code).toBe(2);
    expect(stderr).toContain('related needs at least one file.');
  });
});

describe('precision by strength', () => {
  const text = (story: string | null, ...subjects: string[]): LabelledText => {
    const labels = story === null ? subjects : [story, ...subjects];
    return { labels, story, language: 'de-AT', title: '', body: '', date: null };
  };
  const listed = (strength: 'SAME_STORY' | 'SIMILAR' | 'RECENT', ...indexes: number[]) =>
    indexes.map((index) => ({ index, strength }));
  const unjudged = (edges: number) => ({ edges, precision: null, isJudged: false });

  test('counts as one story what has its label, and as similar what shares any', () => {
    const texts = [text('a', 'ships'), text('a'), text('b', 'ships'), text(null)];
    const lists = [
      [...listed('SAME_STORY', 1, 2), ...listed('SIMILAR', 2, 3), ...listed('RECENT', 3)],
      [],
      [],
      listed('SIMILAR', 0),
    ];
    const [quality, ...others] = strengthQualities(texts, 0, lists);
    expect(others).toEqual([]);
    expect(quality).toEqual({
      language: 'de',
      SAME_STORY: { edges: 2, precision: 0.5, isJudged: true },
      SIMILAR: { edges: 2, precision: 0.5, isJudged: true },
    });
  });

  test('judges no similar ones by stories alone, and no stories by subjects alone; the table says so', () => {
    const lists = [[...listed('SAME_STORY', 1), ...listed('SIMILAR', 1)], []];
    const stories = strengthQualities([text('a'), text('a')], 0, lists);
    expect(stories).toMatchObject([{ SAME_STORY: { precision: 1, isJudged: true }, SIMILAR: unjudged(1) }]);
    const subjects = strengthQualities([text(null, 'ships'), text(null, 'ships')], 0, lists);
    expect(subjects).toMatchObject([{ SAME_STORY: unjudged(1), SIMILAR: { precision: 1, isJudged: true } }]);
    const table = strengthTable([{ name: 'set', strengths: [...stories, ...subjects] }]);
    expect(table).toMatch(/^set +de +1\.000 of 1 +not judged, 1\nset +de +not judged, 1 +1\.000 of 1\nNot judged: /m);
  });
});

describe('baselines, computed by hand:', () => {
  // N = 3, lengths 3, 2 and 1, mean 2. Term 1 is in all (idf ln(1 + 0.5 / 3.5)), term 2 in two (ln 1.6), 3 in one.
  const { bm25, moreLikeThis } = textBaselines([
    { terms: [1, 2], counts: [1, 2] },
    { terms: [1, 3], counts: [1, 1] },
    { terms: [1, 2], counts: [1, 1] },
  ]);

  test('the text with the rarer common term comes first, never the text itself, and no more than the limit', () => {
    for (const rank of [bm25, moreLikeThis]) {
      expect(rank(0, 20)).toEqual([2, 1]);
      expect(rank(2, 20)).toEqual([0, 1]);
      expect(rank(0, 1)).toEqual([2]);
    }
  });

  test('of two texts with a term as often the shorter comes first', () => {
    // Saturated count of term 1: 2.2 / (1 + 1.2 · (0.25 + 0.75 · length / mean)); the mean is 7 / 3.
    const short = textBaselines([
      { terms: [1], counts: [1] },
      { terms: [1, 3], counts: [1, 3] },
      { terms: [1, 4], counts: [1, 1] },
    ]);
    expect(short.bm25(0, 20)).toEqual([2, 1]);
    expect(short.moreLikeThis(0, 20)).toEqual([2, 1]);
  });

  test('BM25 weighs a term by its frequency in the query; more-like-this counts it once', () => {
    // Text 0 has term 1 five times and term 2 once; both are in two texts, and texts 1 and 2 differ in nothing else
    // but that text 2 is shorter: once each, term 2 wins by the length, five times over term 1 wins.
    const often = textBaselines([
      { terms: [1, 2], counts: [5, 1] },
      { terms: [1, 3], counts: [1, 2] },
      { terms: [2], counts: [1] },
    ]);
    expect(often.bm25(0, 20)).toEqual([1, 2]);
    expect(often.moreLikeThis(0, 20)).toEqual([2, 1]);
  });

  test('texts without a common term are not ranked', () => {
    const apart = textBaselines([
      { terms: [1], counts: [1] },
      { terms: [2], counts: [1] },
    ]);
    expect(apart.bm25(0, 20)).toEqual([]);
    expect(apart.moreLikeThis(1, 20)).toEqual([]);
  });
});

describe('labelled sets', () => {
  test('as JSON lines have a cluster, labels, both or neither', async () => {
    const { name, texts } = await readLabelledSet(harbour);
    expect(name).toBe('harbour');
    expect(texts.map(({ labels }) => labels)).toEqual([
      ...Array.from({ length: 3 }, () => ['crane']),
      ['eels', 'rivers'],
      ['eels'],
      ['rivers'],
      [],
    ]);
    expect(texts[0]).toMatchObject({
      title: 'Crane topples in the harbour of Skarn',
      date: new Date('2026-02-03T08:00:00Z'),
    });
    expect(texts[6]?.date).toBeNull();
  });

  test('name the language of a text, else the one that most of them are in', async () => {
    const path = await file(
      'languages.jsonl',
      lines(
        {
          cluster: 'a',
          title: 'Der Kran ist in den Hafen gefallen',
          body: 'Das sagte die Wache, und es war nicht der erste.',
        },
        { cluster: 'a', title: 'A crane fell', language: 'en-GB' },
      ),
    );
    expect((await readLabelledSet(path)).texts.map(({ language }) => language)).toEqual(['de', 'en-GB']);
  });

  test.each([
    ['no-json', '{"cluster": "a", "title": "One"}\n\n{"cluster": ', /no-json\.jsonl, line 3: /],
    ['no-title', '{"cluster": "a"}', /no-title\.jsonl, line 1: title: /],
    ['no-date', '{"cluster": "a", "title": "One", "date": "soon"}', /no-date\.jsonl, line 1: date: is no date\./],
    ['no-label', '{"title": "One"}\n{"title": "Two"}', /no-label\.jsonl: no text in it has a label\.$/],
    ['no-set', 'Dear reader', /no-set\.jsonl: neither JSON lines nor a table with a column TITLE\.$/],
  ])('tell file and line of what can’t be read: %s', async (name, content, message) => {
    const path = await file(`${name}.jsonl`, content);
    const told: string[] = [];
    await readLabelledSet(path, (skipped) => told.push(skipped)).catch(({ message }: Error) => told.push(message));
    expect(told.join('\n')).toMatch(message);
  });

  test('may be gzipped, and damaged ones are refused', async () => {
    const packed = gzipSync(await readFile(harbour));
    expect(await readLabelledSet(await file('harbour.jsonl.gz', packed))).toEqual(await readLabelledSet(harbour));
    const damaged = await file('damaged.jsonl.gz', packed.subarray(0, 60));
    await expect(readLabelledSet(damaged)).rejects.toThrow(/damaged\.jsonl\.gz: /);
  });

  test('may be archives of event reports, of posts with topics, or of lines', async () => {
    const report = {
      'triplet-uuid': 'weir',
      title: 'Weir lowered',
      date: '2026-01-20',
      'body-paragraphs': [['It is lower.', 'Fish pass.'], ['Anglers cheer.']],
    };
    const post = '---\ntitle: Eel pie\ndate: 2026-01-21\ntopics: [eels, pies]\n---\nBake {{< note >}} it.\n';
    const path = await archive('mixed.tar.gz', {
      'set/report.json': JSON.stringify(report),
      'set/other.json': '{"sources": []}',
      'set/post.md': post,
      'set/about.md': '---\ntitle: About\n---\nUs.\n',
      'set/more.jsonl': lines({ cluster: 'quay', title: 'Quay closed' }),
    });
    const { name, texts } = await readLabelledSet(path);
    expect(name).toBe('mixed');
    expect(texts).toMatchObject([
      {
        labels: ['weir'],
        title: 'Weir lowered',
        body: 'It is lower. Fish pass.\n\nAnglers cheer.',
        date: new Date('2026-01-20'),
      },
      { labels: ['eels', 'pies'], title: 'Eel pie', body: 'Bake   it.\n', date: new Date('2026-01-21') },
      { labels: ['quay'], title: 'Quay closed', body: '', date: null },
    ]);
    const bad = await archive('bad.tar.gz', { 'set/more.jsonl': '\n{"cluster": "quay"}' });
    const told: string[] = [];
    await expect(readLabelledSet(bad, (skipped) => told.push(skipped))).rejects.toThrow(/no text in it has a label/);
    expect(told).toEqual([expect.stringMatching(/bad\.tar\.gz, set\/more\.jsonl, line 2: title: /)]);
  });

  test('may be a table of stories that is cut off in its last line', async () => {
    const table = [
      'ID,TITLE,URL,STORY,TIMESTAMP',
      '1,"Quay closed, says port",https://a.example/1,quay,1767225600000',
      '2,Crane on quay,https://a.example/2,quay,1767229200000',
      '3,Weir low,https://a.example/3,we',
    ].join('\n');
    const { texts } = await readLabelledSet(await file('stories.csv', table));
    expect(texts).toMatchObject([
      { labels: ['quay'], title: 'Quay closed, says port', body: '', date: new Date('2026-01-01T00:00:00Z') },
      { labels: ['quay'], title: 'Crane on quay', body: '', date: new Date('2026-01-01T01:00:00Z') },
    ]);
    const within = await file('within.csv', table.replace(/\n3.*/, '\n3,"Weir'));
    expect((await readLabelledSet(within)).texts).toHaveLength(2);
  });
});
