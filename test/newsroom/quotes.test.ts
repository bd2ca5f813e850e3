/** Quotes of one source in one piece: all are kept, each with its place, whichever way the piece goes. */

import { expect, test } from 'vitest';
import { encodeId } from '../../src/ids.ts';
import { piece, publish } from '../support/articles.ts';
import { toolsOf } from '../support/drafts.ts';
import { editor, useNewsroom, writer } from '../support/newsroom.ts';

const newsroom = useNewsroom();
const tools = toolsOf(newsroom);

interface Quoted {
  readonly quote: string | null;
  readonly quotes: readonly { text: string; block: number; offset: number; length: number; sentence: string }[];
}

const fields = 'role source { slug } quote quotes { text block offset length sentence }';

async function source(slug: string, name: string): Promise<string> {
  const query = `mutation ($input: SourceInput!) { saveSource(input: $input) { ... on Source { id } } }`;
  const { data } = await newsroom.askAs<{ saveSource: { id: string } }>(editor, query, {
    input: { slug, name, kind: 'PERSON' },
  });
  return data?.saveSource.id ?? '';
}

async function quotesOf(slug: string): Promise<readonly Quoted[]> {
  const query = `query ($slug: String!) { article(by: { slug: $slug }) { attributions { ${fields} } } }`;
  const { data, errors } = await newsroom.ask<{ article: { attributions: readonly Quoted[] } }>(query, { slug });
  expect(errors).toBeUndefined();
  return data?.article.attributions ?? [];
}

const texts = (given: readonly Quoted[]) => given.map(({ quotes }) => quotes.map(({ text }) => text));

/** What a quote's place is in the body's text. */
const said = ({ quotes }: Quoted, paragraphs: readonly string[]) =>
  quotes.map(({ block, offset, length }) => paragraphs[block]?.slice(offset, offset + length));

const paragraphs = [
  'The quay is shut. “We can’t wait,” said Ines Falk. “Not for a day.”',
  'A board spoke of “no danger”. Falk said: “Nobody asked us.”',
];
const body = paragraphs.map((text) => `<p>${text}</p>`).join('');
const quoted = (...quotes: string[]) => quotes.map((quote) => ({ role: 'QUOTED', source: 'ines-falk', quote }));

test('every quote of a source is published in the order of the text, with its place and sentence', async () => {
  await source('ines-falk', 'Ines Falk');
  const attributions = quoted('Nobody asked us', 'We can’t wait', 'Not for a day.');
  await tools.published(writer, editor, { headline: 'Quay shut', body, language: 'en', attributions });
  const [attribution] = await quotesOf('quay-shut');
  expect(attribution).toMatchObject({ role: 'QUOTED', quote: 'We can’t wait' });
  expect(attribution?.quotes.map(({ text }) => text)).toEqual(['We can’t wait', 'Not for a day.', 'Nobody asked us']);
  expect(attribution?.quotes[0]).toEqual({
    text: 'We can’t wait',
    block: 0,
    offset: 19,
    length: 13,
    sentence: '“We can’t wait,” said Ines Falk.',
  });
  expect(said(attribution as Quoted, paragraphs)).toEqual(['We can’t wait', 'Not for a day.', 'Nobody asked us.']);
});

test('a quote is found however its marks, spaces, cuts and letters are written', async () => {
  await source('jo-brant', 'Jo Brant');
  const text = [
    'Er sagte: „Das ist   „nur" ein\u00A0Anfang“, und ging.',
    'Er habe keine Angst, sagte Brant. «Caf\u00E9s bleiben zu», so Brant, «und das noch lange.»',
    '“The plan, which nobody had read, was sent to the council,” Brant said, “and then it was lost.”',
    '– Nie wiem – powiedział Brant. – Zobaczymy jutro.',
    '“Don\u00ADau' + 'brücke – it’s ‘shut’.” 市長は「橋は来月まで閉鎖する」と述べた。',
  ];
  const cases: [quote: string, said: string][] = [
    ['"Das ist «nur» ein Anfang"', 'Das ist „nur" ein\u00A0Anfang'],
    ['cafe\u0301s bleiben zu und das noch lange', 'Caf\u00E9s bleiben zu», so Brant, «und das noch lange.'],
    ['[T]he plan […] was sent to the council', 'The plan, which nobody had read, was sent to the council'],
    [
      'The plan … was lost.',
      'The plan, which nobody had read, was sent to the council,” Brant said, “and then it was lost.',
    ],
    ['[The plan] was lost', 'was lost.'],
    ['Nie wiem. Zobaczymy jutro', 'Nie wiem – powiedział Brant. – Zobaczymy jutro'],
    ["Donaubrücke - it's 'shut'", 'Donaubrücke – it’s ‘shut'],
    ['来月まで閉鎖する', '来月まで閉鎖する'],
  ];
  const attributions = [...cases.map(([quote]) => quote), 'I never said that'].map((quote, index) => ({
    role: index === 0 ? 'QUOTED' : 'CITED',
    source: 'jo-brant',
    quote,
  }));
  const draft = await tools.create(writer, {
    headline: 'Ways of writing',
    language: 'de',
    body: text.map((each) => `<p>${each}</p>`).join(''),
    attributions,
  });
  const query = `query ($id: ID!) { draft(id: $id) { body(format: TEXT) attributions { ${fields} } } }`;
  const { data } = await newsroom.askAs<{ draft: { body: string; attributions: readonly Quoted[] } }>(writer, query, {
    id: draft.id,
  });
  const blocks = data?.draft.body.split('\n\n') ?? [];
  const found = new Map(
    data?.draft.attributions.flatMap((each) =>
      each.quotes.map(({ text: quote, block, offset, length }) => [
        quote,
        blocks[block]?.slice(offset, offset + length),
      ]),
    ),
  );
  for (const [quote, expected] of cases) {
    expect(found.get(quote)?.replace(/\s+/g, ' '), quote).toBe(expected.replace(/\s+/g, ' '));
  }
  expect(found.has('I never said that')).toBe(false);
});

test('a source in two roles has in each the quotes of that role, in the draft and in the article', async () => {
  await source('ada-lind', 'Ada Lind');
  const attributions = [
    { role: 'QUOTED', source: 'ada-lind', quote: 'We can’t wait' },
    { role: 'CITED', source: 'ada-lind', quote: 'Nobody asked us' },
  ];
  const draft = await tools.published(writer, editor, { headline: 'Two roles', body, language: 'en', attributions });
  const expected = attributions.map(({ role, quote }) => ({ role, quote, quotes: [{ text: quote }] }));
  expect(await quotesOf('two-roles')).toMatchObject(expected);
  const { data } = await newsroom.askAs<{ draft: { attributions: readonly Quoted[] } }>(
    writer,
    `query ($id: ID!) { draft(id: $id) { attributions { ${fields} } } }`,
    { id: draft.id },
  );
  expect(data?.draft.attributions).toMatchObject(expected);
});

test('changes, corrections and restored revisions keep the quotes and find their places anew', async () => {
  await source('ines-falk', 'Ines Falk');
  const attributions = quoted('We can’t wait', 'Nobody asked us');
  const draft = await tools.published(writer, editor, { headline: 'Quay open', body, language: 'en', attributions });
  const ids = () => newsroom.db.selectFrom('quote').select(['id', 'text']).orderBy('id').execute();
  const before = await ids();
  const corrected = await tools.correct(editor, {
    article: draft.article?.id,
    expectedRevision: draft.revision,
    note: 'The quay is open.',
    content: { body: `<p>The quay is open.</p>${body}` },
  });
  expect(corrected.__typename).toBe('Article');
  const [after] = await quotesOf('quay-open');
  expect(after?.quotes.map(({ text, block }) => [text, block])).toEqual([
    ['We can’t wait', 1],
    ['Nobody asked us', 2],
  ]);
  expect(await ids()).toEqual(before);
  const emptied = await tools.take(writer, 'reviseDraft', {
    draft: draft.id,
    expectedRevision: draft.revision + 1,
    content: { attributions: [] },
  });
  const restored = await tools.restore(writer, draft.id, draft.revision, emptied.revision);
  const query = `query ($id: ID!) { draft(id: $id) { attributions { ${fields} } revisions(last: 1) { nodes { snapshot } } } }`;
  const { data } = await newsroom.askAs<{ draft: { attributions: readonly Quoted[]; revisions: unknown } }>(
    writer,
    query,
    { id: restored.id },
  );
  expect(texts(data?.draft.attributions ?? [])).toEqual([['We can’t wait', 'Nobody asked us']]);
});

test('what is imported keeps all quotes, and a merge of its sources joins them', async () => {
  const by = (name: string, quote: string) => ({
    role: 'QUOTED' as const,
    source: { name, kind: 'PERSON' as const },
    quote,
  });
  await publish(newsroom.db, [
    piece('fog', {
      headline: 'Fog',
      body: '<p>“It came fast,” said Mo. “We saw nothing.” “A wall,” Mo Lind said.</p>',
      attributions: [
        by('Mo', 'We saw nothing'),
        by('Mo', 'It came fast'),
        by('Mo Lind', 'A wall'),
        by('Mo Lind', 'It came fast'),
      ],
    }),
  ]);
  expect(texts(await quotesOf('fog'))).toEqual([
    ['It came fast', 'We saw nothing'],
    ['It came fast', 'A wall'],
  ]);
  const rows = await newsroom.db.selectFrom('source').select(['id', 'name']).where('name', 'like', 'Mo%').execute();
  const idOf = (name: string) => encodeId('Source', rows.find((row) => row.name === name)?.id ?? 0);
  const merge = 'mutation ($from: ID!, $into: ID!) { mergeSources(from: $from, into: $into) { __typename } }';
  const merged = await newsroom.askAs(editor, merge, { from: idOf('Mo'), into: idOf('Mo Lind') });
  expect(merged.data).toEqual({ mergeSources: { __typename: 'Source' } });
  const [attribution, ...others] = await quotesOf('fog');
  expect(others).toEqual([]);
  expect(attribution?.quotes.map(({ text }) => text)).toEqual(['It came fast', 'We saw nothing', 'A wall']);
  expect(attribution?.quote).toBe('It came fast');
});

test('quotes of many articles are read in the same statements as those of few', async () => {
  await publish(
    newsroom.db,
    Array.from({ length: 20 }, (_, number) =>
      piece(`many ${number}`, {
        body: '<p>“Yes,” said Kit. “And no.”</p>',
        attributions: ['Yes', 'And no'].map((quote) => ({
          role: 'QUOTED' as const,
          source: { name: 'Kit', kind: 'PERSON' as const },
          quote,
        })),
      }),
    ),
  );
  const counts: number[] = [];
  for (const first of [2, 20]) {
    newsroom.statements.length = 0;
    const query = `query ($first: Int!) { articles(first: $first, where: { search: "Kit" }) { nodes { attributions { ${fields} } } } }`;
    const { data } = await newsroom.ask<{ articles: { nodes: { attributions: readonly Quoted[] }[] } }>(query, {
      first,
    });
    expect(data?.articles.nodes.map(({ attributions }) => attributions[0]?.quotes.length)).toEqual(
      Array(first).fill(2),
    );
    counts.push(newsroom.statements.length);
  }
  expect(counts[0]).toBe(counts[1]);
});
