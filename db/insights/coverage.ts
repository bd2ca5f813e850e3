/**
 * Coverage: how many articles, words, views and quotes there are by any combination of topic, source, source kind, role,
 * language, author and period, beside the period before.
 */

import { type RawBuilder, sql } from 'kysely';
import { filterConditions, inRoles } from '../articles/filters.ts';
import { withQuery } from '../articles/lists.ts';
import type { Db } from '../engine/database.ts';
import { and } from '../engine/names.ts';
import { topicsAbove } from './citing.ts';
import type { CoverageDimension, CoverageQuery, CoverageRow } from './coverage-query.ts';
import { TooMuchCoverage } from './coverage-query.ts';
import { MAX_PERIODS, periodStarts, startOfPrevious } from './periods.ts';

/** Groups times periods of one answer, with the empty ones: each is worked out for every page, to put it in order. */
export const MAX_CELLS = 500_000;

type Column = Exclude<CoverageDimension, 'PERIOD'>;

const columns: Readonly<Record<Column, string>> = {
  TOPIC: 'topic',
  SOURCE: 'source',
  SOURCE_KIND: 'source_kind',
  ROLE: 'role',
  LANGUAGE: 'language',
  AUTHOR: 'author',
};

/** By the columns of its attributions, which are one and the same in a row. */
const ofAttribution = ['SOURCE', 'SOURCE_KIND', 'ROLE'] as const;

/**
 * One page of the rows in their order.
 *
 * @throws {TooMuchCoverage} for more than {@link MAX_PERIODS} or {@link MAX_CELLS}
 */
export async function coverage(db: Db, query: CoverageQuery): Promise<readonly CoverageRow[]> {
  const { rows } = await statement(query).execute(db);
  const { groups = 0, periods = 0 } = rows[0] ?? {};
  if (periods > MAX_PERIODS || groups * periods > MAX_CELLS) throw new TooMuchCoverage(groups, periods);
  return rows.flatMap(({ row }) => (row === null ? [] : [rowOf(row)]));
}

function rowOf(row: Partial<CoverageRow>): CoverageRow {
  const { starts_at } = row;
  return { ...noGroup, ...row, starts_at: starts_at == null ? null : new Date(starts_at) } as CoverageRow;
}

const noGroup = { topic: null, source: null, source_kind: null, role: null, language: null, author: null };

interface Found {
  readonly groups: number;
  readonly periods: number;
  /** Null where there is no row at all. As JSON, so that the whole is one value. */
  readonly row: Partial<CoverageRow> | null;
}

function statement(query: CoverageQuery): RawBuilder<Found> {
  const given = query.dimensions.filter((dimension): dimension is Column => dimension !== 'PERIOD');
  const names = given.map((dimension) => columns[dimension]);
  const list = (alias: string) =>
    sql.join([...names.map((name) => sql.ref(`${alias}.${name}`)), sql.ref(`${alias}.n`)]);
  const same = (left: string, right: string) =>
    and(names.map((name) => sql<boolean>`${sql.ref(`${left}.${name}`)} = ${sql.ref(`${right}.${name}`)}`));
  const { extras } = query;
  return sql<Found>`
    with recursive ${withQuery(query.filter, ',')}
    ${picked(query)},
    ${buckets(query)},
    article_in as materialized (select p.*, width_bucket(p.published_at, b.starts) as n from picked p cross join bounds b),
    ${members(query)},
    counted as materialized (
      select ${list('e')}, count(*) filter (where e.is_within)::int as articles, count(*)::int as everything,
             coalesce(sum(e.word_count) filter (where e.is_within), 0) as words,
             ${extras.views ? sql`coalesce(sum(e.views) filter (where e.is_within), 0)` : sql`0`} as views,
             ${extras.quotes ? sql`coalesce(sum(e.quotes) filter (where e.is_within), 0)` : sql`0`} as quotes
      from member e
      group by ${list('e')}
    ),
    total as materialized (
      select n, count(*) filter (where is_within)::int as articles from article_in group by n
    ),
    grp as materialized (
      ${names.length === 0 ? sql`select 1 as one` : sql`select distinct ${sql.join(names.map((name) => sql.ref(name)))} from counted where articles > 0`}
    ),
    asked as materialized (
      select (select count(*) from grp)::int as groups, (select count(*) from period)::int as periods
    ),
    filled as (
      select ${sql.join([...names.map((name) => sql.ref(`g.${name}`)), sql`pe.starts_at`])},
             coalesce(c.articles, 0) as articles, coalesce(c.words, 0) as words, coalesce(c.views, 0) as views,
             coalesce(c.quotes, 0) as quotes,
             coalesce(c.articles::float8 / nullif(t.articles, 0), 0) as share,
             ${previousOf(query)} as previous_articles
      from (select from asked where periods <= ${MAX_PERIODS} and groups::bigint * periods <= ${MAX_CELLS}) ok
      cross join grp g cross join period pe
      left join counted c on c.n = pe.n and ${same('c', 'g')}
      left join counted b on b.n = pe.n - 1 and ${same('b', 'g')}
      left join total t on t.n = pe.n
    ),
    compared as (
      select f.*, f.articles::float8 / nullif(f.previous_articles, 0) - 1 as change from filled f
    )
    select asked.groups, asked.periods, to_jsonb(r) as row
    from asked left join lateral (${page(query, names)}) r on true
    order by r.position
  `;
}

/** Articles that the filter leaves, and those of the span before. `is_within` tells the one from the other. */
function picked({ filter, interval, timeZone, dimensions, extras }: CoverageQuery): RawBuilder<unknown> {
  const { publishedAt: { from, before } = {}, ...rest } = filter;
  const isByPeriod = dimensions.includes('PERIOD');
  const start = sql`${from ?? '-infinity'}::timestamptz`;
  const earliest =
    from === undefined || !extras.previous
      ? start
      : isByPeriod
        ? startOfPrevious(interval, start, timeZone)
        : before === undefined
          ? start
          : sql`${start} - (${before}::timestamptz - ${start})`;
  return sql`
    picked as materialized (
      select a.id, a.published_at, a.word_count, lower(a.language) as language, a.published_at >= ${start} as is_within
      from published_article a
      where a.published_at >= ${earliest} ${before === undefined ? sql`` : sql`and a.published_at < ${before}`}
        and ${and(filterConditions(rest))}
    )`;
}

/** `period (n, starts_at)`, of which there is one without a beginning where no periods are asked for, and `bounds`. */
function buckets({ filter, interval, timeZone, dimensions }: CoverageQuery): RawBuilder<unknown> {
  const { from, before } = filter.publishedAt ?? {};
  if (!dimensions.includes('PERIOD')) {
    const starts = from === undefined ? sql`array[]::timestamptz[]` : sql`array[${from}::timestamptz]`;
    return sql`
      bounds as materialized (select ${starts} as starts),
      period as materialized (select ${from === undefined ? 0 : 1}::int as n, null::timestamptz as starts_at)`;
  }
  const lo = from === undefined ? sql`(select min(published_at) from picked)` : sql`${from}::timestamptz`;
  const hi =
    before === undefined
      ? sql`(select max(published_at) + interval '1 millisecond' from picked where is_within)`
      : sql`${before}::timestamptz`;
  return sql`
    period as materialized (
      select row_number() over (order by starts_at)::int as n, starts_at
      from (${periodStarts(interval, lo, hi, timeZone)}) s
    ),
    bounds as materialized (
      select coalesce(array_agg(starts_at order by starts_at), '{}') as starts from period
    )`;
}

/** `member`: each article once for each group that it is in, with what it adds to that. */
function members({ filter, dimensions, extras }: CoverageQuery): RawBuilder<unknown> {
  const has = (dimension: CoverageDimension) => dimensions.includes(dimension);
  const edges = ofAttribution.filter(has);
  const edgeColumns = {
    SOURCE: sql`x.source_id as source`,
    SOURCE_KIND: sql`s.kind::text as source_kind`,
    ROLE: sql`x.role::text as role`,
  };
  const isOfEdge = edges.length > 0;
  const parts: RawBuilder<unknown>[] = [];
  const selected: RawBuilder<unknown>[] = [sql`p.n`, sql`p.is_within`, sql`p.word_count`];
  const joins: RawBuilder<unknown>[] = [];
  if (has('LANGUAGE')) selected.push(sql`p.language`);
  if (has('TOPIC')) {
    parts.push(topicsAbove, topicsOfArticles);
    selected.push(sql`t.topic`);
    joins.push(sql`join topic_of t on t.article_id = p.id`);
  }
  if (has('AUTHOR')) {
    selected.push(sql`y.source_id as author`);
    joins.push(sql`join attribution y on y.article_id = p.id and y.role = 'AUTHOR'`);
  }
  if (extras.quotes) {
    parts.push(sql`
      quoted as materialized (
        select q.article_id, ${isOfEdge ? sql`q.source_id, q.role,` : sql``} count(*)::int as quotes
        from quote q where q.article_id in (select id from picked)
        group by q.article_id ${isOfEdge ? sql`, q.source_id, q.role` : sql``}
      )`);
    selected.push(isOfEdge ? sql`x.quotes` : sql`q.quotes`);
    if (!isOfEdge) joins.push(sql`left join quoted q on q.article_id = p.id`);
  }
  if (extras.views) {
    parts.push(sql`
      viewed as materialized (
        select v.article_id, sum(v.views) as views from article_views_history v
        where v.article_id in (select id from picked) group by v.article_id
      )`);
    selected.push(sql`v.views`);
    joins.push(sql`left join viewed v on v.article_id = p.id`);
  }
  if (isOfEdge) {
    parts.push(sql`
      edge_of as (
        select x.article_id, ${sql.join(edges.map((edge) => edgeColumns[edge]))}
               ${extras.quotes ? sql`, sum(q.quotes) as quotes` : sql``}
        from picked p join attribution x on x.article_id = p.id ${inRoles(filter.roles)}
        ${has('SOURCE_KIND') ? sql`join source s on s.id = x.source_id` : sql``}
        ${extras.quotes ? sql`left join quoted q on (q.article_id, q.source_id, q.role) = (x.article_id, x.source_id, x.role)` : sql``}
        group by ${sql.join([1, ...edges.map((_, index) => index + 2)].map((place) => sql.lit(place)))}
      )`);
    selected.push(...edges.map((edge) => sql.ref(`x.${columns[edge]}`)));
    joins.push(sql`join edge_of x on x.article_id = p.id`);
  }
  parts.push(sql`member as (select ${sql.join(selected)} from article_in p ${sql.join(joins, sql` `)})`);
  return sql.join(parts);
}

const topicsOfArticles = sql`
  topic_of as (
    select distinct m.article_id, a.topic
    from picked p join article_topic m on m.article_id = p.id join above a on a.topic_id = m.topic_id
  )`;

function previousOf({ filter, dimensions, extras }: CoverageQuery): RawBuilder<unknown> {
  const { from, before } = filter.publishedAt ?? {};
  const isKnown = dimensions.includes('PERIOD') || (from !== undefined && before !== undefined);
  return extras.previous && isKnown ? sql`coalesce(b.everything, 0)` : sql`null::int`;
}

/** In a total order, whose values are the row's place in it. What has no change comes last. */
function page({ order, dimensions, first, after }: CoverageQuery, names: readonly string[]): RawBuilder<unknown> {
  const signed = (value: RawBuilder<unknown>) =>
    order.descending ? sql`-(${value})::float8` : sql`(${value})::float8`;
  const start = sql`extract(epoch from r.starts_at)`;
  const fields = {
    ARTICLES: sql`r.articles`,
    WORDS: sql`r.words`,
    VIEWS: sql`r.views`,
    QUOTES: sql`r.quotes`,
    CHANGE: sql`r.change`,
    PERIOD: start,
  };
  const others = [
    ...(order.field === 'ARTICLES' ? [] : [sql`-r.articles::float8`]),
    ...(order.field === 'PERIOD' || !dimensions.includes('PERIOD') ? [] : [sql`${start}::float8`]),
    ...names.map((name) => sql.ref(`r.${name}`)),
  ];
  const keys = [sql`coalesce(${signed(fields[order.field])}, 1e300)`, ...others];
  const isBehind =
    after === undefined ? sql`true` : sql`(${sql.join(keys)}) > (${sql.join(after.map((value) => sql`${value}`))})`;
  return sql`
    select r.*, jsonb_build_array(${sql.join(keys)}) as place, row_number() over (order by ${sql.join(keys)}) as position
    from compared r where ${isBehind} order by ${sql.join(keys)} limit ${first}`;
}
