/** Accuracy of language detection: texts in many languages, each by its headline alone and as a whole. */

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { languageOf } from '../text/language.ts';
import { UnreadableFile } from './labelled-file.ts';

const labelledText = z.object({ language: z.string(), headline: z.string(), text: z.string() });
export type LabelledLanguage = z.infer<typeof labelledText>;

export const lengths = ['headline', 'text'] as const;
export const parts = ['tune', 'held'] as const;

/** `share` is from 0 to 1; `undetermined` are those that were told to be none, which is no error but no find either. */
interface Found {
  readonly right: number;
  readonly undetermined: number;
  readonly of: number;
  readonly share: number;
}

export interface LanguagesReport {
  readonly languages: number;
  /** By part — `held` is the third that no rule was made after — and by length. */
  readonly found: Readonly<Record<(typeof parts)[number], Readonly<Record<(typeof lengths)[number], Found>>>>;
  /** Of `tune` alone: whoever reads the others makes rules after them. */
  readonly misses: readonly { readonly expected: string; readonly got: string; readonly text: string }[];
}

/** @throws {UnreadableFile} if a line isn't `{"language", "headline", "text"}` */
export function parseLanguages(lines: string, path: string): LabelledLanguage[] {
  return lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, at) => {
      try {
        return labelledText.parse(JSON.parse(line));
      } catch (error) {
        throw new UnreadableFile(`${path}, line ${at + 1}: ${(error as Error).message}`, { cause: error });
      }
    });
}

export function evaluateLanguages(texts: readonly LabelledLanguage[]): LanguagesReport {
  const results = texts.flatMap((labelled) =>
    lengths.map((length) => {
      const text = length === 'text' ? `${labelled.headline}\n${labelled.text}` : labelled.headline;
      return { part: partOf(labelled), length, expected: labelled.language, got: languageOf(text), text };
    }),
  );
  const found = (part: (typeof parts)[number], length: (typeof lengths)[number]): Found => {
    const all = results.filter((result) => result.part === part && result.length === length);
    const right = all.filter(({ expected, got }) => expected === got).length;
    const undetermined = all.filter(({ got }) => got === 'und').length;
    return { right, undetermined, of: all.length, share: all.length === 0 ? 0 : right / all.length };
  };
  const byLength = (part: (typeof parts)[number]) => ({ headline: found(part, 'headline'), text: found(part, 'text') });
  return {
    languages: new Set(texts.map(({ language }) => language)).size,
    found: { tune: byLength('tune'), held: byLength('held') },
    misses: results
      .filter(({ part, expected, got }) => part === 'tune' && expected !== got)
      .map(({ expected, got, text }) => ({ expected, got, text })),
  };
}

/** By the text itself, so that a text stays where it is when others are added. */
function partOf({ headline }: LabelledLanguage): (typeof parts)[number] {
  return createHash('sha256').update(headline).digest().readUInt32BE(0) % 3 === 0 ? 'held' : 'tune';
}

export function languagesTable({ languages, found, misses }: LanguagesReport): string {
  const lines = parts.flatMap((part) =>
    lengths.map((length) => {
      const { right, of, share, undetermined } = found[part][length];
      const figure = `${(share * 100).toFixed(1).padStart(5)} %  (${right} of ${of}, ${undetermined} undetermined)`;
      return `${part}  ${length.padEnd(8)}  ${figure}\n`;
    }),
  );
  const wrong = misses.map(({ expected, got, text }) => `  ${expected} taken for ${got}: ${text.split('\n', 1)[0]}\n`);
  return [`${languages} languages\n`, ...lines, ...wrong].join('');
}
