/** `Article.related`: reasons, order, paging, scheduled articles, and statements. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { encodeId } from '../../src/ids.ts';
import { relateArticles } from '../../src/related/relate.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

const day = (n: number) => new Date(Date.UTC(2026, 2, n));
const cited = (name: string) => ({ role: 'CITED' as const, source: { name, kind: 'ORGANIZATION' as const } });

/** Only a word, so that nothing is related by its text. */
const card = (word: string, given: Parameters<typeof piece>[1] = {}) => piece(word, { body: '', ...given });

const newsroom = useNewsroom(async (db) => {
  const ids = await publish(db, [
    card('common', { topics: ['News'], publishedAt: day(10) }),
    card('distant', { topics: ['News', 'Eels'], publishedAt: new Date('2020-03-10T00:00:00Z') }),
    card('topical', { topics: ['News', 'Eels'], publishedAt: day(9) }),
    card('sourced', { topics: ['News'], attributions: [cited('Eel Board')], publishedAt: day(9) }),
    card('subject', { topics: ['News', 'Eels'], attributions: [cited('Eel Board')], publishedAt: day(10) }),
    ...Array.from({ length: 12 }, (_, n) => card(`other-${n}`, { topics: ['News'], publishedAt: day(11) })),
    card('alone', { publishedAt: day(12) }),
  ]);
  await relateArticles(db, ids);
});

interface Related {
  edges: {
    cursor: string;
    score: number;
    strength: string;
    node: { slug: string };
    reasons: { kind: string; weight: number; topics: { name: string }[]; sources: { name: string }[] }[];
  }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

async function related(slug: string, args = 'first: 6'): Promise<Related> {
  const answer = await newsroom.ask<{
    article: { related: Related };
  }>(`{ article(by: { slug: "${slug}" }) { related(${args}) {
    edges { cursor score strength node { slug } reasons { kind weight topics { name } sources { name } } } pageInfo { hasNextPage endCursor }
  } } }`);
  expect(answer.errors).toBeUndefined();
  return answer.data?.article.related as Related;
}

test('common topics and sources count by rarity and nearness in time, topics more than sources', async () => {
  const { edges } = await related('subject');
  const slugs = edges.map(({ node }) => node.slug);
  expect(slugs.slice(0, 3)).toEqual(['topical', 'distant', 'sourced']);
  const scores = edges.filter(({ strength }) => strength !== 'RECENT').map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  expect(scores.every((score) => score > 0 && score <= 1)).toBe(true);
});

test('reasons name what is shared, and their weights sum to 1', async () => {
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
  const sourced = edges.find(({ node }) => node.slug === 'sourced')?.reasons;
  expect(sourced?.map(({ kind }) => kind).sort()).toEqual(['SHARED_SOURCES', 'SHARED_TOPICS']);
  expect(sourced?.find(({ kind }) => kind === 'SHARED_SOURCES')?.sources).toEqual([{ name: 'Eel Board' }]);
  expect(sourced?.find(({ kind }) => kind === 'SHARED_TOPICS')?.topics).toEqual([{ name: 'News' }]);
});

test('an article that shares nothing gets recent articles, which say that they are nothing but that, and not itself', async () => {
  const { edges } = await related('alone', 'first: 3');
  expect(edges.map(({ node }) => node.slug)).toEqual(['other-11', 'other-10', 'other-9']);
  expect(
    edges.map(({ score, strength, reasons }) => [score, strength, reasons.map(({ kind, weight }) => [kind, weight])]),
  ).toEqual(Array.from({ length: 3 }, () => [0, 'RECENT', [['RECENT', 1]]]));
});

test('paging continues from related into recent articles, until all others are listed', async () => {
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
  expect(seen.at(-1)).toBe('common');
});

test('excluded articles are left out of what is related and of what is recent, and pages go on without them', async () => {
  const { db } = newsroom;
  const all = (await related('subject', 'first: 20')).edges.map(({ node }) => node.slug);
  const left = all.filter((_, index) => index % 3 !== 0);
  const rows = await db
    .selectFrom('article')
    .select('id')
    .where(
      'slug',
      'in',
      all.filter((slug) => !left.includes(slug)),
    )
    .execute();
  const exclude = `exclude: ${JSON.stringify(rows.map(({ id }) => encodeId('Article', id)))}`;
  const seen: string[] = [];
  let after = '';
  for (;;) {
    const { edges, pageInfo } = await related('subject', `first: 4, ${exclude}${after}`);
    seen.push(...edges.map(({ node }) => node.slug));
    if (!pageInfo.hasNextPage) break;
    after = `, after: "${pageInfo.endCursor}"`;
  }
  expect(seen).toEqual(left);
});

test('what is to be excluded are ids of articles, at most a hundred', async () => {
  const ask = async (ids: readonly string[]) => {
    const { errors } = await newsroom.ask(
      '($ids: [ID!]) { article(by: { slug: "subject" }) { related(exclude: $ids) { nodes { slug } } } }'.replace(
        '(',
        'query (',
      ),
      { ids },
    );
    return errors?.[0]?.message;
  };
  expect(await ask(Array.from({ length: 101 }, (_, index) => encodeId('Article', index + 1)))).toContain('at most 100');
  expect(await ask([encodeId('Topic', 1)])).toContain('This is the id of a Topic, not of a Article.');
  expect(await ask(['nothing'])).toContain('is not an id that this service gave out');
});

test('teasers fill the list behind whole pieces, and pages go on between the two', async () => {
  const { db } = newsroom;
  const before = (await related('alone', 'first: 20')).edges.map(({ node }) => node.slug);
  const [newest, , third] = before as [string, string, string];
  await db.updateTable('article').set({ is_teaser: false }).execute();
  await db.updateTable('article').set({ is_teaser: true }).where('slug', 'in', [newest, third]).execute();
  const seen: string[] = [];
  let after = '';
  for (;;) {
    const { edges, pageInfo } = await related('alone', `first: 2${after}`);
    seen.push(...edges.map(({ node }) => node.slug));
    if (!pageInfo.hasNextPage) break;
    after = `, after: "${pageInfo.endCursor}"`;
  }
  await db.updateTable('article').set({ is_teaser: false }).execute();
  expect(seen).toEqual([...before.filter((slug) => slug !== newest && slug !== third), newest, third]);
});

test('the list is filled in the language of the article, teasers too, before any other language, and pages go on from one into the other', async () => {
  const { db } = newsroom;
  const recent = { publishedAt: day(14) };
  const ids = await publish(db, [
    card('allein', { language: 'de-AT', publishedAt: day(1) }),
    card('alt', { language: 'de', publishedAt: day(2) }),
    card('neu', { language: 'DE-ch', publishedAt: day(13) }),
    card('meldung', { language: 'de', publishedAt: day(13) }),
    card('nuevo', { language: 'es', ...recent }),
    card('aviso', { language: 'es', ...recent }),
    card('nouveau', { language: 'fr', publishedAt: day(15) }),
  ]);
  const isTeaser = sql<boolean>`slug in ('meldung', 'aviso')`;
  await db.updateTable('article').set({ is_teaser: isTeaser }).execute();
  const english = (await related('alone', 'first: 20')).edges.map(({ node }) => node.slug).slice(0, 17);
  const whole = ['nouveau', 'nuevo', 'alone', ...english];
  expect(new Set(whole).size).toBe(20);
  const listOf = async (slug: string, first: number, exclude: readonly string[] = []) => {
    const rows = await db
      .selectFrom('article')
      .select('id')
      .where('slug', 'in', [...exclude, ''])
      .execute();
    const excluded = JSON.stringify(rows.map((row) => encodeId('Article', row.id)));
    const seen: string[] = [];
    for (let after = ''; ; ) {
      const { edges, pageInfo } = await related(slug, `first: ${first}, exclude: ${excluded}${after}`);
      seen.push(...edges.map(({ node }) => node.slug));
      if (!pageInfo.hasNextPage) return seen;
      after = `, after: "${pageInfo.endCursor}"`;
    }
  };
  for (const first of [1, 2, 3, 50]) {
    expect(await listOf('allein', first), `${first} a page`).toEqual(['neu', 'alt', 'meldung', ...whole, 'aviso']);
  }
  expect(await listOf('allein', 2, ['neu', 'nuevo', 'meldung'])).toEqual([
    'alt',
    ...whole.filter((slug) => slug !== 'nuevo'),
    'aviso',
  ]);
  await db.deleteFrom('article').where('id', 'in', ids).execute();
});

test('whole pieces of a language have an index of their own, so that one of teasers alone is not gone through', async () => {
  const plan = await newsroom.db.transaction().execute(async (trx) => {
    await sql`set local enable_seqscan = off`.execute(trx);
    await sql`set local enable_sort = off`.execute(trx);
    const { rows } = await sql<Record<'QUERY PLAN', string>>`
      explain select p.id from published_article p
      where split_part(lower(p.language), '-', 1) = 'de' and not p.is_teaser
      order by p.published_at desc, p.id desc limit 6
    `.execute(trx);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
  expect(plan).toContain('article_whole_order');
});

test('Bokmål, Nynorsk and Norwegian fill a list as one language, and pages go through all three by date', async () => {
  const { db } = newsroom;
  const ids = await publish(db, [
    card('ferje', { language: 'nb', publishedAt: day(1) }),
    card('fjord', { language: 'nn-NO', publishedAt: day(3) }),
    card('havn', { language: 'no', publishedAt: day(4) }),
    card('brygge', { language: 'nb', publishedAt: day(2) }),
    card('faerge', { language: 'da', publishedAt: day(15) }),
  ]);
  await db.updateTable('article').set({ is_teaser: false }).where('id', 'in', ids).execute();
  const firstOf = async (slug: string) => {
    const { edges, pageInfo } = await related(slug, 'first: 2');
    const next = await related(slug, `first: 2, after: "${pageInfo.endCursor}"`);
    return [...edges, ...next.edges].map(({ node }) => node.slug);
  };
  expect(await firstOf('ferje')).toEqual(['havn', 'fjord', 'brygge', 'faerge']);
  expect(await firstOf('havn')).toEqual(['fjord', 'brygge', 'ferje', 'faerge']);
  expect((await firstOf('faerge')).slice(0, 1)).not.toEqual(['havn']);
  await db.deleteFrom('article').where('id', 'in', ids).execute();
});

test('what is in no known language has nothing in common with what is in none either: the latest of all fill its list', async () => {
  const ids = await publish(newsroom.db, [
    card('mixed', { publishedAt: day(1) }),
    card('short', { publishedAt: day(2) }),
    card('neuestes', { language: 'de', publishedAt: day(15) }),
  ]);
  await newsroom.db.updateTable('article').set({ is_teaser: false }).where('id', 'in', ids).execute();
  await newsroom.db.updateTable('article').set({ language: 'und' }).where('slug', 'in', ['mixed', 'short']).execute();
  const slugs = (await related('mixed', 'first: 20')).edges.map(({ node }) => node.slug);
  expect(slugs[0]).toBe('neuestes');
  expect(slugs.slice(-2)).toEqual(['short', 'distant']);
  await newsroom.db.deleteFrom('article').where('id', 'in', ids).execute();
});

test('later articles are related in both directions', async () => {
  const ids = await publish(newsroom.db, [
    card('newcomer', { topics: ['News', 'Eels'], attributions: [cited('Eel Board')], publishedAt: day(10) }),
  ]);
  await relateArticles(newsroom.db, ids);
  expect((await related('newcomer')).edges[0]?.node.slug).toBe('subject');
  expect((await related('subject')).edges[0]?.node.slug).toBe('newcomer');
});

test('a scheduled article is related before its time, and in no list until then', async () => {
  const { db } = newsroom;
  const tomorrow = new Date(Date.now() + 86_400_000);
  const ids = await publish(db, [
    card('to-come', { topics: ['Eels'], attributions: [cited('Eel Board')], publishedAt: tomorrow }),
  ]);
  await relateArticles(db, ids);
  const edges = await db.selectFrom('related_article').select('related_id').where('article_id', 'in', ids).execute();
  expect(edges.length).toBeGreaterThan(0);
  expect((await related('subject', 'first: 20')).edges.map(({ node }) => node.slug)).not.toContain('to-come');
  await db.deleteFrom('article').where('id', 'in', ids).execute();
});

test('aliases with different page sizes and cursors have each its own list', async () => {
  const answer = await newsroom.ask<{ article: Record<string, Related> }>(`{ article(by: { slug: "subject" }) {
    one: related(first: 1) { edges { node { slug } } pageInfo { hasNextPage endCursor } }
    five: related(first: 5) { edges { node { slug } } pageInfo { hasNextPage endCursor } }
  } }`);
  expect(answer.data?.article.one?.edges).toHaveLength(1);
  expect(answer.data?.article.one?.pageInfo.hasNextPage).toBe(true);
  expect(answer.data?.article.five?.edges).toHaveLength(5);
});

test('twenty lists are read in one statement', async () => {
  newsroom.statements.length = 0;
  const answer = await newsroom.ask<{ articles: { nodes: { related: { nodes: unknown[] } }[] } }>(
    '{ articles(first: 20) { nodes { related(first: 6) { nodes { slug } } } } }',
  );
  expect(answer.data?.articles.nodes.length).toBeGreaterThan(15);
  expect(answer.data?.articles.nodes.every(({ related }) => related.nodes.length === 6)).toBe(true);
  expect(newsroom.statements.filter((statement) => statement.includes('related_article'))).toHaveLength(1);
});
