/** A line of text with its marks: what inline HTML means, as ranges over plain text. */

import { type ElementNode, elementsIn, textIn } from './html/tree.ts';
import { quotationMarks } from './quotation-marks.ts';
import { htmlSpaces, wholeNumber } from './stored-html.ts';
import { superscript } from './superscript.ts';

export type MarkKind =
  | 'STRONG'
  | 'EMPHASIS'
  | 'UNDERLINE'
  | 'STRIKETHROUGH'
  | 'DELETED'
  | 'INSERTED'
  | 'SUBSCRIPT'
  | 'SUPERSCRIPT'
  | 'QUOTATION'
  | 'ABBREVIATION'
  | 'TIME'
  | 'WORK'
  | 'HIGHLIGHT'
  | 'CODE'
  | 'KEYBOARD'
  | 'SMALL'
  | 'LINK'
  | 'NOTE_REFERENCE'
  | 'ANCHOR'
  | 'PICTURE';

export interface BodyPicture {
  readonly url: string;
  /** Null where none is given; empty for a decoration. */
  readonly alt: string | null;
  readonly width: number | null;
  readonly height: number | null;
  /** Where a click on it leads. */
  readonly href: string | null;
}

export interface Mark {
  readonly kind: MarkKind;
  /** UTF-16 code units from the beginning of the text. */
  readonly offset: number;
  /** UTF-16 code units; 0 of pictures in the line and of anchors. */
  readonly length: number;
  /** Of a link: an address, or `#` and the anchor of a place in the same text. */
  readonly href?: string;
  /** The name that links in the same text have for it. */
  readonly anchor?: string;
  /** An abbreviation's long form; a time as machines read it. */
  readonly detail?: string;
  readonly picture?: BodyPicture;
}

export interface MarkedText {
  readonly text: string;
  /** By offset, the longer first. */
  readonly marks: readonly Mark[];
}

const markKinds: Readonly<Record<string, MarkKind>> = {
  strong: 'STRONG',
  b: 'STRONG',
  em: 'EMPHASIS',
  i: 'EMPHASIS',
  u: 'UNDERLINE',
  s: 'STRIKETHROUGH',
  del: 'DELETED',
  ins: 'INSERTED',
  sub: 'SUBSCRIPT',
  sup: 'SUPERSCRIPT',
  q: 'QUOTATION',
  abbr: 'ABBREVIATION',
  time: 'TIME',
  cite: 'WORK',
  mark: 'HIGHLIGHT',
  code: 'CODE',
  kbd: 'KEYBOARD',
  small: 'SMALL',
};

type OpenMark = { -readonly [Key in keyof Mark]: Mark[Key] };

/** A text as it is being written. */
export interface TextWriter {
  write(text: string): void;
  lineBreak(): void;
  picture(element: ElementNode, href: string | null): void;
  /** Makes a mark of what the function writes. */
  inside(element: ElementNode, write: () => void): void;
  /** Ends the text and begins the next, in which all marks that are open go on. */
  end(): MarkedText;
}

/** What stands before is looked at this far. */
const TAIL_CHARACTERS = 4;

/** @param keepsSpaces as preformatted text does */
export function textWriter(language: string, keepsSpaces: boolean): TextWriter {
  // NOTE: a growing string that is looked at would be copied each time.
  let pieces: string[] = [];
  let length = 0;
  let last = '';
  let marks: OpenMark[] = [];
  const open: OpenMark[] = [];
  let quotations = 0;
  /** Something without words stands here: what follows is another word. */
  let isParted = false;
  /** Where something struck out or put in has ended. */
  let change: { readonly kind: MarkKind; readonly at: number } | null = null;
  /** A space waits for what follows it: at the end of a line there is none. */
  let hasSpace = false;

  const append = (more: string): void => {
    if (more === '') return;
    const parts = isParted && /[\p{L}\p{M}\p{N}]$/u.test(last) && /^[\p{L}\p{N}]/u.test(more);
    isParted = false;
    // The space stands before what has just begun.
    if (parts && !hasSpace) for (const each of open) if (each.offset === length) each.offset += 1;
    hasSpace ||= parts;
    flushSpace();
    pieces.push(more);
    length += more.length;
    last = (last + more.slice(-TAIL_CHARACTERS)).slice(-TAIL_CHARACTERS);
  };
  const flushSpace = () => {
    if (!hasSpace) return;
    hasSpace = false;
    isParted = false;
    append(' ');
  };
  const write = (given: string) => {
    if (keepsSpaces) return append(given);
    const collapsed = given.replace(htmlSpaces, ' ');
    const words = collapsed.startsWith(' ') ? collapsed.slice(1) : collapsed;
    if (collapsed.startsWith(' ') && last !== '' && !/[ \n]$/.test(last)) hasSpace = true;
    append(words.endsWith(' ') ? words.slice(0, -1) : words);
    if (words.endsWith(' ')) hasSpace = true;
  };
  const begin = (mark: Omit<OpenMark, 'offset' | 'length'>) => {
    flushSpace();
    const made: OpenMark = { ...mark, offset: length, length: 0 };
    marks.push(made);
    return made;
  };
  const spaced = (element: ElementNode, content: () => void) => {
    if (element.tag === 'q') {
      const [before, after] = quotationMarks(language, quotations);
      quotations += 1;
      append(before);
      content();
      append(after);
      quotations -= 1;
    } else if (element.tag === 'sup') {
      const plain = textIn(element.children).replace(htmlSpaces, ' ').trim();
      const hasNumber = /\p{N}/u.test(plain);
      const link = elementsIn(element.children).find(({ tag }) => tag === 'a');
      const isOfParts = elementsIn(element.children).some(({ tag }) => /^(?:br|img|q|sup)$/.test(tag));
      if (isOfParts) isParted ||= hasNumber;
      const shown = isOfParts ? plain : superscript(plain, last, link?.attributes.href?.startsWith('#') ?? false);
      if (shown === plain) {
        content();
        isParted ||= hasNumber;
        return;
      }
      // What is raised by its own characters needs no mark.
      if (!shown.startsWith('[')) marks.splice(marks.lastIndexOf(open.at(-1) as OpenMark), 1);
      // The mark of the link in it is that of the whole.
      if (link === undefined) append(shown);
      else inside(link, () => append(shown));
      isParted = true;
    } else content();
  };
  const inside = (element: ElementNode, content: () => void) => {
    const mark = markOf(element);
    if (mark === null) return content();
    // What was written anew stands beside what is struck out for it: neither is the other's end.
    isParted ||= change !== null && change.at === length && isOther(change.kind, mark.kind);
    open.push(begin(mark));
    spaced(element, content);
    const ended = open.pop();
    if (ended !== undefined) ended.length = length - ended.offset;
    if (isChange(mark.kind)) change = { kind: mark.kind, at: length };
  };
  return {
    write,
    inside,
    lineBreak() {
      hasSpace = false;
      append('\n');
    },
    picture(element, href) {
      const picture = pictureOf(element, href);
      if (picture !== null) begin({ kind: 'PICTURE', picture });
      isParted = true;
    },
    end() {
      for (const each of open) each.length = length - each.offset;
      const ended = trimmed(pieces.join(''), marks, keepsSpaces);
      pieces = [];
      length = 0;
      last = '';
      isParted = false;
      hasSpace = false;
      change = null;
      // NOTE: those still open go on in a copy: their own ranges are the ended text's.
      marks = [];
      for (const [index, each] of open.entries()) {
        const again: OpenMark = { ...each, offset: 0, length: 0 };
        delete again.anchor;
        open[index] = again;
        marks.push(again);
      }
      return ended;
    },
  };
}

const isStruckOut = (kind: MarkKind) => kind === 'DELETED' || kind === 'STRIKETHROUGH';
const isChange = (kind: MarkKind) => isStruckOut(kind) || kind === 'INSERTED';
const isOther = (one: MarkKind, other: MarkKind) =>
  (one === 'INSERTED' && isStruckOut(other)) || (isStruckOut(one) && other === 'INSERTED');

function markOf({ tag, attributes }: ElementNode): Omit<OpenMark, 'offset' | 'length'> | null {
  const { id, href, title, datetime } = attributes;
  const anchor = id === undefined ? {} : { anchor: id };
  if (tag === 'a' && href !== undefined) {
    return { kind: id?.startsWith('text-fnref-') ? 'NOTE_REFERENCE' : 'LINK', href, ...anchor };
  }
  const kind = markKinds[tag];
  if (kind === undefined) return id === undefined ? null : { kind: 'ANCHOR', anchor: id };
  const detail = tag === 'abbr' ? title : tag === 'time' ? datetime : undefined;
  return { kind, ...(detail !== undefined && { detail }), ...anchor };
}

/** @returns null without an address */
export function pictureOf({ attributes }: ElementNode, href: string | null): BodyPicture | null {
  const { src, alt, width, height } = attributes;
  if (src === undefined) return null;
  return { url: src, alt: alt ?? null, width: wholeNumber(width), height: wholeNumber(height), href };
}

function trimmed(text: string, marks: readonly OpenMark[], keepsSpaces: boolean): MarkedText {
  const edges = keepsSpaces ? /^\n/ : /^[ \n]+/;
  const cut = edges.exec(text)?.[0].length ?? 0;
  let end = text.length;
  while (end > cut && /[ \n]/.test(text.charAt(end - 1))) end -= 1;
  const within = (offset: number) => Math.min(Math.max(offset, cut), end) - cut;
  const placed = marks.map((mark) => {
    const offset = within(mark.offset);
    return { ...mark, offset, length: within(mark.offset + mark.length) - offset };
  });
  const isSaying = ({ length, kind, anchor }: Mark) => length > 0 || kind === 'PICTURE' || anchor !== undefined;
  return { text: text.slice(cut, end), marks: placed.filter(isSaying) };
}
