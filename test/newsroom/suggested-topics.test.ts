/** Topics suggested for a text that isn't published yet, from published articles that share its terms. */

import { expect, test } from 'vitest';
import { suggestedTopicIds } from '../../src/newsroom/suggested-topics.ts';
import { relateArticles } from '../../src/related/relate.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom(async (db) => {
  const ids = await publish(db, [
    piece('Ferry strike', { topics: ['Ferries'], body: '<p>The ferry crews walked out over rosters.</p>' }),
    piece('Lantern festival', { topics: ['Festivals'], body: '<p>Paper boats along the river.</p>' }),
    ...Array.from({ length: 6 }, (_, n) => piece(`Council minutes ${n}`, { body: `<p>Item ${n} was adjourned.</p>` })),
  ]);
  await relateArticles(db, ids);
});

async function suggested(headline: string, body: string): Promise<string[]> {
  const text = { headline, standfirst: null, body, language: 'en' };
  const ids = await suggestedTopicIds(newsroom.db, text);
  if (ids.length === 0) return [];
  const rows = await newsroom.db.selectFrom('topic').select(['id', 'name']).where('id', 'in', ids).execute();
  return ids.map((id) => rows.find((row) => row.id === id)?.name ?? '');
}

test('the topics of an article that shares several terms are suggested', async () => {
  expect(await suggested('Strike on the ferry', '<p>Crews want other rosters.</p>')).toEqual(['Ferries']);
});

test('one term in common is no reason to suggest a topic, however rare the term is', async () => {
  expect(await suggested('Lantern', '<p>It fell.</p>')).toEqual([]);
});

test('a text that has nothing in common with any article gets no suggestion', async () => {
  expect(await suggested('Quark soup', '<p>Physicists stir it.</p>')).toEqual([]);
});
