/** Recognises Markdown with front matter, by that or by the file's name. */

import { isPageByBeginning, type Looked } from '../formats/looked.ts';

const HEAD_CHARS = 20_000;

/** Names that Pelican and MultiMarkdown have in front of a text, the title among the first. */
export const hasHeader = (text: string) =>
  /^(?:(?:Date|Author|Slug|Category|Tags|Status|Lang): [^\n]{1,300}\n){0,2}Title: [^\n]{1,300}\n(?:[A-Z][\w ]{1,30}:[^\n]{0,500}\n|[ \t]+\S[^\n]{0,500}\n){1,30}\n/.test(
    text,
  ) && /^(?:Date|Slug|Category|Tags|Status):/m.test(text.slice(0, text.indexOf('\n\n')));

/** YAML that only a line behind it parts from the text, as Hexo has it; the first name is one of a piece. */
export const hasUnopenedMatter = (text: string) =>
  /^(?:title|date|layout|tags|categories|author|permalink):[ \n][^\n]{0,500}\n(?:(?!---)(?:[\w-]{1,40}:|- |[ \t]{1,20}\S|#)[^\n]{0,500}\n|\n){0,60}---[ \t]*(?:\n|$)/.test(
    text,
  ) && /^title:/m.test(text.slice(0, text.indexOf('\n---')));

/** A comment of Nikola in front, whose lines are ".. title: …". */
export const hasDottedComment = (text: string) => /^(?:<!--\s{0,5})?\.\. (?:title|slug|date): [^\n]/.test(text);

export const isMarkdown = (looked: Looked) =>
  hasFrontMatter(looked.content) ||
  hasOtherMatter(looked.content.slice(0, HEAD_CHARS).replace(/\r\n?/g, '\n')) ||
  (/^(?:md|mdx|markdown)$/.test(looked.extension) && !isPageByBeginning(looked.content));

const hasOtherMatter = (text: string) => hasHeader(text) || hasUnopenedMatter(text) || hasDottedComment(text);

function hasFrontMatter(content: string): boolean {
  const head = content.slice(0, HEAD_CHARS).replace(/\r\n?/g, '\n');
  if (/^(?:\+\+\+|;;;|---json|---toml|---yaml|---js)[ \t]*\n/.test(head)) return true;
  if (/^---[ \t]*\n(?=(?:#[^\n]*\n)*["']?[\w-]+["']?[ \t]*:)/.test(head))
    return /\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.test(head);
  return /^\{[ \t]*\n/.test(head) && /\n\}\n\s*[^\s\]},]/.test(head);
}
