/** Recognises Markdown with front matter, by that or by the file's name. */

import { isPageByBeginning, type Looked } from '../formats/looked.ts';

const HEAD_CHARS = 20_000;

/** Names that Pelican and MultiMarkdown have in front of a text, the title among the first. */
export const hasHeader = (text: string) =>
  /^(?:(?:Date|Author|Slug|Category|Tags|Status|Lang): [^\n]{1,300}\n){0,2}Title: [^\n]{1,300}\n(?:[A-Z][\w ]{1,30}:[^\n]{0,500}\n|[ \t]+\S[^\n]{0,500}\n){1,30}\n/.test(
    text,
  ) && /^(?:Date|Slug|Category|Tags|Status):/m.test(text.slice(0, text.indexOf('\n\n')));

export const isMarkdown = (looked: Looked) =>
  hasFrontMatter(looked.content) ||
  hasHeader(looked.content.replace(/\r\n?/g, '\n')) ||
  (/^(?:md|mdx|markdown)$/.test(looked.extension) && !isPageByBeginning(looked.content));

function hasFrontMatter(content: string): boolean {
  const head = content.slice(0, HEAD_CHARS).replace(/\r\n?/g, '\n');
  if (/^(?:\+\+\+|;;;|---json|---toml|---yaml|---js)[ \t]*\n/.test(head)) return true;
  if (/^---[ \t]*\n(?=(?:#[^\n]*\n)*["']?[\w-]+["']?[ \t]*:)/.test(head))
    return /\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.test(head);
  return /^\{[ \t]*\n/.test(head) && /\n\}\n\s*[^\s\]},]/.test(head);
}
