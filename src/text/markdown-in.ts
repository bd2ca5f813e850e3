/** Reads Markdown: CommonMark with HTML in it, and GFM's tables, strikethrough, footnotes and bare addresses. */

import MarkdownIt, { type Token } from 'markdown-it';
import footnotes from 'markdown-it-footnote';

/** It never goes far beyond linear time, which others do. */
const markdown = new MarkdownIt('commonmark', { linkify: true });
markdown.enable(['table', 'strikethrough', 'linkify']);
// GFM has no notes within the line.
markdown.use(footnotes).disable('footnote_inline');
// What begins with http:// or https:// is an address; a name with a dot in it may be the end of a sentence.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
// NOTE: null takes a scheme away, which its types don't know.
for (const scheme of ['ftp:', '//', 'mailto:']) markdown.linkify.add(scheme, null as never);
// Addresses are looked at when the body is made safe, and stay as they are given until then.
markdown.normalizeLink = (address) => address;
markdown.normalizeLinkText = (address) => address;

// Pictures alone are no paragraph but a figure.
markdown.core.ruler.after('inline', 'figures', ({ tokens }) => {
  for (const [index, { type, children }] of tokens.entries()) {
    const [before, after] = [tokens[index - 1], tokens[index + 1]];
    if (type !== 'inline' || before?.type !== 'paragraph_open' || before.hidden || after === undefined) continue;
    if (!children?.some((child) => child.type === 'image')) continue;
    if (!children.every((child) => child.type === 'image' || child.type === 'softbreak')) continue;
    before.tag = 'figure';
    after.tag = 'figure';
  }
});

interface Footnotes {
  /** By label with a colon before it: its place among those that are referred to, below 0 where nothing does. */
  readonly refs?: Readonly<Record<string, number>>;
  /** In the order in which they are referred to. */
  readonly list?: readonly { readonly label: string }[];
}

// The plug-in's own rule makes the list of tokens anew for each note. A note that nothing refers to would go without a word: it
// stays where it stands, as text.
markdown.core.ruler.at('footnote_tail', (state) => {
  const { refs = {}, list = [] } = (state.env as { footnotes?: Footnotes }).footnotes ?? {};
  const text: Token[] = [];
  const notes = new Map<string, readonly Token[]>();
  const open: Token[][] = [];
  for (const token of state.tokens) {
    const around = open.at(-1) ?? text;
    if (token.type === 'footnote_reference_open') {
      const { label } = token.meta as { label: string };
      const isUsed = (refs[`:${label}`] ?? -1) >= 0;
      const own = isUsed ? [] : around;
      if (isUsed) notes.set(label, own);
      open.push(own);
    } else if (token.type === 'footnote_reference_close') open.pop();
    else around.push(token);
  }
  const add = (type: string, nesting: 1 | -1, meta: object | null = null) =>
    text.push(Object.assign(new state.Token(type, '', nesting), { meta }));
  if (list.length > 0) add('footnote_block_open', 1);
  for (const [id, { label }] of list.entries()) {
    add('footnote_open', 1, { id });
    for (const token of notes.get(label) ?? []) text.push(token);
    add('footnote_close', -1);
  }
  if (list.length > 0) add('footnote_block_close', -1);
  state.tokens = text;
});

interface NoteOfToken {
  /** From 0. */
  readonly id: number;
  /** From 0, of references to the same note. */
  readonly subId?: number;
}

const { rules } = markdown.renderer;
const noteOf = (meta: unknown) => meta as NoteOfToken;
rules.footnote_ref = (tokens, index) => {
  const { id, subId = 0 } = noteOf(tokens[index]?.meta);
  const again = subId === 0 ? '' : `-${subId + 1}`;
  return `<sup><a id="text-fnref-${id + 1}${again}" href="#text-fn-${id + 1}">${id + 1}</a></sup>`;
};
rules.footnote_block_open = () => '<ol data-footnotes="">\n';
rules.footnote_block_close = () => '</ol>\n';
rules.footnote_open = (tokens, index) => `<li id="text-fn-${noteOf(tokens[index]?.meta).id + 1}">`;
rules.footnote_close = () => '</li>\n';
rules.hardbreak = () => '<br />';
// The newline before the closing fence is no part of the code.
const code = (text: string) => `<pre><code>${markdown.utils.escapeHtml(text.replace(/\n$/, ''))}</code></pre>\n`;
rules.fence = (tokens, index) => code(tokens[index]?.content ?? '');
rules.code_block = rules.fence;

/** @returns HTML that isn't safe yet */
export function markdownAsHtml(text: string): string {
  return markdown.render(text);
}
