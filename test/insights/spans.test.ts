/** Insights into odd spans of time: from year 1 on, without an end, and over a midnight that comes twice. */

import { expect, test } from 'vitest';
import { rollUpCoverage } from '../../db/insights/roll-up.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

/** By the clocks of the Azores and of Havana both pairs come out after the first of two midnights, and before the second. */
const moments = ['2025-10-26T00:30:00Z', '2025-10-26T00:45:00Z', '2025-11-02T04:30:00Z', '2025-11-02T04:45:00Z'];

const newsroom = useNewsroom((db) =>
  publish(
    db,
    moments.map((moment) => piece(moment, { publishedAt: new Date(moment) })),
  ),
);

interface Row {
  readonly periodStart: string;
  readonly articles: number;
}

async function rowsOf(field: string): Promise<Row[] | undefined> {
  const { data, errors } = await newsroom.ask<{ insights: { rows: Row[] } }>(`{ insights { rows: ${field} } }`);
  expect(errors, field).toBeUndefined();
  return data?.insights.rows;
}

const days = [
  {
    timeZone: 'Atlantic/Azores',
    span: 'from: "2025-10-25T00:00:00Z", before: "2025-10-28T01:00:00Z"',
    starts: ['2025-10-25T00:00', '2025-10-26T00:00', '2025-10-27T01:00'],
  },
  {
    timeZone: 'Atlantic/Azores',
    span: 'from: "2025-10-26T00:15:00Z", before: "2025-10-26T01:15:00Z"',
    starts: ['2025-10-26T00:00'],
  },
  {
    timeZone: 'America/Havana',
    span: 'from: "2025-11-01T04:00:00Z", before: "2025-11-03T05:15:00Z"',
    starts: ['2025-11-01T04:00', '2025-11-02T04:00', '2025-11-03T05:00'],
  },
];

test('a day whose midnight comes twice begins with the first', async () => {
  const expectDays = async () => {
    for (const { timeZone, span, starts } of days) {
      const args = `interval: DAY, timeZone: "${timeZone}", where: { publishedAt: { ${span} } }`;
      const expected = starts.map((start) => [`${start}:00.000Z`, /10-26|11-02/.test(start) ? 2 : 0]);
      for (const field of [
        `coverage(groupBy: [PERIOD], ${args})`,
        `coverage(groupBy: [PERIOD, LANGUAGE], ${args})`,
        `diversity(groupBy: [PERIOD], ${args})`,
        `corrections(groupBy: [PERIOD], ${args})`,
      ]) {
        const rows = await rowsOf(`${field} { periodStart articles }`);
        expect(
          rows?.map(({ periodStart, articles }) => [periodStart, articles]),
          field,
        ).toEqual(expected);
      }
    }
  };
  await expectDays();
  expect(await rollUpCoverage(newsroom.db)).toBe(2);
  await expectDays();
});

test('spans from year 1 to the end of 9999 are counted like any other', async () => {
  const all = 'where: { publishedAt: { from: "0001-01-01T00:00:00Z", before: "9999-12-31T23:59:59.999Z" } }';
  for (const groupBy of ['', 'TOPIC', 'LANGUAGE']) {
    const rows = await rowsOf(`coverage(groupBy: [${groupBy}], ${all}) { articles previousArticles change }`);
    expect(rows, groupBy).toEqual(
      groupBy === 'TOPIC' ? [] : [{ articles: moments.length, previousArticles: 0, change: null }],
    );
  }
  for (const timeZone of ['America/New_York', 'Pacific/Auckland']) {
    const args = `groupBy: [PERIOD], interval: YEAR, timeZone: "${timeZone}"`;
    const first = 'where: { publishedAt: { from: "0001-01-01T00:00:00Z", before: "0001-01-02T00:00:00Z" } }';
    const rows = await rowsOf(`coverage(${args}, ${first}) { periodStart articles previousArticles change }`);
    expect(rows?.[0], timeZone).toMatchObject({ periodStart: '0001-01-01T00:00:00.000Z', articles: 0 });
    const last = 'where: { publishedAt: { from: "9999-12-01T00:00:00Z", before: "9999-12-31T23:59:59.999Z" } }';
    for (const field of ['coverage', 'diversity', 'corrections'])
      expect((await rowsOf(`${field}(${args}, ${last}) { articles }`))?.[0], field).toEqual({ articles: 0 });
  }
});

test('a span of too many periods is refused before any statement, and with an open end before they are counted', async () => {
  const ends = 'from: "0001-01-01T00:00:00Z", before: "9999-12-31T00:00:00Z"';
  for (const field of ['coverage', 'diversity', 'corrections']) {
    const ask = (interval: string, span: string) =>
      newsroom.ask(
        `{ insights { ${field}(groupBy: [PERIOD], interval: ${interval}, first: 1, where: { publishedAt: { ${span} } }) { articles } } }`,
      );
    const refused = { extensions: { code: 'BAD_USER_INPUT', path: ['where', 'publishedAt'] } };
    newsroom.statements.length = 0;
    for (const interval of ['HOUR', 'DAY', 'YEAR'])
      expect((await ask(interval, ends)).errors, `${field} ${interval}`).toMatchObject([refused]);
    expect(newsroom.statements).toEqual([]);
    expect((await ask('HOUR', 'from: "0001-01-01T00:00:00Z"')).errors, field).toMatchObject([refused]);
  }
});
