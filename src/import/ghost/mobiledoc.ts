/** Mobiledoc 0.3, the document of Ghost's editor until 2023, as HTML. */

import { escapedAttribute, escapedText } from '../../text/html/tree.ts';
import { type JsonRecord, recordOf } from '../archive/json.ts';
import { cardHtml, paywall } from './cards.ts';

export interface EditorHtml {
  readonly html: string;
  /** Cards that are left out. */
  readonly dropped: readonly string[];
  /** Whether the rest is for members. */
  readonly isCut: boolean;
}

type List = readonly unknown[];
const listOf = (value: unknown): List => (Array.isArray(value) ? value : []);

/** Kinds of sections, by their number. */
const MARKUP = 1;
const PICTURE = 2;
const LIST = 3;
const CARD = 10;

export function mobiledocHtml(json: string): EditorHtml | undefined {
  const document = recordOf(JSON.parse(json) as unknown);
  if (document === undefined || !Array.isArray(document.sections)) return undefined;
  const dropped = new Set<string>();
  const parts: string[] = [];
  for (const section of listOf(document.sections).map(listOf)) {
    const html = sectionHtml(section, document, dropped);
    if (html === paywall) return { html: parts.join('\n'), dropped: [...dropped], isCut: true };
    parts.push(html);
  }
  return { html: parts.join('\n'), dropped: [...dropped], isCut: false };
}

function sectionHtml(section: List, document: JsonRecord, dropped: Set<string>): string | typeof paywall {
  const [kind, first, second] = section;
  switch (kind) {
    case MARKUP:
      return element(tagOf(first, 'p'), lineHtml(listOf(second), document));
    case PICTURE:
      return `<figure><img src="${escapedAttribute(String(first))}"></figure>`;
    case LIST: {
      const items = listOf(second).map((item) => element('li', lineHtml(listOf(item), document)));
      return element(tagOf(first, 'ul'), items.join(''));
    }
    case CARD: {
      const [name, payload] = listOf(listOf(document.cards)[Number(first)]);
      const card = cardHtml(String(name), recordOf(payload) ?? {});
      if (card === paywall) return paywall;
      if (card.dropped !== undefined) dropped.add(card.dropped);
      return card.html;
    }
    default:
      return '';
  }
}

/** Markers open markups by their numbers, and say how many they close behind their text. */
function lineHtml(markers: List, { markups, atoms }: JsonRecord): string {
  const open: string[] = [];
  const parts: string[] = [];
  for (const [kind, opened, closes, value] of markers.map(listOf)) {
    for (const index of listOf(opened)) {
      const [tag, attributes] = listOf(listOf(markups)[Number(index)]);
      open.push(tagOf(tag, 'span'));
      parts.push(startTag(tagOf(tag, 'span'), listOf(attributes)));
    }
    if (kind === 1) parts.push(atomHtml(listOf(listOf(atoms)[Number(value)])));
    else parts.push(escapedText(typeof value === 'string' ? value : ''));
    for (let count = Math.min(Number(closes) || 0, open.length); count > 0; count -= 1) parts.push(`</${open.pop()}>`);
  }
  return (
    parts.join('') +
    open
      .reverse()
      .map((tag) => `</${tag}>`)
      .join('')
  );
}

function startTag(tag: string, attributes: List): string {
  const href = attributes[attributes.indexOf('href') + 1];
  return tag === 'a' && typeof href === 'string' ? `<a href="${escapedAttribute(href)}">` : `<${tag}>`;
}

const atomHtml = ([name, text]: List) => (name === 'soft-return' ? '<br>' : escapedText(String(text ?? '')));

const element = (tag: string, inner: string) => `<${tag}>${inner}</${tag}>`;

function tagOf(written: unknown, otherwise: string): string {
  return typeof written === 'string' && /^[a-z][a-z0-9]{0,9}$/.test(written) ? written : otherwise;
}
