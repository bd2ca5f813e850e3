/** includeDescendants: whether articles of the topics below count, in every list, order and condition that has it. */

import { describe, expect, test } from 'vitest';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

/** Sea > Harbour > Quay, and Land beside them. No piece of a lower topic has the upper ones too, but for one. */
const topicsOf: Readonly<Record<string, readonly string[]>> = {
  sea: ['Sea'],
  harbour: ['Harbour'],
  quay: ['Quay'],
  'quay-and-land': ['Quay', 'Land'],
  'sea-and-harbour': ['Sea', 'Harbour'],
  land: ['Land'],
  neither: [],
};
const pieces = Object.keys(topicsOf);

const newsroom = useNewsroom(async (db) => {
  await publish(
    db,
    pieces.map((slug, n) =>
      piece(slug, {
        headline: slug,
        // As many words in each, so that none matches better.
        body: slug.includes('-') ? '<p>A lantern.</p>' : '<p>A lantern of old.</p>',
        publishedAt: new Date(Date.UTC(2026, 0, 1 + n)),
        updatedAt: new Date(Date.UTC(2026, 1, 28 - n)),
        topics: [...(topicsOf[slug] ?? [])],
        attributions: [{ role: 'PUBLISHER', source: { name: 'The Paper', kind: 'NEWSPAPER' } }],
      }),
    ),
  );
  for (const [child, parent] of [
    ['harbour', 'sea'],
    ['quay', 'harbour'],
  ] as const) {
    await db
      .updateTable('topic')
      .set({ parent_id: (eb) => eb.selectFrom('topic as t').select('t.id').where('t.slug', '=', parent) })
      .where('slug', '=', child)
      .execute();
  }
});

interface Listed {
  readonly nodes: readonly { readonly slug: string }[];
  readonly totalCount?: number;
}

async function listed(query: string): Promise<Listed> {
  const answer = await newsroom.ask(`{ ${query} }`);
  expect(answer.errors).toBeUndefined();
  let found: unknown = answer.data;
  while (typeof found === 'object' && found !== null && !('nodes' in found)) [found] = Object.values(found);
  return found as Listed;
}

/** A condition, what it leaves without those below the topics that it names, and what with them. In order of publication. */
const conditions: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['anyOf: ["sea"]', ['sea', 'sea-and-harbour'], ['sea', 'harbour', 'quay', 'quay-and-land', 'sea-and-harbour']],
  ['anyOf: ["harbour"]', ['harbour', 'sea-and-harbour'], ['harbour', 'quay', 'quay-and-land', 'sea-and-harbour']],
  ['anyOf: ["quay"]', ['quay', 'quay-and-land'], ['quay', 'quay-and-land']],
  ['allOf: ["sea", "harbour"]', ['sea-and-harbour'], ['harbour', 'quay', 'quay-and-land', 'sea-and-harbour']],
  ['allOf: ["sea", "land"]', [], ['quay-and-land']],
  ['noneOf: ["sea"]', ['harbour', 'quay', 'quay-and-land', 'land', 'neither'], ['land', 'neither']],
  ['noneOf: ["harbour"]', ['sea', 'quay', 'quay-and-land', 'land', 'neither'], ['sea', 'land', 'neither']],
  ['anyOf: ["harbour"], noneOf: ["land"]', ['harbour', 'sea-and-harbour'], ['harbour', 'quay', 'sea-and-harbour']],
  ['anyOf: ["land"], noneOf: ["harbour"]', ['quay-and-land', 'land'], ['land']],
  ['anyOf: ["land"], allOf: ["sea"]', [], ['quay-and-land']],
];

const byPublication = (slugs: readonly string[]) => slugs.toReversed();
const byUpdate = (slugs: readonly string[]) => slugs;
const anyOrder = (slugs: readonly string[]) => slugs.toSorted();

type Ordered = (slugs: readonly string[]) => readonly string[];

const page = '{ nodes { slug } totalCount }';
const articles = (topics: string, rest = '') => `articles(where: { ${rest} topics: { ${topics} } }`;
const search = 'search: "lantern"';

/** Every list that takes the condition, and the order in which it has what is left. */
const lists: Readonly<Record<string, readonly [(topics: string) => string, Ordered]>> = {
  articles: [(topics) => `${articles(topics)}) ${page}`, byPublication],
  'articles by update': [
    (topics) => `${articles(topics)}, orderBy: { field: UPDATED_AT, direction: DESC }) ${page}`,
    byUpdate,
  ],
  'articles by search': [(topics) => `${articles(topics, search)}) ${page}`, byPublication],
  'articles by search, the latest first': [
    (topics) => `${articles(topics, search)}, orderBy: { field: PUBLISHED_AT, direction: DESC }) ${page}`,
    byPublication,
  ],
  'articles by search, the least relevant first': [
    (topics) => `${articles(topics, search)}, orderBy: { field: RELEVANCE, direction: ASC }) ${page}`,
    byUpdate,
  ],
  'articles of a source': [
    (topics) => `source(by: { slug: "the-paper" }) { ${articles(topics)}) ${page} }`,
    byPublication,
  ],
  trending: [(topics) => `trending(where: { topics: { ${topics} } }) { nodes { slug } }`, anyOrder],
};

describe.each(Object.entries(lists))('topics conditions of %s', (_, [listOf, ordered]) => {
  test.each(conditions)(
    '{ %s } includes articles of topics below where asked to, and only then',
    async (topics, without, within) => {
      for (const [asked, expected] of [
        ['', without],
        [', includeDescendants: false', without],
        [', includeDescendants: true', within],
      ] as const) {
        const { nodes, totalCount = expected.length } = await listed(listOf(topics + asked));
        const slugs = nodes.map(({ slug }) => slug);
        expect(ordered === anyOrder ? anyOrder(slugs) : slugs, asked).toEqual(ordered(expected));
        expect(totalCount, asked).toBe(expected.length);
      }
    },
  );
});

describe('Topic.articles', () => {
  const own = {
    sea: ['sea', 'sea-and-harbour'],
    harbour: ['harbour', 'sea-and-harbour'],
    quay: ['quay', 'quay-and-land'],
  };
  const tree = {
    sea: ['sea', 'harbour', 'quay', 'quay-and-land', 'sea-and-harbour'],
    harbour: ['harbour', 'quay', 'quay-and-land', 'sea-and-harbour'],
    quay: ['quay', 'quay-and-land'],
  };
  test.each([
    ['in the usual order', '', byPublication],
    ['the oldest first', ', orderBy: { field: PUBLISHED_AT, direction: ASC }', byUpdate],
    ['by update', ', orderBy: { field: UPDATED_AT, direction: DESC }', byUpdate],
    ['by update, the oldest first', ', orderBy: { field: UPDATED_AT, direction: ASC }', byPublication],
    ['by search', `, where: { ${search} }`, byPublication],
    [
      'by search, the latest first',
      `, where: { ${search} }, orderBy: { field: PUBLISHED_AT, direction: DESC }`,
      byPublication,
    ],
    [
      'by search, the oldest first',
      `, where: { ${search} }, orderBy: { field: PUBLISHED_AT, direction: ASC }`,
      byUpdate,
    ],
    [
      'by search, the least relevant first',
      `, where: { ${search} }, orderBy: { field: RELEVANCE, direction: ASC }`,
      byUpdate,
    ],
    ['by language', ', where: { language: "en" }', byPublication],
  ])('%s are its own and, with includeDescendants, those of the topics below it', async (_, args, ordered) => {
    for (const slug of ['sea', 'harbour', 'quay'] as const) {
      for (const [isDeep, expected] of [
        [false, own[slug]],
        [true, tree[slug]],
      ] as const) {
        const found = await listed(
          `topic(by: { slug: "${slug}" }) { articles(includeDescendants: ${isDeep}${args}) { nodes { slug } totalCount } }`,
        );
        expect(
          found.nodes.map((node) => node.slug),
          `${slug} ${isDeep}`,
        ).toEqual(ordered(expected));
        expect(found.totalCount, `${slug} ${isDeep}`).toBe(expected.length);
      }
    }
  });

  test('a where condition on topics has an includeDescendants of its own', async () => {
    const query = (deepWhere: boolean) =>
      `topic(by: { slug: "sea" }) { articles(includeDescendants: true, where: { topics: { anyOf: ["harbour"], includeDescendants: ${deepWhere} } }) { nodes { slug } } }`;
    const slugs = async (isDeep: boolean) => (await listed(query(isDeep))).nodes.map(({ slug }) => slug);
    expect(await slugs(false)).toEqual(['sea-and-harbour', 'harbour']);
    expect(await slugs(true)).toEqual(['sea-and-harbour', 'quay-and-land', 'quay', 'harbour']);
  });
});
