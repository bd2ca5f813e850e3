/** `node`, `nodes` and `article(by:)`: global ids, slugs, addresses and origins. */

import { expect, test } from 'vitest';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom((db) =>
  publish(db, [
    piece('first', {
      url: 'https://elsewhere.example/first?page=1',
      topics: ['Ships'],
      attributions: [{ role: 'CITED', source: { name: 'Port of Tarn', kind: 'COMPANY' } }],
    }),
  ]),
);

const id = (text: string) => Buffer.from(text).toString('base64url');

test('a node of each type is found by its id', async () => {
  const found = await newsroom.ask<Record<'article' | 'topic' | 'source', { id: string }>>(
    '{ article(by: { slug: "first" }) { id } topic(by: { slug: "ships" }) { id } source(by: { slug: "port-of-tarn" }) { id } }',
  );
  const ids = [found.data?.article.id, found.data?.topic.id, found.data?.source.id, id('Article:999999')];
  const nodes = await newsroom.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids });
  expect(nodes.data?.nodes).toEqual([
    { __typename: 'Article', id: ids[0] },
    { __typename: 'Topic', id: ids[1] },
    { __typename: 'Source', id: ids[2] },
    null,
  ]);
  const node = await newsroom.ask('query ($id: ID!) { node(id: $id) { ... on Topic { name } } }', { id: ids[1] });
  expect(node.data).toEqual({ node: { name: 'Ships' } });
});

test.each(['', 'x', id('Viewer:1'), id('Article:0'), id('Article:1.5'), id('Article:99999999999'), id('__proto__:1')])(
  'a malformed id is refused by its field’s name: %s',
  async (bad) => {
    const answer = await newsroom.ask('query ($id: ID!) { node(id: $id) { id } }', { id: bad });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path: ['id'] });
  },
);

test('an id of another type than the field’s is refused', async () => {
  const answer = await newsroom.ask(`{ article(by: { id: "${id('Topic:1')}" }) { slug } }`);
  expect(answer.errors?.[0]?.message).toContain('Topic');
  expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path: ['by', 'id'] });
});

test('nodes(ids:) takes at most 100 ids', async () => {
  const ids = Array.from({ length: 101 }, (_, n) => id(`Article:${n + 1}`));
  const answer = await newsroom.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
  expect(answer.errors?.[0]?.message).toContain('100');
});

test('an article is found by slug, by its public address, and by the address that it was imported from', async () => {
  const query = (by: string) => `{ article(by: { ${by} }) { url } }`;
  const article = { url: 'https://news.example/articles/first' };
  for (const by of [
    'slug: "first"',
    'url: "https://news.example/articles/first"',
    'url: "https://elsewhere.example/first?page=1"',
  ]) {
    expect((await newsroom.ask(query(by))).data, by).toEqual({ article });
  }
  for (const by of [
    'slug: "second"',
    'url: "https://news.example/other/first"',
    'url: "https://news.example/articles/%E0%A4"',
  ]) {
    expect((await newsroom.ask(query(by))).data, by).toEqual({ article: null });
  }
});

test('article(by:) takes exactly one key', async () => {
  for (const by of ['{}', '{ slug: "a", id: "b" }']) {
    const answer = await newsroom.ask(`{ article(by: ${by}) { slug } }`);
    expect(answer.errors?.[0]?.message).toMatch(/exactly one|Exactly one/i);
  }
});

test('a former slug finds its article for ever, and is refused to every other', async () => {
  const { db } = newsroom;
  await db.updateTable('article').set({ slug: 'second-name' }).where('slug', '=', 'first').execute();
  await db.updateTable('article').set({ slug: 'third-name' }).where('slug', '=', 'second-name').execute();
  for (const slug of ['first', 'second-name', 'third-name']) {
    const answer = await newsroom.ask('query ($slug: String!) { article(by: { slug: $slug }) { slug } }', { slug });
    expect(answer.data).toEqual({ article: { slug: 'third-name' } });
  }
  const [other] = await publish(db, [piece('other', { headline: 'First' })]);
  expect(
    await db
      .selectFrom('article')
      .select('slug')
      .where('id', '=', other as number)
      .executeTakeFirst(),
  ).toEqual({
    slug: 'first-2',
  });
  await expect(
    db
      .updateTable('article')
      .set({ slug: 'first' })
      .where('id', '=', other as number)
      .execute(),
  ).rejects.toThrow(/belongs to another article/);
  await db.updateTable('article').set({ slug: 'first' }).where('slug', '=', 'third-name').execute();
  expect((await newsroom.ask('{ article(by: { slug: "third-name" }) { slug } }')).data).toEqual({
    article: { slug: 'first' },
  });
});
