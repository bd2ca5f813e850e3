/** Keywords of imports: which mean a topic, which are suggested, and what becomes of those that are accepted or dismissed. */

import { expect, test } from 'vitest';
import type { Database } from '../../db/engine/database.ts';
import type { ImportedDocument } from '../../src/import/imported-document.ts';
import { newsroomStore } from '../../src/import/store.ts';
import { reader, type Viewer } from '../../src/roles.ts';
import { piece } from '../support/articles.ts';
import { analyst, editor, useNewsroom, writer } from '../support/newsroom.ts';

async function importPieces(database: Database, pieces: readonly ImportedDocument[]) {
  const store = newsroomStore(database);
  for (const each of pieces) await store.saveDocument(each);
  await store.finish();
}

const on = (host: string, name: string, given: Partial<ImportedDocument>) =>
  piece(`https://${host}/${name}`, { url: `https://${host}/${name}`, headline: name, ...given });

const newsroom = useNewsroom(async (db, database) => {
  const topics = [
    { slug: 'elections', name: 'Elections', aliases: ['Ballots'] },
    { slug: 'economy', name: 'Économie', aliases: [] },
  ];
  await db.insertInto('topic').values(topics).execute();
  await importPieces(database, [
    on('a.example', 'Votes', { topics: ['election', 'ballot', 'Dredging'] }),
    on('a.example', 'Money', { topics: ['economie', 'dredging', '2018', '/r/aww'], sections: ['Harbour'] }),
    on('a.example', 'Mud', { topics: ['Mud banks', 'Harbour'], sections: ['Latest News'] }),
    on('www.a.example', 'Tide', { sections: ['Harbour'] }),
    on('b.example', 'Gull', { sections: ['Birds', 'Harbour'] }),
    on('b.example', 'Auk', { sections: ['Birds'], topics: ['mud bank'] }),
  ]);
});

interface Suggestion {
  name: string;
  articles: number;
  sections: number;
  publications: number;
}

async function suggestions(viewer: Viewer = editor, args = ''): Promise<Suggestion[] | null> {
  const { data } = await newsroom.askAs<{ topicSuggestions: { nodes: Suggestion[] } | null }>(
    viewer,
    `{ topicSuggestions${args} { nodes { name articles sections publications } } }`,
  );
  return data?.topicSuggestions?.nodes ?? null;
}

async function topicsOf(slug: string): Promise<string[] | undefined> {
  const { data } = await newsroom.ask<{ article: { topics: { name: string }[] } }>(
    'query ($slug: String!) { article(by: { slug: $slug }) { topics { name } } }',
    { slug },
  );
  return data?.article.topics.map(({ name }) => name);
}

const topicId = (slug: string) => newsroom.db.selectFrom('topic').select('id').where('slug', '=', slug);

const accept = (viewer: Viewer, input: object) =>
  newsroom.askAs(
    viewer,
    `mutation ($input: AcceptTopicSuggestionInput!) {
      acceptTopicSuggestion(input: $input) {
        __typename ... on Topic { slug name aliases } ... on InvalidInput { path } ... on NotAllowed { requiredRole }
      }
    }`,
    { input },
  );

test('keywords mean topics by name and other name, in any case, number and with any accents; others make none', async () => {
  expect(await topicsOf('votes')).toEqual(['Elections']);
  expect(await topicsOf('money')).toEqual(['Économie']);
  const { data } = await newsroom.ask('{ topics { totalCount } }');
  expect(data).toEqual({ topics: { totalCount: 2 } });
});

test('the others are suggested to editors alone, each once, without what no newsroom would show', async () => {
  expect(await suggestions()).toEqual([
    { name: 'Harbour', articles: 4, sections: 3, publications: 2 },
    { name: 'Birds', articles: 2, sections: 2, publications: 1 },
    { name: 'Mud banks', articles: 2, sections: 0, publications: 2 },
    { name: 'Dredging', articles: 2, sections: 0, publications: 1 },
  ]);
  expect(await suggestions(editor, '(first: 1, where: { search: "mud" })')).toMatchObject([{ name: 'Mud banks' }]);
  for (const viewer of [reader, analyst, writer]) expect(await suggestions(viewer)).toBeNull();
});

test('an accepted one becomes a topic of all pieces that carry it, once', async () => {
  const { data } = await accept(editor, { name: 'dredging' });
  expect(data?.acceptTopicSuggestion).toMatchObject({ slug: 'dredging', name: 'Dredging', aliases: [] });
  expect(await topicsOf('votes')).toEqual(['Elections', 'Dredging']);
  expect(await topicsOf('money')).toEqual(['Économie', 'Dredging']);
  expect((await accept(editor, { name: 'Dredging' })).data?.acceptTopicSuggestion).toEqual({
    __typename: 'InvalidInput',
    path: ['input', 'name'],
  });
});

test('one that is another name of a topic is found as that from then on', async () => {
  const { data } = await accept(editor, { name: 'Mud banks', topic: 'dredging' });
  expect(data?.acceptTopicSuggestion).toMatchObject({ slug: 'dredging', aliases: ['Mud banks'] });
  expect(await topicsOf('auk')).toEqual(['Dredging']);
  await importPieces(newsroom.database, [on('c.example', 'Silt', { topics: ['Mud bank'] })]);
  expect(await topicsOf('silt')).toEqual(['Dredging']);
});

test('a section is a topic when three pieces of one publication have it, and only then', async () => {
  await importPieces(newsroom.database, [on('b.example', 'Tern', { sections: ['Birds'] })]);
  expect(await topicsOf('gull')).toEqual(['Birds']);
  expect(await topicsOf('tern')).toEqual(['Birds']);
  expect(await topicsOf('tide')).toEqual([]);
});

test('a dismissed one is suggested no more, and no section makes it a topic', async () => {
  const dismiss =
    'mutation { dismissTopicSuggestion(input: { name: "HARBOUR" }) { __typename ... on TopicSuggestion { name } } }';
  expect((await newsroom.askAs(writer, dismiss)).data?.dismissTopicSuggestion).toEqual({ __typename: 'NotAllowed' });
  expect((await newsroom.askAs(editor, dismiss)).data?.dismissTopicSuggestion).toMatchObject({ name: 'Harbour' });
  await importPieces(newsroom.database, [on('a.example', 'Quay', { sections: ['Harbour'] })]);
  expect(await suggestions()).toEqual([]);
  expect(await topicsOf('quay')).toEqual([]);
});

test('a section that is written small is a topic with a capital', async () => {
  await importPieces(newsroom.database, [
    on('d.example', 'Squall', { sections: ['high winds'] }),
    on('d.example', 'Gust', { sections: ['high winds'] }),
    on('d.example', 'Calm', { sections: ['high winds'] }),
  ]);
  expect(await topicsOf('squall')).toEqual(['High winds']);
});

test('a topic that an editor deletes is suggested no more', async () => {
  await importPieces(newsroom.database, [on('e.example', 'Fog', { topics: ['Foghorns'] })]);
  expect((await suggestions())?.map(({ name }) => name)).toContain('Foghorns');
  await accept(editor, { name: 'Foghorns' });
  await newsroom.db.deleteFrom('article_topic').where('topic_id', '=', topicId('foghorns')).execute();
  const { data } = await newsroom.ask<{ topic: { id: string } }>('{ topic(by: { slug: "foghorns" }) { id } }');
  const deleted = await newsroom.askAs(
    editor,
    'mutation ($id: ID!) { deleteTopic(topic: $id, expectedRevision: 1) { __typename } }',
    { id: data?.topic.id },
  );
  expect(deleted.data?.deleteTopic).toMatchObject({ __typename: 'Topic' });
  expect((await suggestions())?.map(({ name }) => name)).not.toContain('Foghorns');
});

test('only editors accept', async () => {
  const { data } = await accept(writer, { name: 'Harbour' });
  expect(data?.acceptTopicSuggestion).toEqual({ __typename: 'NotAllowed', requiredRole: 'EDITOR' });
});

test('the newsroom’s own draft of a piece gets the topic as well', async () => {
  await importPieces(newsroom.database, [on('a.example', 'Pilots', { topics: ['Pilotage'] })]);
  const { data } = await newsroom.ask<{ article: { id: string } }>('{ article(by: { slug: "pilots" }) { id } }');
  const { id } = data?.article ?? {};
  await newsroom.askAs(
    editor,
    'mutation ($id: ID!) { correctArticle(input: { article: $id, expectedRevision: 1, note: "A slip.", content: { standfirst: "Now right." } }) { __typename ... on UserError { message } } }',
    { id },
  );
  await accept(editor, { name: 'Pilotage' });
  const drafts = await newsroom.askAs(
    editor,
    'query ($id: ID!) { drafts(where: { article: $id }) { nodes { topics { name } } } }',
    { id },
  );
  expect(drafts.data).toEqual({ drafts: { nodes: [{ topics: [{ name: 'Pilotage' }] }] } });
});
