/** Quotes of benchmark articles, and the queries that search them: each is found among all others, as when it is published. */

import { sql } from 'kysely';
import type { Db } from '../db/engine/database.ts';
import { DAY_MS } from '../src/time/units.ts';
import type { Question } from './ask.ts';
import { hotTopic, topics } from './catalogue.ts';
import { words } from './vocabulary.ts';

const ARTICLES_PER_INSERT = 1_000;

/** The quote of each attribution that has one. @param count articles have the ids from 1 to this */
export async function insertQuotes(db: Db, count: number): Promise<void> {
  for (let first = 1; first <= count; first += ARTICLES_PER_INSERT) {
    await sql`
      insert into quote (article_id, source_id, role, position, text, published_at, language, utterance_id)
      select said.*, utterance_of(said.source_id, said.quote)
      from (
        select at.article_id, at.source_id, at.role, at.position, at.quote, at.published_at, a.language
        from attribution at join article a on a.id = at.article_id
        where at.article_id between ${first} and ${first + ARTICLES_PER_INSERT - 1} and at.quote is not null
        order by at.source_id, at.published_at, at.article_id
      ) said
    `.execute(db);
  }
}

const query = `query ($search: String, $source: SourceKey, $where: ArticleWhere) {
  quotes(search: $search, source: $source, where: $where) {
    nodes { text firstSaidAt appearanceCount source { name } appearances { text article { slug } } }
    pageInfo { hasNextPage }
  }
}`;

/** @param speaker slug of a source that is quoted */
export function quoteQuestions(speaker: string, now: Date): Question[] {
  const asked = (name: string, variables: Question['variables']): Question => ({
    name: `quotes: ${name}`,
    query,
    variables,
  });
  const frequent = words[0] ?? '';
  const lastMonth = new Date(now.getTime() - 30 * DAY_MS).toISOString();
  return [
    asked('all', {}),
    asked('a frequent word', { search: frequent }),
    asked('a rare word', { search: words.at(-1) ?? '' }),
    asked('two words', { search: `${words[20]} ${words[30]}` }),
    asked('of a source', { source: { slug: speaker } }),
    asked('of a source, a word', { source: { slug: speaker }, search: frequent }),
    asked('in a topic', { where: { topics: { anyOf: [hotTopic.slug] } } }),
    asked('in a rare topic', { where: { topics: { anyOf: [topics.at(-1)?.slug] } } }),
    asked('of a month', { where: { publishedAt: { from: lastMonth } } }),
    asked('in a language that none is in', { where: { language: 'pt' } }),
    {
      name: 'quotes of 50 sources',
      query: '{ sources(first: 50) { nodes { slug quotes(first: 5) { nodes { text } } } } }',
      variables: {},
    },
  ];
}
