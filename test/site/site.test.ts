/** The example site’s pages: content, one persisted query each, caching, escaping, images and errors. */

import { DOMParser, parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { markedBody } from '../../examples/newspaper/parts/said.ts';
import { ArticleDocument, CorrectArticleDocument, KillArticleDocument } from '../../schema/client/graphql.js';
import { freePort, publish, serveSite, useNewspaper } from '../support/newspaper.ts';
import { as } from '../support/running-service.ts';

const paper = useNewspaper({
  IMAGE_PROXY: 'imgproxy',
  IMAGE_PROXY_URL: 'https://images.example',
  IMAGE_PROXY_KEY: 'ab'.repeat(32),
  IMAGE_PROXY_SALT: 'cd'.repeat(32),
});

const dom = async (path: string) => parseHTML(await paper.read(path)).document;
const texts = (root: ParentNode, selector: string) =>
  Array.from(root.querySelectorAll(selector), ({ textContent }) => textContent?.replace(/\s+/g, ' ').trim());
const article = '/articles/roper-wins-by-two-votes';
const pages = ['/', article, '/topics/public-life', '/sources/gwendal-roper', '/search?q=storm', '/search'];

test('the front page has a lead, the latest articles, trending ones with ranks, and the tree of topics', async () => {
  const page = await dom('/');
  expect(texts(page, 'h1, h2.label')).toEqual(['Front page', 'Hot this week', 'Latest', 'Topics']);
  expect(page.querySelector('.lead h2 a')?.getAttribute('href')).toMatch(/^\/articles\/./);
  expect(page.querySelectorAll('.hot li')).toHaveLength(5);
  // The lead may be among the hottest, and is shown once: the others close ranks.
  expect(texts(page, '.rank')).toEqual(['1', '2', '3', '4', '5']);
  expect(texts(page, '.move').every((move) => /^(Unmoved|[▲▼] \d+(up|down) \d+)$/.test(move ?? ''))).toBe(true);
  const links = Array.from(page.querySelectorAll('main .card h2 a, main .card h3 a'), (a) => a.getAttribute('href'));
  expect([links.length, new Set(links).size]).toEqual([17, 17]);
  expect(texts(page, '.topics a')).toHaveLength(11);
});

test('an article page has picture, caption and credit, sources, related articles with reasons, and JSON-LD', async () => {
  const page = await dom(article);
  expect(texts(page, 'h1')).toEqual(['Gwendal Roper is mayor of Merrowhaven, by two votes']);
  expect(texts(page, 'h2.label')).toEqual([
    'This article rests on',
    'Hot this week',
    'Topics',
    'Latest',
    'Related articles',
  ]);
  const figure = page.querySelector('figure');
  expect(figure?.querySelector('img')?.getAttribute('src')).toBe('/images/demo/roper-wins-by-two-votes.svg');
  expect(texts(page, 'figcaption')[0]).toMatch(/^The town hall at twenty to ten.* \/ Print: Lampblack Pictures$/);
  expect(texts(page, '.rests-on dt')).toEqual(['Quoted', 'First published by', 'Written by', 'Picture']);
  expect(texts(page, '.rests-on dd')[0]).toBe('Gwendal Roper Person “Two votes is a mandate for humility”');
  expect(texts(page, '.related .why summary')[0]).toMatch(/^Why it is related: (Same story|Similar)$/);
  expect(texts(page, '.related .why li')[0]).toBe('Both are about Mayoral election and Public life.');
  const data = JSON.parse(page.querySelector('script[type="application/ld+json"]')?.textContent ?? '');
  const url = paper.siteUrl + article;
  expect([data['@type'], data.url]).toEqual(['NewsArticle', url]);
  expect(page.querySelector('link[rel=canonical]')?.getAttribute('href')).toBe(url);
  // The picture is a drawing, which no service shows where links are shared.
  const shared =
    page.querySelector('meta[property="og:image"]')?.getAttribute('content')?.replace(paper.siteUrl, '') ?? '';
  const raster = await paper.visit(shared);
  expect([raster.status, raster.headers.get('content-type')]).toEqual([200, 'image/png']);
});

test('a correction is printed, and announced at the top', async () => {
  const found = paper.service.reader.request<{ articles: { nodes: { slug: string; corrections: unknown[] }[] } }>(
    '{ articles(first: 100) { nodes { slug corrections { note } } } }',
  );
  const slug = (await found).articles.nodes.find(({ corrections }) => corrections.length > 0)?.slug;
  const page = await dom(`/articles/${slug}`);
  expect(texts(page, '.meta a')).toEqual(['Corrected']);
  expect(page.querySelectorAll('#corrections p').length).toBeGreaterThan(0);
});

test.each(pages)('%s sends Dateline one request, by hash, and passes Cache-Control and tags on', async (path) => {
  await paper.read(path);
  paper.asked.length = 0;
  const page = await paper.visit(path);
  expect(paper.asked).toEqual([expect.stringMatching(/^GET \/graphql\?documentId=[0-9a-f]{64}&variables=/)]);
  const answer = await fetch(paper.service.url + paper.asked[0]?.slice('GET '.length));
  expect(page.headers.get('cache-control')).toBe(answer.headers.get('cache-control'));
  expect(page.headers.get('cache-control')).toMatch(/^public, max-age=0, s-maxage=\d+/);
  expect(page.headers.get('cache-tag')).toBe(answer.headers.get('cache-tag'));
  const etag = page.headers.get('etag') ?? '';
  const again = await paper.visit(path, { headers: { 'if-none-match': etag } });
  expect([again.status, again.headers.get('cache-tag')]).toEqual([304, page.headers.get('cache-tag')]);
});

test.each(pages)('%s has no inline script or style, and nothing from other hosts', async (path) => {
  const response = await paper.visit(path);
  const policy = response.headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'");
  expect(policy).not.toContain('unsafe');
  const html = await response.text();
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*(src=|ld\+json))/);
  const { document } = new DOMParser().parseFromString(html, 'text/html').defaultView ?? parseHTML(html);
  for (const loaded of document.querySelectorAll('[src], link[rel=stylesheet], link[rel=icon]')) {
    const address = loaded.getAttribute('src') ?? loaded.getAttribute('href') ?? '';
    expect(address).toMatch(/^\/(images|public)\//);
    expect((await paper.visit(address)).status, address).toBe(200);
  }
  for (const feed of document.querySelectorAll('link[rel=alternate]')) {
    const answer = await paper.visit(feed.getAttribute('href') ?? '');
    expect([answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([
      200,
      feed.getAttribute('type'),
    ]);
  }
});

test('what a browser opens where a stream is has events alone, and no page of Dateline’s', async () => {
  for (const path of ['/live', '/stale?tags=articles']) {
    const gone = new AbortController();
    const headers = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
    const response = await fetch(`${paper.siteUrl}${path}`, { headers, signal: gone.signal });
    expect([path, response.headers.get('content-type')]).toEqual([path, 'text/event-stream']);
    gone.abort();
  }
});

test('text of editors is escaped in the page, its JSON-LD and its addresses', async () => {
  const headline = '</script><script>alert("1")</script> & <b>so on</b>';
  const { article: made } = await publish(paper.service, {
    headline,
    standfirst: '"><img src=x onerror=alert(2)>',
    slug: 'bold-headline',
    body: '<p>It stands.</p><img src="https://pictures.example/a.png" alt="A boat">',
    leadImage: { url: 'https://pictures.example/b.png', caption: '<i>Boats</i>', alt: '" onload="alert(3)' },
  });
  const page = await dom(`/articles/${made?.slug}`);
  expect(texts(page, 'h1')).toEqual([headline]);
  expect(page.querySelectorAll('script:not([src])')).toHaveLength(1);
  const data = JSON.parse(page.querySelector('script:not([src])')?.textContent ?? '');
  // What is put into a page as it is holds nothing that could begin markup.
  expect(data.headline).toBe(headline.replaceAll('<', '<\u2060'));
  expect(page.querySelectorAll('[onload], [onerror], h1 b, figcaption i')).toHaveLength(0);
  const search = await dom(`/search?q=${encodeURIComponent('"><script>alert(4)</script>')}`);
  expect(search.querySelectorAll('script:not([src])')).toHaveLength(0);
  expect(search.querySelector('input')?.getAttribute('value')).toBe('"><script>alert(4)</script>');
});

test('each quote in the text says who said it, and the text stays as it is', async () => {
  const body =
    '<p>“Two <em>boats</em> &amp; a bell,” said Roper. <em>“They</em> are here.”</p><p><a href="https://ferry.example/">“We wait”, said Thorsby</a>.</p>' +
    '<ul><li>“It leaks.”</li></ul><p>“The pier, painted in spring, will stand,” Thorsby said.</p>';
  const quoted = (source: string, quote: string) => ({ role: 'QUOTED' as const, source, quote });
  const { article: made } = await publish(paper.service, {
    headline: 'Boats quoted',
    body,
    attributions: [
      quoted('gwendal-roper', 'Two boats & a bell'),
      quoted('gwendal-roper', 'They are here'),
      quoted('gwendal-roper', 'It leaks'),
      quoted('hanna-thorsby', 'We wait'),
      quoted('hanna-thorsby', 'The pier … will stand'),
    ],
  });
  const page = await dom(`/articles/${made?.slug}`);
  // What begins or ends within an element, and what is in a link, is in the list alone.
  expect(texts(page, '.who-said')).toEqual([
    'Gwendal Roper Person Quoted, 1 of 3',
    'Gwendal Roper Person Quoted, 3 of 3',
    'Hanna Thorsby Person Quoted, 2 of 2 The pier … will stand',
  ]);
  for (const who of page.querySelectorAll('.who')) {
    expect(page.getElementById(who.getAttribute('aria-describedby') ?? '')?.getAttribute('role')).toBe('tooltip');
    expect(page.querySelector(`.rests-on dd${who.getAttribute('href')}`)).not.toBeNull();
  }
  expect(texts(page, '.rests-on dd blockquote')).toEqual([
    '“Two boats & a bell”',
    '“They are here”',
    '“It leaks”',
    '“We wait”',
    '“The pier … will stand”',
  ]);
  for (const note of page.querySelectorAll('.who, .who-said')) note.remove();
  expect(texts(page, '.said')).toEqual([
    '“Two boats & a bell,”',
    '“It leaks.”',
    '“The pier, painted in spring, will stand,”',
  ]);
  for (const said of page.querySelectorAll('.said')) said.replaceWith(...said.childNodes);
  expect(page.querySelector('.body')?.innerHTML).toBe(body);
});

test('of two blocks with the same words each has its own speaker', () => {
  const quote = { text: 'No.', block: 1, offset: 1, length: 3 };
  const source = { name: 'Bob Cole', slug: 'bob-cole', kind: 'PERSON' };
  const marked = markedBody(
    {
      body: '<p>Ann Bly said: “No.”</p><p>“No.”</p>',
      blocks: [{ text: 'Ann Bly said: “No.”' }, { text: '“No.”' }],
      attributions: [{ role: 'QUOTED', source, quotes: [quote] }],
    } as never,
    [],
  );
  expect(marked.join('')).toMatch(/^<p>Ann Bly said: “No.”<\/p><p><span class="said">“No.”<a /);
});

test.each([
  ['»', '«'],
  ['„', '“'],
  ['« ', ' »'],
  ['‹', '›'],
])('the mark of a quote stands behind its quotation marks: %s…%s', (opening, closing) => {
  const text = `${opening}Nein.${closing} Das war alles.`;
  const quote = { text: 'Nein.', block: 0, offset: opening.length, length: 5 };
  const source = { name: 'Bob Cole', slug: 'bob-cole', kind: 'PERSON' };
  const marked = markedBody(
    {
      body: `<p>${text}</p>`,
      blocks: [{ text }],
      attributions: [{ role: 'QUOTED', source, quotes: [quote] }],
    } as never,
    [],
  ).join('');
  expect(marked.startsWith(`<p><span class="said">${opening}Nein.${closing}<a `)).toBe(true);
});

test('pictures are loaded in two sizes, from the hosts that the site names alone', async () => {
  const page = await dom('/articles/bold-headline');
  const addresses = Array.from(page.querySelectorAll('.piece img'), (image) => image.getAttribute('src'));
  expect(addresses).toEqual([]);
  expect(texts(page, '.lead-picture .no-picture, .body p')).toEqual([
    'Picture not available',
    'It stands.',
    'Picture not available: A boat',
  ]);
  const port = await freePort();
  const server = await serveSite({
    SITE_PORT: String(port),
    DATELINE_URL: paper.service.url,
    IMAGE_ORIGINS: 'https://images.example',
  });
  const response = await fetch(`http://localhost:${port}/articles/bold-headline`);
  expect(response.headers.get('content-security-policy')).toContain("img-src 'self' https://images.example");
  const image = parseHTML(await response.text()).document.querySelector('.piece img');
  const sizes = (image?.getAttribute('srcset') ?? '').split(', ');
  expect(sizes[0]).toMatch(/^https:\/\/images\.example\/\S+ 640w$/);
  expect(sizes[1]).toBe(`${image?.getAttribute('src')} 1600w`);
  server.close();
});

test('a former slug redirects to the current one, and that of a killed article is a 410', async () => {
  const by = { slug: 'bold-headline' };
  const { article: now } = await paper.service.reader.request(ArticleDocument, { by });
  const correctArticle = {
    article: now?.id ?? '',
    content: { slug: 'bolder' },
    expectedRevision: 4,
    note: 'Its name.',
  };
  const corrected = await paper.service.editor.request(CorrectArticleDocument, { input: correctArticle });
  as(corrected.correctArticle, 'Article');
  const statusOf = async (slug: string) => (await paper.visit(`/articles/${slug}`)).status;
  await expect.poll(() => statusOf('bold-headline')).toBe(301);
  expect((await paper.visit('/articles/bold-headline')).headers.get('location')).toBe('/articles/bolder');
  await paper.service.editor.request(KillArticleDocument, {
    input: { article: now?.id ?? '', reason: 'A test.', expectedRevision: 5 },
  });
  for (const slug of ['bolder', 'bold-headline']) {
    await expect.poll(() => statusOf(slug)).toBe(410);
    const gone = await paper.visit(`/articles/${slug}`);
    expect(texts(parseHTML(await gone.text()).document, 'h1')).toEqual(['This article was removed']);
  }
});

test.each([
  ['/articles/never-was', 404],
  ['/topics/never-was', 404],
  ['/sources/never-was', 404],
  ['/never-was', 404],
  ['/topics/public-life?after=nowhere', 400],
  ['/search?q=a&before=nowhere', 400],
  [`/search?q=${'long+'.repeat(200)}`, 400],
  ['/public/..%2fsite.ts', 404],
  ['/images/..%2fgraphql?query={__typename}', 404],
  ['/graphql?query={__typename}', 404],
])('%s is an error page with status %i', async (path, status) => {
  const response = await paper.visit(path);
  expect(response.status).toBe(status);
});

test('without Dateline pages are a 503 with no-store', async () => {
  const port = await freePort();
  const server = await serveSite({ SITE_PORT: String(port), DATELINE_URL: `http://localhost:${await freePort()}` });
  for (const path of ['/', article, '/never-was', '/feeds/latest']) {
    const response = await fetch(`http://localhost:${port}${path}`);
    expect([response.status, response.headers.get('cache-control')]).toEqual([503, 'no-store']);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(await response.text()).toContain('The presses are standing still');
  }
  server.close();
});

test('a search is narrowed by links and a form, without a script, and says what to drop', async () => {
  const page = await dom('/search?q=harbour&topic=ferries&sort=newest&from=2020-01-01&until=2099-12-31');
  const chosen = page.querySelector('.narrow [aria-current]');
  expect(chosen?.textContent).toBe('Without Ferries');
  expect(chosen?.getAttribute('href')).toBe('/search?q=harbour&from=2020-01-01&until=2099-12-31&sort=newest');
  expect(page.querySelector('option[selected]')?.getAttribute('value')).toBe('newest');
  expect(page.querySelectorAll('.list article').length).toBeGreaterThan(0);
  expect(page.querySelector('.list mark')?.textContent?.toLowerCase()).toContain('harbour');
  const none = await dom('/search?q=harbour+xylophone&topic=ferries');
  expect([...none.querySelectorAll('.drops a')].map((link) => link.getAttribute('href'))).toEqual([
    '/search?q=harbour&topic=ferries',
  ]);
});
