select t.id as key, t.id, t.slug, t.name, t.description, t.parent_id, t.revision from topic t where t.id = any((select $1::int[])::int[])
union all
select f.former_id, t.id, t.slug, t.name, t.description, t.parent_id, t.revision from former_topic_slug f join topic t on t.id = f.topic_id
where f.former_id = any((select $2::int[])::int[]);

with recursive
picked as materialized (select a.id, a.published_at , a.first_published_at from published_article a where true),
above (topic_id, topic) as (
select id, id from topic
union select a.topic_id, t.parent_id from above a join topic t on t.id = a.topic where t.parent_id is not null
),
member as materialized (
select distinct p.id as article_id, above.topic, '-infinity'::timestamptz as starts_at
from picked p join article_topic x on x.article_id = p.id join above on above.topic_id = x.topic_id
),
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
select nullif("s"."topic", 0) as topic, nullif("s"."starts_at", '-infinity') as starts_at, s.articles, s.corrected, s.corrections, s.corrected::float8 / s.articles as rate,
s.median_hours, s.p90_hours
from summed s order by "s"."starts_at", "s"."articles" desc, "s"."topic" limit $1;

with recursive
picked as materialized (select a.id, a.published_at , a.first_published_at from published_article a where true),
member as materialized (
select distinct p.id as article_id, 0 as topic, date_trunc($1, (p.published_at)::timestamptz, $2) as starts_at
from picked p
),
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
select nullif("s"."topic", 0) as topic, nullif("s"."starts_at", '-infinity') as starts_at, s.articles, s.corrected, s.corrections, s.corrected::float8 / s.articles as rate,
s.median_hours, s.p90_hours
from summed s order by "s"."starts_at", "s"."articles" desc, "s"."topic" limit $3;
