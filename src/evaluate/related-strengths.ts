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
  /** Of the edges those that the labels confirm; null without any, and where the labels can't say. */
  readonly precision: number | null;
  /** Whether the set has labels of this strength: stories for SAME_STORY, subjects for SIMILAR. */
  readonly isJudged: boolean;
}

export interface StrengthQuality {
  readonly language: string;
  /** Of the same story. */
  readonly SAME_STORY: Precision;
  /** Of the same subject, or story. */
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
  const isJudged = judgedStrengths(texts);
  const precisionOf = (counts: Record<EdgeStrength, { edges: number; right: number }>, strength: EdgeStrength) => {
    const { edges, right } = counts[strength];
    const isKnown = isJudged[strength] && edges > 0;
    return { edges, precision: isKnown ? right / edges : null, isJudged: isJudged[strength] };
  };
  return Array.from(byLanguage, ([language, counts]) => ({
    language,
    SAME_STORY: precisionOf(counts, 'SAME_STORY'),
    SIMILAR: precisionOf(counts, 'SIMILAR'),
  }));
}

/** Stories alone don't say what else is similar, and subjects alone don't say what is one story. */
function judgedStrengths(texts: readonly LabelledText[]): Record<EdgeStrength, boolean> {
  return {
    SAME_STORY: texts.some(({ story }) => story !== null),
    SIMILAR: texts.some(({ labels, story }) => labels.some((label) => label !== story)),
  };
}

function isConfirmed(one: LabelledText, other: LabelledText | undefined, strength: EdgeStrength): boolean {
  if (other === undefined) return false;
  if (strength === 'SAME_STORY') return one.story !== null && one.story === other.story;
  return one.labels.some((label) => other.labels.includes(label));
}

/** A line for each set and language, below the names of the columns. */
export function strengthTable(
  sets: readonly { readonly name: string; readonly strengths: readonly StrengthQuality[] }[],
): string {
  const title = 'Precision by strength';
  const width = Math.max(title.length, ...sets.map(({ name }) => name.length)) + 2;
  const cell = ({ edges, precision, isJudged }: Precision) =>
    (isJudged ? `${precision?.toFixed(3) ?? '-'} of ${edges}` : `not judged, ${edges}`).padEnd(20);
  const lines = sets.flatMap(({ name, strengths }) =>
    strengths.map(({ language, SAME_STORY, SIMILAR }) => {
      return `${name.padEnd(width)}${language.padEnd(10)}${cell(SAME_STORY)}${cell(SIMILAR)}`.trimEnd();
    }),
  );
  const isUnjudged = sets.some(({ strengths }) =>
    strengths.some((each) => !each.SAME_STORY.isJudged || !each.SIMILAR.isJudged),
  );
  return [
    `\n${title.padEnd(width)}language  ${'SAME_STORY'.padEnd(20)}SIMILAR\n`,
    ...lines.map((line) => `${line}\n`),
    isUnjudged
      ? 'Not judged: labels that are all stories don’t say what else is similar, and subjects don’t say what is one story.\n'
      : '',
  ].join('');
}
