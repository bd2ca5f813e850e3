select $1::int as key, count(*)::int as count from source s where s.kind = any($2::text[]::source_kind[]);

select * from ((
select $1::int as key, s.id, s.slug, s.name, s.kind, s.homepage, s.country, s.revision, "s"."sort_name" from source s
where s.kind = any($2::text[]::source_kind[])
order by "s"."sort_name" asc, "s"."id" asc
limit $3
)) found
order by key, sort_name collate "C" asc, id asc;

select at.article_id, at.role, at.quote, s.id, s.slug, s.name, s.kind, s.homepage, s.country, s.revision
from attribution at cross join lateral (select * from source s where s.id = at.source_id offset 0) s
where at.article_id = any((select $1::int[])::int[])
order by at.article_id, at.position, at.role, s.id;

select k.key::int as key, c.*
from unnest($1::int[]) with ordinality as k (id, key)
cross join lateral (select count(*)::int as count from (
select distinct each.article_id from (
select x.article_id from attribution x
where x.source_id = k.id and x.role = any($2::text[]::attribution_role[]) and x.published_at <= now() and x.article_id not in (select id from hidden_article)
limit $3
) each limit $4) few) c;

select k.key::int as key, r.* , array(
select x.role::text from attribution x where x.article_id = r.id and x.source_id = k.id order by x.role
) as roles
from unnest(
$1::int[], $2::int[], $3::timestamptz[], $4::int[],
$5::int[], $6::timestamptz[], $7::int[]
) with ordinality as k (id, low_score, low_at, low_id, high_score, high_at, high_id, key)
cross join lateral (
select distinct on (h.at, h.id) h.* from (select k.id, role from unnest($8::text[]::attribution_role[]) role) m cross join lateral (
select
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.is_teaser, a.published_at, a.published_date_only,
a.first_published_at,
a.updated_at, e.published_at as at, 0 as score
from attribution e join published_article a on a.id = e.article_id
where e.source_id = m.id and e.role = m.role
and (e.published_at, e.article_id) > (k.low_at, k.low_id)
and (e.published_at, e.article_id) < (k.high_at, k.high_id)
and true
order by e.published_at desc, e.article_id desc limit $9
) h
order by h.at desc, h.id desc limit $10) r
order by k.key, r.score desc, r.at desc, r.id desc;
