/**
 * How well an article's words match a search: in the manner of BM25F, a word's rarity times how much of it the fields have,
 * each with a weight of its own and saturated; the formula is in docs/search.md. On `article_words` called `w`.
 */

import { type RawBuilder, sql } from 'kysely';

type Part = RawBuilder<unknown>;

/** Of what was found in headline, standfirst, names with quotes and captions, and the body of an average length. */
const FIELD_WEIGHTS = { A: 1, B: 0.5, C: 0.3, D: 0.1 } as const;
/** What a word as it was typed counts, beside any form of it. */
const EXACT_SHARE = sql.lit(0.3);
/** What words beside each other count. */
const NEARNESS_SHARE = sql.lit(0.3);
/** How much a body's length counts against what is found in it, as b does in BM25. */
const LENGTH_SHARE = 0.6;
const MEAN_LENGTH_WORDS = 400;
/** A shorter body says no more. */
const LEAST_LENGTH_WORDS = 100;
/** An article as much older has to match twice as well. */
const HALF_LIFE_DAYS = 360;

export type Field = keyof typeof FIELD_WEIGHTS;

/** Weights as `ts_rank` takes them, of all fields or of one. */
function weights(field?: Field): Part {
  const of = (each: Field) => sql.lit(field === undefined || field === each ? FIELD_WEIGHTS[each] : 0);
  const body = sql`(${of('D')} / (${sql.lit(1 - LENGTH_SHARE)} + ${sql.lit(LENGTH_SHARE)} * greatest(w.length, ${sql.lit(LEAST_LENGTH_WORDS)}) / ${sql.lit(MEAN_LENGTH_WORDS)}))`;
  return sql`array[${body}, ${of('C')}, ${of('B')}, ${of('A')}]::float4[]`;
}

/** A million times how well it matches; at least 1, and an integer, so that a cursor holds it exactly. */
export function relevance(field?: Field): RawBuilder<number> {
  return sql<number>`(
    select greatest(1, 1000000 * (coalesce((
      select sum(u.weight * (
        u.forms * ts_rank(f.weights, w.words, u.loosely) + ${EXACT_SHARE} * ts_rank(f.weights, w.words, u.exactly)
      )) from query_weight u
    ), 0) + ${NEARNESS_SHARE} * q.weight * ts_rank(f.weights, w.words, q.near)))::int
    from query_all q, (select ${weights(field)} as weights) f
  )`;
}

/**
 * The same with age: twice as relevant is worth as much as {@link HALF_LIFE_DAYS} later. It is no time's own, so that an
 * order stays what it was.
 */
export function recentRelevance(score: Part, at: Part): RawBuilder<number> {
  return sql<number>`(10000 * (
    400 + log(2.0, ${score}::numeric) + extract(epoch from ${at}) / 86400 / ${sql.lit(HALF_LIFE_DAYS)}
  ))::int`;
}

/**
 * The common table expressions of the score, behind those of the search: `query_weight`, what each word counts, and
 * `query_all (near, head, weight)`, all of them at once, which the score is nearer to the nearer they stand.
 */
export const searchWeights: Part = sql`
  query_weight as materialized (
    -- What ts_rank gives of alternatives is the mean of them.
    select n, loosely, exactly, case when loosely::text like '%<%' then 1 else (numnode(loosely) + 1) / 2 end as forms,
           coalesce(ln(1 + (greatest(c.articles, o.articles) - o.articles + 0.5) / (o.articles + 0.5)), 1) as weight, o.articles
    from query_unit u
    cross join lateral (select coalesce((select articles from corpus_word w where w.word = u.lexeme), 0) as articles) o
    left join corpus_word c on c.word = ''
    where not is_excluded
  ),
  query_all as materialized (
    select string_agg('(' || exactly::text || ')', ' & ')::tsquery as near,
           string_agg('(' || replace(loosely::text, ' <-> ', ' & ') || ')', ' & ')::tsquery as head,
           sum(weight) as weight
    from query_weight
  )`;
