/**
 * Trends of topics and sources: how many articles an interval has, against as many intervals before it, by a score that
 * stabilises the variance of counts, so that what is seldom covered doesn't trend by one article.
 */

import { type RawBuilder, sql } from 'kysely';
import { type ArticleFilter, filterConditions } from '../articles/filters.ts';
import { withQuery } from '../articles/lists.ts';
import { isCited } from '../catalogue/citations.ts';
import type { Db } from '../engine/database.ts';
import { and } from '../engine/names.ts';
import { type Interval, steps } from './periods.ts';
import { topicsAbove } from './topic-tree.ts';

export interface TrendsQuery {
  readonly of: 'TOPIC' | 'SOURCE';
  readonly interval: Interval;
  /** Without dates. */
  readonly filter: Omit<ArticleFilter, 'publishedAt'>;
  /** The end of the interval, RFC 3339; now if not given. */
  readonly before?: string | undefined;
  readonly first: number;
}

export interface TrendRow {
  /** Of a topic or source. */
  readonly id: number;
  readonly articles: number;
  /** The mean of the intervals before. */
  readonly expected: number;
  readonly change: number;
  readonly score: number;
  /** In each interval before, the earliest first. */
  readonly past: readonly number[];
}

export const PAST_INTERVALS = 12;
/** Less says nothing about how much is usual. */
export const MIN_PAST_INTERVALS = 4;
/** Of the normal distribution, two-sided: chance does as much or more once in a hundred cases. */
const MIN_SCORE = 2.58;

/**
 * With `n` articles in the interval and `x` in each of the `k` before it, the score is (u(n) - m) / (s √(1 + 1/k)), where
 * u(n) = 2√(n + 3/8), m is the mean and s² the variance of u(x), but at least 1. By that transformation counts of whatever mean
 * that are Poisson distributed have a variance of 1: F. J. Anscombe, "The Transformation of Poisson, Binomial and
 * Negative-Binomial Data", Biometrika 35, 1948. What comes in bursts has more, and takes a larger one to trend.
 *
 * Intervals that begin before the first article of all are none. Empty where fewer than {@link MIN_PAST_INTERVALS} are left.
 */
export async function trends(db: Db, query: TrendsQuery): Promise<readonly TrendRow[]> {
  const { filter, interval, before, first } = query;
  const step = sql`${steps[interval]}::interval`;
  const end = before === undefined ? sql`now()` : sql`least(${before}::timestamptz, now())`;
  const stable = (count: RawBuilder<unknown>) => sql`2 * sqrt((${count} + 0.375)::float8)`;
  const { rows } = await sql<TrendRow>`
    with recursive ${withQuery(filter, ',')}
    ${topicsAbove},
    span as materialized (
      select k, ((${end} at time zone 'UTC') - (k + 1) * ${step}) at time zone 'UTC' as starts_at,
             ((${end} at time zone 'UTC') - k * ${step}) at time zone 'UTC' as ends_at
      from generate_series(0, ${PAST_INTERVALS}::int) k
    ),
    whole as materialized (
      select * from span where k = 0 or starts_at >= (select min(published_at) from published_article)
    ),
    past as materialized (select count(*)::int - 1 as intervals from whole),
    counted as (${counts(query)}),
    summed as (
      select c.id, coalesce(max(c.articles) filter (where c.k = 0), 0)::int as articles,
             coalesce(sum(c.articles) filter (where c.k > 0), 0)::float8 as earlier,
             coalesce(sum(${stable(sql`c.articles`)}) filter (where c.k > 0), 0)
               + (p.intervals - count(*) filter (where c.k > 0)) * ${stable(sql`0`)} as sum,
             coalesce(sum(4 * (c.articles + 0.375)::float8) filter (where c.k > 0), 0)
               + (p.intervals - count(*) filter (where c.k > 0)) * 1.5::float8 as squares,
             p.intervals
      from counted c cross join past p
      where p.intervals >= ${MIN_PAST_INTERVALS}::int
      group by c.id, p.intervals
    ),
    scored as (
      select s.*, (${stable(sql`s.articles`)} - s.sum / s.intervals)
                  / sqrt(greatest(1, (s.squares - s.sum * s.sum / s.intervals) / (s.intervals - 1)) * (1 + 1.0 / s.intervals))
                  as score
      from summed s
    )
    select s.id, s.articles, s.earlier / s.intervals as expected,
           (s.articles + 1) / (s.earlier / s.intervals + 1) - 1 as change, s.score::float8 as score,
           array(
             select coalesce(c.articles, 0)::int from whole w left join counted c on c.id = s.id and c.k = w.k
             where w.k > 0 order by w.k desc
           ) as past
    from scored s where abs(s.score) >= ${MIN_SCORE}::float8
    order by abs(s.score) desc, s.id limit ${first}
  `.execute(db);
  return rows;
}

/** What is counted, by the column that tells it and the way to it from an article `a`. */
const subjects = {
  TOPIC: {
    id: sql`above.topic`,
    join: sql`join article_topic x on x.article_id = a.id join above on above.topic_id = x.topic_id`,
  },
  SOURCE: { id: sql`x.source_id`, join: sql`join attribution x on x.article_id = a.id and ${isCited}` },
} as const;

/** Each article once, in a topic with everything below it. */
function counts({ of, filter }: TrendsQuery): RawBuilder<unknown> {
  const { id, join } = subjects[of];
  return sql`
    select d.id, d.k, count(*)::int as articles
    from (
      select distinct w.k, a.id as article_id, ${id} as id
      from whole w join published_article a on a.published_at >= w.starts_at and a.published_at < w.ends_at
      ${join}
      where ${and(filterConditions(filter))}
    ) d
    group by d.id, d.k`;
}
