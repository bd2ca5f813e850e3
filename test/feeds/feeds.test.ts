/** Feeds (RSS, Atom, JSON Feed): formats, contents, errors and statements. */

import { describe, expect, test } from 'vitest';
import { createLoaders } from '../../db/loaders.ts';
import { createReads } from '../../src/caching/reads.ts';
import { recordedLoaders } from '../../src/caching/recorded-loaders.ts';
import { answerFeed } from '../../src/feeds/answer.ts';
import { piece, publish } from '../support/articles.ts';
import { useDemoNewsroom } from '../support/demo.ts';
import { toolsOf } from '../support/drafts.ts';
import { useSite } from '../support/feeds.ts';
import { revisionOf } from '../support/mutations.ts';
import { editor, publicUrl } from '../support/newsroom.ts';

const long = `${'The tide came in again, as it does. '.repeat(20)}And out.`;
const newsroom = useDemoNewsroom(async (db) => {
  await publish(db, [
    piece('No standfirst', {
      body: `<p>${long}</p>`,
      topics: ['Tides'],
      publishedAt: new Date('2026-04-01T00:00:00Z'),
    }),
    piece('No words', { body: '', language: 'und', topics: ['Tides'], publishedAt: new Date('2026-03-30T00:00:00Z') }),
    piece('Swells', { topics: ['Swell'], publishedAt: new Date('2026-03-29T00:00:00Z') }),
  ]);
});
const site = useSite(newsroom);
const tools = toolsOf(newsroom);

interface Item {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly content_html?: string;
  readonly content_text?: string;
  readonly summary?: string;
  readonly date_published: string;
  readonly date_modified: string;
}
interface JsonFeed {
  readonly title: string;
  readonly feed_url: string;
  readonly items: readonly Item[];
}
const json = async (path: string) => JSON.parse(await site.read(path)) as JsonFeed;
const itemAt = async (slug: string, path = '/feeds/latest.json?first=100') =>
  (await json(path)).items.find(({ url }) => url.endsWith(`/articles/${slug}`));
const idOf = async (field: 'article' | 'topic', slug: string) => {
  const { data } = await newsroom.ask<Record<string, { id: string }>>(
    `query ($slug: String!) { ${field}(by: { slug: $slug }) { id } }`,
    { slug },
  );
  return data?.[field]?.id;
};

describe('the format of a feed', () => {
  const types = {
    rss: 'application/rss+xml; charset=utf-8',
    atom: 'application/atom+xml; charset=utf-8',
    json: 'application/feed+json; charset=utf-8',
  };
  test.each(Object.entries(types))('is %s by the address, whatever is accepted', async (suffix, type) => {
    const response = await site.visit(`/feeds/latest.${suffix}`, { headers: { accept: 'text/html' } });
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('vary')).toBe('Accept-Encoding');
  });

  test.each([
    [undefined, types.rss],
    ['text/html, */*;q=0.8', types.rss],
    ['application/atom+xml', types.atom],
    ['application/feed+json, application/rss+xml;q=0.9', types.json],
    ['application/atom+xml;q=0.5, application/json;q=0.4', types.atom],
    ['application/atom+xml, application/rss+xml', types.rss],
  ])('without an extension is by Accept: %s is answered with %s', async (accept, type) => {
    const response = await site.visit('/feeds/latest', { headers: accept === undefined ? {} : { accept } });
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('vary')).toBe('Accept, Accept-Encoding');
  });
});

test('a feed names its own address and, where there is none, no hub', async () => {
  expect((await json('/feeds/topics/harbour.json?first=3&utm_source=x&content=full')).feed_url).toBe(
    `${publicUrl}/feeds/topics/harbour.json?first=3`,
  );
  const response = await site.visit('/feeds/latest.atom');
  expect(response.headers.get('link')).toBeNull();
  expect(await response.text()).not.toContain('rel="hub"');
});

describe('a feed has', () => {
  test('the latest articles first, 20 by default', async () => {
    const { items, title } = await json('/feeds/latest.json');
    expect(title).toBe('The Courier & Gull');
    expect(items).toHaveLength(20);
    const dates = items.map(({ date_published }) => date_published);
    expect(dates).toEqual(dates.toSorted().reverse());
  });

  test('a topic’s articles, those of the topics below it included', async () => {
    const { items, title } = await json('/feeds/topics/public-life.json?first=100');
    const { data } = await newsroom.ask<{ topic: { name: string; articles: { nodes: { url: string }[] } } }>(
      '{ topic(by: { slug: "public-life" }) { name articles(first: 100, includeDescendants: true) { nodes { url } } } }',
    );
    expect(title).toBe(`The Courier & Gull: ${data?.topic.name}`);
    expect(items.map(({ url }) => url)).toEqual(data?.topic.articles.nodes.map(({ url }) => url));
  });

  test('the articles of a source', async () => {
    const { items } = await json('/feeds/sources/joss-penhallow.json?first=100');
    const { data } = await newsroom.ask<{ source: { articles: { nodes: { url: string }[] } } }>(
      '{ source(by: { slug: "joss-penhallow" }) { articles(first: 100) { nodes { url } } } }',
    );
    expect(items.map(({ url }) => url)).toEqual(data?.source.articles.nodes.map(({ url }) => url));
    expect(items.length).toBeGreaterThan(2);
  });

  test('for a summary without a standfirst the beginning of the text, cut between words, or none without a text', async () => {
    const full = await itemAt('no-standfirst', '/feeds/topics/tides.json');
    expect(full?.content_html).toBe(`<p>${long}</p>`);
    expect(full?.summary).toMatch(/^The tide came in again.{150,270} \w+…$/);
    const short = await itemAt('no-standfirst', '/feeds/topics/tides.json?content=summary');
    expect(short).toMatchObject({ content_text: full?.summary });
    expect(short).not.toHaveProperty('content_html');
    expect(await itemAt('no-words', '/feeds/topics/tides.json')).toMatchObject({ content_text: 'No words' });
  });

  test('corrections at the end of an item, which updates its date and keeps its id', async () => {
    const slug = 'no-standfirst';
    const before = await itemAt(slug);
    const input = { article: await idOf('article', slug), expectedRevision: 1, note: 'It was 5 < 6 & not more.' };
    const result = await tools.correct(editor, { ...input, content: { slug: 'tide-table', headline: 'Tide table' } });
    expect(result).toMatchObject({ __typename: 'Article', slug: 'tide-table' });
    const after = await itemAt('tide-table');
    const today = new Date().toISOString().slice(0, 10);
    expect(after?.content_html).toBe(
      `<p>${long}</p>\n<p><strong>Correction (${today}):</strong> It was 5 &lt; 6 &amp; not more.</p>`,
    );
    expect(after).toMatchObject({ id: before?.id, title: 'Tide table', date_published: before?.date_published });
    expect(Date.parse(after?.date_modified ?? '')).toBeGreaterThan(Date.parse(before?.date_modified ?? ''));
    const atom = await site.read('/feeds/latest.atom?first=100');
    expect(/<updated>([^<]+)/.exec(atom)?.[1]).toBe(after?.date_modified);
    expect(await site.read('/feeds/latest.rss?first=100')).toContain(
      `<dcterms:modified>${after?.date_modified}</dcterms:modified>`,
    );
  });

  test('no withdrawn or killed pieces, and another ETag without them', async () => {
    for (const [mutation, slug] of [
      ['withdrawArticle', 'no-words'],
      ['killArticle', 'crake-exhibition-opens'],
    ] as const) {
      const etag = (await site.visit('/feeds/latest.rss?first=100')).headers.get('etag') ?? '';
      const article = (await idOf('article', slug)) ?? '';
      const expectedRevision = await revisionOf(newsroom, article);
      const taken = await tools.take(editor, mutation, { article, reason: 'Wrong.', expectedRevision });
      expect(taken.__typename).toBe('Draft');
      const response = await site.visit('/feeds/latest.rss?first=100', { headers: { 'if-none-match': etag } });
      expect(response.status).toBe(200);
      expect(await response.text()).not.toContain(`/articles/${slug}`);
    }
  });
});

test('a former slug redirects to the current one, with the same format and parameters', async () => {
  const [from, into] = [await idOf('topic', 'swell'), await idOf('topic', 'tides')];
  const merged = await newsroom.askAs(
    editor,
    'mutation ($from: ID!, $into: ID!) { mergeTopics(from: $from, into: $into) { __typename } }',
    { from, into },
  );
  expect(merged.data).toEqual({ mergeTopics: { __typename: 'Topic' } });
  const locationOf = async (path: string) => {
    const response = await site.visit(path);
    return [response.status, response.headers.get('location')];
  };
  expect(await locationOf('/feeds/topics/swell.atom?first=5&content=summary')).toEqual([
    301,
    `${publicUrl}/feeds/topics/tides.atom?content=summary&first=5`,
  ]);
  expect(await locationOf('/feeds/topics/swell')).toEqual([301, `${publicUrl}/feeds/topics/tides`]);
  expect(await itemAt('swells', '/feeds/topics/tides.json')).toBeDefined();
});

test.each([
  ['/feeds/topics/nothing.rss', 404, 'NOT_FOUND', undefined],
  ['/feeds/sources/nobody', 404, 'NOT_FOUND', undefined],
  ['/feeds/topics/%00.rss', 404, 'NOT_FOUND', undefined],
  ['/feeds/topics/%E0%A4.rss', 404, 'NOT_FOUND', undefined],
  [`/feeds/topics/${'x'.repeat(6_000)}`, 404, 'NOT_FOUND', undefined],
  ['/feeds/topics/', 404, 'NOT_FOUND', undefined],
  ['/feeds/oldest', 404, 'NOT_FOUND', undefined],
  ['/feeds/latest?first=101', 400, 'BAD_USER_INPUT', ['first']],
  ['/feeds/latest?first=0', 400, 'BAD_USER_INPUT', ['first']],
  ['/feeds/latest?first=', 400, 'BAD_USER_INPUT', ['first']],
  ['/feeds/latest?content=all', 400, 'BAD_USER_INPUT', ['content']],
])('%.40s is answered with %i %s', async (path, status, code, field) => {
  const response = await site.visit(path);
  expect(response.status).toBe(status);
  const { errors } = (await response.json()) as { errors: { message: string; extensions: object }[] };
  expect(errors[0]?.message.length).toBeLessThanOrEqual(500);
  expect(errors.map(({ extensions }) => extensions)).toEqual([{ code, ...(field && { path: field }) }]);
});

test('a conditional request is answered with 304', async () => {
  const first = await site.visit('/feeds/latest.atom');
  const etag = first.headers.get('etag') ?? '';
  expect(etag).toMatch(/^"[\w-]{43}-(zstd|br|gzip)"$/);
  for (const given of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const again = await site.visit('/feeds/latest.atom', { headers: { 'if-none-match': given } });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
  }
  const other = await site.visit('/feeds/latest.atom?first=3', { headers: { 'if-none-match': etag } });
  expect(other.status).toBe(200);
  const head = await site.visit('/feeds/latest.atom', { method: 'HEAD' });
  expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, '']);
});

test.each(['latest', 'topics/public-life', 'sources/harbour-courier'])(
  'a feed of %s costs as many statements at 2 as at 60 pieces',
  async (name) => {
    const statementsOf = async (query: string) => {
      newsroom.statements.length = 0;
      await site.read(`/feeds/${name}.rss?${query}`);
      return newsroom.statements.length;
    };
    const few = await statementsOf('first=2');
    expect(few).toBe(name === 'latest' ? 6 : 7);
    expect(await statementsOf('first=60')).toBe(few);
    // Summaries that all stand in the standfirst need no text.
    expect(await statementsOf('first=2&content=summary')).toBe(few - 1);
  },
);

test('an answer has the tags of its lists, a 404 those of the missing one', async () => {
  const tagsOf = async (path: string) => {
    const reads = createReads();
    const loaders = recordedLoaders(createLoaders(newsroom.db), reads);
    const needs = { loaders, reads, publicUrl, siteName: 'x', websubHub: undefined };
    await answerFeed({ path, query: new URLSearchParams(), accept: undefined }, needs);
    // Those of the pieces are as many as there are.
    return new Set(reads.tags());
  };
  expect(await tagsOf('/feeds/latest')).toContain('articles');
  for (const list of ['topic:harbour', 'source:joss-penhallow'] as const) {
    const tags = await tagsOf(`/feeds/${list.replace(':', 's/')}`);
    expect(tags).toContain(list);
    expect(tags).toContain(`${list}:articles`);
    expect(tags).not.toContain('articles');
  }
  expect(await tagsOf('/feeds/topics/nothing')).toEqual(new Set(['topics']));
});
