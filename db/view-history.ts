/** Views from before Dateline counted them, brought in as a whole: each line finds its article, then all are merged. */

import { sql } from 'kysely';
import type { Db } from './connect.ts';

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

/** What became, or would become, of an article's hours. */
export interface MergedHours {
  /** Hours that had no count. */
  readonly created: number;
  /** Hours that had a lower count. */
  readonly raised: number;
  /** Hours that had as high a count, or a higher one. */
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

/** Opens what historic views are gathered in, on one connection and for as long as that is open. */
export async function openViewHistory(connection: Db): Promise<void> {
  await sql`drop table if exists pg_temp.view_history`.execute(connection);
  await sql`
    create temporary table view_history (article_id integer not null, hour timestamptz not null, views bigint not null)
  `.execute(connection);
}

export async function gatherViews(connection: Db, views: readonly HistoricViews[]): Promise<void> {
  await sql`
    insert into view_history select * from unnest(
      ${views.map(({ articleId }) => articleId)}::int[], ${views.map(({ hour }) => hour.toISOString())}::timestamptz[],
      ${views.map((each) => each.views)}::bigint[]
    )
  `.execute(connection);
}

/** Several lines of one article and hour, under its slugs or addresses, are parts of one count. */
const gathered = sql`
  select article_id, hour, least(sum(views), 2000000000)::int as views from view_history group by article_id, hour`;

/** What {@link mergeViewHistory} would do. */
export async function planViewHistory(connection: Db): Promise<MergedHours> {
  const { rows } = await sql<MergedHours>`
    select count(*) filter (where v.views is null)::int as created,
           count(*) filter (where v.views < given.views)::int as raised,
           count(*) filter (where v.views >= given.views)::int as unchanged
    from (${gathered}) given left join article_views v using (article_id, hour)
  `.execute(connection);
  return rows[0] ?? { created: 0, raised: 0, unchanged: 0 };
}

/**
 * Raises each hour to what was gathered. An hour that has as much or more stays as it is: so the same history may come
 * twice, and nothing that was counted meanwhile is lost.
 */
export async function mergeViewHistory(connection: Db): Promise<MergedHours> {
  return connection.transaction().execute(async (trx) => {
    const merged = await planViewHistory(trx);
    await sql`
      insert into article_views (article_id, hour, views)
      select article_id, hour, views from (${gathered}) given order by article_id, hour
      on conflict (article_id, hour) do update set views = excluded.views where article_views.views < excluded.views
    `.execute(trx);
    return merged;
  });
}
