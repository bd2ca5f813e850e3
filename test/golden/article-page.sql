select b.article_id as box_of, b.position as box, b.title,
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.is_teaser, a.published_at, a.published_date_only,
a.first_published_at,
a.updated_at
from article_box b
join article_box_story s on s.article_id = b.article_id and s.box = b.position
left join lateral (select * from published_article a where a.id = s.story_id offset 0) a on true
where b.article_id = any((select $1::int[])::int[])
order by b.article_id, b.position, s.position;

select c.id, c.article_id, c.note, c.corrected_at from correction c
where c.article_id = any((select $1::int[])::int[])
order by c.article_id, c.corrected_at desc, c.id desc;

select k.key::int as key, a.*, case when k.with_parts then json_build_object(
'topics', (select coalesce(json_agg(part), '[]') from (
select at.article_id, t.id, t.slug, t.name, t.description, t.parent_id, t.revision, t.aliases, t.position, t.is_featured from article_topic at
cross join lateral (select * from topic t where t.id = at.topic_id offset 0) t
where at.article_id = a.id
order by at.article_id, at.position, t.id) part),
'attributions', (select coalesce(json_agg(part), '[]') from (
select at.article_id, at.role, at.quote, s.id, s.slug, s.name, s.kind, s.homepage, s.country, s.revision
from attribution at cross join lateral (select * from source s where s.id = at.source_id offset 0) s
where at.article_id = a.id
order by at.article_id, at.position, at.role, s.id) part),
'leadImage', (select to_json(part) from (
select i.article_id, i.url, i.width, i.height, i.alt, i.caption, i.credit_line,
case when s.id is not null then jsonb_build_object(
'id', s.id, 'slug', s.slug, 'name', s.name, 'kind', s.kind, 'homepage', s.homepage, 'country', s.country,
'revision', s.revision
) end as credit
from lead_image i left join lateral (select * from source s where s.id = i.credit_source_id offset 0) s on true
where i.article_id = a.id) part)
) end as brought
from unnest((select $1::text[])::text[], (select $2::bool[])::bool[]) with ordinality k (slug, with_parts, key) cross join lateral (
select
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.is_teaser, a.published_at, a.published_date_only,
a.first_published_at,
a.updated_at, a.body from published_article a where a.slug = k.slug
union all
select
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.is_teaser, a.published_at, a.published_date_only,
a.first_published_at,
a.updated_at, a.body from published_article a
where a.id = (select f.article_id from former_slug f where f.slug = k.slug)
) a;

select k.key::int as key, r.*
from unnest(
(select $1::int[])::int[], (select $2::int[])::int[], (select $3::timestamptz[])::timestamptz[], (select $4::int[])::int[],
(select $5::int[])::int[], (select $6::timestamptz[])::timestamptz[], (select $7::int[])::int[]
) with ordinality as k (id, low_score, low_at, low_id, high_score, high_at, high_id, key)
cross join lateral (
select
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.is_teaser, a.published_at, a.published_date_only,
a.first_published_at,
a.updated_at, a.published_at as at, 0 as score from published_article a
where (a.published_at, a.id) > (k.low_at, k.low_id) and (a.published_at, a.id) < (k.high_at, k.high_id)
and true
order by a.published_at desc, a.id desc limit (select $8::bigint)) r
order by k.key, r.score desc, r.at desc, r.id desc;

with k as materialized (
select k.*,
case when h.article_id is not null then 1 when t.is_teaser then 2
else 0 end as after_kind,
case when h.article_id is not null then h.noted_at when t.is_teaser then '-infinity' else 'infinity' end as hint_at,
coalesce(-h.rank, 0) as hint_rank, coalesce(h.article_id, 0) as hint_id
from (
select k.id, k."window", k.measure, k.after_rank, k.after_at, k.after_id, k.excluded::int[] as excluded, k.key,
coalesce(l.as_of, now()) -
case k."window" when 'HOUR' then interval '1 hour' when 'DAY' then interval '1 day'
when 'WEEK' then interval '7 days' else interval '30 days' end as since, coalesce(l.as_of, now()) - greatest(
case k."window" when 'HOUR' then interval '1 hour' when 'DAY' then interval '1 day'
when 'WEEK' then interval '7 days' else interval '30 days' end, make_interval(hours => 168)) as hinted_since
from unnest(
(select $1::int[])::int[], (select $2::text[]::trending_window[])::trending_window[], (select $3::text[]::trending_measure[])::trending_measure[],
(select $4::float8[]::bigint[])::bigint[], (select $5::timestamptz[])::timestamptz[], (select $6::int[])::int[], (select $7::text[])::text[]
) with ordinality as k (id, "window", measure, after_rank, after_at, after_id, excluded, key)
left join trending_list l on l."window" = k."window" and l.measure = k.measure
) k
left join lateral (
select a.is_teaser from published_article a where a.id = k.after_id and k.after_at < 'infinity'
union all
select a.is_teaser from hidden_article a where a.id = k.after_id and k.after_at < 'infinity'
) t on true
left join trending_hint h on t.is_teaser and h.article_id = k.after_id and h.noted_at > k.hinted_since
),
ranked as materialized (
select k.key, r.article_id, r.rank, r.previous_rank, r.score, r.views, r.pinned
from k cross join lateral (
select r.* from trending_rank r join published_article p on p.id = r.article_id
where r."window" = k."window" and r.measure = k.measure and r.rank > k.after_rank
and r.article_id <> all(k.excluded)
order by r.rank limit (select $8::bigint)
) r
where k.after_at = 'infinity'),
fill as materialized (
select k.*, coalesce((select max(r.rank) from (
select r.article_id, r.rank from trending_rank r join published_article p on p.id = r.article_id
where r."window" = k."window" and r.measure = k.measure) r), 0) as last_rank, f.*
from k cross join lateral (
select case when f.has_whole then k.since else '-infinity' end as whole_from,
case when f.has_whole or exists (
select x.article_id, x.published_at as at
from (select id as article_id, published_at, is_teaser from published_article) x
where x.is_teaser and x.published_at > k.since and x.article_id <> all(k.excluded) and not exists (
select from trending_rank r where r.article_id = x.article_id and r."window" = k."window" and r.measure = k.measure
) and not exists (
select from trending_choice c
where c.article_id = x.article_id and c.is_hidden and (c.until is null or c.until > now())
)
order by x.published_at desc, x.article_id desc limit (select $9::bigint))
or exists (
select h.article_id, a.published_at as at, 1 as kind, h.noted_at, h.rank as hint
from trending_hint h join published_article a on a.id = h.article_id
where a.is_teaser and h.noted_at > k.hinted_since and true and true and a.id <> all(k.excluded) and not exists (
select from trending_rank r where r.article_id = a.id and r."window" = k."window" and r.measure = k.measure
) and not exists (
select from trending_choice c
where c.article_id = a.id and c.is_hidden and (c.until is null or c.until > now())
)
order by h.noted_at desc, h.rank, h.article_id desc limit (select $10::bigint))
then k.since else '-infinity' end as teaser_from
from (
select exists (select from (
select r.article_id, r.rank from trending_rank r join published_article p on p.id = r.article_id
where r."window" = k."window" and r.measure = k.measure) r where r.article_id <> all(k.excluded)) or exists (
select x.article_id, x.published_at as at
from (select id as article_id, published_at, is_teaser from published_article) x
where not x.is_teaser and x.published_at > k.since and x.article_id <> all(k.excluded) and not exists (
select from trending_rank r where r.article_id = x.article_id and r."window" = k."window" and r.measure = k.measure
) and not exists (
select from trending_choice c
where c.article_id = x.article_id and c.is_hidden and (c.until is null or c.until > now())
)
order by x.published_at desc, x.article_id desc limit (select $11::bigint)) as has_whole offset 0
) f
) f
where $12 > (select count(*) from ranked r where r.key = k.key)
),
listed as (
select key, article_id, rank, previous_rank, score, views, pinned, true as is_of_window, null::timestamptz as at
from ranked
union all
select k.key, tail.article_id,
(greatest(k.after_rank, k.last_rank) + row_number() over (partition by k.key order by kind, noted_at desc, hint, at desc, article_id desc))::int,
null, 0, 0, false, tail.at > k.since or tail.noted_at is not null, tail.at
from fill k cross join lateral (
select * from (
select recent.*, null::timestamptz as noted_at, null::int as hint from (
with "kind_0" as materialized (
select x.article_id, x.published_at as at
from (select id as article_id, published_at, is_teaser from published_article) x
where not x.is_teaser and k.after_kind <= 0
and (x.published_at, x.article_id) < (case when k.after_kind = 0 then k.after_at else 'infinity' end, k.after_id) and x.published_at > k.whole_from and x.article_id <> all(k.excluded) and not exists (
select from trending_rank r where r.article_id = x.article_id and r."window" = k."window" and r.measure = k.measure
) and not exists (
select from trending_choice c
where c.article_id = x.article_id and c.is_hidden and (c.until is null or c.until > now())
)
order by x.published_at desc, x.article_id desc limit (select $13::bigint)
), "kind_2" as materialized (
select l.article_id, l.at from (
select x.article_id, x.published_at as at
from (select id as article_id, published_at, is_teaser from published_article) x
where x.is_teaser and k.after_kind <= 2
and (x.published_at, x.article_id) < (case when k.after_kind = 2 then k.after_at else 'infinity' end, k.after_id) and x.published_at > k.teaser_from and not (x.is_teaser and exists (
select from trending_hint h where h.article_id = x.article_id and h.noted_at > k.hinted_since
)) and x.article_id <> all(k.excluded) and not exists (
select from trending_rank r where r.article_id = x.article_id and r."window" = k."window" and r.measure = k.measure
) and not exists (
select from trending_choice c
where c.article_id = x.article_id and c.is_hidden and (c.until is null or c.until > now())
)
order by x.published_at desc, x.article_id desc limit (select $14::bigint)) l where (select $15::int)::int > (select count(*) from "kind_0")
)
select article_id, at, 0 as kind from "kind_0" union all select article_id, at, 2 as kind from "kind_2"
order by kind, at desc, article_id desc limit (select $16::bigint)) recent
union all
(
select h.article_id, a.published_at as at, 1 as kind, h.noted_at, h.rank as hint
from trending_hint h join published_article a on a.id = h.article_id
where a.is_teaser and h.noted_at > k.hinted_since and h.noted_at <= k.hint_at and (h.noted_at, -h.rank, h.article_id) < (k.hint_at, k.hint_rank, k.hint_id) and true and a.id <> all(k.excluded) and not exists (
select from trending_rank r where r.article_id = a.id and r."window" = k."window" and r.measure = k.measure
) and not exists (
select from trending_choice c
where c.article_id = a.id and c.is_hidden and (c.until is null or c.until > now())
)
order by h.noted_at desc, h.rank, h.article_id desc limit (select $17::bigint))
) t
order by kind, noted_at desc, hint, at desc, article_id desc limit (select $18::bigint)) tail
)
select k.key::int as key, l.as_of,
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.is_teaser, a.published_at, a.published_date_only,
a.first_published_at,
a.updated_at, e.rank, e.previous_rank, e.score, e.views, e.pinned,
e.is_of_window, k."window", e.at
from k
left join trending_list l on l."window" = k."window" and l.measure = k.measure
left join listed e on e.key = k.key
left join published_article a on a.id = e.article_id
order by k.key, e.rank;

with k as materialized (
select k.article_id, k.after_place, k.after_at, k.after_id, k.excluded::int[] as excluded, k.with_topics, k.key,
case when k.after_at < 'infinity' then k.after_place - 4503599627370496 else 0 end as after_kind,
case when split_part(lower(own.language), '-', 1) in ('nb', 'nn', 'no') then array['nb', 'nn', 'no']
when split_part(lower(own.language), '-', 1) <> 'und' then array[split_part(lower(own.language), '-', 1)] end as languages
from unnest(
(select $1::int[])::int[], (select $2::float8[]::bigint[])::bigint[], (select $3::timestamptz[])::timestamptz[], (select $4::int[])::int[], (select $5::text[])::text[],
(select $6::bool[])::bool[]
) with ordinality as k (article_id, after_place, after_at, after_id, excluded, with_topics, key)
left join lateral (select p.language from published_article p where p.id = k.article_id offset 0) own on true
),
edge as materialized (
select k.key, r.related_id, r.place, r.score, r.strength, r.reasons
from k cross join lateral (
select r.* from (
select c.related_id, row_number() over (order by c.chosen_at, c.related_id) - 1000 as place,
1::real as score, 'SIMILAR' as strength, '[{"kind": "EDITOR_PICK", "weight": 1}]'::jsonb as reasons
from related_choice c
where c.article_id = k.article_id and not c.is_hidden and (c.until is null or c.until > now())
union all
select r.related_id, r.place, r.score, r.strength::text, r.reasons
from related_article r
where r.article_id = k.article_id and not exists (
select from related_choice c
where c.article_id = k.article_id and c.related_id = r.related_id and (c.until is null or c.until > now())
)
) r cross join lateral (select from published_article p where p.id = r.related_id offset 0) p
where r.place > k.after_place and r.related_id <> all(k.excluded)
order by r.place limit (select $7::bigint)
) r
where k.after_at = 'infinity'
),
listed as (
select key, related_id, place, null::timestamptz as at, score, strength, reasons from edge
union all
select k.key, recent.article_id, 4503599627370496::bigint + recent.kind, recent.at, 0, 'RECENT', '[{"kind": "RECENT", "weight": 1}]'
from k cross join lateral (
with "kind_0" as materialized (
select l.article_id, l.at
from unnest(k.languages) own (tag) cross join lateral (
select p.id as article_id, p.published_at as at from published_article p
where split_part(lower(p.language), '-', 1) = own.tag and not p.is_teaser and k.after_kind <= 0
and (p.published_at, p.id) < (case when k.after_kind = 0 then k.after_at else 'infinity' end, k.after_id)
and p.id <> k.article_id and p.id <> all(k.excluded)
and not exists (select from related_article r where r.article_id = k.article_id and r.related_id = p.id)
and not exists (
select from related_choice c
where c.article_id = k.article_id and c.related_id = p.id and (c.until is null or c.until > now())
)
order by p.published_at desc, p.id desc limit (select $8::bigint)) l
order by l.at desc, l.article_id desc limit (select $9::bigint)
), "kind_1" as materialized (
select l.article_id, l.at from (
select l.article_id, l.at
from unnest(k.languages) own (tag) cross join lateral (
select p.id as article_id, p.published_at as at from published_article p
where split_part(lower(p.language), '-', 1) = own.tag and p.is_teaser and k.after_kind <= 1
and (p.published_at, p.id) < (case when k.after_kind = 1 then k.after_at else 'infinity' end, k.after_id)
and p.id <> k.article_id and p.id <> all(k.excluded)
and not exists (select from related_article r where r.article_id = k.article_id and r.related_id = p.id)
and not exists (
select from related_choice c
where c.article_id = k.article_id and c.related_id = p.id and (c.until is null or c.until > now())
)
order by p.published_at desc, p.id desc limit (select $10::bigint)) l
order by l.at desc, l.article_id desc limit (select $11::bigint)) l where (select $12::int)::int > (select count(*) from "kind_0")
), "kind_2" as materialized (
select l.article_id, l.at from (
select l.article_id, l.at
from (
with recursive used (tag) as (
(select split_part(lower(language), '-', 1) from published_article order by 1 limit 1)
union all
select (
select split_part(lower(p.language), '-', 1) from published_article p
where split_part(lower(p.language), '-', 1) > used.tag order by 1 limit 1
) from used where used.tag is not null
) select tag from used where tag is not null) used cross join lateral (
select p.id as article_id, p.published_at as at from published_article p
where split_part(lower(p.language), '-', 1) = used.tag and not p.is_teaser and k.after_kind <= 2
and (p.published_at, p.id) < (case when k.after_kind = 2 then k.after_at else 'infinity' end, k.after_id)
and p.id <> k.article_id and p.id <> all(k.excluded)
and not exists (select from related_article r where r.article_id = k.article_id and r.related_id = p.id)
and not exists (
select from related_choice c
where c.article_id = k.article_id and c.related_id = p.id and (c.until is null or c.until > now())
)
order by p.published_at desc, p.id desc limit (select $13::bigint)) l
where k.languages is null or used.tag <> all(k.languages)
order by l.at desc, l.article_id desc limit (select $14::bigint)) l where (select $15::int)::int > (select count(*) from "kind_0") + (select count(*) from "kind_1")
), "kind_3" as materialized (
select l.article_id, l.at from (
select l.article_id, l.at
from (
with recursive used (tag) as (
(select split_part(lower(language), '-', 1) from published_article order by 1 limit 1)
union all
select (
select split_part(lower(p.language), '-', 1) from published_article p
where split_part(lower(p.language), '-', 1) > used.tag order by 1 limit 1
) from used where used.tag is not null
) select tag from used where tag is not null) used cross join lateral (
select p.id as article_id, p.published_at as at from published_article p
where split_part(lower(p.language), '-', 1) = used.tag and p.is_teaser and k.after_kind <= 3
and (p.published_at, p.id) < (case when k.after_kind = 3 then k.after_at else 'infinity' end, k.after_id)
and p.id <> k.article_id and p.id <> all(k.excluded)
and not exists (select from related_article r where r.article_id = k.article_id and r.related_id = p.id)
and not exists (
select from related_choice c
where c.article_id = k.article_id and c.related_id = p.id and (c.until is null or c.until > now())
)
order by p.published_at desc, p.id desc limit (select $16::bigint)) l
where k.languages is null or used.tag <> all(k.languages)
order by l.at desc, l.article_id desc limit (select $17::bigint)) l where (select $18::int)::int > (select count(*) from "kind_0") + (select count(*) from "kind_1") + (select count(*) from "kind_2")
)
select article_id, at, 0 as kind from "kind_0" union all select article_id, at, 1 as kind from "kind_1" union all select article_id, at, 2 as kind from "kind_2" union all select article_id, at, 3 as kind from "kind_3"
order by kind, at desc, article_id desc limit (select $19::bigint)) recent
where $20 > (select count(*) from edge where edge.key = k.key)
),
named_topic as materialized (
select jsonb_agg(to_jsonb(t)) as rows from (
select distinct id::int as id from edge, jsonb_array_elements(edge.reasons) reason,
jsonb_array_elements_text(reason->'topics') id) named
cross join lateral (select * from topic t where t.id = named.id offset 0) t
),
named_source as materialized (
select jsonb_agg(to_jsonb(s) - 'aliases') as rows from (
select distinct id::int as id from edge, jsonb_array_elements(edge.reasons) reason,
jsonb_array_elements_text(reason->'sources') id) named
cross join lateral (select * from source s where s.id = named.id offset 0) s
)
select l.key::int as key,
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.is_teaser, a.published_at, a.published_date_only,
a.first_published_at,
a.updated_at, l.place::float8 as place, l.at, l.score, l.strength, l.reasons,
case when (select k.with_topics from k where k.key = l.key) then (select coalesce(json_agg(part), '[]') from (
select at.article_id, t.id, t.slug, t.name, t.description, t.parent_id, t.revision, t.aliases, t.position, t.is_featured from article_topic at
cross join lateral (select * from topic t where t.id = at.topic_id offset 0) t
where at.article_id = a.id
order by at.article_id, at.position, t.id) part) end as topics,
case when row_number() over (order by l.key, l.place, l.at desc, l.related_id desc) = 1 then
jsonb_build_object('topics', (select rows from named_topic), 'sources', (select rows from named_source))
end as named
-- Each by its key, here and above: without statistics the planner would ask for the list of every article.
from listed l cross join lateral (select * from published_article a where a.id = l.related_id offset 0) a
order by l.key, l.place, l.at desc, a.id desc;
