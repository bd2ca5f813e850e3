/** Pins and hides in related and trending lists: order, expiry, who may, and the log. */

import { expect, test } from 'vitest';
import { moment } from '../../db/engine/moment.ts';
import { rebuildTrending, refreshTrending } from '../../db/trending/refresh.ts';
import { encodeId } from '../../src/ids.ts';
import { relateArticles } from '../../src/related/relate.ts';
import type { Viewer } from '../../src/roles.ts';
import { piece, publish } from '../support/articles.ts';
import { admin, analyst, editor, useNewsroom, writer } from '../support/newsroom.ts';

const ids = new Map<string, string>();
const names = ['bridge', 'bridge-again', 'orchard', 'chess', 'gone'];
const newsroom = useNewsroom(async (db) => {
  const made = await publish(
    db,
    names.map((name) => piece(name, { topics: name.startsWith('bridge') ? ['Bridges'] : [] })),
  );
  for (const [index, id] of made.entries()) ids.set(names[index] as string, encodeId('Article', id));
  await relateArticles(db, made);
  await rebuildTrending(db);
  await db.updateTable('article').set({ withdrawn_at: new Date() }).where('slug', '=', 'gone').execute();
});

const idOf = (name: string) => ids.get(name) as string;
const future = new Date(Date.now() + 3_600_000);
const article = '__typename ... on Article { slug } ... on InvalidInput { path } ... on NotAllowed { requiredRole }';
const mutations = {
  pinRelated: `mutation ($input: PinInput!) { pinRelated(input: $input) { ${article} } }`,
  hideRelated: `mutation ($input: PinInput!) { hideRelated(input: $input) { ${article} } }`,
  clearRelatedChoice: `mutation ($article: ID!, $related: ID!) { clearRelatedChoice(article: $article, related: $related) { __typename ... on Article { slug } ... on NotAllowed { requiredRole } } }`,
  pinTrending: `mutation ($input: TrendingPinInput!) { pinTrending(input: $input) { ${article} } }`,
  hideTrending: `mutation ($input: TrendingPinInput!) { hideTrending(input: $input) { ${article} } }`,
  clearTrendingChoice:
    'mutation ($article: ID!) { clearTrendingChoice(article: $article) { __typename ... on Article { slug } ... on NotAllowed { requiredRole } } }',
} as const;

async function change(name: keyof typeof mutations, input: object, viewer: Viewer = editor) {
  const variables = name.startsWith('clear') ? { ...input } : { input };
  const { data, errors } = await newsroom.askAs(viewer, mutations[name], variables);
  expect(errors).toBeUndefined();
  return data?.[name];
}

async function related(): Promise<[string, string | undefined][]> {
  const answer = await newsroom.ask<{
    article: { related: { edges: { node: { slug: string }; reasons: { kind: string }[] }[] } };
  }>('{ article(by: { slug: "bridge" }) { related(first: 10) { edges { node { slug } reasons { kind } } } } }');
  return (answer.data?.article.related.edges ?? []).map(({ node, reasons }) => [node.slug, reasons[0]?.kind]);
}

async function trending(): Promise<[string, boolean][]> {
  const answer = await newsroom.ask<{
    trending: { edges: { node: { slug: string }; trend: { pinned: boolean } }[] };
  }>('{ trending(first: 10) { edges { node { slug } trend { pinned } } } }');
  return (answer.data?.trending.edges ?? []).map(({ node, trend }) => [node.slug, trend.pinned]);
}

const beside = (name: string, rest: object = {}) => ({ article: idOf('bridge'), related: idOf(name), ...rest });

test('a pinned related article is first and says so, a hidden one is not in the list, and either can be cleared', async () => {
  expect(await change('pinRelated', beside('chess'))).toEqual({ __typename: 'Article', slug: 'bridge' });
  await change('hideRelated', beside('orchard', { until: future }));
  const chosen = await related();
  expect(chosen[0]).toEqual(['chess', 'EDITOR_PICK']);
  expect(chosen.map(([slug]) => slug)).not.toContain('orchard');
  await change('clearRelatedChoice', beside('chess'));
  await change('clearRelatedChoice', beside('orchard'));
  const free = await related();
  expect(free[0]?.[0]).toBe('bridge-again');
  expect(free.map(([slug]) => slug).toSorted()).toEqual(['bridge-again', 'chess', 'orchard']);
  expect(free.map(([, kind]) => kind)).not.toContain('EDITOR_PICK');
});

test('a pin in a related list ends at its time', async () => {
  await change('pinRelated', beside('chess', { until: new Date(Date.now() + 1_500) }));
  expect((await related())[0]).toEqual(['chess', 'EDITOR_PICK']);
  await expect.poll(async () => (await related())[0]?.[0]).toBe('bridge-again');
});

test('a pin or hide in trending takes effect at once, and ends with the first refresh after its time', async () => {
  await change('pinTrending', { article: idOf('orchard'), until: future });
  expect((await trending())[0]).toEqual(['orchard', true]);
  await change('pinTrending', { article: idOf('chess') });
  expect((await trending()).filter(([, pinned]) => pinned)).toEqual([
    ['orchard', true],
    ['chess', true],
  ]);
  await change('hideTrending', { article: idOf('bridge'), until: future });
  expect((await trending()).map(([slug]) => slug)).not.toContain('bridge');
  await refreshTrending(newsroom.db, moment(new Date(future.getTime() + 1_000)), true);
  expect((await trending()).filter(([, pinned]) => pinned)).toEqual([['chess', true]]);
  await change('clearTrendingChoice', { article: idOf('chess') });
  await change('clearTrendingChoice', { article: idOf('orchard') });
  await change('clearTrendingChoice', { article: idOf('bridge') });
  expect((await trending()).every(([, pinned]) => !pinned)).toBe(true);
  expect((await trending()).map(([slug]) => slug)).toContain('bridge');
});

test('an unpublished article is not found, and invalid input is refused', async () => {
  const nowhere = encodeId('Article', 999_999);
  for (const missing of [idOf('gone'), nowhere]) {
    expect(await change('pinRelated', { article: missing, related: idOf('chess') })).toEqual({
      __typename: 'NotFound',
    });
    expect(await change('hideRelated', { article: idOf('chess'), related: missing })).toEqual({
      __typename: 'NotFound',
    });
    expect(await change('pinTrending', { article: missing })).toEqual({ __typename: 'NotFound' });
    expect(await change('clearTrendingChoice', { article: missing })).toEqual({ __typename: 'NotFound' });
  }
  const past = ['0000-01-01T00:00:00Z', new Date(Date.now() - 60_000).toISOString()];
  for (const until of past) {
    const refused = { __typename: 'InvalidInput', path: ['input', 'until'] };
    expect(await change('pinRelated', beside('chess', { until }))).toEqual(refused);
    expect(await change('hideTrending', { article: idOf('chess'), until })).toEqual(refused);
  }
  expect(await change('pinRelated', beside('bridge'))).toEqual({
    __typename: 'InvalidInput',
    path: ['input', 'related'],
  });
});

test('only editors and admins may pin and hide, whether the article can be found or not', async () => {
  const readerWithToken: Viewer = { role: 'READER', name: 'Rita', id: 'token:9' };
  for (const name of Object.keys(mutations) as (keyof typeof mutations)[]) {
    const input = name.includes('Related') ? beside('gone') : { article: idOf('gone') };
    for (const viewer of [readerWithToken, analyst, writer]) {
      expect(await change(name, input, viewer)).toEqual({ __typename: 'NotAllowed', requiredRole: 'EDITOR' });
    }
    const allowed = name.includes('Related') ? beside('chess') : { article: idOf('chess') };
    expect(await change(name, allowed, admin)).toMatchObject({ __typename: 'Article' });
  }
});

test('the event log has who chose what, and nothing of what was refused or had no effect', async () => {
  await newsroom.db.deleteFrom('event').execute();
  await change('pinRelated', beside('chess'));
  await change('pinRelated', beside('gone'));
  await change('clearTrendingChoice', { article: idOf('orchard') });
  const rows = await newsroom.db.selectFrom('event').select(['type', 'actor', 'detail']).execute();
  expect(rows).toEqual([
    {
      type: 'article.pinned',
      actor: 'token:3',
      detail: { list: 'related', related: expect.any(Number), until: null },
    },
  ]);
});
