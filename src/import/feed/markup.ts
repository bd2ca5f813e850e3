/** HTML of feeds: plain text out of it, and plain text as HTML. */

import { Parser } from 'htmlparser2';
import { isClosed, isUnshown } from '../../text/html/hidden.ts';
import { RefusedInput } from '../imported-document.ts';

const MAX_DEPTH = 400;

/**
 * Text of HTML in one line: without tags, scripts and styles, entities decoded. What isn't shown is no part of it, unless all is hidden:
 * then it only waits to be shown.
 */
export function plainText(html: string): string {
  const shown: string[] = [];
  const waiting: string[] = [];
  let hidden = 0;
  let closed = 0;
  let hasPicture = false;
  const part = (name: string) => {
    if (inlineElements.has(name)) return;
    shown.push(' ');
    if (waiting.length > 0) waiting.push(' ');
  };
  walk(html, {
    open(name, attributes) {
      const tag = { tag: name, attributes };
      if (closed > 0 || hiddenElements.has(name) || isClosed(tag)) closed += 1;
      else if (hidden > 0 || isUnshown(tag)) hidden += 1;
      else if (name === 'img') hasPicture = true;
      if (closed === 0) part(name);
    },
    close(name) {
      if (closed > 0) {
        closed -= 1;
        return;
      }
      if (hidden > 0) hidden -= 1;
      part(name);
    },
    text(text) {
      if (closed === 0) (hidden > 0 ? waiting : shown).push(text);
    },
  });
  const text = oneLine(shown.join(''));
  return text === '' && !hasPicture ? oneLine(waiting.join('')) : text;
}

/** Text of a title, which may hold inline HTML; other tags are what the title is about ("The <div> element"). */
export function titleText(title: string): string {
  return plainText(title.replace(noTitleMarkup, '&lt;'));
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Paragraphs of plain text as HTML: an empty line parts them, a line's end is a break. */
export function paragraphs(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return asParagraphs(escaped);
}

/** HTML of a description, which many feeds fill with plain text: that is put into paragraphs, HTML stays as it is. */
export function descriptionHtml(description: string): string {
  return /<[a-z!/]/i.test(description) ? description : asParagraphs(description);
}

function asParagraphs(html: string): string {
  const blocks = html
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n\s*\n/);
  return blocks.map((block) => `<p>${block.trim().replace(/\n/g, '<br>')}</p>`).join('\n');
}

interface Visitor {
  open(name: string, attributes: Readonly<Record<string, string>>, start: number, end: number): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** @throws {RefusedInput} for HTML nested so deep that only an attack nests it so. */
function walk(html: string, visitor: Visitor): void {
  let depth = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      depth += 1;
      if (depth > MAX_DEPTH) throw new RefusedInput(`Its HTML is nested more than ${MAX_DEPTH} deep.`);
      visitor.open(name, attributes, parser.startIndex, parser.endIndex + 1);
    },
    onclosetag(name) {
      depth -= 1;
      visitor.close?.(name);
    },
    ontext(text) {
      visitor.text?.(text);
    },
  });
  parser.end(html);
}

const hiddenElements = new Set(['script', 'style', 'noscript', 'template']);
const inlineElements = new Set(
  'a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup tt u var wbr'.split(
    ' ',
  ),
);
const noTitleMarkup = new RegExp(`<(?!/?(?:${[...inlineElements, 'br', 'img', 'p'].join('|')})\\b[^<>]*>)`, 'gi');
