/** Members of the groups that coverage counts: articles by topic, attribution, language and author. */

import { type RawBuilder, sql } from 'kysely';
import { inRoles } from '../articles/filters.ts';
import type { CoverageDimension, CoverageQuery } from './coverage-query.ts';
import { isByDay } from './coverage-scope.ts';
import { topicsAbove, topicsOf } from './topic-tree.ts';

export type Column = Exclude<CoverageDimension, 'PERIOD'>;

export const columnOf: Readonly<Record<Column, string>> = {
  TOPIC: 'topic',
  SOURCE: 'source',
  SOURCE_KIND: 'source_kind',
  ROLE: 'role',
  LANGUAGE: 'language',
  AUTHOR: 'author',
};

/** In a row with several of them they are those of one and the same attribution. */
const edgeColumns = {
  SOURCE: sql`x.source_id as source`,
  SOURCE_KIND: sql`s.kind::text as source_kind`,
  ROLE: sql`x.role::text as role`,
} as const;

/** What the figures of each article are taken from, and the dimensions that it has several values of. */
interface Parts {
  readonly tables: RawBuilder<unknown>[];
  readonly columns: RawBuilder<unknown>[];
  readonly joins: RawBuilder<unknown>[];
}

/** The common table expression `member`: each article of `article_in` once for each group that it is in. */
export function members(query: CoverageQuery): RawBuilder<unknown> {
  if (isByDay(query)) return membersOutsideOfDays(query);
  const { dimensions } = query;
  const parts: Parts = { tables: [], columns: [sql`p.n`, sql`p.is_within`, sql`p.word_count`], joins: [] };
  if (dimensions.includes('LANGUAGE')) parts.columns.push(sql`p.language`);
  if (dimensions.includes('TOPIC')) {
    parts.tables.push(topicsAbove, topicsOfArticles);
    parts.columns.push(sql`t.topic`);
    parts.joins.push(sql`join topic_of t on t.article_id = p.id`);
  }
  if (dimensions.includes('AUTHOR')) {
    parts.columns.push(sql`y.source_id as author`);
    parts.joins.push(sql`join attribution y on y.article_id = p.id and y.role = 'AUTHOR'`);
  }
  if (query.extras.views) addViews(parts);
  addEdges(parts, query);
  const { tables, columns, joins } = parts;
  tables.push(sql`member as (select ${sql.join(columns)} from article_in p ${sql.join(joins, sql` `)})`);
  return sql.join(tables);
}

/** Few articles: what they have is looked up one by one, by indexes, since the planner can't tell how few they are. */
function membersOutsideOfDays({ dimensions, extras }: CoverageQuery): RawBuilder<unknown> {
  const quotes = extras.quotes ? sql`(select count(*) from quote q where q.article_id = p.id)` : sql`0::bigint`;
  const whole = sql`whole as (select p.*, ${quotes} as quotes from article_in p)`;
  if (!dimensions.includes('TOPIC')) return sql`${whole}, member as (select * from whole)`;
  return sql`
    ${topicsAbove},
    ${whole},
    member as (
      select distinct p.id, a.topic, p.n, p.day_n, p.is_within, p.word_count, p.quotes
      from whole p cross join lateral (${topicsOf(sql`p.id`)}) t join above a on a.topic_id = t.topic_id
    )`;
}

const topicsOfArticles = sql`
  topic_of as (
    select distinct m.article_id, a.topic
    from picked p join article_topic m on m.article_id = p.id join above a on a.topic_id = m.topic_id
  )`;

function addViews({ tables, columns, joins }: Parts): void {
  tables.push(sql`
    viewed as materialized (
      select v.article_id, sum(v.views) as views from article_views_history v
      where v.article_id in (select id from picked) group by v.article_id
    )`);
  columns.push(sql`v.views`);
  joins.push(sql`left join viewed v on v.article_id = p.id`);
}

/** Sources, their kinds and roles, and quotes: those of the source where there is one in the row, else the article's. */
function addEdges({ tables, columns, joins }: Parts, { dimensions, filter, extras }: CoverageQuery): void {
  const edges = (['SOURCE', 'SOURCE_KIND', 'ROLE'] as const).filter((dimension) => dimensions.includes(dimension));
  const isOfEdge = edges.length > 0;
  if (extras.quotes) {
    const key = isOfEdge ? sql`q.article_id, q.source_id, q.role` : sql`q.article_id`;
    tables.push(sql`
      quoted as materialized (
        select ${key}, count(*) as quotes from quote q where q.article_id in (select id from picked) group by ${key}
      )`);
    columns.push(isOfEdge ? sql`x.quotes` : sql`q.quotes`);
    if (!isOfEdge) joins.push(sql`left join quoted q on q.article_id = p.id`);
  }
  if (!isOfEdge) return;
  const ofQuotes = sql`
    left join quoted q on q.article_id = x.article_id and q.source_id = x.source_id and q.role = x.role`;
  tables.push(sql`
    edge_of as (
      select x.article_id, ${sql.join(edges.map((edge) => edgeColumns[edge]))}
             ${extras.quotes ? sql`, sum(q.quotes)::bigint as quotes` : sql``}
      from picked p join attribution x on x.article_id = p.id ${inRoles(filter.roles)}
      ${edges.includes('SOURCE_KIND') ? sql`join source s on s.id = x.source_id` : sql``}
      ${extras.quotes ? ofQuotes : sql``}
      group by ${sql.join([1, ...edges.map((_, index) => index + 2)].map((place) => sql.lit(place)))}
    )`);
  columns.push(...edges.map((edge) => sql.ref(`x.${columnOf[edge]}`)));
  joins.push(sql`join edge_of x on x.article_id = p.id`);
}
