/** Stems of words by the rules of a language, as the index has them: what a text says of a search in another form. */

import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../engine/database.ts';

export interface StemsKey {
  /** BCP 47. */
  readonly language: string;
  readonly words: readonly string[];
}

/**
 * An item of `from`: a row for each stem of a word, folded, in its column `stem`.
 *
 * NOTE: what the database's `stems_of` says, written out: called for each word it takes many times as long.
 *
 * @param tag SQL of a language's tag
 * @param word SQL of a word
 */
export function foldedStems(tag: RawBuilder<unknown>, word: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`unnest(tsvector_to_array(to_tsvector(search_config(${tag}), ${word}))) s (form)
      cross join lateral (select folded(form) as stem offset 0) f`;
}

/** By word, by position in `keys`; none of a stop word. */
export async function stemsOfWords(
  db: Db,
  keys: readonly StemsKey[],
): Promise<ReadonlyMap<string, readonly string[]>[]> {
  const asked = keys.flatMap(({ language, words }, key) => words.map((word) => ({ key, language, word })));
  if (asked.length === 0) return keys.map(() => new Map());
  const { rows } = await sql<{ key: number; word: string; stems: string[] }>`
    select key, word, tsvector_to_array(to_tsvector(search_config(split_part(lower(language), '-', 1)), word)) as stems
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as (key int, language text, word text)
  `.execute(db);
  const byKey = Map.groupBy(rows, ({ key }) => key);
  return keys.map((_, index) => new Map((byKey.get(index) ?? []).map(({ word, stems }) => [word, stems])));
}
