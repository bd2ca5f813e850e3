/** Saving imported pieces: updates, origins, slugs, concurrent imports, and refusals. */

import { expect, inject, test } from 'vitest';
import { takeLock } from '../../db/engine/advisory-locks.ts';
import type { Db } from '../../db/engine/database.ts';
import { accepted } from '../../src/import/accept.ts';
import { type SavedDocument, saveDocument } from '../../src/import/save.ts';
import { headlineOrigin } from '../../src/import/text/origin.ts';
import { piece } from '../support/articles.ts';
import { lockWaits } from '../support/lock-waits.ts';
import { useNewsroom } from '../support/newsroom.ts';
import { until } from '../support/until.ts';

const newsroom = useNewsroom();

const whole = piece('https://paper.example/eels', {
  url: 'https://paper.example/eels',
  headline: 'Eels  return\nto the Ollen',
  standfirst: 'They are back.',
  body: '<p onclick="x()">Eels, <b>many</b>.</p><script>alert(1)</script><p><a href="/more">more</a></p>',
  updatedAt: new Date('2026-03-02T00:00:00Z'),
  image: {
    url: 'https://paper.example/eel.jpg',
    width: 800,
    height: 600,
    alt: 'An eel',
    caption: 'An eel on Monday',
    creditLine: 'Photo: Cy Moor / Agency',
    credit: { name: 'Agency', kind: 'NEWS_AGENCY' },
  },
  topics: ['Rivers', 'rivers', 'Fish'],
  attributions: [
    { role: 'AUTHOR', source: { name: 'Ada Holm', kind: 'PERSON' } },
    { role: 'QUOTED', source: { name: 'Bo Lind', kind: 'PERSON' }, quote: 'They are back.' },
    { role: 'QUOTED', source: { name: 'Bo Lind', kind: 'PERSON' }, quote: 'A second quote.' },
    { role: 'IMAGE_CREDIT', source: { name: 'Agency', kind: 'NEWS_AGENCY' } },
  ],
});

async function rowCounts(db: Db): Promise<number[]> {
  const tables = ['article', 'article_topic', 'attribution', 'lead_image', 'topic', 'source', 'import_origin'] as const;
  return Promise.all(
    tables.map(async (table) => {
      const row = await db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .executeTakeFirstOrThrow();
      return Number(row.count);
    }),
  );
}

test('a place where a piece was written is nobody who wrote it, and a name that is one of a person as well is', () => {
  const authors = (...names: string[]) => {
    const attributions = names.map((name) => ({ role: 'AUTHOR', source: { name, kind: 'OTHER' } }) as const);
    const entered = accepted({ ...whole, attributions });
    return entered.attributions.map(({ source }) => source.name);
  };
  expect(authors('Nairobi', 'Ada Holm', 'New York')).toEqual(['Ada Holm']);
  expect(authors('Florence', 'Sydney', 'Paris')).toEqual(['Florence', 'Sydney', 'Paris']);
  expect(
    accepted({
      ...whole,
      isEntered: true,
      attributions: [{ role: 'AUTHOR', source: { name: 'Nairobi', kind: 'OTHER' } }],
    }).attributions,
  ).toHaveLength(1);
});

test('a document becomes an article with topics, attributions, image and origin', async () => {
  expect((await saveDocument(newsroom.db, whole)).outcome).toBe('created');
  const answer = await newsroom.ask(`{ article(by: { slug: "eels-return-to-the-ollen" }) {
    headline standfirst body updatedAt firstPublishedAt wordCount byline
    leadImage { url width height alt caption creditLine credit { name kind } }
    topics { slug name } attributions { role quote source { name } }
  } }`);
  expect(answer.data?.article).toEqual({
    headline: 'Eels return to the Ollen',
    standfirst: 'They are back.',
    body: '<p>Eels, <b>many</b>.</p><p><a href="https://paper.example/more">more</a></p>',
    updatedAt: '2026-03-02T00:00:00.000Z',
    firstPublishedAt: '2026-03-01T12:00:00.000Z',
    wordCount: 3,
    byline: 'Ada Holm',
    leadImage: {
      url: 'https://paper.example/eel.jpg',
      width: 800,
      height: 600,
      alt: 'An eel',
      caption: 'An eel on Monday',
      creditLine: 'Photo: Cy Moor / Agency',
      credit: { name: 'Agency', kind: 'NEWS_AGENCY' },
    },
    topics: [
      { slug: 'rivers', name: 'rivers' },
      { slug: 'fish', name: 'Fish' },
    ],
    attributions: [
      { role: 'AUTHOR', quote: null, source: { name: 'Ada Holm' } },
      { role: 'QUOTED', quote: 'They are back.', source: { name: 'Bo Lind' } },
      { role: 'IMAGE_CREDIT', quote: null, source: { name: 'Agency' } },
    ],
  });
});

test('saving the same document again changes nothing; a changed one updates the article and keeps its slug', async () => {
  const before = await rowCounts(newsroom.db);
  expect((await saveDocument(newsroom.db, whole)).outcome).toBe('unchanged');
  const changed = { ...whole, headline: 'Eels return in force', topics: ['Fish'], image: undefined };
  expect((await saveDocument(newsroom.db, changed)).outcome).toBe('updated');
  const after = await rowCounts(newsroom.db);
  expect(after).toEqual([before[0], 1, before[2], 0, ...before.slice(4)]);
  const answer = await newsroom.ask(
    '{ article(by: { slug: "eels-return-to-the-ollen" }) { headline leadImage { url } topics { name } } }',
  );
  expect(answer.data?.article).toEqual({
    headline: 'Eels return in force',
    leadImage: null,
    topics: [{ name: 'Fish' }],
  });
});

test('derived and guessed values alone are no change of the article', async () => {
  const cite = (name: string) => [{ role: 'CITED' as const, source: { name, kind: 'ORGANIZATION' as const } }];
  const undated = piece('undated', {
    isDateGuessed: true,
    publishedAt: new Date('2026-03-03T00:00:00Z'),
    attributions: cite('Eel Board'),
  });
  expect((await saveDocument(newsroom.db, undated)).outcome).toBe('created');
  const later = { ...undated, publishedAt: new Date('2026-03-04T00:00:00Z'), attributions: cite('Eel Council') };
  expect((await saveDocument(newsroom.db, later)).outcome).toBe('unchanged');
  expect((await saveDocument(newsroom.db, { ...later, headline: 'Dated' })).outcome).toBe('updated');
  const answer = await newsroom.ask('{ article(by: { slug: "undated" }) { headline publishedAt } }');
  expect(answer.data?.article).toEqual({ headline: 'Dated', publishedAt: '2026-03-03T00:00:00.000Z' });
});

test('another date moves publishedAt both ways, and firstPublishedAt back only', async () => {
  const dates = async (day: number) => {
    const publishedAt = new Date(Date.UTC(2026, 2, day));
    await saveDocument(newsroom.db, piece('moved', { publishedAt, body: `<p>As of day ${day}.</p>` }));
    const { data } = await newsroom.ask<{ article: { publishedAt: string; firstPublishedAt: string } }>(
      '{ article(by: { slug: "moved" }) { publishedAt firstPublishedAt } }',
    );
    return [data?.article.publishedAt, data?.article.firstPublishedAt].map((date) => Number(date?.slice(8, 10)));
  };
  expect(await dates(5)).toEqual([5, 5]);
  expect(await dates(7)).toEqual([7, 5]);
  expect(await dates(3)).toEqual([3, 3]);
  expect(await dates(9)).toEqual([9, 3]);
});

test('documents of one address are one article, whatever their origins; the later one updates it', async () => {
  const url = 'https://paper.example/one-address';
  const { articleId } = await saveDocument(newsroom.db, piece('feed:17', { url, headline: 'One address' }));
  const page = await saveDocument(newsroom.db, piece(url, { url, headline: 'One address, told whole' }));
  expect(page).toEqual({ outcome: 'updated', articleId });
  expect((await saveDocument(newsroom.db, piece('feed:17', { url, headline: 'One address' }))).outcome).toBe(
    'unchanged',
  );
});

test('a feed’s summary doesn’t replace a page’s text, whichever comes first', async () => {
  const url = 'https://paper.example/whole';
  const page = piece(url, { url, headline: 'Whole', body: '<p>All the words that the page has.</p>' });
  const feed = piece('feed:18', { url, headline: 'Whole', body: '<p>A line.</p>' });
  expect((await saveDocument(newsroom.db, page)).outcome).toBe('created');
  expect((await saveDocument(newsroom.db, feed)).outcome).toBe('unchanged');
  expect((await saveDocument(newsroom.db, { ...feed, headline: 'Whole again' })).outcome).toBe('unchanged');
  expect((await saveDocument(newsroom.db, page)).outcome).toBe('unchanged');
  const answer = await newsroom.ask('{ article(by: { slug: "whole" }) { headline body(format: TEXT) } }');
  expect(answer.data?.article).toEqual({ headline: 'Whole', body: 'All the words that the page has.' });
});

test('topics of different names with the same slug stay apart', async () => {
  await saveDocument(newsroom.db, piece('languages', { topics: ['C', 'C++', 'C#', '🎉', 'c'] }));
  const answer = await newsroom.ask('{ article(by: { slug: "languages" }) { topics { name slug } } }');
  expect(answer.data?.article).toEqual({
    topics: [
      { name: 'c', slug: 'c' },
      { name: 'C++', slug: 'c-2' },
      { name: 'C#', slug: 'c-3' },
    ],
  });
});

test('slugs are unique for headlines that end in numbers, are of maximum length, or are saved at once', async () => {
  const long = 'longest '.repeat(40).trim();
  const headlines = ['Storm', 'Storm', 'Storm 2', 'Storm 2', 'Storm', long, long, long];
  await Promise.all(headlines.map((headline, n) => saveDocument(newsroom.db, piece(`storm-${n}`, { headline }))));
  const rows = await newsroom.db.selectFrom('article').select('slug').where('headline', 'in', headlines).execute();
  expect(new Set(rows.map(({ slug }) => slug)).size).toBe(headlines.length);
});

test('sources are found by name and alias in any case, not made again', async () => {
  await newsroom.db
    .updateTable('source')
    .set({ aliases: ['the agency'] })
    .where('slug', '=', 'agency')
    .execute();
  const cite = (name: string) => ({ role: 'CITED' as const, source: { name, kind: 'OTHER' as const } });
  const { articleId } = await saveDocument(
    newsroom.db,
    piece('aliases', { attributions: [cite('AGENCY'), cite('The Agency')] }),
  );
  const rows = await newsroom.db
    .selectFrom('attribution')
    .innerJoin('source', 'source.id', 'source_id')
    .select('slug')
    .where('article_id', '=', articleId)
    .execute();
  expect(rows).toEqual([{ slug: 'agency' }]);
});

test('two pieces with one headline have two slugs', async () => {
  const headline = 'Same words';
  for (const origin of ['same-1', 'same-2', 'same-3']) await saveDocument(newsroom.db, piece(origin, { headline }));
  const rows = await newsroom.db
    .selectFrom('article')
    .select('slug')
    .where('headline', '=', headline)
    .orderBy('id')
    .execute();
  expect(rows.map(({ slug }) => slug)).toEqual(['same-words', 'same-words-2', 'same-words-3']);
});

test('the same document saved many times at once is one article; different ones don’t deadlock', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 12 }, (_, n) =>
      saveDocument(
        newsroom.db,
        piece(`rush-${n % 3}`, {
          headline: 'Rush',
          topics: ['New topic', `T${n % 3}`],
          attributions: whole.attributions,
        }),
      ),
    ),
  );
  expect(outcomes.filter(({ outcome }) => outcome === 'created')).toHaveLength(3);
  expect(outcomes.filter(({ outcome }) => outcome === 'unchanged')).toHaveLength(9);
});

const pageOf = (name: string) => `https://paper.example/${name}`;
const [day, dayAfter] = [new Date('2026-03-01T00:00:00Z'), new Date('2026-03-02T00:00:00Z')];

test.runIf(inject('serverUrl') !== null).each([
  ['its address', { origin: 'tag:one', url: pageOf('wharf') }, { origin: 'tag:other', url: pageOf('wharf') }],
  ['an id that is its address', { origin: pageOf('weir') }, { origin: 'tag:weir', url: pageOf('weir') }],
  ['an address with the other scheme', { origin: pageOf('well') }, { origin: 'http://paper.example/well' }],
  [
    'another address and its headline',
    { origin: pageOf('wall'), url: pageOf('wall') },
    { origin: 'tag:wall', otherUrls: [pageOf('wall')] },
  ],
  [
    'the headline of its teaser',
    { origin: headlineOrigin('By the headline of its teaser', day), body: '' },
    { publishedAt: day },
  ],
])('two imports at once of a piece that is known by %s make one article', async (name, one, other) => {
  const headline = `By ${name}`;
  // The dates are not the same, or its headline would tell it every time.
  const importing = (given: object, publishedAt: Date) =>
    saveDocument(newsroom.db, { ...piece(pageOf(encodeURI(name))), headline, publishedAt, ...given });
  const saves: Promise<SavedDocument>[] = [];
  await newsroom.db.transaction().execute(async (trx) => {
    // Whoever records an event waits for it, behind all that it has written.
    await takeLock(trx, 'events');
    for (const [index, given] of [one, other].entries()) {
      saves.push(importing(given, index === 0 ? day : dayAfter));
      await until(async () => (await lockWaits(trx)) === index + 1, 'the import waits');
    }
  });
  const [first, second] = await Promise.all(saves);
  expect(first?.outcome).toBe('created');
  expect(second?.outcome).not.toBe('created');
  expect(second?.articleId).toBe(first?.articleId);
});

test.each([
  ['headline', { headline: ' \n ' }],
  ['headline', { headline: 'x'.repeat(501) }],
  ['headline', { headline: 'a\0b' }],
  ['body', { body: `<p>${'x'.repeat(1_000_001)}</p>` }],
  ['topics.0', { topics: ['half \ud800'] }],
  ['publishedAt', { publishedAt: new Date(Number.NaN) }],
  ['publishedAt', { publishedAt: new Date('0001-01-01T00:00:00Z') }],
  ['updatedAt', { updatedAt: new Date('+010000-01-01T00:00:00Z') }],
])('a document with a bad %s is refused by the field’s name, and nothing is written', async (field, bad) => {
  const before = await rowCounts(newsroom.db);
  await expect(saveDocument(newsroom.db, piece(`bad-${field}`, bad))).rejects.toThrow(new RegExp(`^${field}`));
  expect(await rowCounts(newsroom.db)).toEqual(before);
});

test('a document that fails halfway writes nothing', async () => {
  const before = await rowCounts(newsroom.db);
  const impossible = piece('impossible', {
    topics: ['Only here'],
    attributions: [{ role: 'NOBODY' as 'CITED', source: { name: 'Only here too', kind: 'OTHER' } }],
  });
  await expect(saveDocument(newsroom.db, impossible)).rejects.toThrow();
  expect(await rowCounts(newsroom.db)).toEqual(before);
});

test.each([
  ['Путин едет', 'putin-edet'],
  ['北朝鮮の行進', '北朝鮮の行進'],
  ['Größe & Überraschung', 'groesse-and-ueberraschung'],
  ['🎉🎉', 'article'],
  [`${'long word '.repeat(40)}`, /^(long-word-)+long-word$/],
])('the headline %s makes a readable slug', async (headline, expected) => {
  const { articleId } = await saveDocument(newsroom.db, piece(`slug-${headline.slice(0, 20)}`, { headline }));
  const row = await newsroom.db
    .selectFrom('article')
    .select('slug')
    .where('id', '=', articleId)
    .executeTakeFirstOrThrow();
  expect(row.slug).toMatch(expected);
  expect(row.slug.length).toBeLessThanOrEqual(200);
  const answer = await newsroom.ask('query ($slug: String!) { article(by: { slug: $slug }) { url } }', {
    slug: row.slug,
  });
  expect(answer.data?.article).toEqual({ url: `https://news.example/articles/${encodeURIComponent(row.slug)}` });
});

test('text is stored unchanged: emoji, right to left, combining marks', async () => {
  const headline = 'נמל 🐟 e\u0301té \u202Enever\u202C <b>&amp;';
  const { articleId } = await saveDocument(newsroom.db, piece('odd text', { headline, language: 'he_IL' }));
  const id = Buffer.from(`Article:${articleId}`).toString('base64url');
  const answer = await newsroom.ask(`{ article(by: { id: "${id}" }) { headline language } }`);
  expect(answer.data?.article).toEqual({ headline: headline.normalize('NFC'), language: 'he-IL' });
});
