select at.article_id, t.id, t.slug, t.name, t.description, t.parent_id from article_topic at join topic t on t.id = at.topic_id
where at.article_id = any($1::int[])
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
where a.document @@ (select wanted from query)
) c;

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
$2::int[], $3::int[], $4::timestamptz[],
$5::int[], $6::int[], $7::timestamptz[], $8::int[]
) with ordinality as k (id, low_score, low_at, low_id, high_score, high_at, high_id, key)
cross join lateral (
select * from (
select
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.published_at, a.first_published_at, a.updated_at, a.published_at as at,
coalesce((ts_rank('{0, 0, 0.4, 1}'::float4[], a.card, (select words from query)) * 1000000)::int, 0) as score from published_article a
where a.document @@ (select wanted from query)
) a
where (a.score, a.at, a.id) > (k.low_score, k.low_at, k.low_id)
and (a.score, a.at, a.id) < (k.high_score, k.high_at, k.high_id)
order by a.score desc, a.at desc, a.id desc limit $9) r
order by k.key, r.score desc, r.at desc, r.id desc;
