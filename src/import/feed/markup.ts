/** HTML of feeds: plain text out of it, and relative links resolved. */

import { Parser } from 'htmlparser2';
import { absoluteAddress } from '../html/address.ts';
import { RefusedInput } from '../imported-document.ts';

const MAX_DEPTH = 400;

/** Text of HTML in one line: without tags, scripts and styles, entities decoded. */
export function plainText(html: string): string {
  const parts: string[] = [];
  let hidden = 0;
  walk(html, {
    open(name) {
      if (hiddenElements.has(name)) hidden += 1;
      else if (!inlineElements.has(name)) parts.push(' ');
    },
    close(name) {
      if (hiddenElements.has(name)) hidden -= 1;
      else if (!inlineElements.has(name)) parts.push(' ');
    },
    text(text) {
      if (hidden === 0) parts.push(text);
    },
  });
  return oneLine(parts.join(''));
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

/**
 * The HTML with its relative links made absolute; everything else stays byte for byte.
 *
 * @param base Address that the links are relative to; without one they stay.
 */
export function absoluteLinks(html: string, base: string | undefined): string {
  if (base === undefined) return html;
  const parts: string[] = [];
  let from = 0;
  walk(html, {
    open(name, attributes, start, end) {
      const changed = absoluteAttributes(attributes, base);
      if (changed === undefined) return;
      parts.push(html.slice(from, start), tagOf(name, changed));
      from = end;
    },
  });
  parts.push(html.slice(from));
  return parts.join('');
}

function absoluteAttributes(attributes: Readonly<Record<string, string>>, base: string) {
  let changed: Record<string, string> | undefined;
  for (const name of ['href', 'src', 'poster', 'srcset']) {
    const link = attributes[name];
    if (link === undefined) continue;
    const absolute = name === 'srcset' ? absoluteSources(link, base) : absoluteLink(link, base);
    if (absolute !== link) changed = { ...(changed ?? attributes), [name]: absolute };
  }
  return changed;
}

function absoluteLink(link: string, base: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.test(link.trim()) ? link : (absoluteAddress(link, base) ?? link);
}

function absoluteSources(sources: string, base: string): string {
  // A comma within an address is not followed by white space, the one between sources is.
  return sources.replace(
    /(^|,\s+)([^\s,]\S*)/g,
    (_, before: string, link: string) => before + absoluteLink(link, base),
  );
}

function tagOf(name: string, attributes: Readonly<Record<string, string>>): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`,
  );
  return `<${name}${written.join('')}>`;
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
