/** The score of one article for another, worked out by hand from the formula in src/related/score.ts. */

import { describe, expect, test } from 'vitest';
import { byScore, chooseRelated } from '../../src/related/choose.ts';
import { type Candidate, match, type Query, type Rarity, reasonsOf } from '../../src/related/score.ts';
import { isRelated, strengthOf } from '../../src/related/strength.ts';
import { inverseDocumentFrequency, measure, type Text, textQuery } from '../../src/related/text-similarity.ts';

const size = { articles: 100, meanLength: 10 };
const noText: Text = {
  terms: new Int32Array(),
  counts: new Uint8Array(),
  length: 0,
  norm: 0,
  selfMatch: 0,
  meaning: null,
  sketch: null,
};

const day = 1440;
const candidate = (id: number, given: Partial<Candidate> = {}): Candidate => ({
  id,
  at: 0,
  text: noText,
  topicIds: [],
  sourceIds: [],
  ...given,
});
const asking = (given: Partial<Candidate> = {}): Query => ({
  ...candidate(1, given),
  language: 'en',
  query: textQuery(noText, new Float32Array(), size),
});
const inOneOf = (articles: number, ...ids: number[]) => new Map(ids.map((id) => [id, articles]));
const rarity = (given: Partial<Rarity> = {}): Rarity => ({ size, topics: new Map(), sources: new Map(), ...given });
const upTo = (last: number) => Array.from({ length: last }, (_, n) => n + 1);

describe('the score', () => {
  test('of the same topics on the same day is their whole share', () => {
    const found = match(asking({ topicIds: [1] }), candidate(2, { topicIds: [1] }), rarity({ topics: inOneOf(10, 1) }));
    expect(found?.score).toBeCloseTo(0.3, 10);
    expect(found?.scoreBack).toBeCloseTo(0.3, 10);
    expect(found?.parts).toEqual({ text: 0, topics: 0.3, sources: 0 });
  });

  test('of the same sources is a third of that', () => {
    const found = match(
      asking({ sourceIds: [1] }),
      candidate(2, { sourceIds: [1] }),
      rarity({ sources: inOneOf(9, 1) }),
    );
    expect(found?.score).toBeCloseTo(0.1, 10);
  });

  test.each([
    [0, 1],
    [7, 0.8 + 0.2 / Math.E],
    [14, 0.8 + 0.2 / Math.E ** 2],
    [36_500, 0.8],
  ])('%i days apart, before or behind, keeps of it %d', (days, part) => {
    for (const at of [days * day, -days * day]) {
      const found = match(
        asking({ topicIds: [1] }),
        candidate(2, { at, topicIds: [1] }),
        rarity({ topics: inOneOf(9, 1) }),
      );
      expect(found?.score).toBeCloseTo(0.3 * part, 10);
    }
  });

  test('weighs common topics and sources by rarity', () => {
    const topics = new Map([
      [1, 4],
      [2, 50],
    ]);
    const [rare, frequent] = [Math.log(1 + 100 / 4), Math.log(1 + 100 / 50)];
    const found = match(asking({ topicIds: [1, 2] }), candidate(2, { topicIds: [1, 3] }), rarity({ topics }));
    expect(found?.score).toBeCloseTo((0.3 * rare) / (rare + frequent + 3), 10);
    expect(found?.sharedTopics).toEqual([1]);
    const both = match(asking({ topicIds: [2, 1] }), candidate(2, { topicIds: [1, 2] }), rarity({ topics }));
    expect(both?.sharedTopics, 'the rarest first').toEqual([1, 2]);
  });

  test('shared topics alone are a match from a third of them on', () => {
    // Equal weights: one of n in common, and the share of topics is 0.3.
    const one = (others: number) =>
      match(
        asking({ topicIds: upTo(others + 1) }),
        candidate(2, { topicIds: [1] }),
        rarity({ topics: inOneOf(5, ...upTo(99)) }),
      );
    expect(one(1)).toMatchObject({ score: expect.closeTo(0.3 / 2, 10), strength: 'SIMILAR' });
    expect(one(3)).toBeNull();
    expect(one(30)).toBeNull();
  });

  test('is of a short text for a long one that holds it what it is back of the long one for the short one', () => {
    const idf = new Float32Array(40).fill(inverseDocumentFrequency(2, size.articles));
    const textOf = (terms: number): Text => {
      const known = {
        ...noText,
        terms: Int32Array.from(upTo(terms)),
        counts: new Uint8Array(terms).fill(1),
        length: terms,
      };
      return { ...known, ...measure(known, idf, size) };
    };
    const [short, long] = [candidate(1, { text: textOf(2) }), candidate(2, { text: textOf(40) })];
    const query = (of: Candidate): Query => ({ ...of, language: 'en', query: textQuery(of.text, idf, size) });
    const there = match(query(short), long, rarity());
    const back = match(query(long), short, rarity());
    expect(there?.score).toBeGreaterThan((there?.scoreBack ?? 1) + 0.01);
    expect(there?.scoreBack).toBeCloseTo(back?.score ?? 0, 6);
    expect(back?.scoreBack).toBeCloseTo(there?.score ?? 0, 6);
    expect(there?.partsBack.text).toBeCloseTo(back?.parts.text ?? 0, 6);
  });

  test('of articles that share nothing is none', () => {
    expect(match(asking({ topicIds: [1] }), candidate(2, { topicIds: [2] }), rarity())).toBeNull();
    expect(match(asking(), candidate(2), rarity())).toBeNull();
  });
});

test('reasons are listed by their part in the score, the largest first, without those of no part', () => {
  const found = match(
    asking({ topicIds: [1], sourceIds: [7] }),
    candidate(2, { topicIds: [1], sourceIds: [7] }),
    rarity({ topics: inOneOf(5, 1), sources: inOneOf(5, 7) }),
  );
  const reasons = found === null ? [] : reasonsOf(found, found.parts);
  expect(reasons).toEqual([
    { kind: 'SHARED_TOPICS', weight: expect.closeTo(0.75, 10), topics: [1] },
    { kind: 'SHARED_SOURCES', weight: expect.closeTo(0.25, 10), sources: [7] },
  ]);
});

describe('the strength', () => {
  const likeness = (words: number, withModel: number | null = null) => ({
    forth: words,
    back: words,
    words,
    withModel,
  });
  const articles = (count: number) => ({ articles: count, meanLength: 10 });

  test('is that of one story for texts alike within days, with or without a model', () => {
    expect(strengthOf(likeness(0.3), 4)).toBe('SAME_STORY');
    expect(strengthOf(likeness(0.3), 4.1)).toBe('SIMILAR');
    expect(strengthOf(likeness(0.29), 0)).toBe('SIMILAR');
    expect(strengthOf(likeness(0.29, 0.48), 0)).toBe('SAME_STORY');
    expect(strengthOf(likeness(0.5, 0.47), 0)).toBe('SIMILAR');
  });

  test('has a floor that sinks as the newsroom grows, is lower in German, and to which shared subjects add', () => {
    expect(isRelated(likeness(0.14), 0, articles(10), 'en')).toBe(true);
    expect(isRelated(likeness(0.135), 0, articles(256), 'en')).toBe(false);
    expect(isRelated(likeness(0.135), 0, articles(512), 'en')).toBe(true);
    expect(isRelated(likeness(0.12), 0, articles(1_000_000), 'en')).toBe(true);
    expect(isRelated(likeness(0.11), 0, articles(1_000_000), 'en')).toBe(false);
    expect(isRelated(likeness(0.07), 0.05, articles(10), 'en')).toBe(true);
    expect(isRelated(likeness(0.07), 0.04, articles(10), 'en')).toBe(false);
    expect(isRelated(likeness(0.09), 0, articles(10), 'de')).toBe(true);
    expect(isRelated(likeness(0.085), 0, articles(1_000_000), 'de')).toBe(false);
  });
});

describe('the choice', () => {
  const matched = (id: number, shared: number, at = 0) =>
    match(
      asking({ topicIds: upTo(10) }),
      candidate(id, { at, topicIds: upTo(shared) }),
      rarity({ topics: inOneOf(5, ...upTo(10)) }),
    );
  const ids = (matches: readonly ReturnType<typeof matched>[]) =>
    chooseRelated(
      candidate(1),
      matches.filter((each) => each !== null),
    ).map((each) => each.candidate.id);

  test('is the best first, the later of equal ones, and then the one that came last', () => {
    expect(ids([matched(2, 4), matched(3, 9), matched(4, 5)])).toEqual([3, 4, 2]);
    expect(ids([matched(2, 4), matched(4, 4), matched(3, 4)])).toEqual([4, 3, 2]);
    const [early, late] = [matched(9, 4, -day), matched(2, 4, day)];
    expect(early?.score).toBe(late?.score);
    expect(
      [early, late]
        .filter((each) => each !== null)
        .sort(byScore)
        .map((each) => each.candidate.id),
    ).toEqual([2, 9]);
  });

  test('is of twenty at the most', () => {
    const many = upTo(30).map((n) => matched(n + 1, 1 + (n % 10)));
    expect(ids(many)).toHaveLength(20);
  });
});
