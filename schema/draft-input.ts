/** Input types of drafts: a piece's content, and its steps. */

import { AttributionRole } from './attribution.ts';
import { BodyFormat } from './body-format.ts';
import { builder } from './builder.ts';

const ImageInput = builder.inputType('ImageInput', {
  description: 'A picture with what has to be printed beside it.',
  fields: (t) => ({
    url: t.field({ type: 'URL', required: true, description: 'Where it is: http or https, at most 4,096 characters.' }),
    width: t.int({ description: 'In pixels, from 1 to 100,000.' }),
    height: t.int({ description: 'In pixels, from 1 to 100,000.' }),
    alt: t.string({ description: 'What it shows, for those who can’t see it; at most 2,000 characters.' }),
    caption: t.string({ description: 'The text under it, without the credit; at most 5,000 characters.' }),
    creditLine: t.string({ description: 'The credit as it has to be printed; at most 500 characters.' }),
    credit: t.string({ description: 'The slug of the source that is credited.' }),
  }),
});

const AttributionInput = builder.inputType('AttributionInput', {
  description: 'A source and what it is to the piece.',
  fields: (t) => ({
    role: t.field({ type: AttributionRole, required: true, description: 'What the source is to the piece.' }),
    source: t.string({ required: true, description: 'The source’s slug.' }),
    quote: t.string({
      description:
        'The words quoted, without quotation marks; at most 5,000 characters. Where they stand is found in the text.',
    }),
  }),
});

const DraftInput = builder.inputType('DraftInput', {
  description: 'The content of a piece. What isn’t given stays as it is; null clears.',
  fields: (t) => ({
    headline: t.string({ description: 'Plain text, at most 500 characters.' }),
    standfirst: t.string({ description: 'The summary under the headline, in plain text, at most 2,000 characters.' }),
    body: t.string({
      description: 'The text, at most 1,000,000 characters. It is sanitised; `droppedFromBody` says what was left out.',
    }),
    bodyFormat: t.field({ type: BodyFormat, description: 'How the body is given; default HTML.' }),
    slug: t.string({
      description:
        'Its name in addresses: letters, digits and hyphens, at most 200 characters, and never another article’s. Without one it is made of the headline. Former ones keep resolving.',
    }),
    language: t.string({ description: 'BCP 47: `en`, `pt-BR`. Without one it is told from the text.' }),
    leadImage: t.field({ type: ImageInput, description: 'The picture that leads it.' }),
    topics: t.stringList({ description: 'Slugs of at most 20 topics, most important first: all that it has.' }),
    attributions: t.field({
      type: [AttributionInput],
      description:
        'At most 200, in the order of the piece: all that it has. Several with the same role and source are one attribution with several quotes.',
    }),
  }),
});

export const draft = { required: true, description: 'The id of the draft.' } as const;
export const expectedRevision = {
  required: true,
  description: 'The revision that the caller has read. Another one by now makes a StaleRevision.',
} as const;
export const note = 'For the newsroom, kept with the revision; at most 5,000 characters.';

export const CreateDraftInput = builder.inputType('CreateDraftInput', {
  description: 'A new draft.',
  fields: (t) => ({
    content: t.field({ type: DraftInput, required: true, description: 'What is written so far.' }),
    idempotencyKey: t.string({
      description: 'The same as the mutation’s own argument, for who sends everything in one variable.',
    }),
  }),
});

export const ReviseDraftInput = builder.inputType('ReviseDraftInput', {
  description: 'A change of a draft.',
  fields: (t) => ({
    draft: t.id(draft),
    expectedRevision: t.int(expectedRevision),
    content: t.field({ type: DraftInput, required: true, description: 'What changes.' }),
    note: t.string({ description: note }),
  }),
});

export const DraftStepInput = builder.inputType('DraftStepInput', {
  description: 'A step of a draft.',
  fields: (t) => ({
    draft: t.id(draft),
    expectedRevision: t.int(expectedRevision),
    note: t.string({ description: note }),
  }),
});

export const PublishDraftInput = builder.inputType('PublishDraftInput', {
  description: 'How a draft is published: now, unless a time is given.',
  fields: (t) => ({
    draft: t.id(draft),
    expectedRevision: t.int(expectedRevision),
    at: t.field({
      type: 'DateTime',
      description:
        'When it comes out, by the database’s clock, before the year 10000. What has passed by more than 30 seconds is refused; by less, as from a clock that is late, it is now.',
    }),
    publishedAt: t.field({
      type: 'DateTime',
      description:
        'Backdates a piece that comes out now for the first time: its date of publication, from the year 1600 until now (a clock may be 30 seconds early). Lists have it at that date, and the event says so. Not with `at` or `embargoUntil`, nor for what was out already. Takes the role EDITOR.',
    }),
    embargoUntil: t.field({
      type: 'DateTime',
      description:
        'Until when readers may not have it; a time to come, as `at`. Not with `at`, nor for what was out already.',
    }),
    note: t.string({ description: note }),
  }),
});

const revisionOfArticle = {
  required: true,
  description:
    'The revision of its draft that the caller has read (`drafts(where: { article })`); 1 for an article that has no draft yet. Another one by now makes a StaleRevision.',
} as const;

export const CorrectArticleInput = builder.inputType('CorrectArticleInput', {
  description: 'A correction of what readers have.',
  fields: (t) => ({
    article: t.id({ required: true, description: 'The id of the article.' }),
    note: t.string({
      required: true,
      description: 'What was wrong, for readers: shown on the article for ever. At most 5,000 characters.',
    }),
    expectedRevision: t.int(revisionOfArticle),
    content: t.field({ type: DraftInput, required: true, description: 'What is put right.' }),
  }),
});

export const WithdrawArticleInput = builder.inputType('WithdrawArticleInput', {
  description: 'Taking an article from readers.',
  fields: (t) => ({
    article: t.id({ required: true, description: 'The id of the article.' }),
    reason: t.string({ required: true, description: 'Why, for the newsroom. 1 to 5,000 characters.' }),
    expectedRevision: t.int(revisionOfArticle),
  }),
});
