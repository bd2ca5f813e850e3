/** Benchmark topics and sources: a tree three deep, and everyone a newsroom quotes, pays or copies. */

import type { SourceKind } from '../db/types.ts';
import { createRandom, type Random, zipf } from './random.ts';
import { capital, tellingWords, words } from './vocabulary.ts';

export interface BenchTopic {
  /** From 1, as in the database. */
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly parentId: number | null;
  /** Words that its articles like. */
  readonly telling: readonly string[];
}

const ROOT_TOPICS = 12;
const CHILDREN_PER_ROOT = 4;
const TOPICS = 300;

/** Parents before children; the first one is the one that a fifth of all articles have. */
export const topics: readonly BenchTopic[] = inventTopics(createRandom(12));

function inventTopics(random: Random): BenchTopic[] {
  return Array.from({ length: TOPICS }, (_, index) => {
    const name = `${capital(words[400 + index] as string)} ${words[900 + index]}`;
    return {
      id: index + 1,
      slug: name.toLowerCase().replace(' ', '-'),
      name,
      parentId: parentOf(index),
      telling: tellingWords(30, random),
    };
  });
}

/** 12 roots, 48 below them, the rest below those. */
function parentOf(index: number): number | null {
  const seconds = ROOT_TOPICS * CHILDREN_PER_ROOT;
  if (index < ROOT_TOPICS) return null;
  if (index < ROOT_TOPICS + seconds) return ((index - ROOT_TOPICS) % ROOT_TOPICS) + 1;
  return ROOT_TOPICS + ((index - ROOT_TOPICS - seconds) % seconds) + 1;
}

export interface BenchSource {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly kind: SourceKind;
}

/** What a source is to the newsroom, and how many of them there are; 3,000 in all, the publisher first. */
const groups = [
  { group: 'publisher', kinds: ['NEWSPAPER'], count: 1 },
  { group: 'authors', kinds: ['PERSON'], count: 150 },
  { group: 'agencies', kinds: ['NEWS_AGENCY'], count: 12 },
  { group: 'people', kinds: ['PERSON'], count: 1500 },
  { group: 'voices', kinds: ['GOVERNMENT', 'ORGANIZATION', 'COMPANY', 'OTHER'], count: 1000 },
  { group: 'media', kinds: ['NEWSPAPER', 'BROADCASTER', 'MAGAZINE', 'WEBSITE'], count: 337 },
] as const satisfies readonly { group: string; kinds: readonly SourceKind[]; count: number }[];

type Group = (typeof groups)[number]['group'];

/** Ids of the sources of a group: from the first to the last. */
export function idsOfGroup(group: Group): readonly [first: number, last: number] {
  const ids = byGroup[group].map(({ id }) => id);
  return [Math.min(...ids), Math.max(...ids)];
}

const byGroup = inventSources();
export const sources: readonly BenchSource[] = groups.flatMap(({ group }) => byGroup[group]);

function inventSources(): Record<Group, BenchSource[]> {
  let id = 0;
  const made = groups.map(({ group, kinds, count }): [Group, BenchSource[]] => [
    group,
    Array.from({ length: count }, (_, index): BenchSource => {
      id += 1;
      const name = `${capital(words[id] as string)} ${capital(words[words.length - id] as string)}`;
      return {
        id,
        slug: `${name.toLowerCase().replace(' ', '-')}-${id}`,
        name,
        kind: kinds[index % kinds.length] as SourceKind,
      };
    }),
  ]);
  return Object.fromEntries(made) as Record<Group, BenchSource[]>;
}

export const publisher = byGroup.publisher[0] as BenchSource;

/** Draw a source of a group, some far more often than others. */
export const anyAuthor = zipf(byGroup.authors, 0.7);
export const anyAgency = zipf(byGroup.agencies);
export const anyPerson = zipf(byGroup.people);
export const anyVoice = zipf(byGroup.voices);
export const anyMedium = zipf(byGroup.media);

export const hotTopic = topics[0] as BenchTopic;
/** Any topic but the hot one. */
export const anyTopic = zipf(topics.slice(1), 0.8);
/** The agency that most articles rest on. */
export const hotSource = byGroup.agencies[0] as BenchSource;
