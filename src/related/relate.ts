/** Works out what is related to an article that was published, changed or taken back, and tells its neighbours of it. */

import {
  type ArticleDocument,
  dropText,
  lockDocuments,
  type StoredText,
  saveStandings,
  saveTexts,
  textsByIds,
} from '../../db/article-texts.ts';
import type { Db, Trx } from '../../db/connect.ts';
import { relatedCandidates, subjectFrequencies } from '../../db/related-candidates.ts';
import {
  listsAround,
  type RelatedList,
  replaceRelated,
  type StoredEdge,
  type StoredReason,
} from '../../db/related-edges.ts';
import { changeCorpus, frequenciesOf, lockCorpus, replacePostings } from '../../db/text-corpus.ts';
import { withoutStatementTimeout } from '../../db/timeouts.ts';
import { analyse, indexedTerms, queryOf, sizeOf, toText } from './analyse.ts';
import { chooseRelated, isCopy, kept } from './choose.ts';
import { loadModel } from './load-model.ts';
import type { Model } from './model.ts';
import { type Match, match, namedTerms, type Query, type Rarity, reasonsOf } from './score.ts';
import { primaryLanguage } from './terms.ts';
import { bestTerms, type CorpusSize, type TextQuery, type WeightedTerm } from './text-similarity.ts';
import { type WordOf, wordsOf } from './words.ts';

/** Neighbours that take a new article into their lists at most; the nearest. */
const mostNeighbours = 100;

/**
 * Each article in a transaction of its own, one after the other in all processes, so that doing it twice, or stopping
 * in between and doing it again, comes to the same.
 */
export async function relateArticles(db: Db, ids: readonly number[]): Promise<void> {
  for (const id of new Set(ids)) await db.transaction().execute((trx) => relateArticle(trx, id));
}

async function relateArticle(trx: Trx, id: number): Promise<void> {
  // A rebuild may hold the lock for minutes.
  await withoutStatementTimeout(trx);
  const corpus = await lockCorpus(trx);
  const [document] = await lockDocuments(trx, [id]);
  const former = (await textsByIds(trx, [id])).get(id);
  if (document === undefined) {
    if (former !== undefined) await takeBack(trx, former);
    return;
  }
  const text = analyse(document);
  await changeCorpus(
    trx,
    { articles: former ? 0 : 1, length: text.length - (former?.length ?? 0) },
    termChanges(former?.terms, text.terms),
  );
  await saveTexts(trx, [text]);
  const size = sizeOf({
    articles: corpus.articles + (former ? 0 : 1),
    length: corpus.length + text.length - (former?.length ?? 0),
  });
  const model = await loadModel(trx);
  const { query, best } = await place(trx, text, former, size, model);
  const { own, matches, lastScores } = await compare(trx, document, query, best, size, model);
  const [wordOf = () => undefined] = await wordsOf(trx, [document]);
  const lists = [
    { articleId: id, edges: chooseRelated(own, matches).map((each) => edgeTo(own, each, size, wordOf)) },
    ...(await listsOfNeighbours(trx, own, matches, lastScores, size, wordOf)),
  ];
  await replaceRelated(trx, lists);
}

/** Its edges stay: readers don't see them, and they are true again when it comes back. */
async function takeBack(trx: Trx, { id, at, length, terms }: StoredText): Promise<void> {
  await changeCorpus(trx, { articles: -1, length: -length }, termChanges(terms, undefined));
  await replacePostings(
    trx,
    id,
    [],
    Array.from(terms, (term) => ({ term, at })),
  );
  await dropText(trx, id);
}

function termChanges(former: Int32Array | undefined, now: Int32Array | undefined) {
  const before = new Set(former);
  const after = new Set(now);
  const gone = [...before].filter((term) => !after.has(term)).map((term) => ({ term, change: -1 }));
  const come = [...after].filter((term) => !before.has(term)).map((term) => ({ term, change: 1 }));
  return [...gone, ...come].sort((a, b) => a.term - b.term);
}

/** Stores where the text stands in the corpus, and among whom its best terms are. */
async function place(
  trx: Trx,
  text: StoredText,
  former: StoredText | undefined,
  size: CorpusSize,
  model: Model | null,
): Promise<{ query: TextQuery; best: readonly WeightedTerm[] }> {
  const { id, at } = text;
  const query = queryOf(text, await frequenciesOf(trx, text.terms), size, model);
  const { norm, selfMatch, meaning } = query.text;
  await saveStandings(trx, [{ id, norm, selfMatch, modelId: model?.id ?? null, meaning }]);
  const best = bestTerms(query, indexedTerms);
  await replacePostings(
    trx,
    id,
    best.map(({ term, weight }) => ({ term, weight, at, articleId: id })),
    Array.from(former?.terms ?? [], (term) => ({ term, at: former?.at ?? at })),
  );
  return { query, best };
}

async function compare(
  trx: Trx,
  { id, at, language }: ArticleDocument,
  query: TextQuery,
  best: readonly WeightedTerm[],
  size: CorpusSize,
  model: Model | null,
): Promise<{ own: Query; matches: Match[]; lastScores: ReadonlyMap<number, number | null> }> {
  const rows = await relatedCandidates(trx, {
    id,
    at,
    language: primaryLanguage(language),
    terms: best,
    modelId: model?.id ?? null,
    listLength: kept,
  });
  const candidates = rows.map((row) => ({
    id: row.article_id,
    at: row.at,
    text: toText(row),
    topicIds: row.topic_ids,
    sourceIds: row.source_ids,
  }));
  const self = candidates.find((candidate) => candidate.id === id);
  const own: Query = {
    id,
    at,
    topicIds: self?.topicIds ?? [],
    sourceIds: self?.sourceIds ?? [],
    text: query.text,
    query,
  };
  const rarity: Rarity = { size, ...(await subjectFrequencies(trx, own.topicIds, own.sourceIds)) };
  const matches = candidates.flatMap((candidate) => (candidate.id === id ? [] : (match(own, candidate, rarity) ?? [])));
  return { own, matches, lastScores: new Map(rows.map((row) => [row.article_id, row.last_score])) };
}

export function edgeTo(own: Query, each: Match, size: CorpusSize, wordOf: WordOf): StoredEdge {
  const { score, parts, candidate } = each;
  return { relatedId: candidate.id, score, reasons: named(reasonsOf(each, parts), own, each, size, wordOf) };
}

function named(
  reasons: ReturnType<typeof reasonsOf>,
  own: Query,
  { candidate }: Match,
  size: CorpusSize,
  wordOf: WordOf,
): StoredReason[] {
  return reasons.map((reason) =>
    reason.kind === 'SIMILAR_TEXT' ? { ...reason, terms: namedTerms(own, candidate, size, wordOf) } : reason,
  );
}

/** The lists of those neighbours that the article is nearer to than the last in their list is, or that had it. */
async function listsOfNeighbours(
  trx: Trx,
  own: Query,
  matches: readonly Match[],
  lastScores: ReadonlyMap<number, number | null>,
  size: CorpusSize,
  wordOf: WordOf,
): Promise<RelatedList[]> {
  const copies = new Set(
    matches.filter(({ candidate }) => isCopy(own, candidate)).map(({ candidate }) => candidate.id),
  );
  const others = matches.filter(({ candidate }) => !copies.has(candidate.id));
  const nearest = others
    .filter(({ candidate, scoreBack }) => scoreBack > (lastScores.get(candidate.id) ?? 0))
    .sort((a, b) => b.scoreBack - a.scoreBack)
    .slice(0, mostNeighbours)
    .map(({ candidate }) => candidate.id);
  const stored = await listsAround(trx, own.id, nearest);
  const former = new Map(stored.map(({ articleId, edges }) => [articleId, edges]));
  const byId = new Map(others.map((each) => [each.candidate.id, each]));
  return [...new Set([...nearest, ...former.keys()])].flatMap((articleId) => {
    const edges = (former.get(articleId) ?? []).filter(({ relatedId }) => relatedId !== own.id);
    const each = byId.get(articleId);
    // A copy of the article that is there already stands for it, unless the article is nearer.
    const isCovered = edges.some(({ relatedId, score }) => copies.has(relatedId) && score >= (each?.scoreBack ?? 0));
    if (each === undefined || isCovered) return [{ articleId, edges }];
    const edge: StoredEdge = {
      relatedId: own.id,
      score: each.scoreBack,
      reasons: named(reasonsOf(each, each.partsBack), own, each, size, wordOf),
    };
    const all = [...edges.filter(({ relatedId }) => !copies.has(relatedId)), edge];
    return [{ articleId, edges: all.sort((a, b) => b.score - a.score).slice(0, kept) }];
  });
}
