/** Pieces as content APIs and headless systems answer with them: in whatever wraps the list, and whatever holds a piece's fields. */

import { expect, test } from 'vitest';
import { doubtsOf } from '../../src/import/doubts.ts';
import { ans, at, html, json, picture, piece, tree, whole, words } from '../support/content-apis.ts';
import { text } from '../support/one-piece.ts';
import { readArchiveText, readingNow } from '../support/read-archive.ts';

test.each<[string, string, object]>([
  [
    'Arc XP',
    json(ans),
    {
      ...whole,
      slug: 'pier-shut',
      image: { ...whole.image, creditLine: 'Hob Marl' },
      attributions: [...whole.attributions, { role: 'IMAGE_CREDIT', source: { name: 'Hob Marl', kind: 'PERSON' } }],
      body: `<p>${text}</p><h3>Next</h3><ol><li>Planks</li></ol><blockquote><p>Shut.</p><p><cite>Ada Quay</cite></p></blockquote>`,
    },
  ],
  [
    'rarer elements of Arc XP',
    json({
      ...ans,
      additional_properties: { has_published_copy: true },
      content_elements: [
        { type: 'text', content: text },
        { type: 'correction', correction_type: 'correction', text: 'It was Monday.' },
        { type: 'code', content: 'a < b' },
        { type: 'endorsement', content: 'We would vote for it.' },
        { type: 'quay_box', content_elements: [{ type: 'text', content: 'In a box.' }] },
        { type: 'gallery', content_elements: [{ type: 'image', url: 'https://p.example/b.jpg' }] },
        { type: 'reference', referent: { id: 'X' } },
      ],
    }),
    {
      body: `<p>${text}</p><p>It was Monday.</p><pre><code>a &lt; b</code></pre><p>We would vote for it.</p><p>In a box.</p><figure><img src="https://p.example/b.jpg" alt="" /></figure>`,
    },
  ],
  [
    'WPGraphQL',
    json({
      data: {
        posts: {
          nodes: [
            {
              ...piece,
              excerpt: '<p>Weeks of work</p>',
              author: { node: { name: 'Ada Quay' } },
              categories: { nodes: [{ name: 'Town' }] },
              tags: { edges: [{ node: { name: 'piers' } }] },
              featuredImage: { node: { sourceUrl: picture, altText: 'A pier', caption: '<p>On Monday</p>' } },
            },
          ],
        },
      },
      extensions: { debug: [] },
    }),
    whole,
  ],
  [
    'the Guardian',
    json({
      response: {
        results: [
          {
            id: 'town/pier',
            sectionName: 'Town',
            webPublicationDate: at,
            webTitle: 'Pier',
            webUrl: 'https://p.example/pier-shut',
            fields: { headline: 'Pier shut', trailText: 'Weeks of work', byline: 'Ada Quay', body: html },
            tags: [
              { type: 'keyword', webTitle: 'piers' },
              { type: 'contributor', webTitle: 'Ada Quay' },
            ],
          },
        ],
      },
    }),
    { ...whole, image: undefined },
  ],
  [
    'Storyblok',
    json({
      stories: [
        {
          name: 'Pier',
          slug: 'pier-shut',
          tag_list: ['piers'],
          first_published_at: at,
          content: {
            component: 'article',
            title: 'Pier shut',
            teaser: 'Weeks of work',
            category: 'Town',
            author: 'Ada Quay',
            image: { filename: picture, alt: 'A pier', caption: 'On Monday' },
            body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] },
          },
        },
      ],
    }),
    whole,
  ],
  [
    'Prismic',
    json({
      results: [
        {
          id: 'X',
          uid: 'pier-shut',
          tags: ['piers'],
          first_publication_date: '2026-03-02T09:30:00+0000',
          data: {
            title: words('heading1', 'Pier shut'),
            standfirst: words('paragraph', 'Weeks of work'),
            body: words('paragraph', text),
            section: 'Town',
            author: { data: { name: 'Ada Quay' } },
            image: { url: picture, alt: 'A pier', caption: 'On Monday' },
          },
        },
      ],
    }),
    whole,
  ],
  [
    'slices of Prismic',
    json({
      results: [
        {
          first_publication_date: '2026-03-02T09:30:00+0000',
          data: {
            title: words('heading1', 'Pier shut'),
            author: { type: 'person', data: { name: words('heading1', 'Ada Quay') } },
            slices: [
              { slice_type: 'text', primary: { text: words('paragraph', text), colour: 'red' }, items: [] },
              { slice_type: 'quote', primary: { quote: 'Shut.' }, items: [] },
              {
                slice_type: 'gallery',
                primary: {},
                items: [{ image: { url: picture, dimensions: {} }, caption: 'Now' }],
              },
              { slice_type: 'poll', primary: { id: '7' } },
            ],
          },
        },
      ],
    }),
    {
      body: `<p>${text}</p><blockquote><p>Shut.</p></blockquote><figure><img src="${picture}" alt="" /><figcaption>Now</figcaption></figure>`,
      droppedFromBody: ['[poll]'],
      attributions: whole.attributions,
    },
  ],
  [
    'slices with texts beside a tree, who is quoted, and captions',
    json({
      results: [
        {
          first_publication_date: '2026-03-02T09:30:00+0000',
          data: {
            title: words('heading1', 'Pier shut'),
            slices: [
              {
                slice_type: 'text',
                primary: { lead: 'Weeks of it.', text: words('paragraph', text), size: '2 columns', colour: 'red' },
              },
              { slice_type: 'faq', items: [{ question: 'Until when?', answer: words('paragraph', 'May.') }] },
              {
                slice_type: 'box',
                primary: { text: 'For weeks.', editors_note: 'Ask Hob before this comes out.', anchor: 'box' },
              },
              { slice_type: 'quote', primary: { name_of_the_author: 'Ada Quay', quote: words('paragraph', 'Shut.') } },
              {
                slice_type: 'image',
                primary: { image: { url: picture, dimensions: {} }, caption: words('paragraph', 'Now & then') },
              },
              {
                slice_type: 'video',
                primary: { video: { embed_url: 'https://video.example/embed/1' }, caption: 'Then' },
              },
            ],
          },
        },
      ],
    }),
    {
      body: [
        `<p>Weeks of it.</p><p>${text}</p><h2>Until when?</h2><p>May.</p><p>For weeks.</p>`,
        '<blockquote><p>Shut.</p><p><cite>Ada Quay</cite></p></blockquote>',
        `<figure><img src="${picture}" alt="" /><figcaption>Now &amp; then</figcaption></figure>`,
        '<figure data-embed="video.example"><a href="https://video.example/embed/1">video.example</a><figcaption>Then</figcaption></figure>',
      ].join(''),
      droppedFromBody: ['[size]', '[editors_note]'],
    },
  ],
  [
    'Contentful’s delivery, whose entries say their language',
    json({
      items: [
        {
          sys: { id: 'e', type: 'Entry', locale: 'en-GB' },
          fields: {
            title: 'Pier shut',
            body: html,
            date: at,
            author: { sys: { type: 'Link', id: 'a' } },
            image: { sys: { id: 'f' } },
          },
        },
      ],
      includes: {
        Entry: [{ sys: { id: 'a', locale: 'en-GB' }, fields: { name: 'Ada Quay' } }],
        Asset: [{ sys: { id: 'f', locale: 'en-GB' }, fields: { title: 'A pier', file: { url: picture } } }],
      },
    }),
    { attributions: whole.attributions, image: { url: picture, alt: 'A pier' }, language: 'en-GB' },
  ],
  [
    'Storyblok, published again since',
    json({
      stories: [
        {
          full_slug: 'town/pier-shut',
          first_published_at: at,
          published_at: '2026-03-09T09:30:00Z',
          content: { title: 'Pier shut', body: html },
        },
      ],
    }),
    { publishedAt: new Date(at) },
  ],
  [
    'words for search engines, and a caption that is a tree',
    json({ docs: [{ ...piece, meta: { description: 'Weeks of work' }, heroImage: { url: picture, caption: tree } }] }),
    { standfirst: 'Weeks of work', image: { caption: text } },
  ],
  [
    'a standfirst beside words for search engines',
    json({ docs: [{ ...piece, summary: 'Weeks of work', meta: { description: 'Pier, pier shut, storm' } }] }),
    { standfirst: 'Weeks of work' },
  ],
  [
    'Plone',
    json({
      items: [
        {
          '@id': 'https://p.example/pier-shut',
          '@type': 'News Item',
          UID: 'f0',
          id: 'pier-shut',
          title: 'Pier shut',
          description: 'Weeks of work',
          created: '2026-03-01T09:30:00Z',
          effective: at,
          expires: '2499-12-31T00:00:00Z',
          creators: ['aquay'],
          review_state: 'published',
          subjects: ['piers'],
          language: { token: 'en', title: 'English' },
          text: { 'content-type': 'text/html', data: html, encoding: 'utf-8' },
          image: { download: picture },
          image_caption: 'On Monday',
        },
        { '@id': 'https://p.example/about', '@type': 'Document', UID: 'f1', title: 'About' },
        { '@id': 'https://p.example/blog', '@type': 'Blog', UID: 'f2', title: 'Blog', effective: at, text: '' },
      ],
    }),
    {
      ...whole,
      url: 'https://p.example/pier-shut',
      sections: [],
      image: { url: picture, caption: 'On Monday' },
      attributions: [],
      body: html,
      language: 'en',
    },
  ],
  [
    'Wagtail, with its stream fields',
    json({
      meta: { total_count: 1 },
      items: [
        {
          id: 5,
          meta: {
            type: 'news.ArticlePage',
            detail_url: 'https://p.example/api/v2/pages/5/',
            html_url: 'https://p.example/pier-shut/',
            slug: 'pier-shut',
            first_published_at: at,
          },
          title: 'Pier shut',
          body: [
            { type: 'heading', value: 'Next', id: '1' },
            { type: 'paragraph', value: html, id: '2' },
            { type: 'quote', value: 'Shut.', id: '3' },
            { type: 'image', value: 4, id: '4' },
          ],
        },
      ],
    }),
    {
      url: 'https://p.example/pier-shut/',
      slug: 'pier-shut',
      publishedAt: new Date(at),
      body: `<h2>Next</h2>${html}<blockquote><p>Shut.</p></blockquote>`,
      droppedFromBody: ['[image]'],
    },
  ],
  [
    'JSON-LD of schema.org, with what its nodes refer to',
    json({
      '@context': 'https://schema.org',
      '@graph': [
        {
          '@type': ['NewsArticle', 'Article'],
          '@id': 'https://p.example/pier-shut#article',
          headline: 'Pier shut',
          description: 'Weeks of work',
          articleBody: `${text}\n\nIt is.`,
          datePublished: at,
          author: [{ '@id': '#ada' }],
          publisher: { '@id': '#post' },
          articleSection: 'Town',
          keywords: ['piers'],
          image: { '@type': 'ImageObject', url: picture, caption: 'On Monday', creditText: 'Hob Marl' },
          mainEntityOfPage: { '@type': 'WebPage', '@id': 'https://p.example/pier-shut' },
          creativeWorkStatus: 'https://schema.org/Published',
          isAccessibleForFree: true,
        },
        { '@type': 'Person', '@id': '#ada', name: 'Ada Quay' },
        { '@type': 'NewsMediaOrganization', '@id': '#post', name: 'Quay Post' },
      ],
    }),
    {
      ...whole,
      image: { url: picture, caption: 'On Monday', creditLine: 'Hob Marl' },
      attributions: expect.arrayContaining(whole.attributions),
      url: 'https://p.example/pier-shut',
      body: `<p>${text}</p><p>It is.</p>`,
    },
  ],
  [
    'Plone’s newer editor',
    json({
      '@id': 'https://p.example/pier-shut',
      '@type': 'News Item',
      UID: 'f0',
      title: 'Pier shut',
      effective: at,
      blocks: {
        b: { '@type': 'slate', value: [{ type: 'h2', children: [{ text: 'Next' }] }] },
        a: { '@type': 'slate', value: [{ type: 'p', children: [{ text }] }] },
        t: { '@type': 'title' },
        h: { '@type': 'html', html: '<p>As <em>is</em>.</p>' },
        v: { '@type': 'video', url: 'https://video.example/1' },
        q: { '@type': 'quote', value: [{ type: 'p', children: [{ text: 'Shut.' }] }] },
        g: {
          '@type': 'gridBlock',
          blocks: {
            i: { '@type': 'image', url: picture, alt: 'A pier', caption: 'On Monday' },
            s: { '@type': 'slate', value: [{ type: 'p', children: [{ text: 'Beside it.' }] }] },
          },
          blocks_layout: { items: ['i', 's'] },
        },
      },
      blocks_layout: { items: ['t', 'a', 'b', 'h', 'v', 'q', 'g'] },
    }),
    {
      body: [
        `<p>${text}</p><h2>Next</h2><p>As <em>is</em>.</p>`,
        '<figure data-embed="video.example"><a href="https://video.example/1">video.example</a></figure>',
        `<blockquote><p>Shut.</p></blockquote><figure><img src="${picture}" alt="A pier" /><figcaption>On Monday</figcaption></figure><p>Beside it.</p>`,
      ].join(''),
    },
  ],
  [
    'the Guardian’s answer to what was asked for by its id, with the picture of its main element',
    json({
      response: {
        status: 'ok',
        userTier: 'internal',
        content: {
          id: 'town/pier',
          webPublicationDate: at,
          webTitle: 'Pier shut',
          fields: {
            standfirst: '<p>Weeks of work</p>',
            body: html,
            main: `<figure class="element-image"><img src="${picture}" alt="A pier"><figcaption><span class="element-image__caption">On Monday</span> <span class="element-image__credit">Photograph: Hob Marl</span></figcaption></figure>`,
          },
        },
      },
    }),
    {
      headline: 'Pier shut',
      standfirst: 'Weeks of work',
      body: html,
      image: { url: picture, alt: 'A pier', caption: 'On Monday', creditLine: 'Photograph: Hob Marl' },
    },
  ],
  [
    'the Guardian, with a player as its main element',
    json({
      response: {
        results: [
          {
            webTitle: 'Pier shut',
            webPublicationDate: at,
            fields: { body: html, main: '<iframe src="https://v.example"></iframe>' },
          },
        ],
      },
    }),
    { body: html, image: undefined },
  ],
  [
    'a single record that keeps its fields in `content`',
    json({ first_published_at: at, full_slug: 'town/pier', content: { title: 'Pier shut', body: html } }),
    { headline: 'Pier shut', publishedAt: new Date(at) },
  ],
  [
    'parts of Plone’s newer editor that can’t be shown, and a note among editors',
    json({
      '@id': 'https://p.example/pier-shut',
      '@type': 'News Item',
      UID: 'f0',
      title: 'Pier shut',
      effective: at,
      blocks: {
        a: { '@type': 'slate', value: [{ type: 'p', children: [{ text }] }] },
        t: { '@type': 'title' },
        e: { '@type': 'slate', value: [{ type: 'p', children: [{ text: '' }] }] },
        l: { '@type': 'listing', querystring: {} },
        n: { '@type': 'internalNote', text: 'Call Hob first' },
        i: { '@type': 'image' },
      },
      blocks_layout: { items: ['t', 'a', 'e', 'l', 'n', 'i'] },
    }),
    { body: html, droppedFromBody: ['[listing]', '[internalNote]', '[image]'] },
  ],
])('%s', async (_, given, expected) => {
  const { documents } = await readArchiveText(given, 'export');
  expect(documents).toMatchObject([expected]);
  expect(doubtsOf(documents[0] as (typeof documents)[0], readingNow)).toEqual([]);
});

test.each([
  ['a package', { name: 'pier', version: '1.0.0', title: 'Pier', content: 'shut' }],
  ['a schema', { title: 'Pier', type: 'object', properties: { title: { type: 'string' }, body: { type: 'string' } } }],
  ['expectations of a test', { V1: { title: 'Pier shut', authors: [], topics: [] }, meta: {} }],
])('%s is no piece', async (_, value) => {
  await expect(readArchiveText(json(value), 'a.json')).rejects.toThrow(/an export that is known/);
});
