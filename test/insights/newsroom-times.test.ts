/** Insights into the newsroom's own work: turnaround from draft to page, and corrections; beside the same worked out by hand. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { indexAll } from '../../src/search/index-articles.ts';
import { analyst, editor, useNewsroom, writer } from '../support/newsroom.ts';

const HOUR_MS = 3_600_000;

/** Hours behind the first words; null for a step that was never taken. */
interface Piece {
  readonly slug: string;
  readonly drafted: string;
  readonly submitted: number | null;
  readonly published: number;
  readonly topic: 'harbour' | 'ferries' | 'schools';
  /** Hours behind publication. */
  readonly corrected: readonly number[];
  readonly isImported?: boolean;
  readonly isWithdrawn?: boolean;
}

const pieces: readonly Piece[] = [
  { slug: 'a', drafted: '2026-01-30T08:00:00Z', submitted: 2, published: 5, topic: 'harbour', corrected: [3, 30] },
  { slug: 'b', drafted: '2026-02-02T08:00:00Z', submitted: 1.5, published: 2, topic: 'ferries', corrected: [] },
  { slug: 'c', drafted: '2026-02-09T08:00:00Z', submitted: null, published: 0.25, topic: 'ferries', corrected: [1] },
  { slug: 'd', drafted: '2026-02-10T08:00:00Z', submitted: 10, published: 72, topic: 'schools', corrected: [] },
  { slug: 'e', drafted: '2026-02-27T08:00:00Z', submitted: 4, published: 31, topic: 'harbour', corrected: [50.5] },
  // Midnight of the first of March in Kathmandu comes before that of Greenwich.
  { slug: 'f', drafted: '2026-02-28T18:00:00Z', submitted: 0.5, published: 1, topic: 'ferries', corrected: [] },
  {
    slug: 'imported',
    drafted: '2026-02-03T08:00:00Z',
    submitted: 1,
    published: 9,
    topic: 'ferries',
    corrected: [7],
    isImported: true,
  },
  {
    slug: 'withdrawn',
    drafted: '2026-02-03T08:00:00Z',
    submitted: 1,
    published: 90,
    topic: 'harbour',
    corrected: [7],
    isWithdrawn: true,
  },
];

const at = (start: string, hours: number) => new Date(Date.parse(start) + hours * HOUR_MS).toISOString();
const publishedAt = ({ drafted, published }: Piece) => at(drafted, published);

const newsroom = useNewsroom(async (db) => {
  await sql`insert into topic (slug, name) values ('harbour', 'Harbour'), ('ferries', 'Ferries'), ('schools', 'Schools')`.execute(
    db,
  );
  await sql`update topic set parent_id = (select id from topic where slug = 'harbour') where slug = 'ferries'`.execute(
    db,
  );
  for (const piece of pieces) {
    const { slug, drafted, submitted, corrected, topic, isImported = false, isWithdrawn = false } = piece;
    const out = publishedAt(piece);
    const { rows } = await sql<{ article: number; draft: number }>`
      with a as (
        insert into article (slug, headline, language, word_count, published_at, first_published_at, updated_at, withdrawn_at)
        values (${slug}, ${slug}, 'en', 1, ${out}, ${out}, ${out}, ${isWithdrawn ? out : null}) returning id
      ),
      d as (
        insert into draft (article_id, owner, state, headline, language, created_at, updated_at)
        select id, 'Wren', 'PUBLISHED', ${slug}, 'en', ${drafted}, ${out} from a returning id
      )
      select a.id as article, d.id as draft from a, d
    `.execute(db);
    const { article, draft } = rows[0] ?? expect.fail();
    const events = [
      ['draft.created', drafted],
      ...(submitted === null
        ? []
        : [
            ['draft.submitted', at(drafted, submitted)],
            // Returned, and in review again before it came out.
            ['draft.submitted', at(drafted, (submitted + piece.published) / 2)],
          ]),
      ['article.published', out],
      // Back to review and out again: what counts is the first time.
      ['draft.submitted', at(out, 100)],
      ['article.published', at(out, 200)],
    ];
    for (const [type, when] of events) {
      const detail = isImported && type === 'article.published' ? '{"imported": true}' : '{}';
      await sql`
        insert into event (type, at, draft_id, article_id, detail) values (${type}, ${when}, ${draft}, ${article}, ${detail}::jsonb)
      `.execute(db);
    }
    await sql`
      insert into article_topic (article_id, topic_id, position, published_at)
      select ${article}::int, id, 0, ${out}::timestamptz from topic where slug = ${topic}
    `.execute(db);
    for (const hours of corrected)
      await sql`insert into correction (article_id, note, corrected_at) values (${article}, 'Wrong.', ${at(out, hours)})`.execute(
        db,
      );
  }
  await indexAll(db);
});

/** Between the two nearest on a line. */
function percentile(values: readonly number[], part: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const place = part * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low === undefined || high === undefined ? null : low + (high - low) * (place - Math.floor(place));
}

/** Numbers may differ by what adding in another order does. */
function rounded(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, each) => (typeof each === 'number' ? Number(each.toFixed(6)) : each));
}

async function insight(viewer: typeof analyst, field: string): Promise<unknown> {
  const { data, errors } = await newsroom.askAs<{ insights: { rows: unknown } }>(
    viewer,
    `{ insights { rows: ${field} } }`,
  );
  expect(errors).toBeUndefined();
  return data?.insights.rows;
}

const month = (piece: Piece) => `${publishedAt(piece).slice(0, 7)}-01T00:00:00.000Z`;
/** As in Kathmandu, 5:45 ahead. */
const monthThere = (piece: Piece) => {
  const local = at(publishedAt(piece), 5.75);
  return at(`${local.slice(0, 7)}-01T00:00:00Z`, -5.75);
};

function grouped(keyOf: (piece: Piece) => readonly (string | null)[], given: readonly Piece[]) {
  const keys = given.flatMap((piece) => keyOf(piece).map((key) => ({ key, piece })));
  const groups = Map.groupBy(keys, ({ key }) => key);
  return [...groups].map(([key, members]) => ({ key, members: members.map(({ piece }) => piece) }));
}

const turnaroundFields = `{ periodStart articles draftToReview { articles median p90 }
  reviewToPublication { articles median p90 } draftToPublication { articles median p90 } }`;

function turnarounds(periodOf: (piece: Piece) => string | null) {
  const written = pieces.filter(({ isImported, isWithdrawn }) => isImported !== true && isWithdrawn !== true);
  const times = (hours: readonly number[]) => ({
    articles: hours.length,
    median: percentile(hours, 0.5),
    p90: percentile(hours, 0.9),
  });
  return grouped((piece) => [periodOf(piece)], written)
    .toSorted((a, b) => String(a.key).localeCompare(String(b.key)))
    .map(({ key, members }) => {
      const reviewed = members.filter(({ submitted }) => submitted !== null);
      return {
        periodStart: key,
        articles: members.length,
        draftToReview: times(reviewed.map(({ submitted }) => Number(submitted))),
        reviewToPublication: times(reviewed.map(({ submitted, published }) => published - Number(submitted))),
        draftToPublication: times(members.map(({ published }) => published)),
      };
    });
}

test('turnaround is from the first words to the first review and the first publication, by when that was', async () => {
  expect(rounded(await insight(analyst, `turnaround ${turnaroundFields}`))).toEqual(rounded(turnarounds(() => null)));
  expect(rounded(await insight(writer, `turnaround(interval: MONTH) ${turnaroundFields}`))).toEqual(
    rounded(turnarounds(month)),
  );
  expect(
    rounded(await insight(editor, `turnaround(interval: MONTH, timeZone: "Asia/Kathmandu") ${turnaroundFields}`)),
  ).toEqual(rounded(turnarounds(monthThere)));
  expect(turnarounds(monthThere)).not.toEqual(turnarounds(month));
});

test('turnaround of some articles, where a step was taken by none, has no hours for it', async () => {
  const [row] = (await insight(analyst, `turnaround(where: { search: "c" }) ${turnaroundFields}`)) as [unknown];
  expect(row).toEqual({
    periodStart: null,
    articles: 1,
    draftToReview: { articles: 0, median: null, p90: null },
    reviewToPublication: { articles: 0, median: null, p90: null },
    draftToPublication: { articles: 1, median: 0.25, p90: 0.25 },
  });
});

test('readers are told no turnaround', async () => {
  const { data, errors } = await newsroom.ask(`{ insights { turnaround ${turnaroundFields} } }`);
  expect([data?.insights, errors]).toEqual([{ turnaround: null }, undefined]);
});

const correctionFields = 'topic { slug } periodStart articles corrected corrections rate medianHours p90Hours';

const topicsInOrder = ['harbour', 'ferries', 'schools'];

/** Of every topic in every period, also where it has no article, in the order that is promised. */
function correctionRows(keysOf: (piece: Piece) => readonly string[]) {
  const seen = pieces.filter(({ isWithdrawn }) => isWithdrawn !== true);
  const groups = grouped(keysOf, seen);
  const parts = (place: 0 | 1) => [...new Set(groups.map(({ key }) => String(key).split(' ')[place] ?? ''))];
  const cells = parts(0).flatMap((topic) => parts(1).map((period) => `${topic} ${period}`));
  const rows = cells.map((key) => {
    const members = groups.find((group) => group.key === key)?.members ?? [];
    const hours = members.flatMap(({ corrected: [first] }) => (first === undefined ? [] : [first]));
    const [topic, period] = String(key).split(' ');
    return {
      topic: topic === '' ? null : { slug: topic },
      periodStart: period === '' ? null : period,
      articles: members.length,
      corrected: hours.length,
      corrections: members.flatMap(({ corrected }) => corrected).length,
      rate: members.length === 0 ? 0 : hours.length / members.length,
      medianHours: percentile(hours, 0.5),
      p90Hours: percentile(hours, 0.9),
    };
  });
  const place = ({ topic }: (typeof rows)[number]) => topicsInOrder.indexOf(topic?.slug ?? '');
  return rows.toSorted(
    (a, b) =>
      String(a.periodStart).localeCompare(String(b.periodStart)) || b.articles - a.articles || place(a) - place(b),
  );
}

const withWider = ({ topic }: Piece) => (topic === 'ferries' ? ['ferries', 'harbour'] : [topic]);

test('corrections by topic with what is below it, by period, and by both', async () => {
  const asked = async (args: string) => rounded(await insight(analyst, `corrections(${args}) { ${correctionFields} }`));
  expect(await asked('groupBy: []')).toEqual(rounded(correctionRows(() => [' '])));
  expect(await asked('groupBy: [TOPIC]')).toEqual(
    rounded(correctionRows((piece) => withWider(piece).map((topic) => `${topic} `))),
  );
  expect(await asked('groupBy: [PERIOD]')).toEqual(rounded(correctionRows((piece) => [` ${month(piece)}`])));
  const both = await asked('groupBy: [TOPIC, PERIOD], interval: MONTH');
  const expected = correctionRows((piece) => withWider(piece).map((topic) => `${topic} ${month(piece)}`));
  expect(expected.filter(({ articles }) => articles === 0)).not.toHaveLength(0);
  expect(both).toEqual(rounded(expected));
  const days = (await asked('groupBy: [PERIOD], interval: DAY')) as { articles: number }[];
  expect(days).toHaveLength(30);
  expect(days.filter(({ articles }) => articles === 0)).toHaveLength(24);
});
