/** Reads related articles: edges worked out beforehand, by an index, filled by recency. */

import { type RawBuilder, sql } from 'kysely';
import { type ArticleCard, cardColumns } from '../articles/articles.ts';
import { languagesInUse } from '../articles/languages-in-use.ts';
import { type ArticleParts, topicsAsJson } from '../articles/parts.ts';
import type { SourceRow } from '../catalogue/sources.ts';
import type { TopicRow } from '../catalogue/topics.ts';
import type { Db } from '../engine/database.ts';
import { type RankedRange, type Rows, rankedArrays, upTo } from '../engine/keyset.ts';
import { prepared } from '../engine/prepared.ts';
import { type Kind, recent } from '../engine/recent.ts';
import type { EdgeStrength } from './edges.ts';

type Part = RawBuilder<unknown>;

export interface RelatedKey extends RankedRange {
  readonly id: number;
  /** Whether each article brings its topics. */
  readonly withTopics?: boolean;
}

/** How sure it is that two articles belong together; RECENT only fills the list. */
export type RelatedStrength = EdgeStrength | 'RECENT';

export interface RelatedReason {
  readonly kind: 'SIMILAR_TEXT' | 'SHARED_TOPICS' | 'SHARED_SOURCES' | 'EDITOR_PICK' | 'RECENT';
  /** Part of the score that it explains, or of why it is there at all; the weights of an edge sum to 1. */
  readonly weight: number;
  readonly terms: string[];
  readonly topics: TopicRow[];
  readonly sources: SourceRow[];
}

export type RelatedRow = ArticleCard & {
  /** As `related_article` has it, an editor's picks before that. In the tail it is beyond every edge's. */
  readonly place: number;
  /** Set in the tail: the list's order there. */
  readonly at: Date | null;
  readonly score: number;
  readonly strength: RelatedStrength;
  readonly reasons: RelatedReason[];
  readonly brought?: Pick<ArticleParts, 'topics'>;
};

/** Picks stand before everything else: the first has this place, negated, plus one. */
const FIRST_PICK = 1000;
/** Behind that of a score of nothing, and still a whole number in JavaScript; kinds behind the first stand at the next ones. */
const TAIL_PLACE = 2 ** 52;

/** As it is stored: topics and sources by id. */
interface StoredReason {
  readonly kind: RelatedReason['kind'];
  readonly weight: number;
  readonly terms?: string[];
  readonly topics?: number[];
  readonly sources?: number[];
}

interface Parameters extends Record<string, unknown> {
  ids: number[];
  places: number[];
  dates: string[];
  rowIds: number[];
  excluded: string[];
  read: number;
  withTopics: boolean[];
}

type FoundRow = Omit<RelatedRow, 'reasons' | 'brought'> & {
  readonly topics: TopicRow[] | null;
  readonly key: number;
  readonly reasons: StoredReason[];
  /** On the first row: every topic and source that a reason of any row names. */
  readonly named: { readonly topics: TopicRow[] | null; readonly sources: SourceRow[] | null } | null;
};

const selectRelated = prepared<Parameters, FoundRow>(
  'related_articles',
  ({ ids, places, dates, rowIds, excluded, read, withTopics }) => sql`
    with k as materialized (
      select k.article_id, k.after_place, k.after_at, k.after_id, k.excluded::int[] as excluded, k.with_topics, k.key,
             case when k.after_at < 'infinity' then k.after_place - ${sql.lit(TAIL_PLACE)} else 0 end as after_kind,
             ${familyOf(sql`own`)} as languages
      from unnest(
        ${ids}::int[], ${places}::float8[]::bigint[], ${dates}::timestamptz[], ${rowIds}::int[], ${excluded}::text[],
        ${withTopics}::bool[]
      ) with ordinality as k (article_id, after_place, after_at, after_id, excluded, with_topics, key)
      left join lateral (select p.language from published_article p where p.id = k.article_id offset 0) own on true
    ),
    edge as materialized (
      select k.key, r.related_id, r.place, r.score, r.strength, r.reasons
      from k cross join lateral (
        select r.* from (
          select c.related_id, row_number() over (order by c.chosen_at, c.related_id) - ${sql.lit(FIRST_PICK)} as place,
                 1::real as score, 'SIMILAR' as strength, '[{"kind": "EDITOR_PICK", "weight": 1}]'::jsonb as reasons
          from related_choice c
          where c.article_id = k.article_id and not c.is_hidden and (c.until is null or c.until > now())
          union all
          select r.related_id, r.place, r.score, r.strength::text, r.reasons
          from related_article r
          where r.article_id = k.article_id and ${isUnchosen(sql`r.related_id`)}
        ) r cross join lateral (select from published_article p where p.id = r.related_id offset 0) p
        where r.place > k.after_place and r.related_id <> all(k.excluded)
        order by r.place limit ${read}
      ) r
      where k.after_at = 'infinity'
    ),
    listed as (
      select key, related_id, place, null::timestamptz as at, score, strength, reasons from edge
      union all
      select k.key, recent.article_id, ${sql.lit(TAIL_PLACE)}::bigint + recent.kind, recent.at, 0, 'RECENT', '[{"kind": "RECENT", "weight": 1}]'
      from k cross join lateral (${recent(kindsOf(read), read)}) recent
      where ${read} > (select count(*) from edge where edge.key = k.key)
    ),
    named_topic as materialized (
      select jsonb_agg(to_jsonb(t)) as rows from (${namedBy('topics')}) named
      cross join lateral (select * from topic t where t.id = named.id offset 0) t
    ),
    named_source as materialized (
      select jsonb_agg(to_jsonb(s) - 'aliases') as rows from (${namedBy('sources')}) named
      cross join lateral (select * from source s where s.id = named.id offset 0) s
    )
    select l.key::int as key, ${cardColumns}, l.place::float8 as place, l.at, l.score, l.strength, l.reasons,
           case when (select k.with_topics from k where k.key = l.key) then ${topicsAsJson(sql`a.id`)} end as topics,
           case when row_number() over (order by l.key, l.place, l.at desc, l.related_id desc) = 1 then
             jsonb_build_object('topics', (select rows from named_topic), 'sources', (select rows from named_source))
           end as named
    -- Each by its key, here and above: without statistics the planner would ask for the list of every article.
    from listed l cross join lateral (select * from published_article a where a.id = l.related_id offset 0) a
    order by l.key, l.place, l.at desc, a.id desc
  `,
);

/** What fills the list of `k`: what is in its language where that is known, then all else, whole pieces before teasers in both. */
function kindsOf(read: Part): Kind[] {
  const isWhole = sql`not p.is_teaser`;
  const isTeaser = sql`p.is_teaser`;
  return [
    { kind: 0, latest: (isBehind) => latestInFamily(sql`${isWhole} and ${isBehind(at, id)}`, read) },
    { kind: 1, latest: (isBehind) => latestInFamily(sql`${isTeaser} and ${isBehind(at, id)}`, read) },
    { kind: 2, latest: (isBehind) => latestElsewhere(sql`${isWhole} and ${isBehind(at, id)}`, read) },
    { kind: 3, latest: (isBehind) => latestElsewhere(sql`${isTeaser} and ${isBehind(at, id)}`, read) },
  ];
}

const at = sql`p.published_at`;
const id = sql`p.id`;

const latestIn = (language: Part, condition: Part, read: Part) => sql`
  select p.id as article_id, p.published_at as at from published_article p
  where ${primaryLanguage(sql`p`)} = ${language} and ${condition}
    and p.id <> k.article_id and p.id <> all(k.excluded)
    and not exists (select from related_article r where r.article_id = k.article_id and r.related_id = p.id)
    and ${isUnchosen(id)}
  order by p.published_at desc, p.id desc limit ${read}`;

/** In that of `k`, and in those that its readers read as well. */
const latestInFamily = (condition: Part, read: Part) => sql`
  select l.article_id, l.at
  from unnest(k.languages) own (tag) cross join lateral (${latestIn(sql`own.tag`, condition, read)}) l
  order by l.at desc, l.article_id desc limit ${read}`;

/** Language by language, each a range of the index: what is in that of `k` may be nearly all that there is. */
const latestElsewhere = (condition: Part, read: Part) => sql`
  select l.article_id, l.at
  from (${languagesInUse}) used cross join lateral (${latestIn(sql`used.tag`, condition, read)}) l
  where k.languages is null or used.tag <> all(k.languages)
  order by l.at desc, l.article_id desc limit ${read}`;

/** As the index of languages has it. */
const primaryLanguage = (of: Part) => sql`split_part(lower(${of}.language), '-', 1)`;

/** Norwegian has three tags, two ways of writing and one of both; what is in no known language has no family. */
const familyOf = (of: Part) => sql`
  case when ${primaryLanguage(of)} in ('nb', 'nn', 'no') then array['nb', 'nn', 'no']
       when ${primaryLanguage(of)} <> 'und' then array[${primaryLanguage(of)}] end`;

/** Neither hidden nor picked by an editor at the moment, for the article of `k`. */
function isUnchosen(relatedId: Part) {
  return sql`not exists (
    select from related_choice c
    where c.article_id = k.article_id and c.related_id = ${relatedId} and (c.until is null or c.until > now())
  )`;
}

/** Ids that the reasons of any edge name, each once. */
function namedBy(what: 'topics' | 'sources') {
  return sql`
    select distinct id::int as id from edge, jsonb_array_elements(edge.reasons) reason,
      jsonb_array_elements_text(reason->${sql.lit(what)}) id`;
}

/** One statement for any number of articles, pages and lengths; by position in `keys`. */
export async function relatedArticles(db: Db, keys: readonly RelatedKey[]): Promise<Rows<RelatedRow>[]> {
  const { dates, rowIds, excluded, read } = rankedArrays(keys);
  const rows = await selectRelated(db, {
    ids: keys.map(({ id }) => id),
    places: keys.map(({ after }) => after?.rank ?? -FIRST_PICK),
    dates,
    rowIds,
    excluded,
    read,
    withTopics: keys.map(({ withTopics = false }) => withTopics),
  });
  const name = namer(rows[0]?.named ?? null);
  const byKey = Map.groupBy(rows, (row) => row.key);
  return keys.map(({ first }, index) => {
    const found = byKey.get(index + 1) ?? [];
    return upTo(
      first,
      found.map(({ topics, ...row }) => ({
        ...row,
        reasons: row.reasons.map(name),
        ...(topics !== null && { brought: { topics } }),
      })),
    );
  });
}

function namer(named: FoundRow['named']): (stored: StoredReason) => RelatedReason {
  const topics = new Map((named?.topics ?? []).map((topic) => [topic.id, topic]));
  const sources = new Map((named?.sources ?? []).map((source) => [source.id, source]));
  const known = <Row>(rows: Map<number, Row>, ids: readonly number[] = []) =>
    ids.map((id) => rows.get(id)).filter((row) => row !== undefined);
  return ({ kind, weight, terms = [], ...ids }) => ({
    kind,
    weight,
    terms,
    topics: known(topics, ids.topics),
    sources: known(sources, ids.sources),
  });
}
