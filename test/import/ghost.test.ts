/** Ghost exports: what becomes of posts, of what belongs to them, and of the documents of its editors. */

import { expect, test } from 'vitest';
import { lexicalHtml } from '../../src/import/ghost/lexical.ts';
import { mobiledocHtml } from '../../src/import/ghost/mobiledoc.ts';
import { readArchiveText } from '../support/read-archive.ts';

const post = (id: number, more: object = {}) => ({
  id: `p${id}`,
  uuid: `u${id}`,
  title: `Post ${id}`,
  slug: `post-${id}`,
  html: '<p>Words.</p>',
  status: 'published',
  visibility: 'public',
  published_at: '2026-03-03T10:00:00.000Z',
  ...more,
});

const read = (posts: readonly object[], tables: object = {}) =>
  readArchiveText(JSON.stringify({ db: [{ meta: { version: '5.0' }, data: { posts, ...tables } }] }), 'ghost.json', {
    site: 'https://weir.example/',
  });

test('a post has its people and tags in their order, its picture, its address, and the site’s name', async () => {
  const { kind, documents } = await read(
    [
      post(1, {
        html: '<p>See <a href="__GHOST_URL__/other/">this</a>.</p>',
        custom_excerpt: 'Short.',
        feature_image: '__GHOST_URL__/content/images/weir.jpg',
      }),
    ],
    {
      posts_meta: [
        { post_id: 'p1', feature_image_alt: 'A weir', feature_image_caption: 'Photo by <a href="x">Cy Lock</a>' },
      ],
      users: [
        { id: 'a', name: 'Ada Quay' },
        { id: 'b', name: 'Ben Sluice' },
      ],
      tags: [
        { id: 't', name: 'Town' },
        { id: 'r', name: 'River' },
        { id: 'i', name: '#internal' },
      ],
      posts_authors: [
        { post_id: 'p1', author_id: 'a', sort_order: 1 },
        { post_id: 'p1', author_id: 'b', sort_order: 0 },
      ],
      posts_tags: [
        { post_id: 'p1', tag_id: 't', sort_order: 2 },
        { post_id: 'p1', tag_id: 'i', sort_order: 1 },
        { post_id: 'p1', tag_id: 'r', sort_order: 0 },
      ],
      settings: [{ key: 'title', value: 'Weir Post' }],
    },
  );
  expect(kind).toBe('ghost');
  expect(documents).toMatchObject([
    {
      origin: 'ghost:u1',
      url: 'https://weir.example/post-1/',
      slug: 'post-1',
      standfirst: 'Short.',
      body: '<p>See <a href="https://weir.example/other/">this</a>.</p>',
      sections: ['River'],
      topics: ['Town'],
      image: { url: 'https://weir.example/content/images/weir.jpg', alt: 'A weir', creditLine: 'Photo by Cy Lock' },
      attributions: [
        { role: 'AUTHOR', source: { name: 'Ben Sluice' } },
        { role: 'AUTHOR', source: { name: 'Ada Quay' } },
        { role: 'PUBLISHER', source: { name: 'Weir Post' } },
        { role: 'IMAGE_CREDIT' },
      ],
    },
  ]);
});

test('drafts wait, what is scheduled comes at its time, and what is for members is refused', async () => {
  const { documents, refused, others } = await read([
    post(1, { status: 'draft', published_at: null }),
    post(2, { status: 'scheduled', published_at: '2026-06-01T10:00:00.000Z' }),
    post(3, { visibility: 'members' }),
    post(4, { visibility: 'paid', status: 'draft' }),
    post(5, { status: 'sent' }),
    post(6, { type: 'page' }),
    post(7, { html: '<p>Open.</p><!--members-only--><p>Closed.</p>' }),
  ]);
  expect(
    documents.map(({ headline, unsure, publishedAt }) => [headline, unsure !== undefined, publishedAt.getUTCMonth()]),
  ).toEqual([
    ['Post 1', true, 4],
    ['Post 2', false, 5],
    ['Post 7', false, 2],
  ]);
  expect(refused?.map(({ item }) => item)).toEqual(['Post 3', 'Post 4', 'Post 5']);
  expect(others).toEqual({ pages: 1 });
  expect(documents.at(-1)).toMatchObject({ body: '<p>Open.</p>', droppedFromBody: ['the part for members'] });
});

test('a body is read out of Lexical where nothing was rendered', () => {
  const text = (words: string, format = 0) => ({ type: 'extended-text', text: words, format });
  const made = lexicalHtml(
    JSON.stringify({
      root: {
        children: [
          {
            type: 'paragraph',
            children: [
              text('One '),
              text('two', 3),
              { type: 'link', url: 'https://weir.example', children: [text('<3>')] },
            ],
          },
          { type: 'extended-heading', tag: 'h3', children: [text('Head')] },
          { type: 'list', listType: 'number', children: [{ type: 'listitem', children: [text('a')] }] },
          { type: 'image', src: 'https://weir.example/a.jpg', alt: 'A', caption: 'C <b>d</b>' },
          { type: 'product' },
          { type: 'paywall' },
          { type: 'paragraph', children: [text('Closed.')] },
        ],
      },
    }),
  );
  expect(made).toEqual({
    html: [
      '<p>One <em><strong>two</strong></em><a href="https://weir.example">&lt;3&gt;</a></p>',
      '<h3>Head</h3>',
      '<ol><li>a</li></ol>',
      '<figure><img src="https://weir.example/a.jpg" alt="A"><figcaption>C <b>d</b></figcaption></figure>',
      '',
    ].join('\n'),
    dropped: ['[product]'],
    isCut: true,
  });
});

test('and out of Mobiledoc before it', () => {
  const made = mobiledocHtml(
    JSON.stringify({
      version: '0.3.1',
      atoms: [['soft-return', '', {}]],
      cards: [
        ['markdown', { markdown: '*One*' }],
        ['bookmark', { url: 'https://weir.example/', metadata: { title: 'Weir' } }],
      ],
      markups: [['strong'], ['a', ['href', 'https://weir.example/x']]],
      sections: [
        [
          1,
          'p',
          [
            [0, [], 0, 'One '],
            [0, [0, 1], 1, 'two'],
            [0, [], 1, ' three'],
            [1, [], 0, 0],
            [0, [], 0, 'four & five'],
          ],
        ],
        [3, 'ul', [[[0, [], 0, 'a']], [[0, [], 0, 'b']]]],
        [10, 0],
        [10, 1],
      ],
    }),
  );
  expect(made?.html.replaceAll('\n', '')).toBe(
    '<p>One <strong><a href="https://weir.example/x">two</a> three</strong><br>four &amp; five</p><ul><li>a</li><li>b</li></ul><p><em>One</em></p><p><a href="https://weir.example/">Weir</a></p>',
  );
});
