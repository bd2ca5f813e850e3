/** Parts of an article that come with the statement that finds it: the same as those that are asked for by themselves. */

import { expect, test } from 'vitest';
import { useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom(undefined, 'demo');

const parts = {
  topics: 'topics { id slug name description revision }',
  attributions: 'attributions { role quote source { id slug name kind homepage country revision } }',
  byline: 'byline bylineParts { name source { slug } }',
  leadImage:
    'leadImage { url width height alt caption creditLine credit { slug name kind homepage country revision } }',
};

type Found = Record<string, Record<string, unknown> | null>;

async function pages(slugs: readonly string[], fields: string): Promise<Found> {
  const { data, errors } = await newsroom.ask<Found>(
    `{ ${slugs.map((slug, at) => `a${at}: article(by: { slug: "${slug}" }) { ${fields} }`).join('\n')} }`,
  );
  expect(errors).toBeUndefined();
  return data ?? {};
}

async function someSlugs(): Promise<string[]> {
  const former = await newsroom.db.selectFrom('former_slug').select('slug').limit(1).execute();
  const all = await newsroom.db.selectFrom('published_article').select('slug').orderBy('id').limit(12).execute();
  return [...all, ...former].flatMap(({ slug }) => slug ?? []);
}

test('all parts together are those that each is alone, also by a former slug', async () => {
  const slugs = [...(await someSlugs()), 'no-such-article'];
  const together = await pages(slugs, Object.values(parts).join(' '));
  for (const [name, fields] of Object.entries(parts)) {
    for (const [alias, alone] of Object.entries(await pages(slugs, fields))) {
      expect(
        together[alias] && Object.fromEntries(Object.keys(alone ?? {}).map((key) => [key, together[alias]?.[key]])),
        `${name} of ${alias}`,
      ).toEqual(alone);
    }
  }
});

test('topics of related articles are those that the articles have', async () => {
  const { data } = await newsroom.ask<{
    articles: { nodes: { related: { nodes: { slug: string; topics: unknown }[] } }[] };
  }>('{ articles(first: 10) { nodes { related(first: 6) { nodes { slug topics { id slug name } } } } } }');
  const found = data?.articles.nodes.flatMap(({ related }) => related.nodes) ?? [];
  expect(found.length).toBeGreaterThan(20);
  const own = await pages(found.map(({ slug }) => slug).slice(0, 20), 'topics { id slug name }');
  expect(found.slice(0, 20).map(({ topics }) => topics)).toEqual(Object.values(own).map((page) => page?.topics));
});

test.each([
  ['in a named fragment', '...all', 'fragment all on Article { topics { slug } attributions { role } }'],
  ['in an inline one', '... on Article { topics { slug } attributions { role } }', ''],
  ['under other names', 'first: topics { slug } second: attributions { role }', ''],
])('parts that are selected %s come in one statement', async (_, selection, fragment) => {
  newsroom.statements.length = 0;
  const { errors } = await newsroom.ask(
    `query page($slug: String!) { article(by: { slug: $slug }) { ${selection} } } ${fragment}`,
    { slug: 'port-and-fishers-agree-on-another-bank' },
  );
  expect([errors, newsroom.statements.length]).toEqual([undefined, 1]);
});

test('a part alone is for its loader, which many articles share', async () => {
  newsroom.statements.length = 0;
  await pages((await someSlugs()).slice(0, 5), 'topics { slug }');
  expect(newsroom.statements.filter((text) => text.includes('article_topic')).length).toBeGreaterThanOrEqual(1);
  expect(
    newsroom.statements.some(
      (text) => text.includes('any((select $1::int[])::int[])') && text.includes('article_topic'),
    ),
  ).toBe(true);
});

test('a look ahead goes through each fragment once, however often it is spread', async () => {
  const chain = Array.from(
    { length: 60 },
    (_, n) => `fragment f${n} on Article { ...f${n + 1} ...f${n + 1} ...f${n + 1} }`,
  );
  const { errors } = await newsroom.ask(
    `{ article(by: { slug: "port-and-fishers-agree-on-another-bank" }) { slug ...f0 @skip(if: true) } }
     ${chain.join(' ')} fragment f60 on Article { headline }`,
  );
  expect(errors).toBeUndefined();
});
