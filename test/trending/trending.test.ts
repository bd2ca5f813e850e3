/** Trending lists: VIEWS and HEAT, filling, paging, filters, and previous ranks. */

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saveHints } from '../../db/articles/origins.ts';
import { rebuildTrending } from '../../db/trending/refresh.ts';
import { addViews } from '../../db/views/counts.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

const now = new Date('2026-03-20T15:20:00Z');
const hoursAgo = (hours: number) => new Date(Math.floor((Number(now) - hours * 3_600_000) / 3_600_000) * 3_600_000);
const at = sql<Date>`${now.toISOString()}::timestamptz`;
const refresh = () => rebuildTrending(newsroom.db, at);

const newsroom = useNewsroom(async (db) => {
  const source = (name: string) => ({ role: 'QUOTED' as const, source: { name, kind: 'PERSON' as const } });
  const ids = await publish(db, [
    piece('plain-a', { topics: ['Ships'], publishedAt: new Date('2026-03-01T00:00:00Z') }),
    piece('plain-b', { topics: ['Ships'], publishedAt: new Date('2026-03-02T00:00:00Z') }),
    piece('hinted', { topics: ['Trees'], publishedAt: new Date('2026-02-01T00:00:00Z') }),
    piece('much-earlier', {
      topics: ['Ships', 'Trees'],
      attributions: [source('Ada Holm')],
      publishedAt: new Date('2026-01-01T00:00:00Z'),
    }),
    piece('less-now', {
      topics: ['Ships'],
      attributions: [source('Ada Holm'), { ...source('Ada Holm'), role: 'AUTHOR' }],
      publishedAt: new Date('2026-01-02T00:00:00Z'),
    }),
    piece('yesterday', {
      topics: ['Trees'],
      attributions: [source('Bo Lind')],
      publishedAt: new Date('2026-01-03T00:00:00Z'),
    }),
  ]);
  const [, , , muchEarlier, lessNow, yesterday] = ids as [number, number, number, number, number, number];
  await addViews(db, [
    { articleId: muchEarlier, hour: hoursAgo(150), views: 500 },
    { articleId: lessNow, hour: hoursAgo(0), views: 20 },
    { articleId: lessNow, hour: hoursAgo(0), views: 1 },
    { articleId: yesterday, hour: hoursAgo(26), views: 30 },
  ]);
  await saveHints(db, ['hinted']);
  await db.updateTable('trending_hint').set({ noted_at: now }).execute();
  await rebuildTrending(db, at);
});

interface Trending {
  asOf: string;
  edges: {
    node: { slug: string };
    trend: {
      rank: number;
      previousRank: number | null;
      views: number;
      score: number;
      isOfWindow: boolean;
      window: string;
    };
  }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const fields =
  'asOf edges { node { slug } trend { rank previousRank views score isOfWindow window } } pageInfo { hasNextPage endCursor }';

async function trending(args: string): Promise<Trending> {
  const answer = await newsroom.ask<{ trending: Trending }>(`{ trending(${args}) { ${fields} } }`);
  expect(answer.errors).toBeUndefined();
  return answer.data?.trending as Trending;
}

const slugs = ({ edges }: Trending) => edges.map(({ node }) => node.slug);

test('VIEWS is the plain count in the window; HEAT lets recent views count more', async () => {
  expect(slugs(await trending('by: VIEWS, first: 3'))).toEqual(['much-earlier', 'yesterday', 'less-now']);
  expect(slugs(await trending('by: HEAT, first: 3'))).toEqual(['less-now', 'yesterday', 'much-earlier']);
  const { edges } = await trending('window: DAY, by: VIEWS, first: 1');
  expect(edges[0]).toMatchObject({
    node: { slug: 'less-now' },
    trend: { rank: 1, views: 21, score: 21, window: 'DAY' },
  });
});

test('after viewed articles come hot stories of imported pages, then what came out in the window, each once', async () => {
  const list = await trending('window: MONTH, first: 6');
  expect(slugs(list)).toEqual(['much-earlier', 'yesterday', 'less-now', 'hinted', 'plain-b', 'plain-a']);
  expect(list.edges.map(({ trend }) => trend.rank)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(list.asOf).toBe(now.toISOString());
});

test('what is older than the window fills it only where there is nothing else', async () => {
  expect(slugs(await trending('window: HOUR'))).toEqual(['less-now', 'hinted']);
  expect(slugs(await trending('window: HOUR, where: { topics: { noneOf: ["ships", "trees"] } }'))).toEqual([]);
  expect(slugs(await trending('window: HOUR, by: VIEWS, where: { search: "plain-a or plain-b" }'))).toEqual([
    'plain-b',
    'plain-a',
  ]);
});

test('what only fills a list says that it isn’t of its window, and whoever draws it doesn’t call it hot', async () => {
  const areOfWindow = ({ edges }: Trending) => edges.map(({ trend }) => trend.isOfWindow);
  // Read, and shown as hot by an imported page.
  expect(areOfWindow(await trending('window: HOUR'))).toEqual([true, true]);
  // The first is within the month, and unread.
  expect(areOfWindow(await trending('window: MONTH, first: 6'))).toEqual(Array(6).fill(true));
  expect(areOfWindow(await trending('window: HOUR, where: { search: "plain-a or plain-b" }'))).toEqual([false, false]);
  const answer = await newsroom.ask<Record<string, { trending: Trending }>>(`{
    topic(by: { slug: "trees" }) { trending(window: HOUR, by: VIEWS) { ${fields} } }
    source(by: { slug: "bo-lind" }) { trending(window: HOUR) { ${fields} } }
  }`);
  expect(areOfWindow(answer.data?.topic?.trending as Trending)).toEqual([true]);
  expect(areOfWindow(answer.data?.source?.trending as Trending)).toEqual([false]);
});

test.each([
  ['window: WEEK', 4],
  ['window: HOUR', 2],
  ['window: MONTH, by: VIEWS', 6],
  ['window: MONTH, where: { topics: { anyOf: ["ships", "trees"] } }', 6],
] as const)('pages of %s neither skip nor repeat, and ranks continue', async (args, length) => {
  const whole = await trending(`${args}, first: 20`);
  const seen: Trending['edges'] = [];
  let after = '';
  for (;;) {
    const list = await trending(`${args}, first: 2${after}`);
    seen.push(...list.edges);
    if (!list.pageInfo.hasNextPage) break;
    after = `, after: "${list.pageInfo.endCursor}"`;
  }
  expect(seen).toEqual(whole.edges);
  expect(seen.map(({ trend }) => trend.rank)).toEqual(Array.from({ length }, (_, index) => index + 1));
});

test('lists of a topic and of a source rank and fill with their own articles alone', async () => {
  const answer = await newsroom.ask<Record<string, { trending: Trending }>>(`{
    ships: topic(by: { slug: "ships" }) { trending { ${fields} } }
    trees: topic(by: { slug: "trees" }) { trending(window: DAY) { ${fields} } }
    ada: source(by: { slug: "ada-holm" }) { trending(window: HOUR) { ${fields} } }
  }`);
  expect(answer.errors).toBeUndefined();
  const of = (name: string) => answer.data?.[name]?.trending as Trending;
  expect(slugs(of('ships'))).toEqual(['less-now', 'much-earlier']);
  expect(of('ships').edges.map(({ trend }) => trend.rank)).toEqual([1, 2]);
  expect(slugs(of('trees'))).toEqual(['hinted']);
  expect(slugs(of('ada'))).toEqual(['less-now']);
});

test('excluded articles are left out, the page is filled up, and ranks and cursors stay what they are', async () => {
  const { edges } = await trending('window: MONTH, first: 6');
  const whole = edges.map(({ node, trend }) => [node.slug, trend.rank]);
  const answer = await newsroom.ask<{ articles: { nodes: { id: string }[] } }>(
    '{ articles(where: { search: "yesterday or plain-b" }) { nodes { id } } }',
  );
  const exclude = `exclude: ${JSON.stringify(answer.data?.articles.nodes.map(({ id }) => id))}`;
  const left = whole.filter(([slug]) => slug !== 'yesterday' && slug !== 'plain-b');
  for (const where of ['', ', where: { topics: { anyOf: ["ships", "trees"] } }']) {
    const first = await trending(`window: MONTH, first: 2, ${exclude}${where}`);
    const second = await trending(`window: MONTH, first: 5, ${exclude}, after: "${first.pageInfo.endCursor}"${where}`);
    expect(first.edges).toHaveLength(2);
    const listed = [...first.edges, ...second.edges].map(({ node }) => node.slug);
    expect(listed).toEqual(left.map(([slug]) => slug));
    expect(second.pageInfo.hasNextPage).toBe(false);
  }
  const ofTopic = await newsroom.ask<{ topic: { trending: Trending } }>(
    `{ topic(by: { slug: "ships" }) { trending(window: MONTH, first: 3, ${exclude}) { ${fields} } } }`,
  );
  expect(slugs(ofTopic.data?.topic.trending as Trending)).toEqual(['much-earlier', 'less-now', 'plain-a']);
});

test('trending filtered by a topic equals the topic’s list', async () => {
  const filtered = await trending('where: { topics: { anyOf: ["ships"] } }, first: 5');
  const own = await newsroom.ask<{ topic: { trending: Trending } }>(
    `{ topic(by: { slug: "ships" }) { trending { ${fields} } } }`,
  );
  expect(filtered.edges).toEqual(own.data?.topic.trending.edges);
  expect(slugs(await trending('where: { search: "yesterday" }'))).toEqual(['yesterday']);
});

test('Article.trend is the article’s rank in the given window', async () => {
  const answer = await newsroom.ask(
    '{ ranked: article(by: { slug: "less-now" }) { trend { rank views } day: trend(window: DAY) { rank } } not: article(by: { slug: "plain-a" }) { trend { rank } } }',
  );
  expect(answer.data).toEqual({ ranked: { trend: { rank: 1, views: 21 }, day: { rank: 1 } }, not: { trend: null } });
});

test('previousRank is that of a day ago for WEEK, of an hour ago for DAY', async () => {
  const week = await trending('by: VIEWS, first: 3');
  expect(week.edges.map(({ trend }) => trend.previousRank)).toEqual([1, 2, null]);
  const [id] = await publish(newsroom.db, [piece('rising')]);
  await addViews(newsroom.db, [
    { articleId: id as number, hour: hoursAgo(2), views: 5 },
    { articleId: id as number, hour: hoursAgo(0), views: 100 },
  ]);
  await refresh();
  const day = await trending('window: DAY, by: VIEWS, first: 2');
  expect(day.edges.map(({ node, trend }) => [node.slug, trend.previousRank])).toEqual([
    ['rising', 1],
    ['less-now', null],
  ]);
  await newsroom.db
    .deleteFrom('article')
    .where('id', '=', id as number)
    .execute();
  await refresh();
});

test('hot stories of an old page no longer fill lists', async () => {
  const { db } = newsroom;
  await db
    .updateTable('trending_hint')
    .set({ noted_at: new Date('2026-01-01T00:00:00Z') })
    .execute();
  await refresh();
  expect(slugs(await trending('window: HOUR, first: 2'))).toEqual(['less-now']);
  await db.updateTable('trending_hint').set({ noted_at: now }).execute();
  await refresh();
});

describe('a teaser', () => {
  const names = ['hot-1', 'hot-2', 'hot-3', 'new-1', 'new-2', 'old'] as const;
  const day = (name: string) => (name === 'old' ? '2026-01-05' : `2026-03-${name.endsWith('2') ? 19 : 18}`);
  beforeAll(async () => {
    const attributions = [{ role: 'AUTHOR' as const, source: { name: 'Hulls', kind: 'PERSON' as const } }];
    const about = { topics: ['Hulls'], attributions };
    await publish(newsroom.db, [
      ...names.map((name) => piece(name, { ...about, body: '', publishedAt: new Date(`${day(name)}T00:00:00Z`) })),
      piece('whole', { ...about, publishedAt: new Date('2026-03-17T00:00:00Z') }),
    ]);
    await saveHints(newsroom.db, ['hot-3', 'hot-1', 'hot-2']);
    await newsroom.db.updateTable('trending_hint').set({ noted_at: now }).execute();
    await refresh();
  });
  afterAll(async () => {
    await newsroom.db
      .deleteFrom('article')
      .where('slug', 'in', ['whole', ...names])
      .execute();
    await refresh();
  });
  const from = (kind: 'topic' | 'source') => async (args: string) => {
    const { data } = await newsroom.ask<Record<string, { trending: Trending }>>(
      `{ ${kind}(by: { slug: "hulls" }) { trending(${args}) { ${fields} } } }`,
    );
    return data?.[kind]?.trending as Trending;
  };
  const lists = [
    ['of all', trending],
    ['of a topic', from('topic')],
    ['of a source', from('source')],
    ['under a filter', (args: string) => trending(`${args}, where: { topics: { anyOf: ["hulls"] } }`)],
  ] as const;
  const inHulls = (list: Trending) => slugs(list).filter((slug) => slug === 'whole' || names.includes(slug as 'old'));

  test.each(lists)(
    'that a page showed as hot stands behind whole pieces, and before others, in the list %s',
    async (_, ask) => {
      const list = await ask('first: 50');
      expect(inHulls(list)).toEqual(['whole', 'hot-3', 'hot-1', 'hot-2', 'new-2', 'new-1']);
      expect(slugs(list).slice(-6)).toEqual(inHulls(list).slice(-6));
      const seen: string[] = [];
      for (let after = ''; ; ) {
        const { edges, pageInfo } = await ask(`first: 2${after}`);
        seen.push(...edges.map(({ node }) => node.slug));
        if (!pageInfo.hasNextPage) break;
        after = `, after: "${pageInfo.endCursor}"`;
      }
      expect(seen).toEqual(slugs(list));
    },
  );

  test.each(lists.slice(1))(
    'gives way to whole pieces of before where the window has none, in the list %s',
    async (_, ask) => {
      expect(slugs(await ask('window: DAY'))).toEqual(['whole', 'hot-3', 'hot-1', 'hot-2']);
    },
  );

  test('has no rank by being shown as hot, and the one of its views once it is read', async () => {
    const rank = async (slug: string) => {
      const { data } = await newsroom.ask<{ article: { trend: { rank: number } | null } }>(
        `{ article(by: { slug: "${slug}" }) { trend { rank } } }`,
      );
      return data?.article.trend?.rank ?? null;
    };
    expect([await rank('hot-3'), await rank('hinted')]).toEqual([null, 4]);
    const { id } = await newsroom.db
      .selectFrom('article')
      .select('id')
      .where('slug', '=', 'hot-2')
      .executeTakeFirstOrThrow();
    await addViews(newsroom.db, [{ articleId: id, hour: hoursAgo(0), views: 9000 }]);
    await refresh();
    expect(await rank('hot-2')).toBe(1);
    expect(inHulls(await from('topic')('window: DAY'))).toEqual(['hot-2', 'hot-3', 'hot-1']);
  });
});

test('concurrent refreshes leave one list, without an error', async () => {
  await Promise.all(Array.from({ length: 6 }, refresh));
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from trending_rank where "window" = 'WEEK' and measure = 'HEAT'`.execute(newsroom.db);
  expect(rows[0]?.count).toBe(4);
});

test('without articles a list is empty, with asOf', async () => {
  const answer = await newsroom.ask('{ trending(where: { topics: { anyOf: ["nothing"] } }) { nodes { slug } asOf } }');
  expect(answer.data).toMatchObject({ trending: { nodes: [], asOf: expect.any(String) } });
});
