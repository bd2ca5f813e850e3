/** Trends of topics and sources, beside the same worked out from the dates alone. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createCoalescingCache } from '../../src/caching/coalescing-cache.ts';
import { useNewsroom, yogaOver } from '../support/newsroom.ts';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const end = Date.UTC(2026, 3, 1, 10);

/** Articles a week, the earliest first; the last is the one that is looked at. */
const weeks: Readonly<Record<string, readonly number[]>> = {
  steady: [5, 4, 6, 5, 5, 6, 4, 5, 5, 4, 6, 5, 6],
  rising: [2, 3, 2, 1, 2, 3, 2, 2, 1, 2, 3, 2, 11],
  falling: [9, 8, 9, 10, 9, 8, 9, 10, 8, 9, 9, 9, 1],
  // What is seldom covered doesn't trend by a piece or two, and does by five.
  quiet: [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2],
  awakened: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5],
  // What comes in bursts doesn't by one more of them.
  bursts: [0, 11, 0, 0, 12, 0, 0, 11, 0, 12, 0, 0, 12],
};
const names = Object.keys(weeks);

/** The n-th of so many in a week, evenly within it. */
const moments = Object.entries(weeks).flatMap(([name, counts]) =>
  counts.flatMap((count, week) =>
    Array.from({ length: count }, (_, n) => ({
      name,
      at: new Date(end - (counts.length - week) * WEEK_MS + Math.floor(((n + 0.5) * WEEK_MS) / count)),
    })),
  ),
);

/** The archive begins an hour before the thirteen weeks. */
moments.push({ name: 'steady', at: new Date(end - 13 * WEEK_MS - 3_600_000) });
/** What readers don't have would trend. */
const withdrawn = Array.from({ length: 20 }, (_, n) => ({ name: 'steady', at: new Date(end - (n + 1) * 3_600_000) }));
const saved = [...moments, ...withdrawn];

const newsroom = useNewsroom(async (db) => {
  await sql`insert into topic (slug, name) select name, name from unnest(${[...names, 'below']}::text[]) name`.execute(
    db,
  );
  await sql`
    insert into source (slug, name, kind) select name, name, 'PERSON' from unnest(${names}::text[]) name
  `.execute(db);
  // A wider topic has what the narrower one has.
  await sql`update topic set parent_id = (select id from topic where slug = 'rising') where slug = 'below'`.execute(db);
  await sql`
    insert into article (slug, headline, language, word_count, published_at, first_published_at, updated_at, withdrawn_at)
    select 'piece-' || n, name, 'en', 1, at, at, at, case when n > ${moments.length}::int then now() end
    from unnest(${saved.map(({ name }) => name)}::text[], ${saved.map(({ at }) => at.toISOString())}::timestamptz[])
      with ordinality given (name, at, n)
  `.execute(db);
  await sql`
    insert into article_topic (article_id, topic_id, position, published_at)
    select a.id, t.id, 0, a.published_at from article a
    join topic t on t.slug = case when a.headline = 'rising' and a.id % 2 = 0 then 'below' else a.headline end
  `.execute(db);
  await sql`
    insert into attribution (article_id, source_id, role, position, published_at)
    select a.id, s.id, role::attribution_role, 0, a.published_at
    from article a join source s on s.slug = a.headline cross join unnest('{QUOTED,CITED}'::text[]) role
  `.execute(db);
});

interface Row {
  readonly topic: { readonly slug: string } | null;
  readonly source: { readonly slug: string } | null;
  readonly articles: number;
  readonly expected: number;
  readonly change: number;
  readonly score: number;
  readonly past: readonly number[];
}

async function trends(args: string): Promise<readonly Row[]> {
  const { data, errors } = await newsroom.ask<{ insights: { trends: Row[] } }>(
    `{ insights { trends(${args}) { topic { slug } source { slug } articles expected change score past } } }`,
  );
  expect(errors).toBeUndefined();
  return data?.insights.trends ?? [];
}

const until = (at: number) => `where: { publishedAt: { before: "${new Date(at).toISOString()}" } }`;

/** Scores by the definition: of 2√(n + 3/8), the distance from the mean in standard deviations, which are at least 1. */
function scored(counts: readonly number[]) {
  const past = counts.slice(0, -1);
  const now = counts.at(-1) ?? 0;
  const stable = (n: number) => 2 * Math.sqrt(n + 3 / 8);
  const mean = past.reduce((sum, n) => sum + stable(n), 0) / past.length;
  const variance = past.reduce((sum, n) => sum + (stable(n) - mean) ** 2, 0) / (past.length - 1);
  const score = (stable(now) - mean) / Math.sqrt(Math.max(1, variance) * (1 + 1 / past.length));
  const expected = past.reduce((sum, n) => sum + n, 0) / past.length;
  return { articles: now, expected, change: (now + 1) / (expected + 1) - 1, score, past };
}

/** Of intervals that are counted from the dates, each of which begins where a function says. */
function expectedRows(startOf: (back: number) => number, intervals: number) {
  const rows = names.map((name) => {
    const counts = Array.from({ length: intervals + 1 }, (_, n) => {
      const back = intervals - n;
      return moments.filter((each) => each.name === name && +each.at >= startOf(back + 1) && +each.at < startOf(back))
        .length;
    });
    return { name, ...scored(counts) };
  });
  return rows.filter(({ score }) => Math.abs(score) >= 2.58).toSorted((a, b) => Math.abs(b.score) - Math.abs(a.score));
}

function expectSame(rows: readonly Row[], expected: ReturnType<typeof expectedRows>): void {
  expect(rows.map(({ topic, source }) => topic?.slug ?? source?.slug)).toEqual(expected.map(({ name }) => name));
  for (const [index, row] of rows.entries()) {
    const { name, ...figures } = expected[index] ?? expect.fail();
    for (const figure of ['articles', 'expected', 'change', 'score'] as const)
      expect(row[figure], `${figure} of ${name}`).toBeCloseTo(figures[figure], 9);
    expect(row.past).toEqual(figures.past);
  }
}

const weeksBack = (back: number) => end - back * WEEK_MS;

test('what is covered more or less than it used to be trends, and neither what is seldom covered nor what comes in bursts', async () => {
  const expected = expectedRows(weeksBack, 12);
  expect(expected.map(({ name }) => name).toSorted()).toEqual(['awakened', 'falling', 'rising']);
  expectSame(await trends(`of: SOURCE, ${until(end)}`), expected);
  const topics = await trends(`of: TOPIC, ${until(end)}`);
  expectSame(
    topics.filter(({ topic }) => topic?.slug !== 'below'),
    expected,
  );
  expect(topics.filter(({ change }) => change < 0).map(({ topic }) => topic?.slug)).toEqual(['falling']);
});

test('months of the calendar end at the same day of each, and go back as far as there are articles', async () => {
  const monthsBack = (back: number) => Date.UTC(2026, 3 - back, 1, 10);
  // Two whole months are no past.
  expect(await trends(`of: SOURCE, interval: MONTH, ${until(end)}`)).toEqual([]);
  const intervals = Array.from({ length: 12 }, (_, n) => n + 1).filter(
    (back) => monthsBack(back + 1) >= Math.min(...moments.map(({ at }) => +at)),
  ).length;
  expect(intervals).toBe(2);
  // Days go back further than twelve.
  const daysBack = (back: number) => end - back * DAY_MS;
  expectSame(await trends(`of: SOURCE, interval: DAY, ${until(end)}`), expectedRows(daysBack, 12));
});

test('what the newsroom has had for less than twelve intervals is compared with those that there were', async () => {
  const then = end - 5 * WEEK_MS;
  const first = Math.min(...moments.map(({ at }) => +at));
  const intervals = Array.from({ length: 12 }, (_, n) => n + 1).filter(
    (back) => then - (back + 1) * WEEK_MS >= first,
  ).length;
  expect(intervals).toBeLessThan(12);
  const rows = await trends(`of: TOPIC, first: 100, ${until(then)}`);
  expectSame(
    rows.filter(({ topic }) => topic?.slug !== 'below'),
    expectedRows((back) => then - back * WEEK_MS, intervals),
  );
});

test('other conditions hold for the interval and its past; a beginning is refused by name', async () => {
  const before = `publishedAt: { before: "${new Date(end).toISOString()}" }`;
  const rows = await trends(`of: SOURCE, where: { ${before}, topics: { anyOf: ["falling", "steady"] } }`);
  expect(rows.map(({ source }) => source?.slug)).toEqual(['falling']);
  expect(rows[0]?.past).toEqual(weeks.falling?.slice(0, -1));
  const { errors } = await newsroom.ask(
    '{ insights { trends(of: TOPIC, where: { publishedAt: { from: "2026-01-01T00:00:00Z" } }) { score } } }',
  );
  expect(errors?.[0]?.message).toContain('where.publishedAt.from');
});

test('what ends now is never kept, and what ended is', async () => {
  const yoga = yogaOver(
    newsroom.db,
    undefined,
    createCoalescingCache({ maxBytes: 1_000_000, tagHeaderName: 'Cache-Tag' }),
  );
  const tagsOf = async (where: string) => {
    const query = `{ insights { trends(of: TOPIC ${where}) { score } } }`;
    const response = await yoga.fetch(`http://yoga/graphql?query=${encodeURIComponent(query)}`);
    return response.headers.get('cache-tag')?.split(',');
  };
  const tomorrow = Date.now() + DAY_MS;
  expect(await tagsOf('')).toContain('clock');
  expect(await tagsOf(`, ${until(tomorrow)}`)).toContain('clock');
  expect(await tagsOf(`, ${until(end)}`)).toEqual(['all', 'articles', 'topics']);
});
