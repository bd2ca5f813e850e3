select at.article_id, t.id, t.slug, t.name, t.description, t.parent_id, t.revision, t.aliases, t.position, t.is_featured from article_topic at
cross join lateral (select * from topic t where t.id = at.topic_id offset 0) t
where at.article_id = any((select $1::int[])::int[])
order by at.article_id, at.position, t.id;

with query as materialized (
select string_agg(format('(%s) & %L', terms, '@' || tag), ' | ')::tsquery as wanted,
string_agg(distinct regexp_replace(
regexp_replace(terms, ' (&|<->|<[0-9]+>) ', ' | ', 'g'), '(^|[ (])!', '\1', 'g'
), ' | ')::tsquery as words
from (
with recursive used (tag) as (
(select split_part(lower(language), '-', 1) from published_article order by 1 limit 1)
union all
select (
select split_part(lower(p.language), '-', 1) from published_article p
where split_part(lower(p.language), '-', 1) > used.tag order by 1 limit 1
) from used where used.tag is not null
) select tag from used where tag is not null) tags, lateral (select websearch_to_tsquery(search_config(tag), $1)::text as terms) parsed
where terms <> ''
)
select k.key::int as key, c.count
from unnest($2::int[]) with ordinality as k (id, key)
cross join lateral (
select count(*)::int as count from published_article a
where exists (
select from article_topic x
where x.article_id = a.id and x.topic_id = any(array(
with recursive tree (id) as (
(
select id from topic where slug = any($3::text[])
union select topic_id from former_topic_slug where slug = any($4::text[])) union select t.id from topic t join tree on t.parent_id = tree.id
) select id from tree))
) and a.document @@ (select wanted from query)) c;

with query as materialized (
select string_agg(format('(%s) & %L', terms, '@' || tag), ' | ')::tsquery as wanted,
string_agg(distinct regexp_replace(
regexp_replace(terms, ' (&|<->|<[0-9]+>) ', ' | ', 'g'), '(^|[ (])!', '\1', 'g'
), ' | ')::tsquery as words
from (
with recursive used (tag) as (
(select split_part(lower(language), '-', 1) from published_article order by 1 limit 1)
union all
select (
select split_part(lower(p.language), '-', 1) from published_article p
where split_part(lower(p.language), '-', 1) > used.tag order by 1 limit 1
) from used where used.tag is not null
) select tag from used where tag is not null) tags, lateral (select websearch_to_tsquery(search_config(tag), $1)::text as terms) parsed
where terms <> ''
)
select k.key::int as key, r.*
from unnest(
$2::int[], $3::int[], $4::timestamptz[], $5::int[],
$6::int[], $7::timestamptz[], $8::int[]
) with ordinality as k (id, low_score, low_at, low_id, high_score, high_at, high_id, key)
cross join lateral (
with ranked as materialized (
select * from (
select
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.is_teaser, a.published_at, a.published_date_only,
a.first_published_at,
a.updated_at, a.published_at as at, greatest(
coalesce((ts_rank('{0, 0, 0.4, 1}'::float4[], a.card, (select words from query)) * 1000000)::int, 0), 1) as score from published_article a
where k.high_score > 0 and exists (
select from article_topic x
where x.article_id = a.id and x.topic_id = any(array(
with recursive tree (id) as (
(
select id from topic where slug = any($9::text[])
union select topic_id from former_topic_slug where slug = any($10::text[])) union select t.id from topic t join tree on t.parent_id = tree.id
) select id from tree))
) and a.document @@ (select wanted from query) and (a.card @@ (select words from query))
) a
where (a.score, a.at, a.id) > (k.low_score, k.low_at, k.low_id)
and (a.score, a.at, a.id) < (k.high_score, k.high_at, k.high_id)
order by a.score desc, a.at desc, a.id desc limit $11
),
near as materialized (
select
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.is_teaser, a.published_at, a.published_date_only,
a.first_published_at,
a.updated_at, a.published_at as at, 0 as score from (
select * from published_article a where (a.published_at, a.id) <
(case when k.high_score > 0 then 'infinity' else k.high_at end,
case when k.high_score > 0 then 2147483647 else k.high_id end)
order by a.published_at desc, a.id desc limit 1000
) a
where $12::int > (select count(*) from ranked) and (a.published_at, a.id) <
(case when k.high_score > 0 then 'infinity' else k.high_at end,
case when k.high_score > 0 then 2147483647 else k.high_id end) and exists (
select from article_topic x
where x.article_id = a.id and x.topic_id = any(array(
with recursive tree (id) as (
(
select id from topic where slug = any($13::text[])
union select topic_id from former_topic_slug where slug = any($14::text[])) union select t.id from topic t join tree on t.parent_id = tree.id
) select id from tree))
) and a.document @@ (select wanted from query) and not (a.card @@ (select words from query)) and (0, a.published_at, a.id) > (k.low_score, k.low_at, k.low_id)
order by a.published_at desc, a.id desc limit $15),
far as materialized (
select
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.is_teaser, a.published_at, a.published_date_only,
a.first_published_at,
a.updated_at, a.published_at as at, 0 as score from published_article a
where $16::int > (select count(*) from ranked) + (select count(*) from near) and (a.published_at, a.id) <
(case when k.high_score > 0 then 'infinity' else k.high_at end,
case when k.high_score > 0 then 2147483647 else k.high_id end) and exists (
select from article_topic x
where x.article_id = a.id and x.topic_id = any(array(
with recursive tree (id) as (
(
select id from topic where slug = any($17::text[])
union select topic_id from former_topic_slug where slug = any($18::text[])) union select t.id from topic t join tree on t.parent_id = tree.id
) select id from tree))
) and a.document @@ (select wanted from query) and not (a.card @@ (select words from query)) and (0, a.published_at, a.id) > (k.low_score, k.low_at, k.low_id)
order by a.published_at desc, a.id desc limit $19),
latest as (
select * from far union all select * from near where $20::int <= (select count(*) from ranked) + (select count(*) from near)
)
select * from ranked union all select * from latest
order by score desc, at desc, id desc limit $21) r
order by k.key, r.score desc, r.at desc, r.id desc;
