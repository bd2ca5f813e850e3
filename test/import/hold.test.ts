/** What an import holds back for an editor, refuses as not public, and tells as published: by the command's own store. */

import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { moveDueEvents } from '../../db/events/due.ts';
import { type EventFeed, openEventFeed } from '../../src/events/feed.ts';
import type { HoldPolicy } from '../../src/import/candidate.ts';
import type { ImportedDocument } from '../../src/import/imported-document.ts';
import { planDocument, saveDocument } from '../../src/import/save.ts';
import { headlineOrigin } from '../../src/import/text/origin.ts';
import { readTextPage } from '../../src/import/text.ts';
import { piece } from '../support/articles.ts';
import { toolsOf } from '../support/drafts.ts';
import { editor, useNewsroom, writer, yogaOver } from '../support/newsroom.ts';
import { run } from '../support/process.ts';
import { subscribe } from '../support/subscriptions.ts';

const newsroom = useNewsroom();
const tools = toolsOf(newsroom);
const drafts: HoldPolicy = { held: 'drafts', publishUndated: false };

const save = (document: ImportedDocument, policy: Partial<HoldPolicy> = {}) =>
  saveDocument(newsroom.db, document, { ...drafts, ...policy });

let feed: EventFeed;
let yoga: ReturnType<typeof yogaOver>;
beforeAll(() => {
  feed = openEventFeed(newsroom.database, { error: () => {} });
  yoga = yogaOver(newsroom.db, feed);
});
afterAll(() => feed.close());

interface Held {
  readonly id: string;
  readonly state: string;
  readonly revision: number;
  readonly headline: string;
  readonly body: string;
  readonly holdReason: string;
  readonly revisions: { readonly nodes: readonly { readonly note: string | null }[] };
}

async function heldDrafts(search: string): Promise<Held[]> {
  const { data, errors } = await newsroom.askAs<{ drafts: { nodes: Held[] } }>(
    editor,
    `query ($search: String!) { drafts(first: 5, where: { search: $search }) {
      nodes { id state revision headline body holdReason revisions(last: 1) { nodes { note } } } } }`,
    { search },
  );
  expect(errors).toBeUndefined();
  return data?.drafts.nodes ?? [];
}

const published = async (search: string) => {
  const { data } = await newsroom.ask<{ articles: { nodes: { headline: string }[] } }>(
    'query ($search: String!) { articles(first: 9, where: { search: $search }) { nodes { headline publishedAt isTeaser } } }',
    { search },
  );
  return data?.articles.nodes;
};

const undated = (headline: string, given: Partial<ImportedDocument> = {}) =>
  piece(`https://elsewhere.example/${headline}`, {
    headline,
    publishedAt: new Date(),
    isDateGuessed: true,
    ...given,
  });

test('a piece without a date is a draft in review with the reason, once, and readers have nothing of it', async () => {
  const crane = undated('Crane sleeps');
  expect(await planDocument(newsroom.db, crane, drafts)).toMatchObject({ outcome: 'held' });
  expect(await save(crane, { held: 'skip' })).toMatchObject({ outcome: 'held', reason: 'It has no date of its own.' });
  expect(await heldDrafts('Crane')).toEqual([]);
  expect(await save(crane)).toMatchObject({ outcome: 'held', articleId: null });
  expect(await save(crane)).toEqual({ outcome: 'unchanged', articleId: null });
  expect(await planDocument(newsroom.db, crane, drafts)).toMatchObject({ outcome: 'unchanged' });
  const [draft, ...others] = await heldDrafts('Crane');
  expect(others).toEqual([]);
  expect(draft).toMatchObject({ state: 'IN_REVIEW', revision: 1, holdReason: 'It has no date of its own.' });
  expect(draft?.revisions.nodes).toEqual([{ note: 'Held by an import: It has no date of its own.' }]);
  expect(await published('Crane')).toEqual([]);
  const seen = await newsroom.askAs(writer, 'query ($id: ID!) { draft(id: $id) { id } }', { id: draft?.id });
  expect(seen.data).toEqual({ draft: null });
});

test('whom a held piece rests on is suggested, each new name once, and stands in it only as who is credited for its picture', async () => {
  await sql`insert into source (slug, name, kind) values ('gull-pictures', 'Gull Pictures', 'NEWS_AGENCY')`.execute(
    newsroom.db,
  );
  const ida = { name: 'Ida Holm', kind: 'PERSON' } as const;
  const gull = { name: 'Gull Pictures', kind: 'NEWS_AGENCY' } as const;
  await save(
    undated('Buoy adrift', {
      image: { url: 'https://elsewhere.example/buoy.jpg', credit: gull },
      attributions: [
        { role: 'AUTHOR', source: ida },
        { role: 'QUOTED', source: ida, quote: 'It broke loose' },
        { role: 'WIRE', source: gull },
      ],
    }),
  );
  const { data } = await newsroom.askAs<{ drafts: { nodes: unknown[] } }>(
    editor,
    `{ drafts(where: { search: "Buoy" }) { nodes {
      attributions { role } leadImage { credit { slug } } suggestedSourceNames suggestions { role source { slug } }
    } } }`,
  );
  expect(data?.drafts.nodes).toEqual([
    {
      attributions: [],
      leadImage: { credit: { slug: 'gull-pictures' } },
      suggestedSourceNames: ['Ida Holm'],
      suggestions: [
        { role: 'AUTHOR', source: null },
        { role: 'QUOTED', source: null },
        { role: 'WIRE', source: { slug: 'gull-pictures' } },
      ],
    },
  ]);
});

test('an untouched draft follows its input, and one that an editor has worked on stays as it is', async () => {
  await save(undated('Mole closed'));
  expect(await save(undated('Mole closed', { body: '<p>Until noon.</p>' }))).toMatchObject({ outcome: 'held' });
  const [draft] = await heldDrafts('Mole');
  expect(draft).toMatchObject({ state: 'IN_REVIEW', revision: 2, body: '<p>Until noon.</p>' });
  const { id, revision } = draft as Held;
  await tools.take(editor, 'reviseDraft', { draft: id, expectedRevision: revision, content: { body: '<p>Mine.</p>' } });
  expect(await save(undated('Mole closed', { body: '<p>Until two.</p>' }))).toMatchObject({ outcome: 'unchanged' });
  // Not even when it comes with its date.
  expect(await save(undated('Mole closed', { isDateGuessed: false }))).toMatchObject({ outcome: 'unchanged' });
  expect(await heldDrafts('Mole')).toMatchObject([{ revision: 3, body: '<p>Mine.</p>' }]);
});

test('a held piece that comes with its date is published, and its untouched draft goes', async () => {
  await save(undated('Quay painted'));
  const publishedAt = new Date('2025-04-01T00:00:00Z');
  const dated = undated('Quay painted', { isDateGuessed: false, publishedAt });
  expect(await save(dated)).toMatchObject({ outcome: 'created' });
  expect(await heldDrafts('Quay')).toEqual([]);
  expect(await published('Quay')).toEqual([
    { headline: 'Quay painted', publishedAt: '2025-04-01T00:00:00.000Z', isTeaser: false },
  ]);
  expect(await save(dated)).toMatchObject({ outcome: 'unchanged' });
  // Its date is known by now.
  expect(await save(undated('Quay painted', { body: '<p>Red.</p>' }))).toMatchObject({ outcome: 'updated' });
  expect(await published('Quay')).toMatchObject([{ publishedAt: '2025-04-01T00:00:00.000Z' }]);
});

test('with publishUndated what lacks only a date is published, held before or not; what may be no news still isn’t', async () => {
  await save(undated('Lamp lit'));
  expect(await save(undated('Lamp lit'), { publishUndated: true })).toMatchObject({ outcome: 'created' });
  expect(await heldDrafts('Lamp')).toEqual([]);
  const text =
    'Anchor License\n\nPermission is hereby granted to whoever finds this anchor to use it without restriction.';
  const [licence] = readTextPage(text).documents as [ImportedDocument];
  expect(await save(licence, { publishUndated: true })).toMatchObject({ outcome: 'held' });
  expect(await heldDrafts('Anchor')).toMatchObject([{ holdReason: expect.stringContaining('not like news') }]);
});

test('what may be another page of the site is held as one piece with it under the same headline alone', async () => {
  const url = 'https://elsewhere.example/sluice';
  const related = { url: undefined, otherUrls: [url] };
  await save(undated('Sluice shut', { origin: url, url }));
  await save(undated('Sluice shut', { origin: 'tag:elsewhere.example,2026:1', ...related }));
  await save(undated('Sluice open', { origin: 'tag:elsewhere.example,2026:2', ...related }));
  await save(undated('Sluice open', { origin: 'tag:elsewhere.example,2026:3', ...related }));
  expect((await heldDrafts('Sluice')).map(({ headline }) => headline).sort()).toEqual(['Sluice open', 'Sluice shut']);
});

test('what the newsroom deleted of what was held stays away until it comes whole', async () => {
  await save(undated('Pontoon'));
  await newsroom.db.deleteFrom('draft').where('headline', '=', 'Pontoon').execute();
  expect(await save(undated('Pontoon'))).toMatchObject({ outcome: 'unchanged' });
  expect(await save(undated('Pontoon', { body: '' }))).toMatchObject({ outcome: 'unchanged' });
  expect(await save(undated('Pontoon', { isDateGuessed: false }))).toMatchObject({ outcome: 'created' });
});

test.each<[string, Partial<ImportedDocument>, RegExp]>([
  ['only a headline', { body: '' }, /a headline and no text.*2026-03-01T12:00:00/],
  ['a note of embargo', { body: '<p>EMBARGOED UNTIL 6 May 2126</p><p>The bridge will open.</p>' }, /to be published/],
  ['a German one', { standfirst: 'Sperrfrist: 6. Mai, 12 Uhr' }, /to be published/],
])('a piece with %s is held, though it has a date', async (name, given, reason) => {
  const found = await save(piece(`Held ${name}`, given));
  expect(found).toEqual({ outcome: 'held', articleId: null, reason: expect.stringMatching(reason) });
});

test('whether an embargo is over is asked of the moment of the reading', async () => {
  const early = piece('Early', { body: '<p>EMBARGOED UNTIL 6 May 2026</p><p>The bridge will open.</p>' });
  const policy = { held: 'skip', now: new Date('2026-05-01T00:00:00Z') } as const;
  expect(await save(early, policy)).toMatchObject({ outcome: 'held' });
});

test('an article about an embargo isn’t held', async () => {
  const found = await save(piece('Embargo on tin lifted', { body: '<p>Embargo or not, tin came in.</p>' }));
  expect(found.outcome).toBe('created');
});

test('a teaser is an article without a text, and becomes whole when its own page comes, at another address and date', async () => {
  const headline = 'Ferry crew finds a piano adrift';
  const teaser = piece(headlineOrigin(headline, undefined), {
    headline,
    body: '',
    isCard: true,
    standfirst: 'It plays.',
  });
  await save(teaser);
  const query = '{ articles(where: { search: "piano" }) { nodes { isTeaser readingMinutes wordCount } } }';
  expect((await newsroom.ask(query)).data).toEqual({
    articles: { nodes: [{ isTeaser: true, readingMinutes: 0, wordCount: 0 }] },
  });
  const page = piece('https://elsewhere.example/piano', {
    headline,
    url: 'https://elsewhere.example/piano',
    body: '<p>The crew found it at dawn.</p>',
    publishedAt: new Date('2026-02-27T09:00:00Z'),
  });
  expect(await save(page)).toMatchObject({ outcome: 'updated' });
  const whole = { articles: { nodes: [{ isTeaser: false, readingMinutes: 1, wordCount: 6 }] } };
  expect((await newsroom.ask(query)).data).toEqual(whole);
  // Announced again, it stays whole.
  expect(await save({ ...teaser, standfirst: 'It still plays.' })).toMatchObject({ outcome: 'unchanged' });
  expect((await newsroom.ask(query)).data).toEqual(whole);
  const teasers = '{ articles(where: { isTeaser: true, search: "piano" }) { totalCount } }';
  expect((await newsroom.ask(teasers)).data).toEqual({ articles: { totalCount: 0 } });
});

test('a teaser that comes after its whole page makes no second article; another story of a short headline does', async () => {
  const [long, short] = ['Ferry crew rescues a drifting harmonium', 'Morning harmonium'];
  const at = new Date('2026-02-27T09:00:00Z');
  for (const headline of [long, short]) {
    const url = `https://elsewhere.example/${headline.length}`;
    await save(piece(url, { headline, url, publishedAt: at, body: '<p>The crew found it at dawn.</p>' }));
  }
  const teaser = (headline: string, publishedAt: Date) =>
    piece(headlineOrigin(headline, publishedAt), { headline, publishedAt, body: '', isCard: true, standfirst: 'Low.' });
  const later = new Date('2026-03-05T00:00:00Z');
  expect(await planDocument(newsroom.db, teaser(long, later), drafts)).toMatchObject({ outcome: 'unchanged' });
  // Case and quotation marks are another printing of the same headline.
  for (const printed of [long, '“Ferry crew” rescues a drifting Harmonium']) {
    expect(await save(teaser(printed, later))).toMatchObject({ outcome: 'unchanged', articleId: expect.any(Number) });
  }
  expect(await save(teaser(short, at))).toMatchObject({ outcome: 'unchanged' });
  expect(await save(teaser(short, later))).toMatchObject({ outcome: 'created' });
  // A page that says it is above one whose headline alone does.
  expect(await published('harmonium')).toMatchObject([
    { headline: short, isTeaser: false },
    { headline: long, isTeaser: false },
    { headline: short, isTeaser: true },
  ]);
});

test('whatever readers can newly see by an import is told once: at once, or when its time has come', async () => {
  const stream = await subscribe(yoga, 'subscription { articlePublished { headline } }');
  await save(undated('Not told'));
  await save(piece('Told at once', { publishedAt: new Date('2019-01-01T00:00:00Z') }));
  await save(piece('Told at once', { publishedAt: new Date('2019-01-01T00:00:00Z'), body: '<p>Changed.</p>' }));
  await save(piece('Told as a teaser', { body: '', standfirst: 'In a sentence.' }));
  const later = new Date(Date.now() + 3_600_000);
  await save(piece('Told later', { publishedAt: later }));
  await save(piece('Told later', { publishedAt: new Date(later.getTime() + 1) }));
  await newsroom.db
    .updateTable('article')
    .set({ published_at: new Date('2026-01-01'), first_published_at: new Date('2026-01-01') })
    .where('headline', '=', 'Told later')
    .execute();
  await newsroom.db
    .updateTable('due_event')
    .set({ due_at: new Date('2026-01-01') })
    .execute();
  await moveDueEvents(newsroom.db);
  await save(piece('Told last'));
  const told = [];
  for (let count = 0; count < 4; count += 1) told.push((await stream.next())?.data);
  expect(told).toEqual(
    ['Told at once', 'Told as a teaser', 'Told later', 'Told last'].map((headline) => ({
      articlePublished: { headline },
    })),
  );
  await stream.close();
});

const serverUrl = inject('serverUrl');

/** The embedded engine's folder is one process's. */
test.skipIf(serverUrl === null)('a service tells of what the command imports in a process of its own', async () => {
  const stream = await subscribe(yoga, 'subscription { articlePublished { headline } }');
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(newsroom.db);
  const url = new URL(serverUrl ?? '');
  url.pathname = rows[0]?.name ?? '';
  const inputs = 'test/fixtures/inputs/lighthouse.rss';
  expect((await run('src/commands/import.ts', [inputs], { DATABASE_URL: url.href })).stdout).toMatch(/created/);
  expect((await stream.next())?.data).toEqual({
    articlePublished: { headline: 'Lighthouse lit again after forty years' },
  });
  await stream.close();
});
