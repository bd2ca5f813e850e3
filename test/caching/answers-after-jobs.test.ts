/** Response cache: after jobs, imports, due times and view counts no cached answer is stale. */

import { describe, expect, test } from 'vitest';
import { moveDueEvents } from '../../db/events/due.ts';
import { tidyLog } from '../../db/tidy.ts';
import { refreshTrending } from '../../db/trending/refresh.ts';
import { addViews } from '../../db/views/counts.ts';
import { rebuildRelated } from '../../src/related/rebuild.ts';
import { piece, publish } from '../support/articles.ts';
import { type Told, toolsOf } from '../support/drafts.ts';
import { type Change, cachedPiece, revisionOf } from '../support/mutations.ts';
import { editor, writer } from '../support/newsroom.ts';
import { useStaleCheck } from '../support/stale-answers.ts';
import { until } from '../support/until.ts';

const staleCheck = useStaleCheck();
const { newsroom, subjects } = staleCheck;
const tools = toolsOf(newsroom);

const numberOf = (slug: string) => Number(Buffer.from(subjects.id(slug), 'base64url').toString().split(':')[1]);
/** A moment that comes when all has been asked before; `itsTime` waits for the last one. */
let moment = 0;
const soon = () => {
  moment = Date.now() + 3_000;
  return new Date(moment);
};
const itsTime = () => until(() => Date.now() > moment, 'its time');
let drafts = 0;
const approved = () => {
  drafts += 1;
  return tools.approved(writer, editor, { ...cachedPiece, slug: `piece-${drafts}` });
};
const mutate = async (mutation: string) => {
  const { data, errors } = await newsroom.askAs(
    editor,
    `mutation { done: ${mutation} { __typename ... on UserError { message } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data?.done).not.toHaveProperty('message');
};
const imported = (origin: string, given = {}) =>
  publish(newsroom.db, [
    piece(origin, {
      topics: ['Tides', 'Ferries'],
      attributions: [{ role: 'CITED', source: { name: 'Tide Office', kind: 'ORGANIZATION' } }],
      publishedAt: new Date(),
      ...given,
    }),
  ]);

async function withdrawn(): Promise<Told> {
  const { other: article } = subjects;
  const draft = await tools.take(editor, 'withdrawArticle', {
    article: subjects.id(article),
    reason: 'For now.',
    expectedRevision: await revisionOf(newsroom, subjects.id(article)),
  });
  const submitted = await tools.step(editor, 'submitDraft', draft);
  return tools.step(editor, 'approveDraft', submitted);
}

/** The newsroom has changed, or a moment has come of which no event tells. */
const changes: Readonly<Record<string, Change>> = {
  'views are counted': async () => () =>
    addViews(newsroom.db, [{ articleId: numberOf(subjects.other), hour: hour(), views: 900 }]),
  'trending is refreshed': async () => {
    await addViews(newsroom.db, [{ articleId: numberOf(subjects.article), hour: hour(), views: 9_000 }]);
    return () => refreshTrending(newsroom.db, undefined, true);
  },
  'everything is related anew': async () => () => rebuildRelated(newsroom.db, undefined, true),
  'the log is tidied': async () => () => tidyLog(newsroom.db),
  'a piece is imported': async () => () => imported('https://elsewhere.example/imported'),
  'the same piece comes by another way': async () => {
    const url = 'https://elsewhere.example/shared';
    await imported('https://elsewhere.example/feed-item', { url, body: '<p>One two three four five six.</p>' });
    return () => imported('https://elsewhere.example/another', { url, body: '<p>One two.</p>' });
  },
  'a piece is imported again, changed': async () => () =>
    imported('https://elsewhere.example/imported', { topics: ['Schools'], headline: 'Another' }),
  'a piece is imported whose date is to come': async () => () =>
    imported('https://elsewhere.example/future', { publishedAt: soon() }),
  'its date comes': async () => () => itsTime(),
  'a topic is made that was asked for before': async () => () =>
    mutate('saveTopic(input: { slug: "tides-2", name: "Tides too", parent: "harbour" })'),
  'a topic moves below another': async () => () =>
    mutate('saveTopic(input: { slug: "environment", expectedRevision: 1, name: "Environment", parent: "harbour" })'),
  'a topic moves out again': async () => () =>
    mutate('saveTopic(input: { slug: "environment", expectedRevision: 2, name: "Environment", parent: null })'),
  'a source is made': async () => () =>
    mutate('saveSource(input: { slug: "tide-watch", name: "Portwatch", kind: PERSON })'),
  'a scheduled piece comes out': async () => {
    const draft = await approved();
    await tools.step(editor, 'publishDraft', draft, { at: soon().toISOString() });
    return () => itsTime();
  },
  'that it came out is told': async () => () => moveDueEvents(newsroom.db),
  'a piece is withdrawn and comes back': async () => {
    const draft = await withdrawn();
    return async () => expect(await tools.step(editor, 'publishDraft', draft)).toMatchObject({ state: 'PUBLISHED' });
  },
  'a piece comes back at its time': async () => {
    const draft = await withdrawn();
    await tools.step(editor, 'publishDraft', draft, { at: soon().toISOString() });
    return () => itsTime();
  },
  'that it came back is told': async () => () => moveDueEvents(newsroom.db),
  'a pick ends': async () => {
    const { article, id } = subjects;
    await mutate(
      `hideRelated(input: { article: "${id(article)}", related: "${id(subjects.other)}", until: "${soon().toISOString()}" })`,
    );
    return () => itsTime();
  },
  'what was hidden from trending is let in again': async () => {
    await mutate(
      `hideTrending(input: { article: "${subjects.id(subjects.article)}", until: "${soon().toISOString()}" })`,
    );
    return () => itsTime();
  },
};

function hour(): Date {
  return new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000);
}

describe('no cached answer is stale when', () => {
  for (const [name, change] of Object.entries(changes)) {
    test(name, async () => {
      const { all, after } = await staleCheck.check(name, change, 1 / 4);
      expect(after).toBeGreaterThan(0);
      process.stdout.write(`${name}: ${after} of ${all} answers are kept\n`);
    });
  }
  test('all of it is over', () => staleCheck.checkAll());
});
