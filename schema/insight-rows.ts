/** What figures by group share: the arguments that make the groups, the columns that tell them, and their cache tags. */

import type { ArticleFilter } from '../db/articles/filters.ts';
import type { Grouping, GroupKey } from '../db/insights/groups.ts';
import { countPeriods, MAX_PERIODS, steps, TooManyPeriods } from '../db/insights/periods.ts';
import { listTags } from '../src/caching/list-tags.ts';
import { type Tag, topics } from '../src/caching/tags.ts';
import { DAY_MS } from '../src/time/units.ts';
import { ArticleWhere } from './article-where.ts';
import { badInput } from './bad-input.ts';
import type { builder } from './builder.ts';
import type { Context } from './context.ts';
import { CoverageDimension } from './coverage-dimension.ts';
import { Interval } from './insights.ts';
import { timeZoneName } from './time-zone.ts';
import { Topic } from './topic.ts';

type ArgBuilder = Parameters<Parameters<typeof builder.objectField>[2]>[0]['arg'];

/** Of one answer. Rows are short. */
export const MAX_ROWS = 1_000;

/** To be declared by a field that has {@link firstArg} and {@link periodArgs}. */
export const insightLimits = { maxPageSize: MAX_ROWS, extraCost: costOfPeriods };

/** An archive is taken to be as old, where a span has no beginning: how old it is isn't known before it is asked. */
const OPEN_SPAN_MS = 3_652 * DAY_MS;

/**
 * 1 for each period that is worked out, the empty ones too, however few rows are asked for: receipts of the demo say 6 to 44 ms
 * for a thousand, and 29 ms for a thousand fields of articles.
 */
function costOfPeriods({ groupBy, interval, where }: Readonly<Record<string, unknown>>): number {
  const isByPeriod = groupBy === undefined ? interval != null : [groupBy].flat().includes('PERIOD');
  if (!isByPeriod) return 0;
  const { from, before } = ((where as typeof ArticleWhere.$inferInput | null)?.publishedAt ?? {}) as Span;
  const end = momentOf(before) ?? Date.now();
  const start = momentOf(from) ?? end - OPEN_SPAN_MS;
  return Math.min(MAX_PERIODS, countPeriods(isInterval(interval) ? interval : 'MONTH', start, end));
}

/** As the caller wrote it. */
interface Span {
  readonly from?: unknown;
  readonly before?: unknown;
}

/** Undefined for what is none, which the field refuses. */
function momentOf(given: unknown): number | undefined {
  const moment = Date.parse(String(given));
  return Number.isNaN(moment) ? undefined : moment;
}

function isInterval(given: unknown): given is typeof Interval.$inferType {
  return typeof given === 'string' && Object.hasOwn(steps, given);
}

/** What makes the figures of a group come faster. */
export const narrowArticles = 'Take a shorter span in `where.publishedAt`, or fewer topics in `where.topics`.';

export function whereArg(arg: ArgBuilder) {
  return arg({ type: ArticleWhere, description: 'Which articles; default all.' });
}

export function firstArg(arg: ArgBuilder) {
  return arg.int({
    required: true,
    defaultValue: 100,
    description: `How many rows from the first: 1 to ${MAX_ROWS}, default 100.`,
  });
}

/** Periods: how long, and by whose clocks. */
export function periodArgs(arg: ArgBuilder, interval: string) {
  return {
    interval: arg({ type: Interval, description: interval }),
    timeZone: arg.string({
      required: true,
      defaultValue: 'UTC',
      description: 'Whose clocks and calendar periods follow: a name of the IANA database, default UTC.',
    }),
  };
}

/** Where periods are one dimension of several. */
export const intervalDescription = 'How long periods are; only with PERIOD. Default MONTH.';

export function groupArgs(arg: ArgBuilder) {
  return {
    groupBy: arg({
      type: [CoverageDimension],
      required: true,
      description: 'TOPIC, PERIOD, or both; an empty list gives one row for all.',
    }),
    ...periodArgs(arg, intervalDescription),
  };
}

interface GroupArgs {
  readonly groupBy: readonly (typeof CoverageDimension.$inferType)[];
  readonly interval?: typeof Interval.$inferType | null | undefined;
  readonly timeZone: string;
}

/** @throws BAD_USER_INPUT for another dimension, an interval without periods, and what is no time zone */
export function groupingOf({ groupBy, interval, timeZone }: GroupArgs): Grouping {
  const other = groupBy.find((dimension) => dimension !== 'TOPIC' && dimension !== 'PERIOD');
  if (other !== undefined) throw badInput(`\`groupBy\` takes TOPIC and PERIOD here, not ${other}.`, ['groupBy']);
  return {
    byTopic: groupBy.includes('TOPIC'),
    interval: intervalOf({ groupBy, interval }),
    timeZone: timeZoneName(timeZone, ['timeZone']),
  };
}

/**
 * Before a statement runs, and so that none does for a span that couldn't be counted; open ones end where articles do.
 *
 * @throws BAD_USER_INPUT for a span of more periods than one answer may have
 */
export function expectShortSpan({ publishedAt: { from, before } = {} }: ArticleFilter, interval: Grouping['interval']) {
  if (interval === null || from === undefined || before === undefined) return;
  const periods = countPeriods(interval, Date.parse(from), Date.parse(before));
  // By the calendar a span may touch one more.
  if (periods > MAX_PERIODS + 1) throw tooManyPeriods(periods);
}

function tooManyPeriods(periods: number) {
  return badInput(
    `\`where.publishedAt\` spans ${periods > MAX_PERIODS + 1 ? `about ${periods}` : `more than ${MAX_PERIODS}`} periods; at most ${MAX_PERIODS} are counted at once: take a shorter span, or a longer \`interval\`.`,
    ['where', 'publishedAt'],
  );
}

/** @throws BAD_USER_INPUT for more rows than can be counted at once */
export async function fewEnough<Rows>(rows: Promise<Rows>): Promise<Rows> {
  try {
    return await rows;
  } catch (error) {
    if (!(error instanceof TooManyPeriods)) throw error;
    const { groups, periods } = error;
    if (periods > MAX_PERIODS) throw tooManyPeriods(periods);
    throw badInput(
      `This is ${groups} combinations in ${periods} periods, more than can be counted at once: take a longer \`interval\`, fewer dimensions in \`groupBy\`, or a narrower \`where\`.`,
      ['groupBy'],
    );
  }
}

/** Null without periods. @throws BAD_USER_INPUT for an interval without periods */
export function intervalOf({ groupBy, interval }: Pick<GroupArgs, 'groupBy' | 'interval'>): Grouping['interval'] {
  if (groupBy.includes('PERIOD')) return interval ?? 'MONTH';
  if (interval == null) return null;
  throw badInput('`interval` takes PERIOD in `groupBy`.', ['interval']);
}

/** Which group a row is of. */
export const groupFields = {
  topic: {
    type: Topic,
    nullable: true,
    description: 'The topic, with everything below it; null where `groupBy` has no TOPIC.',
    resolve: ({ topic }: GroupKey, _: unknown, { loaders }: Context) =>
      topic === null ? null : loaders.topic.load(topic),
  },
  periodStart: {
    type: 'DateTime',
    nullable: true,
    description: 'When the period begins; null where there are no periods.',
    resolve: ({ starts_at }: Pick<GroupKey, 'starts_at'>) => starts_at,
  },
} as const;

/** What may change figures by group: articles of the list, and which topic stands below which. */
export function tagsOfGroups(filter: ArticleFilter, { byTopic }: Pick<Grouping, 'byTopic'>): readonly Tag[] {
  return [...listTags(filter), ...(byTopic ? [topics] : [])];
}
