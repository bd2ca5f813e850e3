/** Who is measured finding texts: Dateline's search, and BM25 over whole texts. */

import { articleLists } from '../../db/articles/lists.ts';
import type { Db } from '../../db/engine/database.ts';
import { createLoaders } from '../../db/loaders.ts';
import { lexemesOfWords, nextDocuments } from '../../db/related/texts.ts';
import { readPlainCounts, termOf } from '../related/terms.ts';
import { inverseDocumentFrequency, lengthFactor, saturate } from '../related/text-similarity.ts';
import { beyondWords, FEW_MATCHES } from '../search/beyond-words.ts';
import { readSearch } from '../search/read-search.ts';

/** Finds texts, by their index, best first. */
export type Finder = (query: string, most: number, language: string) => Promise<readonly number[]>;

/** As readers get it with `isLoose`, by RELEVANCE. */
export function datelineFinder(db: Db, ids: readonly number[]): Finder {
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  return async (query, most) => {
    const words = readSearch(query);
    const list = (search: typeof words) =>
      ({
        scope: { of: 'all' },
        id: 0,
        filter: { search },
        field: 'RELEVANCE',
        range: { take: most, descending: true },
      }) as const;
    const [own] = await articleLists(db, [list(words)]);
    const isFew = (own?.rows.length ?? 0) < FEW_MATCHES;
    const [found] = isFew
      ? await articleLists(db, [
          list(await beyondWords(words, { language: undefined, isAnyWordEnough: true }, createLoaders(db))),
        ])
      : [own];
    return (found?.rows ?? []).map(({ id }) => indexOf.get(id) ?? -1);
  };
}

/** With Postgres' stems, over the whole text, any word of the query. */
export async function bm25Finder(db: Db, ids: readonly number[]): Promise<Finder> {
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const postings = new Map<number, { text: number; count: number }[]>();
  const lengths = new Float64Array(ids.length);
  for (let afterId = 0; ; ) {
    const documents = await nextDocuments(db, afterId, 200);
    for (const { id, document } of documents) {
      const text = indexOf.get(id) ?? 0;
      const { terms, counts } = readPlainCounts(document);
      for (const [place, term] of terms.entries()) {
        const count = counts[place] as number;
        lengths[text] = (lengths[text] as number) + count;
        const entries = postings.get(term);
        if (entries === undefined) postings.set(term, [{ text, count }]);
        else entries.push({ text, count });
      }
    }
    const last = documents.at(-1);
    if (last === undefined) break;
    afterId = last.id;
  }
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, ids.length) || 1;
  return async (query, most, language) => {
    const [lexemes = []] = await lexemesOfWords(db, [{ language, word: query }]);
    const scores = new Map<number, number>();
    for (const lexeme of lexemes) {
      const entries = postings.get(termOf('', lexeme)) ?? [];
      const idf = inverseDocumentFrequency(entries.length, ids.length);
      for (const { text, count } of entries) {
        const gained = idf * saturate(count, lengthFactor(lengths[text] as number, { meanLength }));
        scores.set(text, (scores.get(text) ?? 0) + gained);
      }
    }
    return [...scores]
      .sort(([a, x], [b, y]) => y - x || a - b)
      .slice(0, most)
      .map(([text]) => text);
  };
}
