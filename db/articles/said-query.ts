/** What a search wants of a quote's own words, which are indexed by their stems. */

import { type RawBuilder, sql } from 'kysely';
import { languagesInUse } from './languages-in-use.ts';

/** The common table expression `said (wanted)`: each language by its own rules; null when there is no word to look for. */
export function saidQuery(text: string, language: string | undefined): RawBuilder<unknown> {
  const tags = language === undefined ? languagesInUse : sql`select split_part(lower(${language}), '-', 1) as tag`;
  return sql`said as materialized (
    select string_agg(format('(%s) & %L', terms, '@' || tag), ' | ')::tsquery as wanted
    from (${tags}) tags, lateral (select websearch_to_tsquery(search_config(tag), ${text})::text as terms) parsed
    where terms <> ''
  )`;
}
