/**
 * Tags of what was read: an answer that names a topic or source by one path alone is invalidated when that is renamed.
 */

import { describe, expect, test } from 'vitest';
import { piece, publish } from '../support/articles.ts';
import { useCache } from '../support/cached-newsroom.ts';
import { editor, useNewsroom } from '../support/newsroom.ts';

/** Nobody is named twice: neither the photographer as a source of the text, nor a topic by two articles. */
const newsroom = useNewsroom(async (db) => {
  await publish(db, [
    piece('pictured', {
      image: { url: 'https://pictures.example/1.jpg', credit: { name: 'Pia Photo', kind: 'PERSON' } },
    }),
    piece('sourced', { attributions: [{ role: 'QUOTED', source: { name: 'Ada Holm', kind: 'PERSON' } }] }),
    piece('covered', { topics: ['Ports'] }),
    piece('below', { topics: ['Quays'] }),
  ]);
  const parent = db.insertInto('topic').values({ slug: 'seas', name: 'Seas' }).returning('id');
  const { id } = await parent.executeTakeFirstOrThrow();
  await db.updateTable('topic').set({ parent_id: id }).where('slug', '=', 'quays').execute();
});
const cache = useCache(newsroom);

const article = (slug: string, fields: string) => `{ article(by: { slug: "${slug}" }) { ${fields} } }`;
const ways: readonly (readonly [string, string, 'source' | 'topic', string])[] = [
  ['the credit of a picture', article('pictured', 'leadImage { credit { name } }'), 'source', 'pia-photo'],
  [
    'the credit of a picture in a list',
    '{ articles { nodes { leadImage { credit { name } } } } }',
    'source',
    'pia-photo',
  ],
  ['an attribution', article('sourced', 'attributions { source { name } }'), 'source', 'ada-holm'],
  ['an attribution in a list', '{ articles { nodes { attributions { source { name } } } } }', 'source', 'ada-holm'],
  ['a source by its slug', '{ source(by: { slug: "ada-holm" }) { name } }', 'source', 'ada-holm'],
  ['the list of sources', '{ sources { nodes { name } } }', 'source', 'ada-holm'],
  ['a topic of an article', article('covered', 'topics { name }'), 'topic', 'ports'],
  ['a topic by its slug', '{ topic(by: { slug: "ports" }) { name } }', 'topic', 'ports'],
  ['the list of topics', '{ topics { nodes { name } } }', 'topic', 'ports'],
  ['the topic above', '{ topic(by: { slug: "quays" }) { parent { name } } }', 'topic', 'seas'],
  ['a topic below', '{ topic(by: { slug: "seas" }) { children { name } } }', 'topic', 'quays'],
];

const text = async (query: string) => (await cache.get(query)).text();

describe('a rename invalidates an answer that has the name only', () => {
  test.each(ways)('by %s', async (way, query, type, slug) => {
    const row = await newsroom.db
      .selectFrom(type)
      .select(['name', 'revision'])
      .where('slug', '=', slug)
      .executeTakeFirstOrThrow();
    await cache.settled();
    expect(await text(query)).toContain(`"${row.name}"`);
    expect(cache.answers.get(cache.keyOf(query)), 'kept').toBeDefined();
    const name = `${slug} ${way}`;
    const save = type === 'topic' ? 'saveTopic' : 'saveSource';
    const rest = type === 'source' ? 'kind: PERSON' : slug === 'quays' ? 'parent: "seas"' : 'parent: null';
    const { data, errors } = await newsroom.askAs<Record<string, { __typename: string }>>(
      editor,
      `mutation { ${save}(input: { slug: "${slug}", expectedRevision: ${row.revision}, name: "${name}", ${rest} }) { __typename } }`,
    );
    expect(errors).toBeUndefined();
    expect(data?.[save]?.__typename).toBe(type === 'topic' ? 'Topic' : 'Source');
    await cache.settled();
    const after = await text(query);
    expect(after).toContain(`"${name}"`);
    expect(after).not.toContain(`"${row.name}"`);
  });
});
