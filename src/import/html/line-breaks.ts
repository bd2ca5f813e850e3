/** HTML as it was typed into an editor that shows its lines: blank lines part paragraphs, and the end of a line is a break. */

import { Parser } from 'htmlparser2';

/** Elements with lines of their own parts; paragraphs stand between them. */
const flowTags = new Set(['div', 'section', 'article', 'aside', 'blockquote', 'center', 'main', 'header', 'footer']);
const verbatimTags = new Set([
  'pre', 'script', 'style', 'textarea', 'svg', 'iframe', 'select', 'object', 'video', 'audio',
]); // biome-ignore format: one list
const blockTags = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr td th form fieldset figure figcaption hr address details summary'.split(
    ' ',
  ),
);
/** In which an address may stand alone. */
const aroundEmbeds = new Set([...flowTags, 'figure', 'p']);
/** Whatever is nested deeper is refused behind this as well. */
const MAX_DEPTH_ELEMENTS = 1_000;
/** An address alone on its line. */
const addressLine = /^[ \t]*(https?:\/\/[^\s<>"]{4,2000})[ \t]*$/gm;

/**
 * Marks its paragraphs and breaks, but within what has its own lines, as WordPress' `wpautop` does.
 *
 * @param playerOf the HTML of an address that stands alone on its line, as `autoembed` has it; it stays as it is if not given
 * @returns the HTML as it was where it is nested deeper than any article
 */
export function withLineBreaks(html: string, playerOf?: (address: string) => string): string {
  const parts: string[] = [];
  const open: string[] = [];
  /** Of the open ones, how many are no flow, and how many no place for an address. */
  const not = { flow: 0, aroundEmbed: 0 };
  let depth = 0;
  let from = 0;
  const count = (tag: string, by: 1 | -1) => {
    if (!flowTags.has(tag)) not.flow += by;
    if (!aroundEmbeds.has(tag)) not.aroundEmbed += by;
  };
  const embedded = (text: string) =>
    playerOf === undefined ? text : text.replace(addressLine, (_, address: string) => playerOf(address));
  const upTo = (end: number) => {
    const text = html.slice(from, end);
    if (not.aroundEmbed > 0) parts.push(text);
    else parts.push(not.flow === 0 ? brokenLines(embedded(text)) : embedded(text));
    from = end;
  };
  const passTag = () => {
    parts.push(html.slice(from, parser.endIndex + 1));
    from = parser.endIndex + 1;
  };
  const parser = new Parser(
    {
      onopentag(tag) {
        depth += 1;
        if (depth > MAX_DEPTH_ELEMENTS) parser.pause();
        if (!isBlock(tag)) return;
        upTo(parser.startIndex);
        open.push(tag);
        count(tag, 1);
        passTag();
      },
      onclosetag(tag, isImplied) {
        depth -= 1;
        if (!isBlock(tag) || open.at(-1) !== tag) return;
        if (!isImplied) upTo(parser.startIndex);
        open.pop();
        count(tag, -1);
        if (!isImplied) passTag();
      },
    },
    { recognizeSelfClosing: false },
  );
  parser.write(html);
  if (depth > MAX_DEPTH_ELEMENTS) return html;
  parser.end();
  upTo(html.length);
  return parts.join('');
}

const isBlock = (tag: string) => flowTags.has(tag) || blockTags.has(tag) || verbatimTags.has(tag);

/** Paragraphs end at blank lines, which the sanitiser takes two breaks for. */
function brokenLines(text: string): string {
  const inner = text.trim();
  if (inner === '') return text;
  const broken = inner
    .replace(/(<br\s{0,9}\/?>)[ \t]{0,99}\n/g, '$1')
    .replace(/<[^<>]*>|\n\s*/g, (part) => (part.startsWith('<') ? part : breakFor(part)));
  return `${text.startsWith(' ') ? ' ' : ''}${broken}${text.endsWith(' ') ? ' ' : ''}`;
}

const breakFor = (lines: string) => (lines.indexOf('\n', 1) > 0 ? '<br><br>' : '<br>');
