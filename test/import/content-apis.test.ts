/** Pieces as content APIs and headless systems answer with them: in whatever wraps the list, and whatever holds a piece's fields. */

import { expect, test } from 'vitest';
import { doubtsOf } from '../../src/import/doubts.ts';
import { fate, text } from '../support/one-piece.ts';
import { readArchiveText, readingNow } from '../support/read-archive.ts';

const json = (value: unknown) => JSON.stringify(value, null, 1);
const lines = (...records: readonly object[]) => records.map((each) => `${JSON.stringify(each)}\n`).join('');

const at = '2026-03-02T09:30:00Z';
const html = `<p>${text}</p>`;
const picture = 'https://p.example/lead.jpg';
const piece = { title: 'Pier shut', slug: 'pier-shut', date: at, content: html };
const tree = [{ _type: 'block', style: 'normal', children: [{ _type: 'span', text }] }];
const words = (type: string, value: string) => [{ type, text: value, spans: [] }];

const ans = {
  _id: 'QUAY1',
  type: 'story',
  version: '0.10.9',
  canonical_url: '/town/pier-shut/',
  headlines: { basic: 'Pier shut' },
  subheadlines: { basic: 'Weeks of work' },
  content_elements: [
    { type: 'text', content: text },
    { type: 'header', level: 3, content: 'Next' },
    { type: 'list', list_type: 'ordered', items: [{ type: 'text', content: 'Planks' }] },
    {
      type: 'quote',
      content_elements: [{ type: 'text', content: 'Shut.' }],
      citation: { content: 'Ada Quay' },
    },
    { type: 'interstitial_link', url: 'https://p.example/x', content: 'Read more' },
  ],
  first_publish_date: at,
  credits: { by: [{ type: 'author', name: 'Ada Quay' }] },
  taxonomy: { primary_section: { name: 'Town' }, sections: [{ name: 'Town' }], tags: [{ text: 'piers' }] },
  promo_items: {
    basic: {
      type: 'image',
      url: picture,
      alt_text: 'A pier',
      caption: 'On Monday',
      credits: { by: [{ name: 'Hob Marl' }] },
    },
  },
};
const whole = {
  headline: 'Pier shut',
  standfirst: 'Weeks of work',
  publishedAt: new Date(at),
  slug: 'pier-shut',
  sections: ['Town'],
  topics: ['piers'],
  image: { url: picture, alt: 'A pier', caption: 'On Monday' },
  attributions: [{ role: 'AUTHOR', source: { name: 'Ada Quay', kind: 'PERSON' } }],
};

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
    'lines of hits',
    lines({ _index: 'posts', _id: '1', _score: 1, _source: { ...piece, author: 'Ada Quay' } }, { _id: '2' }),
    { body: html, attributions: whole.attributions },
  ],
  ['lines for an index', lines({ index: { _index: 'posts', _id: '1' } }, piece), { body: html }],
  ['an update for an index', lines({ update: { _id: '1' } }, { doc: piece }, { delete: { _id: '2' } }), { body: html }],
  [
    'lines for an index that say more of it, and delete others',
    lines(
      { index: { _index: 'posts', _id: '2', require_alias: true } },
      { ...piece, title: 'Pier gone' },
      { delete: { _index: 'posts', _id: '2' } },
      { delete: { _index: 'posts', _id: '1', if_seq_no: 4 } },
      { index: { _index: 'posts', _id: '1' } },
      piece,
      { delete: { _index: 'pages', _id: '1' } },
    ),
    { headline: 'Pier shut', body: html },
  ],
  [
    'an update by a script, for where there is none yet',
    lines({ update: { _id: '1', retry_on_conflict: 3 } }, { script: { source: 'x' }, upsert: piece }),
    { body: html },
  ],
  [
    'lines of JSON-LD',
    lines({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      headline: 'Pier shut',
      datePublished: at,
      articleBody: text,
      isAccessibleForFree: true,
      creativeWorkStatus: 'Published',
      author: { '@type': 'Person', name: 'Ada Quay' },
      articleSection: 'Town',
    }),
    { body: html, sections: ['Town'], attributions: whole.attributions },
  ],
  [
    'a data set of Sanity',
    lines(
      { _id: 'a', _type: 'author', name: 'Ada Quay', slug: { current: 'ada-quay' } },
      { _id: 'c', _type: 'category', title: 'Town' },
      {
        _id: 'p',
        _type: 'post',
        title: 'Pier shut',
        slug: { _type: 'slug', current: 'pier-shut' },
        publishedAt: at,
        excerpt: 'Weeks of work',
        author: { _ref: 'a' },
        categories: [{ _ref: 'c' }],
        tags: ['piers'],
        mainImage: { _sanityAsset: `image@${picture}`, alt: 'A pier', caption: 'On Monday' },
        body: tree,
      },
    ),
    whole,
  ],
  [
    'a teaser in a data set of Sanity',
    lines(
      { _id: 'a', _type: 'author', name: 'Ada Quay' },
      { _id: 'p', _type: 'teaser', title: 'Pier shut', date: at, excerpt: 'Weeks of work', author: { _ref: 'a' } },
    ),
    { headline: 'Pier shut', standfirst: 'Weeks of work', publishedAt: new Date(at) },
  ],
  [
    'lines of documents that aren’t Sanity’s',
    lines(
      { _id: '1', _type: 'Article', title: 'Pier shut', html, date: at, slug: 'b' },
      { _id: '2', _type: 'Article' },
    ),
    { headline: 'Pier shut', body: html, slug: 'b' },
  ],
  [
    'an answer of GROQ',
    json({ query: '*', result: [{ _id: 'p', ...piece, mainImage: { asset: { url: picture } }, body: tree }] }),
    { headline: 'Pier shut', image: { url: picture } },
  ],
  [
    'Craft',
    json({
      data: [
        {
          ...piece,
          date: undefined,
          postDate: { date: '2026-03-02 10:30:00.000000', timezone_type: 1, timezone: '+01:00' },
        },
      ],
    }),
    { publishedAt: new Date(at) },
  ],
  [
    'Drupal’s REST',
    json([
      {
        nid: [{ value: 5 }],
        status: [{ value: true }],
        title: [{ value: 'Pier shut' }],
        created: [{ value: at, format: 'Y' }],
        body: [{ value: 'x', processed: html, summary: 'Weeks of work' }],
        field_image: [{ target_id: 9, alt: 'A pier', url: picture }],
      },
    ]),
    { standfirst: 'Weeks of work', body: html, publishedAt: new Date(at), image: { url: picture, alt: 'A pier' } },
  ],
  [
    'Joomla’s API',
    json({
      data: [
        {
          type: 'articles',
          id: '8',
          attributes: {
            asset_id: 9,
            title: 'Pier shut',
            alias: 'pier-shut',
            state: 1,
            language: 'en-GB',
            publish_up: at,
            text,
          },
        },
      ],
    }),
    { slug: 'pier-shut', formerSlugs: undefined, language: 'en-GB', unsure: undefined, publishedAt: new Date(at) },
  ],
  [
    'JSON:API, where a picture’s words stand beside its name',
    json({
      data: [
        {
          type: 'node--article',
          id: '5',
          attributes: { title: 'Pier shut', status: true, created: at, body: { processed: html } },
          relationships: { field_image: { data: { type: 'file--file', id: 'f', meta: { alt: 'A pier' } } } },
        },
      ],
      included: [{ type: 'file--file', id: 'f', attributes: { uri: { url: picture } } }],
    }),
    { image: { url: picture, alt: 'A pier' } },
  ],
  [
    'Hygraph, which isn’t Ghost',
    json({ data: { posts: [{ ...piece, stage: 'PUBLISHED', content: { html } }] } }),
    { body: html, unsure: undefined },
  ],
  [
    'Umbraco',
    json({
      items: [
        { name: 'Pier', createDate: at, properties: { title: 'Pier shut', bodyText: { markup: html, blocks: [] } } },
      ],
    }),
    { headline: 'Pier shut', body: html, publishedAt: new Date(at) },
  ],
  ['Elasticsearch', json({ hits: { total: { value: 1 }, hits: [{ _id: '1', _source: piece }] } }), { body: html }],
  [
    'texts that say that nothing protects them',
    json({ items: [{ ...piece, hasPassword: false, content: { rendered: html, protected: false } }] }),
    { body: html, unsure: undefined },
  ],
  [
    'edges and states that say nothing of a draft',
    json({ status: 'ok', data: { status: 'ok', draughtsClubQuery: { edges: [{ cursor: 'x', node: piece }] } } }),
    { body: html, unsure: undefined },
  ],
  ['one piece of many lines', json(piece), { headline: 'Pier shut', body: html }],
  ['one piece that was asked for', json({ data: { article: piece } }), { headline: 'Pier shut', body: html }],
  ['Webflow', `Name,Slug,Published On,Post Body\nPier shut,pier-shut,${at},"${html}"\n`, { headline: 'Pier shut' }],
  [
    'Markdown that nobody says to be it',
    json([{ ...piece, content: 'The pier is **shut**.\n\n## Next\n\nMore.' }]),
    { body: '<p>The pier is <strong>shut</strong>.</p><h2>Next</h2><p>More.</p>' },
  ],
  [
    'Markdown with lines and signs that are no tags',
    json([{ ...piece, content: '## Score\n\n**Final** <Ada> 3\n<Bob> 4 `<i>`\n- one\n- two <sub>2</sub>' }]),
    {
      body: '<h2>Score</h2><p><strong>Final</strong> &lt;Ada&gt; 3<br />&lt;Bob&gt; 4 <code>&lt;i&gt;</code></p><ul><li>one</li><li>two <sub>2</sub></li></ul>',
    },
  ],
  ...[
    { type: 'PARAGRAPH', children: [{ type: 'TEXT', text }] },
    { type: 'PARAGRAPH', content: [{ type: 'TEXT', text }] },
    { type: 'PARAGRAPH', nodes: [{ type: 'TEXT', text }] },
    { type: 'PARAGRAPH', text },
  ].map((node): [string, string, object] => [
    `another editor’s types in capitals, which aren’t Wix’s (${Object.keys(node)[1]})`,
    json([{ ...piece, content: [node] }]),
    { body: html },
  ]),
  [
    'Wix: a caption with nodes of its own, and decorations that say that there is none',
    json([
      {
        ...piece,
        content: {
          nodes: [
            {
              type: 'PARAGRAPH',
              nodes: [
                { type: 'TEXT', textData: { text: 'It ', decorations: [{ type: 'BOLD', fontWeightValue: 400 }] } },
                { type: 'TEXT', textData: { text: 'is ', decorations: [{ type: 'ITALIC', italicData: false }] } },
                { type: 'TEXT', textData: { text: 'shut.', decorations: [{ type: 'BOLD', fontWeightValue: 700 }] } },
              ],
            },
            {
              type: 'IMAGE',
              imageData: { image: { src: { url: picture } } },
              nodes: [{ type: 'CAPTION', nodes: [{ type: 'TEXT', textData: { text: 'On Monday' } }] }],
            },
          ],
        },
      },
    ]),
    {
      body: `<p>It is <strong>shut.</strong></p><figure><img src="${picture}" alt="" /><figcaption>On Monday</figcaption></figure>`,
    },
  ],
  [
    'names beside data of their own',
    json([
      {
        ...piece,
        author: { name: 'Ada Quay', data: { bio: 'Of the quay' } },
        categories: [{ name: 'Town', data: { color: 'red' } }],
        tags: [{ title: 'piers', data: {} }],
      },
    ]),
    { sections: ['Town'], topics: ['piers'], attributions: whole.attributions },
  ],
  // What looks alike.
  [
    'one sign of Markdown in a plain text',
    json([{ ...piece, content: '**Score** <Ada> 3\n<Bob> 4\nfinal line' }]),
    { body: '<p>**Score** &lt;Ada&gt; 3<br />&lt;Bob&gt; 4<br />final line</p>' },
  ],
  [
    'a title for search engines in an object of its own',
    json([{ ...piece, data: { title: 'Pier shut | Quay Post' } }]),
    { headline: 'Pier shut' },
  ],
  [
    'stars of a plain text',
    json([{ ...piece, content: 'It is **** awful.\n5 ** 3 ** 2 is [more](see below).' }]),
    { body: '<p>It is **** awful.<br />5 ** 3 ** 2 is [more](see below).</p>' },
  ],
  [
    'HTML as a part of a text',
    json([{ ...piece, content: { blocks: [{ type: 'raw', data: { html } }] } }]),
    { body: html },
  ],
])('%s', async (_, given, expected) => {
  const { documents } = await readArchiveText(given, 'export');
  expect(documents).toMatchObject([expected]);
  expect(doubtsOf(documents[0] as (typeof documents)[0], readingNow)).toEqual([]);
});

test('documents of a data set that are no pieces are counted by their types', async () => {
  const given = lines(
    { _id: 'a', _type: 'author', name: 'Ada Quay' },
    { _id: 'p', _type: 'post', ...piece, author: { _ref: 'a' } },
    { _id: 'c', _type: 'category', _createdAt: at, title: 'Town', slug: { current: 'town' }, description: 'Of it' },
    { _id: 's', _type: 'siteSettings', title: 'Quay Post' },
  );
  expect((await readArchiveText(given, 'a.ndjson')).others).toEqual({
    'documents of the type author': 1,
    'documents of the type category': 1,
    'documents of the type siteSettings': 1,
  });
});

test.each([
  ['Arc XP', json({ ...ans, revision: { published: false } }), /“draft”/],
  [
    'Arc XP, without a copy that is out',
    json({ ...ans, additional_properties: { has_published_copy: false } }),
    /“draft”/,
  ],
  [
    'Arc XP, made and never published',
    json({ ...ans, first_publish_date: undefined, created_date: at }),
    /no date of its own/,
  ],
  [
    'a state beside its fields',
    json({ items: [{ status: 'Draft', properties: { ...piece, status: 'published' } }] }),
    /draft/i,
  ],
  [
    'a state among its fields',
    json({ items: [{ status: 'Published', properties: { ...piece, status: 'draft' } }] }),
    /draft/,
  ],
  [
    'a text behind a password',
    json({ items: [{ title: { rendered: 'Secret' }, date: at, content: { rendered: html, protected: true } }] }),
    /says so/,
  ],
  ['a part behind a password', json({ items: [{ ...piece, content: { html, protected: true } }] }), /says so/],
  [
    'a text of its fields behind a password',
    json({ items: [{ fields: { ...piece, content: { html, protected: 'yes' } } }] }),
    /says so/,
  ],
  [
    'a password that WPGraphQL tells of',
    json({ data: { posts: { nodes: [{ ...piece, hasPassword: true }] } } }),
    /password/,
  ],
  ['what an edge says', json({ data: { posts: { edges: [{ node: piece, status: 'draft' }] } } }), /draft/],
  ['what a hit says', json({ hits: { hits: [{ _index: 'posts', _source: piece, status: 'draft' }] } }), /draft/],
  [
    'what a hit says of fields',
    json({
      hits: { hits: [{ _source: { status: 'ok', fields: { ...piece, status: 'published' } }, status: 'draft' }] },
    }),
    /draft/,
  ],
  ...[{ isAccessibleForFree: false }, { creativeWorkStatus: 'Draft' }].map((more): [string, string, RegExp] => {
    const node = { '@type': 'NewsArticle', headline: 'P', datePublished: at, articleBody: text, ...more };
    return [
      `JSON-LD in lines, ${JSON.stringify(more)}`,
      lines(node, { ...node, headline: 'Q' }),
      /subscribers|“Draft”/,
    ];
  }),
  [
    'an alias for drafts',
    lines({ index: { _index: 'article-drafts', _id: '1', require_alias: true } }, piece),
    /draft/,
  ],
  ['lines for an index of drafts', lines({ index: { _index: 'article-drafts' } }, piece), /draft/],
  ['a hit in a line', lines({ _source: { ...piece, status: 'draft' } }, { _source: piece }), /draft/],
  [
    'JSON-LD of a draft',
    json([
      {
        '@context': 'https://schema.org/',
        '@type': 'Article',
        ...piece,
        headline: 'P',
        datePublished: at,
        articleBody: text,
        creativeWorkStatus: 'Draft',
      },
    ]),
    /“Draft”/,
  ],
  [
    'JSON-LD for subscribers',
    json({
      '@context': 'http://schema.org',
      '@type': 'Article',
      headline: 'P',
      articleBody: text,
      isAccessibleForFree: 'False',
    }),
    /subscribers/,
  ],
  [
    'Plone, where it is private',
    json([{ '@id': 'https://p.example/1', '@type': 'News Item', UID: 'f', ...piece, review_state: 'private' }]),
    /private/,
  ],
  ['an index of drafts', json({ hits: { hits: [{ _index: 'articles-drafts', _source: piece }] } }), /draft/],
  ['an outer state', json({ status: 'draft', data: { status: 'ok', posts: { nodes: [piece] } } }), /draft/],
  ['a wrapper of drafts', json({ data: { draftPostsConnection: { edges: [{ node: piece }] } } }), /draft/],
  ['a wrapper of what isn’t out', json({ data: { unpublishedArticleList: { items: [piece] } } }), /draft/],
  ['a stage', json({ data: { posts: [{ ...piece, stage: 'DRAFT' }] } }), /DRAFT/],
  ['a data set', lines({ _id: 'drafts.p', _type: 'post', ...piece }), /draft/],
  ['a field of Drupal’s', json([{ ...piece, field_embargo: '2099-01-01T00:00:00Z' }]), null],
])('what isn’t public by %s doesn’t come out', async (_, given, reason) => {
  if (reason !== null) expect(await fate(given, 'a.ndjson')).toMatch(reason);
  else expect((await readArchiveText(given, 'a.json')).documents[0]?.publishedAt.getFullYear()).toBe(2099);
});

test.each([
  ['a package', { name: 'pier', version: '1.0.0', title: 'Pier', content: 'shut' }],
  ['a schema', { title: 'Pier', type: 'object', properties: { title: { type: 'string' }, body: { type: 'string' } } }],
  ['expectations of a test', { V1: { title: 'Pier shut', authors: [], topics: [] }, meta: {} }],
])('%s is no piece', async (_, value) => {
  await expect(readArchiveText(json(value), 'a.json')).rejects.toThrow(/an export that is known/);
});
