/** A cell's text as HTML: as it says that it is, or looks. */

import { decodeHTML } from 'entities';
import { bodyOf } from '../../text/given-body.ts';
import { blockTags, inlineTags } from '../../text/html/elements.ts';
import { paragraphs } from '../feed/markup.ts';
import { codeSpans, partsOf } from '../markdown/code.ts';
import type { ColumnMap } from './columns.ts';

export function htmlOf(text: string, format: ColumnMap['bodyFormat']): string {
  if (format === 'MARKDOWN') return bodyOf(text, 'MARKDOWN')?.html ?? '';
  const isHtml =
    format === 'HTML' ||
    (format === undefined && /<(?:p|div|br|h[1-6]|ul|ol|blockquote|figure|img|a|em|strong|table)\b/i.test(text));
  if (isHtml) return text;
  if (format === undefined && isMarked(text)) return bodyOf(asWritten(text), 'MARKDOWN')?.html ?? '';
  // Exports of databases write a plain text's signs as HTML does.
  return paragraphs(format === undefined ? decodeHTML(text) : text);
}

/** Signs of Markdown, of which a plain text may have one kind: a heading with its sign, words between two asterisks, a link or a picture as Markdown has it, a list. */
const markdownSigns = [
  /(?:^|\n\n)#{1,6} \S[^\n]*(?:\n|$)/,
  /(?<![*\w])\*\*[^\s*](?:[^*\n]{0,200}[^\s*])?\*\*(?![*\w])/,
  /!?\[[^[\]\n]{0,200}\]\((?:https?:\/\/|\/)[^\s()]{1,500}\)/,
  /(?:^|\n)[-*+] \S[^\n]*\n[-*+] \S/,
];

/** Strapi, Contentful and Directus keep texts in Markdown and don't say so. */
const isMarked = (text: string) => markdownSigns.filter((sign) => sign.test(text)).length > 1;

const noTag = new RegExp(
  `<(?!!--|https?:|/?(?:${[...blockTags, ...inlineTags, 'span'].join('|')})(?:[\\s/>]|$))`,
  'gi',
);

/** With its line breaks, and the signs that begin no HTML: "<Ada> 3" is somebody's. */
const asWritten = (text: string) =>
  partsOf(text.replace(/\r\n?/g, '\n'))
    .map(({ isCode, lines }) => {
      if (isCode) return lines;
      const spans = codeSpans(lines);
      return spans.restored(spans.masked.replace(noTag, '&lt;').replace(/(?<=\S)\n(?=\S)/g, '  \n'));
    })
    .join('\n');
