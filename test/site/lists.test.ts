/** The example site’s lists, source and topic pages, beacons, proxied paths and settings. */

import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { CreateDraftDocument, CreatePreviewLinkDocument } from '../../schema/client/graphql.js';
import { operationsCommand } from '../../src/commands/operations.ts';
import { call } from '../support/command.ts';
import { freePort, publish, useNewspaper, viewsOf } from '../support/newspaper.ts';
import { printed, run, start } from '../support/process.ts';
import { as } from '../support/running-service.ts';
import { browser } from '../support/views.ts';

const paper = useNewspaper();

interface Listing {
  readonly links: string[];
  readonly prev: string | null;
  readonly next: string | null;
}

async function listing(path: string): Promise<Listing> {
  const { document } = parseHTML(await paper.read(path));
  const to = (rel: string) => document.querySelector(`.pager [rel=${rel}]`)?.getAttribute('href') ?? null;
  const links = Array.from(document.querySelectorAll('.list .card :is(h2, h3) a'), (a) => a.getAttribute('href') ?? '');
  return { links, prev: to('prev'), next: to('next') };
}

/** Follows a list to its end, and back again to its start. */
async function thereAndBack(path: string): Promise<{ there: string[][]; back: string[][] }> {
  let page = await listing(path);
  const there = [page.links];
  while (page.next !== null) {
    page = await listing(page.next);
    there.push(page.links);
  }
  const back = [page.links];
  while (page.prev !== null) {
    page = await listing(page.prev);
    back.unshift(page.links);
  }
  return { there, back };
}

const total = async (query: string) =>
  (await paper.service.reader.request<{ list: { totalCount: number } }>(query)).list.totalCount;

test.each([
  ['/topics/public-life', 'articles(where: { topics: { anyOf: ["public-life"], includeDescendants: true } })'],
  ['/sources/harbour-courier', 'articles(where: { sources: { anyOf: ["harbour-courier"] } })'],
  ['/search?q=harbour', 'articles(where: { search: "harbour" })'],
])('%s is paged to its end and back, each article once', async (path, list) => {
  const { there, back } = await thereAndBack(path);
  const all = there.flat();
  expect(there.length).toBeGreaterThan(1);
  expect(all).toHaveLength(await total(`{ list: ${list} { totalCount } }`));
  expect(new Set(all).size).toBe(all.length);
  expect(back).toEqual(there);
});

test('a topic page has its place in the tree, and a source page its role in each article', async () => {
  const topic = parseHTML(await paper.read('/topics/storm-season')).document;
  expect(topic.querySelector('.page-head .kicker a')?.getAttribute('href')).toBe('/topics/weather');
  expect(topic.querySelector('link[type="application/atom+xml"]')?.getAttribute('href')).toBe(
    '/feeds/topics/storm-season.atom',
  );
  const source = parseHTML(await paper.read('/sources/gwendal-roper')).document;
  const canonical = async (path: string) =>
    parseHTML(await paper.read(path))
      .document.querySelector('link[rel=canonical]')
      ?.getAttribute('href');
  const second = (await listing('/topics/public-life')).next ?? '';
  expect(await canonical(`${second}&utm_source=a`)).toBe(paper.siteUrl + second);
  expect(await canonical('/topics/health?utm_source=a')).toBe(`${paper.siteUrl}/topics/health`);
  expect(source.querySelector('.page-head .kicker')?.textContent).toBe('Person, United Kingdom');
  expect(source.querySelector('.list .note')?.textContent).toBe('Cited');
});

test('beacons of the site’s own pages count each reader, those of other origins none', async () => {
  const { article } = await publish(paper.service, { headline: 'A buoy is painted', body: '<p>Yellow.</p>' });
  const id = article?.id ?? '';
  const beacon = async (reader: string, origin = paper.siteUrl, body = id) => {
    const headers = { origin, 'content-type': 'text/plain', 'user-agent': browser, 'x-forwarded-for': reader };
    return (await paper.visit('/views', { method: 'POST', body, headers })).status;
  };
  expect(await beacon('203.0.113.7', 'https://elsewhere.example')).toBe(403);
  expect(await beacon('203.0.113.7', paper.siteUrl, id.padEnd(5_000))).toBe(413);
  expect(await beacon('203.0.113.8')).toBe(204);
  expect(await beacon('203.0.113.8')).toBe(204);
  expect(await beacon('203.0.113.9')).toBe(204);
  await expect.poll(() => viewsOf(paper.service, id), { interval: 500 }).toBe(2);
});

test('sitemaps and previews are proxied', async () => {
  for (const path of ['/sitemap.xml', '/sitemap-1.xml', '/sitemap-news.xml']) {
    expect(await paper.read(path)).toContain('http://www.sitemaps.org/schemas/sitemap/0.9');
  }
  expect(await paper.read('/robots.txt')).toContain(`Sitemap: ${paper.siteUrl}/sitemap.xml`);
  const { createDraft } = await paper.service.writer.request(CreateDraftDocument, {
    input: { content: { headline: 'Not out yet', body: '<p>Wait.</p>' } },
  });
  const draft = as(createDraft, 'Draft').id;
  const { createPreviewLink } = await paper.service.writer.request(CreatePreviewLinkDocument, { draft });
  const { url } = as(createPreviewLink, 'PreviewLink');
  expect(url.startsWith(`${paper.siteUrl}/preview/`)).toBe(true);
  const preview = await paper.visit(url.slice(paper.siteUrl.length));
  expect([preview.status, preview.headers.get('cache-control')]).toEqual([200, 'no-store, private']);
  expect(await preview.text()).toContain('Not out yet');
});

test('wrong settings are named, and no port is opened', async () => {
  const { code, stderr } = await run('examples/newspaper/server.ts', [], {
    SITE_PORT: '0',
    DATELINE_URL: 'localhost:4000',
    IMAGE_ORIGINS: 'https://a.example/path',
  });
  expect(code).toBe(1);
  expect(stderr.trim().split('\n')).toEqual([
    'SITE_PORT is "0": it must be a port, from 1 to 65535.',
    'DATELINE_URL is "localhost:4000": it must be a bare http:// or https:// origin such as https://news.example.',
    'IMAGE_ORIGINS is "https://a.example/path": it must be bare origins such as https://images.example, with commas between.',
  ]);
});

/** What a stream says in its first half second. */
async function beginning(url: string): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  const response = await fetch(url, { signal: AbortSignal.timeout(500) });
  try {
    for await (const bytes of response.body ?? []) text += decoder.decode(bytes, { stream: true });
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
  return text;
}

test('it starts Dateline where none runs, with the site’s operations alone, and stops it at its end', async () => {
  const [sitePort, port] = [await freePort(), await freePort()];
  const folder = await mkdtemp(join(tmpdir(), 'dateline-site-'));
  const env = {
    SITE_PORT: String(sitePort),
    PORT: String(port),
    DATA_DIR: join(folder, 'newsroom'),
    OPERATIONS: 'listed',
  };
  const { code } = await call(operationsCommand, ['--from', 'examples/newspaper/operations'], env);
  expect(code).toBe(0);
  const site = start('examples/newspaper/server.ts', [], env);
  const ended = once(site, 'close');
  try {
    await printed(site, /No Dateline runs at[\s\S]*The site is at/);
    const siteUrl = `http://localhost:${sitePort}/`;
    expect(await (await fetch(siteUrl)).text()).toContain(`<link rel="canonical" href="${siteUrl}">`);
    for (const path of [
      'articles/roper-wins-by-two-votes',
      'topics/health',
      'sources/gwendal-roper',
      'search?q=storm',
    ]) {
      expect((await fetch(siteUrl + path)).status, path).toBe(200);
    }
    expect(await beginning(`${siteUrl}live`)).toBe(':\n\n');
    const feed = await (await fetch(`${siteUrl}feeds/latest.json`)).json();
    expect(feed).toMatchObject({ title: 'The Harbour Courier', home_page_url: siteUrl });
  } finally {
    site.kill('SIGTERM');
  }
  expect(await ended).toEqual([0, null]);
  await expect(fetch(`http://localhost:${port}/health/live`)).rejects.toThrow();
  await rm(folder, { recursive: true, force: true });
});
