select k.slug as key, t.* from unnest((select $1::text[])::text[]) k (slug) cross join lateral (
select t.id, t.slug, t.name, t.description, t.parent_id, t.revision, t.aliases, t.position, t.is_featured from topic t where t.slug = k.slug
union all
select t.id, t.slug, t.name, t.description, t.parent_id, t.revision, t.aliases, t.position, t.is_featured from topic t where t.id = (select f.topic_id from former_topic_slug f where f.slug = k.slug)
) t;

select s.id as key, s.id, s.slug, s.name, s.kind, s.homepage, s.country, s.revision from source s where s.id = any((select $1::int[])::int[])
union all
select f.former_id, s.id, s.slug, s.name, s.kind, s.homepage, s.country, s.revision from former_source_slug f join source s on s.id = f.source_id
where f.former_id = any((select $2::int[])::int[]);

with recursive
picked as materialized (
select a.id, a.published_at, a.word_count, lower(a.language) as language, a.published_at >= $1::timestamptz as is_within
from published_article a
where a.published_at >= $2::timestamptz
and exists (
select from article_topic x
where x.article_id = a.id and x.topic_id = any(array(
with recursive tree (id) as (
(
select id from topic where slug = any($3::text[])
union select topic_id from former_topic_slug where slug = any($4::text[])) union select t.id from topic t join tree on t.parent_id = tree.id
) select id from tree))
) and exists (select from attribution x where x.article_id = a.id and x.role = any($5::text[]::attribution_role[]))
), extent as materialized (select (select min(published_at) from picked where is_within) as lo, (select max(published_at) from picked where is_within) + interval '1 millisecond' as hi),
period as materialized (
select row_number() over (order by starts_at)::int as n, starts_at
from extent cross join lateral (
select distinct starts_at
from (
select date_trunc($6, (extent.lo) at time zone $7) as lo, (extent.hi) at time zone $8 as hi
) span
cross join lateral generate_series(span.lo, least(span.hi, span.lo + 5001 * $9::interval), $10::interval) s
cross join lateral (select (
select greatest(case when early.at at time zone $11 = l.local then early.at else late.at end, '0001-01-01T00:00:00Z'::timestamptz)
from (select s as local) l
cross join lateral (select l.local at time zone $12 as at) late
cross join lateral (select late.at - interval '24 hours' as at) eve
cross join lateral (
select (l.local - (eve.at at time zone $13 - eve.at at time zone 'UTC')) at time zone 'UTC' as at
) early
) as starts_at) first
where starts_at < (extent.hi)
order by 1 limit 5001) s
),
bounds as materialized (
select coalesce(array_agg(starts_at order by starts_at), '{}') as starts from period
),
article_in as materialized (
select p.*, width_bucket(p.published_at, b.starts) as n from picked p cross join bounds b
),
quoted as materialized (
select q.article_id, q.source_id, q.role, count(*) as quotes from quote q where q.article_id in (select id from picked) group by q.article_id, q.source_id, q.role
),
edge_of as (
select x.article_id, x.source_id as source
, sum(q.quotes)::bigint as quotes
from picked p join attribution x on x.article_id = p.id and x.role = any($14::text[]::attribution_role[])
left join quoted q on q.article_id = x.article_id and q.source_id = x.source_id and q.role = x.role
group by 1, 2
), member as (select p.n, p.is_within, p.word_count, x.quotes, "x"."source" from article_in p join edge_of x on x.article_id = p.id),
part as (
select "m"."source", m.n, m.is_within, 1 as articles, m.word_count::bigint as words,
0::bigint as views,
m.quotes::bigint as quotes
from member m),
counted as materialized (
select "p"."source", "p"."n", coalesce(sum("articles") filter (where is_within), 0)::bigint as "articles", sum(articles)::int as everything,
coalesce(sum("words") filter (where is_within), 0)::bigint as "words", coalesce(sum("views") filter (where is_within), 0)::bigint as "views", coalesce(sum("quotes") filter (where is_within), 0)::bigint as "quotes"
from part p
group by "p"."source", "p"."n"
),
total as materialized (select n, sum(articles) as articles from (select n, 1 as articles from article_in where is_within) a group by n),
grp as materialized (
select distinct "c"."source" from counted c where articles > 0
),
asked as materialized (
select (select count(*) from grp)::int as groups, (select count(*) from period)::int as periods
),
filled as (
select "g"."source", pe.starts_at,
coalesce(c.articles, 0)::int as articles, coalesce(c.words, 0) as words, coalesce(c.views, 0) as views,
coalesce(c.quotes, 0) as quotes,
coalesce(c.articles::float8 / nullif(t.articles, 0), 0) as share,
coalesce(b.everything, 0) as previous_articles
from
(select from asked where periods <= 5000 and groups::bigint * periods <= 500000) ok
cross join grp g cross join period pe
left join counted c on c.n = pe.n and "c"."source" = "g"."source"
left join counted b on b.n = pe.n - 1 and "b"."source" = "g"."source"
left join total t on t.n = pe.n
),
compared as (
select f.*, f.articles::float8 / nullif(f.previous_articles, 0) - 1 as change from filled f
)
select asked.groups, asked.periods, to_jsonb(r) as row, jsonb_build_array("r"."k0", "r"."k1", "r"."k2") as place
from asked left join lateral (
select r.*, coalesce(-(extract(epoch from r.starts_at)::float8)::float8, 1e+300) as "k0", -r.articles::float8 as "k1", "r"."source" as "k2" from compared r
where true order by coalesce(-(extract(epoch from r.starts_at)::float8)::float8, 1e+300), -r.articles::float8, "r"."source" limit $15) r on true
order by "r"."k0", "r"."k1", "r"."k2";
