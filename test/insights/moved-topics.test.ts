/** Rolling coverage up beside a topic that is being moved and an article that is tagged with it meanwhile. */

import { sql } from 'kysely';
import { expect, inject, test } from 'vitest';
import { openDatabase } from '../../db/engine/connect.ts';
import { coverage } from '../../db/insights/coverage.ts';
import type { CoverageQuery } from '../../db/insights/coverage-query.ts';
import { rollUpCoverage } from '../../db/insights/roll-up.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

let articleId = 0;
const newsroom = useNewsroom(async (db) => {
  [articleId = 0] = await publish(db, [
    piece('Tide', { publishedAt: new Date('2026-01-05T12:00:00Z'), topics: ['Seas'] }),
  ]);
  await publish(db, [piece('Later', { publishedAt: new Date('2026-01-09T12:00:00Z'), topics: ['Culture', 'Ports'] })]);
  while ((await rollUpCoverage(db)) > 0);
});

const query: CoverageQuery = {
  dimensions: ['TOPIC'],
  interval: 'DAY',
  timeZone: 'UTC',
  filter: {},
  order: { field: 'ARTICLES', descending: true },
  first: 1000,
  extras: { views: false, quotes: true, previous: false },
};

test.skipIf(inject('serverUrl') === null)('a day keeps its mark until the move is there to be counted', async () => {
  const { db } = newsroom;
  const { url } = newsroom.database as { url?: string };
  const other = await openDatabase({ databaseUrl: url, dataDir: '', poolSize: 1, statementTimeoutMs: 20_000 });
  try {
    await other.db.transaction().execute(async (trx) => {
      await sql`
        update topic set parent_id = (select id from topic where slug = 'culture') where slug = 'ports'
      `.execute(trx);
      await sql`
        insert into article_topic (article_id, topic_id, position, published_at)
        select ${articleId}::int, t.id, 9, a.published_at from topic t, article a where t.slug = 'ports' and a.id = ${articleId}::int
      `.execute(db);
      expect(await rollUpCoverage(db)).toBe(0);
    });
  } finally {
    await other.close();
  }
  expect(await rollUpCoverage(db)).toBeGreaterThan(0);
  const { rows } = await sql`select 1 from stale_coverage_day`.execute(db);
  expect(rows).toEqual([]);
  const fromDays = await coverage(db, query);
  expect(fromDays).toEqual(await coverage(db, { ...query, filter: { language: 'en' } }));
  expect(JSON.stringify(fromDays)).toContain('"articles":2');
});
