/** Coverage: how much there is of what, by any combination of dimensions, and how that compares with the period before. */

import {
  type CoverageQuery,
  type CoverageRow as CoverageRowParent,
  coverageDimensions,
  type CoverageDimension as Dimension,
} from '../db/insights/coverage-query.ts';
import { listTags } from '../src/caching/list-tags.ts';
import { clock, sources, type Tag, topics } from '../src/caching/tags.ts';
import { slow } from '../src/time/slow-fields.ts';
import { ArticleWhere, articleFilter } from './article-where.ts';
import { AttributionRole } from './attribution.ts';
import { badInput } from './bad-input.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { CoverageDimension } from './coverage-dimension.ts';
import { type ValueKind, valuesCursor } from './cursors.ts';
import {
  expectShortSpan,
  fewEnough,
  insightLimits,
  intervalDescription,
  intervalOf,
  MAX_ROWS,
  periodArgs,
} from './insight-rows.ts';
import { Insights } from './insights.ts';
import { expectKnownSlugs } from './known-slugs.ts';
import { OrderDirection } from './ranges.ts';
import { selectedFields } from './selected-fields.ts';
import { Source, SourceKind } from './source.ts';
import { timeZoneName } from './time-zone.ts';
import { Topic } from './topic.ts';

const CoverageOrderField = builder.enumType('CoverageOrderField', {
  description: 'What rows of coverage are ordered by. Equal ones come with more articles first, then by period and id.',
  values: {
    ARTICLES: { description: 'How many articles.' },
    WORDS: { description: 'How many words.' },
    VIEWS: { description: 'How many views.' },
    QUOTES: { description: 'How many quotes.' },
    CHANGE: { description: 'How much more or less than in the period before; those without come last.' },
    PERIOD: { description: 'By when the period begins; only with PERIOD in `groupBy`.' },
  } as const,
});

const CoverageOrder = builder.inputType('CoverageOrder', {
  description: 'An order of the rows of coverage.',
  fields: (t) => ({
    field: t.field({ type: CoverageOrderField, required: true, description: 'What they are ordered by.' }),
    direction: t.field({ type: OrderDirection, required: true, description: 'Which end comes first.' }),
  }),
});

type Cursor = ReturnType<typeof valuesCursor>;
type ListedRow = CoverageRowParent & { readonly cursor: Cursor };

const CoverageRow = builder.objectRef<ListedRow>('CoverageRow').implement({
  description: 'How much there is of one combination. What isn’t in `groupBy` is null.',
  fields: (t) => ({
    topic: t.field({
      type: Topic,
      nullable: true,
      description: 'The topic; counted with all below it.',
      resolve: ({ topic }, _, { loaders }) => (topic === null ? null : loaders.topic.load(topic)),
    }),
    source: t.field({
      type: Source,
      nullable: true,
      description: 'The source.',
      resolve: ({ source }, _, { loaders }) => (source === null ? null : loaders.source.load(source)),
    }),
    sourceKind: t.expose('source_kind', { type: SourceKind, nullable: true, description: 'The kind of source.' }),
    role: t.expose('role', {
      type: AttributionRole,
      nullable: true,
      description: 'What the source is to the articles.',
    }),
    language: t.string({
      nullable: true,
      description: 'The language, BCP 47.',
      resolve: ({ language }) => (language === null ? null : (Intl.getCanonicalLocales(language)[0] ?? null)),
    }),
    author: t.field({
      type: Source,
      nullable: true,
      description: 'Who wrote them.',
      resolve: ({ author }, _, { loaders }) => (author === null ? null : loaders.source.load(author)),
    }),
    periodStart: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the period begins.',
      resolve: ({ starts_at }) => starts_at,
    }),
    articles: t.exposeInt('articles', { description: 'How many articles.' }),
    words: t.exposeInt('words', { description: 'How many words they have together.' }),
    views: t.exposeInt('views', {
      description:
        'How often these articles were read so far, whenever that was. An answer with it is kept by no cache.',
    }),
    quotes: t.exposeInt('quotes', {
      description: 'How many quotes they have; in a row of a source, its kind or role, only the quotes of that.',
    }),
    share: t.exposeFloat('share', {
      description:
        'Part of all articles that `where` leaves, from 0 to 1; in a row with a period, of that period’s. Shares may add up to more, since an article has several topics and sources.',
    }),
    previousArticles: t.exposeInt('previous_articles', {
      nullable: true,
      description:
        'How many there were in the whole period before; without PERIOD, in the span of equal length before `where.publishedAt`, and null if that is open.',
    }),
    change: t.exposeFloat('change', {
      nullable: true,
      description:
        'How many more than before, as a part of what was: 0.25 is a quarter more, -1 none left; null after 0.',
    }),
    cursor: t.string({
      description: 'Its place in the order, for `after`.',
      resolve: ({ cursor, place }) => cursor.encode(place),
    }),
  }),
});

interface CoverageArgs {
  readonly groupBy: readonly Dimension[];
  readonly interval?: CoverageQuery['interval'] | null | undefined;
  readonly timeZone: string;
  readonly where?: typeof ArticleWhere.$inferInput | null | undefined;
  readonly orderBy?: typeof CoverageOrder.$inferInput | null | undefined;
  readonly first: number;
  readonly after?: string | null | undefined;
}

function coverageQuery(args: CoverageArgs, selected: ReadonlySet<string>): CoverageQuery {
  const { groupBy, orderBy, first, after } = args;
  const dimensions = coverageDimensions.filter((dimension) => groupBy.includes(dimension));
  const interval = intervalOf(args);
  const isByPeriod = interval !== null;
  const timeZone = timeZoneName(args.timeZone, ['timeZone']);
  const filter = articleFilter(args.where, { timeZone });
  expectShortSpan(filter, interval);
  if (orderBy?.field === 'PERIOD' && !isByPeriod) {
    throw badInput('The order by PERIOD takes PERIOD in `groupBy`.', ['orderBy', 'field']);
  }
  const field = orderBy?.field ?? (isByPeriod ? 'PERIOD' : 'ARTICLES');
  const order = { field, descending: orderBy == null ? !isByPeriod : orderBy.direction === 'DESC' };
  return {
    dimensions,
    interval: interval ?? 'MONTH',
    timeZone,
    filter,
    order,
    first,
    after: after == null ? undefined : cursorOf({ dimensions, order }).decode(after, 'after'),
    extras: {
      views: field === 'VIEWS' || selected.has('views'),
      quotes: field === 'QUOTES' || selected.has('quotes'),
      previous: field === 'CHANGE' || selected.has('change') || selected.has('previousArticles'),
    },
  };
}

/** Cursors of one order: its field's value and, where those are others, the articles, the period and each dimension. */
function cursorOf({ dimensions, order }: Pick<CoverageQuery, 'dimensions' | 'order'>): Cursor {
  const { field, descending } = order;
  const others = dimensions.filter((dimension) => dimension !== field);
  const kinds: ValueKind[] = ['figure', ...(field === 'ARTICLES' ? [] : ['figure' as const])];
  kinds.push(...others.map((dimension) => kindOf[dimension]));
  return valuesCursor(`coverage ${dimensions.join()} ${field} ${descending ? 'down' : 'up'}`, kinds);
}

const kindOf: Readonly<Record<Dimension, ValueKind>> = {
  PERIOD: 'figure',
  TOPIC: 'id',
  SOURCE: 'id',
  SOURCE_KIND: 'name',
  ROLE: 'name',
  LANGUAGE: 'name',
  AUTHOR: 'id',
};

/** What may change an answer: articles of its list, and what topics and sources are called, below and of a kind. */
function tagsOf({ filter, dimensions, extras }: CoverageQuery): readonly Tag[] {
  return [
    ...listTags(filter),
    ...(dimensions.includes('TOPIC') ? [topics] : []),
    ...(dimensions.some((dimension) => /^(SOURCE|AUTHOR)/.test(dimension)) ? [sources] : []),
    // Nothing tells of every view, so that an answer with them is kept nowhere.
    ...(extras.views ? [clock] : []),
  ];
}

const narrowCoverage =
  'Take a shorter span in `where.publishedAt`, fewer dimensions in `groupBy`, or a longer `interval`.';

builder.objectField(Insights, 'coverage', (t) =>
  t.field({
    type: [CoverageRow],
    description: `How much is published of what, by any combination of dimensions. A combination that has no article is in no row, but every period of one that has.`,
    args: {
      groupBy: t.arg({
        type: [CoverageDimension],
        required: true,
        description: 'What it is counted by; an empty list gives one row for all.',
      }),
      ...periodArgs(t.arg, intervalDescription),
      where: t.arg({
        type: ArticleWhere,
        description: 'Which articles; default all. `publishedAt` is the span of periods.',
      }),
      orderBy: t.arg({
        type: CoverageOrder,
        description: 'The order of the rows. Default: periods from the first, or else most articles first.',
      }),
      first: t.arg.int({
        required: true,
        defaultValue: 100,
        description: `How many rows: 1 to ${MAX_ROWS}, default 100. To see more, go on with \`after\`, or narrow what is counted.`,
      }),
      after: t.arg.string({ description: 'Cursor of a row behind which the page begins.' }),
    },
    extensions: { dateline: insightLimits },
    resolve: slow(narrowCoverage, async (_, args, context: Context, info) => {
      const query = coverageQuery(args, selectedFields(info));
      for (const tag of tagsOf(query)) context.reads.tag(tag);
      const cursor = cursorOf(query);
      await expectKnownSlugs(query.filter, context);
      return (await fewEnough(context.loaders.coverage.load(query))).map((row) => ({ ...row, cursor }));
    }),
  }),
);
