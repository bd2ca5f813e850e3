/** Trends of topics and sources, as an insight. */

import { MIN_PAST_INTERVALS, PAST_INTERVALS, type TrendRow as TrendRowParent } from '../db/insights/trends.ts';
import { articles, clock, sources, topics } from '../src/caching/tags.ts';
import { slow } from '../src/time/slow-fields.ts';
import { articleFilter } from './article-where.ts';
import { badInput } from './bad-input.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { whereArg } from './insight-rows.ts';
import { Insights, Interval } from './insights.ts';
import { expectKnownSlugs } from './known-slugs.ts';
import { Source } from './source.ts';
import { Topic } from './topic.ts';

const TrendsOf = builder.enumType('TrendsOf', {
  description: 'What rises or falls.',
  values: {
    TOPIC: { description: 'Topics by the articles that cover them, each with everything below it.' },
    SOURCE: { description: 'Sources by the articles that have them as WIRE, QUOTED or CITED.' },
  } as const,
});

type Listed = TrendRowParent & { readonly of: typeof TrendsOf.$inferType };

const TrendRow = builder.objectRef<Listed>('TrendRow').implement({
  description: 'A topic or source that has more or fewer articles than it used to.',
  fields: (t) => ({
    topic: t.field({
      type: Topic,
      nullable: true,
      description: 'The topic; null in a list of sources.',
      resolve: ({ of, id }, _, { loaders }) => (of === 'TOPIC' ? loaders.topic.load(id) : null),
    }),
    source: t.field({
      type: Source,
      nullable: true,
      description: 'The source; null in a list of topics.',
      resolve: ({ of, id }, _, { loaders }) => (of === 'SOURCE' ? loaders.source.load(id) : null),
    }),
    articles: t.exposeInt('articles', { description: 'How many articles there are in the interval.' }),
    expected: t.exposeFloat('expected', { description: 'How many there were in each interval before, on average.' }),
    change: t.exposeFloat('change', {
      description:
        '(`articles` + 1) ÷ (`expected` + 1) - 1: how much more, as a part of what was; 0.5 is half as much again, below 0 is less. The 1 keeps what is seldom covered from changing by many times.',
    }),
    score: t.exposeFloat('score', {
      description:
        'How far that is from what is usual, in standard deviations of 2√(n + 3/8), of which a Poisson count has one of 1 (Anscombe, 1948), and what comes in bursts more: above 2.58 for what rises, below -2.58 for what falls.',
    }),
    past: t.exposeIntList('past', {
      description: `How many there were in each interval before, the earliest first: ${MIN_PAST_INTERVALS} to ${PAST_INTERVALS} of them.`,
    }),
  }),
});

builder.objectField(Insights, 'trends', (t) =>
  t.field({
    type: [TrendRow],
    description: `What rises or falls against its own past: the articles of an interval that ends now (or at \`where.publishedAt.before\`) beside those of as long intervals before it, up to ${PAST_INTERVALS} as far back as there are articles. What is furthest from usual comes first; what chance does once in a hundred cases isn’t told.`,
    args: {
      of: t.arg({ type: TrendsOf, required: true, description: 'Topics or sources.' }),
      interval: t.arg({
        type: Interval,
        required: true,
        defaultValue: 'WEEK',
        description: 'How long the interval is; it may begin at any time of day. Default WEEK.',
      }),
      where: whereArg(t.arg),
      first: t.arg.int({
        required: true,
        defaultValue: 20,
        description: 'How many at the most: 1 to 100, default 20.',
      }),
    },
    resolve: slow(
      'Take a shorter `interval`, or fewer topics in `where.topics`.',
      async (_, { of, interval, where, first }, context: Context) => {
        const { loaders, reads } = context;
        const { publishedAt, ...filter } = articleFilter(where);
        if (publishedAt?.from !== undefined) {
          throw badInput('`where.publishedAt.from` follows from `interval`: give `before` alone, or neither.', [
            ...['where', 'publishedAt', 'from'],
          ]);
        }
        const before = publishedAt?.before;
        // The earliest article of all says how far back there is a past.
        for (const tag of [articles, of === 'TOPIC' ? topics : sources]) reads.tag(tag);
        if (before === undefined || Date.parse(before) > Date.now()) reads.tag(clock);
        await expectKnownSlugs(filter, context);
        const rows = await loaders.trends.load({ of, interval, filter, before, first });
        return rows.map((row) => ({ ...row, of }));
      },
    ),
  }),
);
