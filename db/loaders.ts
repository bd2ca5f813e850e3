/** DataLoaders over everything that queries read: one per question, made once a process, batching across requests. */

import { accessTokens, usableTokenIds, usableTokensByHashes } from './access/access-tokens.ts';
import {
  articlesByIds,
  articlesByOriginUrls,
  articlesBySlugs,
  bodiesByArticleIds,
  type SlugKey,
} from './articles/articles.ts';
import { attributionsByArticleIds, quotesByArticleIds } from './articles/attributions.ts';
import { boxesByArticleIds } from './articles/boxes.ts';
import { wordsWith } from './articles/compounds.ts';
import { corpusWords, type WordToFind } from './articles/corpus-words.ts';
import { correctionsByArticleIds } from './articles/corrections.ts';
import { type ArticleCount, articleCounts, countUpTo, type FewArticlesKey } from './articles/counts.ts';
import { droppedByArticleIds } from './articles/dropped.ts';
import { type ExplainedKey, explained } from './articles/explained.ts';
import { type FacetsKey, facetsOfList } from './articles/facets.ts';
import { leadImagesByArticleIds } from './articles/lead-images.ts';
import { type ArticleList, articleLists } from './articles/lists.ts';
import { type LooseKey, partialMatches } from './articles/loose-matches.ts';
import { type StemsKey, stemsOfWords } from './articles/stems.ts';
import { type CitationKey, citationsOfSources } from './catalogue/citations.ts';
import { headlinesInUse, namesBeginning, type TypedBeginning } from './catalogue/completion.ts';
import type { SourceName } from './catalogue/find-or-create.ts';
import { type KeywordList, keywordList } from './catalogue/keywords.ts';
import { namedIds, type TypedName } from './catalogue/named.ts';
import { possibleDuplicatesBySourceIds } from './catalogue/possible-duplicates.ts';
import {
  type SourceFilter,
  type SourceList,
  sourceCounts,
  sourceLists,
  sourcesByIds,
  sourcesByNames,
  sourcesBySlugs,
} from './catalogue/sources.ts';
import {
  type TopicFilter,
  type TopicList,
  topicCounts,
  topicLists,
  topicsByArticleIds,
  topicsByIds,
  topicsByParentIds,
  topicsBySlugs,
} from './catalogue/topics.ts';
import { bodiesByDraftIds, draftsByIds } from './drafts/drafts.ts';
import { type DraftFilter, type DraftList, draftCounts, draftList } from './drafts/lists.ts';
import {
  countRevisions,
  type RevisionPage,
  revisionPages,
  revisionsByIds,
  snapshotsByIds,
} from './drafts/revisions.ts';
import type { Db } from './engine/database.ts';
import { batch, batchAlike, batchEqual, batchInOrder, named } from './engine/loader.ts';
import { kindOfFilter, kindOfList } from './engine/names.ts';
import { type EventList, eventList } from './events/log.ts';
import { type CoCitationQuery, coCitations } from './insights/co-citations.ts';
import { type CorrectionQuery, correctionRates } from './insights/correction-rates.ts';
import { coverage } from './insights/coverage.ts';
import type { CoverageQuery } from './insights/coverage-query.ts';
import { type DiversityQuery, diversity } from './insights/diversity.ts';
import { type TrendsQuery, trends } from './insights/trends.ts';
import { type TurnaroundQuery, turnaround } from './insights/turnaround.ts';
import { quoteCounts } from './quotes/counts.ts';
import { quoteLists } from './quotes/lists.ts';
import { type AppearancesKey, appearanceCounts, appearancesOfQuotations, quotationsByIds } from './quotes/quotes.ts';
import type { QuoteList, QuoteSelection } from './quotes/selections.ts';
import { frequenciesOf } from './related/corpus.ts';
import { currentModel, lexemesOfText, type MeaningKey, meaningsNear, type TextOfSearch } from './related/meaning.ts';
import { type RelatedKey, relatedArticles } from './related/related.ts';
import { type RisersKey, risers } from './trending/risers.ts';
import { type TrendingKey, type TrendKey, trendingArticles, trendsByArticles } from './trending/trending.ts';
import { type TrendingWithinKey, trendingWithin } from './trending/within.ts';
import { popularSearches, type SearchesKey } from './usage/asked-searches.ts';
import { type DeliveryList, deliveryList } from './webhooks/deliveries.ts';
import { webhooks, webhooksByIds } from './webhooks/webhooks.ts';

export type Loaders = ReturnType<typeof createLoaders>;

/** The newsroom at one moment, with loaders of its own. */
export interface Snapshot {
  readonly db: Db;
  readonly loaders: Loaders;
}

export function createLoaders(db: Db) {
  return named({
    article: batch((ids: readonly number[]) => articlesByIds(db, ids), null),
    articleBySlug: batchInOrder((keys: readonly SlugKey[]) => articlesBySlugs(db, keys)),
    articleByOriginUrl: batch((urls: readonly string[]) => articlesByOriginUrls(db, urls), null),
    articleBody: batch((ids: readonly number[]) => bodiesByArticleIds(db, ids), null),
    boxesOfArticle: batch((ids: readonly number[]) => boxesByArticleIds(db, ids), { boxes: [], isCut: false }),
    droppedFromArticle: batch((ids: readonly number[]) => droppedByArticleIds(db, ids), []),
    articleList: batchInOrder((lists: readonly ArticleList[]) => articleLists(db, lists)),
    articleCount: batchInOrder((lists: readonly ArticleCount[]) => articleCounts(db, lists)),
    corpusWords: batchEqual((words: readonly WordToFind[]) => corpusWords(db, words)),
    wordsWith: batchEqual((words: readonly string[]) => wordsWith(db, words)),
    partialMatches: batchEqual((key: LooseKey) => partialMatches(db, key)),
    explained: batchInOrder((keys: readonly ExplainedKey[]) => explained(db, keys)),
    model: batchEqual((_: 'last') => currentModel(db)),
    lexemesOfText: batchEqual((key: TextOfSearch) => lexemesOfText(db, key)),
    termFrequencies: batchEqual((terms: readonly number[]) => frequenciesOf(db, Int32Array.from(terms))),
    meaningsNear: batchEqual((key: MeaningKey) => meaningsNear(db, key)),
    popularSearches: batchEqual((key: SearchesKey) => popularSearches(db, key)),
    fewArticles: batchEqual((key: FewArticlesKey) => countUpTo(db, key)),
    facets: batchEqual((key: FacetsKey) => facetsOfList(db, key)),
    namesBeginning: batchEqual((typed: TypedBeginning) => namesBeginning(db, typed)),
    headlinesInUse: batchEqual((_: 'all') => headlinesInUse(db)),
    named: batchInOrder((names: readonly TypedName[]) => namedIds(db, names)),
    stems: batchInOrder((keys: readonly StemsKey[]) => stemsOfWords(db, keys)),
    topic: batch((ids: readonly number[]) => topicsByIds(db, ids), null),
    topicBySlug: batch((slugs: readonly string[]) => topicsBySlugs(db, slugs), null),
    topicList: batchAlike(kindOfList, (lists: readonly TopicList[]) => topicLists(db, lists)),
    topicCount: batchAlike(kindOfFilter, (filters: readonly TopicFilter[]) => topicCounts(db, filters)),
    topicSuggestions: batchEqual((list: KeywordList) => keywordList(db, list)),
    topicsOfArticle: batch((ids: readonly number[]) => topicsByArticleIds(db, ids), []),
    childrenOfTopic: batch((ids: readonly number[]) => topicsByParentIds(db, ids), []),
    source: batch((ids: readonly number[]) => sourcesByIds(db, ids), null),
    sourceBySlug: batch((slugs: readonly string[]) => sourcesBySlugs(db, slugs), null),
    sourceByName: batch((names: readonly Required<SourceName>[]) => sourcesByNames(db, names), null),
    sourceList: batchAlike(kindOfList, (lists: readonly SourceList[]) => sourceLists(db, lists)),
    sourceCount: batchAlike(kindOfFilter, (filters: readonly SourceFilter[]) => sourceCounts(db, filters)),
    citationsOfSource: batchInOrder((keys: readonly CitationKey[]) => citationsOfSources(db, keys)),
    possibleDuplicatesOfSource: batch((ids: readonly number[]) => possibleDuplicatesBySourceIds(db, ids), []),
    attributionsOfArticle: batch((ids: readonly number[]) => attributionsByArticleIds(db, ids), []),
    quotesOfArticle: batch((ids: readonly number[]) => quotesByArticleIds(db, ids), []),
    quotation: batch((ids: readonly number[]) => quotationsByIds(db, ids), null),
    quotationList: batchInOrder((lists: readonly QuoteList[]) => quoteLists(db, lists)),
    quotationCount: batchInOrder((selections: readonly QuoteSelection[]) => quoteCounts(db, selections)),
    appearances: batchInOrder((keys: readonly AppearancesKey[]) => appearancesOfQuotations(db, keys)),
    appearanceCount: batch((ids: readonly number[]) => appearanceCounts(db, ids), 0),
    leadImage: batch((ids: readonly number[]) => leadImagesByArticleIds(db, ids), null),
    correctionsOfArticle: batch((ids: readonly number[]) => correctionsByArticleIds(db, ids), []),
    related: batchInOrder((keys: readonly RelatedKey[]) => relatedArticles(db, keys)),
    trending: batchInOrder((keys: readonly TrendingKey[]) => trendingArticles(db, keys)),
    trendingWithin: batchEqual((key: TrendingWithinKey) => trendingWithin(db, key)),
    risers: batchEqual((key: RisersKey) => risers(db, key)),
    trendOfArticle: batch((keys: readonly TrendKey[]) => trendsByArticles(db, keys), null),
    coverage: batchEqual((query: CoverageQuery) => coverage(db, query)),
    coCitations: batchEqual((query: CoCitationQuery) => coCitations(db, query)),
    diversity: batchEqual((query: DiversityQuery) => diversity(db, query)),
    trends: batchEqual((query: TrendsQuery) => trends(db, query)),
    turnaround: batchEqual((query: TurnaroundQuery) => turnaround(db, query)),
    correctionRates: batchEqual((query: CorrectionQuery) => correctionRates(db, query)),
    accessTokens: batchEqual((_: 'all') => accessTokens(db)),
    usableToken: batch((hashes: readonly string[]) => usableTokensByHashes(db, hashes), null),
    isTokenUsable: batch((ids: readonly number[]) => usableTokenIds(db, ids), false),
    draft: batch((ids: readonly number[]) => draftsByIds(db, ids), null),
    draftBody: batch((ids: readonly number[]) => bodiesByDraftIds(db, ids), null),
    draftList: batchEqual((list: DraftList) => draftList(db, list)),
    draftCount: batchAlike(kindOfFilter, (filters: readonly DraftFilter[]) => draftCounts(db, filters)),
    revision: batch((ids: readonly number[]) => revisionsByIds(db, ids), null),
    revisionSnapshot: batch((ids: readonly number[]) => snapshotsByIds(db, ids), null),
    revisionPage: batchInOrder((pages: readonly RevisionPage[]) => revisionPages(db, pages)),
    revisionCount: batch((ids: readonly number[]) => countRevisions(db, ids), 0),
    eventList: batchEqual((list: EventList) => eventList(db, list)),
    webhooks: batchEqual((_: 'all') => webhooks(db)),
    webhook: batch((ids: readonly number[]) => webhooksByIds(db, ids), null),
    deliveryList: batchEqual((list: DeliveryList) => deliveryList(db, list)),
  });
}
