/** Suggestions: what a draft's text is found to rest on, in every way that it changes, accepted in one step or refused. */

import { expect, test } from 'vitest';
import { finishJobs } from '../../db/engine/job-queue.ts';
import { suggestJobs } from '../../src/newsroom/found-in-text.ts';
import type { Viewer } from '../../src/roles.ts';
import { type Told, toolsOf } from '../support/drafts.ts';
import { editor, otherWriter, useNewsroom, writer } from '../support/newsroom.ts';

const newsroom = useNewsroom(async (db) => {
  await db
    .insertInto('source')
    .values({ slug: 'harbour-transit', name: 'Harbour Transit', kind: 'COMPANY', aliases: ['harbour line'] })
    .execute();
  await db
    .insertInto('topic')
    .values([
      { slug: 'trams', name: 'Trams' },
      { slug: 'strikes', name: 'Strikes' },
    ])
    .execute();
});
const tools = toolsOf(newsroom);

interface Suggested extends Told {
  readonly suggestions: readonly {
    readonly role: string;
    readonly source: { slug: string } | null;
    readonly newSource: { name: string; kind: string } | null;
    readonly quotes: readonly { text: string; block: number }[];
  }[];
}

const fields = `id revision state suggestions { role source { slug } newSource { name kind } quote quotes { text block } }
  suggestedAttributions { role source { slug } } suggestedSourceNames suggestedTopics { slug }
  attributions { role source { slug name kind } quote quotes { text } } topics { slug }`;

async function read(id: string, viewer: Viewer = writer): Promise<Suggested> {
  const { data, errors } = await newsroom.askAs<{ draft: Suggested }>(
    viewer,
    `query ($id: ID!) { draft(id: $id) { ${fields} } }`,
    { id },
  );
  expect(errors).toBeUndefined();
  return data?.draft as Suggested;
}

async function settle(viewer: Viewer, how: 'accept' | 'dismiss', input: object): Promise<Suggested> {
  const field = `${how}Suggestions`;
  const type = how === 'accept' ? 'AcceptSuggestionsInput' : 'DismissSuggestionsInput';
  const { data, errors } = await newsroom.askAs<Record<string, Suggested>>(
    viewer,
    `mutation ($input: ${type}!) { ${field}(input: $input) { __typename ... on Draft { ${fields} }
      ... on InvalidInput { path } ... on NotAllowed { requiredRole } ... on StaleRevision { currentRevision } } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  return data?.[field] as Suggested;
}

const body = `<p>Trams stood still on Monday night, and nobody at the depot knew for how long that would be.</p>
<p>“We can’t go on,” said Hanna Thorsby, who speaks for the drivers. “Rosters change without notice,” Thorsby said.</p>
<p>According to Harbour Transit, no trams will run before the weekend.</p>`;
const content = { headline: 'Night trams stop', language: 'en', body };

const hanna = {
  role: 'QUOTED',
  source: null,
  newSource: { name: 'Hanna Thorsby', kind: 'PERSON' },
  quotes: [
    { text: 'We can’t go on', block: 1 },
    { text: 'Rosters change without notice', block: 1 },
  ],
};
const transit = { role: 'CITED', source: { slug: 'harbour-transit' }, newSource: null, quotes: [] };

test('a draft that is written has suggestions: known and new sources with role, kind, quotes and places', async () => {
  const draft = await read((await tools.create(writer, content)).id);
  expect(draft.suggestions).toMatchObject([hanna, transit]);
  expect(draft).toMatchObject({
    suggestedAttributions: [{ role: 'CITED', source: { slug: 'harbour-transit' } }],
    suggestedSourceNames: ['Hanna Thorsby'],
    attributions: [],
  });
});

test('suggestions follow the text through revisions, restored ones and corrections', async () => {
  const empty = await tools.create(writer, { ...content, body: '' });
  expect((await read(empty.id)).suggestions).toEqual([]);
  const revised = await tools.step(writer, 'reviseDraft', empty, { content: { body } });
  expect((await read(empty.id)).suggestions).toMatchObject([hanna, transit]);
  const retitled = await tools.step(writer, 'reviseDraft', revised, { content: { slug: 'night-trams' } });
  expect((await read(empty.id)).suggestions).toHaveLength(2);
  const restored = await tools.restore(writer, empty.id, 1, retitled.revision);
  expect((await read(empty.id)).suggestions).toEqual([]);
  const again = await tools.restore(writer, empty.id, 2, restored.revision);
  const approved = await tools.step(editor, 'approveDraft', await tools.step(writer, 'submitDraft', again));
  const live = await tools.step(editor, 'publishDraft', approved);
  await tools.correct(editor, {
    article: live.article?.id,
    expectedRevision: live.revision,
    note: 'The drivers were misquoted.',
    content: { body: body.replace(/“We.*?Thorsby said\./s, 'Nothing was said.') },
  });
  expect((await read(empty.id)).suggestions).toMatchObject([transit]);
});

test('accepting makes new sources in the same step, with all their quotes, and what is accepted stays settled', async () => {
  const { id } = await tools.create(writer, content);
  const accepted = await settle(writer, 'accept', {
    draft: id,
    expectedRevision: 1,
    attributions: [
      { role: 'QUOTED', source: 'Hanna Thorsby' },
      { role: 'CITED', source: 'harbour-transit' },
    ],
    topics: ['trams'],
  });
  expect(accepted).toMatchObject({
    revision: 2,
    suggestions: [],
    topics: [{ slug: 'trams' }],
    attributions: [
      {
        role: 'QUOTED',
        source: { slug: 'hanna-thorsby', name: 'Hanna Thorsby', kind: 'PERSON' },
        quotes: [{ text: 'We can’t go on' }, { text: 'Rosters change without notice' }],
      },
      { role: 'CITED', source: { slug: 'harbour-transit' }, quotes: [] },
    ],
  });
  const { data } = await newsroom.ask('{ source(by: { slug: "hanna-thorsby" }) { name kind } }');
  expect(data).toEqual({ source: { name: 'Hanna Thorsby', kind: 'PERSON' } });
  const events = await newsroom.db.selectFrom('event').select('type').orderBy('id', 'desc').limit(2).execute();
  expect(events.map(({ type }) => type)).toEqual(['draft.revised', 'source.saved']);
  await tools.take(writer, 'reviseDraft', {
    draft: id,
    expectedRevision: 2,
    content: { attributions: [], headline: 'Night trams stop again' },
  });
  expect((await read(id)).suggestions).toEqual([]);
});

test('what is dismissed isn’t suggested again when the text changes, and leaves the revision alone', async () => {
  const { id } = await tools.create(writer, content);
  const dismissed = await settle(writer, 'dismiss', {
    draft: id,
    expectedRevision: 1,
    attributions: [
      { role: 'QUOTED', source: 'hanna-thorsby', quote: "we can't go on" },
      { role: 'CITED', source: 'Harbour Transit' },
    ],
  });
  expect(dismissed).toMatchObject({ revision: 1, attributions: [] });
  const left = [{ role: 'QUOTED', quotes: [{ text: 'Rosters change without notice' }] }];
  expect(dismissed.suggestions).toMatchObject(left);
  await tools.take(writer, 'reviseDraft', {
    draft: id,
    expectedRevision: 1,
    content: { body: `${body}<p>The depot is at Quay Street.</p>` },
  });
  expect((await read(id)).suggestions).toMatchObject(left);
});

test('accepting is refused as revising is, and never makes what nobody suggested', async () => {
  const { id } = await tools.create(writer, content);
  const all = { draft: id, expectedRevision: 1, attributions: [{ role: 'CITED', source: 'Nobody Inc' }] };
  expect(await settle(otherWriter, 'accept', all)).toMatchObject({ __typename: 'NotFound' });
  expect(await settle(writer, 'accept', { ...all, expectedRevision: 9 })).toMatchObject({
    __typename: 'StaleRevision',
  });
  expect(await settle(writer, 'accept', all)).toMatchObject({
    __typename: 'InvalidInput',
    path: ['input', 'attributions', '0', 'source'],
  });
  expect(await settle(writer, 'accept', { ...all, attributions: [], topics: ['nowhere'] })).toMatchObject({
    __typename: 'InvalidInput',
    path: ['input', 'topics', '0'],
  });
  const given = { ...all, attributions: [{ role: 'CITED', source: 'Nobody Inc', kind: 'COMPANY' }] };
  expect(await settle(writer, 'accept', given)).toMatchObject({
    attributions: [{ source: { slug: 'nobody-inc', kind: 'COMPANY' } }],
  });
});

test('a text from elsewhere keeps roles, quotes and kinds of sources that the newsroom doesn’t know', async () => {
  const text = `Ferry line ends\n\nBy Ines Falk\n\n20 March 2026\n\nThe ferry to Skarholm makes its last crossing on Sunday.\n
“It was my school bus,” said Tomas Breck, who lives there. “Now I need a boat,” Breck said.\n
The Ministry of Transport said it would pay for a coach until June, and for nothing else after that.\n`;
  const { data } = await newsroom.askAs<{ importDocument: Suggested }>(
    writer,
    `mutation ($text: String!) { importDocument(input: { text: $text }) { ... on Draft { ${fields} } } }`,
    { text },
  );
  const draft = data?.importDocument as Suggested;
  expect(draft.suggestions).toMatchObject([
    { role: 'AUTHOR', newSource: { name: 'Ines Falk', kind: 'PERSON' } },
    {
      role: 'QUOTED',
      newSource: { name: 'Tomas Breck', kind: 'PERSON' },
      quotes: [{ text: 'It was my school bus' }, { text: 'Now I need a boat' }],
    },
    { role: 'CITED', newSource: { name: 'Ministry of Transport', kind: 'GOVERNMENT' } },
  ]);
  await tools.step(writer, 'reviseDraft', draft, { content: { headline: 'Last ferry to Skarholm' } });
  expect((await read(draft.id)).suggestions).toHaveLength(3);
});

test('a long text is read by a job, and a change of it meanwhile isn’t overwritten', async () => {
  const filler = '<p>Nothing else was heard from the depot on that night, nor on the one before.</p>'.repeat(300);
  const draft = await tools.create(writer, { ...content, body: body + filler });
  expect((await read(draft.id)).suggestions).toEqual([]);
  const jobs = suggestJobs(newsroom.db);
  await finishJobs(newsroom.database, jobs);
  expect((await read(draft.id)).suggestions).toMatchObject([{ role: 'QUOTED' }, transit]);
  expect((await read(draft.id)).revision).toBe(1);
});

const says = {
  de: (name: string) => `<p>Der Präsident reise nicht, teilte ${name} am Montag mit. Mehr wisse man noch nicht.</p>`,
  fr: (name: string) =>
    `<p>Le président ne viendra pas, a annoncé ${name} lundi. On n’en sait pas plus pour le moment.</p>`,
  es: (name: string) =>
    `<p>El presidente no viajará, anunció ${name} el lunes. No se sabe nada más por el momento.</p>`,
  en: (name: string) => `<p>The president will not travel, ${name} said on Monday. Nothing else is known so far.</p>`,
};

const suggestedIn = async (language: keyof typeof says, name: string) => {
  const { id } = await tools.create(writer, { headline: 'X', language, body: says[language](name) });
  return { id, suggestions: (await read(id)).suggestions };
};

test('what a text calls by the name of its language is the source that the newsroom has by any of its names', async () => {
  await newsroom.db
    .insertInto('source')
    .values([
      { slug: 'weltbank', name: 'Weltbank', kind: 'ORGANIZATION' },
      { slug: 'ecb', name: 'European Central Bank', kind: 'ORGANIZATION' },
      { slug: 'spa', name: 'SPA', kind: 'COMPANY', aliases: [] },
      { slug: 'commerce', name: 'Chamber of Commerce', kind: 'ORGANIZATION', aliases: ['icc'] },
      { slug: 'casa-blanca', name: 'Casa Blanca', kind: 'COMPANY', aliases: [] },
      { slug: 'kreml', name: 'Kreml', kind: 'PERSON', aliases: [] },
    ])
    .execute();
  const cases: readonly (readonly [keyof typeof says, string, string])[] = [
    ['de', 'die Europäische Zentralbank', 'ecb'],
    ['fr', 'la Banque mondiale', 'weltbank'],
    ['es', 'el Banco Mundial', 'weltbank'],
    ['en', 'the World Bank', 'weltbank'],
  ];
  for (const [language, name, slug] of cases)
    expect((await suggestedIn(language, name)).suggestions, name).toMatchObject([{ source: { slug } }]);
  // What is called so in another language, or as it is for short, is another body.
  for (const name of ['Saudi Press Agency', 'International Criminal Court', 'White House', 'Kremlin'])
    expect((await suggestedIn('en', `the ${name}`)).suggestions, name).toMatchObject([
      { source: null, newSource: { name } },
    ]);
  await newsroom.db.deleteFrom('source').where('slug', 'in', ['casa-blanca', 'kreml', 'commerce']).execute();
});

test('a new source is suggested by the name of the piece’s language, and once it is there it is that of all languages', async () => {
  const names = { de: 'das Weiße Haus', fr: 'la Maison-Blanche', es: 'la Casa Blanca', en: 'the White House' } as const;
  const languages = Object.keys(names) as (keyof typeof names)[];
  const drafts = await Promise.all(languages.map((language) => suggestedIn(language, names[language])));
  expect(drafts.map(({ suggestions }) => suggestions[0]?.newSource?.name)).toEqual([
    'Weißes Haus',
    'Maison-Blanche',
    'Casa Blanca',
    'White House',
  ]);
  const attributions = [{ role: 'CITED', source: 'Weißes Haus' }];
  const taken = await settle(writer, 'accept', { draft: drafts[0]?.id, expectedRevision: 1, attributions });
  expect(taken).toMatchObject({ attributions: [{ source: { slug: 'weisses-haus', name: 'Weißes Haus' } }] });
  const house = [{ source: { slug: 'weisses-haus' }, newSource: null }];
  for (const { id } of drafts.slice(1)) expect((await read(id)).suggestions).toMatchObject(house);
  for (const language of languages)
    expect((await suggestedIn(language, names[language])).suggestions, language).toMatchObject(house);
  // Nor does accepting what was suggested before make another.
  const late = { draft: drafts[3]?.id, expectedRevision: 1, attributions: [{ role: 'CITED', source: 'White House' }] };
  expect(await settle(writer, 'accept', late)).toMatchObject({ attributions: house.map(({ source }) => ({ source })) });
});
