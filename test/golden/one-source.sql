select at.article_id, at.role, at.quote, s.id, s.slug, s.name, s.kind, s.homepage, s.country, s.revision
from attribution at cross join lateral (select * from source s where s.id = at.source_id offset 0) s
where at.article_id = any((select $1::int[])::int[])
order by at.article_id, at.position, at.role, s.id;

select k.key::int as key, c.*
from unnest($1::int[]) with ordinality as k (id, key)
cross join lateral (select count(*)::int as count from (
select from article_source_count x
where x.sources >= $2 and x.sources <= $3 and x.published_at <= now() and x.article_id not in (select id from hidden_article) limit $4) few) c;

select k.key::int as key, r.*
from unnest(
$1::int[], $2::int[], $3::timestamptz[], $4::int[],
$5::int[], $6::timestamptz[], $7::int[]
) with ordinality as k (id, low_score, low_at, low_id, high_score, high_at, high_id, key)
cross join lateral (
select distinct on (h.at, h.id) h.* from (
with recursive used (sources) as (
(select n.sources from article_source_count n where n.sources between $8 and $9 order by 1 limit 1)
union all
select (
select n.sources from article_source_count n
where n.sources > used.sources and n.sources between $10 and $11 order by 1 limit 1
) from used where used.sources is not null
) select sources from used where sources is not null) m cross join lateral (
select
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.is_teaser, a.published_at, a.published_date_only,
a.first_published_at,
a.updated_at, e.published_at as at, 0 as score
from article_source_count e join published_article a on a.id = e.article_id
where e.sources = m.sources
and (e.published_at, e.article_id) > (k.low_at, k.low_id)
and (e.published_at, e.article_id) < (k.high_at, k.high_id)
and true
order by e.published_at desc, e.article_id desc limit $12
) h
order by h.at desc, h.id desc limit $13) r
order by k.key, r.score desc, r.at desc, r.id desc;

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
