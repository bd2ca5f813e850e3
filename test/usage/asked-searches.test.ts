/** Counts of searches: of readers alone, without who asked, told to analysts from the third time on, by whomever, forgotten in time. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { addSearches, forgetSearches } from '../../db/usage/asked-searches.ts';
import { createSearchCounts } from '../../src/usage/searches.ts';
import { analyst, useNewsroom, writer } from '../support/newsroom.ts';

const newsroom = useNewsroom();
const log = { error: () => {} };
const query = (args = '') => `{ askedSearches${args} { text times timesInVain lastDay } }`;

async function told(args = ''): Promise<unknown> {
  const { data, errors } = await newsroom.askAs(analyst, query(args));
  expect(errors).toBeUndefined();
  return (data as { askedSearches: unknown }).askedSearches;
}

test('what readers search for is told to the newsroom once it was asked three times, with what they did not find', async () => {
  const day = new Date().toISOString().slice(0, 10);
  const counts = createSearchCounts(Date.now, 3);
  for (const text of ['Ferry  strike', 'ferry strike ', 'FERRY STRIKE']) counts.count(text, text !== 'FERRY STRIKE');
  for (let times = 0; times < 4; times += 1) counts.count('zeppelins', false);
  for (let times = 0; times < 2; times += 1) counts.count('jane doe 12 mill lane', true);
  for (let times = 0; times < 3; times += 1) counts.count('one more than is kept', true);
  counts.count('\0 \ud800', true);
  const writing = counts.writeTo(newsroom.db, log, { wait: () => new Promise(() => {}) });
  await writing.close();
  const zeppelins = { text: 'zeppelins', times: 4, timesInVain: 4, lastDay: day };
  const strike = { text: 'ferry strike', times: 3, timesInVain: 1, lastDay: day };
  expect(await told()).toEqual([zeppelins, strike]);
  expect(await told('(inVain: true)')).toEqual([zeppelins]);
  expect(await told('(first: 1)')).toEqual([zeppelins]);
  expect((await newsroom.ask(query())).data).toEqual({ askedSearches: null });
  expect((await newsroom.askAs(writer, query())).data).not.toEqual({ askedSearches: null });
  for (const args of ['(days: 91)', '(first: 0)']) {
    expect((await newsroom.askAs(analyst, query(args))).errors?.[0]?.message).toMatch(/must be from 1 to/);
  }
});

test('a day has so many texts and no more, what is known is counted on, and old days are forgotten', async () => {
  await sql`delete from asked_search`.execute(newsroom.db);
  const row = (text: string, day = '2026-01-05') => ({ text, day, asked: 2, failed: 0 });
  await addSearches(newsroom.db, [row('a'), row('b'), row('c')], 2);
  await addSearches(newsroom.db, [row('a'), row('d'), row('e', '2026-01-06')], 2);
  const { rows } = await sql<{ text: string; asked: number }>`select text, asked from asked_search order by 1`.execute(
    newsroom.db,
  );
  expect(rows).toEqual([
    { text: 'a', asked: 4 },
    { text: 'b', asked: 2 },
    { text: 'e', asked: 2 },
  ]);
  await addSearches(newsroom.db, [row('now', new Date().toISOString().slice(0, 10))]);
  await sql`update asked_search set day = day - 1000 where text <> 'now'`.execute(newsroom.db);
  await forgetSearches(newsroom.db);
  expect((await sql<{ text: string }>`select text from asked_search`.execute(newsroom.db)).rows).toEqual([
    { text: 'now' },
  ]);
});

test('what a day has is counted once for all that are added', async () => {
  const texts = (word: string) =>
    Array.from({ length: 400 }, (_, n) => ({ day: '2026-01-09', text: `${word} ${n}`, asked: 1, failed: 0 }));
  await addSearches(newsroom.db, texts('old'));
  await newsroom.db.transaction().execute(async (trx) => {
    await addSearches(trx, texts('new'));
    const { rows } = await sql<{ read: number }>`
      select (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as read from pg_stat_xact_user_tables where relname = 'asked_search'
    `.execute(trx);
    expect(rows[0]?.read).toBeGreaterThan(0);
    expect(rows[0]?.read).toBeLessThan(4_000);
  });
});
