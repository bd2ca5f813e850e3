select a.id, a.body from published_article a where a.id = any((select $1::int[])::int[]);

select at.article_id, t.id, t.slug, t.name, t.description, t.parent_id, t.revision, t.aliases, t.position, t.is_featured from article_topic at
cross join lateral (select * from topic t where t.id = at.topic_id offset 0) t
where at.article_id = any((select $1::int[])::int[])
order by at.article_id, at.position, t.id;

select coalesce((
select jsonb_agg(best order by articles desc, word) from (
select distinct word, articles from (
(select word, articles from corpus_word
where word > g.word || 'a' and word < g.word || U&'\+10FFFF' order by word limit 500)
union all
(select word, articles from corpus_word
where reverse(word) collate "C" > reverse(g.word) || 'a' and reverse(word) collate "C" < reverse(g.word) || U&'\+10FFFF'
order by reverse(word) collate "C" limit 500)
) c where length(word) >= length(g.word) + 2 and left(word, 1) <> '~'
order by articles desc, word limit 50
) best
), '[]') as found
from unnest($1::text[]) with ordinality g (word, position) order by position;

select id, articles from related_model order by id desc limit 1;

select key, word, tsvector_to_array(to_tsvector(search_config(split_part(lower(language), '-', 1)), word)) as stems
from jsonb_to_recordset($1::jsonb) as (key int, language text, word text);

select key, word, tsvector_to_array(to_tsvector(search_config(split_part(lower(language), '-', 1)), word)) as stems
from jsonb_to_recordset($1::jsonb) as (key int, language text, word text);

select s.id as key, s.id, s.slug, s.name, s.kind, s.homepage, s.country, s.revision from source s where s.id = any((select $1::int[])::int[])
union all
select f.former_id, s.id, s.slug, s.name, s.kind, s.homepage, s.country, s.revision from former_source_slug f join source s on s.id = f.source_id
where f.former_id = any((select $2::int[])::int[]);

select t.id as key, t.id, t.slug, t.name, t.description, t.parent_id, t.revision, t.aliases, t.position, t.is_featured from topic t where t.id = any((select $1::int[])::int[])
union all
select f.former_id, t.id, t.slug, t.name, t.description, t.parent_id, t.revision, t.aliases, t.position, t.is_featured from former_topic_slug f join topic t on t.id = f.topic_id
where f.former_id = any((select $2::int[])::int[]);

with query_tag as materialized (
with recursive used (tag) as (
(select split_part(lower(language), '-', 1) from published_article order by 1 limit 1)
union all
select (
select split_part(lower(p.language), '-', 1) from published_article p
where split_part(lower(p.language), '-', 1) > used.tag order by 1 limit 1
) from used where used.tag is not null
) select tag from used where tag is not null),
query_word as materialized (
-- "or" goes on past stop words to the next word, which then is an alternative as well.
select *, alternatives - count(*) filter (where goes_on) over (partition by tag order by n) as any_of
from (
select *, coalesce(max(n) filter (where not is_stop or is_capitals) over (
partition by tag order by n rows between unbounded preceding and 1 preceding
), 0) <= goes_on_from as goes_on
from (
select tag, n, exact, case when tag in ('da', 'de', 'fi', 'nb', 'nl', 'nn', 'no', 'sv') then compounds end as compounds, sharp, lexeme, is_capitals, is_excluded, alternatives, goes_on_from, stems, may_be_stop and stems is null as is_stop,
coalesce(is_together, false) or (stems is null and stemmed <> '[]' and not is_capitals) as is_minor
from query_tag cross join rows from (jsonb_to_recordset($1::jsonb) as (
exact text, compounds text, sharp text, lexeme text, "isCapitals" boolean, stemmed jsonb, "mayBeStop" boolean, "isExcluded" boolean, "isTogether" boolean, alternatives int, "goesOnFrom" int
)) with ordinality u (exact, compounds, sharp, lexeme, is_capitals, stemmed, may_be_stop, is_excluded, is_together, alternatives, goes_on_from, n)
cross join lateral (
select string_agg(distinct quote_literal(stem) || ' | ' || quote_literal('~' || stem), ' | ') as stems
from jsonb_array_elements_text(stemmed) word, unnest(tsvector_to_array(to_tsvector(search_config(tag), word))) s (form)
cross join lateral (select folded(form) as stem offset 0) f
) s
) word
) word
),
query_text as materialized (
select tag, whole is not null as is_whole, string_agg(coalesce(filled, piece), '' order by place) as body
from query_tag
cross join lateral (
select case when bool_and(is_stop and not is_capitals) filter (where not is_excluded) then $2::text end as whole
from query_word w where w.tag = query_tag.tag
) w
cross join lateral regexp_split_to_table(coalesce(whole, $3::text), '(?=[{])|(?<=[}])') with ordinality p (piece, place)
left join lateral (
select case when piece like '{|%' then case when goes_on then ' | ' else ') & (' end
when is_stop and is_capitals then sharp
-- Always there, or never: where something else is an alternative, that has to be there.
when is_stop then quote_literal(case when is_excluded = (any_of is not null and exists (
select from query_word o where o.tag = w.tag and o.any_of = w.any_of and not o.is_stop
)) then '::' || w.tag else '::' end)
else '(' || concat_ws(' | ', exact, compounds, stems) || ')' end as filled
from query_word w where w.tag = query_tag.tag and piece in ('{' || n - 1 || '}', '{|' || n - 1 || '}')
) f on true
where $4 <> ''
group by tag, whole
),
query as materialized (
select string_agg(body || tags, ' | ')::tsquery as wanted, coalesce(bool_or(is_whole), false) as is_whole,
(string_agg(body || tags, ' | ') filter (where not is_whole))::tsquery as apart
from (
select '(' || body || ')' as body, bool_and(is_whole) as is_whole,
case when count(*) = (select count(*) from query_tag) then '' else ' & (' || string_agg(quote_literal('::' || tag), ' | ') || ')' end as tags
from query_text group by body
) q
),
query_unit as materialized (
select n, concat_ws(' | ', loosely, '(' || compounds || ')' || ' & (''::da'' | ''::de'' | ''::fi'' | ''::nb'' | ''::nl'' | ''::nn'' | ''::no'' | ''::sv'')')::tsquery as loosely, exactly, lexeme, is_excluded, share, array(
select distinct form::tsquery from regexp_split_to_table(concat_ws(' | ', loosely, compounds), ' [|] ') form
-- What has a stem of its own is counted by that.
where not is_excluded and (form is distinct from quote_literal(lexeme) or coalesce(position(quote_literal('~' || lexeme) in stems) > 0, true))
) as forms
from (
select n, string_agg(distinct case
when is_excluded then '(' || case when is_stop then sharp else concat_ws(' | ', exact, stems) end || ') & ' || quote_literal('::' || tag)
else concat_ws(' | ', exact, stems) end, ' | ') as loosely, string_agg(stems, ' | ') as stems,
min(compounds) as compounds, coalesce(min(sharp), min(exact))::tsquery as exactly, min(lexeme) as lexeme, bool_or(is_excluded) as is_excluded,
case when bool_and(is_minor) then 0.3 else 1 end as share
from query_word where not is_stop or is_capitals group by n
) u
)
select k.key::int as key, c.*
from unnest($5::int[]) with ordinality as k (id, key)
cross join lateral (select count(*)::int as count from (
select from (
select w.article_id, w.published_at from article_words w where true and not (select is_whole from query) and w.words @@ (select wanted from query) union all
select w.article_id, w.published_at from (select * from article_words w where true and (select is_whole from query) and w.pairs is not null and (w.pairs && $6::int[] or w.words @@ (select apart from query)) offset 0) w where true and (select is_whole from query) and w.words @@ (select wanted from query)
union all
select w.article_id, w.published_at from article_words w where true and (select is_whole from query) and w.pairs is null and w.words @@ (select wanted from query)) found
cross join lateral (select from published_article a where a.id = found.article_id offset 0) a limit $7) few) c;

with query_tag as materialized (
with recursive used (tag) as (
(select split_part(lower(language), '-', 1) from published_article order by 1 limit 1)
union all
select (
select split_part(lower(p.language), '-', 1) from published_article p
where split_part(lower(p.language), '-', 1) > used.tag order by 1 limit 1
) from used where used.tag is not null
) select tag from used where tag is not null),
query_word as materialized (
-- "or" goes on past stop words to the next word, which then is an alternative as well.
select *, alternatives - count(*) filter (where goes_on) over (partition by tag order by n) as any_of
from (
select *, coalesce(max(n) filter (where not is_stop or is_capitals) over (
partition by tag order by n rows between unbounded preceding and 1 preceding
), 0) <= goes_on_from as goes_on
from (
select tag, n, exact, case when tag in ('da', 'de', 'fi', 'nb', 'nl', 'nn', 'no', 'sv') then compounds end as compounds, sharp, lexeme, is_capitals, is_excluded, alternatives, goes_on_from, stems, may_be_stop and stems is null as is_stop,
coalesce(is_together, false) or (stems is null and stemmed <> '[]' and not is_capitals) as is_minor
from query_tag cross join rows from (jsonb_to_recordset($1::jsonb) as (
exact text, compounds text, sharp text, lexeme text, "isCapitals" boolean, stemmed jsonb, "mayBeStop" boolean, "isExcluded" boolean, "isTogether" boolean, alternatives int, "goesOnFrom" int
)) with ordinality u (exact, compounds, sharp, lexeme, is_capitals, stemmed, may_be_stop, is_excluded, is_together, alternatives, goes_on_from, n)
cross join lateral (
select string_agg(distinct quote_literal(stem) || ' | ' || quote_literal('~' || stem), ' | ') as stems
from jsonb_array_elements_text(stemmed) word, unnest(tsvector_to_array(to_tsvector(search_config(tag), word))) s (form)
cross join lateral (select folded(form) as stem offset 0) f
) s
) word
) word
),
query_text as materialized (
select tag, whole is not null as is_whole, string_agg(coalesce(filled, piece), '' order by place) as body
from query_tag
cross join lateral (
select case when bool_and(is_stop and not is_capitals) filter (where not is_excluded) then $2::text end as whole
from query_word w where w.tag = query_tag.tag
) w
cross join lateral regexp_split_to_table(coalesce(whole, $3::text), '(?=[{])|(?<=[}])') with ordinality p (piece, place)
left join lateral (
select case when piece like '{|%' then case when goes_on then ' | ' else ') & (' end
when is_stop and is_capitals then sharp
-- Always there, or never: where something else is an alternative, that has to be there.
when is_stop then quote_literal(case when is_excluded = (any_of is not null and exists (
select from query_word o where o.tag = w.tag and o.any_of = w.any_of and not o.is_stop
)) then '::' || w.tag else '::' end)
else '(' || concat_ws(' | ', exact, compounds, stems) || ')' end as filled
from query_word w where w.tag = query_tag.tag and piece in ('{' || n - 1 || '}', '{|' || n - 1 || '}')
) f on true
where $4 <> ''
group by tag, whole
),
query as materialized (
select string_agg(body || tags, ' | ')::tsquery as wanted, coalesce(bool_or(is_whole), false) as is_whole,
(string_agg(body || tags, ' | ') filter (where not is_whole))::tsquery as apart
from (
select '(' || body || ')' as body, bool_and(is_whole) as is_whole,
case when count(*) = (select count(*) from query_tag) then '' else ' & (' || string_agg(quote_literal('::' || tag), ' | ') || ')' end as tags
from query_text group by body
) q
),
query_unit as materialized (
select n, concat_ws(' | ', loosely, '(' || compounds || ')' || ' & (''::da'' | ''::de'' | ''::fi'' | ''::nb'' | ''::nl'' | ''::nn'' | ''::no'' | ''::sv'')')::tsquery as loosely, exactly, lexeme, is_excluded, share, array(
select distinct form::tsquery from regexp_split_to_table(concat_ws(' | ', loosely, compounds), ' [|] ') form
-- What has a stem of its own is counted by that.
where not is_excluded and (form is distinct from quote_literal(lexeme) or coalesce(position(quote_literal('~' || lexeme) in stems) > 0, true))
) as forms
from (
select n, string_agg(distinct case
when is_excluded then '(' || case when is_stop then sharp else concat_ws(' | ', exact, stems) end || ') & ' || quote_literal('::' || tag)
else concat_ws(' | ', exact, stems) end, ' | ') as loosely, string_agg(stems, ' | ') as stems,
min(compounds) as compounds, coalesce(min(sharp), min(exact))::tsquery as exactly, min(lexeme) as lexeme, bool_or(is_excluded) as is_excluded,
case when bool_and(is_minor) then 0.3 else 1 end as share
from query_word where not is_stop or is_capitals group by n
) u
) ,
query_corpus as materialized (
select coalesce(max(articles), 0)::float8 as articles, greatest(coalesce(max(words / greatest(articles, 1)), 0), 1)::float8 as mean
from corpus_word where word = ''
),
query_weight as materialized (
select n, u.loosely, forms, u.exactly, o.loosely as articles, u.share * ln(1 + (corpus.articles - least(o.loosely, corpus.articles) + 0.5) / (o.loosely + 0.5))::float8 as weight, u.share * ln(1 + (corpus.articles - least(o.exactly, corpus.articles) + 0.5) / (o.exactly + 0.5))::float8 as exact_weight,
tsquery_phrase(u.exactly, lead(u.exactly) over next, (lead(n) over next - n)::int) as beside,
least(u.share * ln(1 + (corpus.articles - least(o.loosely, corpus.articles) + 0.5) / (o.loosely + 0.5))::float8, lead(u.share * ln(1 + (corpus.articles - least(o.loosely, corpus.articles) + 0.5) / (o.loosely + 0.5))::float8) over next) as beside_weight
from query_unit u cross join query_corpus corpus
-- In how many any form of it is, as if one form had nothing to do with another.
cross join lateral (
select coalesce(max(c.articles) filter (where form = quote_literal(u.lexeme)), 0)::float8 as exactly,
case when u.lexeme is null then corpus.articles / 3 else greatest(
max(c.articles) filter (where form = quote_literal(u.lexeme)),
corpus.articles * (1 - exp(sum(ln(greatest(1 - c.articles / greatest(corpus.articles, 1), 1e-9))) filter (
where form <> quote_literal(u.lexeme) or quote_literal('~' || u.lexeme) = any(u.forms::text[])
))),
0
)::float8 end as loosely
from (select distinct unnest(u.forms::text[] || quote_literal(u.lexeme)) as form) f join corpus_word c on c.word = btrim(form, '''')
) o
where not is_excluded
window next as (order by n)
),
query_all as materialized (
select string_agg('(' || replace(loosely::text, ' <-> ', ' & ') || ')', ' & ')::tsquery as head from query_weight
)
select k.key::int as key, r.*
from unnest(
$5::int[], $6::int[], $7::timestamptz[], $8::int[],
$9::int[], $10::timestamptz[], $11::int[]
) with ordinality as k (id, low_score, low_at, low_id, high_score, high_at, high_id, key)
cross join lateral (
with
near as materialized (
select w.article_id, w.published_at from (
select * from article_words w where w.published_at <= now() order by w.published_at desc, w.article_id desc limit 1000
) w where w.words @@ (select wanted from query)
),
nearness as materialized (select count(*) >= (select case when is_whole then 50 else 200 end from query) as is_frequent from near),
matched as materialized (
select w.article_id, w.published_at from article_words w where not (select is_frequent from nearness) and not (select is_whole from query) and w.words @@ (select wanted from query) and w.published_at <= now() union all
select w.article_id, w.published_at from (select * from article_words w where not (select is_frequent from nearness) and (select is_whole from query) and w.pairs is not null and (w.pairs && $12::int[] or w.words @@ (select apart from query)) offset 0) w where not (select is_frequent from nearness) and (select is_whole from query) and w.words @@ (select wanted from query) and w.published_at <= now()
union all
select w.article_id, w.published_at from article_words w where not (select is_frequent from nearness) and (select is_whole from query) and w.pairs is null and w.words @@ (select wanted from query) and w.published_at <= now() union all select w.article_id, w.published_at from near w where (select is_frequent from nearness)
),
candidate as materialized (
(select article_id, published_at from matched order by published_at desc, article_id desc limit 1000)
union
(select w.article_id, w.published_at from article_words w
where (select count(*) >= 1000 from matched) and w.head @@ (select head from query_all)
order by w.published_at desc, w.article_id desc limit 1000)
union
(select w.article_id, w.published_at from article_words w
where (select is_frequent from nearness) and w.head @@ (select head from query_all)
order by w.published_at desc, w.article_id desc limit 1000)
),
scored as materialized (
select c.article_id as id, c.published_at as at, true as has_words, s.score as score
from candidate c
cross join lateral (
select w.length, ts_delete(w.words, '') as words,
least(1, greatest(length(w.words) - length(w.head) - 1, 0) / (0.25 * greatest(length(w.words), 1)))::float8 as head_share from article_words w
where w.article_id = c.article_id and w.words @@ (select wanted from query) offset 0
) w
cross join lateral (select (
select greatest(1, 100000 * coalesce(sum(
u.weight * c.loosely * 3 / (c.loosely + 2 * f.length) + 0.1 * u.exact_weight * c.exactly * 3 / (c.exactly + 2 * f.length)
+ case when w.words @@ u.beside then 0.1 * u.beside_weight else 0 end
), 0))::int
from (
select 0.30000000000000004 + 0.7 * greatest(w.length, 1) / mean as length from query_corpus
) f cross join query_weight u cross join lateral (
select (select sum((
select case when r = 0 then 0 when numnode(form) > 1 then r
else 1 / (1.6449340668482264 * (1 - least(r, 0.98))) - 0.5 end
+ 13.159472534785811 * w.head_share * ts_rank(array[0, 0.125, 0.5, 1]::float4[], w.words, form)
from (select ts_rank(array[1, 1, 1, 1]::float4[], w.words, form)::float8 as r offset 0) r
)) from unnest(u.forms) form) as loosely,
(
select case when r = 0 then 0 when numnode(u.exactly) > 1 then r
else 1 / (1.6449340668482264 * (1 - least(r, 0.98))) - 0.5 end
+ 13.159472534785811 * w.head_share * ts_rank(array[0, 0.125, 0.5, 1]::float4[], w.words, u.exactly)
from (select ts_rank(array[1, 1, 1, 1]::float4[], w.words, u.exactly)::float8 as r offset 0) r
) as exactly
offset 0
) c
where w.words @@ u.loosely
) as score offset 0) s
),
ranked as materialized (
select a.*, c.at, c.has_words, c.score from (
select * from scored a where (a.score, a.at, a.id) > (k.low_score, k.low_at, k.low_id)
and (a.score, a.at, a.id) < (k.high_score, k.high_at, k.high_id)
) c
cross join lateral (
select
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.is_teaser, a.published_at, a.published_date_only,
a.first_published_at,
a.updated_at from published_article a where a.id = c.id and true offset 0
) a
order by score desc, at desc, id desc limit $13
),
few as materialized (
select a.*, w.published_at as at, true as has_words, 0 as score from (
select w.article_id, w.published_at from matched w where not (select is_frequent from nearness) and (w.published_at, w.article_id) > (case when k.low_score < 0 then '-infinity' when k.low_score > 0 then 'infinity' else k.low_at end,
case when k.low_score < 0 then 0 else k.low_id end) and (w.published_at, w.article_id) < (case when k.high_score > 0 then 'infinity' else k.high_at end,
case when k.high_score > 0 then 2147483647 else k.high_id end)
and w.published_at <= now() and $14::int > (select count(*) from ranked) and w.article_id not in (select article_id from candidate)
) w
cross join lateral (
select
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.is_teaser, a.published_at, a.published_date_only,
a.first_published_at,
a.updated_at from published_article a where a.id = w.article_id and true offset 0
) a
order by w.published_at desc, w.article_id desc limit $15),
next as materialized (
select a.*, w.published_at as at, true as has_words, 0 as score from (
select w.article_id, w.published_at from (select * from article_words w where (w.published_at, w.article_id) > (case when k.low_score < 0 then '-infinity' when k.low_score > 0 then 'infinity' else k.low_at end,
case when k.low_score < 0 then 0 else k.low_id end) and (w.published_at, w.article_id) < (case when k.high_score > 0 then 'infinity' else k.high_at end,
case when k.high_score > 0 then 2147483647 else k.high_id end)
and w.published_at <= now() order by w.published_at desc, w.article_id desc limit 1000) w where (select is_frequent from nearness) and w.words @@ (select wanted from query) and $16::int > (select count(*) from ranked) and w.article_id not in (select article_id from candidate)
) w
cross join lateral (
select
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.is_teaser, a.published_at, a.published_date_only,
a.first_published_at,
a.updated_at from published_article a where a.id = w.article_id and true offset 0
) a
order by w.published_at desc, w.article_id desc limit $17),
far as materialized (
select a.*, w.published_at as at, true as has_words, 0 as score from (
select w.article_id, w.published_at from article_words w where (select is_frequent from nearness) and w.words @@ (select wanted from query) and (w.published_at, w.article_id) > (case when k.low_score < 0 then '-infinity' when k.low_score > 0 then 'infinity' else k.low_at end,
case when k.low_score < 0 then 0 else k.low_id end) and (w.published_at, w.article_id) < (case when k.high_score > 0 then 'infinity' else k.high_at end,
case when k.high_score > 0 then 2147483647 else k.high_id end)
and w.published_at <= now() and $18::int > (select count(*) from ranked) + (select count(*) from next) and w.article_id not in (select article_id from candidate)
) w
cross join lateral (
select
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.is_teaser, a.published_at, a.published_date_only,
a.first_published_at,
a.updated_at from published_article a where a.id = w.article_id and true offset 0
) a
order by w.published_at desc, w.article_id desc limit $19),
rest as (
select * from few union all select * from far
union all select * from next where $20::int <= (select count(*) from ranked) + (select count(*) from next)
)
select * from ranked union all select * from rest order by score desc, at desc, id desc limit $21) r
order by k.key, r.score desc, r.at desc, r.id desc;

with query_tag as materialized (
with recursive used (tag) as (
(select split_part(lower(language), '-', 1) from published_article order by 1 limit 1)
union all
select (
select split_part(lower(p.language), '-', 1) from published_article p
where split_part(lower(p.language), '-', 1) > used.tag order by 1 limit 1
) from used where used.tag is not null
) select tag from used where tag is not null),
query_word as materialized (
-- "or" goes on past stop words to the next word, which then is an alternative as well.
select *, alternatives - count(*) filter (where goes_on) over (partition by tag order by n) as any_of
from (
select *, coalesce(max(n) filter (where not is_stop or is_capitals) over (
partition by tag order by n rows between unbounded preceding and 1 preceding
), 0) <= goes_on_from as goes_on
from (
select tag, n, exact, case when tag in ('da', 'de', 'fi', 'nb', 'nl', 'nn', 'no', 'sv') then compounds end as compounds, sharp, lexeme, is_capitals, is_excluded, alternatives, goes_on_from, stems, may_be_stop and stems is null as is_stop,
coalesce(is_together, false) or (stems is null and stemmed <> '[]' and not is_capitals) as is_minor
from query_tag cross join rows from (jsonb_to_recordset($1::jsonb) as (
exact text, compounds text, sharp text, lexeme text, "isCapitals" boolean, stemmed jsonb, "mayBeStop" boolean, "isExcluded" boolean, "isTogether" boolean, alternatives int, "goesOnFrom" int
)) with ordinality u (exact, compounds, sharp, lexeme, is_capitals, stemmed, may_be_stop, is_excluded, is_together, alternatives, goes_on_from, n)
cross join lateral (
select string_agg(distinct quote_literal(stem) || ' | ' || quote_literal('~' || stem), ' | ') as stems
from jsonb_array_elements_text(stemmed) word, unnest(tsvector_to_array(to_tsvector(search_config(tag), word))) s (form)
cross join lateral (select folded(form) as stem offset 0) f
) s
) word
) word
),
query_text as materialized (
select tag, whole is not null as is_whole, string_agg(coalesce(filled, piece), '' order by place) as body
from query_tag
cross join lateral (
select case when bool_and(is_stop and not is_capitals) filter (where not is_excluded) then $2::text end as whole
from query_word w where w.tag = query_tag.tag
) w
cross join lateral regexp_split_to_table(coalesce(whole, $3::text), '(?=[{])|(?<=[}])') with ordinality p (piece, place)
left join lateral (
select case when piece like '{|%' then case when goes_on then ' | ' else ') & (' end
when is_stop and is_capitals then sharp
-- Always there, or never: where something else is an alternative, that has to be there.
when is_stop then quote_literal(case when is_excluded = (any_of is not null and exists (
select from query_word o where o.tag = w.tag and o.any_of = w.any_of and not o.is_stop
)) then '::' || w.tag else '::' end)
else '(' || concat_ws(' | ', exact, compounds, stems) || ')' end as filled
from query_word w where w.tag = query_tag.tag and piece in ('{' || n - 1 || '}', '{|' || n - 1 || '}')
) f on true
where $4 <> ''
group by tag, whole
),
query as materialized (
select string_agg(body || tags, ' | ')::tsquery as wanted, coalesce(bool_or(is_whole), false) as is_whole,
(string_agg(body || tags, ' | ') filter (where not is_whole))::tsquery as apart
from (
select '(' || body || ')' as body, bool_and(is_whole) as is_whole,
case when count(*) = (select count(*) from query_tag) then '' else ' & (' || string_agg(quote_literal('::' || tag), ' | ') || ')' end as tags
from query_text group by body
) q
),
query_unit as materialized (
select n, concat_ws(' | ', loosely, '(' || compounds || ')' || ' & (''::da'' | ''::de'' | ''::fi'' | ''::nb'' | ''::nl'' | ''::nn'' | ''::no'' | ''::sv'')')::tsquery as loosely, exactly, lexeme, is_excluded, share, array(
select distinct form::tsquery from regexp_split_to_table(concat_ws(' | ', loosely, compounds), ' [|] ') form
-- What has a stem of its own is counted by that.
where not is_excluded and (form is distinct from quote_literal(lexeme) or coalesce(position(quote_literal('~' || lexeme) in stems) > 0, true))
) as forms
from (
select n, string_agg(distinct case
when is_excluded then '(' || case when is_stop then sharp else concat_ws(' | ', exact, stems) end || ') & ' || quote_literal('::' || tag)
else concat_ws(' | ', exact, stems) end, ' | ') as loosely, string_agg(stems, ' | ') as stems,
min(compounds) as compounds, coalesce(min(sharp), min(exact))::tsquery as exactly, min(lexeme) as lexeme, bool_or(is_excluded) as is_excluded,
case when bool_and(is_minor) then 0.3 else 1 end as share
from query_word where not is_stop or is_capitals group by n
) u
) ,
query_corpus as materialized (
select coalesce(max(articles), 0)::float8 as articles, greatest(coalesce(max(words / greatest(articles, 1)), 0), 1)::float8 as mean
from corpus_word where word = ''
),
query_weight as materialized (
select n, u.loosely, forms, u.exactly, o.loosely as articles, u.share * ln(1 + (corpus.articles - least(o.loosely, corpus.articles) + 0.5) / (o.loosely + 0.5))::float8 as weight, u.share * ln(1 + (corpus.articles - least(o.exactly, corpus.articles) + 0.5) / (o.exactly + 0.5))::float8 as exact_weight,
tsquery_phrase(u.exactly, lead(u.exactly) over next, (lead(n) over next - n)::int) as beside,
least(u.share * ln(1 + (corpus.articles - least(o.loosely, corpus.articles) + 0.5) / (o.loosely + 0.5))::float8, lead(u.share * ln(1 + (corpus.articles - least(o.loosely, corpus.articles) + 0.5) / (o.loosely + 0.5))::float8) over next) as beside_weight
from query_unit u cross join query_corpus corpus
-- In how many any form of it is, as if one form had nothing to do with another.
cross join lateral (
select coalesce(max(c.articles) filter (where form = quote_literal(u.lexeme)), 0)::float8 as exactly,
case when u.lexeme is null then corpus.articles / 3 else greatest(
max(c.articles) filter (where form = quote_literal(u.lexeme)),
corpus.articles * (1 - exp(sum(ln(greatest(1 - c.articles / greatest(corpus.articles, 1), 1e-9))) filter (
where form <> quote_literal(u.lexeme) or quote_literal('~' || u.lexeme) = any(u.forms::text[])
))),
0
)::float8 end as loosely
from (select distinct unnest(u.forms::text[] || quote_literal(u.lexeme)) as form) f join corpus_word c on c.word = btrim(form, '''')
) o
where not is_excluded
window next as (order by n)
),
query_all as materialized (
select string_agg('(' || replace(loosely::text, ' <-> ', ' & ') || ')', ' & ')::tsquery as head from query_weight
)
select k.key::int as key, r.*
from unnest(
$5::int[], $6::int[], $7::timestamptz[], $8::int[],
$9::int[], $10::timestamptz[], $11::int[]
) with ordinality as k (id, low_score, low_at, low_id, high_score, high_at, high_id, key)
cross join lateral (
with
near as materialized (
select w.article_id, w.published_at from (
select * from article_words w where w.published_at <= now() order by w.published_at desc, w.article_id desc limit 1000
) w where w.words @@ (select wanted from query)
),
nearness as materialized (select count(*) >= (select case when is_whole then 50 else 200 end from query) as is_frequent from near),
matched as materialized (
select w.article_id, w.published_at from article_words w where not (select is_frequent from nearness) and not (select is_whole from query) and w.words @@ (select wanted from query) and w.published_at <= now() union all
select w.article_id, w.published_at from (select * from article_words w where not (select is_frequent from nearness) and (select is_whole from query) and w.pairs is not null and (w.pairs && $12::int[] or w.words @@ (select apart from query)) offset 0) w where not (select is_frequent from nearness) and (select is_whole from query) and w.words @@ (select wanted from query) and w.published_at <= now()
union all
select w.article_id, w.published_at from article_words w where not (select is_frequent from nearness) and (select is_whole from query) and w.pairs is null and w.words @@ (select wanted from query) and w.published_at <= now() union all select w.article_id, w.published_at from near w where (select is_frequent from nearness)
),
candidate as materialized (
(select article_id, published_at from matched order by published_at desc, article_id desc limit 1000)
union
(select w.article_id, w.published_at from article_words w
where (select count(*) >= 1000 from matched) and w.head @@ (select head from query_all)
order by w.published_at desc, w.article_id desc limit 1000)
union
(select w.article_id, w.published_at from article_words w
where (select is_frequent from nearness) and w.head @@ (select head from query_all)
order by w.published_at desc, w.article_id desc limit 1000)
),
scored as materialized (
select c.article_id as id, c.published_at as at, true as has_words, s.score as score
from candidate c
cross join lateral (
select w.length, ts_delete(w.words, '') as words,
least(1, greatest(length(w.words) - length(w.head) - 1, 0) / (0.25 * greatest(length(w.words), 1)))::float8 as head_share from article_words w
where w.article_id = c.article_id and w.words @@ (select wanted from query) offset 0
) w
cross join lateral (select (
select greatest(1, 100000 * coalesce(sum(
u.weight * c.loosely * 3 / (c.loosely + 2 * f.length) + 0.1 * u.exact_weight * c.exactly * 3 / (c.exactly + 2 * f.length)
+ case when w.words @@ u.beside then 0.1 * u.beside_weight else 0 end
), 0))::int
from (
select 0.30000000000000004 + 0.7 * greatest(w.length, 1) / mean as length from query_corpus
) f cross join query_weight u cross join lateral (
select (select sum((
select case when r = 0 then 0 when numnode(form) > 1 then r
else 1 / (1.6449340668482264 * (1 - least(r, 0.98))) - 0.5 end
+ 13.159472534785811 * w.head_share * ts_rank(array[0, 0.125, 0.5, 1]::float4[], w.words, form)
from (select ts_rank(array[1, 1, 1, 1]::float4[], w.words, form)::float8 as r offset 0) r
)) from unnest(u.forms) form) as loosely,
(
select case when r = 0 then 0 when numnode(u.exactly) > 1 then r
else 1 / (1.6449340668482264 * (1 - least(r, 0.98))) - 0.5 end
+ 13.159472534785811 * w.head_share * ts_rank(array[0, 0.125, 0.5, 1]::float4[], w.words, u.exactly)
from (select ts_rank(array[1, 1, 1, 1]::float4[], w.words, u.exactly)::float8 as r offset 0) r
) as exactly
offset 0
) c
where w.words @@ u.loosely
) as score offset 0) s
),
ranked as materialized (
select a.*, c.at, c.has_words, c.score from (
select * from scored a where (a.score, a.at, a.id) > (k.low_score, k.low_at, k.low_id)
and (a.score, a.at, a.id) < (k.high_score, k.high_at, k.high_id)
) c
cross join lateral (
select
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.is_teaser, a.published_at, a.published_date_only,
a.first_published_at,
a.updated_at from published_article a where a.id = c.id and true offset 0
) a
order by score desc, at desc, id desc limit $13
),
few as materialized (
select a.*, w.published_at as at, true as has_words, 0 as score from (
select w.article_id, w.published_at from matched w where not (select is_frequent from nearness) and (w.published_at, w.article_id) > (case when k.low_score < 0 then '-infinity' when k.low_score > 0 then 'infinity' else k.low_at end,
case when k.low_score < 0 then 0 else k.low_id end) and (w.published_at, w.article_id) < (case when k.high_score > 0 then 'infinity' else k.high_at end,
case when k.high_score > 0 then 2147483647 else k.high_id end)
and w.published_at <= now() and $14::int > (select count(*) from ranked) and w.article_id not in (select article_id from candidate)
) w
cross join lateral (
select
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.is_teaser, a.published_at, a.published_date_only,
a.first_published_at,
a.updated_at from published_article a where a.id = w.article_id and true offset 0
) a
order by w.published_at desc, w.article_id desc limit $15),
next as materialized (
select a.*, w.published_at as at, true as has_words, 0 as score from (
select w.article_id, w.published_at from (select * from article_words w where (w.published_at, w.article_id) > (case when k.low_score < 0 then '-infinity' when k.low_score > 0 then 'infinity' else k.low_at end,
case when k.low_score < 0 then 0 else k.low_id end) and (w.published_at, w.article_id) < (case when k.high_score > 0 then 'infinity' else k.high_at end,
case when k.high_score > 0 then 2147483647 else k.high_id end)
and w.published_at <= now() order by w.published_at desc, w.article_id desc limit 1000) w where (select is_frequent from nearness) and w.words @@ (select wanted from query) and $16::int > (select count(*) from ranked) and w.article_id not in (select article_id from candidate)
) w
cross join lateral (
select
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.is_teaser, a.published_at, a.published_date_only,
a.first_published_at,
a.updated_at from published_article a where a.id = w.article_id and true offset 0
) a
order by w.published_at desc, w.article_id desc limit $17),
far as materialized (
select a.*, w.published_at as at, true as has_words, 0 as score from (
select w.article_id, w.published_at from article_words w where (select is_frequent from nearness) and w.words @@ (select wanted from query) and (w.published_at, w.article_id) > (case when k.low_score < 0 then '-infinity' when k.low_score > 0 then 'infinity' else k.low_at end,
case when k.low_score < 0 then 0 else k.low_id end) and (w.published_at, w.article_id) < (case when k.high_score > 0 then 'infinity' else k.high_at end,
case when k.high_score > 0 then 2147483647 else k.high_id end)
and w.published_at <= now() and $18::int > (select count(*) from ranked) + (select count(*) from next) and w.article_id not in (select article_id from candidate)
) w
cross join lateral (
select
a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.is_teaser, a.published_at, a.published_date_only,
a.first_published_at,
a.updated_at from published_article a where a.id = w.article_id and true offset 0
) a
order by w.published_at desc, w.article_id desc limit $19),
rest as (
select * from few union all select * from far
union all select * from next where $20::int <= (select count(*) from ranked) + (select count(*) from next)
)
select * from ranked union all select * from rest order by score desc, at desc, id desc limit $21) r
order by k.key, r.score desc, r.at desc, r.id desc;

with query_tag as materialized (
with recursive used (tag) as (
(select split_part(lower(language), '-', 1) from published_article order by 1 limit 1)
union all
select (
select split_part(lower(p.language), '-', 1) from published_article p
where split_part(lower(p.language), '-', 1) > used.tag order by 1 limit 1
) from used where used.tag is not null
) select tag from used where tag is not null),
query_word as materialized (
-- "or" goes on past stop words to the next word, which then is an alternative as well.
select *, alternatives - count(*) filter (where goes_on) over (partition by tag order by n) as any_of
from (
select *, coalesce(max(n) filter (where not is_stop or is_capitals) over (
partition by tag order by n rows between unbounded preceding and 1 preceding
), 0) <= goes_on_from as goes_on
from (
select tag, n, exact, case when tag in ('da', 'de', 'fi', 'nb', 'nl', 'nn', 'no', 'sv') then compounds end as compounds, sharp, lexeme, is_capitals, is_excluded, alternatives, goes_on_from, stems, may_be_stop and stems is null as is_stop,
coalesce(is_together, false) or (stems is null and stemmed <> '[]' and not is_capitals) as is_minor
from query_tag cross join rows from (jsonb_to_recordset($1::jsonb) as (
exact text, compounds text, sharp text, lexeme text, "isCapitals" boolean, stemmed jsonb, "mayBeStop" boolean, "isExcluded" boolean, "isTogether" boolean, alternatives int, "goesOnFrom" int
)) with ordinality u (exact, compounds, sharp, lexeme, is_capitals, stemmed, may_be_stop, is_excluded, is_together, alternatives, goes_on_from, n)
cross join lateral (
select string_agg(distinct quote_literal(stem) || ' | ' || quote_literal('~' || stem), ' | ') as stems
from jsonb_array_elements_text(stemmed) word, unnest(tsvector_to_array(to_tsvector(search_config(tag), word))) s (form)
cross join lateral (select folded(form) as stem offset 0) f
) s
) word
) word
),
query_text as materialized (
select tag, whole is not null as is_whole, string_agg(coalesce(filled, piece), '' order by place) as body
from query_tag
cross join lateral (
select case when bool_and(is_stop and not is_capitals) filter (where not is_excluded) then $2::text end as whole
from query_word w where w.tag = query_tag.tag
) w
cross join lateral regexp_split_to_table(coalesce(whole, $3::text), '(?=[{])|(?<=[}])') with ordinality p (piece, place)
left join lateral (
select case when piece like '{|%' then case when goes_on then ' | ' else ') & (' end
when is_stop and is_capitals then sharp
-- Always there, or never: where something else is an alternative, that has to be there.
when is_stop then quote_literal(case when is_excluded = (any_of is not null and exists (
select from query_word o where o.tag = w.tag and o.any_of = w.any_of and not o.is_stop
)) then '::' || w.tag else '::' end)
else '(' || concat_ws(' | ', exact, compounds, stems) || ')' end as filled
from query_word w where w.tag = query_tag.tag and piece in ('{' || n - 1 || '}', '{|' || n - 1 || '}')
) f on true
where $4 <> ''
group by tag, whole
),
query as materialized (
select string_agg(body || tags, ' | ')::tsquery as wanted, coalesce(bool_or(is_whole), false) as is_whole,
(string_agg(body || tags, ' | ') filter (where not is_whole))::tsquery as apart
from (
select '(' || body || ')' as body, bool_and(is_whole) as is_whole,
case when count(*) = (select count(*) from query_tag) then '' else ' & (' || string_agg(quote_literal('::' || tag), ' | ') || ')' end as tags
from query_text group by body
) q
),
query_unit as materialized (
select n, concat_ws(' | ', loosely, '(' || compounds || ')' || ' & (''::da'' | ''::de'' | ''::fi'' | ''::nb'' | ''::nl'' | ''::nn'' | ''::no'' | ''::sv'')')::tsquery as loosely, exactly, lexeme, is_excluded, share, array(
select distinct form::tsquery from regexp_split_to_table(concat_ws(' | ', loosely, compounds), ' [|] ') form
-- What has a stem of its own is counted by that.
where not is_excluded and (form is distinct from quote_literal(lexeme) or coalesce(position(quote_literal('~' || lexeme) in stems) > 0, true))
) as forms
from (
select n, string_agg(distinct case
when is_excluded then '(' || case when is_stop then sharp else concat_ws(' | ', exact, stems) end || ') & ' || quote_literal('::' || tag)
else concat_ws(' | ', exact, stems) end, ' | ') as loosely, string_agg(stems, ' | ') as stems,
min(compounds) as compounds, coalesce(min(sharp), min(exact))::tsquery as exactly, min(lexeme) as lexeme, bool_or(is_excluded) as is_excluded,
case when bool_and(is_minor) then 0.3 else 1 end as share
from query_word where not is_stop or is_capitals group by n
) u
) select c.* from (select $5::int as id) k cross join lateral (select count(*)::int as count from (
select from (
select w.article_id, w.published_at from article_words w where true and not (select is_whole from query) and w.words @@ (select wanted from query) union all
select w.article_id, w.published_at from (select * from article_words w where true and (select is_whole from query) and w.pairs is not null and (w.pairs && $6::int[] or w.words @@ (select apart from query)) offset 0) w where true and (select is_whole from query) and w.words @@ (select wanted from query)
union all
select w.article_id, w.published_at from article_words w where true and (select is_whole from query) and w.pairs is null and w.words @@ (select wanted from query)) found
cross join lateral (select from published_article a where a.id = found.article_id offset 0) a limit $7) few) c;

with query_tag as materialized (
with recursive used (tag) as (
(select split_part(lower(language), '-', 1) from published_article order by 1 limit 1)
union all
select (
select split_part(lower(p.language), '-', 1) from published_article p
where split_part(lower(p.language), '-', 1) > used.tag order by 1 limit 1
) from used where used.tag is not null
) select tag from used where tag is not null),
query_word as materialized (
-- "or" goes on past stop words to the next word, which then is an alternative as well.
select *, alternatives - count(*) filter (where goes_on) over (partition by tag order by n) as any_of
from (
select *, coalesce(max(n) filter (where not is_stop or is_capitals) over (
partition by tag order by n rows between unbounded preceding and 1 preceding
), 0) <= goes_on_from as goes_on
from (
select tag, n, exact, case when tag in ('da', 'de', 'fi', 'nb', 'nl', 'nn', 'no', 'sv') then compounds end as compounds, sharp, lexeme, is_capitals, is_excluded, alternatives, goes_on_from, stems, may_be_stop and stems is null as is_stop,
coalesce(is_together, false) or (stems is null and stemmed <> '[]' and not is_capitals) as is_minor
from query_tag cross join rows from (jsonb_to_recordset($1::jsonb) as (
exact text, compounds text, sharp text, lexeme text, "isCapitals" boolean, stemmed jsonb, "mayBeStop" boolean, "isExcluded" boolean, "isTogether" boolean, alternatives int, "goesOnFrom" int
)) with ordinality u (exact, compounds, sharp, lexeme, is_capitals, stemmed, may_be_stop, is_excluded, is_together, alternatives, goes_on_from, n)
cross join lateral (
select string_agg(distinct quote_literal(stem) || ' | ' || quote_literal('~' || stem), ' | ') as stems
from jsonb_array_elements_text(stemmed) word, unnest(tsvector_to_array(to_tsvector(search_config(tag), word))) s (form)
cross join lateral (select folded(form) as stem offset 0) f
) s
) word
) word
),
query_text as materialized (
select tag, whole is not null as is_whole, string_agg(coalesce(filled, piece), '' order by place) as body
from query_tag
cross join lateral (
select case when bool_and(is_stop and not is_capitals) filter (where not is_excluded) then $2::text end as whole
from query_word w where w.tag = query_tag.tag
) w
cross join lateral regexp_split_to_table(coalesce(whole, $3::text), '(?=[{])|(?<=[}])') with ordinality p (piece, place)
left join lateral (
select case when piece like '{|%' then case when goes_on then ' | ' else ') & (' end
when is_stop and is_capitals then sharp
-- Always there, or never: where something else is an alternative, that has to be there.
when is_stop then quote_literal(case when is_excluded = (any_of is not null and exists (
select from query_word o where o.tag = w.tag and o.any_of = w.any_of and not o.is_stop
)) then '::' || w.tag else '::' end)
else '(' || concat_ws(' | ', exact, compounds, stems) || ')' end as filled
from query_word w where w.tag = query_tag.tag and piece in ('{' || n - 1 || '}', '{|' || n - 1 || '}')
) f on true
where $4 <> ''
group by tag, whole
),
query as materialized (
select string_agg(body || tags, ' | ')::tsquery as wanted, coalesce(bool_or(is_whole), false) as is_whole,
(string_agg(body || tags, ' | ') filter (where not is_whole))::tsquery as apart
from (
select '(' || body || ')' as body, bool_and(is_whole) as is_whole,
case when count(*) = (select count(*) from query_tag) then '' else ' & (' || string_agg(quote_literal('::' || tag), ' | ') || ')' end as tags
from query_text group by body
) q
),
query_unit as materialized (
select n, concat_ws(' | ', loosely, '(' || compounds || ')' || ' & (''::da'' | ''::de'' | ''::fi'' | ''::nb'' | ''::nl'' | ''::nn'' | ''::no'' | ''::sv'')')::tsquery as loosely, exactly, lexeme, is_excluded, share, array(
select distinct form::tsquery from regexp_split_to_table(concat_ws(' | ', loosely, compounds), ' [|] ') form
-- What has a stem of its own is counted by that.
where not is_excluded and (form is distinct from quote_literal(lexeme) or coalesce(position(quote_literal('~' || lexeme) in stems) > 0, true))
) as forms
from (
select n, string_agg(distinct case
when is_excluded then '(' || case when is_stop then sharp else concat_ws(' | ', exact, stems) end || ') & ' || quote_literal('::' || tag)
else concat_ws(' | ', exact, stems) end, ' | ') as loosely, string_agg(stems, ' | ') as stems,
min(compounds) as compounds, coalesce(min(sharp), min(exact))::tsquery as exactly, min(lexeme) as lexeme, bool_or(is_excluded) as is_excluded,
case when bool_and(is_minor) then 0.3 else 1 end as share
from query_word where not is_stop or is_capitals group by n
) u
),
reached as materialized (
select a.id, a.published_at, a.language from (select $5::int as id) k, published_article a
where a.id in (
select article_id from (
select w.article_id, w.published_at from article_words w where true and not (select is_whole from query) and w.words @@ (select wanted from query) union all
select w.article_id, w.published_at from (select * from article_words w where true and (select is_whole from query) and w.pairs is not null and (w.pairs && $6::int[] or w.words @@ (select apart from query)) offset 0) w where true and (select is_whole from query) and w.words @@ (select wanted from query)
union all
select w.article_id, w.published_at from article_words w where true and (select is_whole from query) and w.pairs is null and w.words @@ (select wanted from query)) found
)
limit $7
),
picked as materialized (select * from reached limit $8)
select least(count(*), $9)::int as counted, count(*) <= $10 as is_exact,
json_build_object('topics', (select coalesce(json_agg(f), '[]') from (
select x.topic_id as id, count(*)::int as articles from picked p join article_topic x on x.article_id = p.id
group by x.topic_id order by count(*) desc, x.topic_id limit $11) f), 'sources', (
with edge as materialized (
select x.source_id, x.role, x.article_id from picked p join attribution x on x.article_id = p.id
),
top as materialized (
select source_id as id, count(*)::int as articles from (select distinct source_id, article_id from edge) e
group by source_id order by count(*) desc, source_id limit $12
)
select coalesce(json_agg(f), '[]') from (
select top.*, (
select json_agg(r order by r.articles desc, r.role) from (
select e.role, count(*)::int as articles from edge e where e.source_id = top.id group by e.role
) r
) as roles
from top order by top.articles desc, top.id) f), 'years', (select coalesce(json_agg(f), '[]') from (
select to_char((local at time zone $13) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as starts_at, to_char(((local + interval '1 year') at time zone $14) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ends_at, articles
from (
select date_trunc('year', p.published_at at time zone $15) as local, count(*)::int as articles
from picked p group by 1 order by 1 desc limit $16
) m
order by local desc) f)) as facets
from reached;

with used_tag as materialized (
with recursive used (tag) as (
(select split_part(lower(language), '-', 1) from published_article order by 1 limit 1)
union all
select (
select split_part(lower(p.language), '-', 1) from published_article p
where split_part(lower(p.language), '-', 1) > used.tag order by 1 limit 1
) from used where used.tag is not null
) select tag from used where tag is not null),
known as materialized (
select count(*) <= $1 as is_all from (select from article_to_count limit $2) waiting
),
asked as materialized (
select g.*, f.articles, f.articles <= $3 and row_number() over (
order by g.keys = '{}' and not g.asks_forms, f.articles, g.position
) <= $4 as is_doubtful
from unnest($5::text[], $6::text[],
$7::bool[]) with ordinality g (word, keys, asks_forms, position)
cross join lateral (
select coalesce((select articles from corpus_word c where c.word = g.word), 0) as articles offset 0
) f
)
select g.articles, g.asks_forms and g.is_doubtful and exists (
select from used_tag cross join lateral unnest(tsvector_to_array(to_tsvector(search_config(tag), g.word))) s (form)
cross join lateral (select folded(form) as stem offset 0) f
join corpus_word c on c.word in (stem, '~' || stem)
-- What was counted by the version before has no languages.
where c.word <> g.word and c.articles > g.articles and (c.languages = '{}' or tag = any(c.languages))
) as "hasForms", coalesce((
select jsonb_agg(n order by n.articles desc, n.word) from (
select distinct c.word, c.articles
from unnest(case when g.is_doubtful and (select is_all from known) then g.keys::int[] end) k (key)
cross join lateral (select word, articles from corpus_word where keys @> array[k.key] offset 0) c
where c.word <> g.word order by c.articles desc, c.word limit $8
) n
), '[]') as near
from asked g
order by position;

with used_tag as materialized (
with recursive used (tag) as (
(select split_part(lower(language), '-', 1) from published_article order by 1 limit 1)
union all
select (
select split_part(lower(p.language), '-', 1) from published_article p
where split_part(lower(p.language), '-', 1) > used.tag order by 1 limit 1
) from used where used.tag is not null
) select tag from used where tag is not null),
known as materialized (
select count(*) <= $1 as is_all from (select from article_to_count limit $2) waiting
),
asked as materialized (
select g.*, f.articles, f.articles <= $3 and row_number() over (
order by g.keys = '{}' and not g.asks_forms, f.articles, g.position
) <= $4 as is_doubtful
from unnest($5::text[], $6::text[],
$7::bool[]) with ordinality g (word, keys, asks_forms, position)
cross join lateral (
select coalesce((select articles from corpus_word c where c.word = g.word), 0) as articles offset 0
) f
)
select g.articles, g.asks_forms and g.is_doubtful and exists (
select from used_tag cross join lateral unnest(tsvector_to_array(to_tsvector(search_config(tag), g.word))) s (form)
cross join lateral (select folded(form) as stem offset 0) f
join corpus_word c on c.word in (stem, '~' || stem)
-- What was counted by the version before has no languages.
where c.word <> g.word and c.articles > g.articles and (c.languages = '{}' or tag = any(c.languages))
) as "hasForms", coalesce((
select jsonb_agg(n order by n.articles desc, n.word) from (
select distinct c.word, c.articles
from unnest(case when g.is_doubtful and (select is_all from known) then g.keys::int[] end) k (key)
cross join lateral (select word, articles from corpus_word where keys @> array[k.key] offset 0) c
where c.word <> g.word order by c.articles desc, c.word limit $8
) n
), '[]') as near
from asked g
order by position;
