/** Versions of a piece, and what its sender takes back: an earlier one changes nothing, and readers lose what is canceled. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { HoldPolicy } from '../../src/import/candidate.ts';
import type { ImportedDocument } from '../../src/import/imported-document.ts';
import { runImport } from '../../src/import/run.ts';
import { planDocument, saveDocument } from '../../src/import/save.ts';
import { newsroomStore } from '../../src/import/store.ts';
import { piece } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom();
const policy: HoldPolicy = { held: 'drafts', publishUndated: false };

/** As a dry run says, too. */
async function save(document: ImportedDocument) {
  const planned = await planDocument(newsroom.db, document, policy);
  const saved = await saveDocument(newsroom.db, document, policy);
  expect(planned.outcome).toBe(saved.outcome);
  return saved.outcome;
}

const version = (origin: string, number: number, more: Partial<ImportedDocument> = {}) =>
  piece(origin, { headline: `${origin} ${number}`, version: { number, at: new Date(2026, 2, 1, number) }, ...more });

async function live(): Promise<string[]> {
  const { data } = await newsroom.ask<{ articles: { nodes: { headline: string }[] } }>(
    '{ articles(first: 100) { nodes { headline } } }',
  );
  return data?.articles.nodes.map(({ headline }) => headline) ?? [];
}

test('a later version updates a piece, an earlier one doesn’t, and its date stays that of the first', async () => {
  const early = new Date('2026-03-01T08:00:00Z');
  const later = new Date('2026-03-01T12:00:00Z');
  expect(await save(version('Eel', 2, { publishedAt: early, isDateOfVersion: true }))).toBe('created');
  expect(await save(version('Eel', 4, { publishedAt: later, isDateOfVersion: true }))).toBe('updated');
  expect(await save(version('Eel', 3, { publishedAt: early }))).toBe('unchanged');
  expect(await save(version('Eel', 4, { publishedAt: later, isDateOfVersion: true }))).toBe('unchanged');
  const { rows } = await sql<object>`select headline, published_at from article where headline like 'Eel%'`.execute(
    newsroom.db,
  );
  expect(rows).toEqual([{ headline: 'Eel 4', published_at: early }]);
});

test.each(['withheld', 'canceled'] as const)('what is %s goes from readers, to an editor', async (takenBack) => {
  const origin = `Out ${takenBack}`;
  await save(version(origin, 1));
  expect(await live()).toContain(`${origin} 1`);
  expect(await save(version(origin, 2, { takenBack }))).toBe('withdrawn');
  expect(await live()).not.toContain(`${origin} 1`);
  expect(await save(version(origin, 2, { takenBack }))).toBe('unchanged');
  expect(await save(version(origin, 1))).toBe('unchanged');
  expect(await live()).not.toContain(`${origin} 1`);
  const { rows } = await sql<object>`
    select d.state, d.hold_reason, e.detail ->> 'imported' as imported
    from draft d join event e on e.draft_id = d.id and e.type = 'article.withdrawn' where d.headline = ${`${origin} 1`}
  `.execute(newsroom.db);
  expect(rows).toEqual([{ state: 'IN_REVIEW', hold_reason: expect.stringMatching(/sender/), imported: 'true' }]);
});

test('what is canceled before it came, or before its hour, never comes out', async () => {
  expect(await save(version('Early', 2, { takenBack: 'canceled' }))).toBe('unchanged');
  expect(await save(version('Early', 1))).toBe('unchanged');
  expect(await save(version('Early', 3))).toBe('created');
  const publishedAt = new Date(Date.now() + 86_400_000);
  expect(await save(version('Due', 1, { publishedAt }))).toBe('created');
  expect(await save(version('Due', 2, { takenBack: 'canceled' }))).toBe('withdrawn');
  expect(await save(version('Due', 1))).toBe('unchanged');
  const { rows } = await sql`select from article where headline like 'Due%'`.execute(newsroom.db);
  expect(rows).toEqual([]);
});

test('what is withheld from the beginning waits for an editor, and goes when it is canceled', async () => {
  const withheld = { takenBack: 'withheld', unsure: 'Its sender withholds it.' } as const;
  expect(await save(version('Held', 1, withheld))).toBe('held');
  expect(await save(version('Held', 1, withheld))).toBe('unchanged');
  expect(await save(version('Held', 2, { takenBack: 'canceled' }))).toBe('withdrawn');
  expect(await save(version('Held', 1, withheld))).toBe('unchanged');
  expect((await sql`select from draft where headline like 'Held%'`.execute(newsroom.db)).rows).toEqual([]);
});

test('what the newsroom has worked on stays, and is told', async () => {
  await save(version('Own', 1));
  await sql`insert into draft (owner, headline, language, article_id, state) select 'e', headline, 'en', id, 'PUBLISHED' from article where headline = 'Own 1'`.execute(
    newsroom.db,
  );
  await expect(saveDocument(newsroom.db, version('Own', 2, { takenBack: 'canceled' }), policy)).rejects.toThrow(
    /newsroom has worked on it/,
  );
  expect(await live()).toContain('Own 1');
});

test('another site takes nothing back that came otherwise', async () => {
  const url = 'https://weir.example/otters';
  await save(version('Otters', 1, { url }));
  const takenBack = { url, takenBack: 'canceled', isOfAnotherSite: true } as const;
  expect(await save(version('https://other.example/#otters', 9, takenBack))).toBe('unchanged');
  expect(await save(version(url, 9, takenBack))).toBe('unchanged');
  expect(await live()).toContain('Otters 1');
});

test('of what readers have and isn’t public any more where it comes from somebody is told', async () => {
  await save(version('Heron', 1));
  const draft = version('Heron', 2, { unsure: 'It is a draft there.' });
  const told = { outcome: 'unchanged', reason: 'Readers have it from before. It is a draft there.' };
  expect(await planDocument(newsroom.db, draft, policy)).toEqual(told);
  expect(await saveDocument(newsroom.db, draft, policy)).toMatchObject(told);
  expect(await live()).toContain('Heron 1');
});

const ghost = (visibility: string) =>
  JSON.stringify({
    db: [
      {
        data: {
          posts: [
            {
              id: '1',
              title: 'Ghost ferry',
              slug: 'g',
              html: '<p>It sails.</p>',
              status: 'published',
              published_at: '2026-03-01T08:00:00Z',
              visibility,
            },
          ],
        },
      },
    ],
  });
const wordpress = (status: string, link: string) =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Post</title><link>https://post.example</link><wp:wxr_version>1.2</wp:wxr_version><item><title>WordPress ferry</title><link>${link}</link><guid>https://post.example/?p=7</guid><wp:post_id>7</wp:post_id><wp:post_type>post</wp:post_type><wp:status>${status}</wp:status><wp:post_date_gmt>2026-03-01 08:00:00</wp:post_date_gmt><content:encoded><![CDATA[<p>It sails.</p>]]></content:encoded></item></channel></rss>`;
const row = (visibility: string) =>
  `id,title,content,post_date,visibility\nferry-row-2026-03-01-08-00,Row ferry,It sails.,2026-03-01 08:00,${visibility}`;
const lines = (status: string) =>
  `${JSON.stringify({ url: 'https://lines.example/f', title: 'Line ferry', body: 'It sails.', date: '2026-03-01T08:00:00Z', status })}\n`;
const markdown = (more: string) => `---\ntitle: Markdown ferry\ndate: 2026-03-01T08:00:00Z\n${more}---\n\nIt sails.\n`;
const item = (more: string) =>
  `<rss version="2.0"><channel><title>F</title><link>https://feed.example/</link><item><title>Feed ferry</title><link>https://feed.example/f</link><guid isPermaLink="false">tag:feed.example,2026:f</guid><pubDate>Sun, 01 Mar 2026 08:00:00 GMT</pubDate><description>It sails.</description>${more}</item></channel></rss>`;
const jsonFeed = (more: object) =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'J',
    items: [
      {
        id: 'https://json.example/f',
        url: 'https://json.example/f',
        title: 'JSON ferry',
        content_text: 'It sails.',
        date_published: '2026-03-01T08:00:00Z',
        ...more,
      },
    ],
  });
const page = (mark: string) =>
  `<!doctype html><html><head><title>Page ferry</title><link rel="canonical" href="https://page.example/f"><meta property="article:published_time" content="2026-03-01T08:00:00Z"></head><body${mark}><article><h1>Page ferry</h1><p>The ferry sails again from Monday on, the harbour board said, and will take whoever wants to cross before seven.</p><p>It had lain at the pier for a winter.</p></article></body></html>`;

test.each([
  ['Ghost', 'g.json', ghost('public'), ghost('members')],
  [
    'WordPress',
    'w.xml',
    wordpress('publish', 'https://post.example/ferry'),
    wordpress('trash', 'https://post.example/?p=7'),
  ],
  ['a table', 't.csv', row('public'), row('members')],
  ['lines of JSON', 'l.ndjson', lines('published'), lines('private')],
  ['Markdown', 'm.md', markdown(''), markdown('password: eel\n')],
  ['a feed', 'f.rss', item(''), item('<status>draft</status>')],
  ['a JSON Feed', 'f.json', jsonFeed({}), jsonFeed({ _cms: { status: 'draft' } })],
  ['a page', 'p.html', page(''), page(' class="node--unpublished"')],
])('what readers have and %s refuses from now on is told, and stays', async (_, name, before, later) => {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-'));
  try {
    const path = join(folder, name);
    const run = async (text: string) => {
      await writeFile(path, text);
      const stdin = Readable.from([]);
      return runImport([path], newsroomStore(newsroom.database), {
        stdin,
        now: new Date(),
        publicUrl: 'https://own.example',
      });
    };
    expect(await run(later)).toMatchObject({
      created: 0,
      refused: [{ reason: expect.not.stringContaining('Readers have it') }],
    });
    expect(await run(before)).toMatchObject({ created: 1, refused: [] });
    const { created, withdrawn, refused } = await run(later);
    expect({ created, withdrawn }).toEqual({ created: 0, withdrawn: 0 });
    expect(refused).toMatchObject([{ reason: expect.stringContaining('Readers have it from before: it stays') }]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
