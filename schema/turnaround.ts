/** Turnaround from draft to page, as an insight for the newsroom. */

import type { StepTimes, TurnaroundRow as TurnaroundRowParent } from '../db/insights/turnaround.ts';
import { isOfNewsroom } from '../src/newsroom/access.ts';
import { slow } from '../src/time/slow-fields.ts';
import { articleFilter } from './article-where.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { takesRole } from './field-roles.ts';
import {
  expectShortSpan,
  fewEnough,
  firstArg,
  groupFields,
  insightLimits,
  narrowArticles,
  periodArgs,
  whereArg,
} from './insight-rows.ts';
import { Insights } from './insights.ts';
import { expectKnownSlugs } from './known-slugs.ts';
import { timeZoneName } from './time-zone.ts';

const StepHours = builder.objectRef<StepTimes>('StepHours').implement({
  description: 'How long a step took, in hours.',
  fields: (t) => ({
    articles: t.exposeInt('articles', { description: 'How many pieces took it.' }),
    median: t.exposeFloat('median', {
      nullable: true,
      description: 'Half of them took at most so many hours; null if none took it.',
    }),
    p90: t.exposeFloat('p90', {
      nullable: true,
      description: 'Nine of ten took at most so many hours; null if none took it.',
    }),
  }),
});

const TurnaroundRow = builder.objectRef<TurnaroundRowParent>('TurnaroundRow').implement({
  description: 'How long pieces took from their draft to the page.',
  fields: (t) => ({
    periodStart: t.field(groupFields.periodStart),
    articles: t.exposeInt('articles', { description: 'How many pieces that were written here.' }),
    draftToReview: t.expose('draft_to_review', {
      type: StepHours,
      description: 'From the first words to when it was first submitted; not every piece is.',
    }),
    reviewToPublication: t.expose('review_to_publication', {
      type: StepHours,
      description: 'From then to when readers first had it, the waiting of a schedule counted.',
    }),
    draftToPublication: t.expose('draft_to_publication', {
      type: StepHours,
      description: 'From the first words to when readers first had it.',
    }),
  }),
});

builder.objectField(Insights, 'turnaround', (t) =>
  t.field({
    type: [TurnaroundRow],
    nullable: true,
    description:
      'How long pieces that readers have took from draft to review and to the page, by when they were published; imported ones were never drafts here. Takes the role ANALYST or WRITER: null for readers.',
    args: {
      ...periodArgs(t.arg, 'How long periods are; default one row for all.'),
      where: whereArg(t.arg),
      first: firstArg(t.arg),
    },
    extensions: { dateline: { ...insightLimits, ...takesRole('ANALYST', 'WRITER').dateline } },
    resolve: slow(narrowArticles, async (_, { interval = null, timeZone, where, first }, context: Context) => {
      const zone = timeZoneName(timeZone, ['timeZone']);
      const filter = articleFilter(where, { timeZone: zone });
      expectShortSpan(filter, interval);
      if (!isOfNewsroom(context.viewer)) return null;
      await expectKnownSlugs(filter, context);
      return fewEnough(context.loaders.turnaround.load({ filter, interval, timeZone: zone, first }));
    }),
  }),
);
