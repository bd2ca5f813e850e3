/** A run of text and pictures with their marks: cleaned, and nested again in one canonical way. */

import { normalForm } from '../piled-marks.ts';
import { type ElementNode, element, elementsIn, type HtmlNode, textIn } from './tree.ts';
import { lineBreakSign, pictureSign, withoutGone, withoutHidden } from './typography.ts';

/** An inline element that is open around a piece of text; two elements are two marks, however alike. */
export interface Mark {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface TextLeaf {
  readonly kind: 'text';
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** `gap` is where a block began or ended that can't stand there. */
export type Leaf =
  | TextLeaf
  | { readonly kind: 'picture'; readonly picture: ElementNode; readonly marks: readonly Mark[] }
  | { readonly kind: 'break' | 'gap'; readonly marks: readonly Mark[] };

/** Programs cut one into many: side by side they are one. */
const merging = new Set(['em', 'strong', 'i', 'b', 's', 'u', 'mark', 'code', 'small']);

/**
 * The run split at rows of breaks, each part ready to stand in a paragraph; none is empty.
 *
 * @param isLoose text outside of any element is split at blank lines, too
 */
export function paragraphsOf(run: readonly Leaf[], isLoose: boolean): HtmlNode[][] {
  const parts: Leaf[][] = [[]];
  for (const leaf of isLoose ? run.flatMap(splitAtBlankLines) : cleaned(run)) {
    if (leaf.kind === 'gap') parts.push([]);
    else parts.at(-1)?.push(leaf);
  }
  if (isLoose) return parts.flatMap((part) => paragraphsOf(part, false));
  return parts.map((part) => nested(merged(part), 0)).filter(isVisible);
}

function isVisible(nodes: readonly HtmlNode[]): boolean {
  return /[^\s\u200b]/.test(textIn(nodes)) || [...elementsIn(nodes)].some(({ tag }) => tag === 'img');
}

/** The run as one line of content: what can't stand side by side is parted by `separator`. */
export function lineOf(run: readonly Leaf[], separator: 'break' | 'space'): HtmlNode[] {
  const parts = paragraphsOf(run, false);
  return parts.flatMap((nodes, at) => (at === 0 ? nodes : [separator === 'space' ? ' ' : lineBreak, ...nodes]));
}

export const lineBreak = element('br', {}, []);

function splitAtBlankLines(leaf: Leaf): Leaf[] {
  if (leaf.kind !== 'text' || leaf.text.indexOf('\n') === leaf.text.lastIndexOf('\n')) return [leaf];
  const { marks } = leaf;
  return leaf.text
    .replaceAll('\r\n', '\n')
    .split(/\n(?:[ \t]*\n)+/)
    .flatMap((text, at): Leaf[] => [
      ...(at === 0 ? [] : [{ kind: 'gap', marks } as const]),
      { kind: 'text', text, marks },
    ]);
}

/** Without hidden characters and needless spaces; breaks only between text, and a gap where there were several. */
function cleaned(run: readonly Leaf[]): Leaf[] {
  const whole = withoutHidden(run.map(characters).join(''));
  const out: Leaf[] = [];
  let at = 0;
  // Spaces and breaks wait until something comes that they part.
  let waiting = 'nothing' as 'nothing' | 'space' | 'break' | 'gap';
  let spaceMarks: readonly Mark[] = [];
  const push = (leaf: Leaf) => {
    const last = out.at(-1);
    if (last !== undefined && last.kind !== 'gap') {
      const marks = shared(shared(last.marks, spaceMarks), leaf.marks);
      if (waiting === 'space') out.push({ kind: 'text', text: ' ', marks });
      else if (waiting === 'break') out.push({ kind: 'break', marks: shared(last.marks, leaf.marks) });
      else if (waiting === 'gap') out.push({ kind: 'gap', marks: [] });
    }
    waiting = 'nothing';
    out.push(leaf);
  };
  for (const leaf of run) {
    const { length } = characters(leaf);
    const text = whole.slice(at, at + length);
    at += length;
    if (leaf.kind === 'gap') waiting = 'gap';
    else if (leaf.kind === 'break') waiting = waiting === 'break' || waiting === 'gap' ? 'gap' : 'break';
    else if (leaf.kind === 'picture') push(leaf);
    else if (leaf.kind === 'text') {
      const visible = normalForm(withoutGone(text).replace(/ +/g, ' '), 'NFC');
      if (visible.startsWith(' ') && waiting === 'nothing') [waiting, spaceMarks] = ['space', leaf.marks];
      const core = visible.replace(/^ | $/g, '');
      if (core === '') continue;
      push({ ...leaf, text: core });
      if (visible.endsWith(' ')) [waiting, spaceMarks] = ['space', leaf.marks];
    }
  }
  return out;
}

function characters(leaf: Leaf): string {
  if (leaf.kind === 'text') return leaf.text.replace(/[\u2029\0]/g, ' ').replaceAll('\ufffc', ' ');
  return leaf.kind === 'picture' ? pictureSign : lineBreakSign;
}

function shared(one: readonly Mark[], other: readonly Mark[]): readonly Mark[] {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return one.slice(0, length);
}

/** Marks that say the same side by side become one mark. */
function merged(leaves: readonly Leaf[]): readonly Leaf[] {
  let before: readonly Mark[] = [];
  return leaves.map((leaf) => {
    const marks = [...leaf.marks];
    for (const [at, mark] of marks.entries()) {
      const other = before[at];
      if (other === undefined || (other !== mark && !isSame(other, mark))) break;
      marks[at] = other;
    }
    before = marks;
    return { ...leaf, marks };
  });
}

function isSame(one: Mark, other: Mark): boolean {
  if (one.tag !== other.tag) return false;
  if (merging.has(one.tag)) return true;
  const { id, href } = one.attributes;
  return one.tag === 'a' && id === undefined && other.attributes.id === undefined && href === other.attributes.href;
}

function nested(leaves: readonly Leaf[], depth: number): HtmlNode[] {
  const out: HtmlNode[] = [];
  for (let at = 0; at < leaves.length; ) {
    const leaf = leaves[at] as Leaf;
    const mark = leaf.marks[depth];
    let end = at + 1;
    if (mark !== undefined) {
      while (end < leaves.length && leaves[end]?.marks[depth] === mark) end += 1;
      out.push(element(mark.tag, mark.attributes, nested(leaves.slice(at, end), depth + 1)));
    } else if (leaf.kind === 'text') {
      const last = out.at(-1);
      if (typeof last === 'string') out[out.length - 1] = last + leaf.text;
      else out.push(leaf.text);
    } else out.push(leaf.kind === 'picture' ? leaf.picture : lineBreak);
    at = end;
  }
  return out;
}

/** The content of preformatted text: every character stays, a break is a line's end. */
export function verbatim(run: readonly Leaf[]): HtmlNode[] {
  const leaves = run.map((leaf): Leaf => {
    if (leaf.kind === 'text') return { ...leaf, text: leaf.text.replace(/\r\n?/g, '\n').replaceAll('\0', '') };
    return leaf.kind === 'picture' ? leaf : { kind: 'text', text: '\n', marks: leaf.marks };
  });
  // A parser takes the first line's end away: none may stand there.
  while (leaves[0]?.kind === 'text') {
    const text = leaves[0].text.replace(/^\n+/, '');
    if (text !== '') {
      leaves[0] = { ...leaves[0], text };
      break;
    }
    leaves.shift();
  }
  return nested(merged(leaves), 0);
}
