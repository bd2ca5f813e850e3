/** Subscriptions. Events carry ids only: what they are about is read when it is sent, as readers may see it. */

import type { LoggedEvent } from '../db/events/log.ts';
import { mapped, type Subscription } from '../src/events/fan-out.ts';
import { slugKey } from '../src/text/slug.ts';
import { Article, ArticleKey, type ArticleParent, articleBy } from './article.ts';
import { badInput } from './bad-input.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { shortList } from './inputs.ts';
import { rankedArgs } from './paging.ts';
import { TrendingConnection, type TrendingPage, trendingPage, windowArg } from './trending.ts';

/** What is sent of an event. */
interface Sent<Made> {
  /** In the log; null for what isn't in it. */
  readonly eventId: number | null;
  readonly made: Made;
}

/** Subscribes before anything else is read, so that nothing can happen in between. */
function answers<Made>(
  items: Subscription<LoggedEvent>,
  make: (item: LoggedEvent) => Promise<Made | null>,
): Subscription<Sent<Made>> {
  return mapped(items, async (item) => {
    const made = await make(item);
    return made === null ? null : { eventId: item.id, made };
  });
}

builder.subscriptionField('articlePublished', (t) =>
  t.field({
    type: Article,
    description:
      'Each article that readers can newly see, within a second, whichever way it came: published, imported (with the date that it has, which may be years ago), at its time if that was to come, and again after it was withdrawn.',
    args: {
      topics: t.arg.stringList({
        description: 'Only those with one of these topics, by slug or a former one, at most 100; default all.',
      }),
    },
    subscribe: async (_, { topics }, context) => {
      const wanted = shortList(topics?.map(slugKey), ['topics']);
      return answers(await context.events.events(['article.published']), async ({ article_id }) =>
        article_id === null ? null : articleWithin(article_id, wanted, context),
      );
    },
    resolve: ({ made }) => made,
  }),
);

async function articleWithin(
  id: number,
  topics: readonly string[] | undefined,
  { loaders }: Context,
): Promise<ArticleParent | null> {
  const article = await loaders.article.load(id);
  if (article === null || topics === undefined) return article;
  const covered = await loaders.topicsOfArticle.load(id);
  if (covered.some(({ slug }) => topics.includes(slug))) return article;
  // By a slug of before a change or a merge, which may have come since the caller subscribed.
  const wanted = await Promise.all(topics.map((slug) => loaders.topicBySlug.load(slug)));
  return covered.some((topic) => wanted.some((each) => each?.id === topic.id)) ? article : null;
}

builder.subscriptionField('articleUpdated', (t) =>
  t.field({
    type: Article,
    description: 'The article as it is each time that it was changed or corrected.',
    args: { by: t.arg({ type: ArticleKey, required: true, description: 'Exactly one of id, slug and url.' }) },
    subscribe: async (_, { by }, context) => {
      const items = await context.events.events(['article.updated', 'article.corrected', 'article.imported']);
      try {
        const article = await articleBy(by, context);
        if (article === null) throw badInput('There is no article that the public may see.', ['by']);
        return answers(items, async ({ article_id }) =>
          article_id === article.id ? context.loaders.article.load(article.id) : null,
        );
      } catch (error) {
        await items.return?.();
        throw error;
      }
    },
    resolve: ({ made }) => made,
  }),
);

builder.subscriptionField('trendingChanged', (t) =>
  t.field({
    type: TrendingConnection,
    description:
      'This page of what readers turn to by HEAT, each time that other articles stand in it or in another order.',
    args: { window: windowArg(t.arg), ...rankedArgs(t.arg, 10) },
    subscribe: async (_, args, context) => {
      const items = await context.events.refreshes();
      const read = () => trendingPage('all', 0, { ...args, by: 'HEAT' }, context);
      try {
        let before = orderOf(await read());
        return mapped(items, async (): Promise<Sent<TrendingPage> | null> => {
          const page = await read();
          const order = orderOf(page);
          if (order === before) return null;
          before = order;
          return { eventId: null, made: page };
        });
      } catch (error) {
        await items.return?.();
        throw error;
      }
    },
    resolve: ({ made }) => made,
  }),
);

function orderOf({ edges }: TrendingPage): string {
  return edges.map(({ node }) => node.id).join();
}
