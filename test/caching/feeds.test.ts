/** Caching of feeds and sitemaps: headers, tags, conditional requests, and what is not cached. */

import { expect, test } from 'vitest';
import { piece, publish } from '../support/articles.ts';
import { useCache } from '../support/cached-newsroom.ts';
import { toolsOf, whole } from '../support/drafts.ts';
import { useSite } from '../support/feeds.ts';
import { editor, useNewsroom, writer } from '../support/newsroom.ts';

const newsroom = useNewsroom((db) =>
  publish(db, [
    piece('Ferries', { topics: ['Harbour'] }),
    piece('Swans', { topics: ['Parks'], attributions: [{ role: 'CITED', source: { name: 'Ada', kind: 'PERSON' } }] }),
  ]),
);
const cached = useCache(newsroom);
const { visit } = useSite(newsroom, {}, cached);
const tools = toolsOf(newsroom);

const [harbour, parks] = ['/feeds/topics/harbour.rss', '/feeds/topics/parks.rss'];

test('a feed has a Cache-Control with its max-age, and the tags that it is purged by', async () => {
  const { headers } = await visit(harbour);
  expect(headers.get('cache-control')).toBe('public, max-age=0, s-maxage=60, stale-while-revalidate=60');
  expect(headers.get('x-accel-expires')).toMatch(/^(5\d|60)$/);
  const tags = headers.get('cache-tag')?.split(',');
  expect(tags).toEqual(expect.arrayContaining(['all', 'topic:harbour', 'topic:harbour:articles', 'article:1']));
  expect(tags).not.toContain('article:2');
  expect(headers.get('content-type')).toMatch(/^application\/rss\+xml/);
});

test('a feed is generated once for all formats of a request, until something in it changes', async () => {
  const statementsOf = async (path: string) => {
    newsroom.statements.length = 0;
    const response = await visit(path);
    return { count: newsroom.statements.length, text: await response.text(), etag: response.headers.get('etag') };
  };
  await Promise.all([visit(harbour), visit(parks)]);
  const kept = await statementsOf(`${harbour}?first=20`);
  expect(kept.count).toBe(0);

  await tools.published(writer, editor, { ...whole, headline: 'A third pier', topics: ['harbour'] });
  await cached.settled();
  const after = await statementsOf(harbour);
  expect(after.count).toBeGreaterThan(0);
  expect(after.text).toContain('A third pier');
  expect(after.etag).not.toBe(kept.etag);
  expect((await statementsOf(parks)).count).toBe(0);
});

test('a conditional request is answered with 304 and the same tags', async () => {
  const { headers } = await visit(parks);
  const again = await visit(parks, { headers: { 'if-none-match': headers.get('etag') ?? '' } });
  expect(again.status).toBe(304);
  expect(again.headers.get('cache-tag')).toBe(headers.get('cache-tag'));
  expect(await again.text()).toBe('');
});

test('the sitemap index and the news sitemap are cached here, the files of a sitemap by shared caches alone', async () => {
  for (const path of ['/sitemap.xml', '/sitemap-news.xml']) {
    await visit(path);
    newsroom.statements.length = 0;
    expect((await visit(path)).headers.get('cache-tag')).toMatch(/^all,articles/);
    expect(newsroom.statements).toEqual([]);
  }
  const { headers } = await visit('/sitemap-1.xml');
  expect(headers.get('cache-tag')).toBe('all,articles');
  expect(headers.get('cache-control')).toMatch(/s-maxage=\d+/);
  const ofSources = await visit('/sitemap-sources-1.xml');
  expect(ofSources.headers.get('cache-tag'), 'which are listed when something rests on them').toBe(
    'all,sources,articles',
  );
});

test('refusals are not cached', async () => {
  for (const path of ['/feeds/topics/nowhere.rss', '/feeds/latest.rss?first=1000']) {
    const { status, headers } = await visit(path);
    expect([400, 404]).toContain(status);
    expect(headers.get('cache-control')).toBe('no-store');
  }
});
