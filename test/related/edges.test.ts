/** Which lists take a newcomer, and whom an article is compared with at all. */

import { expect, test } from 'vitest';
import { listsThatTake } from '../../db/related/edges.ts';
import { relateArticles } from '../../src/related/relate.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';
import { headlinesRelatedTo } from '../support/related.ts';

const newsroom = useNewsroom();

test('a full list takes a newcomer that is above its last, one with room takes any', async () => {
  const { db } = newsroom;
  const ids = await publish(
    db,
    ['owner', 'first', 'second', 'third', 'newcomer'].map((name) => piece(name, { body: '' })),
  );
  const [owner, first, second, third, newcomer] = ids as [number, number, number, number, number];
  await db
    .insertInto('related_article')
    .values(
      [first, second, third].map((related_id, at) => ({
        article_id: owner,
        related_id,
        score: 0.9 - at / 10,
        reasons: '[]',
      })),
    )
    .execute();
  const takes = async (score: number, kept: number, who = newcomer) =>
    db.transaction().execute(async (trx) => {
      return [...(await listsThatTake(trx, who, [{ articleId: owner, score }], kept))];
    });
  expect(await takes(0.71, 3)).toEqual([owner]);
  expect(await takes(0.69, 3)).toEqual([]);
  expect(await takes(0.01, 4)).toEqual([owner]);
  expect(await takes(0.85, 2)).toEqual([owner]);
  expect(await takes(0.75, 2)).toEqual([]);
  // Who is in it already doesn't stand in its own way.
  expect(await takes(0.01, 3, third)).toEqual([owner]);
});

test('an article is compared with those of its language alone, whatever else they share', async () => {
  const { db } = newsroom;
  const shared = {
    topics: ['Lighthouses'],
    attributions: [{ role: 'CITED' as const, source: { name: 'Lighthouse Board', kind: 'ORGANIZATION' as const } }],
  };
  const ids = await publish(db, [
    piece('Lamp', { ...shared, headline: 'The lamp', language: 'en' }),
    piece('Lens', { ...shared, headline: 'The lens', language: 'en-GB' }),
    piece('Licht', { ...shared, headline: 'Das Licht', language: 'de' }),
    piece('Linse', { ...shared, headline: 'Die Linse', language: 'de-AT' }),
  ]);
  await relateArticles(db, ids);
  const [lamp, lens, licht, linse] = ids as [number, number, number, number];
  expect(await headlinesRelatedTo(newsroom, lamp)).toEqual(['The lens']);
  expect(await headlinesRelatedTo(newsroom, lens)).toEqual(['The lamp']);
  expect(await headlinesRelatedTo(newsroom, licht)).toEqual(['Die Linse']);
  expect(await headlinesRelatedTo(newsroom, linse)).toEqual(['Das Licht']);
});
