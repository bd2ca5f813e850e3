/**
 * What fills a trending list behind its ranks: whole pieces by recency, then teasers that imported pages showed as hot, in
 * the order of those pages, then other teasers. A teaser ranks by views alone, so that nobody is sent to a mere headline
 * while there is something to read.
 */

import { type RawBuilder, sql } from 'kysely';
import { type Kind, recent } from '../engine/recent.ts';

type Part = RawBuilder<unknown>;

/** How long the hot stories of an imported page stand in at the least. */
export const HINT_HOURS = 24 * 7;

/** How far back a window reaches, and with it what fills its list. */
const spanOf = (window: Part) => sql`
  case ${window} when 'HOUR' then interval '1 hour' when 'DAY' then interval '1 day'
    when 'WEEK' then interval '7 days' else interval '30 days' end`;

/** From when on pieces, and notes of imported pages, belong to a list: `since` and `hinted_since`. */
export function spans(window: Part, asOf: Part): Part {
  const hinted = sql`make_interval(hours => ${sql.lit(HINT_HOURS)})`;
  return sql`
    ${asOf} - ${spanOf(window)} as since, ${asOf} - greatest(${spanOf(window)}, ${hinted}) as hinted_since`;
}

/** Kinds of articles in the order of a tail. */
const WHOLE = 0;
const HINTED_TEASER = 1;
const OTHER_TEASER = 2;

/** Columns of a row `k` of pages for {@link tail}, by its cursor and with {@link cursorJoins}. */
export const cursorBounds = sql`
  case when h.article_id is not null then ${sql.lit(HINTED_TEASER)} when t.is_teaser then ${sql.lit(OTHER_TEASER)}
    else ${sql.lit(WHOLE)} end as after_kind,
  case when h.article_id is not null then h.noted_at when t.is_teaser then '-infinity' else 'infinity' end as hint_at,
  coalesce(-h.rank, 0) as hint_rank, coalesce(h.article_id, 0) as hint_id`;

/** What {@link cursorBounds} reads, of a piece that was taken away since too; nothing for a page that begins at the top. */
export const cursorJoins = sql`
  left join lateral (
    select a.is_teaser from published_article a where a.id = k.after_id and k.after_at < 'infinity'
    union all
    select a.is_teaser from hidden_article a where a.id = k.after_id and k.after_at < 'infinity'
  ) t on true
  left join trending_hint h on t.is_teaser and h.article_id = k.after_id and h.noted_at > k.hinted_since`;

export interface TailParts {
  /** Yields `article_id` and `at` of the latest articles under a condition on them, at most a page. */
  readonly latest: (condition: Part) => Part;
  /** Of what `latest` reads. */
  readonly columns: { readonly at: Part; readonly id: Part; readonly isTeaser: Part };
  /** Whether the article `a` is one of this list's, and fills it. */
  readonly fills: Part;
  readonly read: Part;
}

const hintedTeasers = ({ fills, read }: TailParts, behind: Part) => sql`
  select h.article_id, a.published_at as at, ${sql.lit(HINTED_TEASER)} as kind, h.noted_at, h.rank as hint
  from trending_hint h join published_article a on a.id = h.article_id
  where a.is_teaser and h.noted_at > k.hinted_since and ${behind} and ${fills}
  order by h.noted_at desc, h.rank, h.article_id desc limit ${read}`;

/**
 * Of a row `k` of pages: from when on whole pieces fill it, and teasers. What is older than the window is no part of it,
 * unless there is nothing else; beside teasers alone, whole pieces of before are something else.
 *
 * @param isRanked whether the list has any rank
 */
export function fillBounds(parts: TailParts, isRanked: Part): Part {
  const {
    latest,
    columns: { at, isTeaser },
  } = parts;
  return sql`
    select case when f.has_whole then k.since else '-infinity' end as whole_from,
           case when f.has_whole or exists (${latest(sql`${isTeaser} and ${at} > k.since`)})
                  or exists (${hintedTeasers(parts, sql`true`)})
             then k.since else '-infinity' end as teaser_from
    from (
      select ${isRanked} or exists (${latest(sql`not ${isTeaser} and ${at} > k.since`)}) as has_whole offset 0
    ) f`;
}

/** Rows of `article_id`, `at` and what {@link tailOrder} wants, at most a page, for a row `k` with all of these bounds. */
export function tail(parts: TailParts): Part {
  const { latest, columns, read } = parts;
  const { at, id, isTeaser } = columns;
  // Those of the other order.
  const isHinted = sql`${isTeaser} and exists (
    select from trending_hint h where h.article_id = ${id} and h.noted_at > k.hinted_since
  )`;
  const kinds: readonly Kind[] = [
    {
      kind: WHOLE,
      latest: (isBehind) => latest(sql`not ${isTeaser} and ${isBehind(at, id)} and ${at} > k.whole_from`),
    },
    {
      kind: OTHER_TEASER,
      latest: (isBehind) =>
        latest(sql`${isTeaser} and ${isBehind(at, id)} and ${at} > k.teaser_from and not (${isHinted})`),
    },
  ];
  const behind = sql`h.noted_at <= k.hint_at and (h.noted_at, -h.rank, h.article_id) < (k.hint_at, k.hint_rank, k.hint_id)`;
  return sql`
    select * from (
      select recent.*, null::timestamptz as noted_at, null::int as hint from (${recent(kinds, read)}) recent
      union all
      (${hintedTeasers(parts, behind)})
    ) t
    order by ${tailOrder} limit ${read}`;
}

export const tailOrder = sql`kind, noted_at desc, hint, at desc, article_id desc`;

/** Of a row `tail` of {@link tail} for `k`: whether it was published in the window, or an imported page showed it as hot lately. */
export const isOfWindow = sql`tail.at > k.since or tail.noted_at is not null`;
