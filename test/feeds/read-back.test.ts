/** Feeds read back: by schemas, by an independent parser, and by our own importer. */

import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import FeedParser from 'feedparser';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readFeed } from '../../src/import/feed.ts';
import type { ImportedDocument } from '../../src/import/imported-document.ts';
import { piece, publish } from '../support/articles.ts';
import { useDemoNewsroom } from '../support/demo.ts';
import { complaintsAbout, useSite } from '../support/feeds.ts';

const odd = {
  headline: 'Mind the ]]> gap: <script>alert("&")</script> & “שלום” 🚢',
  standfirst: 'A <em> b &amp; C > D ]]> “quoted”',
  body: '<p>Inside ]]&gt; &amp; <a href="https://far.example/?a=1&amp;b=2">out</a> 🚢 مرحبا</p><pre>&lt;b&gt; is bold</pre>',
  image: {
    url: 'https://img.example/one.jpg?width=1600&format=webp',
    width: 1600,
    alt: 'A <gull> & a “crab”',
    caption: 'Low water & ]]> <high> hopes',
    creditLine: 'Photo: Ned & Co <ned@co.example>',
  },
};

const newsroom = useDemoNewsroom(async (db) => {
  await publish(db, [
    piece('odd', {
      ...odd,
      publishedAt: new Date('2026-05-04T12:00:00.123Z'),
      updatedAt: new Date('2026-05-04T13:00:00.456Z'),
      language: 'he',
      topics: ['Bread & <butter>', 'Ünïcode'],
      attributions: [
        { role: 'AUTHOR', source: { name: 'Fish & Chips Desk', kind: 'PERSON', homepage: 'https://desk.example/' } },
        { role: 'AUTHOR', source: { name: 'Ada Ødegård', kind: 'PERSON' } },
        { role: 'PUBLISHER', source: { name: 'Gull & Sons', kind: 'NEWSPAPER' } },
      ],
    }),
    piece('bell', { headline: 'A bell \u0007 rings \u001b[1m loud', publishedAt: new Date('2026-05-04T11:00:00Z') }),
  ]);
});
const site = useSite(newsroom, { websubHub: 'https://hub.example/?a=1&b=2' });
const paths = [
  '/feeds/latest',
  '/feeds/topics/harbour',
  '/feeds/topics/bread-and-butter',
  '/feeds/sources/harbour-courier',
];

interface Expected {
  readonly id: string;
  readonly url: string;
  readonly headline: string;
  readonly standfirst: string | null;
  readonly body: string;
  readonly language: string;
  readonly publishedAt: string;
  readonly updatedAt: string;
  readonly topics: readonly { readonly name: string }[];
  readonly attributions: readonly { readonly role: string; readonly source: { readonly name: string } }[];
  readonly leadImage: Readonly<Record<string, unknown>> | null;
  readonly corrections: readonly { readonly note: string }[];
}
let expected: readonly Expected[];

beforeAll(async () => {
  const answer = await newsroom.ask<{ articles: { nodes: Expected[] } }>(`{ articles(first: 100) { nodes {
    id url headline standfirst body(format: HTML) language publishedAt updatedAt topics { name }
    attributions { role source { name } } leadImage { url width height alt caption creditLine } corrections { note }
  } } }`);
  expect(answer.errors).toBeUndefined();
  expected = answer.data?.articles.nodes ?? [];
  expect(expected.length).toBeGreaterThan(50);
});

const namesIn = ({ attributions }: Expected | ImportedDocument, role: string) =>
  attributions.filter((each) => each.role === role).map(({ source }) => source.name);

/** To the second, as RSS has it. */
const second = (date: Date | string) => new Date(date).toISOString().slice(0, 19);
// XML can't hold them, however they are written.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
const printable = (text: string) => text.replace(/[\u0007\u001b]/g, '').replace(/ +/g, ' ');

describe.each(['rss', 'atom'] as const)('a feed as %s', (format) => {
  test.each(paths)('is valid by its schema, in full and as summaries: %s', async (path) => {
    for (const query of ['?first=100', '?content=summary']) {
      expect(await complaintsAbout(await site.read(`${path}.${format}${query}`), format)).toEqual([]);
    }
  });

  test('is read by an independent parser as the graph has it', async () => {
    const { meta, items } = await parsed(await site.read(`/feeds/latest.${format}?first=100`));
    expect(items).toHaveLength(expected.length);
    for (const [index, item] of items.entries()) {
      const article = expected[index] as Expected;
      expect(item.link).toBe(article.url);
      expect(item.guid).toBe(`tag:news.example,2026:${article.id}`);
      expect(item.pubdate && second(item.pubdate)).toBe(second(article.publishedAt));
      expect(item.categories).toEqual(article.topics.map(({ name }) => name));
      expect(item.description).toContain(article.body);
      for (const { note } of article.corrections) expect(item.description).toContain(note);
      if (article.leadImage) expect(item.enclosures[0]?.url).toBe(article.leadImage.url);
      if (!article.headline.includes('<')) expect(printable(item.title)).toBe(printable(article.headline));
    }
    expect(meta.link).toBe('https://news.example/');
    expect(meta.title).toBe('The Courier & Gull');
  });

  test('names its own address, by which Atom tells feeds apart', async () => {
    for (const path of paths) {
      const { meta } = await parsed(await site.read(`${path}.${format}?first=3`));
      const self = `https://news.example${path}.${format}?first=3`;
      expect(meta.xmlurl).toBe(self);
      if (format === 'atom') expect(meta['atom:id']).toMatchObject({ '#': self });
    }
  });
});

async function parsed(xml: string): Promise<{ readonly meta: FeedParser.Meta; readonly items: FeedParser.Item[] }> {
  const parser = new FeedParser({ resume_saxerror: false });
  const items: FeedParser.Item[] = [];
  const collector = new Writable({
    objectMode: true,
    write(item: FeedParser.Item, _, done) {
      items.push(item);
      done();
    },
  });
  await pipeline(Readable.from([xml]), parser, collector);
  return { meta: parser.meta, items };
}

test('the schemas refuse invalid feeds', async () => {
  const rss = await site.read('/feeds/latest.rss');
  const atom = await site.read('/feeds/latest.atom');
  expect(await complaintsAbout(rss.replace(/<guid isPermaLink="false">/, '<guid>'), 'rss')).not.toEqual([]);
  expect(await complaintsAbout(rss.replace(/ length="0"/, ''), 'rss')).not.toEqual([]);
  expect(await complaintsAbout(rss.replace(/<pubDate>\w+, /, '<pubDate>'), 'rss')).not.toEqual([]);
  expect(await complaintsAbout(atom.replace(/<updated>.*<\/updated>/, ''), 'atom')).not.toEqual([]);
  expect(await complaintsAbout(atom.replace('rel="enclosure"', 'rel="picture"'), 'atom')).not.toEqual([]);
  expect(await complaintsAbout(atom.replace('<id>tag:', '<id>'), 'atom')).not.toEqual([]);
});

const address = z.url({ protocol: /^https?$/ });
const extensions = z.record(z.string().startsWith('_'), z.unknown());
const author = z.strictObject({ name: z.string().min(1), url: address.optional() });
/** https://www.jsonfeed.org/version/1.1/ */
const jsonFeed = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string().min(1),
  description: z.string(),
  home_page_url: address,
  feed_url: address,
  authors: z.array(author),
  language: z.string().optional(),
  hubs: z.array(z.strictObject({ type: z.literal('WebSub'), url: address })).optional(),
  items: z.array(
    z
      .looseObject({
        id: z.string().min(1),
        url: address,
        title: z.string().min(1),
        content_html: z.string().min(1).optional(),
        content_text: z.string().min(1).optional(),
        summary: z.string().min(1).optional(),
        image: address.optional(),
        date_published: z.iso.datetime(),
        date_modified: z.iso.datetime(),
        authors: z.array(author).optional(),
        tags: z.array(z.string().min(1)).optional(),
        language: z.string().optional(),
      })
      .refine((item) => item.content_html !== undefined || item.content_text !== undefined)
      .refine((item) => extensions.safeParse(unknownIn(item)).success),
  ),
});
const known = 'id url title content_html content_text summary image date_published date_modified authors tags language';
const unknownIn = (item: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(item).filter(([key]) => !known.split(' ').includes(key)));

test.each(paths)('%s follows the rules of JSON Feed', async (path) => {
  for (const query of ['?first=100', '?content=summary']) {
    const feed = jsonFeed.parse(JSON.parse(await site.read(`${path}.json${query}`)));
    expect(new Set(feed.items.map(({ id }) => id)).size).toBe(feed.items.length);
    expect(feed.items.length).toBeGreaterThan(0);
  }
});

test.each(['rss', 'atom', 'json'] as const)('%s is imported without loss', async (format) => {
  const { documents, refused } = readFeed(await site.read(`/feeds/latest.${format}?first=100`));
  expect(refused).toEqual([]);
  expect(documents).toHaveLength(expected.length);
  for (const [index, document] of documents.entries()) {
    const article = expected[index] as Expected;
    const { url, origin, headline, standfirst, body, language, publishedAt, updatedAt, sections, topics, image } =
      document;
    // RSS and Atom say of which scheme a topic is, as of a section.
    expect({ url, origin, language, topics: [...(sections ?? []), ...topics] }).toEqual({
      url: article.url,
      origin: `tag:news.example,2026:${article.id}`,
      language: article.language,
      topics: article.topics.map(({ name }) => name),
    });
    expect(printable(headline)).toBe(printable(article.headline));
    expect(standfirst ?? null).toBe(article.standfirst);
    expect(second(publishedAt)).toBe(second(article.publishedAt));
    expect(second(updatedAt ?? publishedAt)).toBe(second(article.updatedAt));
    expect(body.startsWith(article.body)).toBe(true);
    if (article.corrections.length === 0) expect(body).toBe(article.body);
    for (const { note } of article.corrections) expect(body).toContain(note);
    expect(namesIn(document, 'AUTHOR')).toEqual(namesIn(article, 'AUTHOR'));
    if (namesIn(article, 'PUBLISHER').length > 0) {
      expect(namesIn(document, 'PUBLISHER')).toEqual(namesIn(article, 'PUBLISHER'));
    }
    const { credit, ...picture } = image ?? {};
    if (article.leadImage === null) expect(image).toBeUndefined();
    else expect(withoutNulls(picture)).toEqual(withoutNulls(article.leadImage));
    expect(credit !== undefined).toBe(article.leadImage?.creditLine != null);
  }
});

function withoutNulls(fields: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null));
}
