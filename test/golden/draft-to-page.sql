select t.id as key, t.id, t.slug, t.name, t.description, t.parent_id, t.revision, t.aliases, t.position, t.is_featured from topic t where t.id = any((select $1::int[])::int[])
union all
select f.former_id, t.id, t.slug, t.name, t.description, t.parent_id, t.revision, t.aliases, t.position, t.is_featured from former_topic_slug f join topic t on t.id = f.topic_id
where f.former_id = any((select $2::int[])::int[]);

with recursive
picked as materialized (select a.id, a.published_at , a.first_published_at from published_article a where true),
period as materialized (
select distinct starts_at
from (
select date_trunc($1, ((select min(published_at) from picked)) at time zone $2) as lo, (((select max(published_at) from picked) + interval '1 millisecond')) at time zone $3 as hi
) span
cross join lateral generate_series(span.lo, least(span.hi, span.lo + 5001 * $4::interval), $5::interval) s
cross join lateral (select (
select greatest(case when early.at at time zone $6 = l.local then early.at else late.at end, '0001-01-01T00:00:00Z'::timestamptz)
from (select s as local) l
cross join lateral (select l.local at time zone $7 as at) late
cross join lateral (select late.at - interval '24 hours' as at) eve
cross join lateral (
select (l.local - (eve.at at time zone $8 - eve.at at time zone 'UTC')) at time zone 'UTC' as at
) early
) as starts_at) first
where starts_at < (((select max(published_at) from picked) + interval '1 millisecond'))
order by 1 limit 5001),
bounds as materialized (select coalesce(array_agg(starts_at order by starts_at), '{}') as starts from period),
member as materialized (
select distinct p.id as article_id, 0 as topic,
b.starts[width_bucket(p.published_at, b.starts)] as starts_at
from picked p cross join bounds b
),
grp as materialized (select 0 as topic),
asked as materialized (
select (select count(*) from grp)::int as groups, (select count(*) from period)::int as periods
),
cell as materialized (select g.topic, p.starts_at from
(select from asked where periods <= 5000 and groups::bigint * periods <= 500000) few cross join grp g cross join period p),
corrected as materialized (
select c.article_id, count(*)::int as corrections, min(c.corrected_at) as first_at, p.first_published_at
from picked p join correction c on c.article_id = p.id group by c.article_id, p.first_published_at
),
summed as (
select m.topic, m.starts_at, count(*)::int as articles, count(c.article_id)::int as corrected,
coalesce(sum(c.corrections), 0)::int as corrections,
percentile_cont(0.5) within group (order by (extract(epoch from c.first_at - c.first_published_at) / 3600)::float8) as median_hours,
percentile_cont(0.9) within group (order by (extract(epoch from c.first_at - c.first_published_at) / 3600)::float8) as p90_hours
from member m left join corrected c on c.article_id = m.article_id
group by m.topic, m.starts_at
)
select asked.groups, asked.periods, r.*
from asked left join lateral (select * from (
select nullif("c"."topic", 0) as topic, nullif("c"."starts_at", '-infinity') as starts_at, coalesce(s.articles, 0) as articles, coalesce(s.corrected, 0) as corrected,
coalesce(s.corrections, 0) as corrections, coalesce(s.corrected::float8 / s.articles, 0) as rate,
s.median_hours, s.p90_hours
from cell c left join summed s on s.topic = c.topic and s.starts_at = c.starts_at) f order by "f"."starts_at", "f"."articles" desc, "f"."topic" limit $9) r on true
order by "r"."starts_at", "r"."articles" desc, "r"."topic";

with recursive
picked as materialized (select a.id, a.published_at , a.first_published_at from published_article a where true),
period as materialized (select '-infinity'::timestamptz as starts_at),
bounds as materialized (select coalesce(array_agg(starts_at order by starts_at), '{}') as starts from period),
above (topic_id, topic) as (
select id, id from topic
union select a.topic_id, t.parent_id from above a join topic t on t.id = a.topic where t.parent_id is not null
),
member as materialized (
select distinct p.id as article_id, above.topic,
b.starts[width_bucket(p.published_at, b.starts)] as starts_at
from picked p cross join bounds b join article_topic x on x.article_id = p.id join above on above.topic_id = x.topic_id
),
grp as materialized (select distinct topic from member),
asked as materialized (
select (select count(*) from grp)::int as groups, (select count(*) from period)::int as periods
),
cell as materialized (select g.topic, p.starts_at from
(select from asked where periods <= 5000 and groups::bigint * periods <= 500000) few cross join grp g cross join period p),
corrected as materialized (
select c.article_id, count(*)::int as corrections, min(c.corrected_at) as first_at, p.first_published_at
from picked p join correction c on c.article_id = p.id group by c.article_id, p.first_published_at
),
summed as (
select m.topic, m.starts_at, count(*)::int as articles, count(c.article_id)::int as corrected,
coalesce(sum(c.corrections), 0)::int as corrections,
percentile_cont(0.5) within group (order by (extract(epoch from c.first_at - c.first_published_at) / 3600)::float8) as median_hours,
percentile_cont(0.9) within group (order by (extract(epoch from c.first_at - c.first_published_at) / 3600)::float8) as p90_hours
from member m left join corrected c on c.article_id = m.article_id
group by m.topic, m.starts_at
)
select asked.groups, asked.periods, r.*
from asked left join lateral (select * from (
select nullif("c"."topic", 0) as topic, nullif("c"."starts_at", '-infinity') as starts_at, coalesce(s.articles, 0) as articles, coalesce(s.corrected, 0) as corrected,
coalesce(s.corrections, 0) as corrections, coalesce(s.corrected::float8 / s.articles, 0) as rate,
s.median_hours, s.p90_hours
from cell c left join summed s on s.topic = c.topic and s.starts_at = c.starts_at) f order by "f"."starts_at", "f"."articles" desc, "f"."topic" limit $1) r on true
order by "r"."starts_at", "r"."articles" desc, "r"."topic";
