/** SQL of the filter `where` on a list of articles: conditions on a `published_article` called `a`. */

import { type RawBuilder, sql } from 'kysely';
import { sourceIdsNamed, topicIdsNamed } from '../catalogue/named.ts';
import { descendantIds, sourceIds, topicIds } from '../catalogue/slug-ids.ts';
import { and } from '../engine/names.ts';
import type { AttributionRole, SourceKind } from '../types.ts';
import { isSaidBy, saidQuery } from './said-query.ts';
import { matchesSearch, type Search } from './search.ts';
import { type SourceCount, sourceCountConditions } from './source-counts.ts';

export interface SlugSets {
  readonly anyOf?: readonly string[] | undefined;
  readonly allOf?: readonly string[] | undefined;
  readonly noneOf?: readonly string[] | undefined;
}

/** Half-open; RFC 3339. */
interface Span {
  readonly from?: string | undefined;
  readonly before?: string | undefined;
}

/** Any of these names. */
export interface Named {
  readonly of: 'topic' | 'source';
  readonly names: readonly string[];
  readonly isExcluded: boolean;
}

export interface ArticleFilter {
  readonly topics?: (SlugSets & { readonly includeDescendants: boolean }) | undefined;
  readonly sources?: SlugSets | undefined;
  /** With `sources`: in one of these roles. Alone: articles that have anyone in one of them. */
  readonly roles?: readonly AttributionRole[] | undefined;
  /** Half-open; RFC 3339. */
  readonly publishedAt?: Span | undefined;
  /** BCP 47; takes in what goes on behind it: `en` finds `en-GB`, `zh-Hant` finds `zh-Hant-TW`. */
  readonly language?: string | undefined;
  readonly search?: Search | undefined;
  readonly sourceCount?: SourceCount | undefined;
  /** Whether only headline and standfirst are known. */
  readonly isTeaser?: boolean | undefined;
  /** Half-open; RFC 3339. */
  readonly updatedAt?: Span | undefined;
  /** Of sources that they rest on, in one of `roles` if those are given. */
  readonly sourceKinds?: readonly SourceKind[] | undefined;
  /** Topics and sources by whatever name somebody typed: a slug, a name, an alias. */
  readonly named?: readonly Named[] | undefined;
  /** Full texts; for each there is a quote that has it. */
  readonly quotes?: readonly Search[] | undefined;
  /** At least one of these holds; they have no `search` of their own. */
  readonly or?: readonly ArticleFilter[] | undefined;
  /** Only these; an empty list matches nothing. */
  readonly ids?: readonly number[] | undefined;
  readonly notIds?: readonly number[] | undefined;
}

type Condition = RawBuilder<boolean>;

export function isUnfiltered(filter: ArticleFilter): boolean {
  return Object.values(filter).every((condition) => condition === undefined);
}

/** The rest of a condition on an attribution called `x`; nothing for any role. */
export function inRoles(roles: readonly AttributionRole[] | undefined): RawBuilder<unknown> {
  return roles === undefined ? sql`` : sql`and x.role = any(${roles}::text[]::attribution_role[])`;
}

/** Every condition of a filter. */
export function filterConditions(filter: ArticleFilter): Condition[] {
  return [
    ...topicConditions(filter.topics),
    ...sourceConditions(filter),
    ...(filter.named ?? []).map(namedCondition),
    ...within(sql`a.published_at`, filter.publishedAt),
    ...within(sql`a.updated_at`, filter.updatedAt),
    ...languageConditions(filter.language),
    ...(filter.search === undefined ? [] : [matchesSearch(filter.search)]),
    ...(filter.quotes ?? []).map((search) => isQuoted(search, filter.language)),
    ...(filter.or === undefined ? [] : [eitherOf(filter.or)]),
    ...sourceCountConditions(filter.sourceCount),
    ...(filter.isTeaser === undefined
      ? []
      : [filter.isTeaser ? sql<boolean>`a.is_teaser` : sql<boolean>`not a.is_teaser`]),
    ...(filter.ids === undefined ? [] : [sql<boolean>`a.id = any(${filter.ids}::int[])`]),
    ...(filter.notIds === undefined ? [] : [sql<boolean>`a.id <> all(${filter.notIds}::int[])`]),
  ];
}

function topicConditions(topics: ArticleFilter['topics']): Condition[] {
  if (topics === undefined) return [];
  const covers = (slugs: readonly string[]): Condition => sql<boolean>`exists (
    select from article_topic x
    where x.article_id = a.id and x.topic_id = any(array(${topicIds(slugs, topics.includeDescendants)}))
  )`;
  return slugSetConditions(topics, covers);
}

function sourceConditions({ sources, roles, sourceKinds }: ArticleFilter): Condition[] {
  const inRole = inRoles(roles);
  const ofKinds =
    sourceKinds === undefined
      ? []
      : [
          sql<boolean>`exists (
            select from attribution x join source s on s.id = x.source_id
            where x.article_id = a.id and s.kind = any(${sourceKinds}::text[]::source_kind[]) ${inRole}
          )`,
        ];
  if (sources === undefined || isEmpty(sources)) {
    return roles === undefined || sourceKinds !== undefined
      ? ofKinds
      : [sql<boolean>`exists (select from attribution x where x.article_id = a.id ${inRole})`];
  }
  const restsOn = (slugs: readonly string[]): Condition => sql<boolean>`exists (
    select from attribution x
    where x.article_id = a.id and x.source_id = any(array(${sourceIds(slugs)})) ${inRole}
  )`;
  return [...ofKinds, ...slugSetConditions(sources, restsOn)];
}

function isEmpty({ anyOf, allOf = [], noneOf = [] }: SlugSets): boolean {
  return anyOf === undefined && allOf.length === 0 && noneOf.length === 0;
}

function slugSetConditions(sets: SlugSets, has: (slugs: readonly string[]) => Condition): Condition[] {
  return [
    ...(sets.anyOf === undefined ? [] : [has(sets.anyOf)]),
    ...(sets.allOf ?? []).map((slug) => has([slug])),
    ...(sets.noneOf === undefined ? [] : [sql<boolean>`not ${has(sets.noneOf)}`]),
  ];
}

function namedCondition({ of, names, isExcluded }: Named): Condition {
  const isAny =
    of === 'topic'
      ? sql<boolean>`exists (
          select from article_topic x where x.article_id = a.id and x.topic_id = any(array(${descendantIds(topicIdsNamed(names))}))
        )`
      : sql<boolean>`exists (
          select from attribution x where x.article_id = a.id and x.source_id = any(array(${sourceIdsNamed(names)}))
        )`;
  return isExcluded ? sql<boolean>`not ${isAny}` : isAny;
}

function isQuoted(search: Search, language: string | undefined): Condition {
  return sql<boolean>`a.id in (
    with ${saidQuery(search, language)} select q.article_id from quote q where ${isSaidBy('q')}
  )`;
}

function eitherOf(filters: readonly ArticleFilter[]): Condition {
  if (filters.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${sql.join(
    filters.map((filter) => sql`(${and(filterConditions(filter))})`),
    sql` or `,
  )})`;
}

function within(date: RawBuilder<unknown>, { from, before }: Span = {}): Condition[] {
  return [
    ...(from === undefined ? [] : [sql<boolean>`${date} >= ${from}`]),
    ...(before === undefined ? [] : [sql<boolean>`${date} < ${before}`]),
  ];
}

/**
 * A range as in RFC 4647, 3.3.1: the tag, and those that go on behind it. Relies on the index over the primary subtag, in
 * which the whole tag stands too. What comes behind "-" in the order of code points is ".".
 */
function languageConditions(language: string | undefined): Condition[] {
  if (language === undefined) return [];
  const tag = language.toLowerCase();
  const [primary] = tag.split('-');
  const whole = sql`lower(a.language) collate "C"`;
  return [
    sql<boolean>`split_part(lower(a.language), '-', 1) = ${primary}`,
    ...(tag === primary ? [] : [sql<boolean>`${whole} >= ${tag} and ${whole} < ${`${tag}.`}`]),
  ];
}
