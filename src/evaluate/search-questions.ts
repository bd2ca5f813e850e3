/** What is asked of search in its evaluation, and what is right: known texts, and texts of the same subject. */

import { hashOf, type QueryKind, queryKinds, queryOfKind } from './known-item-queries.ts';
import type { LabelledText } from './labelled-set.ts';

export interface Question {
  readonly query: string;
  /** BCP 47: that of the text it was made of. */
  readonly language: string;
  /** By their index. */
  readonly right: ReadonlySet<number>;
  /** Not an answer: the text that the query was taken from. */
  readonly self?: number;
}

export const questionKinds = [...queryKinds, 'same subject', 'asked'] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** Those that were looked at while search was made, the third that wasn't, and what of that third was never asked before. */
export const questionParts = ['tune', 'held', 'fresh'] as const;
export type QuestionPart = (typeof questionParts)[number];

const QUESTIONS_OF_A_KIND = 40;
/** Of what wasn't asked before, all where there aren't too many. */
const FRESH_QUESTIONS_OF_A_KIND = 120;
/** Other typing errors, and other words left out, than were ever asked. */
const freshSeed = 'anew';
const PARTS = 3;

/** At most 40 of each kind and part, evenly spread; 120 fresh ones. */
export function questionsOf(kind: QuestionKind, part: QuestionPart, texts: readonly LabelledText[]): Question[] {
  const byLabel = new Map<string, number[]>();
  for (const [index, { labels }] of texts.entries())
    for (const label of labels) byLabel.set(label, [...(byLabel.get(label) ?? []), index]);
  const all = texts.flatMap((text, index): Question[] => {
    const { title, labels, story, language } = text;
    const isOfPart = (query: string) => (hashOf(query) % PARTS === 0) !== (part === 'tune');
    if (kind === 'asked') {
      const right = new Set(story === null ? [index] : byLabel.get(story));
      return (text.queries ?? []).filter(isOfPart).map((query) => ({ query, language, right }));
    }
    if (!isOfPart(title)) return [];
    if (kind !== 'same subject') return knownItem(kind, text, index, part === 'fresh' ? freshSeed : '');
    const right = new Set((story === null ? labels : [story]).flatMap((label) => byLabel.get(label) ?? []));
    right.delete(index);
    return right.size === 0 || title.trim() === '' ? [] : [{ query: title, language, right, self: index }];
  });
  const asked = evenly(all, QUESTIONS_OF_A_KIND);
  if (part !== 'fresh') return asked;
  return evenly(
    all.filter((question) => !asked.includes(question)),
    FRESH_QUESTIONS_OF_A_KIND,
  );
}

function evenly(all: readonly Question[], count: number): Question[] {
  const step = Math.max(1, all.length / count);
  const most = Math.min(all.length, count);
  return Array.from({ length: most }, (_, nth) => all[Math.floor(nth * step)] as Question);
}

function knownItem(kind: QueryKind, text: LabelledText, index: number, seed: string): Question[] {
  const query = queryOfKind(kind, text, seed);
  return query === null ? [] : [{ query, language: text.language, right: new Set([index]) }];
}
