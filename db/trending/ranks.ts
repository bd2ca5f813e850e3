/** Ranking of articles for every window and measure at once, in one scan of their running counts. */

import { type RawBuilder, sql } from 'kysely';
import { heat, type ListKind, lists } from './score.ts';
import { HINT_HOURS } from './tail.ts';

type Part = RawBuilder<unknown>;
type Now = RawBuilder<Date>;

/** How long each list is; trending_rank holds no more. */
const MAX_RANKS = 1000;
/** So many are looked at for it, since some can't be seen by readers any more. */
const MAX_CANDIDATES = 2 * MAX_RANKS;

const kind = ({ window, measure }: ListKind) =>
  sql`${sql.lit(window)}::trending_window as "window", ${sql.lit(measure)}::trending_measure as measure`;

const score = ({ window, measure, views }: ListKind): Part =>
  measure === 'VIEWS'
    ? sql`s.${sql.ref(views)}::float8`
    : sql`s.${sql.ref(`heat_${window === 'DAY' ? 'hour' : window.toLowerCase()}`)}`;

/**
 * Rows of `window, measure, rank, article_id, score, views, pinned`. First what editors pinned, in the order in which
 * they did, only by HEAT: VIEWS is a plain count. Then what is viewed, and the whole pieces that imported pages showed as
 * hot, the latest page's first. What editors hid is left out.
 *
 * @param trends yields rows of the shape of `article_trend`
 */
export function ranking(trends: Part, now: Now): Part {
  const isChosen = sql`(c.until is null or c.until > ${now})`;
  return sql`
    with scored as materialized (
      select s.article_id, s.views_hour, s.views_day, s.views_week, s.views_month,
             ${heat.HOUR(now)} as heat_hour, ${heat.WEEK(now)} as heat_week, ${heat.MONTH(now)} as heat_month
      from (${trends}) s
      where s.article_id <> all (array(select c.article_id from trending_choice c where c.is_hidden and ${isChosen}))
    ),
    listed as (
      ${sql.join(lists.map(mostRead), sql` union all `)}
    ),
    extra as (${chosenOrHinted(isChosen, now)}),
    ranked as (
      select e."window", e.measure, e.article_id, e.score, e.views, e.pin,
             row_number() over (
               partition by e."window", e.measure
               order by e.pin nulls last, e.score desc, e.hinted_at desc nulls last, e.hint nulls last, e.article_id desc
             )::int as rank
      from (
        select l.*, null::timestamptz as pin, null::timestamptz as hinted_at, null::int as hint
        from listed l
        where not exists (
          select from extra x where x."window" = l."window" and x.measure = l.measure and x.article_id = l.article_id
        )
        union all select * from extra
      ) e
      join published_article a on a.id = e.article_id
      where not a.is_teaser or e.views > 0 or e.pin is not null
    )
    select "window", measure, rank, article_id, score, views, pin is not null as pinned
    from ranked where rank <= ${MAX_RANKS}`;
}

function mostRead(list: ListKind): Part {
  return sql`(
    select ${kind(list)}, s.article_id, ${score(list)} as score, s.${sql.ref(list.views)} as views
    from scored s where s.${sql.ref(list.views)} > 0
    order by score desc, s.article_id desc limit ${MAX_CANDIDATES}
  )`;
}

/** Few, so each is looked up once and put into every list that it belongs to. */
function chosenOrHinted(isChosen: Part, now: Now): Part {
  return sql`
    select list."window", list.measure, o.article_id, case when list.views > 0 then list.score else 0 end as score,
           coalesce(list.views, 0) as views, list.pin, list.hinted_at, o.hint
    from (
      select coalesce(c.article_id, h.article_id) as article_id, c.chosen_at, h.noted_at, h.rank as hint
      from (select * from trending_choice c where ${isChosen}) c
      full join trending_hint h on h.article_id = c.article_id
      where c.is_hidden is distinct from true
    ) o
    left join scored s on s.article_id = o.article_id
    cross join lateral (values ${sql.join(lists.map((list) => inList(list, now)))})
      list ("window", measure, score, views, pin, hinted_at)
    where list.pin is not null or list.hinted_at is not null`;
}

function inList(list: ListKind, now: Now): Part {
  const hours = { HOUR: 1, DAY: 24, WEEK: 24 * 7, MONTH: 24 * 30 }[list.window];
  const pin = list.measure === 'HEAT' ? sql`o.chosen_at` : sql`null::timestamptz`;
  const hintedAt = sql`case when o.noted_at > ${now} - make_interval(hours => ${sql.lit(Math.max(hours, HINT_HOURS))}) then o.noted_at end`;
  return sql`(
    ${sql.lit(list.window)}::trending_window, ${sql.lit(list.measure)}::trending_measure, ${score(list)},
    s.${sql.ref(list.views)}, ${pin}, ${hintedAt}
  )`;
}
