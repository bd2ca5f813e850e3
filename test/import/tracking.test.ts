/** Parameters that count visits leave the address of a piece, in whichever format it comes; those that name the page stay. */

import { expect, test } from 'vitest';
import { withoutTracking } from '../../src/import/html/tracking.ts';
import { ninjs, page, rss } from '../support/one-piece.ts';
import { readArchiveText } from '../support/read-archive.ts';

test.each([
  ['utm_source=feed&utm_medium=rss', ''],
  ['ref=rss', ''],
  ['ref=social-share', ''],
  ['ref=quaypost.example', ''],
  ['ref=quay-post-newsletter', ''],
  ['rss=1', ''],
  ['rss', ''],
  ['partner=rssquay&emc=rss', ''],
  ['mod=rss_front_page', ''],
  ['CMP=share_btn_tw', ''],
  ['wt_mc=rss.red.quay', ''],
  ['maca=en-rss-en-all-1573-rdf', ''],
  ['feedType=RSS&feedName=topNews', ''],
  ['id=7&fbclid=abc', '?id=7'],
  // What is kept is kept as it is written.
  ['20260302&utm_source=rss', '?20260302'],
  ['q=pier%20shut&gclid=x&a=1+2', '?q=pier%20shut&a=1+2'],
  // A page's own.
  ['mod=news&id=3', '?mod=news&id=3'],
  ['source=minutes', '?source=minutes'],
  ['ref=20260302', '?ref=20260302'],
  ['ref=4.12', '?ref=4.12'],
  ['ref=pier-shut.html', '?ref=pier-shut.html'],
  ['ref=eels-up.PHP', '?ref=eels-up.PHP'],
  ['ref=harbour.jpg', '?ref=harbour.jpg'],
  ['pk_id=1', '?pk_id=1'],
  ['pk_campaign=quay&mtm_kwd=pier', ''],
  ['icid=44', '?icid=44'],
  ['src=push-1', '?src=push-1'],
  ['ref=letter-of-march', '?ref=letter-of-march'],
  ['from=merrow&to=quay', '?from=merrow&to=quay'],
  ['rss=piers', '?rss=piers'],
  ['share_id=4', '?share_id=4'],
  ['feed=rss2', '?feed=rss2'],
  ['p=12', '?p=12'],
  ['ref=%E0%A4', '?ref=%E0%A4'],
])('of ?%s stays “%s”', (query, kept) => {
  expect(withoutTracking(`https://p.example/pier?${query}`)).toBe(`https://p.example/pier${kept}`);
});

const tracked = 'https://p.example/pier?id=7&amp;ref=rss';

test.each([
  ['a feed', rss('').replace('https://p.example/1', tracked), 'a.xml'],
  ['a page', page(`<link rel="canonical" href="${tracked}">`), 'a.html'],
  ['a wire', ninjs({ url: tracked.replace('&amp;', '&') }), 'a.json'],
  [
    'front matter',
    `---\ntitle: Pier shut\ndate: 2026-03-02\ncanonical: ${tracked.replace('&amp;', '&')}\n---\nShut.\n`,
    'a.md',
  ],
  ['a table', `title,body,date,url\nPier shut,Shut.,2026-03-02,${tracked.replace('&amp;', '&')}\n`, 'a.csv'],
])('%s has its address without them', async (_, text, name) => {
  const { documents } = await readArchiveText(text, name);
  expect(documents.map(({ url }) => url)).toEqual(['https://p.example/pier?id=7']);
});

test('a feed’s piece is also looked for under its link as written, where it may have been stored', async () => {
  const { documents } = await readArchiveText(rss('').replace('https://p.example/1', tracked), 'a.xml');
  expect(documents[0]?.otherUrls).toContain('https://p.example/pier?id=7&ref=rss');
  const named = rss('').replace('https://p.example/1', tracked.replace('//', '//ada:secret@'));
  const [document] = (await readArchiveText(named, 'a.xml')).documents;
  expect(document?.otherUrls).toContain('https://p.example/pier?id=7&ref=rss');
  expect(JSON.stringify(document)).not.toContain('secret');
});
