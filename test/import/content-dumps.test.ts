/** Pieces out of dumps of search engines, data sets and further content systems. */

import { expect, test } from 'vitest';
import { doubtsOf } from '../../src/import/doubts.ts';
import { at, html, json, lines, picture, piece, tree, whole } from '../support/content-apis.ts';
import { text } from '../support/one-piece.ts';
import { readArchiveText, readingNow } from '../support/read-archive.ts';

test.each<[string, string, object]>([
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
