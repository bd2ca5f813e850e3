/** What a search wants of a quote's own words: the same as of an article's. */

import { type RawBuilder, sql } from 'kysely';
import { languagesInUse } from './languages-in-use.ts';
import { type Search, searchQuery } from './search.ts';

/**
 * Hyphens with no word between them, as in a dash or a ruled line, negate nothing that anybody means; each would negate what
 * follows, and Postgres gives up behind 32 of them. The last of them does where it stands as a minus would: ferry -- -harbour.
 */
const dashes = /-[^\p{L}\p{N}"]*(?:[\s(](?=-[\p{L}\p{N}"])|(?<![\s(])-|-(?![\p{L}\p{N}"]))/gu;

/**
 * The common table expression `said (wanted, wanted_of_document)`, on the words of a quote, and on the document of one that
 * isn't indexed yet: each language by its own rules; null when there is no word to look for.
 */
export function saidQuery(search: Search, language: string | undefined): RawBuilder<unknown> {
  const tags = language === undefined ? languagesInUse : sql`select split_part(lower(${language}), '-', 1) as tag`;
  return sql`said as materialized (
    with ${searchQuery(search, language)}
    select wanted, (
      select string_agg(format('(%s) & %L', terms, '@' || tag), ' | ')::tsquery
      from (${tags}) tags, lateral (select websearch_to_tsquery(search_config(tag), ${search.text.replace(dashes, ' ')})::text as terms) parsed
      where terms <> ''
    ) as wanted_of_document
    from query
  )`;
}

/** Whether the words of a quote match. Relies on quote_words, quote_document and quote_unindexed. */
export function isSaidBy(quote: string): RawBuilder<boolean> {
  const [words, document] = [sql.ref(`${quote}.words`), sql.ref(`${quote}.document`)];
  return sql<boolean>`(
    ${words} @@ (select wanted from said) or ${words} is null and ${document} @@ (select wanted_of_document from said)
  )`;
}
