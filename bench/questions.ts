/** Benchmark queries: every operation of schema/operations, and lists that are hard on a database. */

import { join } from 'node:path';
import type { Db } from '../db/engine/database.ts';
import { readExamples } from '../src/graphql/example-operations.ts';
import { DAY_MS } from '../src/time/units.ts';
import type { Question } from './ask.ts';
import { hotSource, hotTopic, topics } from './catalogue.ts';
import { markers, words } from './vocabulary.ts';

const operationsFolder = join(import.meta.dirname, '../schema/operations');

/** What the loaded newsroom has that no constant knows. */
export interface Landmarks {
  /** Of the latest articles, the latest first. */
  readonly slugs: readonly string[];
  /** Two words that stand together in a headline. */
  readonly phrase: string;
  /** Of a source that is quoted. */
  readonly speaker: string;
}

export async function landmarksOf(db: Db): Promise<Landmarks> {
  const rows = await db
    .selectFrom('published_article')
    .select(['slug', 'headline'])
    .orderBy('published_at', 'desc')
    .limit(200)
    .execute();
  const headline = rows[0]?.headline ?? '';
  const speaker = await db
    .selectFrom('quote')
    .innerJoin('source', 'source.id', 'quote.source_id')
    .select('source.slug')
    .orderBy('quote.published_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    slugs: rows.flatMap(({ slug }) => slug ?? []),
    phrase: `"${headline.split(' ').slice(0, 2).join(' ')}"`,
    speaker: speaker?.slug ?? '',
  };
}

/** Two frequent words, which many articles have both of. */
export const twoWords = `${words[20]} ${words[30]}`;

const [, aTopic = hotTopic, anotherTopic = hotTopic, thirdTopic = hotTopic] = topics;

/** Variables of the operations by file; what isn't here is asked without any. */
function operationVariables({
  slugs,
  phrase,
  speaker,
}: Landmarks): Record<string, Record<string, Record<string, unknown>>> {
  return {
    'article-page': { '': { slug: slugs[0] } },
    'what-they-said': { '': { source: { slug: speaker } } },
    'topic-page': { '': { slug: hotTopic.slug } },
    'source-page': { '': { slug: hotSource.slug }, 'in two roles': { slug: hotSource.slug, roles: ['WIRE', 'CITED'] } },
    search: {
      'a word that all have': { text: markers.inEveryBody },
      'a word of a tenth': { text: markers.inATenthOfHeadlines },
      'a word of twenty': { text: markers.inTwentyArticles },
      'two frequent words': { text: twoWords },
      'a phrase': { text: phrase },
      'within a topic': { text: words[20], topics: [hotTopic.slug] },
      'one word without another': { text: `${words[20]} -${words[30]}` },
    },
  };
}

export async function operationQuestions(landmarks: Landmarks): Promise<Question[]> {
  const variables = operationVariables(landmarks);
  return (await readExamples(operationsFolder)).flatMap(({ name, query }) =>
    Object.entries(variables[name] ?? { '': {} }).map(([what, given]) => ({
      name: what === '' ? name : `${name}: ${what}`,
      query,
      variables: given,
    })),
  );
}

const list = `query ($where: ArticleWhere, $orderBy: ArticleOrder) {
  articles(first: 20, where: $where, orderBy: $orderBy) { nodes { slug headline } pageInfo { hasNextPage } }
}`;
const countedList = `query ($where: ArticleWhere) {
  articles(first: 20, where: $where) { totalCount nodes { slug } }
}`;

/** Lists by every kind of condition and order. */
export function listQuestions(now: Date): Question[] {
  const lastMonth = new Date(now.getTime() - 30 * DAY_MS).toISOString();
  const longAgo = new Date(now.getTime() - 4 * 365 * DAY_MS).toISOString();
  const everyWord = { search: markers.inEveryBody };
  const asked = (name: string, where: object, orderBy?: object): Question => ({
    name,
    query: list,
    variables: { where, ...(orderBy && { orderBy }) },
  });
  const by = (field: string, direction: string) => ({ field, direction });
  return [
    asked('topics anyOf', { topics: { anyOf: [aTopic.slug, anotherTopic.slug], includeDescendants: true } }),
    asked('topics allOf', { topics: { allOf: [hotTopic.slug, aTopic.slug], includeDescendants: true } }),
    asked('topics noneOf', { topics: { noneOf: [hotTopic.slug], includeDescendants: true } }),
    asked('topics allOf, none with both', { topics: { allOf: topics.slice(290, 293).map(({ slug }) => slug) } }),
    asked('topics anyOf but noneOf', { topics: { anyOf: [hotTopic.slug], noneOf: [thirdTopic.slug] } }),
    asked('sources anyOf', { sources: { anyOf: [hotSource.slug] } }),
    asked('sources in a role', { sources: { anyOf: [hotSource.slug] }, roles: ['WIRE'] }),
    asked('a role alone', { roles: ['WIRE'] }),
    asked('a role that is rare', { roles: ['CITED'], topics: { anyOf: [hotTopic.slug] } }),
    asked('within a month', { publishedAt: { from: lastMonth } }),
    asked('four years ago', { publishedAt: { before: longAgo } }),
    asked('a language', { language: 'de' }),
    asked('a language that none is in', { language: 'pt' }),
    asked('a language and region', { language: 'en-GB' }),
    asked('updated last', {}, by('UPDATED_AT', 'DESC')),
    asked('updated first', {}, by('UPDATED_AT', 'ASC')),
    asked('updated last, a topic', { topics: { anyOf: [aTopic.slug] } }, by('UPDATED_AT', 'DESC')),
    asked('updated last, a rare topic', { topics: { anyOf: [topics[299]?.slug] } }, by('UPDATED_AT', 'DESC')),
    asked('published first', {}, by('PUBLISHED_AT', 'ASC')),
    asked('relevance, best first', everyWord, by('RELEVANCE', 'DESC')),
    asked('relevance, worst first', everyWord, by('RELEVANCE', 'ASC')),
    asked('search by date, all have it', everyWord, by('PUBLISHED_AT', 'DESC')),
    asked('search by date, twenty have it', { search: markers.inTwentyArticles }, by('PUBLISHED_AT', 'DESC')),
    asked('search in a language', { search: markers.inATenthOfHeadlines, language: 'en' }),
    { name: 'count of all', query: countedList, variables: {} },
    { name: 'count of a topic', query: countedList, variables: { where: { topics: { anyOf: [hotTopic.slug] } } } },
    { name: 'count of a search', query: countedList, variables: { where: everyWord } },
    { name: 'count of a language', query: countedList, variables: { where: { language: 'en' } } },
  ];
}

/** Fields of lists, which have to be batched. */
export const nestedQuestions: readonly Question[] = [
  {
    name: 'trending of 50 topics',
    query: '{ topics(first: 50) { nodes { slug trending(first: 5) { nodes { slug } } } } }',
    variables: {},
  },
  {
    name: 'trending of 50 sources',
    query: '{ sources(first: 50) { nodes { slug trending(first: 5) { nodes { slug } } } } }',
    variables: {},
  },
  {
    name: 'articles of 50 topics',
    query: '{ topics(first: 50) { nodes { slug articles(first: 5, includeDescendants: true) { nodes { slug } } } } }',
    variables: {},
  },
  {
    name: 'counts of 50 topics',
    query: '{ topics(first: 50) { nodes { slug articles(first: 1) { totalCount } } } }',
    variables: {},
  },
  {
    name: 'related and trend of 20',
    query: '{ articles(first: 20) { nodes { slug related { nodes { slug } } trend { rank } } } }',
    variables: {},
  },
  {
    name: 'trending within a topic',
    query: `query ($where: ArticleWhere) { trending(where: $where) { nodes { slug } } }`,
    variables: { where: { topics: { anyOf: [hotTopic.slug] } } },
  },
  {
    name: 'trending within a search',
    query: `query ($where: ArticleWhere) { trending(where: $where) { nodes { slug } } }`,
    variables: { where: { search: markers.inEveryBody } },
  },
  { name: 'trending by views', query: '{ trending(by: VIEWS, window: MONTH) { nodes { slug } } }', variables: {} },
];
