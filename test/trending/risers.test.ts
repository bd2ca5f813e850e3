/** What rose: a trending list in the order of movement. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

/** By slug, in the order of the list: the place before, and whether an editor pinned it. */
const ranked: Readonly<
  Record<string, { readonly previous: number | null; readonly pinned?: boolean; readonly topic: string }>
> = {
  pinned: { previous: 9, pinned: true, topic: 'Ships' },
  doubled: { previous: 8, topic: 'Ships' },
  steady: { previous: 1, topic: 'Ships' },
  newcomer: { previous: null, topic: 'Trees' },
  fell: { previous: 2, topic: 'Trees' },
  little: { previous: 7, topic: 'Trees' },
  withdrawn: { previous: 20, topic: 'Ships' },
  latecomer: { previous: null, topic: 'Ships' },
};

const newsroom = useNewsroom(async (db) => {
  const pieces = Object.entries(ranked);
  const ids = await publish(
    db,
    pieces.map(([slug, { topic }]) => piece(slug, { topics: [topic] })),
  );
  await sql`insert into trending_list ("window", measure, as_of) values ('WEEK', 'HEAT', now()), ('DAY', 'HEAT', now())`.execute(
    db,
  );
  for (const [index, [, { previous, pinned = false }]] of pieces.entries()) {
    for (const window of ['WEEK', 'DAY'])
      await sql`
        insert into trending_rank ("window", measure, rank, article_id, score, views, previous_rank, pinned)
        values (${window}, 'HEAT', ${index + 1}, ${ids[index]}, 1, 1, ${window === 'WEEK' ? previous : null}, ${pinned})
      `.execute(db);
  }
  await sql`update article set withdrawn_at = now() where slug = 'withdrawn'`.execute(db);
});

async function rising(args = '') {
  const query = `{ trending(orderBy: RISE, ${args || 'first: 20'}) {
    edges { cursor node { slug } trend { rank previousRank } } pageInfo { hasNextPage endCursor } } }`;
  const { data, errors } = await newsroom.ask<{
    trending: {
      edges: { cursor: string; node: { slug: string }; trend: { rank: number; previousRank: number | null } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  }>(query);
  expect(errors).toBeUndefined();
  return data?.trending ?? expect.fail();
}

const slugs = ({ edges }: Awaited<ReturnType<typeof rising>>) => edges.map(({ node }) => node.slug);

/** The same by plain arithmetic over the places that readers see. */
function expected(isListed: (slug: string) => boolean = () => true): string[] {
  const seen = Object.entries(ranked).filter(([slug]) => slug !== 'withdrawn' && isListed(slug));
  const before = seen
    .filter(([, { previous }]) => previous !== null)
    .toSorted(([, a], [, b]) => Number(a.previous) - Number(b.previous))
    .map(([slug]) => slug);
  const moves = seen.map(([slug, { pinned = false }], index) => {
    const place = before.includes(slug) ? before.indexOf(slug) + 1 : before.length + 1;
    return { slug, pinned, times: place / (index + 1) };
  });
  return moves
    .filter(({ pinned, times }) => times > 1 && !pinned)
    .toSorted((a, b) => b.times - a.times)
    .map(({ slug }) => slug);
}

test('what stands higher than before comes by how many times; pins and what readers can’t see are no part of it', async () => {
  expect(expected()).toEqual(['doubled', 'newcomer']);
  expect(slugs(await rising())).toEqual(expected());
  expect((await rising()).edges[0]?.trend).toEqual({ rank: 2, previousRank: 4 });
});

test('within a filter only its articles have places', async () => {
  const isTree = (slug: string) => ranked[slug]?.topic === 'Trees';
  expect(expected(isTree)).toEqual(['newcomer']);
  expect(slugs(await rising('where: { topics: { anyOf: ["trees"] } }'))).toEqual(expected(isTree));
  expect(slugs(await rising('where: { search: "doubled" }'))).toEqual([]);
});

test('pages go on where the one before ended, and what is excluded takes no place on one', async () => {
  const first = await rising('first: 1');
  expect(first.pageInfo.hasNextPage).toBe(true);
  const second = await rising(`first: 1, after: "${first.pageInfo.endCursor}"`);
  expect([slugs(first), slugs(second)]).toEqual([['doubled'], ['newcomer']]);
  expect(second.pageInfo.hasNextPage).toBe(false);
  const id = (await newsroom.ask<{ article: { id: string } }>('{ article(by: { slug: "doubled" }) { id } }')).data
    ?.article.id;
  expect(slugs(await rising(`first: 1, exclude: ["${id}"]`))).toEqual(['newcomer']);
});

test('where nothing is known of before, nothing rose', async () => {
  expect(slugs(await rising('window: DAY'))).toEqual([]);
});

test('a cursor of the list by rank is refused', async () => {
  const { data } = await newsroom.ask<{ trending: { edges: { cursor: string }[] } }>(
    '{ trending(first: 1) { edges { cursor } } }',
  );
  const { errors } = await newsroom.ask(
    `{ trending(orderBy: RISE, after: "${data?.trending.edges[0]?.cursor}") { asOf } }`,
  );
  expect(errors?.[0]?.message).toContain('after');
});
