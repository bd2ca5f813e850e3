/** Insights into who articles rest on: co-citations, single sources and diversity, beside the same worked out by hand. */

import { describe, expect, test } from 'vitest';
import {
  type CorpusArticle,
  citedBy,
  corpus,
  corpusSources,
  corpusTopics,
  saveCorpus,
} from '../support/insight-corpus.ts';
import { analyst, useNewsroom } from '../support/newsroom.ts';

const DAY_MS = 86_400_000;

const newsroom = useNewsroom(saveCorpus);

async function insight<Row>(field: string, variables?: Record<string, unknown>): Promise<Row> {
  const { data, errors } = await newsroom.ask<{ insights: { rows: Row } }>(
    `{ insights { rows: ${field} } }`,
    variables,
  );
  expect(errors).toBeUndefined();
  return data?.insights.rows as Row;
}

async function refusal(field: string): Promise<string> {
  const { errors } = await newsroom.ask(`{ insights { ${field} } }`);
  expect(errors?.[0]?.extensions.code).toMatch(/BAD_USER_INPUT|PAGE_SIZE_OUT_OF_RANGE/);
  return String(errors?.[0]?.message);
}

const inFebruary = ({ publishedAt }: CorpusArticle) =>
  publishedAt >= new Date('2026-02-01T00:00:00Z') && publishedAt < new Date('2026-03-01T00:00:00Z');
const february = 'publishedAt: { from: "2026-02-01T00:00:00Z", before: "2026-03-01T00:00:00Z" }';
/** An article's topics and all above them. */
const allTopics = ({ topics }: CorpusArticle) => [
  ...new Set(topics.flatMap((topic) => [topic, corpusTopics[topic]?.[1] ?? topic])),
];
const isHarbours = (article: CorpusArticle) => allTopics(article).includes('harbour');
const harbour = 'topics: { anyOf: ["harbour"], includeDescendants: true }';

describe('coCitations', () => {
  interface Row {
    readonly source: { readonly slug: string };
    readonly articles: number;
    readonly expected: number;
    readonly lift: number;
    readonly logLikelihood: number;
  }
  const fields = '{ source { slug } articles expected lift logLikelihood }';

  /** By entropies: twice (cells - rows - columns + all), each as the sum of n ln n. */
  function expected(of: string, isIn: (article: CorpusArticle) => boolean, minArticles: number) {
    const cited = corpus.filter(isIn).map(citedBy);
    const all = cited.filter((each) => each.length > 0);
    const information = (counts: readonly number[]) =>
      counts.reduce((sum, n) => sum + (n === 0 ? 0 : n * Math.log(n)), 0);
    const rows = Object.keys(corpusSources).flatMap((slug) => {
      const both = all.filter((each) => each.includes(of) && each.includes(slug)).length;
      const own = all.filter((each) => each.includes(of)).length;
      const other = all.filter((each) => each.includes(slug)).length;
      const cells = [both, own - both, other - both, all.length - own - other + both];
      const sums = [own, all.length - own, other, all.length - other];
      const logLikelihood = 2 * (information(cells) - information(sums) + information([all.length]));
      const lift = both / ((own * other) / all.length);
      const isTold = slug !== of && both >= minArticles && lift > 1 && logLikelihood >= 6.63;
      return isTold ? [{ slug, articles: both, lift, logLikelihood }] : [];
    });
    return rows.toSorted((a, b) => b.logLikelihood - a.logLikelihood);
  }

  test.each<[string, string, (article: CorpusArticle) => boolean]>([
    ['of all articles', '', () => true],
    ['of a topic and below', `, where: { ${harbour} }`, isHarbours],
    ['by search', ', where: { search: "nothing" }', () => true],
  ])('%s are those that stand together more than chance would have it, the surest first', async (_, where, isIn) => {
    const rows = await insight<Row[]>(`coCitations(source: { slug: "tide-watch" }${where}) ${fields}`);
    const told = expected('tide-watch', isIn, 3);
    expect(told.length).toBeGreaterThan(0);
    expect(rows.map(({ source, articles }) => [source.slug, articles])).toEqual(
      told.map(({ slug, articles }) => [slug, articles]),
    );
    for (const [index, row] of rows.entries()) {
      expect(row.lift).toBeCloseTo(told[index]?.lift ?? Number.NaN, 9);
      expect(row.logLikelihood).toBeCloseTo(told[index]?.logLikelihood ?? Number.NaN, 9);
      expect(row.articles / row.expected).toBeCloseTo(row.lift, 9);
    }
  });

  test('of a span of time are told by its dates alone, and of too few articles not at all', async () => {
    const asked = (minArticles: number) =>
      insight<Row[]>(
        `coCitations(source: { slug: "tide-watch" }, minArticles: ${minArticles}, where: { publishedAt: { from: "2026-01-20T00:00:00Z" } }) ${fields}`,
      );
    const rows = await asked(2);
    expect(rows.map(({ source }) => source.slug)).toEqual(
      expected('tide-watch', ({ publishedAt }) => publishedAt >= new Date('2026-01-20T00:00:00Z'), 2).map(
        ({ slug }) => slug,
      ),
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(await asked(60)).toEqual([]);
  });

  test('of who isn’t cited are none, and what can’t be meant, or isn’t there, is refused by name', async () => {
    expect(await refusal(`coCitations(source: { slug: "nobody" }) ${fields}`)).toContain('no source "nobody"');
    expect(await insight(`coCitations(source: { slug: "rye-reporter" }) ${fields}`)).toEqual([]);
    expect(await refusal(`coCitations(source: { slug: "nobody" }, minArticles: 1) ${fields}`)).toContain('minArticles');
    expect(await refusal(`coCitations(source: { id: "x" }) ${fields}`)).toContain('"x"');
    expect(await refusal(`coCitations(source: { slug: "nobody" }, first: 101) ${fields}`)).toContain('first');
  });
});

describe('singleSource', () => {
  test('lists articles with one source, and none that only has an author', async () => {
    const isSingle = (article: CorpusArticle) => isHarbours(article) && citedBy(article).length === 1;
    const expected = corpus.filter(isSingle).toSorted((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime());
    const found = await insight<{ nodes: { slug: string }[]; totalCount: number }>(
      `singleSource(first: 100, where: { ${harbour} }) { totalCount nodes { slug } }`,
    );
    expect(expected.length).toBeGreaterThan(2);
    expect(found.nodes.map(({ slug }) => slug)).toEqual(expected.map(({ slug }) => slug));
    expect(found.totalCount).toBe(expected.length);
  });

  test('takes no other number of sources', async () => {
    expect(await refusal('singleSource(where: { sourceCount: { min: 2 } }) { totalCount }')).toContain('sourceCount');
  });
});

describe('diversity', () => {
  interface Row {
    readonly topic: { readonly slug: string } | null;
    readonly periodStart: string | null;
    readonly [figure: string]: unknown;
  }
  const fields = `{ topic { slug } periodStart articles citations sources sourcesPerArticle effectiveSources topFiveShare
    singleSourceShare peopleShare namedShare }`;

  function figures(articles: readonly CorpusArticle[]): Record<string, number> {
    const pairs = articles.flatMap((article) => citedBy(article).map((source) => ({ article, source })));
    const counts = Object.keys(corpusSources)
      .map((slug) => pairs.filter(({ source }) => source === slug).length)
      .filter((count) => count > 0)
      .toSorted((a, b) => b - a);
    const part = (count: number) => (pairs.length === 0 ? 0 : count / pairs.length);
    const of = (count: number) => (articles.length === 0 ? 0 : count / articles.length);
    const entropy = counts.reduce((sum, count) => sum - part(count) * Math.log(part(count)), 0);
    const isNamed = ({ article, source }: (typeof pairs)[number]) =>
      article.attributions.some(([slug, role]) => slug === source && (role === 'QUOTED' || role === 'CITED'));
    return {
      articles: articles.length,
      citations: pairs.length,
      sources: counts.length,
      sourcesPerArticle: of(pairs.length),
      effectiveSources: pairs.length === 0 ? 0 : Math.exp(entropy),
      topFiveShare: part(counts.slice(0, 5).reduce((sum, count) => sum + count, 0)),
      singleSourceShare: of(articles.filter((article) => citedBy(article).length === 1).length),
      peopleShare: part(pairs.filter(({ source }) => corpusSources[source]?.[1] === 'PERSON').length),
      namedShare: part(pairs.filter(isNamed).length),
    };
  }

  /** Keys of the groups of an article: topic and beginning of the month; every topic is in every period. */
  function expectRows(
    rows: readonly Row[],
    groupsOf: (article: CorpusArticle) => readonly string[],
    { articles = corpus, periods = [] }: { articles?: readonly CorpusArticle[]; periods?: readonly string[] } = {},
  ) {
    const groups = new Map<string, CorpusArticle[]>();
    for (const article of articles) {
      for (const key of groupsOf(article)) groups.set(key, [...(groups.get(key) ?? []), article]);
    }
    for (const topic of new Set([...groups.keys()].map((key) => key.split(' ')[0]))) {
      for (const period of periods) groups.set(`${topic} ${period}`, groups.get(`${topic} ${period}`) ?? []);
    }
    const found = new Map(rows.map(({ topic, periodStart, ...rest }) => [`${topic?.slug} ${periodStart}`, rest]));
    expect([...found.keys()].toSorted()).toEqual([...groups.keys()].toSorted());
    for (const [key, members] of groups) {
      for (const [name, value] of Object.entries(figures(members)))
        expect(found.get(key)?.[name], `${name} of ${key}`).toBeCloseTo(value, 9);
    }
  }

  const month = ({ publishedAt }: CorpusArticle) =>
    new Date(Date.UTC(2026, publishedAt.getUTCMonth(), 1)).toISOString();

  test('of all articles is one row', async () => {
    expectRows(await insight<Row[]>(`diversity(groupBy: []) ${fields}`), () => ['undefined null']);
  });

  test('by topic counts what is below it, an article once', async () => {
    const rows = await insight<Row[]>(`diversity(groupBy: [TOPIC], where: { ${february} }) ${fields}`);
    expectRows(rows, (article) => allTopics(article).map((topic) => `${topic} null`), {
      articles: corpus.filter(inFebruary),
    });
    const sizes = rows.map(({ articles }) => Number(articles));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  });

  test('by topic and month, and by month in a time zone', async () => {
    const both = await insight<Row[]>(`diversity(groupBy: [PERIOD, TOPIC], interval: MONTH) ${fields}`);
    expectRows(both, (article) => allTopics(article).map((topic) => `${topic} ${month(article)}`), {
      periods: corpus.map(month),
    });
    expect(both.map(({ periodStart }) => periodStart)).toEqual(both.map(({ periodStart }) => periodStart).toSorted());
    const days = await insight<Row[]>(
      `diversity(groupBy: [PERIOD], interval: DAY, timeZone: "Asia/Kathmandu") ${fields}`,
    );
    const offsetMs = 345 * 60_000;
    const day = (moment: number) =>
      new Date(Math.floor((moment + offsetMs) / DAY_MS) * DAY_MS - offsetMs).toISOString();
    const moments = corpus.map(({ publishedAt }) => publishedAt.getTime());
    const [first, last] = [Math.min(...moments), Math.max(...moments)];
    const periods = Array.from({ length: Math.floor((last - first) / DAY_MS) + 1 }, (_, n) => day(first + n * DAY_MS));
    expectRows(days, ({ publishedAt }) => [`undefined ${day(publishedAt.getTime())}`], {
      periods: [...periods, day(last)],
    });
    expect(days.map(({ articles }) => articles)).toContain(0);
    expect(days.map(({ periodStart }) => periodStart)).toEqual(days.map(({ periodStart }) => periodStart).toSorted());
  });

  test('of a span without articles are zeros, period by period, and more periods than can be counted are refused', async () => {
    const span = 'publishedAt: { from: "2019-12-30T00:00:00Z", before: "2020-03-01T00:00:00Z" }';
    const rows = await insight<Row[]>(`diversity(groupBy: [PERIOD], where: { ${span} }) ${fields}`);
    expect(rows.map(({ periodStart, articles }) => [periodStart, articles])).toEqual(
      ['2019-12-01', '2020-01-01', '2020-02-01'].map((start) => [`${start}T00:00:00.000Z`, 0]),
    );
    const hours = 'groupBy: [PERIOD], interval: HOUR, where: { publishedAt: { from: "2019-12-30T00:00:00Z" } }';
    for (const field of ['diversity', 'corrections'])
      expect(await refusal(`${field}(${hours}) { articles }`), field).toMatch(/more than 5000 periods/);
  });

  test('what can’t be meant is refused by name', async () => {
    expect(await refusal(`diversity(groupBy: [ROLE]) ${fields}`)).toContain('ROLE');
    expect(await refusal(`diversity(groupBy: [TOPIC], interval: DAY) ${fields}`)).toContain('interval');
    expect(await refusal(`diversity(groupBy: [PERIOD], timeZone: "Mars") ${fields}`)).toContain('timeZone');
    expect(await refusal(`diversity(groupBy: [], first: 1001) ${fields}`)).toContain('first');
  });

  test('costs one statement, and one for the topics of all rows', async () => {
    newsroom.statements.length = 0;
    await newsroom.askAs(analyst, `{ insights { diversity(groupBy: [TOPIC]) ${fields} } }`);
    expect(newsroom.statements).toHaveLength(2);
  });
});
