/** Coverage from rolled up days equals coverage counted from articles, in every snapshot while writers change both. */

import { expect, test } from 'vitest';
import { inSnapshot } from '../../db/engine/snapshot.ts';
import { coverage } from '../../db/insights/coverage.ts';
import type { CoverageQuery } from '../../db/insights/coverage-query.ts';
import { rollUpCoverage } from '../../db/insights/roll-up.ts';
import { DAY_MS } from '../../src/time/units.ts';
import { type Told, toolsOf } from '../support/drafts.ts';
import { editor, useNewsroom, writer } from '../support/newsroom.ts';
import { randomOf, rounds } from '../support/rounds.ts';

const newsroom = useNewsroom();
const tools = toolsOf(newsroom);

type Random = () => number;
const one = <Item>(items: readonly Item[], random: Random) => items[Math.floor(random() * items.length)] as Item;

const WRITERS = 3;
const DAYS = 5;
/** Slugs that pieces may have; those that are merged away leave them. */
const topics = ['sea', 'ports', 'ferries', 'cranes', 'art'];
const sources = ['mayor', 'port', 'pilot', 'wire'];
/** How often each was done. */
const done = { publish: 0, correct: 0, withdraw: 0, mergeTopics: 0, mergeSources: 0, moveTopic: 0 };

async function save(field: string): Promise<string> {
  const { data, errors } = await newsroom.askAs<{ saved: { id?: string } }>(editor, `mutation { saved: ${field} }`);
  expect(errors).toBeUndefined();
  return data?.saved.id ?? '';
}

const saveTopic = (slug: string, parent?: string) =>
  save(
    `saveTopic(input: { slug: "${slug}", name: "${slug}" ${parent ? `parent: "${parent}"` : ''} }) { ... on Topic { id } }`,
  );
const saveSource = (slug: string) =>
  save(`saveSource(input: { slug: "${slug}", name: "${slug}", kind: OTHER }) { ... on Source { id } }`);

const content = (random: Random) => ({
  headline: `Piece ${random()}`,
  body: `<p>${'Word '.repeat(1 + Math.floor(random() * 20))}</p>`,
  language: 'en',
  topics: [...new Set([one(topics, random), one(topics, random)])],
  attributions: [{ role: 'QUOTED', source: one(sources, random), quote: `I said ${Math.floor(random() * 5)}` }],
});

const turns = ['publish', 'publish', 'correct', 'withdraw'] as const;

async function write(name: number, steps: number): Promise<void> {
  const random = randomOf(`writer ${name}`);
  const pieces: Told[] = [];
  for (let step = 0; step < steps; step += 1) {
    // While each writer is at it, days are rolled up, or compared.
    const beside = (step + name) % 2 === 0 ? rollUpCoverage(newsroom.db) : expectEqual();
    await Promise.all([take(turns[step % turns.length] ?? 'publish', pieces, random), beside]);
  }
}

async function take(turn: (typeof turns)[number], pieces: Told[], random: Random): Promise<void> {
  const known = pieces[0];
  if (turn === 'publish' || known === undefined) {
    const draft = await tools.approved(writer, editor, content(random));
    const publishedAt = new Date(Date.now() - (1 + random() * DAYS) * DAY_MS).toISOString();
    pieces.unshift(await tools.step(editor, 'publishDraft', draft, { publishedAt }));
    done.publish += 1;
  } else if (turn === 'correct') {
    const input = { article: known.article?.id, note: 'Wrong.', expectedRevision: known.revision };
    const { __typename } = await tools.correct(editor, { ...input, content: content(random) });
    if (__typename === 'Article') done.correct += 1;
  } else {
    const { __typename } = await tools.takeAway(editor, 'withdrawArticle', pieces.pop() ?? known);
    if (__typename === 'Draft') done.withdraw += 1;
  }
}

/** Twins of a topic and a source come, are used, and are merged away; a topic moves below another and back. */
async function keepHouse(steps: number): Promise<void> {
  const random = randomOf('house');
  for (let step = 0; step < steps; step += 1) {
    const topic = `topic-${step}`;
    const source = `source-${step}`;
    const ids = { topic: await saveTopic(topic, 'art'), source: await saveSource(source) };
    topics.push(topic);
    sources.push(source);
    await tools.published(writer, editor, { ...content(random), topics: [topic] });
    await save(
      `saveTopic(input: { slug: "ferries", name: "ferries", parent: "${one(['sea', 'ports'], random)}" }) { __typename }`,
    );
    done.moveTopic += 1;
    topics.splice(topics.indexOf(topic), 1);
    sources.splice(sources.indexOf(source), 1);
    await save(`mergeTopics(from: "${ids.topic}", into: "${topicIds.get('cranes')}") { __typename }`);
    await save(`mergeSources(from: "${ids.source}", into: "${sourceIds.get('port')}") { __typename }`);
    done.mergeTopics += 1;
    done.mergeSources += 1;
  }
}

const topicIds = new Map<string, string>();
const sourceIds = new Map<string, string>();

const query: CoverageQuery = {
  dimensions: ['PERIOD', 'TOPIC'],
  interval: 'DAY',
  timeZone: 'UTC',
  filter: {},
  order: { field: 'PERIOD', descending: false },
  first: 1000,
  extras: { views: false, quotes: true, previous: true },
};

/** All of it is English: a filter that leaves everything, and so is counted from articles. */
const counted: CoverageQuery = { ...query, filter: { language: 'en' } };

async function expectEqual(): Promise<void> {
  const [fromDays, fromArticles, everything, all] = await inSnapshot(newsroom.db, async (db) => [
    await coverage(db, query),
    await coverage(db, counted),
    await coverage(db, { ...query, dimensions: ['PERIOD'] }),
    await coverage(db, { ...counted, dimensions: ['PERIOD'] }),
  ]);
  expect(fromDays).toEqual(fromArticles);
  expect(everything).toEqual(all);
}

test('what days say is what articles say, while several write, correct, withdraw, merge and move at once', async () => {
  for (const slug of topics) topicIds.set(slug, await saveTopic(slug, slug === 'cranes' ? 'ports' : undefined));
  for (const slug of sources) sourceIds.set(slug, await saveSource(slug));
  // Two days that have pieces whatever is withdrawn.
  for (const daysAgo of [2, 4]) {
    const draft = await tools.approved(writer, editor, content(randomOf(`day ${daysAgo}`)));
    const publishedAt = new Date(Date.now() - daysAgo * DAY_MS).toISOString();
    await tools.step(editor, 'publishDraft', draft, { publishedAt });
  }
  const steps = rounds({ short: 4, long: 60 });
  const writing = Array.from({ length: WRITERS }, (_, name) => write(name, steps));
  await Promise.all([...writing, keepHouse(rounds({ short: 1, long: 15 }))]);
  await expectEqual();
  while ((await rollUpCoverage(newsroom.db)) > 0);
  await expectEqual();
  expect(Object.entries(done).filter(([, times]) => times === 0)).toEqual([]);
  const days = await newsroom.db.selectFrom('coverage_day').select('day').distinct().execute();
  expect(days.length).toBeGreaterThan(1);
});
