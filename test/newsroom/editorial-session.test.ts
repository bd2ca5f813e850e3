/** An editorial session from import to kill, through the public API, with subscriptions and a webhook listening. */

import { readFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ApproveDraftDocument,
  ArticleDocument,
  CorrectArticleDocument,
  CreateDraftDocument,
  CreatePreviewLinkDocument,
  DraftDocument,
  type DraftNowFragment,
  EventsDocument,
  ImportDocumentDocument,
  KillArticleDocument,
  PublishDraftDocument,
  ReturnDraftDocument,
  ReviseDraftDocument,
  SaveSourceDocument,
  SaveTopicDocument,
  SaveWebhookDocument,
  type SourceKind,
  SubmitDraftDocument,
  UnscheduleDraftDocument,
  WithdrawArticleDocument,
} from '../../schema/client/graphql.js';
import { as, openService, type RunningService } from '../support/running-service.ts';

const page = join(import.meta.dirname, '../fixtures/text/topics-and-names-of-sources.txt');
const correctionNote = 'An earlier version had the wrong number of ships.';

/** Messages as they came, by the event's id: what arrives twice is one. */
const received = new Map<string, { readonly headers: IncomingHttpHeaders; readonly body: string }>();
const receiver = createServer(async (request, response) => {
  const body = (await request.setEncoding('utf8').toArray()).join('');
  received.set(String(request.headers['webhook-id']), { headers: request.headers, body });
  response.end();
});

let service: RunningService;
let secret: string;
/** The piece that was imported, as whoever took the last step has read it. */
let piece: DraftNowFragment;
/** Another one, written by hand. */
let other: DraftNowFragment;

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  service = await openService();
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/desk`;
  const { saveWebhook } = await service.admin.request(SaveWebhookDocument, { input: { url } });
  secret = as(saveWebhook, 'SavedWebhook').secret ?? '';
});

afterAll(async () => {
  await service?.close();
  receiver.close();
  receiver.closeAllConnections();
});

/** The draft as its last reader has it, for a step. */
function step({ id, revision }: DraftNowFragment, note?: string) {
  return { draft: id, expectedRevision: revision, note };
}

async function submitted(draft: DraftNowFragment): Promise<DraftNowFragment> {
  return as((await service.writer.request(SubmitDraftDocument, { input: step(draft) })).submitDraft, 'Draft');
}

async function approved(draft: DraftNowFragment): Promise<DraftNowFragment> {
  return as((await service.editor.request(ApproveDraftDocument, { input: step(draft) })).approveDraft, 'Draft');
}

async function published(draft: DraftNowFragment, inMilliseconds?: number): Promise<DraftNowFragment> {
  const at = inMilliseconds === undefined ? null : new Date(Date.now() + inMilliseconds).toISOString();
  const { publishDraft } = await service.editor.request(PublishDraftDocument, { input: { ...step(draft), at } });
  return as(publishDraft, 'Draft');
}

/** What anyone may read under a slug. */
const read = async (slug: string) => (await service.reader.request(ArticleDocument, { by: { slug } })).article;

async function sourceSaved(slug: string, name: string, kind: SourceKind): Promise<void> {
  as((await service.editor.request(SaveSourceDocument, { input: { slug, name, kind } })).saveSource, 'Source');
}

test('a page of text becomes a draft, whose suggestions become its content', async () => {
  for (const [slug, name] of [
    ['harbours', 'Harbours'],
    ['strikes', 'Strikes'],
  ] as const) {
    as((await service.editor.request(SaveTopicDocument, { input: { slug, name } })).saveTopic, 'Topic');
  }
  await sourceSaved('ellery-herald', 'Ellery Herald', 'NEWSPAPER');

  const input = { text: await readFile(page, 'utf8') };
  const imported = as((await service.writer.request(ImportDocumentDocument, { input })).importDocument, 'Draft');
  expect(imported).toMatchObject({
    state: 'IN_PROGRESS',
    headline: 'Harbour Cranes in Port Ellery Stand Still for a Second Week',
    suggestedTopics: [{ slug: 'harbours' }, { slug: 'strikes' }],
    suggestedAttributions: [{ role: 'CITED', source: { slug: 'ellery-herald' } }],
    suggestedSourceNames: ['Maren Tolk', 'Jonas Reik'],
  });
  await sourceSaved('maren-tolk', 'Maren Tolk', 'PERSON');
  await sourceSaved('jonas-reik', 'Jonas Reik', 'PERSON');

  const content = {
    topics: imported.suggestedTopics?.map(({ slug }) => slug),
    attributions: [
      { role: 'AUTHOR' as const, source: 'maren-tolk' },
      { role: 'QUOTED' as const, source: 'jonas-reik', quote: 'Nobody can lift steel for twelve hours' },
      ...(imported.suggestedAttributions ?? []).map(({ role, quote, source }) => ({
        role,
        quote,
        source: source.slug,
      })),
    ],
  };
  const { reviseDraft } = await service.writer.request(ReviseDraftDocument, { input: { ...step(imported), content } });
  piece = as(reviseDraft, 'Draft');
});

test('the draft is returned with a note, submitted again, and approved', async () => {
  piece = await submitted(piece);
  const stale = step(piece);
  const back = { input: step(piece, 'Who are the forty ships?') };
  piece = as((await service.editor.request(ReturnDraftDocument, back)).returnDraft, 'Draft');

  const content = { standfirst: 'Crane drivers want shorter nights.' };
  const unread = await service.writer.request(ReviseDraftDocument, { input: { ...stale, content } });
  expect(as(unread.reviseDraft, 'StaleRevision').currentRevision).toBe(piece.revision);

  const { draft } = await service.writer.request(DraftDocument, { id: piece.id });
  expect(draft?.revisions?.nodes[0]).toEqual({
    revision: piece.revision,
    editor: 'Edda Editor',
    note: 'Who are the forty ships?',
  });
  const revised = await service.writer.request(ReviseDraftDocument, { input: { ...step(piece), content } });
  piece = await approved(await submitted(as(revised.reviseDraft, 'Draft')));
  expect(piece.state).toBe('APPROVED');
  const refused = await service.writer.request(PublishDraftDocument, { input: step(piece) });
  expect(as(refused.publishDraft, 'NotAllowed').requiredRole).toBe('EDITOR');
});

test('the draft is scheduled, unscheduled, and published for readers', async () => {
  piece = await published(piece, 60_000);
  expect(piece).toMatchObject({ state: 'SCHEDULED', scheduledFor: expect.stringMatching(/Z$/), article: null });
  const { unscheduleDraft } = await service.editor.request(UnscheduleDraftDocument, { input: step(piece) });
  piece = await published(as(unscheduleDraft, 'Draft'));
  expect(piece).toMatchObject({ state: 'PUBLISHED', scheduledFor: null });
  expect(await read('harbour-cranes-in-port-ellery-stand-still-for-a-second-week')).toMatchObject({
    id: piece.article?.id,
    byline: 'Maren Tolk',
    topics: [{ slug: 'harbours' }, { slug: 'strikes' }],
    attributions: [
      { role: 'AUTHOR', quote: null, source: { slug: 'maren-tolk' } },
      { role: 'QUOTED', quote: 'Nobody can lift steel for twelve hours', source: { slug: 'jonas-reik' } },
      { role: 'CITED', quote: null, source: { slug: 'ellery-herald' } },
    ],
    corrections: [],
  });
});

test('a draft is shown by its preview link, and to no other reader', async () => {
  const content = { headline: 'Ferry Fares Rise', body: '<p>From May a crossing costs six crowns.</p>', slug: 'fares' };
  other = as((await service.writer.request(CreateDraftDocument, { input: { content } })).createDraft, 'Draft');
  const { createPreviewLink } = await service.writer.request(CreatePreviewLinkDocument, { draft: other.id });
  const { url } = as(createPreviewLink, 'PreviewLink');
  const preview = await fetch(url);
  expect(preview.status).toBe(200);
  expect(await preview.text()).toContain('From May a crossing costs six crowns.');
  const guest = service.client({ 'x-dateline-preview': url.split('/').at(-1) ?? '' });
  expect((await guest.request(DraftDocument, { id: other.id })).draft).toMatchObject({ headline: 'Ferry Fares Rise' });
  expect((await guest.request(DraftDocument, { id: piece.id })).draft).toBeNull();
  expect((await service.reader.request(DraftDocument, { id: other.id })).draft).toBeNull();
});

test('a correction is public, and a former slug still resolves', async () => {
  const former = piece.article?.slug ?? '';
  const corrected = await service.editor.request(CorrectArticleDocument, {
    input: {
      article: piece.article?.id ?? '',
      expectedRevision: piece.revision,
      note: correctionNote,
      content: { body: `<p>${piece.body.replace('forty', 'fourteen').replaceAll('\n\n', '</p><p>')}</p>` },
    },
  });
  as(corrected.correctArticle, 'Article');
  const article = await read(former);
  expect(article).toMatchObject({ corrections: [{ note: correctionNote }], body: expect.stringContaining('fourteen') });
  expect(article?.jsonLd).toMatchObject({ correction: [{ '@type': 'CorrectionComment', text: correctionNote }] });

  const { draft } = await service.writer.request(DraftDocument, { id: piece.id });
  if (draft == null) throw new Error('The draft is gone.');
  const input = { ...step(draft), content: { slug: 'cranes-stand-still' } };
  const { reviseDraft } = await service.writer.request(ReviseDraftDocument, { input });
  piece = await published(await approved(await submitted(as(reviseDraft, 'Draft'))));
  expect(piece.article?.slug).toBe('cranes-stand-still');
  expect(await read(former)).toMatchObject({ id: article?.id, slug: 'cranes-stand-still' });
});

test('a withdrawn article is not found by readers until it is published again', async () => {
  const input = {
    article: piece.article?.id ?? '',
    reason: 'The union disputes the quote.',
    expectedRevision: piece.revision,
  };
  const { withdrawArticle } = await service.editor.request(WithdrawArticleDocument, { input });
  piece = as(withdrawArticle, 'Draft');
  expect(piece).toMatchObject({ state: 'IN_PROGRESS', article: null });
  expect(await read('cranes-stand-still')).toBeNull();
  piece = await published(await approved(await submitted(piece)));
  expect(await read('cranes-stand-still')).toMatchObject({
    id: input.article,
    corrections: [{ note: correctionNote }],
  });
});

/** As the messages of webhooks write it. */
const inMessages = (type: string) => type.toLowerCase().replace('_', '.');

/** From the log, the earliest first. */
async function typesOf(draft: DraftNowFragment): Promise<string[]> {
  const { events } = await service.editor.request(EventsDocument, { where: { draft: draft.id } });
  return (events?.nodes ?? []).map(({ type }) => inMessages(type)).reverse();
}

test('a scheduled article appears at its time; killed, its address is answered as gone', async () => {
  other = await published(await approved(await submitted(other)), 6000);
  expect(await read('fares')).toBeNull();
  // The log has it a moment after readers do.
  await expect.poll(async () => (await typesOf(other)).at(-1)).toBe('article.published');
  const out = await read('fares');
  const input = { article: out?.id ?? '', reason: 'The fares were a hoax.', expectedRevision: other.revision };
  const killed = as((await service.editor.request(KillArticleDocument, { input })).killArticle, 'Draft');
  expect(killed.killedAt).toMatch(/Z$/);
  expect(await read('fares')).toBeNull();
  expect((await fetch(out?.url ?? '', { redirect: 'manual' })).status).toBe(410);
});

const reviewed = ['draft.submitted', 'draft.approved'];
const expectedTypes = [
  ...['topic.saved', 'topic.saved', 'source.saved'],
  ...['draft.created', 'source.saved', 'source.saved', 'draft.revised'],
  ...['draft.submitted', 'draft.returned', 'draft.revised', ...reviewed],
  ...['draft.scheduled', 'draft.unscheduled', 'article.published'],
  ...['draft.created', 'draft.shared'],
  ...['article.corrected', 'draft.revised', ...reviewed, 'article.updated'],
  ...['article.withdrawn', ...reviewed, 'article.published'],
  ...[...reviewed, 'draft.scheduled', 'article.published', 'article.killed'],
];

test('the webhook got all events, signed, once each in the order of the log', async () => {
  await expect.poll(() => received.size).toBeGreaterThanOrEqual(expectedTypes.length);
  const { events } = await service.editor.request(EventsDocument, {});
  const log = (events?.nodes ?? []).filter(({ type }) => !/^(TOKEN|WEBHOOK)_/.test(type)).reverse();
  const webhook = new Webhook(secret);
  const messages = log.map(({ id }) => {
    const { headers = {}, body = '' } = received.get(id) ?? {};
    return webhook.verify(body, headers as Record<string, string>) as { type: string; data: { eventId: string } };
  });
  expect(messages.map(({ type }) => type)).toEqual(expectedTypes);
  expect(messages.map(({ data }) => data.eventId)).toEqual(log.map(({ id }) => id));
  expect(received.size).toBe(expectedTypes.length);
});
