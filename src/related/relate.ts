/** Incremental update of related articles: of one that was published, changed or withdrawn, and of its neighbours. */

import type { Db, Trx } from '../../db/engine/database.ts';
import { withAsyncCommit } from '../../db/engine/timeouts.ts';
import { transact } from '../../db/engine/transact.ts';
import { recordRelated } from '../../db/events/append.ts';
import { relatedCandidates, subjectFrequencies } from '../../db/related/candidates.ts';
import {
  type CorpusChange,
  changeCorpus,
  frequenciesOf,
  lockCorpus,
  readCorpus,
  replacePostings,
} from '../../db/related/corpus.ts';
import {
  edgesBetween,
  listsThatTake,
  replaceAround,
  type StoredEdge,
  type StoredReason,
} from '../../db/related/edges.ts';
import {
  type ArticleDocument,
  dropText,
  lockDocuments,
  type StoredText,
  saveStandings,
  saveTexts,
  textsByIds,
} from '../../db/related/texts.ts';
import { analyse, INDEXED_TERMS, queryOf, sizeOf, toText } from './analyse.ts';
import { chooseRelated, EDGES_PER_ARTICLE, isCopy } from './choose.ts';
import { loadModel } from './load-model.ts';
import type { Model } from './model.ts';
import { type Match, match, namedTerms, type Query, type Rarity, reasonsOf } from './score.ts';
import { stopTermsOf } from './stop-words.ts';
import { primaryLanguage } from './terms.ts';
import { bestTerms, type CorpusSize, type TextQuery, type WeightedTerm } from './text-similarity.ts';
import { type WordOf, wordsOf } from './words.ts';

/** Neighbours that take a new article into their lists at most; the nearest. */
const MAX_NEIGHBOURS = 100;

/**
 * Each article in a transaction of its own, one after the other in all processes, so that doing it twice, or stopping
 * in between and doing it again, comes to the same.
 */
export async function relateArticles(db: Db, ids: readonly number[]): Promise<void> {
  for (const id of new Set(ids)) await transact(db, (trx) => relateArticle(trx, id));
}

async function relateArticle(trx: Trx, id: number): Promise<void> {
  // A rebuild may hold the lock for minutes; and the job is done when it is recorded to be, behind this.
  await withAsyncCommit(trx);
  await lockCorpus(trx);
  const [document] = await lockDocuments(trx, [id]);
  const former = (await textsByIds(trx, [id])).get(id);
  if (document === undefined) {
    if (former !== undefined) await takeBack(trx, former);
    return;
  }
  const text = analyse(document, await stopTermsOf(trx, document.language));
  await changeCorpus(trx, corpusChanges(former, text), termChanges(former?.terms, text.terms));
  await saveTexts(trx, [text]);
  const size = sizeOf(await readCorpus(trx, text.language));
  const model = await loadModel(trx);
  const { query, best } = await place(trx, text, former, size, model);
  const { own, matches } = await compare(trx, document, query, best, size, model);
  const [wordOf = () => undefined] = await wordsOf(trx, [document]);
  const list = { articleId: id, edges: chooseRelated(own, matches).map((each) => edgeTo(own, each, size, wordOf)) };
  const copies = matches.filter(({ candidate }) => isCopy(own, candidate)).map(({ candidate }) => candidate.id);
  const takers = await listsOfNeighbours(trx, own, matches, copies);
  const others = takers.map((each) => ({
    articleId: each.candidate.id,
    relatedId: id,
    score: each.scoreBack,
    strength: each.strength,
    reasons: named(reasonsOf(each, each.partsBack), own, each, size, wordOf),
  }));
  const lists = await replaceAround(trx, list, others, copies, EDGES_PER_ARTICLE);
  await recordRelated(trx, lists);
}

/** Its edges stay: readers don't see them, and they are true again when it comes back. */
async function takeBack(trx: Trx, former: StoredText): Promise<void> {
  const { id, at, terms } = former;
  await changeCorpus(trx, corpusChanges(former, undefined), termChanges(terms, undefined));
  await replacePostings(
    trx,
    id,
    [],
    Array.from(terms, (term) => ({ term, at })),
  );
  await dropText(trx, id);
}

/** One a language: a text that changed its language leaves one and comes into another. */
function corpusChanges(former: StoredText | undefined, now: StoredText | undefined): CorpusChange[] {
  if (former !== undefined && now !== undefined && former.language === now.language) {
    return [{ language: now.language, articles: 0, length: now.length - former.length }];
  }
  return [
    ...(former === undefined ? [] : [{ language: former.language, articles: -1, length: -former.length }]),
    ...(now === undefined ? [] : [{ language: now.language, articles: 1, length: now.length }]),
  ];
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
  const best = bestTerms(query, INDEXED_TERMS);
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
): Promise<{ own: Query; matches: Match[] }> {
  const rows = await relatedCandidates(trx, {
    id,
    at,
    language: primaryLanguage(language),
    terms: best,
    modelId: model?.id ?? null,
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
    language: primaryLanguage(language),
    topicIds: self?.topicIds ?? [],
    sourceIds: self?.sourceIds ?? [],
    text: query.text,
    query,
  };
  const rarity: Rarity = { size, ...(await subjectFrequencies(trx, own.topicIds, own.sourceIds)) };
  const matches = candidates.flatMap((candidate) => (candidate.id === id ? [] : (match(own, candidate, rarity) ?? [])));
  return { own, matches };
}

export function edgeTo(own: Query, each: Match, size: CorpusSize, wordOf: WordOf): StoredEdge {
  const { score, strength, parts, candidate } = each;
  return { relatedId: candidate.id, score, strength, reasons: named(reasonsOf(each, parts), own, each, size, wordOf) };
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

/** The nearest of those in whose lists the article belongs: a copy that is there already stands for it, unless it is nearer. */
async function listsOfNeighbours(
  trx: Trx,
  own: Query,
  matches: readonly Match[],
  copies: readonly number[],
): Promise<Match[]> {
  const others = matches.filter(({ candidate }) => !copies.includes(candidate.id));
  const offers = others.map(({ candidate, scoreBack }) => ({ articleId: candidate.id, score: scoreBack }));
  const takers = await listsThatTake(trx, own.id, offers, EDGES_PER_ARTICLE);
  const nearest = others
    .filter(({ candidate }) => takers.has(candidate.id))
    .sort((a, b) => b.scoreBack - a.scoreBack)
    .slice(0, MAX_NEIGHBOURS);
  if (copies.length === 0) return nearest;
  const covered = await edgesBetween(trx, [...takers], copies);
  return nearest.filter(
    ({ candidate, scoreBack }) =>
      !covered.some(({ articleId, score }) => articleId === candidate.id && score >= scoreBack),
  );
}
