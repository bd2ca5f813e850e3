/** Correction rates, as an insight. */

import type { CorrectionRateRow } from '../db/insights/correction-rates.ts';
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

const CorrectionRow = builder.objectRef<CorrectionRateRow>('CorrectionRow').implement({
  description: 'How many articles of a group had to be corrected.',
  fields: (t) => ({
    topic: t.field(groupFields.topic),
    periodStart: t.field(groupFields.periodStart),
    articles: t.exposeInt('articles', { description: 'How many articles.' }),
    corrected: t.exposeInt('corrected', { description: 'How many of them have a correction.' }),
    corrections: t.exposeInt('corrections', { description: 'How many corrections they have together.' }),
    rate: t.exposeFloat('rate', { description: '`corrected` ÷ `articles`, from 0 to 1.' }),
    medianHours: t.exposeFloat('median_hours', {
      nullable: true,
      description:
        'Half of the corrected ones had their first correction within so many hours of first publication; null if none was corrected.',
    }),
    p90Hours: t.exposeFloat('p90_hours', {
      nullable: true,
      description: 'Nine of ten had it within so many hours; null if none was corrected.',
    }),
  }),
});

builder.objectField(Insights, 'corrections', (t) =>
  t.field({
    type: [CorrectionRow],
    description:
      'Which part of the articles was corrected and how soon, by topic, by period of publication, or by both: periods from the first, within them most articles first. A topic that has no article is in no row, but every period of one that has.',
    args: { ...groupArgs(t.arg), where: whereArg(t.arg), first: firstArg(t.arg) },
    extensions: { dateline: insightLimits },
    resolve: slow(narrowArticles, async (_, { where, first, ...args }, context: Context) => {
      const grouping = groupingOf(args);
      const query = { filter: articleFilter(where, grouping), first, ...grouping };
      expectShortSpan(query.filter, query.interval);
      for (const tag of tagsOfGroups(query.filter, query)) context.reads.tag(tag);
      await expectKnownSlugs(query.filter, context);
      return fewEnough(context.loaders.correctionRates.load(query));
    }),
  }),
);
