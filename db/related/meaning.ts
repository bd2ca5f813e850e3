/** What a low-rank model needs of the database to find articles that are about what a text says, in whatever words. */

import { sql } from 'kysely';
import { languagesInUse } from '../articles/languages-in-use.ts';
import type { Db } from '../engine/database.ts';
import { latestModel, modelById, type StoredModel } from './model.ts';

/** By database, since a process may have several open. */
const models = new WeakMap<object, StoredModel>();

/** The last model, kept in memory as long as it is the last; null while the corpus is too small for one. */
export async function currentModel(db: Db): Promise<StoredModel | null> {
  const latest = await latestModel(db);
  if (latest === null) return null;
  const owner = db.getExecutor().adapter;
  const known = models.get(owner);
  if (known?.id === latest.id) return known;
  const stored = await modelById(db, latest.id);
  if (stored !== null) models.set(owner, stored);
  return stored;
}

export interface TextOfSearch {
  readonly text: string;
  /** BCP 47; each language in use if not given. */
  readonly language: string | undefined;
}

/** A language in which a text may be, and its words by the rules of that. */
export interface LexemesOfText {
  readonly language: string;
  readonly lexemes: readonly string[];
  /** How many articles there are in it. */
  readonly articles: number;
}

export async function lexemesOfText(db: Db, { text, language }: TextOfSearch): Promise<LexemesOfText[]> {
  const tags = language === undefined ? languagesInUse : sql`select split_part(lower(${language}), '-', 1) as tag`;
  const { rows } = await sql<LexemesOfText>`
    select tag as language, tsvector_to_array(to_tsvector(search_config(tag), ${text})) as lexemes,
           coalesce((select c.articles from language_corpus c where c.language = tag), 0) as articles
    from (${tags}) tags
  `.execute(db);
  return rows;
}

/** Of each term's articles so many are looked at, the latest; and of all of them the ones that have most of the terms. */
const LATEST_BY_TERM = sql.lit(200);
const COMPARED = sql.lit(300);

export interface MeaningKey {
  readonly modelId: number;
  readonly terms: readonly number[];
  readonly weights: readonly number[];
}

export interface ArticleMeaning {
  readonly id: number;
  /** Its direction in the model's space, in 127ths. */
  readonly meaning: Uint8Array;
}

/** One statement, whose cost doesn't grow with the corpus: each term is a range of an index. Published articles only. */
export async function meaningsNear(db: Db, { modelId, terms, weights }: MeaningKey): Promise<ArticleMeaning[]> {
  const { rows } = await sql<ArticleMeaning>`
    with near as materialized (
      select p.article_id as id, sum(best.weight * p.weight) as weight
      from unnest(${terms}::int[], ${weights}::real[]) best (term, weight)
      cross join lateral (
        select * from article_term p where p.term = best.term order by p.at desc, p.article_id desc limit ${LATEST_BY_TERM}
      ) p
      group by p.article_id order by weight desc, p.article_id desc limit ${COMPARED}
    )
    select near.id, t.meaning
    from near cross join lateral (select * from article_text t where t.article_id = near.id offset 0) t
    where t.model_id = ${modelId} and t.meaning is not null
      and exists (select from published_article a where a.id = near.id offset 0)
  `.execute(db);
  return rows;
}
