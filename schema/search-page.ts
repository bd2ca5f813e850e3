/** A page of a list of articles as a search has it: what it goes on with where few have all words, and how it is counted. */

import { mayHaveCompounds } from '../db/articles/compounds.ts';
import type { ArticleFilter } from '../db/articles/filters.ts';
import type { ArticleList, ListedArticle } from '../db/articles/lists.ts';
import type { Search } from '../db/articles/search.ts';
import { type Rows, upTo } from '../db/engine/keyset.ts';
import { alsoByMeaning, beyondWords, FEW_MATCHES } from '../src/search/beyond-words.ts';
import { articleFilter, type Where } from './article-where.ts';
import type { Context } from './context.ts';
import type { PagingArgs } from './paging.ts';

/** Once for each search, with its first page, and where it finds by its text alone what it finds. */
export async function countSearch(
  { where, after, before, last }: PagingArgs & { readonly where?: Where | null | undefined },
  filter: ArticleFilter,
  hasFound: ReadPage['hasFound'],
  { countSearch }: Context,
): Promise<void> {
  if (countSearch === undefined || where?.search == null) return;
  if (after != null || before != null || last != null) return;
  const { search, timeZone } = where;
  if (JSON.stringify(filter) !== JSON.stringify(articleFilter({ search, timeZone }))) return;
  countSearch(search, await hasFound());
}

interface ReadPage {
  /** With what else is found than its words. */
  readonly filter: ArticleFilter;
  readonly rows: Rows<ListedArticle>;
  /** Whether any article has all words as they were typed; of a first page. */
  readonly hasFound: () => boolean | Promise<boolean>;
}

/** A list by relevance in which few have all words goes on with what else is near; that is of any page the same. */
export async function readPage(
  list: ArticleList,
  where: Where | null | undefined,
  loaders: Context['loaders'],
): Promise<ReadPage> {
  const { scope, id, filter, field, range } = list;
  const { search, language } = filter;
  const few = (most: number) => loaders.fewArticles.load({ scope, id, filter, most });
  const read = async (given: ArticleFilter, found?: ReadPage['hasFound']) => {
    const rows = await loaders.articleList.load({ ...list, filter: given });
    return { filter: given, rows, hasFound: found ?? (() => rows.rows.length > 0) };
  };
  if (search === undefined || !isByRelevance(field)) return read(filter);
  if (where?.isSemantic === true) {
    const also = await alsoByMeaning(search, language, loaders);
    return read({ ...filter, search: also }, async () => (await few(1)) > 0);
  }
  if (where?.isLoose === false) return read(filter);
  // Most pages tell by themselves that there are enough.
  const take = Math.max(range.take, FEW_MATCHES);
  const { rows, next } = await loaders.articleList.load({ ...list, range: { ...range, take } });
  const most = FEW_MATCHES;
  // A page with nothing before and behind it is the list.
  const isWhole = range.low === undefined && range.high === undefined;
  const haveAll = rows.length >= most ? most : isWhole ? rows.length : await few(most);
  const hasFound = () => haveAll > 0;
  if (haveAll >= most) return { filter, rows: upTo(range.take, next === undefined ? rows : [...rows, next]), hasFound };
  const isAnyWordEnough = where?.isLoose === true || haveAll === 0;
  return read({ ...filter, search: await beyondWords(search, { language, isAnyWordEnough }, loaders) }, hasFound);
}

export function isByRelevance(field: ArticleList['field']): field is 'RELEVANCE' | 'RELEVANCE_RECENT' {
  return field === 'RELEVANCE' || field === 'RELEVANCE_RECENT';
}

/** What is marked in an article of this language. */
export function highlightedWords({ text, otherWords = '', otherCompounds = '' }: Search, language: string): string {
  return [text, otherWords, mayHaveCompounds(language) ? otherCompounds : ''].filter((words) => words !== '').join(' ');
}
