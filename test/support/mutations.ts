/** A call of each mutation of the schema that changes as much as it can for readers, with what it needs made first. */

import { expect } from 'vitest';
import { saveKeywords } from '../../db/catalogue/keywords.ts';
import { parseId } from '../../src/ids.ts';
import { toolsOf } from './drafts.ts';
import { admin, editor, type TestNewsroom, writer } from './newsroom.ts';
import type { Subjects } from './reader-questions.ts';

/** Makes what it needs, and gives back what is measured. */
export type Change = () => Promise<() => Promise<unknown>>;

export const cachedPiece = {
  headline: 'Cached piece',
  slug: 'cached-piece',
  standfirst: 'Harbour dredging in short.',
  body: '<p>Dredging in the harbour of Merrowhaven, and what the port says of the mud.</p>',
  language: 'en',
  topics: ['ferries', 'environment'],
  attributions: [{ role: 'QUOTED', source: 'port-of-merrowhaven', quote: 'Mud' }],
};

/** Those that undo something come after it, and those that can't be undone are the last. */
const lastMutations = [
  'clearRelatedChoice',
  'clearTrendingChoice',
  'mergeTopics',
  'mergeSources',
  'withdrawArticle',
  'killArticle',
];

/** An order in which all of them can be done on one newsroom. */
export function inOrder(mutations: readonly string[]): readonly string[] {
  return [...mutations.filter((name) => !lastMutations.includes(name)), ...lastMutations];
}

export function newsroomChanges(newsroom: TestNewsroom, { article, other, id }: Subjects): Record<string, Change> {
  const tools = toolsOf(newsroom);
  let made = 0;
  const piece = () => {
    made += 1;
    return { ...cachedPiece, slug: `cached-piece-${made}`, headline: `Cached piece ${made}` };
  };
  const as = async (who: typeof editor, mutation: string): Promise<Record<string, string>> => {
    const { data, errors } = await newsroom.askAs(who, `mutation { done: ${mutation} }`);
    expect(errors, mutation).toBeUndefined();
    return data?.done as Record<string, string>;
  };
  const result = '{ __typename ... on UserError { message } }';
  const now = (who: typeof editor, mutation: string): Change => {
    return async () => async () => expect((await as(who, `${mutation} ${result}`)).message).toBeUndefined();
  };
  const approved = () => tools.approved(writer, editor, piece());
  const live = () => tools.published(writer, editor, piece());
  const done = async (step: Promise<{ readonly message: string }>) => expect((await step).message).toBeUndefined();
  const suggest = (name: string) =>
    newsroom.db.transaction().execute((trx) => {
      const carrier = { articleId: Number(parseId(id(article))?.id), language: 'en', publication: '' };
      return saveKeywords(trx, carrier, [{ name, spellings: [], isSection: false }]);
    });
  const later = new Date(Date.now() + 3_600_000).toISOString();
  const pin = `article: "${id(article)}", related: "${id(other)}"`;

  return {
    recordView: async () => () => newsroom.ask(`mutation { recordView(article: "${id(article)}") }`),
    createDraft: async () => () => done(tools.create(writer, piece())),
    reviseDraft: async () => {
      const draft = await live();
      return () => done(tools.step(writer, 'reviseDraft', draft, { content: { headline: 'Not yet' } }));
    },
    submitDraft: async () => {
      const draft = await tools.create(writer, piece());
      return () => done(tools.step(writer, 'submitDraft', draft));
    },
    returnDraft: async () => {
      const draft = await approved();
      return () => done(tools.step(editor, 'returnDraft', draft, { note: 'Again.' }));
    },
    approveDraft: async () => {
      const draft = await tools.step(writer, 'submitDraft', await tools.create(writer, piece()));
      return () => done(tools.step(editor, 'approveDraft', draft));
    },
    restoreRevision: async () => {
      const draft = await live();
      return () => done(tools.restore(editor, draft.id, 1, draft.revision));
    },
    publishDraft: async () => {
      const draft = await tools.approved(writer, editor, cachedPiece);
      return () => done(tools.step(editor, 'publishDraft', draft));
    },
    deleteDraft: async () => {
      const draft = await tools.create(writer, piece());
      return () => done(tools.step(writer, 'deleteDraft', draft));
    },
    unscheduleDraft: async () => {
      const draft = await tools.step(editor, 'publishDraft', await approved(), { at: later });
      return () => done(tools.step(editor, 'unscheduleDraft', draft));
    },
    correctArticle: async () => {
      const first = { article: id(article), note: 'First.', content: { topics: ['harbour'] } };
      await tools.correct(editor, { ...first, expectedRevision: await revisionOf(newsroom, id(article)) });
      const revision = await revisionOf(newsroom, id(article));
      const leadImage = { url: 'https://pictures.example/corrected.jpg', alt: 'Another picture' };
      const content = { headline: 'Corrected', slug: 'corrected', topics: ['ferries'], attributions: [], leadImage };
      const input = { article: id(article), note: 'It was wrong.', content, expectedRevision: revision };
      return () => done(tools.correct(editor, input));
    },
    withdrawArticle: async () => {
      const revision = await revisionOf(newsroom, id(other));
      const input = `article: "${id(other)}", expectedRevision: ${revision}, reason: "For now."`;
      return now(editor, `withdrawArticle(input: { ${input} })`)();
    },
    killArticle: async () => {
      const revision = await revisionOf(newsroom, id(other));
      const input = `article: "${id(other)}", expectedRevision: ${revision}, reason: "For good."`;
      return now(editor, `killArticle(input: { ${input} })`)();
    },
    acceptSuggestions: async () => {
      const draft = await tools.create(writer, piece());
      const suggested = '[{ role: CITED, source: "Tide Office", kind: GOVERNMENT }]';
      return now(
        writer,
        `acceptSuggestions(input: { draft: "${draft.id}", expectedRevision: 1, attributions: ${suggested} })`,
      )();
    },
    dismissSuggestions: async () => {
      const draft = await tools.create(writer, piece());
      return now(
        writer,
        `dismissSuggestions(input: { draft: "${draft.id}", expectedRevision: 1, attributions: [{ role: CITED, source: "x" }] })`,
      )();
    },
    importDocument: async () => {
      const html = `<h1>Tides</h1><p>${'The tides came in, said the Tide Office. '.repeat(20)}</p>`;
      return now(
        editor,
        `importDocument(input: { html: ${JSON.stringify(`<html><head><title>Tides</title><meta property="article:published_time" content="2026-03-01T12:00:00Z"></head><body><article>${html}</article></body></html>`)}, publish: true })`,
      )();
    },
    createPreviewLink: async () => {
      const { id: draft } = await approved();
      return now(editor, `createPreviewLink(draft: "${draft}")`)();
    },
    // With another slug, so that all that names it changes.
    saveTopic: now(
      editor,
      `saveTopic(input: { id: "${id('ferries')}", slug: "boats", expectedRevision: 1, name: "Boats", parent: "environment" })`,
    ),
    saveSource: now(
      editor,
      `saveSource(input: { id: "${id('port-of-merrowhaven')}", slug: "the-port", expectedRevision: 1, name: "The Port", kind: OTHER, aliases: ["the port"] })`,
    ),
    acceptTopicSuggestion: async () => {
      await suggest('Pilotage');
      return now(editor, 'acceptTopicSuggestion(input: { name: "Pilotage" })')();
    },
    dismissTopicSuggestion: async () => {
      await suggest('Slack water');
      return now(editor, 'dismissTopicSuggestion(input: { name: "Slack water" })')();
    },
    deleteTopic: async () => {
      const made = await as(
        editor,
        'saveTopic(input: { slug: "unused", name: "Unused", parent: "harbour" }) { ... on Topic { id } }',
      );
      return now(editor, `deleteTopic(topic: "${made.id}", expectedRevision: 1)`)();
    },
    deleteSource: async () => {
      const made = await as(
        editor,
        'saveSource(input: { slug: "unused", name: "Unused", kind: OTHER }) { ... on Source { id } }',
      );
      return now(editor, `deleteSource(source: "${made.id}", expectedRevision: 1)`)();
    },
    mergeTopics: async () => now(editor, `mergeTopics(from: "${id('ferries')}", into: "${id('schools')}")`)(),
    distinguishSources: async () => {
      const twin = await as(
        editor,
        'saveSource(input: { slug: "merrowhaven-port", name: "PORT OF MERROWHAVEN", kind: OTHER }) { ... on Source { id } }',
      );
      return now(editor, `distinguishSources(one: "${id('port-of-merrowhaven')}", other: "${twin.id}")`)();
    },
    mergeSources: async () =>
      now(editor, `mergeSources(from: "${id('harbour-courier')}", into: "${id('port-of-merrowhaven')}")`)(),
    pinRelated: now(editor, `pinRelated(input: { ${pin} })`),
    hideRelated: now(editor, `hideRelated(input: { ${pin} })`),
    clearRelatedChoice: now(editor, `clearRelatedChoice(${pin})`),
    pinTrending: now(editor, `pinTrending(input: { article: "${id(article)}" })`),
    hideTrending: now(editor, `hideTrending(input: { article: "${id(article)}" })`),
    clearTrendingChoice: now(editor, `clearTrendingChoice(article: "${id(article)}")`),
    createToken: now(admin, 'createToken(input: { role: WRITER, name: "Somebody" })'),
    revokeToken: async () => {
      const { accessToken } = (await as(
        admin,
        'createToken(input: { role: WRITER, name: "Nobody" }) { ... on CreatedToken { accessToken { id } } }',
      )) as unknown as { accessToken: { id: string } };
      return now(admin, `revokeToken(id: "${accessToken.id}")`)();
    },
    saveWebhook: now(admin, 'saveWebhook(input: { url: "https://hooks.example/1" })'),
    deleteWebhook: async () => {
      const { webhook } = (await as(
        admin,
        'saveWebhook(input: { url: "https://hooks.example/2" }) { ... on SavedWebhook { webhook { id } } }',
      )) as unknown as { webhook: { id: string } };
      return now(admin, `deleteWebhook(id: "${webhook.id}")`)();
    },
    // It needs one that failed for days, which is the webhooks' own test; readers see nothing of it in any case.
    resendWebhookDelivery: async () => () =>
      as(admin, 'resendWebhookDelivery(id: "V2ViaG9va0RlbGl2ZXJ5OjE") { __typename }'),
  };
}

/** Of the draft behind an article; 1 where there is none. */
export async function revisionOf(newsroom: TestNewsroom, article: string): Promise<number> {
  const { data } = await newsroom.askAs<{ drafts: { nodes: { revision: number }[] } }>(
    editor,
    `{ drafts(where: { article: "${article}" }) { nodes { revision } } }`,
  );
  return data?.drafts.nodes[0]?.revision ?? 1;
}
