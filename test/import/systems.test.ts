/** JSON of content systems: WordPress' REST API, Contentful, JSON:API (Drupal, Strapi), Chorus, Tiny News. */

import { expect, test } from 'vitest';
import { readArchiveText } from '../support/read-archive.ts';

const read = async (json: unknown) => {
  const { kind, ...page } = await readArchiveText(JSON.stringify(json), 'export.json');
  expect(kind).toBe('system');
  return page;
};

const link = (id: string) => ({ sys: { type: 'Link', id } });
const whole = {
  headline: 'Eels climb',
  publishedAt: new Date('2026-03-04T10:00:00Z'),
  slug: 'eels',
  sections: ['River'],
  topics: ['Eels'],
  image: { url: 'https://weir.example/weir.jpg', alt: 'A weir' },
  attributions: [expect.objectContaining({ source: expect.objectContaining({ name: 'Ada Quay' }) })],
};

test('an address of Drupal stands against its site', async () => {
  const article = {
    type: 'node--article',
    id: 'a',
    attributes: {
      title: 'Eels climb',
      status: true,
      path: { alias: '/news/eels' },
      body: { processed: '<p>They do.</p>' },
    },
  };
  const { documents } = await readArchiveText(JSON.stringify({ data: [article] }), 'a.json', {
    site: 'https://weir.example',
  });
  expect(documents).toMatchObject([{ url: 'https://weir.example/news/eels', slug: 'eels' }]);
});

test('posts of WordPress, with what is embedded', async () => {
  const post = {
    id: 1,
    date_gmt: '2026-03-04T10:00:00',
    guid: { rendered: 'https://weir.example/?p=1' },
    link: 'https://weir.example/eels/',
    slug: 'eels',
    status: 'publish',
    type: 'post',
    title: { rendered: 'Eels climb' },
    content: { rendered: '<p>They do.</p>', protected: false },
    excerpt: { rendered: '<p>Short.</p>' },
    _embedded: {
      author: [{ name: 'Ada Quay' }],
      'wp:featuredmedia': [{ source_url: 'https://weir.example/weir.jpg', alt_text: 'A weir' }],
      'wp:term': [[{ taxonomy: 'category', name: 'River' }], [{ taxonomy: 'post_tag', name: 'Eels' }]],
    },
  };
  const { documents, refused } = await read([
    post,
    { ...post, content: { rendered: '', protected: true } },
    { ...post, status: 'private' },
  ]);
  expect(documents).toMatchObject([
    { ...whole, standfirst: 'Short.', body: '<p>They do.</p>', url: 'https://weir.example/eels/' },
  ]);
  expect(refused?.map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/password/),
    expect.stringMatching(/“private”/),
  ]);
});

test('entries of Contentful, with their links and rich text; a draft waits', async () => {
  const text = (value: string, ...marks: string[]) => ({
    nodeType: 'text',
    value,
    marks: marks.map((type) => ({ type })),
  });
  const body = {
    nodeType: 'document',
    content: [
      {
        nodeType: 'paragraph',
        content: [
          text('They '),
          text('do', 'bold'),
          { nodeType: 'hyperlink', data: { uri: 'https://weir.example/' }, content: [text('<x>')] },
        ],
      },
      { nodeType: 'embedded-asset-block', data: { target: link('pic') } },
    ],
  };
  const english = (fields: object) =>
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { 'en-GB': value }]));
  const entry = (id: string, sys: object, fields: object) => ({
    sys: { id, contentType: { sys: { id: 'article' } }, ...sys },
    fields: english(fields),
  });
  const fields = {
    title: 'Eels climb',
    slug: 'eels',
    body,
    date: '2026-03-04T10:00:00Z',
    author: link('ada'),
    category: link('river'),
    tags: ['Eels'],
    image: link('pic'),
  };
  const { documents, others } = await read({
    entries: [
      entry('e1', { version: 3, publishedVersion: 2 }, fields),
      entry('e2', { version: 1 }, { ...fields, slug: 'more-eels' }),
      { sys: { id: 'ada', contentType: { sys: { id: 'person' } } }, fields: english({ name: 'Ada Quay' }) },
      { sys: { id: 'river', contentType: { sys: { id: 'category' } } }, fields: english({ title: 'River' }) },
    ],
    assets: [{ sys: { id: 'pic' }, fields: english({ title: 'A weir', file: { url: '//weir.example/weir.jpg' } }) }],
  });
  expect(documents).toMatchObject([
    {
      ...whole,
      unsure: undefined,
      language: 'en-GB',
      body: '<p>They <strong>do</strong><a href="https://weir.example/">&lt;x&gt;</a></p><figure><img src="https://weir.example/weir.jpg" alt="A weir" /></figure>',
    },
    { unsure: expect.stringMatching(/“draft”/) },
  ]);
  expect(others).toEqual({ 'entries of the type person': 1, 'entries of the type category': 1 });
});

test.each([
  [
    'Strapi',
    {
      data: [
        {
          id: 7,
          attributes: {
            title: 'Eels climb',
            slug: 'eels',
            content: '<p>They do.</p>',
            publishedAt: '2026-03-04T10:00:00Z',
            category: { data: { id: 1, attributes: { name: 'River' } } },
            tags: { data: [{ id: 2, attributes: { name: 'Eels' } }] },
            author: { data: { id: 3, attributes: { name: 'Ada Quay' } } },
            cover: { data: { id: 4, attributes: { url: 'https://weir.example/weir.jpg', alternativeText: 'A weir' } } },
          },
        },
      ],
    },
  ],
  [
    'Drupal',
    {
      jsonapi: { version: '1.0' },
      data: [
        {
          type: 'node--article',
          id: 'a1b2',
          attributes: {
            title: 'Eels climb',
            status: true,
            created: '2026-03-04T10:00:00+00:00',
            body: { value: 'They do.', processed: '<p>They do.</p>' },
            path: { alias: '/news/eels' },
          },
          relationships: {
            uid: { data: { type: 'user--user', id: 'u' } },
            field_tags: { data: [{ type: 'term', id: 't' }] },
            field_section: { data: { type: 'term', id: 's' } },
            field_image: { data: { type: 'file--file', id: 'f' } },
          },
        },
      ],
      included: [
        { type: 'user--user', id: 'u', attributes: { display_name: 'Ada Quay' } },
        { type: 'term', id: 't', attributes: { name: 'Eels' } },
        { type: 'term', id: 's', attributes: { name: 'River' } },
        { type: 'file--file', id: 'f', attributes: { uri: { url: 'https://weir.example/weir.jpg' }, alt: 'A weir' } },
      ],
    },
  ],
])('resources of JSON:API, as %s writes them', async (_, json) => {
  const { documents } = await read(json);
  expect(documents).toMatchObject([{ ...whole, body: '<p>They do.</p>' }]);
});

test('an entry of Chorus, by its components', async () => {
  const contents = (html: string) => ({ contents: { html } });
  const { documents } = await read({
    uid: 'Entry:1',
    title: 'Eels climb',
    dek: { html: 'Short.' },
    url: 'https://weir.example/eels',
    createdAt: '2026-03-04T10:00:00Z',
    author: { fullOrUserName: 'Ada Quay' },
    communityGroups: [{ name: 'Eels' }],
    body: {
      components: [
        { __typename: 'EntryBodyHeading', level: 3, ...contents('Head') },
        { __typename: 'EntryBodyList', ordered: true, items: [{ line: { html: 'a' } }] },
        {
          __typename: 'EntryBodyTable',
          table: {
            columns: ['x', 'y'],
            rows: [
              ['1', '2'],
              ['3', '4'],
            ],
          },
        },
      ],
    },
  });
  expect(documents).toMatchObject([{ headline: 'Eels climb', standfirst: 'Short.', topics: ['Eels'] }]);
  expect(documents[0]?.body).toBe(
    '<h3>Head</h3><ol><li>a</li></ol><table><thead><tr><th>x</th><th>y</th></tr></thead><tbody><tr><td>1</td><td>3</td></tr><tr><td>2</td><td>4</td></tr></tbody></table>',
  );
});

test('articles of Tiny News, a piece a language', async () => {
  const translation = (headline: string, locale_code: string, published: boolean) => ({
    headline,
    locale_code,
    published,
    first_published_at: '2026-03-04T10:00:00Z',
    content: [
      { type: 'text', style: 'HEADING_1', children: [{ content: 'Head', style: {} }] },
      { type: 'text', style: 'NORMAL_TEXT', children: [{ content: 'They do', style: { bold: true } }] },
    ],
  });
  const { documents } = await read([
    {
      id: 4,
      slug: 'eels',
      live_url: 'https://weir.example/eels',
      author: [{ author: { first_names: 'Ada', last_name: 'Quay' } }],
      translations: [translation('Eels climb', 'en-GB', true), translation('Anguilas', 'es', false)],
    },
  ]);
  expect(documents).toMatchObject([
    {
      headline: 'Eels climb',
      body: '<h2>Head</h2><p><strong>They do</strong></p>',
      url: 'https://weir.example/eels',
      unsure: undefined,
    },
    { headline: 'Anguilas', url: undefined, unsure: expect.stringMatching(/draft/) },
  ]);
});
