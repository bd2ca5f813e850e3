/** Topics: by id, slug, article and parent, and the list of them by name or number of articles. */

import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import type { Rows } from '../engine/keyset.ts';
import { and, containing, countRows, listsByName, type NamePage } from '../engine/names.ts';
import { listByNumber, type NumberPage } from '../engine/numbered-lists.ts';
import { prepared } from '../engine/prepared.ts';
import type { Topic } from '../types.ts';
import { isEdgePublished } from './citations.ts';
import { topicIds } from './slug-ids.ts';

export type TopicRow = Omit<Selectable<Topic>, 'sort_name'>;

const columns = sql`t.id, t.slug, t.name, t.description, t.parent_id, t.revision`;

const selectByIds = prepared<{ ids: readonly number[] }, TopicRow & { key: number }>(
  'topics_by_ids',
  ({ ids }) => sql`
    select t.id as key, ${columns} from topic t where t.id = any(${ids}::int[])
    union all
    select f.former_id, ${columns} from former_topic_slug f join topic t on t.id = f.topic_id
    where f.former_id = any(${ids}::int[])
  `,
);

/** The id of one that was merged finds the topic that took it in. */
export async function topicsByIds(db: Db, ids: readonly number[]): Promise<Map<number, TopicRow>> {
  return new Map((await selectByIds(db, { ids })).map(({ key, ...row }) => [key, row]));
}

const selectBySlugs = prepared<{ slugs: readonly string[] }, TopicRow & { key: string }>(
  'topics_by_slugs',
  ({ slugs }) => sql`
    select k.slug as key, t.* from unnest(${slugs}::text[]) k (slug) cross join lateral (
      select ${columns} from topic t where t.slug = k.slug
      union all
      select ${columns} from topic t where t.id = (select f.topic_id from former_topic_slug f where f.slug = k.slug)
    ) t
  `,
);

/** A former slug finds the topic too. */
export async function topicsBySlugs(db: Db, slugs: readonly string[]): Promise<Map<string, TopicRow>> {
  return new Map((await selectBySlugs(db, { slugs })).map(({ key, ...row }) => [key, row]));
}

/** @param those a condition on the article's id, from the operator on */
export const topicsOfArticles = (those: RawBuilder<unknown>) => sql`
  select at.article_id, ${columns} from article_topic at
  cross join lateral (select * from topic t where t.id = at.topic_id offset 0) t
  where at.article_id ${those}
  order by at.article_id, at.position, t.id`;

const selectByArticles = prepared<{ ids: readonly number[] }, TopicRow & { article_id: number }>(
  'topics_by_articles',
  ({ ids }) => topicsOfArticles(sql`= any(${ids}::int[])`) as RawBuilder<TopicRow & { article_id: number }>,
);

/** Most important first. */
export async function topicsByArticleIds(db: Db, ids: readonly number[]): Promise<Map<number, TopicRow[]>> {
  return Map.groupBy(await selectByArticles(db, { ids }), (row) => row.article_id);
}

const selectByParents = prepared<{ ids: readonly number[] }, TopicRow & { parent_id: number }>(
  'topics_by_parents',
  ({ ids }) => sql`
    select ${columns} from topic t where t.parent_id = any(${ids}::int[]) order by t.parent_id, t.sort_name, t.id
  `,
);

/** By name. */
export async function topicsByParentIds(db: Db, ids: readonly number[]): Promise<Map<number, TopicRow[]>> {
  return Map.groupBy(await selectByParents(db, { ids }), (row) => row.parent_id);
}

export interface TopicFilter {
  /** Part of the name, in any case. */
  readonly search?: string | undefined;
  /** Slug of the topic whose children are wanted. */
  readonly parent?: string | undefined;
  readonly rootsOnly?: boolean | undefined;
}

function conditions(filter: TopicFilter): RawBuilder<boolean>[] {
  return [
    ...(filter.search === undefined ? [] : [sql<boolean>`t.name ilike ${containing(filter.search)}`]),
    ...(filter.parent === undefined
      ? []
      : [sql<boolean>`t.parent_id = any(array(${topicIds([filter.parent], false)}))`]),
    ...(filter.rootsOnly === true ? [sql<boolean>`t.parent_id is null`] : []),
  ];
}

interface TopicsByName {
  readonly filter: TopicFilter;
  readonly order: 'NAME';
  readonly page: NamePage;
}

interface TopicsByArticles {
  readonly filter: TopicFilter;
  readonly order: 'ARTICLES';
  readonly page: NumberPage;
}

/** A page of the topics that match. */
export type TopicList = TopicsByName | TopicsByArticles;

/** With its place in the list. */
export type ListedTopic = TopicRow & { readonly sort_name?: string; readonly number?: number };

/** Answers by position in `lists`, which are of one `kindOfList`. */
export async function topicLists(db: Db, lists: readonly TopicList[]): Promise<Rows<ListedTopic>[]> {
  const others = lists.filter((list) => list.order !== 'NAME');
  if (others.length > 0) return Promise.all(others.map((list) => listByArticles(db, list)));
  const byName = lists.filter((list) => list.order === 'NAME');
  const asked = byName.map(({ filter, page }) => ({ conditions: conditions(filter), page }));
  return listsByName(db, { from: sql`topic t`, alias: 't', columns }, asked);
}

/** By how many published articles cover the topic itself. */
function listByArticles(db: Db, { filter, page }: TopicsByArticles): Promise<Rows<ListedTopic>> {
  return listByNumber(
    db,
    sql`
      select ${columns}, coalesce(c.articles, 0)::float8 as number
      from topic t left join (
        select x.topic_id, count(*) as articles from article_topic x where ${isEdgePublished} group by x.topic_id
      ) c on c.topic_id = t.id
      where ${and(conditions(filter))}`,
    page,
  );
}

/** How many match each filter, by its position. */
export function topicCounts(db: Db, filters: readonly TopicFilter[]): Promise<number[]> {
  return countRows(db, sql`topic t`, filters.map(conditions));
}
