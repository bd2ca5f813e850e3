/** What an import brings that a draft has no field for: boxes, keywords, sections, slugs and corrections are there once an editor publishes it. */

import { expect, test } from 'vitest';
import { finishJobs } from '../../db/engine/job-queue.ts';
import { sectionJobs } from '../../src/import/established-topics.ts';
import { saveDocument } from '../../src/import/save.ts';
import { readTextPage } from '../../src/import/text.ts';
import { piece } from '../support/articles.ts';
import { type Told, toolsOf } from '../support/drafts.ts';
import { editor, useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom();
const tools = toolsOf(newsroom);
const drafts = { held: 'drafts', publishUndated: false } as const;

/** By the steps that are left. */
async function publish(draft: Told): Promise<string> {
  const steps =
    draft.state === 'IN_PROGRESS' ? (['submitDraft', 'approveDraft'] as const) : (['approveDraft'] as const);
  let told = draft;
  for (const step of [...steps, 'publishDraft'] as const) told = await tools.step(editor, step, told);
  return told.article?.slug ?? '';
}

const page = `Ferries stay in port

The harbour board said that no ferry sails before the wind drops, which nobody there expects this week.

Hot this week

1. Gulls nest on the crane

2. Old pier is sold

3. Mud banks are moved
`;

test('the page that was held has its boxes once an editor publishes it, with a story that was held itself', async () => {
  const [document, ...stories] = readTextPage(page, undefined, new Date(), []).documents;
  if (document === undefined) throw new Error('The page has no piece.');
  const whole = stories.slice(0, 1).map((story) => ({ ...story, body: '<p>They nest high.</p>' }));
  expect(document.boxes).toHaveLength(1);
  for (const story of stories.slice(1)) await saveDocument(newsroom.db, story);
  for (const held of [...whole, document])
    expect(await saveDocument(newsroom.db, held, drafts)).toMatchObject({ outcome: 'held' });
  const { data } = await newsroom.askAs<{ drafts: { nodes: Told[] } }>(
    editor,
    '{ drafts(first: 9) { nodes { id state revision } } }',
  );
  const nodes = data?.drafts.nodes.toReversed() ?? [];
  let slug = '';
  for (const draft of nodes) slug = await publish(draft);
  const shown = await newsroom.ask(
    'query ($slug: String!) { article(by: { slug: $slug }) { headline boxes { title articles { headline } } } }',
    { slug },
  );
  expect(shown.data).toEqual({
    article: {
      headline: 'Ferries stay in port',
      boxes: [{ title: 'Hot this week', articles: stories.map(({ headline }) => ({ headline })) }],
    },
  });
});

test('a held piece has its slug, its former slugs and its corrections once an editor publishes it', async () => {
  const slugs = { slug: 'Lock_Gate', formerSlugs: ['old-lock', 'ferry-stairs'] };
  await saveDocument(newsroom.db, piece('Other', { headline: 'Ferry stairs are mended', slug: 'ferry-stairs' }));
  const held = piece('Lock', {
    ...slugs,
    headline: 'The lock gate waits',
    isDateGuessed: true,
    corrections: [{ note: 'It is the upper gate.', at: new Date('2026-02-03T04:05:06Z') }],
  });
  expect(await saveDocument(newsroom.db, held, drafts)).toMatchObject({ outcome: 'held' });
  const { data } = await newsroom.askAs<{ drafts: { nodes: Told[] } }>(
    editor,
    '{ drafts(first: 1, where: { search: "waits" }) { nodes { id state revision } } }',
  );
  const [draft] = data?.drafts.nodes ?? [];
  if (draft === undefined) throw new Error('Nothing is held.');
  expect(await publish(draft)).toBe('lock-gate');
  const shown = await newsroom.ask(
    `{ article(by: { slug: "old-lock" }) { slug corrections { note correctedAt } } other: article(by: { slug: "ferry-stairs" }) { headline } }`,
  );
  expect(shown.data).toEqual({
    article: {
      slug: 'lock-gate',
      corrections: [{ note: 'It is the upper gate.', correctedAt: '2026-02-03T04:05:06.000Z' }],
    },
    other: { headline: 'Ferry stairs are mended' },
  });
});

const post = (title: string) => `---
title: ${title}
date: 2026-03-02T10:00:00Z
categories: [Harbour]
tags: [Dredging]
publisher: Quay Post
---

The harbour board said that ${title.toLowerCase()} this week, and that more is to come.
`;

async function imported(title: string, isOut: boolean): Promise<Told> {
  const { data, errors } = await newsroom.askAs<{ importDocument: Told }>(
    editor,
    'mutation ($input: ImportDocumentInput!) { importDocument(input: $input) { ... on Draft { id state revision } ... on InvalidInput { message } } }',
    { input: { text: post(title), publish: isOut } },
  );
  expect(errors).toBeUndefined();
  return data?.importDocument as Told;
}

async function suggested(): Promise<unknown> {
  await finishJobs(newsroom.database, sectionJobs(newsroom.db));
  const { data } = await newsroom.askAs<{ topicSuggestions: { nodes: unknown[] } }>(
    editor,
    '{ topicSuggestions { nodes { name articles sections } } }',
  );
  return data?.topicSuggestions.nodes;
}

test('keywords and sections of a draft from outside are suggested once it is published, and a section of three is a topic', async () => {
  const one = await imported('Mud is moved', false);
  expect(await suggested()).toEqual([]);
  await publish(one);
  await imported('Sand is moved', true);
  expect(await suggested()).toEqual([
    { name: 'Harbour', articles: 2, sections: 2 },
    { name: 'Dredging', articles: 2, sections: 0 },
  ]);
  const three = await imported('Silt is moved', false);
  const slug = await publish(three);
  expect(await suggested()).toEqual([{ name: 'Dredging', articles: 3, sections: 0 }]);
  const { data } = await newsroom.ask('query ($slug: String!) { article(by: { slug: $slug }) { topics { name } } }', {
    slug,
  });
  expect(data).toEqual({ article: { topics: [{ name: 'Harbour' }] } });
});
