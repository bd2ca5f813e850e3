/** What helps to get there: operators, dates without an hour, alternatives, facets, and what to drop where nothing is found. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { countNameUses } from '../../db/catalogue/completion.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

const ada = { name: 'Ada Holm', kind: 'PERSON' } as const;
const wire = { name: 'Coast Wire', kind: 'NEWS_AGENCY' } as const;

const newsroom = useNewsroom((db) =>
  publish(db, [
    piece('Ferry runs late', {
      topics: ['Ferries', 'Harbour'],
      attributions: [{ source: ada, role: 'QUOTED', quote: 'No comment for now' }],
      publishedAt: new Date('2026-03-01T23:30:00Z'),
    }),
    piece('Ferry runs again', {
      topics: ['Ferries'],
      attributions: [{ source: wire, role: 'WIRE' }],
      publishedAt: new Date('2026-03-02T12:00:00Z'),
    }),
    piece('Bridge painted', {
      topics: ['Harbour'],
      attributions: [
        { source: ada, role: 'QUOTED', quote: 'It will be green' },
        { source: wire, role: 'WIRE' },
      ],
      language: 'de',
      publishedAt: new Date('2025-11-05T12:00:00Z'),
    }),
    piece('Tunnel & bridges', {
      standfirst: 'Where München is being dug up.',
      body: '<p>On <em>Monday</em> nothing was said. The diggers dig on &lt;quietly&gt;, and they have been digging since May.</p><p>Elsewhere a dig was opened by the digger of the year, who digs tunnels; 北京市政府宣布新地铁路线。</p>',
      publishedAt: new Date('2023-01-01T00:00:00Z'),
    }),
    piece('Nothing at all', { publishedAt: new Date('2024-01-01T00:00:00Z') }),
  ]),
);

interface List {
  readonly articles: {
    readonly nodes: readonly { readonly slug: string }[];
    readonly search: {
      readonly words: string | null;
      readonly operators: readonly unknown[];
      readonly drops: readonly unknown[];
    } | null;
    readonly facets: Readonly<Record<string, unknown>>;
  };
}

async function found(where: object, timeZone?: string): Promise<string[]> {
  const { data, errors } = await newsroom.ask<List>(
    'query ($where: ArticleWhere) { articles(where: $where, orderBy: { field: PUBLISHED_AT, direction: DESC }) { nodes { slug } } }',
    { where: { ...where, ...(timeZone && { timeZone }) } },
  );
  expect(errors).toBeUndefined();
  return data?.articles.nodes.map(({ slug }) => slug) ?? [];
}

/** The oldest, which is in other tests' lists as well. */
const dug = 'tunnel-and-bridges';
const [late, again, bridge, nothing] = ['ferry-runs-late', 'ferry-runs-again', 'bridge-painted', 'nothing-at-all'];

test.each([
  ['source:ada-holm', [late, bridge]],
  ['source:"ADA HOLM"', [late, bridge]],
  ['-source:"Ada Holm"', [again, nothing, dug]],
  ['source:"Ada Holm" or source:"Coast Wire"', [again, late, bridge]],
  ['source:"Ada Holm" source:"Coast Wire"', [bridge]],
  ['source:nobody', []],
  ['topic:harbour ferry', [late]],
  ['ferry -topic:harbour', [again]],
  ['before:2026', [bridge, nothing, dug]],
  ['after:2025 before:2026', [bridge]],
  ['after:2026-03-02', [again]],
  ['quote:"no comment"', [late]],
  ['quote:comment ferry', [late]],
  ['quote:"no green"', []],
])('the search %s', async (search, slugs) => {
  expect(await found({ search })).toEqual(slugs);
});

test('each operator is a condition beside the others that where has, too', async () => {
  expect(await found({ search: 'source:ada-holm', topics: { anyOf: ['harbour'] }, language: 'de' })).toEqual([bridge]);
  expect(await found({ search: 'after:2026', publishedAt: { before: '2026-03-02T00:00:00Z' } })).toEqual([late]);
  expect(await found({ quote: 'green' })).toEqual([bridge]);
  expect(await found({ sourceKinds: ['NEWS_AGENCY'] })).toEqual([again, bridge]);
  expect(await found({ sourceKinds: ['PERSON'], roles: ['WIRE'] })).toEqual([]);
  expect(await found({ sources: { anyOf: ['ada-holm'] }, sourceKinds: ['NEWS_AGENCY'], roles: ['WIRE'] })).toEqual([]);
});

test('a date without an hour is the day of the time zone, in conditions and in operators', async () => {
  expect(await found({ publishedAt: { from: '2026-03-02' } })).toEqual([again]);
  expect(await found({ publishedAt: { from: '2026-03-02' } }, 'Europe/Berlin')).toEqual([again, late]);
  expect(await found({ search: 'ferry after:2026-03-02' }, 'Europe/Berlin')).toEqual([again, late]);
  expect(await found({ updatedAt: { from: '2026-03-02', before: '2026-03-03' } })).toEqual([again]);
});

test('one of several alternatives holds, beside all other conditions', async () => {
  const or = [{ topics: { anyOf: ['harbour'] }, language: 'de' }, { sources: { anyOf: ['coast-wire'] } }];
  expect(await found({ or })).toEqual([again, bridge]);
  expect(await found({ or, search: 'ferry' })).toEqual([again]);
  expect(await found({ or: [] })).toEqual([]);
});

test.each([
  [{ or: [{ search: 'ferry' }] }, ['where', 'or', '0', 'search']],
  [{ or: [{ or: [] }] }, ['where', 'or', '0', 'or']],
  [{ or: Array.from({ length: 11 }, () => ({})) }, ['where', 'or']],
  [{ quote: ' ' }, ['where', 'quote']],
  [{ publishedAt: { from: '2026-03-02', before: '2026-03-01' } }, ['where', 'publishedAt', 'from']],
  [{ publishedAt: { from: '2026-03-02' }, timeZone: 'Mars' }, ['where', 'timeZone']],
])('what can’t be meant is refused by name: %j', async (where, argument) => {
  const { errors } = await newsroom.ask('query ($where: ArticleWhere) { articles(where: $where) { totalCount } }', {
    where,
  });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path: argument });
});

const understoodFields = `search { query words operators { name text values isExcluded topics { slug } sources { slug } }
  ignored { text reason } drops { text condition search articles } }`;

test('a search says what was understood of it', async () => {
  const { data } = await newsroom.ask<List>(
    `{ articles(where: { search: "ferry -source:\\"Coast Wire\\" topic:nowhere before:soon" }) { ${understoodFields} } }`,
  );
  expect(data?.articles.search).toMatchObject({
    words: 'ferry',
    operators: [
      { name: 'SOURCE', text: '-source:"Coast Wire"', isExcluded: true, sources: [{ slug: 'coast-wire' }], topics: [] },
      { name: 'TOPIC', values: ['nowhere'], topics: [], sources: [] },
    ],
    ignored: [{ text: 'before:soon', reason: 'NOT_A_DATE' }],
  });
});

test('where nothing is found it says what to drop, of the text and beside it; else nothing', async () => {
  const ask = (where: object) =>
    newsroom.ask<List>(`query ($where: ArticleWhere) { articles(where: $where) { ${understoodFields} } }`, { where });
  const none = await ask({ search: 'ferry painted', topics: { anyOf: ['harbour'] } });
  expect(none.data?.articles.search?.drops).toEqual([
    { text: 'ferry', condition: null, search: 'painted', articles: 1 },
    { text: 'painted', condition: null, search: 'ferry', articles: 1 },
  ]);
  const beside = await ask({ search: 'painted', topics: { anyOf: ['ferries'] } });
  expect(beside.data?.articles.search?.drops).toEqual([
    { text: 'painted', condition: null, search: null, articles: 2 },
    { text: null, condition: 'topics', search: 'painted', articles: 1 },
  ]);
  expect((await ask({ search: 'ferry' })).data?.articles.search?.drops).toEqual([]);
});

const facets = `facets(timeZone: "Europe/Berlin") { articles isExact topics { articles topic { slug } }
  sources { articles source { slug } roles { role articles } } sourceKinds { kind articles }
  languages { language articles } years { from articles } months { from before articles } }`;

test('facets count the whole list by everything that narrows it, whatever page is asked for', async () => {
  const { data } = await newsroom.ask<List>(`{ articles(first: 1) { ${facets} } }`);
  expect(data?.articles.facets).toEqual({
    articles: 5,
    isExact: true,
    topics: [
      { articles: 2, topic: { slug: 'ferries' } },
      { articles: 2, topic: { slug: 'harbour' } },
    ],
    sources: [
      { articles: 2, source: { slug: 'ada-holm' }, roles: [{ role: 'QUOTED', articles: 2 }] },
      { articles: 2, source: { slug: 'coast-wire' }, roles: [{ role: 'WIRE', articles: 2 }] },
    ],
    sourceKinds: [
      { kind: 'NEWS_AGENCY', articles: 2 },
      { kind: 'PERSON', articles: 2 },
    ],
    languages: [
      { language: 'en', articles: 4 },
      { language: 'de', articles: 1 },
    ],
    years: [
      { from: '2025-12-31T23:00:00.000Z', articles: 2 },
      { from: '2024-12-31T23:00:00.000Z', articles: 1 },
      { from: '2023-12-31T23:00:00.000Z', articles: 1 },
      { from: '2022-12-31T23:00:00.000Z', articles: 1 },
    ],
    months: [
      { from: '2026-02-28T23:00:00.000Z', before: '2026-03-31T22:00:00.000Z', articles: 2 },
      { from: '2025-10-31T23:00:00.000Z', before: '2025-11-30T23:00:00.000Z', articles: 1 },
      { from: '2023-12-31T23:00:00.000Z', before: '2024-01-31T23:00:00.000Z', articles: 1 },
      { from: '2022-12-31T23:00:00.000Z', before: '2023-01-31T23:00:00.000Z', articles: 1 },
    ],
  });
});

test('facets of a search, of a topic and of a source are of those lists', async () => {
  const { data, errors } = await newsroom.ask(`{
    articles(where: { search: "ferry" }) { facets { articles languages { language } } }
    topic(by: { slug: "harbour" }) { articles(where: { search: "ferry" }) { facets { articles } search { words } } }
    source(by: { slug: "ada-holm" }) { articles(where: { language: "de" }) { facets { articles topics { topic { slug } } } } }
  }`);
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    articles: { facets: { articles: 2, languages: [{ language: 'en' }] } },
    topic: { articles: { facets: { articles: 1 }, search: { words: 'ferry' } } },
    source: { articles: { facets: { articles: 1, topics: [{ topic: { slug: 'harbour' } }] } } },
  });
});

test.each([
  'pinTrending(input: { article: $id, until: "2030-01-01" })',
  'hideTrending(input: { article: $id, until: "2030-01-01" })',
])('a moment to act at has an hour: %s', async (mutation) => {
  const { errors } = await newsroom.ask(`mutation ($id: ID!) { ${mutation} { __typename } }`, { id: 'QXJ0aWNsZTox' });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path: ['input', 'until'] });
});

interface Suggested {
  readonly suggest: readonly {
    readonly text: string;
    readonly offset: number | null;
    readonly length: number | null;
  }[];
}

async function suggested(prefix: string, first = 8): Promise<readonly string[]> {
  const { data, errors } = await newsroom.ask<Suggested>(
    'query ($prefix: String!, $first: Int!) { suggest(prefix: $prefix, first: $first) { text offset length topic { slug } source { slug } article { slug } } }',
    { prefix, first },
  );
  expect(errors).toBeUndefined();
  return (data?.suggest ?? []).map(({ text, offset, length }) =>
    offset === null || length === null
      ? text
      : `${text.slice(0, offset)}[${text.slice(offset, offset + length)}]${text.slice(offset + length)}`,
  );
}

test.each([
  ['fer', ['[Fer]ries', '[Fer]ry runs again', '[Fer]ry runs late']],
  ['HAR', ['[Har]bour']],
  ['holm', ['Ada [Holm]']],
  ['áda h', ['[Ada H]olm']],
  ['runs a', ['Ferry [runs a]gain']],
  ['erry', []],
  ['', []],
  [' % ', []],
])('what begins with %j', async (prefix, texts) => {
  expect(await suggested(prefix)).toEqual(texts);
});

test('names of most use come first, and half of the places are the headlines’', async () => {
  await countNameUses(newsroom.db);
  expect(await suggested('c')).toEqual(['[C]oast Wire']);
  expect(await suggested('ferr', 2)).toEqual(['[Ferr]ies', '[Ferr]y runs again']);
});

test('a source, a topic or a headline that nothing published has any more isn’t completed, found, counted or told', async () => {
  const hide = (moment: string) =>
    sql`update article set withdrawn_at = ${sql.raw(moment)} where slug in (${late}, ${bridge})`.execute(newsroom.db);
  await hide('now()');
  try {
    expect(await suggested('ada')).toEqual([]);
    expect(await suggested('harbour')).toEqual([]);
    expect(await suggested('ferry')).toEqual(['[Ferry] runs again']);
    const { data } =
      await newsroom.ask(`{ articles { facets { topics { topic { slug } } sources { source { slug } } languages { language } } }
      none: articles(where: { search: "painted ferry" }) { search { drops { text articles } } } }`);
    expect(JSON.stringify(data)).not.toMatch(/ada-holm|"harbour"|"de"/);
    expect(data).toMatchObject({ none: { search: { drops: [{ text: 'painted', articles: 1 }] } } });
  } finally {
    await hide('null');
  }
});

test('a name that is changed, or another one that is added, is completed at once', async () => {
  await sql`update source set name = 'Ada Berg', aliases = array['the ferry voice', 'Обʼєднання ۲۰۳۱'] where slug = 'ada-holm'`.execute(
    newsroom.db,
  );
  try {
    expect(await suggested('holm')).toEqual([]);
    expect(await suggested('berg')).toEqual(['Ada [Berg]']);
    expect(await suggested('ferry v')).toEqual(['Ada Berg']);
    for (const typed of ["об'єд", 'обєд', '2031', '٢٠٣']) expect(await suggested(typed)).toEqual(['Ada Berg']);
  } finally {
    await sql`update source set name = 'Ada Holm', aliases = '{}' where slug = 'ada-holm'`.execute(newsroom.db);
  }
});

interface Highlit {
  readonly articles: { readonly edges: readonly { readonly highlights: Readonly<Record<string, unknown>> | null }[] };
}

const highlit = async (search: string) => {
  const { data, errors } = await newsroom.ask<Highlit>(
    `query ($search: String!) { articles(where: { search: $search, ids: ["QXJ0aWNsZTo0"] }) { edges { highlights {
      headline { html } standfirst { html ranges { offset length } } passages(first: 2) { text html ranges { offset length } } } } } }`,
    { search },
  );
  expect(errors).toBeUndefined();
  return data?.articles.edges[0]?.highlights;
};

test('highlights mark the words in all their forms, in HTML that is safe, with their places', async () => {
  const found = await highlit('digging muenchen the');
  expect(found).toMatchObject({
    headline: { html: 'Tunnel &amp; bridges' },
    standfirst: { html: 'Where <mark>München</mark> is being dug up.', ranges: [{ offset: 6, length: 7 }] },
    passages: [
      {
        html: 'On Monday nothing was said. The diggers <mark>dig</mark> on &lt;quietly&gt;, and they have been <mark>digging</mark> since May.',
      },
      { html: expect.stringContaining('Elsewhere a <mark>dig</mark> was opened') },
    ],
  });
  const [passage] = (found?.passages ?? []) as { text: string; ranges: { offset: number; length: number }[] }[];
  expect(passage?.ranges.map(({ offset, length }) => passage.text.slice(offset, offset + length))).toEqual([
    'dig',
    'digging',
  ]);
});

test('highlights find characters within a run that has no spaces, and mark them as one', async () => {
  expect(await highlit('地铁路线')).toMatchObject({
    passages: [{ html: expect.stringContaining('宣布新<mark>地铁路线</mark>。') }],
  });
});

test('without a word there is nothing to highlight', async () => {
  const { data } = await newsroom.ask<Highlit>(
    '{ articles(where: { search: "topic:harbour" }) { edges { highlights { headline { html } } } } }',
  );
  expect(data?.articles.edges.map(({ highlights }) => highlights)).toEqual([null, null]);
});
