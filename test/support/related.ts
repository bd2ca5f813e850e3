/** Related articles as readers get them and as they are kept, and texts to relate. */

import { expect } from 'vitest';
import type { Db } from '../../db/engine/database.ts';
import { insertArticles } from '../../db/seed.ts';
import { seededRandom } from '../../src/demo/seeded-random.ts';
import { encodeId } from '../../src/ids.ts';
import type { TestNewsroom } from './newsroom.ts';

export interface RelatedEdge {
  readonly score: number;
  readonly strength: 'SAME_STORY' | 'SIMILAR' | 'RECENT';
  readonly node: { readonly headline: string };
  readonly reasons: readonly {
    readonly kind: string;
    readonly weight: number;
    readonly terms: readonly string[];
    readonly topics: readonly { readonly name: string }[];
    readonly sources: readonly { readonly name: string }[];
  }[];
}

export async function relatedTo(newsroom: TestNewsroom, id: number, first = 20): Promise<RelatedEdge[]> {
  const answer = await newsroom.ask<{ article: { related: { edges: RelatedEdge[] } } }>(
    `query ($id: ID!, $first: Int!) { article(by: { id: $id }) { related(first: $first) { edges {
      score strength node { headline } reasons { kind weight terms topics { name } sources { name } } } } } }`,
    { id: encodeId('Article', id), first },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data?.article.related.edges ?? [];
}

/** Those that are related, without the recent ones behind them. */
export async function headlinesRelatedTo(newsroom: TestNewsroom, id: number): Promise<string[]> {
  const edges = await relatedTo(newsroom, id);
  return edges.filter(({ strength }) => strength !== 'RECENT').map(({ node }) => node.headline);
}

/** What is kept, by article: ids, best first. */
export async function keptLists(db: Db): Promise<Map<number, number[]>> {
  const rows = await db
    .selectFrom('related_article')
    .select(['article_id', 'related_id', 'score'])
    .orderBy('article_id')
    .orderBy('place')
    .execute();
  return new Map(
    Array.from(
      Map.groupBy(rows, ({ article_id }) => article_id),
      ([id, list]) => {
        const scores = list.map(({ score }) => score);
        expect(scores, `scores of ${id}`).toEqual(scores.toSorted((a, b) => b - a));
        return [id, list.map(({ related_id }) => related_id)];
      },
    ),
  );
}

/** The corpus as it is counted. A term that no article has any more is as one that none ever had. */
export async function countedCorpus(db: Db) {
  return {
    corpus: await db.selectFrom('text_corpus').select('articles').executeTakeFirstOrThrow(),
    languages: await db
      .selectFrom('language_corpus')
      .select(['language', 'articles', 'length'])
      .where('articles', '<>', 0)
      .orderBy('language')
      .execute(),
    frequencies: await db
      .selectFrom('term_frequency')
      .select(['term', 'articles'])
      .where('articles', '<>', 0)
      .orderBy('term')
      .execute(),
  };
}

export async function postings(db: Db) {
  return db.selectFrom('article_term').selectAll().orderBy('term').orderBy('at').orderBy('article_id').execute();
}

export async function withdraw(db: Db, id: number): Promise<void> {
  await db.updateTable('article').set({ withdrawn_at: new Date() }).where('id', '=', id).execute();
}

const syllables = ['ba', 'de', 'fo', 'gu', 'ka', 'le', 'mo', 'nu', 'po', 'ra', 'se', 'to', 'vu', 'za'];
const subjects = 16;
const wordsOfSubject = 24;

/** A word of no language. */
function invented(number: number): string {
  const of = (divisor: number) => syllables[Math.floor(number / divisor) % syllables.length] as string;
  return `${of(1)}${of(14)}${of(196)}k`;
}

/** Texts in invented words: each on one of sixteen subjects, and some words of any. The same ones each time. */
export function inventedText(number: number): { headline: string; body: string } {
  const random = seededRandom(`text ${number}`);
  const upTo = (most: number) => Math.floor(random() * most);
  const subject = number % subjects;
  const own = () => invented(37 * (subject * wordsOfSubject + upTo(wordsOfSubject)));
  const any = () => invented(37 * upTo(subjects * wordsOfSubject));
  const words = Array.from({ length: 30 }, (_, place) => (place % 3 === 2 ? any() : own()));
  return { headline: `${own()} ${own()} ${any()}`, body: `<p>${words.join(' ')}.</p>` };
}

/** Articles with invented texts, an hour apart, that nothing is related to yet. @returns ids in the order of the texts */
export async function insertInvented(
  db: Db,
  from: number,
  to: number,
  textOf: typeof inventedText = inventedText,
): Promise<number[]> {
  const rows = Array.from({ length: to - from }, (_, index) => {
    const published = new Date(Date.UTC(2026, 0, 1, from + index));
    return {
      ...textOf(from + index),
      slug: `invented-${from + index}`,
      language: 'en',
      word_count: 33,
      published_at: published,
      first_published_at: published,
      updated_at: published,
    };
  });
  const made = await db.transaction().execute((trx) => insertArticles(trx, rows));
  return rows.map(({ slug }) => made.get(slug) as number);
}
