import { expect, test } from 'vitest';
import { relateArticles } from '../src/related/relate.ts';
import { piece, publish } from './support/corpus.ts';
import { useNewsroom } from './support/newsroom.ts';

const day = (n: number) => new Date(Date.UTC(2026, 2, n));
const cited = (name: string) => ({ role: 'CITED' as const, source: { name, kind: 'ORGANIZATION' as const } });

const newsroom = useNewsroom(async (db) => {
  const ids = await publish(db, [
    piece('common-only', { topics: ['News'], publishedAt: day(10) }),
    piece('far-away', { topics: ['News', 'Eels'], publishedAt: new Date('2020-03-10T00:00:00Z') }),
    piece('rare-topic', { topics: ['News', 'Eels'], publishedAt: day(9) }),
    piece('rare-source', { topics: ['News'], attributions: [cited('Eel Board')], publishedAt: day(9) }),
    piece('subject', { topics: ['News', 'Eels'], attributions: [cited('Eel Board')], publishedAt: day(10) }),
    ...Array.from({ length: 12 }, (_, n) => piece(`other-${n}`, { topics: ['News'], publishedAt: day(11) })),
    piece('alone', { publishedAt: day(12) }),
  ]);
  await relateArticles(db, ids);
});

interface Related {
  edges: {
    cursor: string;
    score: number;
    node: { slug: string };
    reasons: { kind: string; weight: number; topics: { name: string }[]; sources: { name: string }[] }[];
  }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

async function related(slug: string, args = 'first: 6'): Promise<Related> {
  const answer = await newsroom.ask<{
    article: { related: Related };
  }>(`{ article(by: { slug: "${slug}" }) { related(${args}) {
    edges { cursor score node { slug } reasons { kind weight topics { name } sources { name } } } pageInfo { hasNextPage endCursor }
  } } }`);
  expect(answer.errors).toBeUndefined();
  return answer.data?.article.related as Related;
}

test('what is shared counts by its rarity, then by nearness in time', async () => {
  const { edges } = await related('subject');
  const slugs = edges.map(({ node }) => node.slug);
  expect(slugs.slice(0, 3)).toEqual(['rare-topic', 'rare-source', 'far-away']);
  const scores = edges.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  expect(scores.every((score) => score > 0 && score <= 1)).toBe(true);
});

test('reasons are true, and their weights sum to 1', async () => {
  const { edges } = await related('subject');
  for (const { reasons, node } of edges) {
    expect(
      reasons.reduce((sum, { weight }) => sum + weight, 0),
      node.slug,
    ).toBeCloseTo(1, 6);
  }
  expect(edges[0]?.reasons).toEqual([
    { kind: 'SHARED_TOPICS', weight: 1, sources: [], topics: [{ name: 'Eels' }, { name: 'News' }] },
  ]);
  expect(edges[1]?.reasons.map(({ kind }) => kind)).toEqual(['SHARED_TOPICS', 'SHARED_SOURCES']);
  expect(edges[1]?.reasons[1]?.sources).toEqual([{ name: 'Eel Board' }]);
});

test('an article that shares nothing gets what is recent, without a reason, and not itself', async () => {
  const { edges } = await related('alone', 'first: 3');
  expect(edges.map(({ node }) => node.slug)).toEqual(['other-11', 'other-10', 'other-9']);
  expect(edges.every(({ score, reasons }) => score === 0 && reasons.length === 0)).toBe(true);
});

test('the list goes on a page at a time, from the related into the recent, until all others are told', async () => {
  const seen: string[] = [];
  let after = '';
  for (;;) {
    const { edges, pageInfo } = await related('subject', `first: 4${after}`);
    seen.push(...edges.map(({ node }) => node.slug));
    if (!pageInfo.hasNextPage) break;
    after = `, after: "${pageInfo.endCursor}"`;
  }
  expect(seen).toHaveLength(17);
  expect(new Set(seen).size).toBe(17);
  expect(seen).not.toContain('subject');
  expect(seen.at(-1)).toBe('alone');
});

test('articles that come later are related too, also from the other side', async () => {
  const ids = await publish(newsroom.db, [
    piece('newcomer', { topics: ['Eels'], attributions: [cited('Eel Board')], publishedAt: day(10) }),
  ]);
  await relateArticles(newsroom.db, ids);
  expect((await related('newcomer')).edges[0]?.node.slug).toBe('subject');
  expect((await related('subject')).edges[0]?.node.slug).toBe('newcomer');
});

test('a piece to come is related before it appears, and seen by nobody until then', async () => {
  const { db } = newsroom;
  const tomorrow = new Date(Date.now() + 86_400_000);
  const ids = await publish(db, [
    piece('to-come', { topics: ['Eels'], attributions: [cited('Eel Board')], publishedAt: tomorrow }),
  ]);
  await relateArticles(db, ids);
  const edges = await db.selectFrom('related_article').select('related_id').where('article_id', 'in', ids).execute();
  expect(edges.length).toBeGreaterThan(0);
  expect((await related('subject', 'first: 20')).edges.map(({ node }) => node.slug)).not.toContain('to-come');
  await db.deleteFrom('article').where('id', 'in', ids).execute();
});

test('processes that relate the same neighbours at once wait for each other', async () => {
  const { db } = newsroom;
  const rows = await db.selectFrom('article').select('id').orderBy('id').execute();
  const ids = rows.map(({ id }) => id);
  const rounds = Array.from({ length: 8 }, (_, n) => ids.filter((_id, index) => (index + n) % 2 === 0));
  await Promise.all(rounds.map((some) => relateArticles(db, some)));
  expect((await related('subject')).edges[0]?.node.slug).toBe('newcomer');
});

test('aliases of different lengths and pages answer each for itself', async () => {
  const answer = await newsroom.ask<{ article: Record<string, Related> }>(`{ article(by: { slug: "subject" }) {
    one: related(first: 1) { edges { node { slug } } pageInfo { hasNextPage endCursor } }
    five: related(first: 5) { edges { node { slug } } pageInfo { hasNextPage endCursor } }
  } }`);
  expect(answer.data?.article.one?.edges).toHaveLength(1);
  expect(answer.data?.article.one?.pageInfo.hasNextPage).toBe(true);
  expect(answer.data?.article.five?.edges).toHaveLength(5);
});
