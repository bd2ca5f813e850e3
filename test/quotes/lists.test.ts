/** Lists of quotes against an expectation worked out here: searched, filtered, paged both ways, counted, batched. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { saidQuery } from '../../db/articles/said-query.ts';
import { readSearch } from '../../src/search/read-search.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';
import { randomOf } from '../support/rounds.ts';

const sayings = [
  'The harbour must close before winter comes',
  'Nobody saw the ferry leave the harbour',
  'We paid for the old bridge twice',
  'An old tale, and the bridge is sound',
  'The herring are back in the bay',
  'I would build that ferry again tomorrow',
  'The council wrote a letter to the herring',
  'Die Brücke bleibt im Winter gesperrt',
] as const;
/** Other ways to write the same. */
const ways: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `${text.toUpperCase()}!`,
  (text) => text.replace(' ', ' … '),
  (text) => `“${text},”`,
];
const people = ['Ada Holm', 'Bo Lind', 'Cy Moor'];
const slugOf = (name: string) => name.toLowerCase().replace(' ', '-');

interface Appearance {
  readonly slug: string;
  readonly at: number;
  readonly topic: string;
  readonly language: string;
  readonly isSeen: boolean;
  readonly person: string;
  readonly saying: number;
  readonly text: string;
  id: number;
}

const corpus: Appearance[] = [];

const newsroom = useNewsroom(async (db) => {
  const random = randomOf('quotes');
  const oneOf = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  for (let n = 0; n < 48; n += 1) {
    // Three at a moment: the order among them is that of their quotes.
    const at = Date.UTC(2026, 0, 1 + Math.floor(n / 3));
    const article = { slug: `piece-${n}`, at, topic: oneOf(['Ports', 'Fish']), isSeen: n % 8 !== 5, id: 0 };
    const language = oneOf(['en', 'en', 'en', 'de']);
    for (let quotes = 0; quotes < 2; quotes += 1) {
      const person = oneOf(people);
      const saying = language === 'de' ? sayings.length - 1 : Math.floor(random() * (sayings.length - 1));
      const text = oneOf(ways)(sayings[saying] ?? '');
      if (corpus.some((each) => each.slug === article.slug && each.person === person && each.text === text)) continue;
      corpus.push({ ...article, language, person, saying, text });
    }
  }
  const bySlug = Map.groupBy(corpus, ({ slug }) => slug);
  await publish(
    db,
    [...bySlug].map(([slug, said]) =>
      piece(slug, {
        publishedAt: new Date(said[0]?.at ?? 0),
        language: said[0]?.language ?? 'en',
        topics: [said[0]?.topic ?? ''],
        body: `<p>${slug === 'piece-7' ? 'Lighthouse.' : 'Nothing.'}</p>`,
        attributions: said.map(({ person, text }) => ({
          role: 'QUOTED' as const,
          source: { name: person, kind: 'PERSON' as const },
          quote: text,
        })),
      }),
    ),
  );
  const hidden = [...bySlug].filter(([, [first]]) => first?.isSeen === false).map(([slug]) => slug);
  for (const [index, slug] of hidden.entries()) {
    const how = [sql`withdrawn_at = now()`, sql`killed_at = now()`, sql`published_at = now() + interval '1 day'`];
    await sql`update article set ${how[index % 3]} where slug = ${slug}`.execute(db);
  }
  const { rows } = await sql<{ id: number; slug: string; text: string; name: string }>`
    select q.id, a.slug, q.text, s.name from quote q join article a on a.id = q.article_id join source s on s.id = q.source_id
  `.execute(db);
  for (const row of rows) {
    const written = corpus.find(
      ({ slug, text, person }) => slug === row.slug && text === row.text && person === row.name,
    );
    if (written !== undefined) written.id = row.id;
  }
  // What a list begins with, and more than is looked through before the index is asked: one quote of one article.
  await publish(db, [
    piece('flood', {
      publishedAt: new Date('2026-06-01T00:00:00Z'),
      attributions: [{ role: 'QUOTED', source: { name: 'Flo Od', kind: 'PERSON' }, quote: 'Water everywhere' }],
    }),
  ]);
  await sql`
    insert into quote (article_id, source_id, role, position, text, published_at, language, utterance_id)
    select article_id, source_id, role, n, text, published_at, language, utterance_id
    from quote, generate_series(1, 5200) n where text = 'Water everywhere'
  `.execute(db);
  await sql`analyze quote`.execute(db);
});

interface Node {
  readonly id: string;
  readonly text: string;
  readonly firstSaidAt: string;
  readonly source: { readonly slug: string };
  readonly appearanceCount: number;
  readonly appearances: readonly { readonly text: string; readonly article: { readonly slug: string } }[];
}
interface Page {
  readonly totalCount: number;
  readonly nodes: readonly Node[];
  readonly pageInfo: Record<'hasNextPage' | 'hasPreviousPage', boolean> & Record<'startCursor' | 'endCursor', string>;
}

const fields = `totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  nodes { id text firstSaidAt source { slug } appearanceCount appearances(first: 100) { text article { slug } } }`;

async function page(args: string): Promise<Page> {
  const { data, errors } = await newsroom.ask<{ quotes: Page }>(`{ quotes(${args}) { ${fields} } }`);
  expect(errors).toBeUndefined();
  return data?.quotes as Page;
}

const inOrder = (one: Appearance, other: Appearance) => one.at - other.at || one.id - other.id;
const quoteOf = ({ person, saying }: Appearance) => `${person}: ${saying}`;

/** Each quote once, at the first of its appearances that match; the latest first. */
function expected(matches: (each: Appearance) => boolean) {
  const seen = corpus.filter(({ isSeen }) => isSeen).sort(inOrder);
  const firsts = [...Map.groupBy(seen.filter(matches), quoteOf).values()].flatMap(([first]) => first ?? []);
  return firsts
    .sort(inOrder)
    .reverse()
    .map((first) => {
      const all = seen.filter((each) => quoteOf(each) === quoteOf(first));
      return {
        text: all[0]?.text,
        firstSaidAt: new Date(all[0]?.at ?? 0).toISOString(),
        source: { slug: slugOf(first.person) },
        appearanceCount: all.length,
        appearances: all.map(({ text, slug }) => ({ text, article: { slug } })),
      };
    });
}

const has =
  (...words: string[]) =>
  ({ saying }: Appearance) =>
    words.every((word) => (sayings[saying] ?? '').toLowerCase().includes(word));
const january = 'publishedAt: { from: "2026-01-04T00:00:00Z", before: "2026-01-10T00:00:00Z" }';
const isInJanuary = ({ at }: Appearance) => at >= Date.UTC(2026, 0, 4) && at < Date.UTC(2026, 0, 10);

const lists: readonly (readonly [args: string, matches: (each: Appearance) => boolean])[] = [
  ['where: { notIds: [] publishedAt: { before: "2026-05-01T00:00:00Z" } }', () => true],
  ['source: { slug: "ada-holm" }', ({ person }) => person === 'Ada Holm'],
  ['search: "harbour"', has('harbour')],
  ['search: "harbours -ferries"', (each) => has('harbour')(each) && !has('ferry')(each)],
  ['search: "\\"old bridge\\""', has('old bridge')],
  ['search: "Brücken"', has('brücke')],
  ['search: "herring", source: { slug: "bo-lind" }', (each) => each.person === 'Bo Lind' && has('herring')(each)],
  [`where: { ${january} }`, isInJanuary],
  [`search: "ferry", where: { ${january} }`, (each) => isInJanuary(each) && has('ferry')(each)],
  ['where: { topics: { anyOf: ["fish"] } }', ({ topic }) => topic === 'Fish'],
  [
    'where: { topics: { anyOf: ["fish"], noneOf: ["ports"] } }, search: "bridge"',
    (each) => each.topic === 'Fish' && has('bridge')(each),
  ],
  [
    'where: { topics: { anyOf: ["fish", "ports"] }, sources: { allOf: ["cy-moor"] } }',
    ({ slug }) => corpus.some((each) => each.slug === slug && each.person === 'Cy Moor'),
  ],
  ['where: { language: "de" }', ({ language }) => language === 'de'],
  ['where: { search: "lighthouse" }', ({ slug }) => slug === 'piece-7'],
  [
    'where: { sources: { anyOf: ["ada-holm"] }, roles: [QUOTED] }',
    ({ slug }) => corpus.some((each) => each.slug === slug && each.person === 'Ada Holm'),
  ],
  ['search: "zeppelin"', () => false],
];

test.each([
  ['source: { slug: "nobody" }', 'source.slug', 'There is no source "nobody": '],
  ['where: { topics: { noneOf: ["fish", "fowl"] } }', 'where.topics.noneOf', 'There is no topic "fowl": '],
])('quotes(%s) of what there isn’t are an error that names it', async (args, path, message) => {
  const { errors } = await newsroom.ask(`{ quotes(${args}) { totalCount } }`);
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', path: path.split('.') } }]);
  expect(errors?.[0]?.message).toContain(message);
});

test.each(lists)('quotes(%s) are what they should be, whichever way they are paged', async (args, matches) => {
  const wanted = expected(matches);
  const whole = await page(`${args}, first: 100`);
  expect(whole.nodes.map(({ id: _, ...node }) => node)).toEqual(wanted);
  expect(whole.totalCount).toBe(wanted.length);
  const ids = whole.nodes.map(({ id }) => id);
  for (const [size, cursor] of [
    ['first: 4', 'after'],
    ['last: 3', 'before'],
  ] as const) {
    const found: string[] = [];
    let at = '';
    for (let more = ids.length > 0; more; ) {
      const { nodes, pageInfo } = await page(`${args}, ${size} ${at}`);
      const isForward = cursor === 'after';
      if (isForward) found.push(...nodes.map(({ id }) => id));
      else found.unshift(...nodes.map(({ id }) => id));
      more = isForward ? pageInfo.hasNextPage : pageInfo.hasPreviousPage;
      at = `${cursor}: "${isForward ? pageInfo.endCursor : pageInfo.startCursor}"`;
    }
    expect(found, size).toEqual(ids);
  }
});

test.each(['-', '- ', '-(', '!-'])('words behind a dash or a ruled line are looked for: %s…', async (marks) => {
  const totals = async (query: string, search: string) => {
    const { data, errors } = await newsroom.ask<Record<string, { totalCount: number }>>(query, { search });
    return errors ?? Object.values(data ?? {}).map(({ totalCount }) => totalCount);
  };
  const query =
    'query ($search: String!) { quotes(search: $search) { totalCount } articles(where: { quote: $search }) { totalCount } }';
  const whole = await totals(query, 'ferry harbour');
  expect(whole[0]).toBeGreaterThan(0);
  expect(await totals(query, `ferry ${marks.repeat(160)} harbour`)).toEqual(whole);
});

test.each(['ferry- -harbour', 'ferry -- -harbour', 'ferry - -"harbour"'])(
  '%s excludes what is behind its last hyphen',
  async (search) => {
    const text = sql<string>`(
    with ${saidQuery(readSearch(search), 'en')} select wanted_of_document from said
  )`;
    const { rows } = await sql<{ wanted: string }>`select ${text}::text as wanted`.execute(newsroom.db);
    expect(rows[0]?.wanted).toMatch(/'ferri' & !'harbour'/);
  },
);

test('quotes of many sources are one statement, and each list what it is alone', async () => {
  newsroom.statements.length = 0;
  const query = (first: number) =>
    `{ sources(first: ${first}) { nodes { slug quotes(first: 3, search: "the") { totalCount } all: quotes(first: 3) { totalCount nodes { text source { slug } appearanceCount appearances { article { slug } } } } } } }`;
  const { data, errors } = await newsroom.ask<{ sources: { nodes: { slug: string; all: unknown }[] } }>(query(4));
  expect(errors).toBeUndefined();
  const ofMany = newsroom.statements.length;
  newsroom.statements.length = 0;
  await newsroom.ask(query(2));
  expect(ofMany).toBe(newsroom.statements.length);
  for (const { slug, all } of data?.sources.nodes ?? []) {
    const alone = await newsroom.ask<{ quotes: unknown }>(
      `{ quotes(first: 3, source: { slug: "${slug}" }) { totalCount nodes { text source { slug } appearanceCount appearances { article { slug } } } } }`,
    );
    expect(all).toEqual(alone.data?.quotes);
  }
});

test.each([
  ['search: " "', ['search']],
  [`search: "${'a'.repeat(501)}"`, ['search']],
  ['where: { search: "" }', ['where', 'search']],
  ['first: 101', ['quotes', 'first']],
  ['after: "x"', ['after']],
])('quotes(%s) is refused by the name of the argument', async (args, path) => {
  const { errors } = await newsroom.ask(`{ quotes(${args}) { totalCount } }`);
  expect(errors?.[0]?.extensions).toMatchObject({ path });
});
