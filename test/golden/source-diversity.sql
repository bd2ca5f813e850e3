select t.id as key, t.id, t.slug, t.name, t.description, t.parent_id, t.revision, t.aliases, t.position, t.is_featured from topic t where t.id = any((select $1::int[])::int[])
union all
select f.former_id, t.id, t.slug, t.name, t.description, t.parent_id, t.revision, t.aliases, t.position, t.is_featured from former_topic_slug f join topic t on t.id = f.topic_id
where f.former_id = any((select $2::int[])::int[]);

with recursive
picked as materialized (select a.id, a.published_at  from published_article a where true),
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
cited as materialized (
select x.article_id, x.source_id, bool_or(x.role <> 'WIRE') as is_named
from picked p join attribution x on x.article_id = p.id
where x.role in ('WIRE', 'QUOTED', 'CITED')
group by x.article_id, x.source_id
),
by_source as (
select m.topic, m.starts_at, c.source_id, count(*)::float8 as citations, count(*) filter (where c.is_named) as named
from member m join cited c on c.article_id = m.article_id
group by m.topic, m.starts_at, c.source_id
),
sized as (
select m.topic, m.starts_at, count(*)::int as articles, count(*) filter (where n.sources = 1) as single
from member m left join article_source_count n on n.article_id = m.article_id
group by m.topic, m.starts_at
),
ranked as (
select b.*, s.kind = 'PERSON' as is_person,
row_number() over (partition by b.topic, b.starts_at order by b.citations desc) as place
from by_source b join source s on s.id = b.source_id
),
spread as (
select r.topic, r.starts_at, sum(r.citations) as citations, count(*) as sources,
sum(r.citations * ln(r.citations)) as information, sum(r.citations) filter (where r.place <= 5) as top_five,
sum(r.named) as named, sum(r.citations) filter (where r.is_person) as people
from ranked r group by r.topic, r.starts_at
)
select asked.groups, asked.periods, r.*
from asked left join lateral (select * from (
select nullif("c"."topic", 0) as topic, nullif("c"."starts_at", '-infinity') as starts_at, coalesce(g.articles, 0) as articles, coalesce(s.citations, 0)::int as citations,
coalesce(s.sources, 0)::int as sources,
coalesce(s.citations / g.articles, 0) as sources_per_article,
coalesce(exp(ln(s.citations) - s.information / s.citations), 0) as effective_sources,
coalesce(s.top_five / s.citations, 0) as top_five_share,
coalesce(g.single::float8 / g.articles, 0) as single_source_share,
coalesce(s.people::float8 / s.citations, 0) as people_share,
coalesce(s.named::float8 / s.citations, 0) as named_share
from cell c
left join sized g on g.topic = c.topic and g.starts_at = c.starts_at
left join spread s on s.topic = c.topic and s.starts_at = c.starts_at) f order by "f"."starts_at", "f"."articles" desc, "f"."topic" limit $1) r on true
order by "r"."starts_at", "r"."articles" desc, "r"."topic";

with recursive
picked as not materialized (
select x.published_at from published_article x where true
),
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
grp as materialized (select 0 as topic),
asked as materialized (
select (select count(*) from grp)::int as groups, (select count(*) from period)::int as periods
),
cell as materialized (select g.topic, p.starts_at from
(select from asked where periods <= 5000 and groups::bigint * periods <= 500000) few cross join grp g cross join period p),
by_source as (
select 0 as topic, b.starts[width_bucket(c.published_at, b.starts)] as starts_at, c.source_id, count(*)::float8 as citations,
count(*) filter (where c.is_named) as named
from bounds b cross join (
select x.published_at, x.article_id, x.source_id, bool_or(x.role <> 'WIRE') as is_named
from attribution x where x.role in ('WIRE', 'QUOTED', 'CITED') and x.published_at <= now() and x.article_id not in (select id from hidden_article)
group by x.published_at, x.article_id, x.source_id
) c
group by 2, 3
),
sized as (
select 0 as topic, s.starts_at, sum(s.articles)::int as articles, sum(s.single) as single
from (
select b.starts[width_bucket(c.published_at, b.starts)] as starts_at, count(*) as articles, 0 as single from bounds b cross join picked c group by 1
union all
select b.starts[width_bucket(c.published_at, b.starts)], 0, count(*)
from bounds b cross join (select x.published_at from article_source_count x where x.sources = 1 and x.published_at <= now() and x.article_id not in (select id from hidden_article)) c
group by 1
) s
group by s.starts_at
),
ranked as (
select b.*, s.kind = 'PERSON' as is_person,
row_number() over (partition by b.topic, b.starts_at order by b.citations desc) as place
from by_source b join source s on s.id = b.source_id
),
spread as (
select r.topic, r.starts_at, sum(r.citations) as citations, count(*) as sources,
sum(r.citations * ln(r.citations)) as information, sum(r.citations) filter (where r.place <= 5) as top_five,
sum(r.named) as named, sum(r.citations) filter (where r.is_person) as people
from ranked r group by r.topic, r.starts_at
)
select asked.groups, asked.periods, r.*
from asked left join lateral (select * from (
select nullif("c"."topic", 0) as topic, nullif("c"."starts_at", '-infinity') as starts_at, coalesce(g.articles, 0) as articles, coalesce(s.citations, 0)::int as citations,
coalesce(s.sources, 0)::int as sources,
coalesce(s.citations / g.articles, 0) as sources_per_article,
coalesce(exp(ln(s.citations) - s.information / s.citations), 0) as effective_sources,
coalesce(s.top_five / s.citations, 0) as top_five_share,
coalesce(g.single::float8 / g.articles, 0) as single_source_share,
coalesce(s.people::float8 / s.citations, 0) as people_share,
coalesce(s.named::float8 / s.citations, 0) as named_share
from cell c
left join sized g on g.topic = c.topic and g.starts_at = c.starts_at
left join spread s on s.topic = c.topic and s.starts_at = c.starts_at) f order by "f"."starts_at", "f"."articles" desc, "f"."topic" limit $9) r on true
order by "r"."starts_at", "r"."articles" desc, "r"."topic";
