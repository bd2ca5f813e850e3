/** Checks that no cached answer is stale: every query of readers on the demo newsroom, compared with a fresh answer. */

import { beforeAll, expect, inject } from 'vitest';
import type { Db } from '../../db/engine/database.ts';
import { finishJobs } from '../../db/engine/job-queue.ts';
import { rebuildTrending } from '../../db/trending/refresh.ts';
import { seedDemo } from '../../src/demo/seed.ts';
import { encodeId } from '../../src/ids.ts';
import { relateJobs } from '../../src/related/jobs.ts';
import { type CachedNewsroom, useCache } from './cached-newsroom.ts';
import type { Change } from './mutations.ts';
import { type TestNewsroom, useNewsroom } from './newsroom.ts';
import { isConcerned, readableState } from './readable-state.ts';
import { type ReaderQuestion, readerQuestions, type Subjects } from './reader-questions.ts';
import { randomOf, rounds } from './rounds.ts';

/** Of which a test says what becomes of their answers, or which alone some mutation concerns. */
const always = new Set(['articles of schools', 'golden article-page', 'more sources']);

export interface Kept {
  /** How many of the answers that were asked for were kept before, and how many of these right after it. */
  readonly all: number;
  readonly after: number;
  /** Names of the questions whose answers it left. */
  readonly left: readonly string[];
}

export interface StaleCheck {
  readonly newsroom: TestNewsroom;
  readonly cache: CachedNewsroom;
  readonly subjects: Subjects;
  readonly questions: readonly ReaderQuestion[];
  /**
   * With everything kept, makes the change and does its jobs; asks after each of both.
   *
   * @param part how much must be kept before, where a moment is near
   */
  check(name: string, change: Change, part?: number): Promise<Kept>;
  /** Compares all that is kept. */
  checkAll(): Promise<void>;
}

async function fill(db: Db): Promise<void> {
  await seedDemo(db, new Date());
  await rebuildTrending(db);
}

export function useStaleCheck(): StaleCheck {
  /** At full length what is kept is compared also where nothing that readers see has changed since it was. */
  const isAlwaysCompared = rounds({ short: 0, long: 1 }) === 1;
  const newsroom = useNewsroom(fill, 'demo');
  const cache = useCache(newsroom);
  const ids = new Map<string, string>();
  const article = 'port-and-fishers-agree-on-another-bank';
  const subjects = { article, other: '', id: (slug: string) => ids.get(slug) ?? '' };
  const questions: ReaderQuestion[] = [];
  /** Those that this run asks: all of them at full length, else a third of them by its seed, or on the embedded engine, to
   * which asking is five times as dear, a sixth. */
  let asked: readonly ReaderQuestion[] = [];
  let stateNow: () => Promise<ReadonlyMap<string, string>>;
  let compared: ReadonlyMap<string, string> = new Map();
  let steps = 0;

  beforeAll(async () => {
    for (const type of ['Article', 'Topic', 'Source'] as const) {
      const table = type.toLowerCase() as Lowercase<typeof type>;
      for (const { id, slug } of await newsroom.db.selectFrom(table).select(['id', 'slug']).execute()) {
        ids.set(slug, encodeId(type, id));
      }
    }
    const related = `{ article(by: { slug: "${article}" }) { related(first: 1) { nodes { slug } } } }`;
    const { data } = await newsroom.ask<{ article: { related: { nodes: { slug: string }[] } } }>(related);
    subjects.other = data?.article.related.nodes[0]?.slug ?? '';
    questions.push(...(await readerQuestions(subjects, newsroom.ask)));
    const random = randomOf('questions of readers');
    const part = rounds({ short: inject('serverUrl') === null ? 1 / 6 : 1 / 3, long: 1 });
    asked = questions.filter(({ name }) => random() < part || always.has(name));
    stateNow = await readableState(newsroom.db);
  });

  const isKept = ({ query, variables }: ReaderQuestion) =>
    cache.answers.get(cache.keyOf(query, variables)) !== undefined;
  const endOf = ({ query, variables }: ReaderQuestion) =>
    cache.answers.store.get(cache.keyOf(query, variables))?.expiresAt;
  /** When the answers that were made last end by themselves. */
  const ends = new Map<ReaderQuestion, number>();
  const hasEnded = (question: ReaderQuestion) => (ends.get(question) ?? Infinity) <= Date.now();
  /** What is kept is what would be made now. */
  const expectNotStale = async (question: ReaderQuestion, when: string): Promise<void> => {
    const { name, query, variables } = question;
    const key = cache.keyOf(query, variables);
    const kept = cache.answers.get(key);
    if (kept === undefined) return make(question);
    const fresh = async () => {
      const { errors, data } = await newsroom.ask(query, variables);
      expect(errors, name).toBeUndefined();
      return JSON.stringify({ data });
    };
    const text = kept.body.toString();
    if (text === (await fresh())) return;
    // A moment may have come meanwhile; then it isn't kept any more.
    const again = await fresh();
    if (cache.answers.get(key) === kept) expect(text, `${name} ${when}`).toBe(again);
    else await expectNotStale(question, when);
  };
  /** Keeps an answer for the next time. */
  const make = async (question: ReaderQuestion): Promise<void> => {
    const { name, query, variables } = question;
    const made = (await (await cache.get(query, variables)).json()) as { errors?: unknown };
    expect(made.errors, name).toBeUndefined();
    const end = endOf(question);
    if (end !== undefined) ends.set(question, end);
  };
  /**
   * What isn't kept is made. All that is kept is compared at once, but for what nothing has changed of since it was (that is
   * seen in the tables, not by tags), so that what is old is told where it became so.
   */
  const expectNoneStale = async (when: string, isWhole = isAlwaysCompared): Promise<void> => {
    const state = await stateNow();
    const before = compared;
    compared = state;
    steps += 1;
    const askOrMake = async (question: ReaderQuestion) => {
      if (!isKept(question)) {
        await make(question);
        // One that is made anew is made of parts, which may be older than it; of one in three each time.
        if (isAlwaysCompared || (asked.indexOf(question) + steps) % 3 === 0)
          await expectNotStale(question, `made ${when}`);
      } else if (isWhole || isConcerned(question.query, before, state)) await expectNotStale(question, when);
    };
    for (const some of Object.values(Object.groupBy(asked.entries(), ([at]) => String(at % 12)))) {
      await Promise.all((some ?? []).map(([, question]) => askOrMake(question)));
    }
  };
  const jobs = () => finishJobs(newsroom.database, relateJobs(newsroom.db));
  const kept = () => asked.filter(isKept);
  /** What rose is asked of the moment. */
  const keepable = () =>
    asked.filter(
      ({ name, query }) =>
        name !== 'golden what-rose' && !query.includes('elsewhere.example') && !query.includes('articles views'),
    ).length;

  const check: StaleCheck['check'] = async (name, change, part = 1) => {
    const act = await change();
    await jobs();
    await cache.settled();
    await expectNoneStale(`before ${name}`);
    const all = kept();
    const ended = asked.filter((question) => !all.includes(question) && hasEnded(question));
    expect(all.length + ended.length, 'kept at the beginning').toBeGreaterThanOrEqual(Math.floor(keepable() * part));
    await act();
    await cache.settled();
    // What came to its end by itself meanwhile wasn't thrown away.
    const left = all.filter((question) => isKept(question) || hasEnded(question));
    await expectNoneStale(`after ${name}`);
    await jobs();
    await cache.settled();
    await expectNoneStale(`after the jobs of ${name}`);
    return { all: all.length, after: left.length, left: left.map((question) => question.name) };
  };
  return { newsroom, cache, subjects, questions, check, checkAll: () => expectNoneStale('at the end', true) };
}
