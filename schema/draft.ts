/** Draft: the working copy of a piece, by id and in lists, as far as the caller may see it. */

import type { ArticleAttribution, ArticleImage } from '../db/articles/content.ts';
import type { DraftRow } from '../db/drafts/drafts.ts';
import type { DraftFilter } from '../db/drafts/lists.ts';
import { isOfNewsroom, mayRead } from '../src/newsroom/access.ts';
import { draftsFilter } from '../src/newsroom/visible-drafts.ts';
import { bodyBlocks, bodyEmbeds } from '../src/text/blocks.ts';
import { bodyAsText } from '../src/text/body.ts';
import { placedQuotes } from '../src/text/placed-quotes.ts';
import { Article } from './article.ts';
import { Attribution } from './attribution.ts';
import { blocksField, embedsField } from './block.ts';
import { BodyFormat } from './body-format.ts';
import { builder, nodeType, type TypeRef } from './builder.ts';
import { type CountedPage, countedConnectionType, type Edge, edgeType } from './connection.ts';
import type { Context } from './context.ts';
import { dateCursor } from './cursors.ts';
import { takesRole } from './field-roles.ts';
import { idOf } from './ids.ts';
import { Image } from './image.ts';
import { shortList, shortText } from './inputs.ts';
import { keysetPage, pagingArgs, toPage } from './paging.ts';
import { Topic } from './topic.ts';
import { DraftState } from './user-error.ts';

export const Draft: TypeRef<DraftRow> = nodeType('Draft', {
  description:
    'The working copy of a piece. Writers see their own, editors all, and the whole newsroom those under embargo.',
  fields: (t) => ({
    state: t.expose('state', { type: DraftState, description: 'Where it is on its way to readers.' }),
    revision: t.exposeInt('revision', {
      description: 'From 1, one more with every change and step: what to give as `expectedRevision`.',
    }),
    headline: t.exposeString('headline', {
      description: 'Plain text, at most 500 characters; empty until there is one.',
    }),
    standfirst: t.exposeString('standfirst', {
      nullable: true,
      description: 'The summary under the headline, in plain text, at most 2,000 characters.',
    }),
    body: t.string({
      description: 'The text. Empty until there is one.',
      args: { format: t.arg({ type: BodyFormat, required: true, defaultValue: 'HTML', description: 'Default HTML.' }) },
      resolve: async (draft, { format }, context) => {
        const html = await htmlOf(draft, context);
        if (format === 'TEXT') return bodyAsText(html, draft.language);
        if (format === 'HTML') return html;
        // Loaded with the first of it, as for articles.
        return (await import('../src/text/markdown-out.ts')).bodyAsMarkdown(html);
      },
    }),
    blocks: t.field({
      ...blocksField,
      resolve: async (draft, _, context) => [...bodyBlocks(await htmlOf(draft, context), draft.language)],
    }),
    embeds: t.field({
      ...embedsField,
      resolve: async (draft, _, context) => [...bodyEmbeds(await htmlOf(draft, context), draft.language)],
    }),
    droppedFromBody: t.stringList({
      description:
        'What the last save of the body left out, since no article may have it: `<script>`, `<p style>`, `<a href="javascript:">`.',
      resolve: ({ dropped_from_body }) => [...dropped_from_body],
    }),
    language: t.exposeString('language', { description: 'BCP 47: `en`, `pt-BR`; `und` where it isn’t known.' }),
    slug: t.exposeString('slug', {
      nullable: true,
      description: 'Its name in addresses; null for one that is made of the headline when it is published.',
    }),
    leadImage: t.field({
      type: Image,
      nullable: true,
      description: 'The picture that leads it.',
      resolve: ({ image }, _, context) => imageOf(image, context),
    }),
    topics: t.field({
      type: [Topic],
      nullable: true,
      description: 'What it covers, most important first.',
      resolve: ({ topic_ids }, _, context) => topicsOf(topic_ids, context),
    }),
    attributions: t.field({
      type: [Attribution],
      nullable: true,
      description: 'Who it rests on, in the order of the piece.',
      resolve: (draft, _, context) => attributionsOf(draft, draft.attributions, context),
    }),
    scheduledFor: t.expose('scheduled_for', {
      type: 'DateTime',
      nullable: true,
      description: 'When it comes out; null unless it is scheduled.',
    }),
    embargoedUntil: t.expose('embargoed_until', {
      type: 'DateTime',
      nullable: true,
      description: 'When readers may have it; null unless it is under embargo.',
    }),
    killedAt: t.expose('killed_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was taken away for ever; null for every other piece.',
    }),
    holdReason: t.exposeString('hold_reason', {
      nullable: true,
      description:
        'Why an import kept it back for an editor, in a sentence or some: it has no date, no text, or may be no news. Null for every other piece.',
    }),
    article: t.field({
      type: Article,
      nullable: true,
      description: 'What readers have of it; null while they have nothing.',
      resolve: ({ article_id }, _, { loaders }) => (article_id === null ? null : loaders.article.load(article_id)),
    }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When it was begun.' }),
    updatedAt: t.expose('updated_at', { type: 'DateTime', description: 'When its revision was made.' }),
  }),
});

export async function htmlOf({ id, deleted_body }: DraftRow, { loaders }: Context): Promise<string> {
  return deleted_body ?? (await loaders.draftBody.load(id)) ?? '';
}

export async function topicsOf(ids: readonly number[], { loaders }: Context) {
  const topics = await Promise.all(ids.map((id) => loaders.topic.load(id)));
  return topics.filter((topic) => topic !== null);
}

/** Several of one source in one role are one attribution with several quotes. */
async function attributionsOf(draft: DraftRow, given: readonly ArticleAttribution[], context: Context) {
  const groups = [...Map.groupBy(given, ({ role, source_id }) => `${role} ${source_id}`).values()];
  const attributions = await Promise.all(
    groups.map(async (group) => {
      const { role, source_id } = group[0] as ArticleAttribution;
      const texts = group.flatMap(({ quote }) => quote ?? []);
      const quotes = async () => placedQuotes({ body: await htmlOf(draft, context), language: draft.language }, texts);
      return { role, quote: texts[0] ?? null, quotes, source: await context.loaders.source.load(source_id) };
    }),
  );
  return attributions.flatMap(({ source, ...rest }) => (source === null ? [] : [{ ...rest, source }]));
}

async function imageOf(image: ArticleImage | null, { loaders }: Context) {
  if (image === null) return null;
  const { credit_source_id } = image;
  return { ...image, credit: credit_source_id === null ? null : await loaders.source.load(credit_source_id) };
}

builder.queryField('draft', (t) =>
  t.field({
    type: Draft,
    nullable: true,
    description:
      'One draft, or null if there is none that the caller may see. Takes the role WRITER (or ANALYST, for what is under embargo), or the token of a preview link as the header `X-Dateline-Preview`.',
    args: { id: t.arg.id({ required: true, description: 'Its id.' }) },
    resolve: async (_, { id }, { loaders, viewer, previewDraftId }) => {
      const draftId = idOf('Draft', id, ['id']);
      const isPreviewed = draftId === previewDraftId;
      if (!isPreviewed && !isOfNewsroom(viewer)) return null;
      const draft = await loaders.draft.load(draftId);
      return draft !== null && (isPreviewed || mayRead(viewer, draft)) ? draft : null;
    },
  }),
);

const DraftEdge = edgeType<DraftRow, Edge<DraftRow>>('DraftEdge', 'A draft in a list.', Draft);
const DraftConnection = countedConnectionType<DraftRow, Edge<DraftRow>>(
  'DraftConnection',
  'Drafts, the last changed first.',
  Draft,
  DraftEdge,
);

const DraftWhere = builder.inputType('DraftWhere', {
  description: 'Which drafts; all conditions hold.',
  fields: (t) => ({
    states: t.field({ type: [DraftState], description: 'At one of these points; default all.' }),
    search: t.string({ description: 'Part of the headline or the standfirst, in any case.' }),
    article: t.id({ description: 'The id of the article whose draft is wanted.' }),
  }),
});

const cursor = dateCursor('drafts');

builder.queryField('drafts', (t) =>
  t.field({
    type: DraftConnection,
    description:
      'The drafts that the caller may see, the last changed first: none to readers, and to analysts only those under embargo.',
    args: {
      ...pagingArgs(t.arg),
      where: t.arg({ type: DraftWhere, description: 'Which ones; default all.' }),
    },
    extensions: takesRole('ANALYST', 'WRITER'),
    resolve: async (_, { where, ...args }, { loaders, viewer }): Promise<CountedPage<Edge<DraftRow>>> => {
      const page = keysetPage(args, true, cursor.decode);
      const asked: DraftFilter = {
        states: shortList(where?.states, ['where', 'states']),
        search: shortText(where?.search, ['where', 'search']),
        articleId: where?.article == null ? undefined : idOf('Article', where.article, ['where', 'article']),
      };
      const filter = draftsFilter(viewer, asked);
      const rows = filter === null ? { rows: [], hasMore: false } : await loaders.draftList.load({ filter, page });
      return {
        ...toPage(rows, args, (node) => cursor.encode(node.updated_at, node.id)),
        count: async () => (filter === null ? 0 : loaders.draftCount.load(filter)),
      };
    },
  }),
);
