/**
 * Score of related articles: alike texts, shared topics and shared sources, the rarer the more, and
 * nearness in time.
 *
 * score = (0.6 · text + 0.3 · topics + 0.1 · sources) · (0.8 + 0.2 · e^(−days apart / 7)), where topics and sources are
 * weighted Jaccard coefficients, each topic or source weighing ln(1 + N / articles with it).
 */

import type { EdgeStrength } from '../../db/related/edges.ts';
import { isRelated, strengthOf } from './strength.ts';
import {
  type CorpusSize,
  compareTexts,
  type Likeness,
  sharedTerms,
  type Text,
  type TextQuery,
} from './text-similarity.ts';

const SHARE = { text: 0.6, topics: 0.3, sources: 0.1 } as const;
/** How much of the score nearness in time decides, and after how many days it has faded to a third. */
const NEARNESS = { part: 0.2, days: 7 } as const;
const MINUTES_PER_DAY = 1440;
/** A topic or source that is only the other's weighs as one of a few in a hundred does. */
const WEIGHT_OF_UNCOUNTED = 3;
/** Terms that a reason names, at most; more are looked at, since readers have no word for some. */
const TERMS_NAMED = 5;
const TERMS_LOOKED_AT = 12;

/** An article as the engine sees it. */
export interface Candidate {
  readonly id: number;
  /** Minutes since 1970. */
  readonly at: number;
  readonly text: Text;
  readonly topicIds: readonly number[];
  readonly sourceIds: readonly number[];
}

export interface Query extends Candidate {
  /** Primary; candidates are of the same. */
  readonly language: string;
  readonly query: TextQuery;
}

/** In how many articles each topic and source of the article asked for is; those of others needn't be counted. */
export interface Rarity {
  readonly size: CorpusSize;
  readonly topics: ReadonlyMap<number, number>;
  readonly sources: ReadonlyMap<number, number>;
}

interface Parts {
  readonly text: number;
  readonly topics: number;
  readonly sources: number;
}

export interface Match {
  readonly candidate: Candidate;
  /** The same both ways. */
  readonly strength: EdgeStrength;
  /** 0 to 1: how related the candidate is to the one asked for. */
  readonly score: number;
  /** The same seen from the candidate: not equal, since a short text may be all about what a long one only mentions. */
  readonly scoreBack: number;
  readonly parts: Parts;
  readonly partsBack: Parts;
  readonly sharedTopics: readonly number[];
  readonly sharedSources: readonly number[];
}

export type ReasonKind = 'SIMILAR_TEXT' | 'SHARED_TOPICS' | 'SHARED_SOURCES';

/** As it is stored, without a text's terms, which are named by whoever knows readers' words. */
export interface Reason {
  readonly kind: ReasonKind;
  /** Its part in the score; those of a match sum to 1. */
  readonly weight: number;
  readonly topics?: readonly number[];
  readonly sources?: readonly number[];
}

/** @returns null for what isn't related */
export function match(one: Query, other: Candidate, rarity: Rarity): Match | null {
  const likeness = compareTexts(one.query, other.text, rarity.size);
  const topics = overlap(one.topicIds, other.topicIds, rarity.topics, rarity.size);
  const sources = overlap(one.sourceIds, other.sourceIds, rarity.sources, rarity.size);
  const partsOf = (text: Likeness['forth']): Parts => ({
    text: SHARE.text * text,
    topics: SHARE.topics * topics.jaccard,
    sources: SHARE.sources * sources.jaccard,
  });
  const parts = partsOf(likeness.forth);
  const partsBack = partsOf(likeness.back);
  const daysApart = Math.abs(one.at - other.at) / MINUTES_PER_DAY;
  const near = 1 - NEARNESS.part + NEARNESS.part * Math.exp(-daysApart / NEARNESS.days);
  const subjects = SHARE.topics * topics.telling + SHARE.sources * sources.telling;
  if (!isRelated(likeness, subjects, rarity.size, one.language)) return null;
  return {
    candidate: other,
    strength: strengthOf(likeness, daysApart),
    score: near * sum(parts),
    scoreBack: near * sum(partsBack),
    parts,
    partsBack,
    sharedTopics: topics.shared,
    sharedSources: sources.shared,
  };
}

function sum({ text, topics, sources }: Parts): number {
  return text + topics + sources;
}

interface Overlap {
  readonly jaccard: number;
  /** The coefficient, less where all that is shared is what many articles have. */
  readonly telling: number;
  /** The rarest first. */
  readonly shared: readonly number[];
}

const nothingShared: Overlap = { jaccard: 0, telling: 0, shared: [] };
/** A topic or source of a tenth of all articles, or of fewer, fully tells; among a few articles one that two have does. */
const tellingWeight = (articles: number) => Math.log(1 + Math.min(10, Math.max(1, articles / 2)));

/** Weighted Jaccard, and what is shared. Most candidates share nothing, which is to be known at once. */
function overlap(
  one: readonly number[],
  other: readonly number[],
  articlesWith: ReadonlyMap<number, number>,
  { articles }: CorpusSize,
): Overlap {
  if (!one.some((id) => other.includes(id))) return nothingShared;
  const shared = one.filter((id) => other.includes(id));
  const weightOf = (id: number) => {
    const known = articlesWith.get(id);
    return known === undefined ? WEIGHT_OF_UNCOUNTED : Math.log(1 + Math.max(articles, known) / Math.max(known, 1));
  };
  const total = (ids: readonly number[]) => ids.reduce((weight, id) => weight + weightOf(id), 0);
  const inBoth = total(shared);
  if (shared.length > 1) shared.sort((a, b) => weightOf(b) - weightOf(a) || a - b);
  const jaccard = inBoth / (total(one) + total(other) - inBoth);
  const rarest = Math.max(...shared.map(weightOf));
  return { jaccard, telling: jaccard * Math.min(1, rarest / tellingWeight(articles)), shared };
}

/** The weightiest first. */
export function reasonsOf({ sharedTopics, sharedSources }: Match, parts: Parts): Reason[] {
  const all = sum(parts);
  const reasons: Reason[] = [
    { kind: 'SIMILAR_TEXT', weight: parts.text / all },
    { kind: 'SHARED_TOPICS', weight: parts.topics / all, topics: sharedTopics },
    { kind: 'SHARED_SOURCES', weight: parts.sources / all, sources: sharedSources },
  ];
  return reasons.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
}

/** Of the terms that two texts share those that weighed most and that readers have a word for, as those words. */
export function namedTerms(
  { query }: Query,
  { text }: Candidate,
  size: CorpusSize,
  wordOf: (term: number) => string | undefined,
): string[] {
  const words = sharedTerms(query, text, size, TERMS_LOOKED_AT).map(wordOf);
  return [...new Set(words.filter((word) => word !== undefined))].slice(0, TERMS_NAMED);
}
