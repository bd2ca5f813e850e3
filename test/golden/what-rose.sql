select at.article_id, t.id, t.slug, t.name, t.description, t.parent_id, t.revision from article_topic at join topic t on t.id = at.topic_id
where at.article_id = any($1::int[])
order by at.article_id, at.position, t.id;

with
placed as materialized (
select a.id, r.score, r.views, r.pinned,
row_number() over (order by r.rank)::int as rank,
case when r.previous_rank is not null then
row_number() over (order by r.previous_rank nulls last)::int
end as previous_rank
from trending_rank r join published_article a on a.id = r.article_id
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
a.updated_at, r.place, r.rank, r.previous_rank, r.score, r.views, r.pinned,
$3::trending_window as "window", null::timestamptz as at, asked.as_of
from (
select (select as_of from trending_list t where t."window" = $4 and t.measure = $5) as as_of
) asked
left join (risen r join published_article a on a.id = r.id)
on r.place > $6 and r.id <> all($7::int[])
order by r.place limit $8;
