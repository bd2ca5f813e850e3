/** Lists of articles: everybody's, a topic's, a source's; the same filter, order and paging for all. */

import type { ArticleFilter } from '../db/articles/filters.ts';
import type { ListScope } from '../db/articles/list-members.ts';
import type { ArticleList, ListedArticle } from '../db/articles/lists.ts';
import { listTags } from '../src/caching/list-tags.ts';
import { articlesOfSource, articlesOfTopic, type Tag } from '../src/caching/tags.ts';
import { Article, type ArticleParent } from './article.ts';
import { AttributionRole } from './attribution.ts';
import { badInput } from './bad-input.ts';
import { builder } from './builder.ts';
import { type CountedPage, countedConnectionType, type Edge, edgeType } from './connection.ts';
import type { Context } from './context.ts';
import { dateCursor, relevanceCursor } from './cursors.ts';
import { articleIds } from './ids.ts';
import { dateRange, intRange, languageTag, shortList, shortText, slugSets } from './inputs.ts';
import { keysetPage, type PagingArgs, pagingArgs, toPage } from './paging.ts';
import { DateTimeRange, IntRange, OrderDirection } from './ranges.ts';
import { Source } from './source.ts';
import { Topic } from './topic.ts';

const SlugFilter = builder.inputType('SlugFilter', {
  description: 'Conditions on a set of slugs; all that are given hold.',
  fields: (t) => ({
    anyOf: t.stringList({ description: 'Has at least one of these, at most 100. An empty list matches nothing.' }),
    allOf: t.stringList({ description: 'Has each of these, at most 10.' }),
    noneOf: t.stringList({ description: 'Has none of these, at most 100.' }),
    includeDescendants: t.boolean({ description: 'A topic stands for everything below it too; default false.' }),
  }),
});

export const ArticleWhere = builder.inputType('ArticleWhere', {
  description: 'Which articles; all conditions hold.',
  fields: (t) => ({
    topics: t.field({ type: SlugFilter, description: 'By the slugs of their topics.' }),
    sources: t.field({ type: SlugFilter, description: 'By the slugs of the sources that they rest on.' }),
    roles: t.field({
      type: [AttributionRole],
      description: 'With `sources`: in one of these roles. Alone: with anyone in one of these roles.',
    }),
    publishedAt: t.field({ type: DateTimeRange, description: 'By the time of publication.' }),
    isTeaser: t.boolean({
      description: 'Only teasers, of which headline and standfirst are known, or only whole pieces; default both.',
    }),
    language: t.string({
      description: 'BCP 47; takes in what goes on behind it: `pt` finds `pt-BR`, `zh-Hant` finds `zh-Hant-TW`.',
    }),
    search: t.string({
      description:
        'Full text, at most 500 characters: words are all required, in any of their forms, "a phrase" stands together, or and -not work as in web search engines. Words such as `the` don’t count.',
    }),
    sourceCount: t.field({
      type: IntRange,
      description:
        'By how many different sources they rest on: those that they have as WIRE, QUOTED or CITED. Whoever wrote, published or photographed a piece is none of them. `{ min: 1, max: 1 }` finds what rests on one source.',
    }),
    ids: t.idList({ description: 'Only these, at most 100. An empty list matches nothing.' }),
    notIds: t.idList({ description: 'None of these, at most 100: what the page shows already.' }),
  }),
});

const ArticleOrderField = builder.enumType('ArticleOrderField', {
  description: 'What articles are ordered by.',
  values: {
    PUBLISHED_AT: { description: 'When they were published.' },
    UPDATED_AT: { description: 'When their content last changed.' },
    RELEVANCE: {
      description:
        'How well they match `where.search`, which has to be given: headline before standfirst before body, then the latest.',
    },
  } as const,
});

const ArticleOrder = builder.inputType('ArticleOrder', {
  description: 'An order of articles.',
  fields: (t) => ({
    field: t.field({ type: ArticleOrderField, required: true, description: 'What they are ordered by.' }),
    direction: t.field({ type: OrderDirection, required: true, description: 'Which end comes first.' }),
  }),
});

type Where = typeof ArticleWhere.$inferInput;
type ListEdge = Edge<ListedArticle>;

/** @throws BAD_USER_INPUT for a condition that can't be meant */
export function articleFilter(where: Where | null | undefined): ArticleFilter {
  if (where == null) return {};
  if (where.search?.trim() === '') throw badInput('`search` is empty: leave it out to find all.', ['where', 'search']);
  const { topics, sources } = where;
  return {
    // A variable that nobody gave leaves a set without slugs, which says as little as none.
    topics:
      topics == null || !hasSlugs(topics)
        ? undefined
        : { ...slugSets(topics, ['where', 'topics']), includeDescendants: topics.includeDescendants ?? false },
    sources: sources == null || !hasSlugs(sources) ? undefined : slugSets(sources, ['where', 'sources']),
    roles: shortList(where.roles, ['where', 'roles']),
    publishedAt: dateRange(where.publishedAt, ['where', 'publishedAt']),
    language: languageTag(where.language, ['where', 'language']),
    search: shortText(where.search, ['where', 'search']),
    sourceCount: intRange(where.sourceCount, ['where', 'sourceCount']),
    isTeaser: where.isTeaser ?? undefined,
    ids: articleIds(where.ids, ['where', 'ids']),
    notIds: articleIds(where.notIds, ['where', 'notIds']),
  };
}

function hasSlugs({ anyOf, allOf, noneOf }: typeof SlugFilter.$inferInput): boolean {
  return [anyOf, allOf, noneOf].some((slugs) => slugs != null);
}

export interface ListArgs extends PagingArgs {
  readonly where?: Where | null | undefined;
  readonly orderBy?: typeof ArticleOrder.$inferInput | null | undefined;
}

export async function listArticles(
  scope: ListScope,
  id: number,
  args: ListArgs,
  { loaders, reads }: Context,
  owner?: Tag,
): Promise<CountedPage<ListEdge>> {
  const filter = articleFilter(args.where);
  for (const tag of listTags(filter, owner)) reads.tag(tag);
  const { field, direction } = args.orderBy ?? defaultOrder(filter);
  if (field === 'RELEVANCE' && filter.search === undefined) {
    throw badInput('RELEVANCE needs `where.search`.', ['orderBy', 'field']);
  }
  const { decode } = field === 'RELEVANCE' ? relevanceCursor : dateCursor(field);
  const range = keysetPage(args, direction === 'DESC', decode);
  const list: ArticleList = { scope, id, filter, field, range };
  const page = toPage(await loaders.articleList.load(list), args, (node) => cursorOf(field, node));
  return { ...page, count: () => loaders.articleCount.load({ scope, id, filter }) };
}

function defaultOrder(filter: ArticleFilter): typeof ArticleOrder.$inferInput {
  return { field: filter.search === undefined ? 'PUBLISHED_AT' : 'RELEVANCE', direction: 'DESC' };
}

function cursorOf(field: ArticleList['field'], { score, at, id }: ListedArticle): string {
  return field === 'RELEVANCE' ? relevanceCursor.encode(score, at, id) : dateCursor(field).encode(at, id);
}

const ArticleEdge = edgeType<ArticleParent, ListEdge>('ArticleEdge', 'An article in a list.', Article);
export const ArticleConnection = countedConnectionType<ArticleParent, ListEdge>(
  'ArticleConnection',
  'Articles.',
  Article,
  ArticleEdge,
);

const SourceArticleEdge = edgeType<ArticleParent, ListEdge>(
  'SourceArticleEdge',
  'An article that rests on a source.',
  Article,
  (t) => ({
    roles: t.field({
      type: [AttributionRole],
      description: 'What the source is to the article.',
      resolve: ({ node }) => node.roles ?? [],
    }),
  }),
);
const SourceArticleConnection = countedConnectionType<ArticleParent, ListEdge>(
  'SourceArticleConnection',
  'Articles that rest on a source.',
  Article,
  SourceArticleEdge,
);

const defaultOrderDescription = 'Default: the latest published first, or with `search` the most relevant.';

builder.queryField('articles', (t) =>
  t.field({
    type: ArticleConnection,
    description: 'Published articles.',
    args: {
      ...pagingArgs(t.arg),
      where: t.arg({ type: ArticleWhere, description: 'Which ones; default all.' }),
      orderBy: t.arg({ type: ArticleOrder, description: defaultOrderDescription }),
    },
    resolve: (_, args, context) => listArticles({ of: 'all' }, 0, args, context),
  }),
);

builder.objectField(Topic, 'articles', (t) =>
  t.field({
    type: ArticleConnection,
    nullable: true,
    description: 'Articles that cover it.',
    args: {
      ...pagingArgs(t.arg),
      where: t.arg({ type: ArticleWhere, description: 'Which of them; default all.' }),
      orderBy: t.arg({ type: ArticleOrder, description: defaultOrderDescription }),
      includeDescendants: t.arg.boolean({
        required: true,
        defaultValue: false,
        description: 'Those of the topics below it too.',
      }),
    },
    resolve: ({ id, slug }, { includeDescendants, ...args }, context) =>
      listArticles({ of: 'topic', includeDescendants }, id, args, context, articlesOfTopic(slug)),
  }),
);

builder.objectField(Source, 'articles', (t) =>
  t.field({
    type: SourceArticleConnection,
    nullable: true,
    description: 'Articles that rest on it, the latest published first (with `search` the most relevant).',
    args: {
      ...pagingArgs(t.arg),
      roles: t.arg({ type: [AttributionRole], description: 'Only those in which it has one of these roles.' }),
      where: t.arg({ type: ArticleWhere, description: 'Which of them; default all.' }),
    },
    resolve: ({ id, slug }, { roles, ...args }, context) => {
      const scope = { of: 'source', roles: shortList(roles, ['roles']) } as const;
      return listArticles(scope, id, args, context, articlesOfSource(slug));
    },
  }),
);
