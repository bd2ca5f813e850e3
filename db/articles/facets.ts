/**
 * Facets of a list of articles: how many of them there are by topic, source, language and time. One statement for all
 * that are asked for, over so many of its articles at the most.
 */

import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import { and } from '../engine/names.ts';
import type { AttributionRole, SourceKind } from '../types.ts';
import type { ArticleCount } from './counts.ts';
import { filterConditions, inRoles } from './filters.ts';
import { scopeConditions, withQuery } from './lists.ts';

/** So many articles are counted exactly; of a longer list, so many of them. */
export const MAX_FACETED_ARTICLES = 20_000;
/** Rows that each article has in a facet are few. */
const MAX_MONTHS = 24;
const MAX_YEARS = 100;

export const facetNames = ['topics', 'sources', 'sourceKinds', 'languages', 'years', 'months'] as const;
export type FacetName = (typeof facetNames)[number];

export interface FacetsKey extends ArticleCount {
  readonly facets: readonly FacetName[];
  /** Of topics, sources and languages, each. */
  readonly first: number;
  /** IANA's name: whose years and months. */
  readonly timeZone: string;
  readonly most: number;
}

interface Counted {
  readonly articles: number;
}

export interface Facets {
  /** How many were counted. */
  readonly articles: number;
  /** Whether those are all. */
  readonly is_exact: boolean;
  readonly topics: readonly (Counted & { readonly id: number })[] | null;
  readonly sources:
    | readonly (Counted & {
        readonly id: number;
        readonly roles: readonly (Counted & { readonly role: AttributionRole })[];
      })[]
    | null;
  readonly sourceKinds: readonly (Counted & { readonly kind: SourceKind })[] | null;
  readonly languages: readonly (Counted & { readonly language: string })[] | null;
  readonly years: readonly PeriodCount[] | null;
  readonly months: readonly PeriodCount[] | null;
}

/** Of a year or a month; times in RFC 3339. */
export interface PeriodCount extends Counted {
  readonly starts_at: string;
  readonly ends_at: string;
}

export async function facetsOfList(db: Db, key: FacetsKey): Promise<Facets> {
  const { scope, id, filter, facets, most } = key;
  const parts = facets.map((name) => sql`${sql.lit(name)}, (${facetRows[name](key)})`);
  const { rows } = await sql<{ counted: number; is_exact: boolean; facets: Partial<Facets> }>`
    with ${withQuery(filter, ',')}
    reached as materialized (
      select a.id, a.published_at, a.language from (select ${id}::int as id) k, published_article a
      where ${and([...scopeConditions(scope), ...filterConditions(filter)])}
      limit ${most + 1}
    ),
    picked as materialized (select * from reached limit ${most})
    select least(count(*), ${most})::int as counted, count(*) <= ${most} as is_exact,
           json_build_object(${sql.join(parts)}) as facets
    from reached
  `.execute(db);
  const [row] = rows;
  return {
    ...{ topics: null, sources: null, sourceKinds: null, languages: null, years: null, months: null },
    ...row?.facets,
    articles: row?.counted ?? 0,
    is_exact: row?.is_exact ?? true,
  };
}

const listOf = (rows: RawBuilder<unknown>) => sql`select coalesce(json_agg(f), '[]') from (${rows}) f`;

const facetRows: Readonly<Record<FacetName, (key: FacetsKey) => RawBuilder<unknown>>> = {
  topics: ({ first }) =>
    listOf(sql`
      select x.topic_id as id, count(*)::int as articles from picked p join article_topic x on x.article_id = p.id
      group by x.topic_id order by count(*) desc, x.topic_id limit ${first}`),
  // In the roles that the filter asks for, so that each of them leads to as many.
  sources: ({ first, filter: { roles } }) => sql`
    with edge as materialized (
      select x.source_id, x.role, x.article_id from picked p join attribution x on x.article_id = p.id ${inRoles(roles)}
    ),
    top as materialized (
      select source_id as id, count(*)::int as articles from (select distinct source_id, article_id from edge) e
      group by source_id order by count(*) desc, source_id limit ${first}
    )
    ${listOf(sql`
      select top.*, (
        select json_agg(r order by r.articles desc, r.role) from (
          select e.role, count(*)::int as articles from edge e where e.source_id = top.id group by e.role
        ) r
      ) as roles
      from top order by top.articles desc, top.id`)}`,
  sourceKinds: ({ filter: { roles } }) =>
    listOf(sql`
      select kind, count(*)::int as articles from (
        select distinct s.kind, x.article_id
        from picked p join attribution x on x.article_id = p.id ${inRoles(roles)} join source s on s.id = x.source_id
      ) k
      group by kind order by count(*) desc, kind`),
  languages: ({ first }) =>
    listOf(sql`
      select split_part(lower(p.language), '-', 1) as language, count(*)::int as articles from picked p
      group by 1 order by count(*) desc, 1 limit ${first}`),
  years: (key) => periodRows(key, 'year', MAX_YEARS),
  months: (key) => periodRows(key, 'month', MAX_MONTHS),
};

/** The latest first. */
function periodRows({ timeZone }: FacetsKey, unit: 'year' | 'month', most: number): RawBuilder<unknown> {
  const step = sql.lit(`1 ${unit}`);
  const moment = (local: RawBuilder<unknown>) =>
    sql`to_char((${local} at time zone ${timeZone}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return listOf(sql`
    select ${moment(sql`local`)} as starts_at, ${moment(sql`(local + interval ${step})`)} as ends_at, articles
    from (
      select date_trunc(${sql.lit(unit)}, p.published_at at time zone ${timeZone}) as local, count(*)::int as articles
      from picked p group by 1 order by 1 desc limit ${most}
    ) m
    order by local desc`);
}
