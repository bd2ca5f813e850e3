/** Boxes of articles: whatever else comes in they stay, readers see of them what is out, and lists of them have no N+1. */

import { expect, test } from 'vitest';
import { saveDocument } from '../../src/import/save.ts';
import { piece } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

const stories = ['Barges', 'Cranes', 'Docks'].map((headline) =>
  piece(`https://paper.example/${headline}`, { headline }),
);
const origins = stories.map(({ origin }) => origin);

const page = (name: string, boxes: readonly { title: string; origins: readonly string[] }[]) =>
  piece(`https://paper.example/${name}`, { headline: name, boxes });

const newsroom = useNewsroom(async (db) => {
  for (const story of stories) await saveDocument(db, story);
  await saveDocument(db, page('Ferries', [{ title: 'Hot this week', origins: [...origins].reverse() }]));
  await saveDocument(
    db,
    page('Gulls', [
      { title: 'Topics', origins: [...origins, 'https://paper.example/nowhere', 'https://paper.example/Gulls'] },
      { title: 'Related articles', origins: origins.slice(0, 1) },
    ]),
  );
});

interface Boxed {
  article: { boxes: { title: string; articles: { headline: string }[] }[] };
}

async function boxesOf(slug: string) {
  const { data } = await newsroom.ask<Boxed>(
    'query ($slug: String!) { article(by: { slug: $slug }) { boxes { title articles { headline } } } }',
    { slug },
  );
  return data?.article.boxes.map(({ title, articles }) => [title, ...articles.map(({ headline }) => headline)]);
}

test('each article has its own boxes in their order, without what was never imported and without itself', async () => {
  expect(await boxesOf('ferries')).toEqual([['Hot this week', 'Docks', 'Cranes', 'Barges']]);
  expect(await boxesOf('gulls')).toEqual([
    ['Topics', 'Barges', 'Cranes', 'Docks'],
    ['Related articles', 'Barges'],
  ]);
  expect(await boxesOf('barges')).toEqual([]);
});

test('a later page without boxes leaves them, and one with others replaces them', async () => {
  await saveDocument(newsroom.db, piece('https://paper.example/Ferries', { headline: 'Ferries', standfirst: 'More.' }));
  expect(await boxesOf('ferries')).toEqual([['Hot this week', 'Docks', 'Cranes', 'Barges']]);
  await saveDocument(newsroom.db, page('Ferries', [{ title: 'Hot today', origins: origins.slice(1) }]));
  expect(await boxesOf('ferries')).toEqual([['Hot today', 'Cranes', 'Docks']]);
});

test('a story that readers may not see is left out, and so is a box of nothing else', async () => {
  const hide = (at: Date | null) =>
    newsroom.db.updateTable('article').set({ withdrawn_at: at }).where('slug', '=', 'barges').execute();
  await hide(new Date());
  expect(await boxesOf('gulls')).toEqual([['Topics', 'Cranes', 'Docks']]);
  await hide(null);
  expect(await boxesOf('gulls')).toHaveLength(2);
});

test('boxes of a list of articles are one statement', async () => {
  newsroom.statements.length = 0;
  await newsroom.ask('{ articles { nodes { boxes { title articles { headline } } } } }');
  expect(newsroom.statements).toHaveLength(2);
});
