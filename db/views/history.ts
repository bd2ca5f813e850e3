/** Import of historic view counts: each line finds its article, then all are merged in one transaction. */

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import { HOURLY_DAYS } from '../trending/clock.ts';
import { rebuildTrending } from '../trending/refresh.ts';

const MAX_VIEWS = 2_000_000_000;

/** What a line calls its article, in any of the ways that it may. */
export interface ArticleName {
  /** As the line has it. */
  readonly name: string;
  /** The slug, now or formerly, that the name is or holds. */
  readonly slug: string | null;
  /** The address that the name is, as imports keep addresses. */
  readonly url: string | null;
}

export interface HistoricViews {
  readonly articleId: number;
  /** Start of the hour, UTC. */
  readonly hour: Date;
  readonly views: number;
}

/** What became, or would become, of the counts: one for an article and hour, or for a day that is rolled up. */
export interface MergedViews {
  /** Where there was none. */
  readonly created: number;
  /** Where there was a lower one. */
  readonly raised: number;
  /** Where there was as high a one, or a higher one. */
  readonly unchanged: number;
}

/** Articles by what lines call them, published or not; names that mean none are missing. */
export async function articleIdsByNames(db: Db, names: readonly ArticleName[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ name: string; id: number }>`
    select given.name, coalesce(
      (select a.id from article a where a.slug = given.slug),
      (select f.article_id from former_slug f where f.slug = given.slug),
      (select o.article_id from import_origin o where o.origin = given.url),
      (select min(o.article_id) from import_origin o where o.url = given.url)
    ) as id
    from unnest(
      ${names.map(({ name }) => name)}::text[], ${names.map(({ slug }) => slug)}::text[],
      ${names.map(({ url }) => url)}::text[]
    ) given (name, slug, url)
  `.execute(db);
  return new Map(rows.flatMap(({ name, id }) => (id === null ? [] : [[name, id]])));
}

/** Historic views that are gathered on a connection before they are merged: of one file, since two may come on the engine's one connection. */
export interface ViewGathering {
  readonly connection: Db;
  readonly id: string;
}

/** Gathers views on one connection, for as long as the work takes. */
export async function gatheringViews<Result>(
  connection: Db,
  work: (gathering: ViewGathering) => Promise<Result>,
): Promise<Result> {
  const gathering = { connection, id: randomUUID() };
  await sql`
    create temporary table if not exists view_history (
      gathering uuid not null, article_id integer not null, hour timestamptz not null, views bigint not null,
      gathered_at timestamptz not null default now()
    )
  `.execute(connection);
  try {
    return await work(gathering);
  } finally {
    // And what somebody left who was killed.
    await sql`
      delete from pg_temp.view_history where gathering = ${gathering.id} or gathered_at < now() - interval '1 day'
    `.execute(connection);
  }
}

export async function gatherViews({ connection, id }: ViewGathering, views: readonly HistoricViews[]): Promise<void> {
  await sql`
    insert into pg_temp.view_history (gathering, article_id, hour, views) select ${id}::uuid, * from unnest(
      ${views.map(({ articleId }) => articleId)}::int[], ${views.map(({ hour }) => hour.toISOString())}::timestamptz[],
      ${views.map((each) => each.views)}::bigint[]
    )
  `.execute(connection);
}

/**
 * Several lines of one article and hour, under its slugs or addresses, are parts of one count. Of days whose hours are
 * rolled up, only the sum is known, so the sum is what is compared. `had` is what was counted before.
 */
const periods = (gathering: string) => sql`
  with given as (
    select article_id, hour, sum(views) as views, date_trunc('day', hour, 'UTC') as day,
           hour < date_trunc('day', now() - make_interval(days => ${HOURLY_DAYS}::int), 'UTC') as is_rolled_up
    from pg_temp.view_history where gathering = ${gathering} group by article_id, hour
  )
  select p.article_id, p.starts_at, p.is_rolled_up, least(p.views, ${MAX_VIEWS}::bigint)::int as views,
         case when p.is_rolled_up then (
           select coalesce(sum(h.views), 0) from article_views_history h
           where h.article_id = p.article_id and h.starts_at >= p.starts_at and h.starts_at < p.starts_at + interval '1 day'
         ) else coalesce(
           (select v.views from article_views v where v.article_id = p.article_id and v.hour = p.starts_at), 0
         ) end::int as had
  from (
    select article_id, hour as starts_at, false as is_rolled_up, views from given where not is_rolled_up
    union all
    select article_id, day, true, sum(views) from given where is_rolled_up group by article_id, day
  ) p`;

/** What {@link mergeViewHistory} would do. */
export async function planViewHistory({ connection, id }: ViewGathering): Promise<MergedViews> {
  const { rows } = await sql<MergedViews>`
    select count(*) filter (where had = 0)::int as created,
           count(*) filter (where had > 0 and had < views)::int as raised,
           count(*) filter (where had >= views)::int as unchanged
    from (${periods(id)}) p
  `.execute(connection);
  return rows[0] ?? { created: 0, raised: 0, unchanged: 0 };
}

/**
 * Raises each hour, or each day that is rolled up, to what was gathered. What has as much or more stays as it is: so the
 * same history may come twice, and nothing that was counted meanwhile is lost. Trending is worked out anew behind it.
 */
export async function mergeViewHistory({ connection, id }: ViewGathering): Promise<MergedViews> {
  const merged = await connection.transaction().execute(async (trx) => {
    // Nothing is rolled up meanwhile: it would move from where we look to where we write.
    await sql`lock table article_views_daily in share row exclusive mode`.execute(trx);
    const planned = await planViewHistory({ connection: trx, id });
    await sql`create temporary table view_period on commit drop as ${periods(id)}`.execute(trx);
    await sql`
      insert into article_views (article_id, hour, views)
      select article_id, starts_at, views from view_period where not is_rolled_up order by article_id, starts_at
      on conflict (article_id, hour) do update set views = excluded.views where article_views.views < excluded.views
    `.execute(trx);
    await sql`
      insert into article_views_daily (article_id, day, views)
      select article_id, starts_at, views - had from view_period where is_rolled_up and views > had
      order by article_id, starts_at
      on conflict (article_id, day) do update set views = article_views_daily.views + excluded.views
    `.execute(trx);
    return planned;
  });
  if (merged.created + merged.raised > 0) await rebuildTrending(connection);
  return merged;
}
