/**
 * Coverage: how many articles, words, views and quotes there are by any combination of topic, source, source kind, role,
 * language, author and period, beside the period before.
 */

import { type RawBuilder, sql } from 'kysely';
import { withQuery } from '../articles/lists.ts';
import type { Db } from '../engine/database.ts';
import { and } from '../engine/names.ts';
import { type Column, columnOf, members } from './coverage-members.ts';
import { coveragePage, pageOrder } from './coverage-page.ts';
import type { CoverageQuery, CoverageRow } from './coverage-query.ts';
import { articlesOf, isByDay, partsOf } from './coverage-scope.ts';
import { type Asked, asked, expectFew, unlessTooMany } from './periods.ts';

/**
 * One page of the rows in their order.
 *
 * @throws {TooManyPeriods} for more than can be counted at once
 */
export async function coverage(db: Db, query: CoverageQuery): Promise<readonly CoverageRow[]> {
  const { rows } = await statement(query).execute(db);
  expectFew(rows[0]);
  return rows.flatMap(({ row, ...found }) => (row === null ? [] : [rowOf({ ...found, row })]));
}

function rowOf({ row, place }: Found & { readonly row: NonNullable<Found['row']> }): CoverageRow {
  const starts_at = row.starts_at == null ? null : new Date(row.starts_at);
  return { ...noGroup, ...row, starts_at, place };
}

const noGroup = { topic: null, source: null, source_kind: null, role: null, language: null, author: null };

interface Found extends Asked {
  readonly place: CoverageRow['place'];
  /** Null where there is no row at all. As JSON, so that its columns are those of the question. */
  readonly row: (Omit<CoverageRow, 'starts_at' | 'place' | keyof typeof noGroup> & { starts_at: string | null }) | null;
}

function statement(query: CoverageQuery): RawBuilder<Found> {
  const given = query.dimensions.filter((dimension): dimension is Column => dimension !== 'PERIOD');
  const names = given.map((dimension) => columnOf[dimension]);
  const list = (alias: string, ...more: string[]) =>
    sql.join([...names, ...more].map((name) => sql.ref(`${alias}.${name}`)));
  const same = (left: string, right: string) =>
    and(names.map((name) => sql<boolean>`${sql.ref(`${left}.${name}`)} = ${sql.ref(`${right}.${name}`)}`));
  const within = (column: string) =>
    sql`coalesce(sum(${sql.ref(column)}) filter (where is_within), 0)::bigint as ${sql.ref(column)}`;
  return sql<Found>`
    with recursive ${withQuery(query.filter, ',')}
    ${articlesOf(query)},
    ${members(query)},
    part as (${partsOf(query, names)}),
    counted as materialized (
      select ${list('p', 'n')}, ${within('articles')}, sum(articles)::int as everything,
             ${within('words')}, ${within('views')}, ${within('quotes')}
      from part p
      group by ${list('p', 'n')}
    ),
    total as materialized (${totals(query)}),
    grp as materialized (
      ${names.length === 0 ? sql`select` : sql`select distinct ${list('c')} from counted c where articles > 0`}
    ),
    ${asked},
    filled as (
      select ${names.length === 0 ? sql`` : sql`${list('g')},`} pe.starts_at,
             coalesce(c.articles, 0)::int as articles, coalesce(c.words, 0) as words, coalesce(c.views, 0) as views,
             ${query.extras.quotes ? sql`coalesce(c.quotes, 0)` : sql`0`} as quotes,
             coalesce(c.articles::float8 / nullif(t.articles, 0), 0) as share,
             ${isCompared(query) ? sql`coalesce(b.everything, 0)` : sql`null::int`} as previous_articles
      from ${unlessTooMany} ok
      cross join grp g cross join period pe
      left join counted c on c.n = pe.n and ${same('c', 'g')}
      ${isCompared(query) ? sql`left join counted b on b.n = pe.n - 1 and ${same('b', 'g')}` : sql``}
      left join total t on t.n = pe.n
    ),
    compared as (
      select f.*, f.articles::float8 / nullif(f.previous_articles, 0) - 1 as change from filled f
    )
    select asked.groups, asked.periods, to_jsonb(r) as row, jsonb_build_array(${pageOrder(query, names)}) as place
    from asked left join lateral (${coveragePage(query, names)}) r on true
    order by ${pageOrder(query, names)}
  `;
}

/** Articles of each period, each once, whatever groups they are in. */
function totals(query: CoverageQuery): RawBuilder<unknown> {
  const ofArticles = sql`select n, 1 as articles from article_in where is_within`;
  if (!isByDay(query)) return sql`select n, sum(articles) as articles from (${ofArticles}) a group by n`;
  return sql`
    select n, sum(articles) as articles
    from (
      ${ofArticles}
      union all select day_n, -1 from article_in where is_within and day_n is not null
      union all
      select d.n, c.articles from rolled_day d join coverage_day c on c.day = d.day and c.topic_id = 0 where d.is_within
    ) a group by n`;
}

function isCompared({ filter, dimensions, extras }: CoverageQuery): boolean {
  const { from, before } = filter.publishedAt ?? {};
  return extras.previous && (dimensions.includes('PERIOD') || (from !== undefined && before !== undefined));
}
