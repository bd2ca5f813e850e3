/** Coverage: the figures of a fixed corpus, compared with those that plain arithmetic finds, before and after days are rolled up. */

import { expect, test } from 'vitest';
import { rollUpCoverage } from '../../db/insights/roll-up.ts';
import { type Asked, expectedRows, periodOf } from '../support/coverage-by-hand.ts';
import { insertCorpus } from '../support/coverage-corpus.ts';
import { useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom(insertCorpus);

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu'];
const year = { from: '2024-12-01T00:00:00Z', before: '2025-12-01T00:00:00Z' };
/** From and to the midst of days and periods. */
const odd = { from: '2025-01-02T13:07:00Z', before: '2025-11-02T04:45:00Z' };

const questions: readonly Asked[] = [
  { groupBy: [] },
  { groupBy: [], ...year },
  { groupBy: ['TOPIC'] },
  { groupBy: ['TOPIC'], ...odd },
  { groupBy: ['SOURCE'], ...year },
  { groupBy: ['SOURCE_KIND'] },
  { groupBy: ['ROLE'], ...year },
  { groupBy: ['SOURCE', 'ROLE'], roles: ['QUOTED', 'CITED'] },
  { groupBy: ['SOURCE_KIND', 'ROLE', 'TOPIC'] },
  { groupBy: ['AUTHOR', 'LANGUAGE'], ...year },
  { groupBy: ['LANGUAGE'], where: 'language: "pt"', isMeant: ({ language }) => language === 'pt-BR' },
  {
    groupBy: ['TOPIC', 'SOURCE', 'AUTHOR', 'PERIOD'],
    interval: 'QUARTER',
    where: 'topics: { anyOf: ["sea"], includeDescendants: true }',
    isMeant: ({ topics }) => topics.some((topic) => topic !== 'art'),
  },
  ...zones.flatMap((timeZone) => [
    { groupBy: ['PERIOD'], interval: 'WEEK', timeZone },
    { groupBy: ['TOPIC', 'PERIOD'], interval: 'WEEK', timeZone, ...odd },
    {
      groupBy: ['PERIOD', 'TOPIC'],
      interval: 'DAY',
      timeZone,
      from: '2025-03-07T11:00:00Z',
      before: '2025-04-03T00:00:00Z',
    },
    {
      groupBy: ['PERIOD', 'TOPIC'],
      interval: 'DAY',
      timeZone,
      from: '2025-10-24T00:00:00Z',
      before: '2025-11-06T09:30:00Z',
    },
    {
      groupBy: ['PERIOD', 'ROLE'],
      interval: 'DAY',
      timeZone,
      from: '2025-10-24T00:00:00Z',
      before: '2025-11-06T09:30:00Z',
    },
    { groupBy: ['TOPIC', 'PERIOD'], interval: 'YEAR', timeZone },
    { groupBy: ['PERIOD', 'LANGUAGE'], interval: 'MONTH', timeZone, ...odd },
    { groupBy: ['PERIOD'], interval: 'HOUR', timeZone, from: '2025-10-25T20:00:00Z', before: '2025-10-26T05:00:00Z' },
    { groupBy: ['PERIOD'], interval: 'HOUR', timeZone, from: '2025-11-02T03:00:00Z', before: '2025-11-02T09:00:00Z' },
  ]),
];

interface Row {
  readonly periodStart: string | null;
  readonly [field: string]: unknown;
}

const figures = 'articles words quotes share previousArticles change';

async function answered(asked: Asked, withViews: boolean): Promise<Record<string, unknown>[]> {
  const { groupBy, interval = 'MONTH', timeZone = 'UTC', from, before, roles, where } = asked;
  const isByPeriod = groupBy.includes('PERIOD');
  const args = [
    `groupBy: [${groupBy}], timeZone: "${timeZone}", first: 1000`,
    ...(isByPeriod ? [`interval: ${interval}`] : []),
    `where: { publishedAt: { ${from ? `from: "${from}"` : ''} ${before ? `before: "${before}"` : ''} }
      ${roles ? `roles: [${roles}]` : ''} ${where ?? ''} }`,
  ];
  const query = `{ insights { coverage(${args}) {
    topic { slug } source { slug } sourceKind role language author { slug } periodStart ${figures} ${withViews ? 'views' : ''} } } }`;
  const { data, errors } = await newsroom.ask<{ insights: { coverage: Row[] } }>(query);
  expect(errors).toBeUndefined();
  return (data?.insights.coverage ?? []).map(({ periodStart, previousArticles, change, ...row }) => {
    const groups = Object.entries(row).flatMap(([name, value]) =>
      value === null ? [] : [[name, (value as { slug?: string }).slug ?? value]],
    );
    const isHour = isByPeriod && interval === 'HOUR';
    return {
      ...Object.fromEntries(groups),
      ...(periodStart !== null && { period: periodOf(Date.parse(periodStart), interval, timeZone) }),
      ...(!isHour && { previousArticles, change }),
    };
  });
}

const sorted = (rows: readonly Record<string, unknown>[]) =>
  rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();

async function expectAll(withViews: boolean): Promise<void> {
  for (const asked of questions) {
    const expected = expectedRows(asked).map(({ views, ...row }) => (withViews ? { ...row, views } : row));
    expect(sorted(await answered(asked, withViews)), JSON.stringify(asked)).toEqual(sorted(expected));
  }
}

test('every figure is what plain arithmetic finds, in four zones, over changes of clocks and ends of years', () =>
  expectAll(true));

test('it is the same while all days are stale, when they are rolled up, and when some are stale again', async () => {
  await expectAll(false);
  expect(await rollUpCoverage(newsroom.db)).toBeGreaterThan(20);
  expect(await newsroom.db.selectFrom('coverage_day').select('day').execute()).not.toHaveLength(0);
  await expectAll(false);
  await newsroom.db
    .updateTable('article')
    .set({ word_count: (eb) => eb('word_count', '+', 1) })
    .where('id', '<', 9)
    .execute();
  await newsroom.db
    .updateTable('article')
    .set({ word_count: (eb) => eb('word_count', '-', 1) })
    .where('id', '<', 9)
    .execute();
  expect(await newsroom.db.selectFrom('stale_coverage_day').select('day').execute()).not.toHaveLength(0);
  await expectAll(false);
});

test('what is withdrawn, killed or to come is nowhere counted', async () => {
  const count = async () => {
    const { data } = await newsroom.ask<{
      articles: { totalCount: number };
      insights: { coverage: { articles: number }[] };
    }>('{ articles { totalCount } insights { coverage(groupBy: []) { articles } } }');
    return [data?.articles.totalCount, data?.insights.coverage[0]?.articles];
  };
  expect(await count()).toEqual([84, 84]);
});
