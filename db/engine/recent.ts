/** The tail of a ranked list, filled by recency: whole pieces before teasers, each kind the latest first. */

import { type RawBuilder, sql } from 'kysely';
import { MAX_INTEGER } from './keyset.ts';

type Part = RawBuilder<unknown>;

/**
 * Columns of a row `k` of pages for {@link recent}, from its cursor `after_at`, `after_id`: behind which of the whole
 * pieces and of the teasers the page goes on. A cursor stands on an article, which is known to be the one or the other.
 *
 * @param isAmongTeasers whether the cursor stands among the teasers that are in the order of their dates
 */
export function tailBounds(isAmongTeasers: Part = sql`t.is_teaser`): Part {
  return sql`
    case when t.is_teaser then '-infinity' else k.after_at end as whole_at,
    case when t.is_teaser then 0 else k.after_id end as whole_id,
    case when ${isAmongTeasers} then k.after_at else 'infinity' end as teaser_at,
    case when ${isAmongTeasers} then k.after_id else ${sql.lit(MAX_INTEGER)} end as teaser_id`;
}

/** What {@link tailBounds} reads, of a piece that was taken away since too; nothing for a page that begins at the top. */
export const cursorArticle = sql`left join lateral (
  select a.is_teaser from published_article a where a.id = k.after_id and k.after_at < 'infinity'
  union all
  select a.is_teaser from hidden_article a where a.id = k.after_id and k.after_at < 'infinity'
) t on true`;

/** No bound, for lists that go back to the first article. */
const always = sql`true`;

/**
 * @param latest yields `article_id` and `at` of the latest articles under a condition on them, at most `read`
 * @param columns of the articles: when they were published, their id, and whether they are teasers
 * @param within conditions on the dates of whole pieces and of teasers; default none
 */
export function recent(
  latest: (condition: Part) => Part,
  { at, id, isTeaser }: { readonly at: Part; readonly id: Part; readonly isTeaser: Part },
  read: Part,
  within: { readonly whole: Part; readonly teaser: Part } = { whole: always, teaser: always },
): Part {
  return sql`
    with whole as materialized (
      ${latest(sql`not ${isTeaser} and (${at}, ${id}) < (k.whole_at, k.whole_id) and ${within.whole}`)}
    ),
    teaser as materialized (
      select t.article_id, t.at from (
        ${latest(sql`${isTeaser} and (${at}, ${id}) < (k.teaser_at, k.teaser_id) and ${within.teaser}`)}
      ) t
      where ${read}::int > (select count(*) from whole)
    )
    select article_id, at, false as is_teaser from whole
    union all
    select article_id, at, true from teaser
    order by is_teaser, at desc, article_id desc limit ${read}`;
}
