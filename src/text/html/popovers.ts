/** Popovers that running text opens, a note or the meaning of a word: they are of the text, and so is the button that opens them. */

import { type ElementNode, element, elementsIn, type HtmlNode, textIn } from './tree.ts';

const blocks = /^(?:p|li|td|dd|blockquote)$/;
const controls = /^(?:form|input|select|textarea|button|nav|iframe|dialog)$/;
/** Around a button in a sentence; a label beside one has less. */
const MIN_CHARACTERS_AROUND = 30;

/** Which popover an element opens, by its id (HTML's invokers). */
export function openedBy(attributes: Readonly<Record<string, string>>): string | undefined {
  const { popovertarget, popovertargetaction, commandfor, command } = attributes;
  if (popovertarget) return popovertargetaction === 'hide' ? undefined : popovertarget;
  return commandfor && /^(?:show|toggle)-popover$/i.test(command ?? '') ? commandfor : undefined;
}

/** Whether a button stands in a sentence: `block` is the text of its paragraph, `own` its own. */
export function isInSentence(block: string, own: string): boolean {
  return block.trim().length - own.trim().length >= MIN_CHARACTERS_AROUND;
}

/** Whether a popover is words to read, by its text, that of its links, and the tags in it: no menu, form or player. */
export function isNote(text: string, ofLinks: string, tags: Iterable<string>): boolean {
  const isText = text.trim() !== '' && ofLinks.trim().length * 2 < text.trim().length;
  return isText && ![...tags].some((tag) => controls.test(tag));
}

/** The tree with such popovers open, and with the words of the buttons that open them. */
export function withNotesOpen(nodes: readonly HtmlNode[]): readonly HtmlNode[] {
  const opened = openedIn(nodes);
  if (opened.size === 0) return nodes;
  const notes = new Set<string>();
  for (const { attributes, children } of elementsIn(nodes)) {
    const { id = '', popover } = attributes;
    // An id leads to the first that has it.
    if (popover !== undefined && opened.delete(id) && isNoteIn(children)) notes.add(id);
  }
  return notes.size === 0 ? nodes : shown(nodes, notes);
}

function isNoteIn(children: readonly HtmlNode[]): boolean {
  const inside = [...elementsIn(children)];
  const ofLinks = inside.filter(({ tag }) => tag === 'a').map((link) => textIn(link.children));
  return isNote(
    textIn(children),
    ofLinks.join(''),
    inside.map(({ tag }) => tag),
  );
}

/** A paragraph and its text, which is put together once, and only where a button is in it. */
interface Block {
  readonly node: ElementNode;
  text?: string;
}

/** Ids of what a button in a sentence opens. */
function openedIn(nodes: readonly HtmlNode[], block?: Block, opened = new Set<string>()): Set<string> {
  for (const node of nodes) {
    if (typeof node === 'string') continue;
    const id = node.tag === 'button' && block !== undefined ? openedBy(node.attributes) : undefined;
    if (id !== undefined && block !== undefined) {
      block.text ??= textIn(block.node.children);
      if (isInSentence(block.text, textIn(node.children))) opened.add(id);
    }
    openedIn(node.children, blocks.test(node.tag) ? { node } : block, opened);
  }
  return opened;
}

function shown(nodes: readonly HtmlNode[], notes: ReadonlySet<string>): HtmlNode[] {
  return nodes.map((node): HtmlNode => {
    if (typeof node === 'string') return node;
    const { tag, attributes, children } = node;
    const { popover, ...rest } = attributes;
    if (popover !== undefined && notes.has(attributes.id ?? '')) return element(tag, rest, shown(children, notes));
    const isOpener = tag === 'button' && notes.has(openedBy(attributes) ?? '');
    return element(isOpener ? 'span' : tag, attributes, shown(children, notes));
  });
}
