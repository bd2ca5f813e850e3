/** What goes out as ninjs comes in as it was: into the same newsroom nothing changes, and an empty one gives the same again. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Db } from '../../db/engine/database.ts';
import { exportNewsroom } from '../../src/export/export.ts';
import { candidate } from '../../src/import/candidate.ts';
import type { ImportedDocument } from '../../src/import/imported-document.ts';
import { readNinjs } from '../../src/import/ninjs/ninjs.ts';
import { planDocument, saveDocument } from '../../src/import/save.ts';
import { piece } from '../support/articles.ts';
import { publicUrl, useNewsroom } from '../support/newsroom.ts';
import { ninjsFaults } from '../support/ninjs-shape.ts';
import { readArchiveText } from '../support/read-archive.ts';

const newsroom = useNewsroom();
const policy = { held: 'drafts', publishUndated: false, publicUrl } as const;
const now = new Date('2026-05-01T00:00:00Z');

async function exported(format: 'ninjs' | 'ndjson' | 'markdown', since: Date | null = null) {
  const items: { path: string; text: string }[] = [];
  const count = await exportNewsroom(newsroom.db, { format, since, publicUrl }, async (item) => items.push(item));
  expect(count).toBe(items.length);
  return items;
}

const day = new Date('2026-03-02T00:00:00Z');

async function fill(db: Db): Promise<void> {
  const source = { name: 'Ida Marsh', kind: 'PERSON', homepage: 'https://ida.example/' } as const;
  await saveDocument(
    db,
    piece('Whole', {
      headline: 'Eels & weirs <again>',
      slug: 'eels-up',
      formerSlugs: ['eels', 'eels-1'],
      standfirst: 'After nine years.',
      body: '<p>“They came back,” said Ida Marsh. “We counted nine.”</p>\n<h2>Counts</h2>\n<ul>\n<li><a href="/articles/weir">Nine</a></li>\n</ul>',
      publishedAt: day,
      isDateOnly: true,
      updatedAt: new Date('2026-03-04T10:11:12.345Z'),
      image: {
        url: 'https://p.example/l.jpg',
        width: 800,
        height: 600,
        alt: '',
        caption: 'An eel.',
        creditLine: 'Photo: Ida Marsh',
        credit: source,
      },
      topics: ['Rivers', 'Eels'],
      attributions: [
        { role: 'AUTHOR', source: { name: 'Tobias Wrenfield', kind: 'PERSON' } },
        { role: 'QUOTED', source, quotes: ['They came back', 'We counted nine.'] },
      ],
      corrections: [{ note: 'It was nine, not eight.', at: new Date('2026-03-05T08:00:00Z') }],
    }),
  );
  for (const name of ['B', 'A']) await saveDocument(db, piece(name, { publishedAt: day, language: 'und' }));
  await saveDocument(db, piece('Teaser', { body: '', standfirst: 'Soon.', isCard: true }));
  await saveDocument(db, piece('To come', { publishedAt: new Date(Date.now() + 86_400_000) }));
}

test('ninjs out is the published side alone; in again nothing changes, and an empty newsroom gives it byte for byte', async () => {
  await fill(newsroom.db);
  const before = (await exported('ninjs')).map(({ text }) => text).join('');
  expect(before.split('\n').map((line) => line && JSON.parse(line).headlines[0].value)).toEqual([
    'A',
    'B',
    'Eels & weirs <again>',
    'Teaser',
    '',
  ]);
  const lines = before.split('\n').filter((line) => line !== '');
  expect(lines.flatMap((line) => ninjsFaults(JSON.parse(line)))).toEqual([]);
  expect(ninjsFaults({ uri: 'x', byline: 'Ada' })).toHaveLength(2);
  const { documents } = readNinjs(before, { now });
  for (const document of documents) {
    expect(await planDocument(newsroom.db, document, policy)).toMatchObject({ outcome: 'unchanged' });
    expect(await saveDocument(newsroom.db, document, policy)).toMatchObject({ outcome: 'unchanged' });
  }
  await sql`delete from article`.execute(newsroom.db);
  await sql`delete from source`.execute(newsroom.db);
  await sql`delete from topic`.execute(newsroom.db);
  for (const document of documents.toReversed()) {
    expect(await saveDocument(newsroom.db, document, policy)).toMatchObject({ outcome: 'created' });
    expect(await saveDocument(newsroom.db, document, policy)).toMatchObject({ outcome: 'unchanged' });
  }
  expect((await exported('ninjs')).map(({ text }) => text).join('')).toBe(before);
});

test.each(['ndjson', 'markdown'] as const)(
  '%s in again changes nothing, and an empty newsroom gives it byte for byte',
  async (format) => {
    const before = await exported(format);
    const pictures = async () =>
      (await exported('ninjs')).map(({ text }) => text && JSON.stringify(JSON.parse(text).associations));
    const picturesBefore = await pictures();
    const documents: ImportedDocument[] = [];
    for (const { path, text } of before) documents.push(...(await readArchiveText(text, path)).documents);
    expect(documents).toHaveLength(before.length);
    for (const document of documents)
      expect(await saveDocument(newsroom.db, document, policy)).toMatchObject({ outcome: 'unchanged' });
    await sql`delete from article`.execute(newsroom.db);
    await sql`delete from source`.execute(newsroom.db);
    await sql`delete from topic`.execute(newsroom.db);
    const suggesting = { ...policy, newTopics: 'suggest' } as const;
    for (const document of documents.toReversed())
      expect(await saveDocument(newsroom.db, document, suggesting)).toMatchObject({ outcome: 'created' });
    expect(await exported(format)).toEqual(before);
    // Who is credited in a picture is another than the credit line says.
    expect(await pictures()).toEqual(picturesBefore);
  },
);

test.each(['ndjson', 'markdown'] as const)(
  '%s with a word that no export has, or fetched, is a piece like any other',
  async (format) => {
    const item = (await exported(format)).find(({ path }) => path.includes('eels-up'));
    const { path = '', text = '' } = item ?? {};
    const isEntered = async (given: string, address?: string) =>
      (await readArchiveText(given, path, { address })).documents[0]?.isEntered;
    expect(await isEntered(text)).toBe(true);
    expect(await isEntered(text, 'https://other.example/a')).toBeUndefined();
    const changed =
      format === 'ndjson' ? text.replace('{', '{"status":"draft",') : text.replace('---\n', '---\nstatus: draft\n');
    expect(await isEntered(changed)).toBeUndefined();
    const wrong =
      format === 'ndjson' ? text.replaceAll('"QUOTED"', '"ASKED"') : text.replaceAll('role: QUOTED', 'role: ASKED');
    expect(await isEntered(wrong)).toBeUndefined();
    // Under a subject by which pieces are withheld, and under no address on the web.
    expect(await isEntered(text.replace('Rivers', 'Embargoed'))).toBeUndefined();
    const address = `${publicUrl}/articles/eels-up`;
    expect(text).toContain(address);
    for (const other of ['javascript:alert(1)', ''])
      expect(await isEntered(text.replace(address, JSON.stringify(other).slice(1, -1)))).toBeUndefined();
  },
);

test.each([
  ['ndjson', '“They came back,”', 'EMBARGOED UNTIL 1 January 2027</p><p>“They came back,”', 'embargoed'],
  ['markdown', '“They came back,”', 'EMBARGOED UNTIL 1 January 2027\n\n“They came back,”', 'embargoed'],
  ['markdown', 'title: Eels & weirs <again>', 'title: "Private: Eels"', 'unsure'],
  ['markdown', 'lang: en', 'lang: en # DRAFT do not publish', 'unsure'],
  ['markdown', 'title:', 'title: DRAFT other\ntitle:', 'unsure'],
  ['ninjs', 'Eels & weirs', 'Private: Eels', 'unsure'],
  ['ninjs', '"profile":', '"edNote":"HOLD for legal","profile":', 'unsure'],
  ['ndjson', '"Rivers"', '"Embargoed"', 'unsure'],
] as const)('of %s with “%s” changed the text is looked at: %s', async (format, from, to, kind) => {
  const { path = '', text = '' } = (await exported(format)).find((item) => item.text.includes('Eels & weirs')) ?? {};
  const read = async (given: string) => {
    const { documents } = format === 'ninjs' ? readNinjs(given, { now }) : await readArchiveText(given, path);
    return documents.flatMap((document) => candidate(document, { ...policy, now }).doubts.map((doubt) => doubt.kind));
  };
  expect(await read(text)).toEqual([]);
  expect(text).toContain(from);
  expect(await read(text.replace(from, to))).toEqual([kind]);
});

test('what was withdrawn doesn’t come back by its export', async () => {
  const [, line = ''] = (await exported('ninjs')).map(({ text }) => text);
  const [document] = readNinjs(line, { now }).documents;
  if (document === undefined) throw new Error('There is none.');
  await sql`update article set withdrawn_at = now() where headline = ${document.headline}`.execute(newsroom.db);
  expect(await saveDocument(newsroom.db, document, policy)).toMatchObject({ outcome: 'unchanged' });
  expect((await exported('ninjs')).map(({ text }) => JSON.parse(text).headlines[0].value)).not.toContain(
    document.headline,
  );
});

test('a file for each article as Markdown, flat JSON, and only what is new since a time', async () => {
  const markdown = (await exported('markdown')).find(({ path }) => path === '2026/03/eels-up.md');
  expect(markdown?.text).toMatch(
    /^---\ntitle: Eels & weirs <again>\n[\s\S]*aliases:\n {2}- \/articles\/eels\n[\s\S]*## Counts/,
  );
  const [flat] = (await exported('ndjson', new Date('2026-03-04T00:00:00Z'))).map(({ text }) => JSON.parse(text));
  expect(flat).toMatchObject({
    slug: 'eels-up',
    topics: ['Rivers', 'Eels'],
    authors: ['Tobias Wrenfield'],
    corrections: [{ correctedAt: '2026-03-05T08:00:00.000Z' }],
  });
});

test('an old export in whichever format, or a feed of ours, makes no second article, and brings back none that was killed', async () => {
  const old = await exported('ndjson');
  const addresses = old.map(({ text }) => String(JSON.parse(text).url));
  await sql`update article set killed_at = now(), withdrawn_at = now() where slug = 'eels-up'`.execute(newsroom.db);
  const before = (await exported('ninjs')).map(({ text }) => text);
  for (const url of addresses) {
    const document = piece(url, { url, headline: 'As a feed has it', body: '<p>Less.</p>' });
    for (const takenBack of [undefined, 'canceled'] as const) {
      const saved = saveDocument(newsroom.db, { ...document, takenBack }, policy).catch(() => ({ outcome: 'refused' }));
      expect((await saved).outcome).toMatch(/unchanged|refused/);
    }
  }
  expect((await exported('ninjs')).map(({ text }) => text)).toEqual(before);
  expect(before).toHaveLength(old.length - 1);
});

const looksWithheld: readonly Partial<ImportedDocument>[] = [
  { headline: 'Private: what the mayor’s letters say' },
  { headline: 'Test' },
  { headline: 'Protected: the last 90 eels', standfirst: 'This content is password protected, the poster said.' },
  { headline: 'An embargo, in its words', body: '<p>EMBARGOED UNTIL 1 January 2037</p>\n<p>So it began.</p>' },
  { headline: 'Filed away', topics: ['Embargoed', 'Drafts'] },
  { headline: 'Private:\ttabs', standfirst: 'Of\tthem' },
  { headline: '"Odd": # \'text\' | of {YAML}, 1_000 & yes', standfirst: '2026-03-01', topics: ['no', '0x1F', '~'] },
  { headline: 'Lines', body: '<pre><code>a\n\n  b\t\n</code></pre>\n<p>One<br />two  three</p>', isDateOnly: true },
];

test.each(['ninjs', 'ndjson', 'markdown'] as const)(
  'what readers had comes back from %s as it was, whatever its words look like; with a word more it waits',
  async (format) => {
    await sql`delete from article`.execute(newsroom.db);
    const given = looksWithheld.map((each, index) => piece(`odd-${index}`, { publishedAt: day, ...each }));
    const publish = { ...policy, held: 'publish' } as const;
    for (const document of given) await saveDocument(newsroom.db, document, publish);
    const before = await exported(format);
    const read = async (text: string, path: string) =>
      (format === 'ninjs' ? readNinjs(text, { now }) : await readArchiveText(text, path)).documents;
    await sql`delete from article`.execute(newsroom.db);
    for (const { path, text } of before.toReversed()) {
      // As editors of texts on other systems leave it.
      const [document] = await read(format === 'markdown' ? text.replaceAll('\n', '\r\n') : text, path);
      expect(document?.isAsExported, text).toBe(true);
      expect(await saveDocument(newsroom.db, document as ImportedDocument, policy)).toMatchObject({
        outcome: 'created',
      });
    }
    expect(await exported(format)).toEqual(before);
    for (const { path, text } of before) {
      for (const changed of [
        text.replace('digest', 'digests'),
        text.replace(/odd|private|test|filed|lines|an-emb|protec/, '$&x'),
      ]) {
        expect(changed).not.toBe(text);
        expect((await read(changed, path))[0]?.isAsExported, changed).toBeUndefined();
      }
    }
  },
);
