/** Diversity of sources, as an insight. */

import type { DiversityRow as DiversityRowParent } from '../db/insights/diversity.ts';
import { sources } from '../src/caching/tags.ts';
import { slow } from '../src/time/slow-fields.ts';
import { articleFilter } from './article-where.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import {
  expectShortSpan,
  fewEnough,
  firstArg,
  groupArgs,
  groupFields,
  groupingOf,
  insightLimits,
  narrowArticles,
  tagsOfGroups,
  whereArg,
} from './insight-rows.ts';
import { Insights } from './insights.ts';
import { expectKnownSlugs } from './known-slugs.ts';

const DiversityRow = builder.objectRef<DiversityRowParent>('DiversityRow').implement({
  description:
    'How diverse the sources of a group of articles are. A citation is a source that an article has as WIRE, QUOTED or CITED, once in whatever roles.',
  fields: (t) => ({
    topic: t.field(groupFields.topic),
    periodStart: t.field(groupFields.periodStart),
    articles: t.exposeInt('articles', { description: 'How many articles.' }),
    citations: t.exposeInt('citations', { description: 'How many citations they have together.' }),
    sources: t.exposeInt('sources', { description: 'How many different sources they cite.' }),
    sourcesPerArticle: t.exposeFloat('sources_per_article', {
      description: 'How many sources an article cites on average, those that cite nobody counted.',
    }),
    effectiveSources: t.exposeFloat('effective_sources', {
      description:
        'How many sources would be as diverse if all were cited equally often: e to the power of Shannon’s entropy of their shares (Hill’s number of order 1), from 1 to `sources`; 0 where nobody is cited.',
    }),
    topFiveShare: t.exposeFloat('top_five_share', {
      description: 'Part of the citations, from 0 to 1, that the five most cited sources have.',
    }),
    singleSourceShare: t.exposeFloat('single_source_share', {
      description: 'Part of the articles, from 0 to 1, that rest on one source.',
    }),
    peopleShare: t.exposeFloat('people_share', {
      description: 'Part of the citations, from 0 to 1, that are of people; the rest are of institutions.',
    }),
    namedShare: t.exposeFloat('named_share', {
      description:
        'Part of the citations, from 0 to 1, where the text quotes or cites the source; the rest are of a wire alone.',
    }),
  }),
});

builder.objectField(Insights, 'diversity', (t) =>
  t.field({
    type: [DiversityRow],
    description:
      'How diverse the sources are that articles rest on, by topic, by period, or by both: periods from the first, within them most articles first. A topic that has no article is in no row, but every period of one that has.',
    args: { ...groupArgs(t.arg), where: whereArg(t.arg), first: firstArg(t.arg) },
    extensions: { dateline: insightLimits },
    resolve: slow(narrowArticles, async (_, { where, first, ...args }, context: Context) => {
      const grouping = groupingOf(args);
      const query = { filter: articleFilter(where, grouping), first, ...grouping };
      expectShortSpan(query.filter, query.interval);
      for (const tag of [...tagsOfGroups(query.filter, query), sources]) context.reads.tag(tag);
      await expectKnownSlugs(query.filter, context);
      return fewEnough(context.loaders.diversity.load(query));
    }),
  }),
);
