/** Related articles as articles come, change and go, one by one and concurrently. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Db } from '../../db/engine/database.ts';
import { relatedArticles } from '../../db/related/related.ts';
import { rebuildTrending } from '../../db/trending/refresh.ts';
import { addViews } from '../../db/views/counts.ts';
import { rebuildRelated } from '../../src/related/rebuild.ts';
import { relateArticles } from '../../src/related/relate.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';
import { countedCorpus, headlinesRelatedTo, keptLists, postings, withdraw } from '../support/related.ts';
import { rounds } from '../support/rounds.ts';

const day = (n: number) => new Date(Date.UTC(2026, 2, n));
const places = ['Ludd', 'Skarn', 'Tern Island', 'Marrow', 'Holm'];
const happenings = ['flood', 'election', 'strike', 'festival', 'trial'];

/** Twenty-five pieces that are all related, each place and each happening five times. */
const corpus = places.flatMap((place, row) =>
  happenings.map((happening, column) =>
    piece(`${place} ${happening}`, {
      body: `<p>Reporters in ${place} followed the ${happening} until evening, and photographers stayed longer.</p>`,
      topics: ['Regional'],
      publishedAt: day(1 + row + column),
    }),
  ),
);
let ids: number[];

const newsroom = useNewsroom(async (db) => {
  ids = await publish(db, corpus);
  await relateArticles(db, ids);
  await rebuildRelated(db);
});

const breaking = (headline: string, body: string) =>
  piece(headline, { body: `<p>${body}</p>`, topics: ['Regional'], publishedAt: day(9) });
const idOf = (headline: string) => ids[corpus.findIndex((each) => each.headline === headline)] as number;
const related = (headline: string) => headlinesRelatedTo(newsroom, idOf(headline));

async function snapshot(db: Db) {
  const { rows } = await sql`select * from related_article order by article_id, place`.execute(db);
  return { ...(await countedCorpus(db)), postings: await postings(db), rows };
}

/** Deletes what a test published, as if it had never been. */
async function forget(made: readonly number[]): Promise<void> {
  for (const id of made) await withdraw(newsroom.db, id);
  await relateArticles(newsroom.db, made);
  await newsroom.db.deleteFrom('article').where('id', 'in', made).execute();
  await relateArticles(newsroom.db, ids);
}

test('relating a new article adds it to the lists of its neighbours', async () => {
  const made = await publish(newsroom.db, [breaking('Skarn flood again', 'The flood in Skarn.')]);
  expect(await related('Skarn flood')).not.toContain('Skarn flood again');
  await relateArticles(newsroom.db, made);
  expect((await related('Skarn flood'))[0]).toBe('Skarn flood again');
  expect(await related('Skarn trial')).toContain('Skarn flood again');
  await forget(made);
});

test('an article with a new text leaves lists that it no longer fits, and enters others', async () => {
  const { db } = newsroom;
  const glazier = (headline: string) =>
    piece('glazier', { headline, body: `<p>${headline}.</p>`, publishedAt: day(9) });
  const made = await publish(db, [glazier('Skarn flood, Skarn flood')]);
  await relateArticles(db, made);
  expect(await related('Skarn flood')).toContain('Skarn flood, Skarn flood');
  expect(await publish(db, [glazier('Holm trial, Holm trial')])).toEqual(made);
  await relateArticles(db, made);
  expect(await related('Holm trial')).toContain('Holm trial, Holm trial');
  for (const headline of ['Skarn flood', 'Skarn strike', 'Ludd flood']) {
    expect(await related(headline), headline).not.toContain('Holm trial, Holm trial');
  }
  await keptLists(db);
  await forget(made);
});

test('relating an article again changes nothing', async () => {
  const { db } = newsroom;
  for (const id of ids) {
    await relateArticles(db, [id]);
    const before = await snapshot(db);
    await relateArticles(db, [id]);
    expect(await snapshot(db)).toEqual(before);
  }
  expect(Math.max(...Array.from((await keptLists(db)).values(), (list) => list.length))).toBe(20);
});

test('a withdrawn article is in no list from the next query on', async () => {
  const { db } = newsroom;
  const made = await publish(db, [breaking('Marrow strike over', 'The strike in Marrow.')]);
  await relateArticles(db, made);
  const now = sql<Date>`${day(9).toISOString()}::timestamptz`;
  await addViews(db, [{ articleId: made[0] as number, hour: day(9), views: 50 }], now);
  await rebuildTrending(db, now);
  const trending = async () => {
    const answer = await newsroom.ask<{ trending: { nodes: { headline: string }[] } }>(
      '{ trending(first: 50) { nodes { headline } } }',
    );
    return answer.data?.trending.nodes.map(({ headline }) => headline);
  };
  expect((await related('Marrow strike'))[0]).toBe('Marrow strike over');
  expect((await trending())?.[0]).toBe('Marrow strike over');
  await withdraw(db, made[0] as number);
  for (const { headline } of corpus) expect(await related(headline)).not.toContain('Marrow strike over');
  expect(await trending()).not.toContain('Marrow strike over');
  await forget(made);
});

test('corpus statistics leave a withdrawn article out once it is related, and are the former ones once it is back', async () => {
  const { db } = newsroom;
  const counts = async () => ({ ...(await countedCorpus(db)), postings: await postings(db) });
  const before = await counts();
  const made = await publish(db, [breaking('Zeppelin over Holm', 'A zeppelin crossed Holm, slowly and unannounced.')]);
  await relateArticles(db, made);
  const within = await counts();
  expect(within.corpus.articles).toBe(before.corpus.articles + 1);
  expect(within.postings.length).toBeGreaterThan(before.postings.length);
  await withdraw(db, made[0] as number);
  await relateArticles(db, made);
  expect(await counts()).toEqual(before);
  await relateArticles(db, made);
  expect(await counts()).toEqual(before);
  await db.updateTable('article').set({ withdrawn_at: null }).where('id', 'in', made).execute();
  await relateArticles(db, made);
  expect(await counts()).toEqual(within);
  await forget(made);
});

test('processes that relate the same neighbours at once leave complete lists and right counts', async () => {
  const { db } = newsroom;
  const before = await countedCorpus(db);
  const parts = Array.from({ length: 6 }, (_, n) => ids.filter((_id, index) => (index + n) % 3 !== 0));
  await Promise.all(parts.map((some, n) => relateArticles(db, n % 2 === 0 ? some : some.toReversed())));
  expect(await countedCorpus(db)).toEqual(before);
  const lists = await keptLists(db);
  expect([...lists.keys()].sort((a, b) => a - b)).toEqual(ids.toSorted((a, b) => a - b));
  for (const [id, list] of lists) expect(new Set(list).add(id).size).toBe(list.length + 1);
});

test('concurrent publishing and withdrawing leaves no error, no withdrawn article in a list and no gap in ranks', async () => {
  const { db } = newsroom;
  const gone: number[] = [];
  let last: number | undefined;
  for (let round = 0; round < rounds({ short: 8, long: 30 }); round += 1) {
    const place = places[round % 5] as string;
    const coming = publish(db, [
      breaking(`${place} storm ${round}`, `A storm crossed ${place} at hour ${round}.`),
    ]).then(async ([id]) => {
      await relateArticles(db, [id as number]);
      return id as number;
    });
    const going = last;
    const leaving = going === undefined ? undefined : withdraw(db, going).then(() => relateArticles(db, [going]));
    const touching = relateArticles(db, [ids[round % ids.length] as number, going ?? (ids[0] as number)]);
    [last] = await Promise.all([coming, leaving, touching]);
    if (going !== undefined) gone.push(going);
    const seen = await relatedArticles(
      db,
      [...ids, last].map((id) => ({ id, first: 20 })),
    );
    expect(seen.flatMap(({ rows }) => rows.map(({ id }) => id)).filter((id) => gone.includes(id))).toEqual([]);
    await keptLists(db);
  }
  await forget([...gone, last as number]);
});
