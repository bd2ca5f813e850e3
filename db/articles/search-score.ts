/**
 * How well an article's words match a search, in the manner of BM25F: of each word its rarity times how often the fields
 * have it, saturated; the formula is in docs/search.md. On `article_words` called `w`.
 */

import { type RawBuilder, sql } from 'kysely';

type Part = RawBuilder<unknown>;

/** Occurrences that one in headline, standfirst, and names, quotes or captions counts beyond one in the body. */
const EXTRA_OF_FIELD = { A: 8, B: 4, C: 1, D: 0 } as const;
/** How slowly more of the same word counts less, as k₁ does in BM25 (`npm run evaluate -- search --part tune`). */
const SATURATION = 2;
/** How much an article's length counts against what is found in it, as b does in BM25 (by the same command). */
const LENGTH_SHARE = 0.7;
/** What a word as it was typed counts, beside any form of it (by the same). */
const EXACT_SHARE = sql.lit(0.1);
/** What two words beside each other count, of the more frequent one. */
const NEARNESS_SHARE = sql.lit(0.1);
/** How much more an article counts that means just what is searched for (by the same). */
export const MEANING_SHARE = 0.2;
/** An article as much older has to match twice as well. */
const HALF_LIFE_DAYS = 360;
/** As the score is kept, an integer, so that a cursor holds it exactly. */
export const SCORE_UNITS = 100_000;

export type Field = keyof typeof EXTRA_OF_FIELD;
const fields = ['D', 'C', 'B', 'A'] as const;

const weights = (of: (field: Field) => number) =>
  sql`array[${sql.join(fields.map((each) => sql.lit(of(each))))}]::float4[]`;

/**
 * How often a word is there. `ts_rank` gives Σ 1/n² over a word's occurrences, of which follows how many there are; of a
 * phrase or a beginning it gives about 1. Another field than the body makes it worth more.
 */
function occurrences(query: Part, field?: Field): Part {
  const all = weights((each) => (field === undefined || each === field ? 1 : 0));
  const extra = weights((each) =>
    field === undefined || each === field ? EXTRA_OF_FIELD[each] / EXTRA_OF_FIELD.A : 0,
  );
  const limit = sql.lit(Math.PI ** 2 / 6);
  return sql`(
    select case when r = 0 then 0 when numnode(${query}) > 1 then r
                else 1 / (${limit} * (1 - least(r, 0.98))) - 0.5 end
           + ${sql.lit(EXTRA_OF_FIELD.A * (Math.PI ** 2 / 6))} * w.head_share * ts_rank(${extra}, w.words, ${query})
    from (select ts_rank(${all}, w.words, ${query})::float8 as r offset 0) r
  )`;
}

const saturated = (count: Part) =>
  sql`${count} * ${sql.lit(SATURATION + 1)} / (${count} + ${sql.lit(SATURATION)} * f.length)`;

const besideEachOther = sql`+ case when w.words @@ u.beside then ${NEARNESS_SHARE} * u.beside_weight else 0 end`;

/** Of an article's different words, those beside headline and standfirst from which on these count in full. */
const TEXT_SHARE = 0.25;

/**
 * What is read of one row of `article_words`. A headline says more than a text as far as there is a text: of an article that
 * is nothing else, each word would count so much that none counted less for standing in a long one. One word is its language.
 */
export const wordsToScore: Part = sql`w.length, ts_delete(w.words, '') as words,
  least(1, greatest(length(w.words) - length(w.head) - 1, 0) / (${sql.lit(TEXT_SHARE)} * greatest(length(w.words), 1)))::float8 as head_share`;

/** How well it matches, at least 1. @param field of that one alone */
export function relevance(field?: Field): RawBuilder<number> {
  return sql<number>`(
    select greatest(1, ${sql.lit(SCORE_UNITS)} * coalesce(sum(
      u.weight * ${saturated(sql`c.loosely`)} + ${EXACT_SHARE} * u.exact_weight * ${saturated(sql`c.exactly`)}
      ${field === undefined ? besideEachOther : sql``}
    ), 0))::int
    from (
      select ${sql.lit(1 - LENGTH_SHARE)} + ${sql.lit(LENGTH_SHARE)} * greatest(w.length, 1) / mean as length from query_corpus
    ) f cross join query_weight u cross join lateral (
      select (select sum(${occurrences(sql`form`, field)}) from unnest(u.forms) form) as loosely,
             ${occurrences(sql`u.exactly`, field)} as exactly
      offset 0
    ) c
    where w.words @@ u.loosely
  )`;
}

/** What an article of the usual length scores that has each word once. */
export const scoreOfEachOnce: RawBuilder<number> = sql<number>`(
  select ${sql.lit(SCORE_UNITS)} * coalesce(sum(weight), 0) from query_weight
)`;

/** The score of an article of the nearness `meant`, which is null for most. */
export function withMeaning(score: Part, meant: Part): Part {
  return sql`(${score} * (1 + ${sql.lit(MEANING_SHARE)} * coalesce(${meant}, 0)))::int`;
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

const rarity = (articles: Part) =>
  sql`ln(1 + (corpus.articles - least(${articles}, corpus.articles) + 0.5) / (${articles} + 0.5))::float8`;

/**
 * The common table expressions of the score, behind those of the search: `query_corpus (articles, mean)`, how many articles
 * there are and how long; `query_weight`, what each word counts, in any form and as it was typed, and beside the next one;
 * and `query_all (head)`, all of them in headline or standfirst.
 */
export const searchWeights: Part = sql`
  query_corpus as materialized (
    select coalesce(max(articles), 0)::float8 as articles, greatest(coalesce(max(words / greatest(articles, 1)), 0), 1)::float8 as mean
    from corpus_word where word = ''
  ),
  query_weight as materialized (
    select n, u.loosely, forms, u.exactly, o.loosely as articles, u.share * ${rarity(sql`o.loosely`)} as weight, u.share * ${rarity(sql`o.exactly`)} as exact_weight,
           tsquery_phrase(u.exactly, lead(u.exactly) over next, (lead(n) over next - n)::int) as beside,
           least(u.share * ${rarity(sql`o.loosely`)}, lead(u.share * ${rarity(sql`o.loosely`)}) over next) as beside_weight
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
  )`;
