select at.article_id, at.role, at.quote, s.id, s.slug, s.name, s.kind, s.homepage, s.country
from attribution at join source s on s.id = at.source_id
where at.article_id = any($1::int[])
order by at.article_id, at.position, at.role, s.id;

select at.article_id, t.id, t.slug, t.name, t.description, t.parent_id from article_topic at join topic t on t.id = at.topic_id
where at.article_id = any($1::int[])
order by at.article_id, at.position, t.id;

select at.article_id, t.id, t.slug, t.name, t.description, t.parent_id from article_topic at join topic t on t.id = at.topic_id
where at.article_id = any($1::int[])
order by at.article_id, at.position, t.id;

select i.article_id, i.url, i.width, i.height, i.alt, i.caption, i.credit_line,
case when s.id is not null then jsonb_build_object(
'id', s.id, 'slug', s.slug, 'name', s.name, 'kind', s.kind, 'homepage', s.homepage, 'country', s.country
) end as credit
from lead_image i left join source s on s.id = i.credit_source_id
where i.article_id = any($1::int[]);

select k.key::int as key,
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.published_at, a.first_published_at, a.updated_at, e.rank, e.at, e.score, (
select coalesce(jsonb_agg(jsonb_build_object(
'kind', reason->'kind', 'weight', reason->'weight', 'terms', coalesce(reason->'terms', '[]'),
'topics', (
select coalesce(jsonb_agg(to_jsonb(t) order by given.position), '[]')
from jsonb_array_elements_text(reason->'topics') with ordinality given (id, position)
join topic t on t.id = given.id::int
),
'sources', (
select coalesce(jsonb_agg(to_jsonb(s) - 'aliases' order by given.position), '[]')
from jsonb_array_elements_text(reason->'sources') with ordinality given (id, position)
join source s on s.id = given.id::int
)
) order by weighted.position), '[]')
from jsonb_array_elements(e.reasons) with ordinality weighted (reason, position)
) as reasons
from unnest($1::int[], $2::int[], $3::timestamptz[], $4::int[])
with ordinality as k (article_id, after_rank, after_at, after_id, key)
cross join lateral (
select * from (
(
select r.related_id, r.rank::int as rank, null::timestamptz as at, r.score, r.reasons
from related_article r join published_article p on p.id = r.related_id
where r.article_id = k.article_id and r.rank > k.after_rank and k.after_at = 'infinity'
order by r.rank limit $5
)
union all
(
select p.id, 100, p.published_at, 0, '[]'::jsonb
from published_article p
where (p.published_at, p.id) < (k.after_at, k.after_id) and p.id <> k.article_id
and not exists (
select from related_article r where r.article_id = k.article_id and r.related_id = p.id
)
order by p.published_at desc, p.id desc limit $6
)
) either
order by either.rank, either.at desc nulls first, either.related_id desc
limit $7
) e
join published_article a on a.id = e.related_id
order by k.key, e.rank, e.at desc nulls first, a.id desc;

select k.key::int as key, r.*
from unnest(
$1::int[], $2::int[], $3::timestamptz[],
$4::int[], $5::int[], $6::timestamptz[], $7::int[]
) with ordinality as k (id, low_score, low_at, low_id, high_score, high_at, high_id, key)
cross join lateral (
select
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.published_at, a.first_published_at, a.updated_at, a.published_at as at, 0 as score from published_article a
where (a.published_at, a.id) > (k.low_at, k.low_id) and (a.published_at, a.id) < (k.high_at, k.high_id)
and true
order by a.published_at desc, a.id desc limit $8) r
order by k.key, r.score desc, r.at desc, r.id desc;

select t.id, t.slug, t.name, t.description, t.parent_id from topic t where t.parent_id = any($1::int[]) order by t.parent_id, lower(t.name) collate "C", t.id;

select t.id, t.slug, t.name, t.description, t.parent_id, lower("t"."name") collate "C" as sort_name from topic t
where t.parent_id is null
order by lower("t"."name") collate "C" asc, "t"."id" asc
limit $1;

with k as materialized (
select * from unnest(
$1::text[], $2::int[], $3::text[]::trending_window[], $4::text[]::trending_measure[],
$5::int[], $6::timestamptz[], $7::int[]
) with ordinality as k (scope, id, "window", measure, after_rank, after_at, after_id, key)
),
placed as materialized (
select own.key, p.id as article_id, own.score, own.views, own.pinned,
row_number() over (partition by own.key order by own.rank)::int as rank,
case when own.previous_rank is not null then
row_number() over (partition by own.key order by own.previous_rank nulls last)::int
end as previous_rank
from (
select k.key, r.*
from k
join trending_rank r on r."window" = k."window" and r.measure = k.measure
join article_topic x on x.article_id = r.article_id and x.topic_id = k.id
where k.scope = 'topic'
union all
select distinct on (k.key, r.rank) k.key, r.*
from k
join trending_rank r on r."window" = k."window" and r.measure = k.measure
join attribution x on x.article_id = r.article_id and x.source_id = k.id
where k.scope = 'source'
) own
join published_article p on p.id = own.article_id),
ranked as materialized (
select k.key, r.article_id, r.rank, r.previous_rank, r.score, r.views, r.pinned
from k cross join lateral (
select r.* from trending_rank r join published_article p on p.id = r.article_id
where r."window" = k."window" and r.measure = k.measure and r.rank > k.after_rank
order by r.rank limit $8
) r
where k.scope = 'all' and k.after_at = 'infinity'
union all
select k.key, r.article_id, r.rank, r.previous_rank, r.score, r.views, r.pinned
from k join placed r on r.key = k.key and r.rank > k.after_rank and r.rank <= k.after_rank + $9
where k.after_at = 'infinity'
),
wanting as materialized (
select k.*, greatest(k.after_rank, coalesce(
(select max(r.rank) from placed r where r.key = k.key),
(select max(r.rank) from trending_rank r
where k.scope = 'all' and r."window" = k."window" and r.measure = k.measure), 0)) as last_rank
from k where $10 > (select count(*) from ranked r where r.key = k.key)
),
listed as (
select key, article_id, rank, previous_rank, score, views, pinned, null::timestamptz as at from ranked
union all
select k.key, recent.article_id,
(k.last_rank + row_number() over (partition by k.key order by recent.at desc, recent.article_id desc))::int,
null, 0, 0, false, recent.at
from wanting k cross join lateral (
(
select x.article_id, x.published_at as at
from (select id as article_id, published_at from published_article) x
where k.scope = 'all' and (x.published_at, x.article_id) < (k.after_at, k.after_id) and not exists (
select from trending_rank r where r.article_id = x.article_id and r."window" = k."window" and r.measure = k.measure
)
order by x.published_at desc, x.article_id desc limit $11
)
union all
(
select x.article_id, x.published_at
from article_topic x join published_article p on p.id = x.article_id
where k.scope = 'topic' and x.topic_id = k.id
and (x.published_at, x.article_id) < (k.after_at, k.after_id) and not exists (
select from trending_rank r where r.article_id = x.article_id and r."window" = k."window" and r.measure = k.measure
)
order by x.published_at desc, x.article_id desc limit $12
)
union all
(
select distinct on (latest.published_at, latest.article_id) latest.article_id, latest.published_at
from unnest(enum_range(null::attribution_role)) role cross join lateral (
select x.article_id, x.published_at
from attribution x join published_article p on p.id = x.article_id
where x.source_id = k.id and x.role = role.role
and (x.published_at, x.article_id) < (k.after_at, k.after_id) and not exists (
select from trending_rank r where r.article_id = x.article_id and r."window" = k."window" and r.measure = k.measure
)
order by x.published_at desc, x.article_id desc limit $13
) latest
where k.scope = 'source'
order by latest.published_at desc, latest.article_id desc limit $14
)) recent
)
select k.key::int as key, l.as_of,
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.published_at, a.first_published_at, a.updated_at, e.rank, e.previous_rank, e.score, e.views, e.pinned,
k."window", e.at
from k
left join trending_list l on l."window" = k."window" and l.measure = k.measure
left join listed e on e.key = k.key
left join published_article a on a.id = e.article_id
order by k.key, e.rank;
