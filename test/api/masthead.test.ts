/** The masthead: topics that an editor features, in their order, or those that most of the latest articles are about. */

import { expect, test } from 'vitest';
import { piece, publish } from '../support/articles.ts';
import { editor, useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom(async (db) => {
  await db
    .insertInto('topic')
    .values(
      ['Ports', 'Fish', 'Tides', 'Gulls', 'Old ropes'].map((name) => ({
        slug: name.toLowerCase().replace(' ', '-'),
        name,
      })),
    )
    .execute();
  const about = (day: string, ...topics: string[]) =>
    piece(`https://paper.example/${day}`, { topics, publishedAt: new Date(`${day}T12:00:00Z`) });
  await publish(db, [
    about('2021-05-01', 'Old ropes'),
    about('2021-05-02', 'Old ropes'),
    about('2021-05-03', 'Old ropes'),
    about('2024-03-01', 'Tides'),
    about('2024-03-09', 'Fish', 'Tides'),
    about('2024-03-20', 'Gulls', 'Fish'),
    about('2024-03-21', 'Fish'),
  ]);
});

async function topics(args: string): Promise<string[]> {
  const { data, errors } = await newsroom.ask<{ topics: { nodes: { name: string }[] } }>(
    `{ topics(${args}) { nodes { name } } }`,
  );
  expect(errors).toBeUndefined();
  return data?.topics.nodes.map(({ name }) => name) ?? [];
}

async function save(input: string) {
  const { data } = await newsroom.askAs(
    editor,
    `mutation { saveTopic(input: { ${input} }) { __typename ... on Topic { aliases position isFeatured revision } ... on InvalidInput { path } } }`,
  );
  return (data as { saveTopic: object }).saveTopic;
}

test('without any that is featured it has what most articles of the 30 days up to the latest one are about', async () => {
  expect(await topics('where: { featured: true }')).toEqual(['Fish', 'Tides', 'Gulls']);
  expect(await topics('where: { featured: true }, first: 1')).toEqual(['Fish']);
});

test('an archive whose latest days have hardly a topic has those of its latest articles', async () => {
  const ids = (name: string) =>
    newsroom.db
      .selectFrom('article_topic')
      .innerJoin('topic', 'topic.id', 'topic_id')
      .select('article_id')
      .where('name', '=', name);
  const removed = await newsroom.db
    .deleteFrom('article_topic')
    .where('article_id', 'in', ids('Gulls'))
    .returningAll()
    .execute();
  expect(await topics('where: { featured: true }')).toEqual(['Fish', 'Tides', 'Old ropes']);
  await newsroom.db.insertInto('article_topic').values(removed).execute();
  expect(await topics('where: { featured: true }')).toEqual(['Fish', 'Tides', 'Gulls']);
});

test('featured ones stand in their order, and no other', async () => {
  expect(await save('slug: "gulls", name: "Gulls", expectedRevision: 1, isFeatured: true, position: 2')).toMatchObject({
    isFeatured: true,
    position: 2,
    revision: 2,
  });
  await save('slug: "old-ropes", name: "Old ropes", expectedRevision: 1, isFeatured: true, position: 1');
  await save('slug: "ports", name: "Ports", expectedRevision: 1, isFeatured: true');
  expect(await topics('where: { featured: true }')).toEqual(['Old ropes', 'Gulls', 'Ports']);
  expect(await topics('where: { featured: true }, orderBy: { field: NAME, direction: DESC }')).toEqual([
    'Ports',
    'Old ropes',
    'Gulls',
  ]);
});

test('by position those without one come last, what is written about most before the others', async () => {
  expect(await topics('orderBy: { field: POSITION, direction: ASC }')).toEqual([
    'Old ropes',
    'Gulls',
    'Fish',
    'Tides',
    'Ports',
  ]);
});

test('other names are kept once, found, and left as they are by a save that doesn’t give them', async () => {
  const aliases = 'aliases: ["Sea gulls", "sea  gulls", "Gulls", "Möwen"]';
  const expected = { aliases: ['Sea gulls', 'Möwen'] };
  expect(await save(`slug: "gulls", name: "Gulls", expectedRevision: 2, ${aliases}`)).toMatchObject(expected);
  expect(await save('slug: "gulls", name: "Gulls", expectedRevision: 3')).toMatchObject({ ...expected, position: 2 });
  expect(await topics('where: { search: "mowen" }')).toEqual(['Gulls']);
});

test('a position beyond the order is refused by name', async () => {
  expect(await save('slug: "kelp", name: "Kelp", position: -1')).toEqual({
    __typename: 'InvalidInput',
    path: ['input', 'position'],
  });
});

test('a topic that is merged leaves its names, its place and its place on the masthead', async () => {
  const { data } = await newsroom.ask<{ from: { id: string }; into: { id: string } }>(
    '{ from: topic(by: { slug: "gulls" }) { id } into: topic(by: { slug: "fish" }) { id } }',
  );
  const merged = await newsroom.askAs(
    editor,
    'mutation ($from: ID!, $into: ID!) { mergeTopics(from: $from, into: $into) { ... on Topic { aliases position isFeatured } } }',
    { from: data?.from.id, into: data?.into.id },
  );
  expect(merged.data?.mergeTopics).toEqual({ aliases: ['Sea gulls', 'Möwen', 'Gulls'], position: 2, isFeatured: true });
});
