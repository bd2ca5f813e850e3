/** Benchmark queries of insights: what analysts ask, over a month and over ten years. */

import { DAY_MS } from '../src/time/units.ts';
import type { Question } from './ask.ts';
import { hotSource, hotTopic } from './catalogue.ts';
import { words } from './vocabulary.ts';

export interface InsightQuestion extends Question {
  /** Milliseconds that half of the answers must not take longer than. */
  readonly boundMs?: number;
}

const DAYS_OF_A_MONTH = 30;

export function insightQuestions(now: Date): InsightQuestion[] {
  const month = { publishedAt: { from: new Date(now.getTime() - DAYS_OF_A_MONTH * DAY_MS).toISOString() } };
  const spread = 'articles sources effectiveSources topFiveShare singleSourceShare peopleShare namedShare';
  const asked = (name: string, field: string, where: object = {}, boundMs?: number): InsightQuestion => ({
    name,
    query: `query ($where: ArticleWhere) { insights { ${field} } }`,
    variables: { where },
    ...(boundMs !== undefined && { boundMs }),
  });
  return [
    asked(
      'coverage by source, a month',
      'coverage(groupBy: [SOURCE], where: $where) { source { name } articles share }',
      { ...month, roles: ['WIRE', 'QUOTED', 'CITED'] },
      100,
    ),
    asked(
      'coverage by topic and week, ten years',
      'coverage(groupBy: [TOPIC, PERIOD], interval: WEEK, where: $where) { topic { name } periodStart articles words }',
      {},
      1_500,
    ),
    {
      name: 'quotes: a search',
      query:
        'query ($search: String) { quotes(search: $search) { totalCount nodes { text source { name } firstSaidAt } } }',
      variables: { search: `${words[20]} ${words[30]}` },
      boundMs: 150,
    },
    {
      name: 'coCitations of the source that is cited most',
      query: `query ($slug: String!) { insights { coCitations(source: { slug: $slug }) { source { name } articles lift } } }`,
      variables: { slug: hotSource.slug },
    },
    asked('singleSource, a topic', 'singleSource(first: 20, where: $where) { totalCount nodes { headline } }', {
      topics: { anyOf: [hotTopic.slug], includeDescendants: true },
    }),
    asked('trends of topics', 'trends(of: TOPIC, where: $where) { topic { name } articles score }'),
    asked('trends of sources', 'trends(of: SOURCE, where: $where) { source { name } articles score }'),
    asked(
      'diversity by topic, a month',
      `diversity(groupBy: [TOPIC], where: $where) { topic { name } ${spread} }`,
      month,
    ),
    asked(
      'diversity by year, ten years',
      `diversity(groupBy: [PERIOD], interval: YEAR, where: $where) { periodStart ${spread} }`,
      {},
      1_500,
    ),
    asked(
      'corrections by year, ten years',
      'corrections(groupBy: [PERIOD], interval: YEAR, where: $where) { periodStart rate medianHours }',
    ),
    asked(
      'turnaround by year, ten years',
      'turnaround(interval: YEAR, where: $where) { periodStart draftToPublication { median p90 } }',
    ),
  ];
}
