/**
 * Works out all related articles anew: every text, the corpus with its model, every list. Stopped at any moment, it goes
 * on where it was; readers see the former lists until the new ones take their place.
 */

import type { Db, Trx } from '../../db/engine/database.ts';
import { awaitWithin, withLongPauses, withoutStatementTimeout } from '../../db/engine/timeouts.ts';
import { again } from '../../db/engine/transact.ts';
import { recordRelated } from '../../db/events/append.ts';
import { insertFrequencies, insertPostings, lockCorpus, replaceCorpus } from '../../db/related/corpus.ts';
import { type RelatedList, replaceRelated } from '../../db/related/edges.ts';
import {
  analysedSince,
  countAlive,
  dropTextsOfHidden,
  endRebuild,
  gatherStatistics,
  reachedInRebuild,
  rebuildState,
  startRebuild,
} from '../../db/related/rebuild.ts';
import { nextDocuments, type StoredText, saveStandings, saveTexts, wordingsByIds } from '../../db/related/texts.ts';
import { ANALYSIS, analyse, INDEXED_TERMS } from './analyse.ts';
import { chooseRelated } from './choose.ts';
import {
  type BestTerms,
  type Corpus,
  createFinder,
  type Finder,
  loadCorpus,
  type Member,
  memberQuery,
} from './corpus-in-memory.ts';
import { loadModel, storeModel } from './load-model.ts';
import type { Model } from './model.ts';
import { edgeTo, relateArticles } from './relate.ts';
import { match, type Query } from './score.ts';
import { stopTermsOf } from './stop-words.ts';
import { bestTerms, type WeightedTerm } from './text-similarity.ts';
import { trainModel } from './train.ts';
import { wordsOf } from './words.ts';

const TEXTS_AT_ONCE = 500;
const ROWS_AT_ONCE = 20_000;
const LISTS_AT_ONCE = 200;
/** Articles are compared so many at a time, and then whoever else waits in this process has a turn. */
const COMPARED_AT_ONCE = 10;
const PLACED_AT_ONCE = 50;

export interface RebuildProgress {
  readonly phase: 'reading texts' | 'weighing the corpus' | 'relating';
  readonly done: number;
  readonly all: number;
}

export interface Rebuilt {
  /** Articles whose lists were worked out by this call. */
  readonly articles: number;
  /** Whether an earlier call had begun. */
  readonly isResumed: boolean;
}

/** @param restart whether to begin anew where an earlier call had stopped */
export async function rebuildRelated(
  db: Db,
  onProgress: (progress: RebuildProgress) => void = () => {},
  restart = false,
): Promise<Rebuilt> {
  const before = restart ? null : await rebuildState(db);
  if (before === null) await startRebuild(db);
  const all = await countAlive(db);
  if (before === null || before.phase === 'texts') {
    await readTexts(db, before?.last_id ?? 0, (done) => onProgress({ phase: 'reading texts', done, all }));
  }
  const tell = (done: number) => onProgress({ phase: 'weighing the corpus', done, all });
  const isWeighed = before?.phase === 'edges';
  const { corpus, best } = isWeighed ? await loadWeighed(db, tell) : await weigh(db, tell);
  const since = (await rebuildState(db))?.started_at ?? new Date().toISOString();
  const articles = await relateAll(db, corpus, best, isWeighed ? before.last_id : 0, (done) =>
    onProgress({ phase: 'relating', done, all: corpus.members.length }),
  );
  await endRebuild(db);
  await gatherStatistics(db);
  await relateArticles(db, await analysedSince(db, since));
  return { articles, isResumed: before !== null };
}

async function readTexts(db: Db, lastId: number, onProgress: (done: number) => void): Promise<void> {
  let afterId = lastId;
  for (let done = 0; ; ) {
    const documents = await again(() => db.transaction().execute((trx) => readSome(trx, afterId)));
    afterId = documents.at(-1)?.id ?? afterId;
    done += documents.length;
    onProgress(done);
    if (documents.length < TEXTS_AT_ONCE) break;
  }
  await dropTextsOfHidden(db);
}

/** What changes behind this is analysed again by whoever changes it, and isn't overwritten by what it was. */
async function readSome(trx: Trx, afterId: number): Promise<{ readonly id: number }[]> {
  await withLongPauses(trx);
  await lockCorpus(trx);
  const documents = await nextDocuments(trx, afterId, TEXTS_AT_ONCE);
  if (documents.length > 0) await saveTexts(trx, await analysed(trx, documents));
  await reachedInRebuild(trx, 'texts', documents.at(-1)?.id ?? afterId);
  return documents;
}

async function analysed(trx: Trx, documents: Awaited<ReturnType<typeof nextDocuments>>): Promise<StoredText[]> {
  const texts: StoredText[] = [];
  for (const document of documents) texts.push(analyse(document, await stopTermsOf(trx, document.language)));
  return texts;
}

/** Loading the corpus and placing its texts are half of weighing it each. */
function inSecondHalf({ members }: Corpus, onProgress: (done: number) => void): (placed: number) => void {
  return (placed) => onProgress(Math.floor((members.length + placed) / 2));
}

interface Weighed {
  readonly corpus: Corpus;
  readonly best: BestTerms;
}

async function loadWeighed(db: Db, onProgress: (done: number) => void): Promise<Weighed> {
  const corpus = await loadCorpus(db, (done) => onProgress(Math.floor(done / 2)));
  return { corpus, best: await placeInMemory(corpus, await loadModel(db), inSecondHalf(corpus, onProgress)) };
}

/** In one transaction, in which no article comes or goes: counts, model, standings and postings belong together. */
async function weigh(db: Db, onProgress: (done: number) => void): Promise<Weighed> {
  return db.transaction().execute(async (trx) => {
    await withLongPauses(trx);
    await lockCorpus(trx);
    const corpus = await loadCorpus(trx, (done) => onProgress(Math.floor(done / 2)));
    const trained = await awaitWithin(trx, trainModel(corpus));
    const model = trained && (await storeModel(trx, trained, corpus.members.length));
    await replaceCorpus(trx, corpus.languages(), ANALYSIS);
    for (let start = 0; start < corpus.terms.length; start += ROWS_AT_ONCE) {
      const [from, to] = [start, start + ROWS_AT_ONCE];
      await insertFrequencies(trx, corpus.terms.subarray(from, to), corpus.articlesWith.subarray(from, to));
    }
    const best = await placeAll(trx, corpus, model, inSecondHalf(corpus, onProgress));
    await reachedInRebuild(trx, 'edges', 0);
    return { corpus, best };
  });
}

/** Stores where each text stands in the corpus. @returns the best terms of all */
async function placeAll(
  trx: Trx,
  corpus: Corpus,
  model: Model | null,
  onProgress: (placed: number) => void,
): Promise<BestTerms> {
  return placeInMemory(corpus, model, onProgress, async (members, terms) => {
    await saveStandings(
      trx,
      members.map(({ id, text: { norm, selfMatch, meaning } }) => {
        return { id, norm, selfMatch, modelId: model?.id ?? null, meaning };
      }),
    );
    await insertPostings(
      trx,
      members.flatMap(({ id, at }, place) =>
        (terms[place] ?? []).map(({ term, weight }) => ({ term, weight, at, articleId: id })),
      ),
    );
  });
}

/** Lists are written while the next ones are worked out. */
async function relateAll(
  db: Db,
  corpus: Corpus,
  best: BestTerms,
  lastId: number,
  onProgress: (done: number) => void,
): Promise<number> {
  const finder = createFinder(corpus, best);
  const order = [...corpus.members.keys()].sort((a, b) => idOf(corpus, a) - idOf(corpus, b));
  const left = order.filter((index) => idOf(corpus, index) > lastId);
  let writing: Promise<unknown> = Promise.resolve();
  let done = order.length - left.length;
  for (let start = 0; start < left.length; start += LISTS_AT_ONCE) {
    const indexes = left.slice(start, start + LISTS_AT_ONCE);
    const lists = await listsOf(db, corpus, finder, indexes);
    await writing;
    const write = async (trx: Trx) => {
      await withoutStatementTimeout(trx);
      // Lists are changed by one at a time: what comes meanwhile is put in again at the end.
      await lockCorpus(trx);
      await replaceRelated(trx, lists);
      await reachedInRebuild(trx, 'edges', lists.at(-1)?.articleId ?? 0);
      await recordRelated(
        trx,
        lists.map(({ articleId }) => articleId),
      );
    };
    writing = again(() => db.transaction().execute(write));
    // Awaited a batch later; until then a failure must not count as unhandled.
    writing.catch(() => {});
    done += indexes.length;
    onProgress(done);
  }
  await writing;
  return left.length;
}

/**
 * Gives each member its standing.
 *
 * @param onPlaced told of some members at a time, with their best terms
 * @returns the best terms of all
 */
async function placeInMemory(
  corpus: Corpus,
  model: Model | null,
  onProgress: (placed: number) => void,
  onPlaced: (members: readonly Member[], terms: readonly WeightedTerm[][]) => Promise<void> = async () => {},
): Promise<BestTerms> {
  const { members } = corpus;
  const starts = new Int32Array(members.length + 1);
  const terms = new Int32Array(members.length * INDEXED_TERMS);
  const weights = new Float32Array(members.length * INDEXED_TERMS);
  const dimensions = model?.dimensions ?? 0;
  const meanings = new Int8Array(members.length * dimensions);
  let end = 0;
  let telling: Promise<void> = Promise.resolve();
  for (let start = 0; start < members.length; start += TEXTS_AT_ONCE) {
    const bestOfPart: WeightedTerm[][] = [];
    for (let index = start; index < Math.min(start + TEXTS_AT_ONCE, members.length); index += 1) {
      const member = members[index] as Member;
      const query = memberQuery(corpus, member, model);
      const best = bestTerms(query, INDEXED_TERMS);
      for (const { term, weight } of best) {
        terms[end] = term;
        weights[end] = weight;
        end += 1;
      }
      starts[index + 1] = end;
      const meaning = query.text.meaning && meanings.subarray(index * dimensions, (index + 1) * dimensions);
      if (meaning) meaning.set(query.text.meaning as Int8Array);
      members[index] = { ...member, text: { ...query.text, meaning } };
      bestOfPart.push(best);
      if (index % PLACED_AT_ONCE === 0) await new Promise(setImmediate);
    }
    // The next ones are placed while these are stored.
    await telling;
    telling = onPlaced(members.slice(start, start + TEXTS_AT_ONCE), bestOfPart);
    // Awaited a batch later; until then a failure must not count as unhandled.
    telling.catch(() => {});
    onProgress(Math.min(start + TEXTS_AT_ONCE, members.length));
  }
  await telling;
  return { starts, terms, weights };
}

function idOf({ members }: Corpus, index: number): number {
  return (members[index] as Member).id;
}

async function listsOf(db: Db, corpus: Corpus, finder: Finder, indexes: readonly number[]): Promise<RelatedList[]> {
  const ids = indexes.map((index) => idOf(corpus, index));
  const wordings = await wordingsByIds(db, ids);
  const known = ids.flatMap((id) => wordings.get(id) ?? []);
  const words = new Map((await wordsOf(db, known)).map((wordOf, place) => [known[place]?.id, wordOf]));
  const lists: RelatedList[] = [];
  for (const [place, index] of indexes.entries()) {
    if (place % COMPARED_AT_ONCE === 0) await new Promise(setImmediate);
    const member = corpus.members[index] as Member;
    // Measured without the model, whose work the member's text has already.
    const asked: Query = { ...member, query: { ...memberQuery(corpus, member, null), text: member.text } };
    const rarity = finder.rarityOf(asked, member.language);
    const matches = finder
      .candidatesOf(index)
      .flatMap((other) => match(asked, corpus.members[other] as Member, rarity) ?? []);
    const wordOf = words.get(member.id) ?? (() => undefined);
    lists.push({
      articleId: member.id,
      edges: chooseRelated(asked, matches).map((each) => edgeTo(asked, each, corpus.sizeOf(member.language), wordOf)),
    });
  }
  return lists;
}
