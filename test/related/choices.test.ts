/** Editors’ picks and hides in lists of related articles. */

import { expect, test } from 'vitest';
import { hideRelated, pinRelated } from '../../db/related/choices.ts';
import { relateArticles } from '../../src/related/relate.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';
import { until } from '../support/until.ts';

const ids = new Map<string, number>();
const names = ['bridge', 'bridge-again', 'bridge-third', 'orchard', 'chess'];
const newsroom = useNewsroom(async (db) => {
  const made = await publish(
    db,
    names.map((name) => piece(name, { topics: name.startsWith('bridge') ? ['Bridges'] : [] })),
  );
  for (const [index, id] of made.entries()) ids.set(names[index] as string, id);
  await relateArticles(db, made);
});

const idOf = (name: string) => ids.get(name) as number;
const past = new Date(Date.now() - 60_000);
const future = new Date(Date.now() + 3_600_000);

interface Edge {
  readonly node: { readonly slug: string };
  readonly score: number;
  readonly reasons: readonly { readonly kind: string; readonly weight: number }[];
}

async function related(args = 'first: 10'): Promise<Edge[]> {
  const answer = await newsroom.ask<{ article: { related: { edges: Edge[] } } }>(
    `{ article(by: { slug: "bridge" }) { related(${args}) { edges { node { slug } score reasons { kind weight } } } } }`,
  );
  expect(answer.errors).toBeUndefined();
  return answer.data?.article.related.edges ?? [];
}

const slugs = (edges: readonly Edge[]) => edges.map(({ node }) => node.slug);

test('picks come first, in the order in which they were made, and are marked', async () => {
  await pinRelated(newsroom.db, idOf('bridge'), idOf('chess'), null);
  const pinnedAt = Date.now();
  // Picks stand in the order of their times, which have milliseconds.
  await until(() => Date.now() > pinnedAt + 1, 'the next millisecond');
  await pinRelated(newsroom.db, idOf('bridge'), idOf('bridge-again'), future);
  const edges = await related();
  expect(slugs(edges)).toEqual(['chess', 'bridge-again', 'bridge-third', 'orchard']);
  expect(edges[0]).toMatchObject({ score: 1, reasons: [{ kind: 'EDITOR_PICK', weight: 1 }] });
  expect(edges[2]?.reasons.some(({ kind }) => kind === 'EDITOR_PICK')).toBe(false);
});

test('paging continues after picks without a gap or a repetition', async () => {
  const seen: string[] = [];
  let after = '';
  for (;;) {
    const answer = await newsroom.ask<{
      article: { related: { nodes: { slug: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
    }>(
      `{ article(by: { slug: "bridge" }) { related(first: 1${after}) { nodes { slug } pageInfo { hasNextPage endCursor } } } }`,
    );
    expect(answer.errors).toBeUndefined();
    const page = answer.data?.article.related;
    seen.push(...(page?.nodes ?? []).map(({ slug }) => slug));
    if (page?.pageInfo.hasNextPage !== true) break;
    after = `, after: "${page.pageInfo.endCursor}"`;
  }
  expect(seen).toEqual(slugs(await related()));
});

test('a hidden article is not in the list, and picks and hides end at their times', async () => {
  await hideRelated(newsroom.db, idOf('bridge'), idOf('orchard'), future);
  await hideRelated(newsroom.db, idOf('bridge'), idOf('bridge-third'), null);
  expect(slugs(await related())).toEqual(['chess', 'bridge-again']);
  await hideRelated(newsroom.db, idOf('bridge'), idOf('orchard'), past);
  await pinRelated(newsroom.db, idOf('bridge'), idOf('chess'), past);
  const now = slugs(await related());
  expect(now[0]).toBe('bridge-again');
  expect(now).toContain('orchard');
  expect(now).toContain('chess');
  expect(now).not.toContain('bridge-third');
});

test('a picked article that is withdrawn is not in the list', async () => {
  await newsroom.db
    .updateTable('article')
    .set({ withdrawn_at: new Date() })
    .where('id', '=', idOf('bridge-again'))
    .execute();
  expect(slugs(await related())).not.toContain('bridge-again');
});
