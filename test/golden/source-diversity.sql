select t.id as key, t.id, t.slug, t.name, t.description, t.parent_id, t.revision from topic t where t.id = any((select $1::int[])::int[])
union all
select f.former_id, t.id, t.slug, t.name, t.description, t.parent_id, t.revision from former_topic_slug f join topic t on t.id = f.topic_id
where f.former_id = any((select $2::int[])::int[]);

with recursive
picked as materialized (select a.id, a.published_at  from published_article a where true),
above (topic_id, topic) as (
select id, id from topic
union select a.topic_id, t.parent_id from above a join topic t on t.id = a.topic where t.parent_id is not null
),
member as materialized (
select distinct p.id as article_id, above.topic, '-infinity'::timestamptz as starts_at
from picked p join article_topic x on x.article_id = p.id join above on above.topic_id = x.topic_id
),
cited as materialized (
select x.article_id, x.source_id, bool_or(x.role <> 'WIRE') as is_named, s.kind = 'PERSON' as is_person
from picked p join attribution x on x.article_id = p.id join source s on s.id = x.source_id
where x.role in ('WIRE', 'QUOTED', 'CITED')
group by x.article_id, x.source_id, s.kind
),
by_source as (
select m.topic, m.starts_at, c.source_id, count(*)::float8 as citations,
count(*) filter (where c.is_named) as named, count(*) filter (where c.is_person) as people
from member m join cited c on c.article_id = m.article_id
group by m.topic, m.starts_at, c.source_id
),
ranked as (
select b.*, row_number() over (partition by b.topic, b.starts_at order by b.citations desc) as place from by_source b
),
spread as (
select r.topic, r.starts_at, sum(r.citations) as citations, count(*) as sources,
sum(r.citations * ln(r.citations)) as information, sum(r.citations) filter (where r.place <= 5) as top_five,
sum(r.named) as named, sum(r.people) as people
from ranked r group by r.topic, r.starts_at
),
sized as (
select m.topic, m.starts_at, count(*)::int as articles, count(*) filter (where n.sources = 1) as single
from member m left join article_source_count n on n.article_id = m.article_id
group by m.topic, m.starts_at
)
select nullif("g"."topic", 0) as topic, nullif("g"."starts_at", '-infinity') as starts_at, g.articles, coalesce(s.citations, 0)::int as citations,
coalesce(s.sources, 0)::int as sources,
coalesce(s.citations, 0) / g.articles as sources_per_article,
coalesce(exp(ln(s.citations) - s.information / s.citations), 0) as effective_sources,
coalesce(s.top_five / s.citations, 0) as top_five_share, g.single::float8 / g.articles as single_source_share,
coalesce(s.people::float8 / s.citations, 0) as people_share,
coalesce(s.named::float8 / s.citations, 0) as named_share
from sized g left join spread s on s.topic = g.topic and s.starts_at = g.starts_at
order by "g"."starts_at", "g"."articles" desc, "g"."topic" limit $1;

with recursive
picked as materialized (select a.id, a.published_at  from published_article a where true),
member as materialized (
select distinct p.id as article_id, 0 as topic, date_trunc($1, (p.published_at)::timestamptz, $2) as starts_at
from picked p
),
cited as materialized (
select x.article_id, x.source_id, bool_or(x.role <> 'WIRE') as is_named, s.kind = 'PERSON' as is_person
from picked p join attribution x on x.article_id = p.id join source s on s.id = x.source_id
where x.role in ('WIRE', 'QUOTED', 'CITED')
group by x.article_id, x.source_id, s.kind
),
by_source as (
select m.topic, m.starts_at, c.source_id, count(*)::float8 as citations,
count(*) filter (where c.is_named) as named, count(*) filter (where c.is_person) as people
from member m join cited c on c.article_id = m.article_id
group by m.topic, m.starts_at, c.source_id
),
ranked as (
select b.*, row_number() over (partition by b.topic, b.starts_at order by b.citations desc) as place from by_source b
),
spread as (
select r.topic, r.starts_at, sum(r.citations) as citations, count(*) as sources,
sum(r.citations * ln(r.citations)) as information, sum(r.citations) filter (where r.place <= 5) as top_five,
sum(r.named) as named, sum(r.people) as people
from ranked r group by r.topic, r.starts_at
),
sized as (
select m.topic, m.starts_at, count(*)::int as articles, count(*) filter (where n.sources = 1) as single
from member m left join article_source_count n on n.article_id = m.article_id
group by m.topic, m.starts_at
)
select nullif("g"."topic", 0) as topic, nullif("g"."starts_at", '-infinity') as starts_at, g.articles, coalesce(s.citations, 0)::int as citations,
coalesce(s.sources, 0)::int as sources,
coalesce(s.citations, 0) / g.articles as sources_per_article,
coalesce(exp(ln(s.citations) - s.information / s.citations), 0) as effective_sources,
coalesce(s.top_five / s.citations, 0) as top_five_share, g.single::float8 / g.articles as single_source_share,
coalesce(s.people::float8 / s.citations, 0) as people_share,
coalesce(s.named::float8 / s.citations, 0) as named_share
from sized g left join spread s on s.topic = g.topic and s.starts_at = g.starts_at
order by "g"."starts_at", "g"."articles" desc, "g"."topic" limit $3;
