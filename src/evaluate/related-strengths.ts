/** Precision of related articles by strength: how often what is called one story, or similar, is so by the labels. */

import type { EdgeStrength } from '../../db/related/edges.ts';
import type { RelatedStrength } from '../../db/related/related.ts';
import { primaryLanguage } from '../related/terms.ts';
import type { LabelledText } from './labelled-set.ts';

export interface ListedText {
  /** Among all texts. */
  readonly index: number;
  readonly strength: RelatedStrength;
}

interface Precision {
  readonly edges: number;
  /** Of the edges those that the labels confirm; null without any. */
  readonly precision: number | null;
}

export interface StrengthQuality {
  readonly language: string;
  /** Of the same story, where the set has stories; else of the same subject. */
  readonly SAME_STORY: Precision;
  /** Of the same story or subject. A set of stories alone doesn't know which others are similar: there it is a lower bound. */
  readonly SIMILAR: Precision;
}

/** @param from index of the set's first text among all; what is unlabelled is not asked about, and confirms nothing */
export function strengthQualities(
  texts: readonly LabelledText[],
  from: number,
  lists: readonly (readonly ListedText[])[],
): StrengthQuality[] {
  const byLanguage = new Map<string, Record<EdgeStrength, { edges: number; right: number }>>();
  for (const [place, text] of texts.entries()) {
    if (text.labels.length === 0) continue;
    const language = primaryLanguage(text.language);
    const none = () => ({ edges: 0, right: 0 });
    const counts = byLanguage.get(language) ?? { SAME_STORY: none(), SIMILAR: none() };
    byLanguage.set(language, counts);
    for (const { index, strength } of lists[from + place] ?? []) {
      if (strength === 'RECENT') continue;
      counts[strength].edges += 1;
      if (isConfirmed(text, texts[index - from], strength)) counts[strength].right += 1;
    }
  }
  const precisionOf = ({ edges, right }: { edges: number; right: number }): Precision => {
    return { edges, precision: edges === 0 ? null : right / edges };
  };
  return Array.from(byLanguage, ([language, { SAME_STORY, SIMILAR }]) => {
    return { language, SAME_STORY: precisionOf(SAME_STORY), SIMILAR: precisionOf(SIMILAR) };
  });
}

function isConfirmed(one: LabelledText, other: LabelledText | undefined, strength: EdgeStrength): boolean {
  if (other === undefined) return false;
  if (strength === 'SAME_STORY' && one.story !== null) return one.story === other.story;
  return one.labels.some((label) => other.labels.includes(label));
}

/** A line for each set and language, below the names of the columns. */
export function strengthTable(
  sets: readonly { readonly name: string; readonly strengths: readonly StrengthQuality[] }[],
): string {
  const title = 'Precision by strength';
  const width = Math.max(title.length, ...sets.map(({ name }) => name.length)) + 2;
  const cell = ({ edges, precision }: Precision) => `${precision?.toFixed(3) ?? '-'} of ${edges}`.padEnd(18);
  const lines = sets.flatMap(({ name, strengths }) =>
    strengths.map(({ language, SAME_STORY, SIMILAR }) => {
      return `${name.padEnd(width)}${language.padEnd(10)}${cell(SAME_STORY)}${cell(SIMILAR)}`.trimEnd();
    }),
  );
  return `\n${title.padEnd(width)}language  ${'SAME_STORY'.padEnd(18)}SIMILAR\n${lines.map((each) => `${each}\n`).join('')}`;
}
