/** Lists of articles: everybody's, a topic's, a source's; the same filter, order and paging for all. */

import type { ObjectFieldsShape } from '@pothos/core';
import { type ArticleCount, MAX_COUNTED } from '../db/articles/counts.ts';
import type { ExplainedKey } from '../db/articles/explained.ts';
import type { ArticleFilter } from '../db/articles/filters.ts';
import type { ListScope } from '../db/articles/list-members.ts';
import type { ArticleList, ListedArticle } from '../db/articles/lists.ts';
import type { FoundBy } from '../db/articles/search.ts';
import { listTags } from '../src/caching/list-tags.ts';
import { articlesOfSource, articlesOfTopic, type Tag } from '../src/caching/tags.ts';
import { isOfNewsroom } from '../src/newsroom/access.ts';
import { Article, type ArticleParent } from './article.ts';
import { ArticleFacets, DEFAULT_FACET_ROWS, FACETS_COST, facetsOf } from './article-facets.ts';
import { ArticleSearch } from './article-search.ts';
import { ArticleWhere, articleFilter, type Where } from './article-where.ts';
import { AttributionRole } from './attribution.ts';
import { badInput } from './bad-input.ts';
import { builder } from './builder.ts';
import { type CountedPage, countedConnectionType, type Edge, edgeType } from './connection.ts';
import type { Context } from './context.ts';
import { dateCursor, relevanceCursor } from './cursors.ts';
import { takesRole } from './field-roles.ts';
import { shortList } from './inputs.ts';
import { checkedSize, keysetPage, type PagingArgs, pagingArgs, toPage } from './paging.ts';
import { OrderDirection } from './ranges.ts';
import { SearchExplanation } from './search-explanation.ts';
import { SearchHighlights } from './search-highlights.ts';
import { countSearch, highlightedWords, isByRelevance, readPage } from './search-page.ts';
import { selectedFields } from './selected-fields.ts';
import { Source } from './source.ts';
import { timeZoneName } from './time-zone.ts';
import { Topic } from './topic.ts';

const ArticleOrderField = builder.enumType('ArticleOrderField', {
  description: 'What articles are ordered by.',
  values: {
    PUBLISHED_AT: { description: 'When they were published.' },
    UPDATED_AT: { description: 'When their content last changed.' },
    RELEVANCE: {
      description:
        'How well they match `where.search`, which has to be given: rare words before frequent ones, headline before standfirst before names and quotes before body, words as they were typed and side by side first; then the latest.',
    },
    RELEVANCE_RECENT: {
      description:
        'As RELEVANCE, and the later the better: half as relevant is as good a year later. The default with `where.search`.',
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

interface ListEdge extends Edge<ListedArticle> {
  /** What was searched for; undefined without a word. */
  readonly searched?: Pick<ExplainedKey, 'search' | 'language'> | undefined;
}

interface ArticlePage extends CountedPage<ListEdge> {
  /** Whether the whole list is longer than it is counted. */
  readonly isLonger: () => Promise<boolean>;
  readonly list: ArticleCount;
  readonly where: Where;
}

export interface ListArgs extends PagingArgs {
  readonly where?: Where | null | undefined;
  readonly orderBy?: typeof ArticleOrder.$inferInput | null | undefined;
}

export async function listArticles(
  scope: ListScope,
  id: number,
  args: ListArgs,
  context: Context,
  owner?: Tag,
): Promise<ArticlePage> {
  const { loaders, reads } = context;
  const asWritten = articleFilter(args.where);
  const { field, direction } = orderOf(args, asWritten);
  const { decode } = isByRelevance(field) ? relevanceCursor(field) : dateCursor(field);
  const range = keysetPage(args, direction === 'DESC', decode);
  const { filter, rows, hasFound } = await readPage(
    { scope, id, filter: asWritten, field, range },
    args.where,
    loaders,
  );
  for (const tag of listTags(filter, owner)) reads.tag(tag);
  const page = toPage(rows, args, (node) => cursorOf(field, node));
  const list = { scope, id, filter };
  if (scope.of === 'all') await countSearch(args, asWritten, hasFound, context);
  const { search, language } = filter;
  const edges = search === undefined ? page.edges : page.edges.map((edge) => foundEdge(edge, { search, language }));
  const counted = () => loaders.articleCount.load(list);
  // A count that reads no further than to a limit may miss what the page has.
  const count = async () => Math.max((await counted()).articles, edges.length);
  const isLonger = async () => (await counted()).isLowerBound;
  return { ...page, edges, list, where: args.where ?? {}, count, isLonger };
}

/** A search of nothing but operators has no word that an article could match better than another. */
function orderOf({ orderBy, where }: ListArgs, { search }: ArticleFilter): typeof ArticleOrder.$inferInput {
  const order = orderBy ?? { field: search === undefined ? 'PUBLISHED_AT' : 'RELEVANCE_RECENT', direction: 'DESC' };
  if (!isByRelevance(order.field) || search !== undefined) return order;
  if (where?.search != null) return { ...order, field: 'PUBLISHED_AT' };
  throw badInput(`${order.field} needs \`where.search\`.`, ['orderBy', 'field']);
}

function cursorOf(field: ArticleList['field'], { score, at, id }: ListedArticle): string {
  return isByRelevance(field) ? relevanceCursor(field).encode(score, at, id) : dateCursor(field).encode(at, id);
}

const FoundByEnum = builder.enumType('FoundBy', {
  description: 'What of a search an article has.',
  values: {
    WORDS: { description: 'All its words.' },
    CORRECTED_WORDS: {
      description:
        'All its words once typing errors are put right, and, in languages such as German that write them as one word, compounds taken apart or put together.',
    },
    SOME_WORDS: { description: 'Some of its words.' },
    MEANING: { description: 'None of its words, or few; it is about the same.' },
  } satisfies Record<FoundBy, { description: string }>,
});

const foundByField = {
  type: FoundByEnum,
  nullable: true,
  description: 'What of `where.search` it has; null without that.',
  resolve: ({ node }: ListEdge) => node.foundBy ?? null,
} as const;

/** Its cursor is made when it is asked for. */
function foundEdge(edge: ListEdge, searched: ListEdge['searched']): ListEdge {
  return {
    node: edge.node,
    searched,
    get cursor() {
      return edge.cursor;
    },
  };
}

const edgeFields: ObjectFieldsShape<typeof builder.$inferSchemaTypes, ListEdge> = (t) => ({
  foundBy: t.field(foundByField),
  explain: t.field({
    type: SearchExplanation,
    nullable: true,
    description:
      'What each of its fields gives to its place; null where no word was searched for. Takes the role ANALYST or WRITER: null for readers.',
    extensions: takesRole('ANALYST', 'WRITER'),
    resolve: ({ node, searched }, _, { loaders, viewer }) =>
      searched === undefined || !isOfNewsroom(viewer) ? null : loaders.explained.load({ id: node.id, ...searched }),
  }),
  highlights: t.field({
    type: SearchHighlights,
    nullable: true,
    description: 'What `where.search` found in it; null where no word was searched for.',
    resolve: ({ node, searched }) =>
      searched === undefined ? null : { article: node, words: highlightedWords(searched.search, node.language) },
  }),
});

const ArticleEdge = edgeType<ArticleParent, ListEdge>('ArticleEdge', 'An article in a list.', Article, edgeFields);
/** What the lists themselves know. */
const listFields: ObjectFieldsShape<typeof builder.$inferSchemaTypes, ArticlePage> = (t) => ({
  totalCount: t.int({
    description: `How many there are in the whole list, counted up to ${MAX_COUNTED.toLocaleString('en')}; counted only when asked for.`,
    resolve: ({ count }) => count(),
  }),
  totalCountIsLowerBound: t.boolean({
    description: `Whether there are more than \`totalCount\` says, or may be. It is ${MAX_COUNTED.toLocaleString('en')} then, or less of a search with conditions each of which too many articles meet.`,
    resolve: ({ isLonger }) => isLonger(),
  }),
  search: t.field({
    type: ArticleSearch,
    nullable: true,
    description: 'What was understood of `where.search`; null without it.',
    resolve: ({ list, where: { search, ...where } }) =>
      search == null ? null : { ...list, where: { ...where, search } },
  }),
  facets: t.field({
    type: ArticleFacets,
    description: 'How the whole list is spread over topics, sources, languages and time.',
    args: {
      first: t.arg.int({
        required: true,
        defaultValue: DEFAULT_FACET_ROWS,
        description: `How many topics, sources and languages: 1 to 100, default ${DEFAULT_FACET_ROWS}.`,
      }),
      timeZone: t.arg.string({
        required: true,
        defaultValue: 'UTC',
        description: 'Whose years and months: a name of the IANA database, default UTC.',
      }),
    },
    extensions: { dateline: { extraCost: () => FACETS_COST } },
    resolve: ({ list }, { first, timeZone }, context, info) =>
      facetsOf(
        list,
        { first: checkedSize(first, 'first'), timeZone: timeZoneName(timeZone, ['timeZone']) },
        selectedFields(info),
        context,
      ),
  }),
});

export const ArticleConnection = countedConnectionType<ArticleParent, ListEdge, ArticlePage>(
  'ArticleConnection',
  'Articles.',
  Article,
  ArticleEdge,
  listFields,
);

const SourceArticleEdge = edgeType<ArticleParent, ListEdge>(
  'SourceArticleEdge',
  'An article that rests on a source.',
  Article,
  (t) => ({
    ...edgeFields(t),
    roles: t.field({
      type: [AttributionRole],
      description: 'What the source is to the article.',
      resolve: ({ node }) => node.roles ?? [],
    }),
  }),
);
const SourceArticleConnection = countedConnectionType<ArticleParent, ListEdge, ArticlePage>(
  'SourceArticleConnection',
  'Articles that rest on a source.',
  Article,
  SourceArticleEdge,
  listFields,
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
