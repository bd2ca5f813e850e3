/** Hostile texts in body, headline, caption and quote: what comes out is no live markup, in whichever form it is asked for. */

import { describe, expect, test } from 'vitest';
import { toAtom } from '../../src/feeds/atom.ts';
import type { Feed, FeedPiece } from '../../src/feeds/feed.ts';
import { toRss } from '../../src/feeds/rss.ts';
import { previewPage } from '../../src/preview/page.ts';
import { newsArticle } from '../../src/site/json-ld.ts';
import { bodyOf } from '../../src/text/given-body.ts';
import { escapedText } from '../../src/text/html/tree.ts';
import { bodyAsMarkdown } from '../../src/text/markdown-out.ts';

const hostile = [
  '<script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '</SCRIPT\n>',
  '<!--<script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<iframe src=//e.example>',
  '<?php echo 1 ?>',
  '<![CDATA[<b>]]>',
  '\\<script>alert(1)</script>',
  '\\\\<script>alert(1)</script>',
  '`<b onclick=alert(1)>`',
  '```\n<script>alert(1)</script>\n```',
  '[x](javascript:alert(1))',
  '![x](javascript:alert(1))',
  '[x]: javascript:alert(1)',
  '<javascript:alert(1)>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;',
  '{{constructor.constructor("alert(1)")()}}',
  'a < b, x <',
  'one\u2028two\u2029<script>',
];

/** What begins a tag, a comment or the end of an element, if a text is read as HTML. */
const tags = (text: string) => text.match(/<[a-z/!?][^>]*>?/gi) ?? [];

const places: [string, (text: string) => string][] = [
  ['a paragraph', (text) => `<p>${text}</p>`],
  ['a heading', (text) => `<h2>${text}</h2>`],
  ['a list', (text) => `<ul><li>${text}</li><li><em>${text}</em></li></ul>`],
  [
    'a table',
    (text) => `<table><thead><tr><th>${text}</th></tr></thead><tbody><tr><td>${text}</td></tr></tbody></table>`,
  ],
  [
    'a caption',
    (text) => `<figure><img src="https://e.example/a.png" alt="" /><figcaption>${text}</figcaption></figure>`,
  ],
  [
    'a picture’s text',
    (text) => `<figure><img src="https://e.example/a.png" alt="${text.replaceAll('"', '&quot;')}" /></figure>`,
  ],
  ['a quote', (text) => `<blockquote><p>${text}</p></blockquote><p><q>${text}</q></p>`],
  ['a link', (text) => `<p><a href="https://e.example/">${text}</a></p>`],
  ['code', (text) => `<p><code>${text}</code></p><pre><code>${text}</code></pre>`],
  [
    'a note',
    (text) =>
      `<p>So<sup><a id="text-fnref-1" href="#text-fn-1">1</a></sup></p><ol data-footnotes=""><li id="text-fn-1"><p>${text}</p></li></ol>`,
  ],
];

describe.each(places)('in %s of a body', (_, place) => {
  const body = (text: string) => bodyOf(place(escapedText(text)), 'HTML')?.html ?? '';
  /** The elements that are there with a harmless text in the same place. */
  const harmless = new Set(tags(body('x')));

  test.each(hostile)('%j is no markup as HTML and as Markdown, and comes back as the same HTML', (text) => {
    const html = body(text);
    const markdown = bodyAsMarkdown(html);
    const names = (found: readonly string[]) => new Set(found.map((tag) => /[\w/]+/.exec(tag)?.[0]));
    const allowed = new Set([...names([...harmless]), 'br', 'figure', '/figure', 'img']);
    for (const out of [html, markdown]) {
      expect(
        [...names(tags(out))].filter((name) => !allowed.has(name)),
        out,
      ).toEqual([]);
      expect(
        tags(out).filter((tag) => / on\w+=|javascript:/i.test(tag.replace(/ alt="[^"]*"/, ''))),
        out,
      ).toEqual([]);
    }
    expect(bodyOf(markdown, 'MARKDOWN')?.html, markdown).toBe(html);
  });
});

const at = new Date('2026-03-01T12:00:00Z');

/** With one text as all that is printed of it. */
function jsonLdOf(text: string) {
  const source = { name: text, kind: 'PERSON', homepage: 'https://e.example/' };
  return newsArticle({
    article: {
      headline: text,
      standfirst: text,
      language: 'en',
      word_count: 3,
      published_at: at,
      published_date_only: false,
      updated_at: at,
    },
    url: 'https://news.example/articles/a',
    text,
    image: { url: 'https://e.example/a.png', width: null, height: null, caption: text, credit_line: text },
    topics: [{ name: text }],
    attributions: ['AUTHOR', 'PUBLISHER', 'QUOTED'].map((role) => ({ role, source })),
    corrections: [{ note: text, corrected_at: at }],
  });
}

describe('JSON-LD', () => {
  test.each(hostile)('%j ends no element, however the data is written into a page', (text) => {
    const json = JSON.stringify(jsonLdOf(text));
    expect(tags(json)).toEqual([]);
    expect(json).not.toMatch(/[\u2028\u2029]/);
  });

  test('readers see the same words, and texts without markup are the same to the letter', () => {
    const joiner = String.fromCharCode(0x2060);
    expect(jsonLdOf('</script> a < b <').description).toBe(`<${joiner}/script> a < b <${joiner}`);
    expect(jsonLdOf('AT&T, 3 < 4, “x” → y')).toMatchObject({
      headline: 'AT&T, 3 < 4, “x” → y',
      articleBody: 'AT&T, 3 < 4, “x” → y',
    });
  });
});

test.each(hostile)('a preview’s page has no element more for %j', (text) => {
  const page = (words: string) =>
    previewPage({
      headline: words,
      standfirst: words,
      body: bodyOf(`<p>${escapedText(words)}</p>`, 'HTML')?.html ?? '',
      language: 'en',
      byline: words,
      topics: [words],
      image: { url: 'https://e.example/a.png', alt: words, caption: words },
    });
  const names = (html: string) =>
    tags(html)
      .map((tag) => /[\w/!]+/.exec(tag)?.[0])
      .filter((name) => name !== 'br');
  expect(names(page(text))).toEqual(names(page('x')));
});

const formats: [string, (feed: Feed) => string][] = [
  ['RSS', toRss],
  ['Atom', toAtom],
];

test.each(formats.flatMap(([name, written]) => hostile.map((text) => [name, text, written] as const)))(
  '%s has no element more for %j',
  (_, text, written) => {
    const names = (words: string) =>
      written(feedWith(words))
        .replaceAll(/<!\[CDATA\[.*?\]\]>/gs, '')
        .match(/<[\w/!?][\w:]*/g) ?? [];
    expect(names(text)).toEqual(names('x'));
  },
);

function feedWith(text: string): Feed {
  const image = {
    url: 'https://e.example/a.png',
    type: 'image/png',
    width: 1,
    height: 1,
    alt: text,
    caption: text,
    creditLine: text,
  };
  const piece: FeedPiece = {
    ...{ id: 'a', url: 'https://news.example/a', headline: text, summary: text, language: 'en' },
    content: bodyOf(`<p>${escapedText(text)}</p>`, 'HTML')?.html ?? '',
    ...{
      publishedAt: at,
      updatedAt: at,
      authors: [{ name: text, homepage: null }],
      publisher: text,
      topics: [{ name: text }],
    },
    ...{ image, corrections: [] },
  };
  const addresses = {
    home: 'https://news.example/',
    taxonomy: 'https://news.example/t/',
    self: 'https://news.example/f',
  };
  return { title: text, description: text, publisher: text, ...addresses, hub: undefined, pieces: [piece] };
}
