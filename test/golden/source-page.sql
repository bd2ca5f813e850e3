select at.article_id, t.id, t.slug, t.name, t.description, t.parent_id, t.revision, t.aliases, t.position, t.is_featured from article_topic at
cross join lateral (select * from topic t where t.id = at.topic_id offset 0) t
where at.article_id = any((select $1::int[])::int[])
order by at.article_id, at.position, t.id;

select k.key::int as key, c.*
from unnest($1::int[]) with ordinality as k (id, key)
cross join lateral (select count(*)::int as count from (
select distinct each.article_id from (
select x.article_id from attribution x
where x.source_id = k.id  and x.published_at <= now() and x.article_id not in (select id from hidden_article)
limit $2
) each limit $3) few) c;

select k.key::int as key, r.* , array(
select x.role::text from attribution x where x.article_id = r.id and x.source_id = k.id order by x.role
) as roles
from unnest(
(select $1::int[])::int[], (select $2::int[])::int[], (select $3::timestamptz[])::timestamptz[], (select $4::int[])::int[],
(select $5::int[])::int[], (select $6::timestamptz[])::timestamptz[], (select $7::int[])::int[]
) with ordinality as k (id, low_score, low_at, low_id, high_score, high_at, high_id, key)
cross join lateral (
select distinct on (h.at, h.id) h.* from (select k.id, role from unnest(enum_range(null::attribution_role)) role) m cross join lateral (
select
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.is_teaser, a.published_at, a.published_date_only,
a.first_published_at,
a.updated_at, e.published_at as at, 0 as score
from attribution e join published_article a on a.id = e.article_id
where e.source_id = m.id and e.role = m.role
and (e.published_at, e.article_id) > (k.low_at, k.low_id)
and (e.published_at, e.article_id) < (k.high_at, k.high_id)
and true
order by e.published_at desc, e.article_id desc limit (select $8::bigint)
) h
order by h.at desc, h.id desc limit (select $9::bigint)) r
order by k.key, r.score desc, r.at desc, r.id desc;

select k.slug as key, s.* from unnest((select $1::text[])::text[]) k (slug) cross join lateral (
select s.id, s.slug, s.name, s.kind, s.homepage, s.country, s.revision from source s where s.slug = k.slug
union all
select s.id, s.slug, s.name, s.kind, s.homepage, s.country, s.revision from source s where s.id = (select f.source_id from former_source_slug f where f.slug = k.slug)
) s;

with k as materialized (
select k.*,
case when h.article_id is not null then 1 when t.is_teaser then 2
else 0 end as after_kind,
case when h.article_id is not null then h.noted_at when t.is_teaser then '-infinity' else 'infinity' end as hint_at,
coalesce(-h.rank, 0) as hint_rank, coalesce(h.article_id, 0) as hint_id
from (
select k.id, k."window", k.measure, k.after_rank, k.after_at, k.after_id, k.excluded::int[] as excluded, k.key,
coalesce(l.as_of, now()) -
case k."window" when 'HOUR' then interval '1 hour' when 'DAY' then interval '1 day'
when 'WEEK' then interval '7 days' else interval '30 days' end as since, coalesce(l.as_of, now()) - greatest(
case k."window" when 'HOUR' then interval '1 hour' when 'DAY' then interval '1 day'
when 'WEEK' then interval '7 days' else interval '30 days' end, make_interval(hours => 168)) as hinted_since
from unnest(
(select $1::int[])::int[], (select $2::text[]::trending_window[])::trending_window[], (select $3::text[]::trending_measure[])::trending_measure[],
(select $4::float8[]::bigint[])::bigint[], (select $5::timestamptz[])::timestamptz[], (select $6::int[])::int[], (select $7::text[])::text[]
) with ordinality as k (id, "window", measure, after_rank, after_at, after_id, excluded, key)
left join trending_list l on l."window" = k."window" and l.measure = k.measure
) k
left join lateral (
select a.is_teaser from published_article a where a.id = k.after_id and k.after_at < 'infinity'
union all
select a.is_teaser from hidden_article a where a.id = k.after_id and k.after_at < 'infinity'
) t on true
left join trending_hint h on t.is_teaser and h.article_id = k.after_id and h.noted_at > k.hinted_since
),
published_rank as materialized (
select r.* from (select distinct "window", measure from k) asked
join trending_rank r on r."window" = asked."window" and r.measure = asked.measure
join published_article p on p.id = r.article_id
),
owned as materialized (select r.*, own.owner_id from published_rank r cross join lateral (select distinct x.source_id as owner_id from attribution x where x.article_id = r.article_id offset 0) own),
placed as materialized (
select k.key, r.article_id, r.score, r.views, r.pinned,
row_number() over (partition by k.key order by r.rank)::int as rank,
case when r.previous_rank is not null then
row_number() over (partition by k.key order by r.previous_rank nulls last)::int
end as previous_rank
from owned r join k on k.id = r.owner_id and k."window" = r."window" and k.measure = r.measure
),
ranked as materialized (
select key, article_id, rank, previous_rank, score, views, pinned
from (
select r.*, row_number() over (partition by r.key order by r.rank) as place_on_page
from k join placed r on r.key = k.key and r.rank > k.after_rank and r.article_id <> all(k.excluded)
where k.after_at = 'infinity'
) r
where place_on_page <= $8),
fill as materialized (
select k.*, coalesce((select max(r.rank) from (select r.article_id, r.rank from placed r where r.key = k.key) r), 0) as last_rank, f.*
from k cross join lateral (
select case when f.has_whole then k.since else '-infinity' end as whole_from,
case when f.has_whole or exists (
select distinct on (latest.at, latest.article_id) latest.article_id, latest.at
from unnest(enum_range(null::attribution_role)) role cross join lateral (
select x.article_id, x.published_at as at
from attribution x join published_article p on p.id = x.article_id
where x.source_id = k.id and x.role = role.role and p.is_teaser and x.published_at > k.since and x.article_id <> all(k.excluded) and not exists (
select from trending_rank r where r.article_id = x.article_id and r."window" = k."window" and r.measure = k.measure
) and not exists (
select from trending_choice c
where c.article_id = x.article_id and c.is_hidden and (c.until is null or c.until > now())
)
order by x.published_at desc, x.article_id desc limit (select $9::bigint)
) latest
order by latest.at desc, latest.article_id desc limit (select $10::bigint))
or exists (
select h.article_id, a.published_at as at, 1 as kind, h.noted_at, h.rank as hint
from trending_hint h join published_article a on a.id = h.article_id
where a.is_teaser and h.noted_at > k.hinted_since and true and exists (select from attribution x where x.article_id = a.id and x.source_id = k.id) and a.id <> all(k.excluded) and not exists (
select from trending_rank r where r.article_id = a.id and r."window" = k."window" and r.measure = k.measure
) and not exists (
select from trending_choice c
where c.article_id = a.id and c.is_hidden and (c.until is null or c.until > now())
)
order by h.noted_at desc, h.rank, h.article_id desc limit (select $11::bigint))
then k.since else '-infinity' end as teaser_from
from (
select exists (select from (select r.article_id, r.rank from placed r where r.key = k.key) r where r.article_id <> all(k.excluded)) or exists (
select distinct on (latest.at, latest.article_id) latest.article_id, latest.at
from unnest(enum_range(null::attribution_role)) role cross join lateral (
select x.article_id, x.published_at as at
from attribution x join published_article p on p.id = x.article_id
where x.source_id = k.id and x.role = role.role and not p.is_teaser and x.published_at > k.since and x.article_id <> all(k.excluded) and not exists (
select from trending_rank r where r.article_id = x.article_id and r."window" = k."window" and r.measure = k.measure
) and not exists (
select from trending_choice c
where c.article_id = x.article_id and c.is_hidden and (c.until is null or c.until > now())
)
order by x.published_at desc, x.article_id desc limit (select $12::bigint)
) latest
order by latest.at desc, latest.article_id desc limit (select $13::bigint)) as has_whole offset 0
) f
) f
where $14 > (select count(*) from ranked r where r.key = k.key)
),
listed as (
select key, article_id, rank, previous_rank, score, views, pinned, true as is_of_window, null::timestamptz as at
from ranked
union all
select k.key, tail.article_id,
(greatest(k.after_rank, k.last_rank) + row_number() over (partition by k.key order by kind, noted_at desc, hint, at desc, article_id desc))::int,
null, 0, 0, false, tail.at > k.since or tail.noted_at is not null, tail.at
from fill k cross join lateral (
select * from (
select recent.*, null::timestamptz as noted_at, null::int as hint from (
with "kind_0" as materialized (
select distinct on (latest.at, latest.article_id) latest.article_id, latest.at
from unnest(enum_range(null::attribution_role)) role cross join lateral (
select x.article_id, x.published_at as at
from attribution x join published_article p on p.id = x.article_id
where x.source_id = k.id and x.role = role.role and not p.is_teaser and k.after_kind <= 0
and (x.published_at, x.article_id) < (case when k.after_kind = 0 then k.after_at else 'infinity' end, k.after_id) and x.published_at > k.whole_from and x.article_id <> all(k.excluded) and not exists (
select from trending_rank r where r.article_id = x.article_id and r."window" = k."window" and r.measure = k.measure
) and not exists (
select from trending_choice c
where c.article_id = x.article_id and c.is_hidden and (c.until is null or c.until > now())
)
order by x.published_at desc, x.article_id desc limit (select $15::bigint)
) latest
order by latest.at desc, latest.article_id desc limit (select $16::bigint)
), "kind_2" as materialized (
select l.article_id, l.at from (
select distinct on (latest.at, latest.article_id) latest.article_id, latest.at
from unnest(enum_range(null::attribution_role)) role cross join lateral (
select x.article_id, x.published_at as at
from attribution x join published_article p on p.id = x.article_id
where x.source_id = k.id and x.role = role.role and p.is_teaser and k.after_kind <= 2
and (x.published_at, x.article_id) < (case when k.after_kind = 2 then k.after_at else 'infinity' end, k.after_id) and x.published_at > k.teaser_from and not (p.is_teaser and exists (
select from trending_hint h where h.article_id = x.article_id and h.noted_at > k.hinted_since
)) and x.article_id <> all(k.excluded) and not exists (
select from trending_rank r where r.article_id = x.article_id and r."window" = k."window" and r.measure = k.measure
) and not exists (
select from trending_choice c
where c.article_id = x.article_id and c.is_hidden and (c.until is null or c.until > now())
)
order by x.published_at desc, x.article_id desc limit (select $17::bigint)
) latest
order by latest.at desc, latest.article_id desc limit (select $18::bigint)) l where (select $19::int)::int > (select count(*) from "kind_0")
)
select article_id, at, 0 as kind from "kind_0" union all select article_id, at, 2 as kind from "kind_2"
order by kind, at desc, article_id desc limit (select $20::bigint)) recent
union all
(
select h.article_id, a.published_at as at, 1 as kind, h.noted_at, h.rank as hint
from trending_hint h join published_article a on a.id = h.article_id
where a.is_teaser and h.noted_at > k.hinted_since and h.noted_at <= k.hint_at and (h.noted_at, -h.rank, h.article_id) < (k.hint_at, k.hint_rank, k.hint_id) and exists (select from attribution x where x.article_id = a.id and x.source_id = k.id) and a.id <> all(k.excluded) and not exists (
select from trending_rank r where r.article_id = a.id and r."window" = k."window" and r.measure = k.measure
) and not exists (
select from trending_choice c
where c.article_id = a.id and c.is_hidden and (c.until is null or c.until > now())
)
order by h.noted_at desc, h.rank, h.article_id desc limit (select $21::bigint))
) t
order by kind, noted_at desc, hint, at desc, article_id desc limit (select $22::bigint)) tail
)
select k.key::int as key, l.as_of,
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.is_teaser, a.published_at, a.published_date_only,
a.first_published_at,
a.updated_at, e.rank, e.previous_rank, e.score, e.views, e.pinned,
e.is_of_window, k."window", e.at
from k
left join trending_list l on l."window" = k."window" and l.measure = k.measure
left join listed e on e.key = k.key
left join published_article a on a.id = e.article_id
order by k.key, e.rank;
