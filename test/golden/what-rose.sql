select at.article_id, t.id, t.slug, t.name, t.description, t.parent_id, t.revision, t.aliases, t.position, t.is_featured from article_topic at
cross join lateral (select * from topic t where t.id = at.topic_id offset 0) t
where at.article_id = any((select $1::int[])::int[])
order by at.article_id, at.position, t.id;

select t.id as key, t.id, t.slug, t.name, t.description, t.parent_id, t.revision, t.aliases, t.position, t.is_featured from topic t where t.id = any((select $1::int[])::int[])
union all
select f.former_id, t.id, t.slug, t.name, t.description, t.parent_id, t.revision, t.aliases, t.position, t.is_featured from former_topic_slug f join topic t on t.id = f.topic_id
where f.former_id = any((select $2::int[])::int[]);

with
placed as materialized (
select a.id, r.score, r.views, r.pinned,
row_number() over (order by r.rank)::int as rank,
case when r.previous_rank is not null then
row_number() over (order by r.previous_rank nulls last)::int
end as previous_rank
from trending_rank r cross join lateral (
select * from published_article a where a.id = r.article_id offset 0
) a
where r."window" = $1 and r.measure = $2 and true
),
moved as (
select p.*, coalesce(p.previous_rank, (select coalesce(max(previous_rank), 0) + 1 from placed)) as former
from placed p
),
risen as (
select m.*, row_number() over (order by m.former::float8 / m.rank desc, m.rank)::int as place
from moved m where m.former > m.rank and not m.pinned
)
select
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.is_teaser, a.published_at, a.published_date_only,
a.first_published_at,
a.updated_at, r.place, r.rank, r.previous_rank, r.score, r.views, r.pinned, true as is_of_window,
$3::trending_window as "window", null::timestamptz as at, asked.as_of
from (
select (select as_of from trending_list t where t."window" = $4 and t.measure = $5) as as_of
) asked
left join (risen r join published_article a on a.id = r.id)
on r.place > $6 and r.id <> all($7::int[])
order by r.place limit $8;

with recursive
above (topic_id, topic) as (
select id, id from topic
union select a.topic_id, t.parent_id from above a join topic t on t.id = a.topic where t.parent_id is not null
),
span as materialized (
select k, ((least($1::timestamptz, now()) at time zone 'UTC') - (k + 1) * $2::interval) at time zone 'UTC' as starts_at,
((least($3::timestamptz, now()) at time zone 'UTC') - k * $4::interval) at time zone 'UTC' as ends_at
from generate_series(0, $5::int) k
),
whole as materialized (
select * from span where k = 0 or starts_at >= (select min(published_at) from published_article)
),
past as materialized (select count(*)::int - 1 as intervals from whole),
counted as (
select d.id, d.k, count(*)::int as articles
from (
select distinct w.k, a.id as article_id, above.topic as id
from whole w join published_article a on a.published_at >= w.starts_at and a.published_at < w.ends_at
join article_topic x on x.article_id = a.id join above on above.topic_id = x.topic_id
where true
) d
group by d.id, d.k),
summed as (
select c.id, coalesce(max(c.articles) filter (where c.k = 0), 0)::int as articles,
coalesce(sum(c.articles) filter (where c.k > 0), 0)::float8 as earlier,
coalesce(sum(2 * sqrt((c.articles + 0.375)::float8)) filter (where c.k > 0), 0)
+ (p.intervals - count(*) filter (where c.k > 0)) * 2 * sqrt((0 + 0.375)::float8) as sum,
coalesce(sum(4 * (c.articles + 0.375)::float8) filter (where c.k > 0), 0)
+ (p.intervals - count(*) filter (where c.k > 0)) * 1.5::float8 as squares,
p.intervals
from counted c cross join past p
where p.intervals >= $6::int
group by c.id, p.intervals
),
scored as (
select s.*, (2 * sqrt((s.articles + 0.375)::float8) - s.sum / s.intervals)
/ sqrt(greatest(1, (s.squares - s.sum * s.sum / s.intervals) / (s.intervals - 1)) * (1 + 1.0 / s.intervals))
as score
from summed s
)
select s.id, s.articles, s.earlier / s.intervals as expected,
(s.articles + 1) / (s.earlier / s.intervals + 1) - 1 as change, s.score::float8 as score,
array(
select coalesce(c.articles, 0)::int from whole w left join counted c on c.id = s.id and c.k = w.k
where w.k > 0 order by w.k desc
) as past
from scored s where abs(s.score) >= $7::float8
order by abs(s.score) desc, s.id limit $8;

with recursive
above (topic_id, topic) as (
select id, id from topic
union select a.topic_id, t.parent_id from above a join topic t on t.id = a.topic where t.parent_id is not null
),
span as materialized (
select k, ((least($1::timestamptz, now()) at time zone 'UTC') - (k + 1) * $2::interval) at time zone 'UTC' as starts_at,
((least($3::timestamptz, now()) at time zone 'UTC') - k * $4::interval) at time zone 'UTC' as ends_at
from generate_series(0, $5::int) k
),
whole as materialized (
select * from span where k = 0 or starts_at >= (select min(published_at) from published_article)
),
past as materialized (select count(*)::int - 1 as intervals from whole),
counted as (
select d.id, d.k, count(*)::int as articles
from (
select distinct w.k, a.id as article_id, x.source_id as id
from whole w join published_article a on a.published_at >= w.starts_at and a.published_at < w.ends_at
join attribution x on x.article_id = a.id and x.role in ('WIRE', 'QUOTED', 'CITED')
where true
) d
group by d.id, d.k),
summed as (
select c.id, coalesce(max(c.articles) filter (where c.k = 0), 0)::int as articles,
coalesce(sum(c.articles) filter (where c.k > 0), 0)::float8 as earlier,
coalesce(sum(2 * sqrt((c.articles + 0.375)::float8)) filter (where c.k > 0), 0)
+ (p.intervals - count(*) filter (where c.k > 0)) * 2 * sqrt((0 + 0.375)::float8) as sum,
coalesce(sum(4 * (c.articles + 0.375)::float8) filter (where c.k > 0), 0)
+ (p.intervals - count(*) filter (where c.k > 0)) * 1.5::float8 as squares,
p.intervals
from counted c cross join past p
where p.intervals >= $6::int
group by c.id, p.intervals
),
scored as (
select s.*, (2 * sqrt((s.articles + 0.375)::float8) - s.sum / s.intervals)
/ sqrt(greatest(1, (s.squares - s.sum * s.sum / s.intervals) / (s.intervals - 1)) * (1 + 1.0 / s.intervals))
as score
from summed s
)
select s.id, s.articles, s.earlier / s.intervals as expected,
(s.articles + 1) / (s.earlier / s.intervals + 1) - 1 as change, s.score::float8 as score,
array(
select coalesce(c.articles, 0)::int from whole w left join counted c on c.id = s.id and c.k = w.k
where w.k > 0 order by w.k desc
) as past
from scored s where abs(s.score) >= $7::float8
order by abs(s.score) desc, s.id limit $8;
