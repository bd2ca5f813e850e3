/** Topics: by id, slug, article and parent, and the list of them by name, position or number of articles. */

import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import type { Rows } from '../engine/keyset.ts';
import { and, countRows, hasFolded, listsByName, type NamePage } from '../engine/names.ts';
import { listByNumber, type NumberPage } from '../engine/numbered-lists.ts';
import { prepared } from '../engine/prepared.ts';
import type { Topic } from '../types.ts';
import { isEdgePublished } from './citations.ts';
import { topicIds } from './slug-ids.ts';

export type TopicRow = Omit<Selectable<Topic>, 'sort_name'>;

const columns = sql`t.id, t.slug, t.name, t.description, t.parent_id, t.revision, t.aliases, t.position, t.is_featured`;

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
  /** Part of the name, in any case and with or without accents, or a whole alias. */
  readonly search?: string | undefined;
  /** Slug of the topic whose children are wanted. */
  readonly parent?: string | undefined;
  readonly rootsOnly?: boolean | undefined;
  /** Only those of the masthead. */
  readonly featured?: true | undefined;
}

function conditions(filter: TopicFilter): RawBuilder<boolean>[] {
  return [
    ...(filter.search === undefined
      ? []
      : [
          sql<boolean>`(${hasFolded(sql`t.name`, filter.search)} or t.id in (select k.topic_id from topic_key k where k.key = name_key(${filter.search})))`,
        ]),
    ...(filter.parent === undefined
      ? []
      : [sql<boolean>`t.parent_id = any(array(${topicIds([filter.parent], false)}))`]),
    ...(filter.rootsOnly === true ? [sql<boolean>`t.parent_id is null`] : []),
    ...(filter.featured === true ? [isOnMasthead] : []),
  ];
}

/** What an article of the last days is about is what a newsroom without a masthead of its own would put there. */
const RECENT_DAYS = 30;
const MOST_USED = 12;
/** Where the last days have fewer topics, as those of an archive may, the latest articles' are there as well. */
const FEW = 3;
const LATEST = 1_000;

/**
 * Before the latest article that has a topic, so that an archive of long ago has them too, and no hour that passes changes
 * them. Relies on the order of `article_published_order`.
 */
const recently = sql`(
  select p.published_at from published_article p where exists (select from article_topic e where e.article_id = p.id)
  order by p.published_at desc limit 1
) - make_interval(days => ${sql.lit(RECENT_DAYS)})`;

/** Articles of the last days about a topic called `t`. Relies on the index `article_topic_order`. */
const recentArticles = sql`(
  select count(*) from article_topic x where x.topic_id = t.id and x.published_at > ${recently} and ${isEdgePublished}
)`;

/** Those that are featured; where none is, those that most articles of the last days are about; where these are few, of the latest articles. */
const isOnMasthead = sql<boolean>`(
  t.is_featured or (
    not exists (select from topic where is_featured)
    and t.id in (
      select topic_id from (
        select x.topic_id, count(*) as latest, count(*) filter (where a.published_at > ${recently}) as recent,
               sum(least(count(*) filter (where a.published_at > ${recently}), 1)) over () as recent_topics
        from (
          select l.id, l.published_at from published_article l
          order by l.published_at desc, l.id desc limit ${sql.lit(LATEST)}
        ) a join article_topic x on x.article_id = a.id
        group by x.topic_id
      ) counted
      where recent > 0 or recent_topics < ${sql.lit(FEW)}
      order by recent desc, latest desc, topic_id limit ${sql.lit(MOST_USED)}
    )
  )
)`;

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

interface TopicsByPosition {
  readonly filter: TopicFilter;
  readonly order: 'POSITION';
  readonly page: NumberPage;
}

/** A page of the topics that match. */
export type TopicList = TopicsByName | TopicsByArticles | TopicsByPosition;

/** With its place in the list. */
export type ListedTopic = TopicRow & { readonly sort_name?: string; readonly number?: number };

/** Answers by position in `lists`, which are of one `kindOfList`. */
export async function topicLists(db: Db, lists: readonly TopicList[]): Promise<Rows<ListedTopic>[]> {
  const others = lists.filter((list) => list.order !== 'NAME');
  if (others.length > 0) return Promise.all(others.map((list) => listByOrder(db, list)));
  const byName = lists.filter((list) => list.order === 'NAME');
  const asked = byName.map(({ filter, page }) => ({ conditions: conditions(filter), page }));
  return listsByName(db, { from: sql`topic t`, alias: 't', columns }, asked);
}

function listByOrder(db: Db, list: TopicsByArticles | TopicsByPosition): Promise<Rows<ListedTopic>> {
  return list.order === 'ARTICLES' ? listByArticles(db, list) : listByPosition(db, list);
}

/** Behind every position. */
const NO_POSITION = 2_000_000;

/** Those without a position are behind all that have one, the one that most articles of the last days are about first. */
function listByPosition(db: Db, { filter, page }: TopicsByPosition): Promise<Rows<ListedTopic>> {
  return listByNumber(
    db,
    sql`
      select ${columns},
             coalesce(t.position, ${sql.lit(NO_POSITION)} - least(${recentArticles}, 999999))::float8 as number
      from topic t
      where ${and(conditions(filter))}`,
    page,
  );
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
