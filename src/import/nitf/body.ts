/** The text of NITF as HTML: its headings, lists, tables and names of things in what a body has for them. */

import { escapedAttribute } from '../../text/html/tree.ts';
import { absoluteAddress } from '../html/address.ts';
import { kindOfName } from '../html/byline.ts';
import type { DocumentImage } from '../imported-document.ts';
import { elementsOf, findAll, textIn, type XmlElement, type XmlNode } from '../wire/xml-tree.ts';

/** By their names in NITF; what isn't among them is only what is in it. */
const tags: Readonly<Record<string, string>> = {
  p: 'p', hl1: 'h2', hl2: 'h2', hl3: 'h3', hl4: 'h4', ul: 'ul', ol: 'ol', li: 'li', dl: 'dl', dt: 'dt', dd: 'dd', pre: 'pre',
  bq: 'blockquote', blockquote: 'blockquote', table: 'table', thead: 'thead', tbody: 'tbody', tfoot: 'tfoot', tr: 'tr', th: 'th',
  td: 'td', caption: 'caption', em: 'em', strong: 'strong', q: 'q', sub: 'sub', sup: 'sup', a: 'a', br: 'br', hr: 'hr',
  b: 'strong', i: 'em', h1: 'h2', h2: 'h2', h3: 'h3', h4: 'h4', credit: 'p',
}; // biome-ignore format: a table reads better by kinds
const kept = new Set(['href', 'colspan', 'rowspan']);
/** They are no text, or not for readers. */
const left = new Set(['note', 'media', 'body.head', 'body.end', 'nitf-table-metadata', 'nitf-col', 'col', 'colgroup']);

export function nitfHtml(nodes: readonly XmlNode[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return escapedAttribute(node);
      if ((left.has(node.name) && !isForReaders(node)) || isCode(node)) return '';
      const tag = isBold(node) ? 'strong' : tags[node.name];
      if (tag === undefined) return nitfHtml(node.children);
      if (tag === 'br' || tag === 'hr') return `<${tag}>`;
      const attributes = Object.entries(node.attributes)
        .filter(([name]) => kept.has(name))
        .map(([name, value]) => ` ${name}="${escapedAttribute(value)}"`);
      return `<${tag}${attributes.join('')}>${nitfHtml(node.children)}</${tag}>`;
    })
    .join('');
}

/** A paragraph that holds the code of a player or card as its text. */
function isCode(element: XmlElement): boolean {
  return element.name === 'p' && /^<(?:div|script|iframe|blockquote|embed|object)\b/i.test(textIn(element) ?? '');
}

const isBold = ({ name, attributes }: XmlElement) => name === 'em' && /bold|strong/.test(attributes.class ?? '');

/** A note is for editors, unless it is one of publication: a correction, say. */
function isForReaders({ name, attributes }: XmlElement): boolean {
  return name === 'note' && (attributes.type === 'pa' || attributes.noteclass === 'cpyrt');
}

export interface NitfMedia {
  readonly image: DocumentImage | undefined;
  /** What readers won't see of it. */
  readonly dropped: readonly string[];
}

/** The first picture is the piece's own. */
export function nitfMedia(content: XmlElement | undefined): NitfMedia {
  const media = findAll(content, 'media');
  const isImage = ({ attributes }: XmlElement) => attributes['media-type'] === 'image';
  const [first, ...further] = media.filter(isImage).map(imageOf);
  const lost = first !== undefined && first.url === null ? ['the picture, which has no address'] : [];
  const others = media.filter((each) => !isImage(each)).map(({ attributes }) => attributes['media-type'] ?? 'media');
  const more = further.map(
    ({ caption }) => `a further picture${caption === undefined ? '' : `: ${caption.slice(0, 100)}`}`,
  );
  return { image: first, dropped: [...lost, ...more, ...others] };
}

function imageOf(media: XmlElement): DocumentImage {
  const references = elementsOf(media, 'media-reference').toSorted((a, b) => widthOf(b) - widthOf(a));
  const reference = references.find(({ attributes }) => absoluteAddress(attributes.source, undefined)) ?? references[0];
  const { source, width, height, 'alternate-text': alt } = reference?.attributes ?? {};
  const caption = elementsOf(media, 'media-caption')
    .map(textIn)
    .find((text) => text !== undefined);
  const creditLine = textIn(elementsOf(media, 'media-producer')[0]);
  return {
    url: absoluteAddress(source, undefined) ?? null,
    width: Number(width) || undefined,
    height: Number(height) || undefined,
    alt: alt || undefined,
    caption,
    creditLine,
    credit: creditLine === undefined ? undefined : { name: creditLine, kind: kindOfName(creditLine) },
  };
}

function widthOf({ attributes }: XmlElement): number {
  return Number(attributes.width) || 0;
}
