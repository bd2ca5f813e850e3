/** What GraphiQL's chart panel makes of an answer, without a browser: lists, words, calendars, colours and guesses; typed documents. */

import { buildSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { answerOf, notesOf } from '../../graphiql/chart/answer.ts';
import { calendarOf } from '../../graphiql/chart/calendar.ts';
import { colorsOf, grey, palette } from '../../graphiql/chart/colors.ts';
import { guess } from '../../graphiql/chart/guess.ts';
import { labelsOf } from '../../graphiql/chart/labels.ts';
import { columnsOf, listsIn, nullsIn, type Row } from '../../graphiql/chart/rows.ts';
import { operationsIn } from '../../graphiql/operations.ts';
import { asTypedDocument } from '../../graphiql/typed-document.ts';

test('lists are told in the order of the answer, empty ones too, and those within their rows behind them', () => {
  const attributions = [{ role: 'WIRE', source: { name: 'Reuters', kind: 'AGENCY' } }, { role: 'CITED' }];
  const data = { gone: null, none: [], page: { nodes: [{ headline: 'One', attributions }], count: 1, next: null } };
  expect(listsIn(data)).toEqual([
    { path: 'none', rows: [] },
    // A list within a row is told by the names within it, not by their roles.
    { path: 'page.nodes', rows: [{ headline: 'One', attributions: 'Reuters; CITED' }] },
    {
      path: 'page.nodes.attributions',
      rows: [
        { 'page.headline': 'One', role: 'WIRE', 'source.name': 'Reuters', 'source.kind': 'AGENCY' },
        { 'page.headline': 'One', role: 'CITED' },
      ],
    },
  ]);
  expect(nullsIn(data)).toEqual(['gone']);
});

describe('an answer without a chart says why, each in its own words', () => {
  test.each([
    ['no answer', '', 'Run a query: its lists are drawn here.'],
    ['an error', '{"errors":[{"message":"No."}],"data":null}', 'The answer is an error: No.'],
    [
      'a part',
      '{"errors":[{"message":"No."}],"data":{"a":[{"b":1}],"c":null}}',
      'A part of the answer is missing: No.',
    ],
    ['null', '{"data":{"insights":{"turnaround":null}}}', '`insights.turnaround` is null: it isn’t there, or takes'],
    ['no list', '{"data":{"viewer":{"role":"READER"}}}', 'This answer has no list of objects'],
    ['an empty list', '{"data":{"insights":{"coverage":[]}}}', '`insights.coverage` is empty: nothing matches'],
  ])('%s', (_, text, begins) => {
    const answer = answerOf(text);
    const [note, ...more] = notesOf(answer, false, answer.lists[0]);
    expect([note?.slice(0, begins.length), more]).toEqual([begins, []]);
  });

  test('and one that is whole says nothing', () => {
    const answer = answerOf('{"data":{"topic":{"name":"A","parent":null,"children":[{"name":"B"}]}}}');
    expect(notesOf(answer, false, answer.lists[0])).toEqual([]);
  });
});

describe('periods are told by the calendar that the question asks for', () => {
  const query = `query q($interval: Interval = QUARTER, $zone: String = "UTC") {
    insights { weeks: coverage(groupBy: [PERIOD], interval: WEEK, timeZone: "Europe/Berlin") { periodStart }
      byPeriod: diversity(groupBy: [PERIOD], interval: $interval, timeZone: $zone) { periodStart } plain: corrections(groupBy: [PERIOD]) { rate } }
  }`;
  const told = (path: string, variables: string, moment: string) => {
    const calendar = calendarOf(operationsIn(query)?.[0], variables, path.split('.'));
    return labelsOf([{ periodStart: moment }], ['periodStart'], calendar).shown('periodStart', moment);
  };

  test.each([
    ['insights.weeks', '', '2026-11-01T23:00:00.000Z', 'W45 (2 Nov 2026)'],
    ['insights.weeks', '', '2026-12-27T23:00:00.000Z', 'W53 (28 Dec 2026)'],
    ['insights.weeks', '', '2027-01-03T23:00:00.000Z', 'W01 (4 Jan 2027)'],
    ['insights.byPeriod', '', '2026-10-01T00:00:00.000Z', 'Q4 2026'],
    ['insights.byPeriod', '{"interval":"DAY","zone":"America/New_York"}', '2026-11-02T05:00:00.000Z', '2 Nov 2026'],
    [
      'insights.byPeriod',
      '{"interval":"HOUR","zone":"Asia/Kathmandu"}',
      '2026-11-02T05:15:00.000Z',
      '2 Nov 2026, 11:00',
    ],
    ['insights.byPeriod', '{"interval":"YEAR","zone":"Pacific/Auckland"}', '2025-12-31T11:00:00.000Z', '2026'],
    ['insights.plain', '{"zone":"Mars/Olympus"}', '2026-10-01T00:00:00.000Z', 'Oct 2026'],
  ])('%s with %s: %s is %s', (path, variables, moment, label) => {
    expect(told(path, variables, moment)).toBe(label);
  });
});

test('columns have titles in words, and figures as many digits as say something', () => {
  const row = {
    'source.name': 'Skerrin Line',
    'source.slug': 'skerrin-line',
    'draftToReview.p90': 12.051_666,
    share: 0.428_571,
    change: 0.25,
    articles: 1_204,
    publishedAt: '2026-11-28T02:40:00.000Z',
    previousArticles: null,
  };
  const columns = columnsOf([row]);
  const labels = labelsOf([row], columns, { interval: 'MONTH', timeZone: 'Europe/Berlin' });
  expect(
    columns.map((column) => [labels.titleOf(column), labels.shown(column, row[column as keyof typeof row])]),
  ).toEqual([
    ['Source', 'Skerrin Line'],
    ['Draft to review: p90', '12.1'],
    ['Share', '42.9%'],
    ['Change', '+25%'],
    ['Articles', '1,204'],
    ['Published at (Europe/Berlin)', '28 Nov 2026, 03:40'],
    ['Previous articles', ''],
    ['Source: slug', 'skerrin-line'],
  ]);
});

test('more groups than colours leave the largest their own, and the rest one grey that says how many they are', () => {
  const rows = Array.from({ length: 14 }, (_, n) => ({ name: `Topic ${n}`, articles: n }));
  const colors = colorsOf(
    rows,
    ({ name }) => String(name),
    ({ articles }) => Number(articles),
  );
  expect(colors.legend).toHaveLength(10);
  expect(new Set(colors.legend.map(([, color]) => color)).size).toBe(10);
  expect(colors.legend.at(-1)?.[0]).toBe('5 others');
  expect(rows.map(colors.nameOf).filter((name) => name === null)).toHaveLength(5);
  expect(colors.nameOf(rows[13] ?? {})).toBe('Topic 13');
  for (const color of [...palette, grey]) {
    expect(contrast(color, '#ffffff'), color).toBeGreaterThan(3);
    expect(contrast(color, '#12161f'), color).toBeGreaterThan(3);
  }
});

/** WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('the guessed chart fits the question', () => {
  const cited = ['Skerrin Line', 'Marine Safety Board'];
  const periods = ['2026-10-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z'];
  test.each([
    [
      'most-cited',
      cited.map((name, n) => ({
        periodStart: periods[0] ?? '',
        'source.name': name,
        articles: 9 - n,
        share: 0.4 - n / 10,
      })),
      'bar source.name articles',
    ],
    [
      'source-diversity',
      cited.map((name, n) => ({ 'topic.name': name, articles: n, sources: n, effectiveSources: 3 - n })),
      'bar topic.name effectiveSources',
    ],
    [
      'one-source',
      ['A', 'B', 'C'].map((headline, n) => ({ headline, attributions: cited[n % 2] ?? '' })),
      'bar attributions number of rows',
    ],
    [
      'draft-to-page',
      periods.map((periodStart, n) => ({
        periodStart,
        articles: n,
        'draftToReview.median': n,
        'draftToPublication.median': n,
      })),
      'line periodStart draftToPublication.median',
    ],
    [
      'what-they-said',
      periods.map((firstSaidAt, n) => ({ text: `${n}`, firstSaidAt, appearanceCount: 1 })),
      'dot firstSaidAt appearanceCount',
    ],
    [
      'hot-by-topic',
      ['A', 'B', 'C'].map((headline, n) => ({
        'topics.name': cited[n % 2] ?? '',
        'trend.rank': n,
        'trend.views': 9 * n,
        headline,
      })),
      'bar headline trend.views topics.name',
    ],
    [
      'topics by week',
      [...periods, ...periods].map((periodStart, n) => ({
        periodStart,
        'topic.name': cited[n % 2] ?? '',
        articles: n,
      })),
      'line periodStart articles topic.name',
    ],
  ])('%s', (_, rows: Row[], chart) => {
    const { mark, x, y, color } = guess(rows) ?? {};
    expect([mark, x, y, ...(color ? [color] : [])].join(' ')).toBe(chart);
  });
});

test('an operation is copied as a document with the types of its answer and its variables', () => {
  const schema = buildSchema(`
    type Query { node(id: ID!): Node pieces(where: Where, order: Order): [Piece!]! }
    interface Node { id: ID! }
    type Piece implements Node { id: ID! headline: String tags: [String!]! }
    type Desk implements Node { id: ID! }
    enum Order { NEW OLD }
    input Where { search: String!, first: Int = 3 }
  `);
  const query = `query latest($where: Where, $order: Order! = NEW) {
    pieces(where: $where, order: $order) { title: headline ...P @include(if: true) }
    node(id: "\`1\`") { __typename ... on Piece { tags } }
  }
  fragment P on Piece { tags }`;
  const text = asTypedDocument(query, schema);
  expect(text.slice(text.indexOf('export'), text.indexOf('export const'))).toBe(`export type Latest = {
  readonly pieces: ReadonlyArray<{
    readonly title: string | null;
    readonly tags?: ReadonlyArray<string>;
  }>;
  readonly node: {
    readonly __typename: 'Piece';
    readonly tags: ReadonlyArray<string>;
  } | {
    readonly __typename: 'Desk';
  } | null;
};

export type LatestVariables = {
  readonly where?: {
    readonly search: string;
    readonly first?: number | null;
  } | null;
  readonly order?: 'NEW' | 'OLD';
};

`);
  expect(text).toContain('node(id: "\\`1\\`")');
  expect(() => asTypedDocument('query {', schema)).toThrow('no GraphQL');
});
