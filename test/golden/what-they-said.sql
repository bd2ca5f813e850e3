select k.key::int as key, c.count
from unnest($1::int[]) with ordinality as k (id, key)
cross join lateral (select count(*)::int as count from (
select from quote q join published_article a on a.id = q.article_id where q.source_id = k.id group by q.utterance_id) each) c;

select k.key::int as key, r.at, r.place,
u.id, first.text, first.published_at as first_said_at,
s.id as source_id, s.slug, s.name, s.kind, s.homepage, s.country, s.revision
from unnest(
$1::int[], $2::timestamptz[], $3::int[],
$4::timestamptz[], $5::int[]
) with ordinality as k (id, low_at, low_id, high_at, high_id, key)
cross join lateral (
select q.utterance_id, q.published_at as at, q.id as place from quote q join published_article a on a.id = q.article_id
where q.source_id = k.id and
(q.published_at, q.id) > (k.low_at, k.low_id) and (q.published_at, q.id) < (k.high_at, k.high_id) and q.id = (
select f.id from quote f
where f.utterance_id = q.utterance_id and exists (
select from published_article a where a.id = f.article_id offset 0
)
order by f.published_at, f.id limit 1
)
order by q.published_at desc, q.id desc limit $6) r
join utterance u on u.id = r.utterance_id
join source s on s.id = u.source_id
cross join lateral (
select f.text, f.published_at from quote f join published_article a on a.id = f.article_id
where f.utterance_id = u.id order by f.published_at, f.id limit 1
) first
order by k.key, r.at desc, r.place desc;

select k.key::int as key, x.* from unnest((select $1::int[])::int[], (select $2::int[])::int[]) with ordinality k (id, most, key)
cross join lateral (
select q.text, q.id as place,
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.is_teaser, a.published_at, a.published_date_only,
a.first_published_at,
a.updated_at from quote q join published_article a on a.id = q.article_id
where q.utterance_id = k.id order by q.published_at, q.id limit k.most
) x
order by k.key, x.published_at, x.place;

select k.slug as key, s.* from unnest((select $1::text[])::text[]) k (slug) cross join lateral (
select s.id, s.slug, s.name, s.kind, s.homepage, s.country, s.revision from source s where s.slug = k.slug
union all
select s.id, s.slug, s.name, s.kind, s.homepage, s.country, s.revision from source s where s.id = (select f.source_id from former_source_slug f where f.slug = k.slug)
) s;

select q.utterance_id as id, count(*)::int as count from quote q join published_article a on a.id = q.article_id
where q.utterance_id = any((select $1::int[])::int[]) group by q.utterance_id;
