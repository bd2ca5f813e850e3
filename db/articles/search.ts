/**
 * Full-text search over published articles: what a search wants of an article's words, in each language by its own rules,
 * as SQL. How matches are ranked is in search-pages.ts, what texts are made into in src/search.
 */

import { type RawBuilder, sql } from 'kysely';
import { compoundingTags, isCompounding } from './compounds.ts';
import { foundWords, type Phrases } from './found-words.ts';
import { languagesInUse } from './languages-in-use.ts';
import { foldedStems } from './stems.ts';

/** What counts of what its parts make together, COVID-19, and of a stop word in a phrase (`npm run evaluate -- search --part tune`). */
const MINOR_SHARE = sql.lit(0.3);

/** A word of a search, or what stands together as one. */
export interface SearchUnit {
  /** The text of a tsquery: the word as it is, folded. */
  readonly exact: string;
  /** The text of a tsquery: compounds that it is part of, or its own parts; enough in a language of `compounding` alone. */
  readonly compounds?: string | undefined;
  /** Another: the word as precisely as it was typed, with its accents or in its capitals; what has that ranks first. */
  readonly sharp?: string | undefined;
  /** Whether it was typed in capitals: if it is a stop word, it has to be in capitals in the article as well. */
  readonly isCapitals: boolean;
  /** Words whose stems match too. */
  readonly stemmed: readonly string[];
  /** Whether it isn't heeded where it is a stop word. */
  readonly mayBeStop: boolean;
  /** The number of the alternatives that it is one of. */
  readonly alternatives?: number | undefined;
  /** The first unit of those before it that make it one more of their alternatives, where all of them are stop words. */
  readonly goesOnFrom?: number | undefined;
  /** Whether it must not be there. */
  readonly isExcluded: boolean;
  /** The word, for its frequency. */
  readonly lexeme?: string | undefined;
  /** Whether it is what other units make together, so that it counts little beside them. */
  readonly isTogether?: boolean | undefined;
}

/** What of a search an article has. */
export type FoundBy = 'WORDS' | LooseMatch['by'];

/** An article that hasn't all words, as they were typed. */
export interface LooseMatch {
  readonly id: number;
  /** How well it matches the search as it was corrected. */
  readonly score: number;
  readonly by: 'CORRECTED_WORDS' | 'SOME_WORDS' | 'MEANING';
  /** Cosine: such a share of what an article with each word once would score, in place of `score`. */
  readonly nearness?: number;
}

/** An article that is about what a search says. */
export interface MeaningMatch {
  readonly id: number;
  /** Cosine: from 0 to 1. */
  readonly nearness: number;
}

/** A text that was read as a search; by `readSearch` in src/search. */
export interface Search extends Phrases {
  /** As it was typed. */
  readonly text: string;
  /**
   * The text of a tsquery in which {n} stands for the unit n, and {|n} for what is between that and those before; empty where
   * there is no word to look for.
   */
  readonly template: string;
  readonly units: readonly SearchUnit[];
  /** Another: what is wanted where all of that is stop words. */
  readonly whole: string;
  /** Words that weren't typed, and by which something of `loose` is found. */
  readonly otherWords?: string | undefined;
  /** The same in languages that compound words. */
  readonly otherCompounds?: string | undefined;
  /** What else is found, best first: at most a hundred. */
  readonly loose?: readonly LooseMatch[] | undefined;
  /** What is about the same, which counts beside the words: at most a few hundred. */
  readonly meant?: readonly MeaningMatch[] | undefined;
}

/**
 * The common table expressions that the others read: `query (wanted, is_whole, apart)`, a tsquery on `article_words.words`, null
 * when there is no word to look for, so that nothing matches, whether it is a phrase of stop words in some language, and
 * what it is in the others; and `query_unit (n, loosely, forms, exactly, lexeme, share)`, what each word of
 * it matches in any form, these forms by themselves, as it was typed, and what of its weight counts (`share`), without stop
 * words that aren't required.
 */
export function searchQuery(search: Search, language: string | undefined): RawBuilder<unknown> {
  const tags = language === undefined ? languagesInUse : sql`select split_part(lower(${language}), '-', 1) as tag`;
  const isEverywhere = language === undefined ? sql`count(*) = (select count(*) from query_tag)` : sql`false`;
  return sql`query_tag as materialized (${tags}),
  query_word as materialized (
    -- "or" goes on past stop words to the next word, which then is an alternative as well.
    select *, alternatives - count(*) filter (where goes_on) over (partition by tag order by n) as any_of
    from (
      select *, coalesce(max(n) filter (where not is_stop or is_capitals) over (
        partition by tag order by n rows between unbounded preceding and 1 preceding
      ), 0) <= goes_on_from as goes_on
      from (
        select tag, n, exact, case when ${isCompounding(sql`tag`)} then compounds end as compounds, sharp, lexeme, is_capitals, is_excluded, alternatives, goes_on_from, stems, may_be_stop and stems is null as is_stop,
               coalesce(is_together, false) or (stems is null and stemmed <> '[]' and not is_capitals) as is_minor
        from query_tag cross join rows from (jsonb_to_recordset(${JSON.stringify(search.units)}::jsonb) as (
          exact text, compounds text, sharp text, lexeme text, "isCapitals" boolean, stemmed jsonb, "mayBeStop" boolean, "isExcluded" boolean, "isTogether" boolean, alternatives int, "goesOnFrom" int
        )) with ordinality u (exact, compounds, sharp, lexeme, is_capitals, stemmed, may_be_stop, is_excluded, is_together, alternatives, goes_on_from, n)
        cross join lateral (
          select string_agg(distinct quote_literal(stem) || ' | ' || quote_literal('~' || stem), ' | ') as stems
          from jsonb_array_elements_text(stemmed) word, ${foldedStems(sql`tag`, sql`word`)}
        ) s
      ) word
    ) word
  ),
  query_text as materialized (
    select tag, whole is not null as is_whole, string_agg(coalesce(filled, piece), '' order by place) as body
    from query_tag
    cross join lateral (
      select case when bool_and(is_stop and not is_capitals) filter (where not is_excluded) then ${search.whole}::text end as whole
      from query_word w where w.tag = query_tag.tag
    ) w
    cross join lateral regexp_split_to_table(coalesce(whole, ${search.template}::text), '(?=[{])|(?<=[}])') with ordinality p (piece, place)
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
    where ${search.template} <> ''
    group by tag, whole
  ),
  query as materialized (
    select string_agg(body || tags, ' | ')::tsquery as wanted, coalesce(bool_or(is_whole), false) as is_whole,
           (string_agg(body || tags, ' | ') filter (where not is_whole))::tsquery as apart
    from (
      select '(' || body || ')' as body, bool_and(is_whole) as is_whole,
             case when ${isEverywhere} then '' else ' & (' || string_agg(quote_literal('::' || tag), ' | ') || ')' end as tags
      from query_text group by body
    ) q
  ),
  query_unit as materialized (
    select n, concat_ws(' | ', loosely, '(' || compounds || ')' || ${sql.lit(` & (${compoundingTags})`)})::tsquery as loosely, exactly, lexeme, is_excluded, share, array(
      select distinct form::tsquery from regexp_split_to_table(concat_ws(' | ', loosely, compounds), ' [|] ') form
      -- What has a stem of its own is counted by that.
      where not is_excluded and (form is distinct from quote_literal(lexeme) or coalesce(position(quote_literal('~' || lexeme) in stems) > 0, true))
    ) as forms
    from (
      select n, string_agg(distinct case
               when is_excluded then '(' || case when is_stop then sharp else concat_ws(' | ', exact, stems) end || ') & ' || quote_literal('::' || tag)
               else concat_ws(' | ', exact, stems) end, ' | ') as loosely, string_agg(stems, ' | ') as stems,
             min(compounds) as compounds, coalesce(min(sharp), min(exact))::tsquery as exactly, min(lexeme) as lexeme, bool_or(is_excluded) as is_excluded,
             case when bool_and(is_minor) then ${MINOR_SHARE} else 1 end as share
      from query_word where not is_stop or is_capitals group by n
    ) u
  )`;
}

export function matchesSearch(search: Search): RawBuilder<boolean> {
  const { loose = [] } = search;
  const others = loose.length === 0 ? sql`` : sql`union all select unnest(${loose.map(({ id }) => id)}::int[])`;
  return sql<boolean>`a.id in (
    select article_id from (${foundWords(search)}) found ${others}
  )`;
}

export function foundBy(id: number, { loose = [] }: Search): FoundBy {
  return loose.find((each) => each.id === id)?.by ?? 'WORDS';
}
