/** Sitemaps: the index, its files, and the news sitemap. */

import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { parseSitemap, parseSitemapIndex } from 'sitemap';
import { expect, test } from 'vitest';
import { piece, publish } from '../support/articles.ts';
import { toolsOf } from '../support/drafts.ts';
import { complaintsAbout, useSite } from '../support/feeds.ts';
import { editor, publicUrl, useNewsroom } from '../support/newsroom.ts';

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
const many = 11_000;

const newsroom = useNewsroom(async (db) => {
  await sql`
    insert into article (slug, headline, language, word_count, published_at, first_published_at, updated_at)
    select 'piece-' || n, 'Piece ' || n, 'en', 0, at, at, at + interval '1 hour'
    from generate_series(1, ${many}::int) n cross join lateral (select timestamptz '2020-01-01' + n * interval '1 minute') t (at)
  `.execute(db);
  await publish(db, [
    piece('Ärger & <Angst>', {
      headline: 'Ärger & <Angst> ]]> \u0007',
      language: 'de-AT',
      publishedAt: hoursAgo(3),
      topics: ['Bread & butter'],
      attributions: [{ role: 'AUTHOR', source: { name: 'Ada Quill', kind: 'PERSON' } }],
    }),
    piece('Yesterday', { language: 'zh-Hant', publishedAt: hoursAgo(47) }),
    piece('Too old', { publishedAt: hoursAgo(49) }),
    piece('To come', { publishedAt: hoursAgo(-5), topics: ['Futures'] }),
    piece('Withdrawn', { publishedAt: hoursAgo(1) }),
  ]);
  await sql`
    insert into source (slug, name, kind) values ('nobody-rests-on-it', 'Nobody rests on it', 'OTHER')`.execute(db);
});
const site = useSite(newsroom, { perFile: 5_000 });
const tools = toolsOf(newsroom);

const urlsIn = async (xml: string) => (await parseSitemap(Readable.from([xml]))).map(({ url }) => url);

test('the index has the files that are not empty, with lastmod', async () => {
  const xml = await site.read('/sitemap.xml');
  expect(await complaintsAbout(xml, 'index')).toEqual([]);
  const files = await parseSitemapIndex(Readable.from([xml]));
  expect(files.map(({ url }) => url)).toEqual(
    ['sitemap-1', 'sitemap-2', 'sitemap-3', 'sitemap-topics-1', 'sitemap-sources-1'].map(
      (name) => `${publicUrl}/${name}.xml`,
    ),
  );
  expect(files[0]?.lastmod).toBe(new Date(Date.UTC(2020, 0, 1, 1, 5_000)).toISOString());
});

test('the files have each published article once, and nothing else', async () => {
  const files = await Promise.all([1, 2, 3].map((file) => site.read(`/sitemap-${file}.xml`)));
  for (const xml of files) expect(await complaintsAbout(xml, 'map')).toEqual([]);
  const urls = (await Promise.all(files.map(urlsIn))).map((found) => found.filter((url) => url.includes('/piece-')));
  expect(urls.map(({ length }) => length)).toEqual([5_000, 5_000, 1_000]);
  expect(urls.flat()).toEqual(Array.from({ length: many }, (_, index) => `${publicUrl}/articles/piece-${index + 1}`));
  const others = (await urlsIn(files[2] ?? '')).slice(1_000).map((url) => url.replace(`${publicUrl}/articles/`, ''));
  expect(others).toEqual(['aerger-and-angst', 'yesterday', 'too-old', 'withdrawn']);
});

test('a file is read from the database in parts, only as fast as it is sent', async () => {
  newsroom.statements.length = 0;
  await site.read('/sitemap-1.xml');
  expect(newsroom.statements).toHaveLength(3);
  newsroom.statements.length = 0;
  const head = await site.visit('/sitemap-2.xml', { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
  expect(newsroom.statements).toHaveLength(1);
});

test.each([
  ['/sitemap.xml', null],
  ['/sitemap-1.xml', 'gzip'],
  ['/sitemap-news.xml', 'gzip'],
])('%s is kept apart by caches for who takes it compressed: %s, and for who does not', async (path, compressed) => {
  for (const [accepted, encoding] of [
    ['gzip', compressed],
    ['identity', null],
  ] as const) {
    for (const method of ['GET', 'HEAD']) {
      const { headers, body } = await site.visit(path, { method, headers: { 'accept-encoding': accepted } });
      await body?.cancel();
      expect([headers.get('content-encoding'), headers.get('vary')]).toEqual([encoding, 'Accept-Encoding']);
    }
  }
});

test('a withdrawn article moves no other between files', async () => {
  const before = await urlsIn(await site.read('/sitemap-2.xml'));
  await sql`update article set withdrawn_at = now() where slug = 'piece-100'`.execute(newsroom.db);
  expect(await urlsIn(await site.read('/sitemap-1.xml'))).toHaveLength(4_999);
  expect(await urlsIn(await site.read('/sitemap-2.xml'))).toEqual(before);
});

test('topics have a file, and so have sources with articles', async () => {
  const topics = await site.read('/sitemap-topics-1.xml');
  const sources = await site.read('/sitemap-sources-1.xml');
  expect(await complaintsAbout(topics, 'map')).toEqual([]);
  expect(await complaintsAbout(sources, 'map')).toEqual([]);
  expect(await urlsIn(topics)).toContain(`${publicUrl}/topics/bread-and-butter`);
  expect(await urlsIn(sources)).toEqual([`${publicUrl}/sources/ada-quill`]);
});

test.each(['4', '0', '01', '99999', '9999999999', 'topics-2', 'people-1', 'x'])(
  '/sitemap-%s.xml is a 404',
  async (name) => {
    const response = await site.visit(`/sitemap-${name}.xml`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  },
);

test('the news sitemap has the articles of two days, by Google’s rules', async () => {
  const { data } = await newsroom.ask<{ article: { id: string } }>('{ article(by: { slug: "withdrawn" }) { id } }');
  await tools.take(editor, 'withdrawArticle', { article: data?.article.id, reason: 'Wrong.', expectedRevision: 1 });
  const xml = await site.read('/sitemap-news.xml');
  expect(await complaintsAbout(xml, 'news')).toEqual([]);
  const found = (await parseSitemap(Readable.from([xml]))).map(({ url, news }) => [
    url.replace(`${publicUrl}/articles/`, ''),
    news?.publication,
    news?.title,
  ]);
  const publication = (language: string) => ({ name: 'The Courier & Gull', language });
  expect(found).toEqual([
    ['aerger-and-angst', publication('de'), 'Ärger & <Angst> ]]>'],
    ['yesterday', publication('zh-tw'), 'Yesterday'],
  ]);
  const wrong = xml.replace('<news:language>de', '<news:language>de-AT');
  expect(await complaintsAbout(wrong, 'news')).not.toEqual([]);
});

test('an article that is published again is no news once its first publication is older than two days', async () => {
  const again = newsroom.db.updateTable('article').where('slug', '=', 'yesterday');
  const news = async () => (await urlsIn(await site.read('/sitemap-news.xml'))).map((url) => url.split('/').at(-1));
  expect(await news()).toContain('yesterday');
  await again.set({ published_at: hoursAgo(1), first_published_at: hoursAgo(49) }).execute();
  expect(await news()).not.toContain('yesterday');
  const at = hoursAgo(47);
  await again.set({ published_at: at, first_published_at: at }).execute();
  expect(await news()).toContain('yesterday');
});

test('the news sitemap has at most 1,000 articles, the latest, and may be empty', async () => {
  await sql`
    insert into article (slug, headline, language, word_count, published_at, first_published_at, updated_at)
    select 'flash-' || n, 'Flash', 'en', 0, at, at, at
    from generate_series(1, 1100) n cross join lateral (select now() - n * interval '1 minute') t (at)
  `.execute(newsroom.db);
  const urls = await urlsIn(await site.read('/sitemap-news.xml'));
  expect(urls).toHaveLength(1_000);
  expect(urls[0]).toBe(`${publicUrl}/articles/flash-1`);
  await sql`update article set withdrawn_at = now()`.execute(newsroom.db);
  expect(await site.read('/sitemap-news.xml')).toMatch(/<urlset [^>]+>\n<\/urlset>\n$/);
  expect((await site.visit('/sitemap-1.xml')).status).toBe(404);
});
