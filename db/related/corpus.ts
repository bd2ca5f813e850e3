/**
 * Corpus statistics: number and length of all texts, document frequencies of terms, and postings of each text's best
 * terms.
 */

import { sql } from 'kysely';
import { takeLockAhead } from '../engine/advisory-locks.ts';
import type { Db, Trx } from '../engine/database.ts';
import { sendAhead } from '../engine/transaction-statements.ts';

export interface TextCorpus {
  readonly articles: number;
  /** Sum of the texts' lengths. */
  readonly length: number;
}

/** What changes of one language. */
export interface CorpusChange extends TextCorpus {
  readonly language: string;
}

/** Waits until no other transaction changes the corpus, and keeps it so until this one ends. */
export async function lockCorpus(trx: Trx): Promise<void> {
  await takeLockAhead(trx, 'corpus');
}

/** The corpus of a language. */
export async function readCorpus(db: Db, language: string): Promise<TextCorpus> {
  const { rows } = await sql<TextCorpus>`
    select articles, length::float8 as length from language_corpus where language = ${language}
  `.execute(db);
  return rows[0] ?? { articles: 0, length: 0 };
}

export interface FrequencyChange {
  readonly term: number;
  /** How many articles more have it. */
  readonly change: number;
}

/**
 * In one statement the counts and the frequencies, so that they stay true to each other.
 *
 * @param changes one a language
 */
export async function changeCorpus(
  trx: Trx,
  changes: readonly CorpusChange[],
  terms: readonly FrequencyChange[],
): Promise<void> {
  await sendAhead(
    trx,
    sql`
    with change as (
      select * from unnest(
        ${changes.map(({ language }) => language)}::text[], ${changes.map(({ articles }) => articles)}::int[],
        ${changes.map(({ length }) => length)}::int[]
      ) change (language, articles, length)
    ),
    corpus as (
      update text_corpus c set articles = c.articles + d.articles
      from (select coalesce(sum(articles), 0) as articles from change) d
    ),
    languages as (
      insert into language_corpus as c (language, articles, length) select * from change
      on conflict (language) do update set articles = c.articles + excluded.articles, length = c.length + excluded.length
    )
    insert into term_frequency (term, articles)
    select * from unnest(${terms.map(({ term }) => term)}::int[], ${terms.map((each) => each.change)}::int[])
    on conflict (term) do update set articles = greatest(term_frequency.articles + excluded.articles, 0)
  `,
  );
}

/** @returns how many articles have each term, in the order of the terms */
export async function frequenciesOf(db: Db, terms: Int32Array): Promise<Int32Array> {
  const { rows } = await sql<{ articles: number }>`
    select coalesce(f.articles, 0) as articles
    from unnest(${[...terms]}::int[]) with ordinality given (term, position) left join term_frequency f using (term)
    order by position
  `.execute(db);
  return Int32Array.from(rows, ({ articles }) => articles);
}

export interface Posting {
  readonly term: number;
  readonly at: number;
  readonly articleId: number;
  readonly weight: number;
}

/** An article's place among those that have a term among their best. */
export async function replacePostings(
  trx: Trx,
  articleId: number,
  postings: readonly Posting[],
  former: readonly Pick<Posting, 'term' | 'at'>[],
): Promise<void> {
  if (former.length > 0) {
    await sendAhead(
      trx,
      sql`
      delete from article_term p using unnest(
        ${former.map(({ term }) => term)}::int[], ${former.map(({ at }) => at)}::int[]
      ) given (term, at)
      where p.term = given.term and p.at = given.at and p.article_id = ${articleId}
    `,
    );
  }
  await insertPostings(trx, postings);
}

export async function insertPostings(trx: Trx, postings: readonly Posting[]): Promise<void> {
  await sendAhead(
    trx,
    sql`
    insert into article_term (term, at, article_id, weight)
    select * from unnest(
      ${postings.map(({ term }) => term)}::int[], ${postings.map(({ at }) => at)}::int[],
      ${postings.map(({ articleId }) => articleId)}::int[], ${postings.map(({ weight }) => weight)}::real[]
    )
    on conflict do nothing
  `,
  );
}

/**
 * Puts a corpus that was counted from the start in the place of the one that was kept up to date.
 *
 * @param analysis the version of the analysis that it is of
 */
export async function replaceCorpus(trx: Trx, languages: readonly CorpusChange[], analysis: number): Promise<void> {
  // NOTE: not truncated, for which readers' searches would wait until all of it is filled again.
  for (const table of ['term_frequency', 'article_term', 'language_corpus'] as const)
    await trx.deleteFrom(table).execute();
  const articles = languages.reduce((sum, each) => sum + each.articles, 0);
  await sql`
    update text_corpus set articles = ${articles}, weighed = ${articles}, analysis = ${analysis}
  `.execute(trx);
  await changeLanguages(trx, languages);
}

async function changeLanguages(trx: Trx, languages: readonly CorpusChange[]): Promise<void> {
  await sql`
    insert into language_corpus (language, articles, length)
    select * from unnest(
      ${languages.map(({ language }) => language)}::text[], ${languages.map((each) => each.articles)}::int[],
      ${languages.map((each) => each.length)}::bigint[]
    )
  `.execute(trx);
}

export async function insertFrequencies(trx: Trx, terms: Int32Array, articles: Int32Array): Promise<void> {
  await sendAhead(
    trx,
    sql`
    insert into term_frequency (term, articles) select * from unnest(${[...terms]}::int[], ${[...articles]}::int[])
  `,
  );
}
