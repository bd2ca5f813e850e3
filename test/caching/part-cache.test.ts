/** Kept parts: what they save, what throws them away, and whom they are not for. */

import { describe, expect, test } from 'vitest';
import type { Expiry } from '../../src/caching/expiry.ts';
import { createPartCache } from '../../src/caching/part-cache.ts';
import { createResponseCache } from '../../src/caching/response-cache.ts';
import { useCache } from '../support/cached-newsroom.ts';
import { editor, useNewsroom } from '../support/newsroom.ts';

const never: Expiry = () => Number.POSITIVE_INFINITY;

function partsOver({ maxBytes = 1_000_000, expiry = never, isOpen = true } = {}) {
  const responses = createResponseCache(maxBytes);
  if (isOpen) responses.open();
  const parts = createPartCache(responses, () => expiry, maxBytes);
  let found = 0;
  const ask = (key = 'topics', tags: readonly string[] = ['topics']) =>
    parts.getOrFind(
      key,
      async () => {
        found += 1;
        return found;
      },
      () => tags,
    );
  return { responses, parts, ask };
}

describe('a part', () => {
  test('is kept when it is asked for the second time, and used from the third on', async () => {
    const { ask, parts } = partsOver();
    expect([await ask(), parts.count(), await ask(), parts.count(), await ask()]).toEqual([1, 0, 2, 1, 2]);
  });

  test('goes with any of its tags, and with no other', async () => {
    const { ask, responses } = partsOver();
    await ask();
    await ask();
    responses.invalidate(['article:1', 'articles']);
    expect(await ask()).toBe(2);
    responses.invalidate(['topics']);
    expect(await ask()).toBe(3);
    expect(await ask(), 'it had been asked for before').toBe(3);
  });

  test('that was changed while it was found is not kept', async () => {
    const { parts, responses } = partsOver();
    const find = async () => {
      responses.invalidate(['topics']);
      return 'before';
    };
    await parts.getOrFind('topics', find, () => ['topics']);
    await parts.getOrFind('topics', find, () => ['topics']);
    expect(parts.count()).toBe(0);
  });

  test.each([
    ['nothing is known of what changes', { isOpen: false }],
    ['nothing may be kept', { maxBytes: 0 }],
    ['it is known to change now', { expiry: () => Date.now() }],
  ])('is not kept while %s', async (_, options) => {
    const { ask, parts } = partsOver(options);
    expect([await ask(), await ask(), await ask(), parts.count()]).toEqual([1, 2, 3, 0]);
  });

  test('is not used once invalidations have ceased to arrive', async () => {
    const { ask, responses } = partsOver();
    await ask();
    await ask();
    responses.close();
    expect(await ask()).toBe(3);
    responses.open();
    expect(await ask(), 'nor is what was kept before').toBe(4);
  });

  test('is not used beyond the moment at which it is known to change', async () => {
    const soon = Date.now() + 5_000;
    let now = Date.now();
    const { ask } = partsOver({ expiry: () => soon });
    const clock = Date.now;
    Date.now = () => now;
    try {
      await ask();
      await ask();
      now = soon - 1;
      const before = await ask();
      now = soon;
      expect([before, await ask()]).toEqual([2, 3]);
    } finally {
      Date.now = clock;
    }
  });
});

describe('a newsroom’s parts', () => {
  const newsroom = useNewsroom(undefined, 'demo');
  const cache = useCache(newsroom);
  const slug = 'mayoral-election-too-close-to-call';
  const page = `query page($slug: String!) {
      article(by: { slug: $slug }) { headline leadImage { url alt } topics { name } attributions { source { name } } }
      trending(first: 5) { nodes { slug topics { name } } }
      topics(first: 10) { nodes { slug } }
    }`;
  const statementsOf = async (work: () => Promise<unknown>) => {
    const before = newsroom.statements.length;
    await work();
    return newsroom.statements.length - before;
  };

  test('are shared by pages of different articles, which ask for their own rows only', async () => {
    const { data } = await newsroom.ask<{ articles: { nodes: { slug: string }[] } }>(
      '{ articles(first: 4) { nodes { slug } } }',
    );
    const counts: number[] = [];
    for (const each of data?.articles.nodes ?? []) {
      counts.push(await statementsOf(() => cache.get(page, { slug: each.slug })));
    }
    const [first = 0, , third = 0, fourth = 0] = counts;
    expect(first - third, 'trending, its articles’ topics, and the topics').toBeGreaterThanOrEqual(3);
    expect(fourth).toBe(third);
  });

  test('are not for editors, who may have changed something by another process', async () => {
    await newsroom.askAs(editor, '{ __typename }');
    const ask = () => cache.get(page, { slug }, { authorization: editor.id ?? '' });
    const [first, second, third] = [await statementsOf(ask), await statementsOf(ask), await statementsOf(ask)];
    expect([second, third]).toEqual([first, first]);
  });
});
