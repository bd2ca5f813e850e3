/** The benchmark: its articles have the promised spread, its queries are answered, and sequential scans are noticed. */

import { expect, test } from 'vitest';
import { benchArticles } from '../../bench/articles.ts';
import { askerOf } from '../../bench/ask.ts';
import { hotTopic, sources, topics } from '../../bench/catalogue.ts';
import { explain, literal } from '../../bench/explain.ts';
import { insightQuestions } from '../../bench/insight-questions.ts';
import { loadNewsroom } from '../../bench/load.ts';
import { sequentialScans } from '../../bench/plan-tree.ts';
import { landmarksOf, listQuestions, nestedQuestions, operationQuestions } from '../../bench/questions.ts';
import { quoteQuestions } from '../../bench/quotes.ts';
import { interleaved, median } from '../../bench/rounds.ts';
import { markers } from '../../bench/vocabulary.ts';
import { useNewsroom } from '../support/newsroom.ts';

const now = new Date('2026-03-02T14:00:00Z');
const count = 500;
const articles = [...benchArticles(count, now)];

// Fewer, and of the sources those that they cite: they are asked, and not counted.
const newsroom = useNewsroom((db) => {
  const cited = new Set(
    [...benchArticles(count / 4, new Date())].flatMap((article) =>
      article.attributions.map(({ sourceId }) => sourceId),
    ),
  );
  const known = sources.filter(({ id }) => cited.has(id));
  return loadNewsroom(db, count / 4, new Date(), undefined, known);
});

test('benchmark articles are the same at every run', () => {
  expect([...benchArticles(count, now)]).toEqual(articles);
});

test('benchmark articles have the promised spread of topics, sources, lengths and dates', () => {
  const having = (has: (article: (typeof articles)[number]) => boolean) => articles.filter(has).length;
  expect(topics).toHaveLength(300);
  expect(sources).toHaveLength(3000);
  expect(having(({ topicIds }) => topicIds.includes(hotTopic.id)) / count).toBeCloseTo(0.2, 1);
  expect(having(({ topicIds }) => topicIds.length >= 1 && topicIds.length <= 4)).toBe(count);
  expect(having(({ attributions }) => attributions.length >= 2 && attributions.length <= 6)).toBe(count);
  expect(having(({ language }) => language === 'en') / count).toBeCloseTo(0.92, 1);
  expect(having(({ publishedAt }) => publishedAt > now)).toBe(1);
  expect(having(({ headline }) => headline.includes(markers.inATenthOfHeadlines))).toBe(count / 10);
});

test('searches for marker words have hit lists of known length', async () => {
  const hits = async (search: string) => {
    const query = 'query ($search: String!) { articles(first: 1, where: { search: $search }) { totalCount } }';
    const { data } = await newsroom.ask<{ articles: { totalCount: number } }>(query, { search });
    return data?.articles.totalCount;
  };
  const { articles: all } = (await newsroom.ask<{ articles: { totalCount: number } }>('{ articles { totalCount } }'))
    .data ?? { articles: null };
  expect(await hits(markers.inEveryBody)).toBe(all?.totalCount);
  expect(await hits(markers.inTwentyArticles)).toBe(20);
});

test('every benchmark query is answered without an error', async () => {
  const ask = askerOf(newsroom.db);
  const landmarks = await landmarksOf(newsroom.db);
  const operations = await operationQuestions(landmarks);
  const quotes = quoteQuestions(landmarks.speaker, new Date());
  const insights = insightQuestions(new Date());
  expect(operations.length).toBeGreaterThan(6);
  for (const question of [...operations, ...listQuestions(new Date()), ...nestedQuestions, ...quotes, ...insights]) {
    await expect(ask(question), question.name).resolves.toBeDefined();
  }
});

test('a sequential scan of a growing table is reported, an index scan is not', async () => {
  const scansOf = (sql: string, parameters: unknown[]) =>
    newsroom.db.connection().execute(async (db) => {
      const { plan } = await explain(db, { sql, parameters });
      return sequentialScans(plan.Plan);
    });
  expect(await scansOf('select count(*) from article where body like $1', ['%z%'])).toEqual([
    `article: ${count / 4} rows`,
  ]);
  expect(await scansOf('select slug from article where id = any($1::int[])', [[1, 2]])).toEqual([]);
});

test('parameters of any content are quoted as literals', () => {
  expect(literal(["it's", 'a "b" \\c', null])).toBe(String.raw` E'{"it''s","a \\"b\\" \\\\c",null}'`);
  expect([literal(7), literal(null), literal(now)]).toEqual(["'7'", 'null', "'2026-03-02T14:00:00.000Z'"]);
});

test('interleaved runs take turns, and the median is the middle', async () => {
  const turns: string[] = [];
  const run = (name: string) => async () => turns.push(name);
  expect(await interleaved(2, { one: run('one'), two: run('two') })).toEqual({ one: [1, 3], two: [2, 4] });
  expect(turns).toEqual(['one', 'two', 'one', 'two']);
  expect([median([9, 1, 5]), median([4, 1, 2, 9])]).toEqual([5, 3]);
});
