/** Footnotes, whoever's program made them: which links are references, which elements their notes, which lead back. */

import { type Addressing, linkAddress } from './addresses.ts';
import { isForListeners } from './hidden.ts';
import { type ElementNode, type HtmlNode, hasClass, textIn } from './tree.ts';

export interface Footnotes {
  /** By the link that stands in the text: the number of its note, and which of the links to it this is, from 1. */
  readonly references: ReadonlyMap<ElementNode, { readonly number: number; readonly nth: number }>;
  /** In the order of their numbers, which is that of their first references. */
  readonly notes: ReadonlySet<ElementNode>;
  /** Links back, and what parts the notes from the text. */
  readonly left: ReadonlySet<ElementNode>;
}

/** Ids and fragments as programs name notes: `fn1`, `_ftn1`, `ftnt1`, `cite_note-3`, `footnote-1`, `sdfootnote1sym`. */
const noteName =
  /^(?:text-|user-content-)?(?:_?(?:fn|ftn|ftnt|edn|endnote|footnote|easy-footnote-bottom|cite_note|sdfootnote\d+sym|sdendnote\d+sym|note|anm|fussnote|nota)(?:[-_:]?(?:[\w.-]*[-_:])?\d+|[-_:][\w-]+)|_?(?:fn|ftn|ftnt|edn)[a-z]?\d*|sd(?:foot|end)note\d+sym|[\w-]+-fn-?\d+|(?:fn|footnote)[\w-]{30,})$/i;
const referenceName =
  /^(?:text-|user-content-)?(?:_?(?:fnref|ftnref|ftnt_ref|ednref|fn-?ref|footnote-?ref|noteref|cite_ref|ref|easy-footnote|sd(?:foot|end)note\d+anc)[-_:]?[\w.:-]*|[\w-]*-(?:link|anchor|ref|back))$/i;
const backText = /^(?:[\s↩↑⏎↵^]|\ufe0e|\ufe0f)*$/;
const labelShape = /^[[({]?\s*(?:\d{1,3}|[a-z]{1,2}|[ivxlc]{1,6}|[*†‡§¶#]{1,4})\s*[\])}]?\.?$/i;
const MAX_LABEL_CHARACTERS = 12;

interface Placed {
  readonly element: ElementNode;
  /** From the outermost to the parent. */
  readonly parents: readonly ElementNode[];
}

interface Anchor extends Placed {
  readonly fragment: string;
}

export function findFootnotes(nodes: readonly HtmlNode[], addressing: Addressing): Footnotes {
  const { anchors, places } = anchorsIn(nodes, addressing);
  const backs = Map.groupBy(anchors, ({ fragment }) => fragment);
  const candidates: Pair[] = [];
  for (const anchor of anchors) {
    const target = places.get(anchor.fragment);
    const note = target && isReference(anchor, target, backs) ? noteOf(target) : undefined;
    if (target && note !== undefined && !anchor.parents.includes(note)) candidates.push({ anchor, target, note });
  }
  const notes = new Set(candidates.map(({ note }) => note));
  // What holds another note is the list of them, and no note itself.
  for (const { target, note } of candidates) {
    for (const parent of target.parents) if (parent !== note) notes.delete(parent);
  }
  const pairs = candidates.filter(({ note }) => notes.has(note));
  const { references, ordered } = numbered(pairs);
  const left = new Set([...linksBack(pairs, ordered, anchors), ...rulesBefore(nodes, pairs)]);
  return { references, notes: new Set(ordered), left };
}

interface Pair {
  readonly anchor: Anchor;
  readonly target: Placed;
  readonly note: ElementNode;
}

function anchorsIn(nodes: readonly HtmlNode[], addressing: Addressing) {
  const anchors: Anchor[] = [];
  const places = new Map<string, Placed>();
  const visit = (list: readonly HtmlNode[], parents: readonly ElementNode[]) => {
    for (const element of list) {
      if (typeof element === 'string') continue;
      const { tag, attributes } = element;
      for (const id of idsOf(element)) if (!places.has(id)) places.set(id, { element, parents });
      if (tag === 'a' && attributes.href?.includes('#')) {
        const fragment = fragmentOf(linkAddress(attributes.href, addressing));
        if (fragment !== undefined) anchors.push({ element, parents, fragment });
      }
      visit(element.children, [...parents, element]);
    }
  };
  visit(nodes, []);
  return { anchors, places };
}

export function idsOf({ tag, attributes }: ElementNode): string[] {
  const named = tag === 'a' ? [attributes.id, attributes.name] : [attributes.id];
  return [...new Set(named.filter((id) => id !== undefined && id !== ''))] as string[];
}

/** @returns the id that an address of {@link linkAddress} leads to within the text */
export function fragmentOf(address: string | undefined): string | undefined {
  if (!address?.startsWith('#')) return undefined;
  try {
    return decodeURIComponent(address.slice(1));
  } catch {
    return address.slice(1);
  }
}

function isReference(
  { element, parents, fragment }: Anchor,
  target: Placed,
  backs: ReadonlyMap<string, readonly Anchor[]>,
): boolean {
  const text = textIn([element]).trim();
  if (text.length > MAX_LABEL_CHARACTERS || text === '' || backText.test(text) || isBackLink(element)) return false;
  const { attributes } = element;
  const isDeclared =
    attributes.role === 'doc-noteref' ||
    attributes['data-footnote-ref'] !== undefined ||
    attributes['epub:type'] === 'noteref' ||
    hasClass(element, 'footnote-ref', 'footnote-reference', 'footnote-anchor', 'noteref', 'footnotelink');
  if (isDeclared) return true;
  if (!labelShape.test(text) || referenceName.test(fragment)) return false;
  if (noteName.test(fragment)) return true;
  // No known name, but the note leads back to where the reference stands.
  const note = noteOf(target);
  const own = [element, ...parents.slice(-2)].flatMap(idsOf);
  const leadBack = own.flatMap((id) => backs.get(id)?.slice(0, 20) ?? []);
  return note !== undefined && leadBack.some((back) => back.parents.includes(note));
}

const noteTags = new Set(['li', 'p', 'div', 'dd', 'aside', 'section', 'td']);

/** The block that holds what a reference leads to. */
function noteOf({ element, parents }: Placed): ElementNode | undefined {
  if (noteTags.has(element.tag)) return element;
  const block = parents.findLastIndex(({ tag }) => noteTags.has(tag));
  const outer = parents[block - 1];
  const isOuter = outer?.tag === 'div' && idsOf(outer).some((id) => noteName.test(id));
  return isOuter ? outer : parents[block];
}

/** References in the text count before those in notes, so that numbering what was numbered changes nothing. */
function numbered(pairs: readonly Pair[]) {
  const notes = new Set(pairs.map(({ note }) => note));
  const byPlace = Map.groupBy(pairs, ({ anchor }) => anchor.parents.findLast((parent) => notes.has(parent)));
  const references = new Map<ElementNode, { number: number; nth: number }>();
  const numbers = new Map<ElementNode, { number: number; uses: number }>();
  const count = (place: ElementNode | undefined) => {
    for (const { anchor, note } of byPlace.get(place) ?? []) {
      const known = numbers.get(note) ?? { number: numbers.size + 1, uses: 0 };
      known.uses += 1;
      numbers.set(note, known);
      references.set(anchor.element, { number: known.number, nth: known.uses });
    }
  };
  count(undefined);
  // A map tells of what is added while it is gone through.
  for (const note of numbers.keys()) count(note);
  return { references, ordered: [...numbers.keys()] };
}

function isBackLink(element: ElementNode): boolean {
  return (
    element.attributes.role === 'doc-backlink' ||
    element.attributes['data-footnote-backref'] !== undefined ||
    hasClass(element, 'footnote-backref', 'footnote-back', 'footnote-return', 'reversefootnote', 'easy-footnote-to-top')
  );
}

function* linksBack(pairs: readonly Pair[], ordered: readonly ElementNode[], anchors: readonly Anchor[]) {
  const notes = new Set(ordered);
  const origins = new Set(pairs.flatMap(({ anchor }) => [anchor.element, ...anchor.parents.slice(-2)].flatMap(idsOf)));
  const references = new Set(pairs.map(({ anchor }) => anchor.element));
  for (const { element, parents, fragment } of anchors) {
    if (references.has(element) || !parents.some((parent) => notes.has(parent))) continue;
    if (!isBackLink(element) && !origins.has(fragment) && !backText.test(textIn([element]))) continue;
    yield element;
    const wrapper = parents.findLast((parent) => hasClass(parent, 'mw-cite-backlink'));
    if (wrapper !== undefined) yield wrapper;
  }
}

/** A line or a hidden heading right before the notes parts them from the text; the notes' own list does so, too. */
function* rulesBefore(nodes: readonly HtmlNode[], pairs: readonly Pair[]) {
  const root: ElementNode = { tag: '', attributes: {}, children: nodes };
  const seen = new Set<ElementNode>();
  for (const { target, note } of pairs) {
    const chain = [root, ...target.parents, target.element];
    for (let at = chain.indexOf(note); at > 0; at -= 1) {
      const parent = chain[at - 1] as ElementNode;
      if (seen.has(parent)) break;
      seen.add(parent);
      const before = parent.children
        .slice(0, parent.children.indexOf(chain[at] as ElementNode))
        .filter((node) => (typeof node === 'string' ? node.trim() !== '' : node.tag !== 'br'));
      const rule = before.at(-1);
      if (typeof rule === 'object' && isRule(rule)) yield rule;
    }
  }
}

function isRule(element: ElementNode): boolean {
  if (element.tag === 'hr') return true;
  const isHidden = isForListeners(element);
  return /^h\d$/.test(element.tag) && (isHidden || element.attributes.id === 'footnote-label');
}
