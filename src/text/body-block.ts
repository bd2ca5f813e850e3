/** What a block of a structured body is, by its kind. */

import type { BodyPicture, MarkedText } from './marked-text.ts';

interface OfEach {
  /** All its text, parts of it on lines of their own: what offsets in it count in. */
  readonly text: string;
  /** The name that links in the same text have for it. */
  readonly anchor: string | null;
}

/** A cell of a table, an item of a list: its text is that of its blocks, a line each. */
export interface Part extends OfEach {
  readonly blocks: readonly BodyBlock[];
}

export interface Cell extends Part {
  readonly isHeader: boolean;
  readonly scope: 'ROW' | 'COLUMN' | null;
  readonly columns: number;
  readonly rows: number;
}

export type BodyBlock = OfEach &
  (
    | ({ readonly kind: 'PARAGRAPH' } & MarkedText)
    | ({ readonly kind: 'HEADING'; readonly level: number } & MarkedText)
    | {
        readonly kind: 'LIST';
        readonly isOrdered: boolean;
        /** The notes of the text, which references lead to. */
        readonly isNotes: boolean;
        readonly start: number | null;
        readonly isReversed: boolean;
        /** As HTML's `type`: `1`, `a`, `A`, `i`, `I`. */
        readonly numbering: string | null;
        readonly items: readonly Part[];
      }
    | { readonly kind: 'DEFINITIONS'; readonly entries: readonly (Part & { readonly isTerm: boolean })[] }
    | { readonly kind: 'QUOTE'; readonly blocks: readonly BodyBlock[]; readonly caption: MarkedText | null }
    | {
        readonly kind: 'TABLE';
        readonly caption: MarkedText | null;
        readonly rows: readonly {
          readonly isHead: boolean;
          readonly isFoot: boolean;
          readonly cells: readonly Cell[];
        }[];
      }
    | { readonly kind: 'PICTURE'; readonly pictures: readonly BodyPicture[]; readonly caption: MarkedText | null }
    | ({ readonly kind: 'EMBED'; readonly caption: MarkedText | null } & Omit<BodyEmbed, 'caption'>)
    | ({ readonly kind: 'CODE' } & MarkedText)
    | { readonly kind: 'DIVIDER' }
  );

/** What another's player would show. */
export interface BodyEmbed {
  readonly provider: string;
  readonly url: string;
  readonly title: string | null;
  readonly caption: string | null;
}

/** The blocks that stand in a block, in the order of the text. */
export function innerBlocks(block: BodyBlock): readonly BodyBlock[] {
  if (block.kind === 'QUOTE') return block.blocks;
  if (block.kind === 'LIST') return block.items.flatMap(({ blocks }) => blocks);
  if (block.kind === 'DEFINITIONS') return block.entries.flatMap(({ blocks }) => blocks);
  if (block.kind === 'TABLE') return block.rows.flatMap(({ cells }) => cells).flatMap(({ blocks }) => blocks);
  return [];
}

/** The text of several parts, a line each; a part without text is no line. */
export function linesOf(parts: readonly { readonly text: string }[]): string {
  return parts
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join('\n');
}
