/**
 * The body of a WordPress post as HTML: without the block editor's comments, with the paragraphs that the classic editor only
 * shows by blank lines, and with addresses that stand alone as the players that they would be.
 */

import { Parser } from 'htmlparser2';
import { escapedAttribute } from '../../text/html/tree.ts';
import { publicPart } from './members.ts';
import { playerOf, type Shortcodes, withoutShortcodes } from './shortcodes.ts';

export interface BodyParts {
  /** The HTML of an attachment, by its id. */
  pictureOf(id: string): string | undefined;
  /** What a reusable block holds, by its id. */
  blockOf(id: string): string | undefined;
}

export function bodyOfPost(written: string, parts: BodyParts): Shortcodes {
  const body = written.replace(/\r\n?/g, '\n');
  const isOfBlocks = /<!--\s*wp:/.test(body);
  const whole = isOfBlocks ? withBlocks(body, parts) : body;
  const { text, isCut } = publicPart(whole);
  const plain = text.replace(/<!--(?:more|nextpage|noteaser)\b[^>]{0,500}-->/g, '\n\n');
  const { html, dropped } = withoutShortcodes(plain, parts.pictureOf);
  return { html: withParagraphs(html), dropped: isCut ? [...dropped, 'the part for members'] : dropped };
}

/** Each block that is kept elsewhere in its place; the comments go with the sanitiser. */
function withBlocks(body: string, { blockOf }: BodyParts): string {
  return body.replace(
    /<!--\s{0,9}wp:block\s{1,9}\{[^{}]{0,500}"ref":(\d{1,12})[^{}]{0,500}\}\s{0,9}\/-->/g,
    (_, id) => blockOf(id) ?? '',
  );
}

/** Where blank lines part paragraphs, and ends of lines are breaks: not within what has its own lines. */
const flowTags = new Set(['div', 'section', 'article', 'aside', 'blockquote', 'center', 'main', 'header', 'footer']);
const verbatimTags = new Set([
  'pre',
  'script',
  'style',
  'textarea',
  'svg',
  'iframe',
  'select',
  'object',
  'video',
  'audio',
]);
const blockTags = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr td th form fieldset figure figcaption hr address details summary'.split(
    ' ',
  ),
);
/** An address alone on its line. */
const addressLine = /^[ \t]*(https?:\/\/[^\s<>"]{4,2000})[ \t]*$/gm;

/** As `wpautop` and `autoembed` would. */
function withParagraphs(html: string): string {
  const parts: string[] = [];
  const open: string[] = [];
  let from = 0;
  const isFlow = () => open.every((tag) => flowTags.has(tag));
  const isEmbed = () => open.every((tag) => flowTags.has(tag) || tag === 'figure' || tag === 'p');
  const upTo = (end: number) => {
    const text = html.slice(from, end);
    if (isFlow()) parts.push(brokenLines(text));
    else if (isEmbed()) parts.push(text.replace(addressLine, (_, url: string) => playerOf(url)));
    else parts.push(text);
    from = end;
  };
  const isBlock = (tag: string) => flowTags.has(tag) || blockTags.has(tag) || verbatimTags.has(tag);
  const parser = new Parser(
    {
      onopentag(tag) {
        if (!isBlock(tag)) return;
        upTo(parser.startIndex);
        open.push(tag);
        passTag();
      },
      onclosetag(tag, isImplied) {
        const at = open.lastIndexOf(tag);
        if (at < 0) return;
        if (!isImplied) upTo(parser.startIndex);
        open.length = at;
        if (!isImplied) passTag();
      },
    },
    { recognizeSelfClosing: false },
  );
  const passTag = () => {
    const end = parser.endIndex + 1;
    parts.push(html.slice(from, end));
    from = end;
  };
  parser.end(html);
  upTo(html.length);
  return parts.join('');
}

/** Paragraphs end at blank lines, which the sanitiser takes two breaks for. */
function brokenLines(text: string): string {
  const embedded = text.replace(addressLine, (_, url: string) => playerOf(url));
  const inner = embedded.trim();
  if (inner === '') return embedded;
  const broken = inner
    .replace(/(<br\s{0,9}\/?>)[ \t]{0,99}\n/g, '$1')
    .replace(/<[^<>]*>|\n\s*/g, (part) => (part.startsWith('<') ? part : breakFor(part)));
  return `${embedded.startsWith(' ') ? ' ' : ''}${broken}${embedded.endsWith(' ') ? ' ' : ''}`;
}

const breakFor = (lines: string) => (lines.indexOf('\n', 1) > 0 ? '<br><br>' : '<br>');

/** A picture of the library as a figure. */
export function figureHtml(picture: { readonly url: string; readonly alt: string; readonly caption: string }): string {
  const { url, alt, caption } = picture;
  const shown = `<img src="${escapedAttribute(url)}" alt="${escapedAttribute(alt)}">`;
  return `<figure>${shown}${caption === '' ? '' : `<figcaption>${caption}</figcaption>`}</figure>`;
}
