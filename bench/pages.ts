/** Keyset paging and search: the time of a page deep in a list against that of the first, and of searches. */

import { type Ask, askerOf, type Question } from './ask.ts';
import { hotSource, hotTopic } from './catalogue.ts';
import { type BenchPlace, withDatabase } from './database.ts';
import { twoWords } from './questions.ts';
import { interleaved, median, timesOf } from './rounds.ts';
import { markers, words } from './vocabulary.ts';

const DEEP_PAGE = 500;
const PAGE_SIZE = 20;
/** A deep page may take so many times as long as the first. */
const MAX_DEEP_TO_FIRST = 1.5;
const ROUNDS = 21;

interface DepthCost {
  readonly list: string;
  readonly firstMs: number;
  /** Null, as the ratio, when the list is too short for so deep a page. */
  readonly deepMs: number | null;
  readonly ratio: number | null;
}

interface SearchCost {
  readonly search: string;
  readonly hits: number;
  readonly ms: number;
}

export interface PageCosts {
  readonly depth: readonly DepthCost[];
  readonly searches: readonly SearchCost[];
}

interface DeepList {
  readonly name: string;
  /** The connection is the first field, or the first one of that. */
  readonly query: string;
}

const page = '{ edges { cursor node { slug headline standfirst publishedAt } } pageInfo { endCursor hasNextPage } }';
const deepLists: readonly DeepList[] = [
  { name: 'articles', query: `articles(first: $first, after: $after) ${page}` },
  {
    name: 'a hot topic',
    query: `topic(by: { slug: "${hotTopic.slug}" }) { articles(first: $first, after: $after) ${page} }`,
  },
  {
    name: 'a hot source',
    query: `source(by: { slug: "${hotSource.slug}" }) { articles(first: $first, after: $after) ${page} }`,
  },
  {
    name: 'a search that finds all, by relevance',
    query: `articles(first: $first, after: $after, where: { search: "${markers.inEveryBody}" },
      orderBy: { field: RELEVANCE, direction: DESC }) ${page}`,
  },
];

const searches = [
  { search: 'a word that all have', text: markers.inEveryBody },
  { search: 'a word of a tenth, in headlines', text: markers.inATenthOfHeadlines },
  { search: 'a word of twenty', text: markers.inTwentyArticles },
  { search: 'two frequent words', text: twoWords },
  { search: 'a phrase of the two most frequent words', text: `"${words[0]} ${words[1]}"` },
];

export function measurePages(place: BenchPlace, onProgress: (name: string) => void): Promise<PageCosts> {
  return withDatabase(place, { poolSize: 1 }, async ({ db }) => {
    const ask = askerOf(db);
    const depth: DepthCost[] = [];
    for (const list of deepLists) {
      onProgress(list.name);
      depth.push(await depthCost(ask, list));
    }
    onProgress('searches');
    return { depth, searches: await searchCosts(ask) };
  });
}

async function depthCost(ask: Ask, list: DeepList): Promise<DepthCost> {
  const cursor = await cursorBehind(ask, list, (DEEP_PAGE - 1) * PAGE_SIZE);
  const timed = (after: string | null) => async () =>
    (await timesOf(1, () => ask(pageOf(list, PAGE_SIZE, after))))[0] ?? 0;
  if (cursor === null)
    return { list: list.name, firstMs: median(await timesOf(ROUNDS, timed(null))), deepMs: null, ratio: null };
  const times = await interleaved(ROUNDS, { first: timed(null), deep: timed(cursor) });
  const [firstMs, deepMs] = [median(times.first), median(times.deep)];
  return { list: list.name, firstMs, deepMs, ratio: deepMs / firstMs };
}

function pageOf({ name, query }: DeepList, first: number, after: string | null): Question {
  return { name, query: `query ($first: Int, $after: String) { ${query} }`, variables: { first, after } };
}

interface Connection {
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

/** Walks there in the largest steps; null when the list ends before. */
async function cursorBehind(ask: Ask, list: DeepList, count: number): Promise<string | null> {
  let after: string | null = null;
  for (let left = count; left > 0; left -= 100) {
    const answer: object = await ask<object>(pageOf(list, Math.min(100, left), after));
    const { endCursor, hasNextPage } = connectionIn(answer).pageInfo;
    if (!hasNextPage) return null;
    after = endCursor;
  }
  return after;
}

/** The connection is the answer's first field, or that one's. */
function connectionIn(answer: object): Connection {
  const [field] = Object.values(answer) as object[];
  if (field === undefined) throw new TypeError('The answer has no connection.');
  return 'pageInfo' in field ? (field as Connection) : connectionIn(field);
}

async function searchCosts(ask: Ask): Promise<SearchCost[]> {
  const questions = searches.map(
    ({ search, text }): Question => ({
      name: search,
      query: `query ($text: String!) { articles(first: 20, where: { search: $text }) { nodes { slug headline } } }`,
      variables: { text },
    }),
  );
  const runs = Object.fromEntries(
    questions.map((question) => [question.name, async () => (await timesOf(1, () => ask(question)))[0] ?? 0]),
  );
  const times = await interleaved(ROUNDS, runs);
  const costs: SearchCost[] = [];
  for (const { search, text } of searches) {
    const query = 'query ($text: String!) { articles(first: 1, where: { search: $text }) { totalCount } }';
    const { articles } = await ask<{ articles: { totalCount: number } }>({ name: search, query, variables: { text } });
    costs.push({ search, hits: articles.totalCount, ms: median(times[search] ?? []) });
  }
  return costs;
}

export function isTooDeepDear({ depth }: PageCosts): boolean {
  return depth.some(({ ratio }) => ratio !== null && ratio > MAX_DEEP_TO_FIRST);
}

export function pagesText({ depth, searches: found }: PageCosts): string {
  return [
    `Page ${DEEP_PAGE} against page 1, ${PAGE_SIZE} a page (at most ${MAX_DEEP_TO_FIRST} times):`,
    ...depth.map(({ list, firstMs, deepMs, ratio }) =>
      deepMs === null || ratio === null
        ? `  ${list}: ${firstMs.toFixed(1)} ms, too short for so deep a page`
        : `  ${list}: ${firstMs.toFixed(1)} ms, ${deepMs.toFixed(1)} ms, ratio ${ratio.toFixed(2)}`,
    ),
    'Searches:',
    ...found.map(({ search, hits, ms }) => `  ${search} (${hits} hits): ${ms.toFixed(1)} ms`),
  ].join('\n');
}
