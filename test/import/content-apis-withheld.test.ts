/** What content APIs and dumps say of pieces that aren't public, wherever they say it: these don't come out. */

import { expect, test } from 'vitest';
import { ans, at, html, json, lines, piece } from '../support/content-apis.ts';
import { fate, text } from '../support/one-piece.ts';
import { readArchiveText } from '../support/read-archive.ts';

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
