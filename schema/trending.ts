/** Trending lists of articles, by window and measure. */

import type { ArticleFilter } from '../db/articles/filters.ts';
import type { TrendingKey, TrendingList, TrendingRow, TrendRow } from '../db/trending/trending.ts';
import { articlesOfSource, articlesOfTopic } from '../src/caching/tags.ts';
import { Article, type ArticleParent } from './article.ts';
import { ArticleWhere, articleFilter } from './article-where.ts';
import { builder } from './builder.ts';
import { connectionType, type Edge, edgeType } from './connection.ts';
import type { Context } from './context.ts';
import { rankedCursor } from './cursors.ts';
import { articleIds } from './ids.ts';
import { checkedSize, type Page, rankedArgs, toPage } from './paging.ts';
import { Source } from './source.ts';
import { Topic } from './topic.ts';

const TrendingWindow = builder.enumType('TrendingWindow', {
  description: 'How far back views count.',
  values: {
    HOUR: { description: 'The last hour, by whole hours: up to two of them.' },
    DAY: { description: 'The last 24 hours.' },
    WEEK: { description: 'The last 7 days, for readers who come once a week.' },
    MONTH: { description: 'The last 30 days, the first of them whole, for readers who come now and then.' },
  } as const,
});

const TrendingMeasure = builder.enumType('TrendingMeasure', {
  description: 'What ranks.',
  values: {
    HEAT: {
      description:
        'What readers turn to next: over HOUR and DAY the views of the last minutes and the article’s age tell; over WEEK and MONTH a view counts half as much after 1 day and after 4 days.',
    },
    VIEWS: { description: 'The plain count of views in the window.' },
  } as const,
});

const Trend = builder.objectRef<TrendRow>('Trend').implement({
  description: 'Where an article stands among what readers turn to.',
  fields: (t) => ({
    rank: t.exposeInt('rank', { description: 'Its place in the list, from 1.' }),
    previousRank: t.exposeInt('previous_rank', {
      nullable: true,
      description: 'Its place an hour before (a day before for WEEK and MONTH); null if it had none.',
    }),
    score: t.exposeFloat('score', { description: 'What it is ranked by; 0 when it fills the list by recency.' }),
    views: t.exposeInt('views', { description: 'Views in the window.' }),
    pinned: t.exposeBoolean('pinned', { description: 'Whether an editor put it there.' }),
    isOfWindow: t.exposeBoolean('is_of_window', {
      description:
        'Whether it belongs to the window: read or published in it, put there by an editor, or shown as hot by a page that was imported lately. False for what only fills a list that has nothing else, which nobody calls hot.',
    }),
    window: t.expose('window', { type: TrendingWindow, description: 'How far back views count.' }),
  }),
});

type TrendingEdgeRow = Edge<TrendingRow>;
export type TrendingPage = Page<TrendingEdgeRow> & { readonly asOf: Date };

const TrendingEdge = edgeType<ArticleParent, TrendingEdgeRow>(
  'TrendingEdge',
  'An article that readers turn to.',
  Article,
  (t) => ({
    trend: t.field({ type: Trend, description: 'Where it stands in this list.', resolve: ({ node }) => node }),
  }),
);

export const TrendingConnection = connectionType<ArticleParent, TrendingEdgeRow, TrendingPage>(
  'TrendingConnection',
  'What readers turn to, then what is recent: never empty while there are articles.',
  Article,
  TrendingEdge,
  (t) => ({
    asOf: t.field({
      type: 'DateTime',
      description: 'When the ranks were worked out.',
      resolve: ({ asOf }) => asOf,
    }),
  }),
);

type ArgBuilder = Parameters<typeof rankedArgs>[0];

export function windowArg(arg: ArgBuilder) {
  return arg({
    type: TrendingWindow,
    required: true,
    defaultValue: 'WEEK',
    description: 'How far back; default WEEK.',
  });
}

function trendingArgs(arg: ArgBuilder, first: number) {
  return {
    window: windowArg(arg),
    by: arg({ type: TrendingMeasure, required: true, defaultValue: 'HEAT', description: 'What ranks; default HEAT.' }),
    ...rankedArgs(arg, first),
  };
}

interface TrendingArgs {
  readonly window: TrendingKey['window'];
  readonly by: TrendingKey['measure'];
  readonly first: number;
  readonly after?: string | null | undefined;
  readonly exclude?: readonly string[] | null | undefined;
}

function cursorOf(window: TrendingKey['window'], measure: TrendingKey['measure']) {
  return rankedCursor(`trending ${window} ${measure}`);
}

function keyOf(of: TrendingKey['of'], id: number, { window, by, first, after, exclude }: TrendingArgs): TrendingKey {
  const position = after == null ? undefined : cursorOf(window, by).decode(after, 'after');
  return {
    of,
    id,
    window,
    measure: by,
    first: checkedSize(first, 'first'),
    after: position,
    exclude: articleIds(exclude, ['exclude']),
  };
}

export async function trendingPage(
  of: TrendingKey['of'],
  id: number,
  args: TrendingArgs,
  { loaders }: Context,
): Promise<TrendingPage> {
  return toTrendingPage(await loaders.trending.load(keyOf(of, id, args)), args);
}

function toTrendingPage(list: TrendingList, args: TrendingArgs): TrendingPage {
  const cursor = cursorOf(args.window, args.by);
  const page = toPage(list, args, (node) => cursor.encode(node.rank, node.at, node.id));
  return { ...page, asOf: list.asOf ?? new Date() };
}

const TrendingOrder = builder.enumType('TrendingOrder', {
  description: 'In which order a trending list is given.',
  values: {
    RANK: { description: 'What readers turn to most comes first, and what is recent fills the list.' },
    RISE: {
      description:
        'What rose, and nothing else: what stands higher than it did (see `Trend.previousRank`), by how many times: from place 10 to 1 is more than from 100 to 50. What had no place counts as coming from behind the last; what an editor pinned hasn’t risen.',
    },
  } as const,
});

builder.queryField('trending', (t) =>
  t.field({
    type: TrendingConnection,
    description: 'What readers turn to: hot this week, by default.',
    args: {
      ...trendingArgs(t.arg, 10),
      where: t.arg({ type: ArticleWhere, description: 'Only among these; ranks count only them.' }),
      orderBy: t.arg({
        type: TrendingOrder,
        required: true,
        defaultValue: 'RANK',
        description: 'RISE gives what rose instead of what stands highest; default RANK.',
      }),
    },
    resolve: async (_, { where, orderBy, ...args }, context) => {
      if (orderBy === 'RISE') return risersPage(args, articleFilter(where), context);
      if (where == null) return trendingPage('all', 0, args, context);
      const filter = articleFilter(where);
      const { of: _of, id: _id, ...key } = keyOf('all', 0, args);
      return toTrendingPage(await context.loaders.trendingWithin.load({ ...key, filter }), args);
    },
  }),
);

async function risersPage(args: TrendingArgs, filter: ArticleFilter, { loaders }: Context): Promise<TrendingPage> {
  const cursor = rankedCursor(`rising ${args.window} ${args.by}`);
  const list = await loaders.risers.load({
    window: args.window,
    measure: args.by,
    filter,
    first: checkedSize(args.first, 'first'),
    after: args.after == null ? 0 : cursor.decode(args.after, 'after').rank,
    exclude: articleIds(args.exclude, ['exclude']) ?? [],
  });
  const page = toPage(list, args, (node) => cursor.encode(node.place, null, node.id));
  return { ...page, asOf: list.asOf ?? new Date() };
}

builder.objectField(Topic, 'trending', (t) =>
  t.field({
    type: TrendingConnection,
    nullable: true,
    description: 'What readers turn to among the articles that cover it itself, not those of the topics below it.',
    args: trendingArgs(t.arg, 5),
    resolve: ({ id, slug }, args, context) => {
      context.reads.tag(articlesOfTopic(slug));
      return trendingPage('topic', id, args, context);
    },
  }),
);

builder.objectField(Source, 'trending', (t) =>
  t.field({
    type: TrendingConnection,
    nullable: true,
    description: 'What readers turn to among the articles that rest on it.',
    args: trendingArgs(t.arg, 5),
    resolve: ({ id, slug }, args, context) => {
      context.reads.tag(articlesOfSource(slug));
      return trendingPage('source', id, args, context);
    },
  }),
);

builder.objectField(Article, 'trend', (t) =>
  t.field({
    type: Trend,
    nullable: true,
    description: 'Where it stands among all by HEAT; null while it isn’t ranked.',
    args: { window: windowArg(t.arg) },
    resolve: ({ id }, { window }, { loaders }) => loaders.trendOfArticle.load({ id, window }),
  }),
);
