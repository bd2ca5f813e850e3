/** Players and pictures of a page put into the form that they have in a body, before what isn't text is taken out. */

import { embedIn } from '../../text/html/embeds.ts';
import { isCounter, pictureOf } from '../../text/html/pictures.ts';
import { providerOf } from '../../text/html/providers.ts';
import { type ElementNode, parseTree } from '../../text/html/tree.ts';
import { type PageDocument, type PageElement, parsePage, squeeze } from './dom.ts';

const players =
  'iframe, video, audio, object, embed, blockquote[class], script[src], script[data-infogram-id], div[class], fb-post, lite-youtube, lite-vimeo, youtube-video, vimeo-video, ' +
  [
    'youtube',
    'vimeo',
    'dailymotion',
    'twitter',
    'instagram',
    'tiktok',
    'facebook',
    'soundcloud',
    'iframe',
    'video',
    'audio',
  ]
    .map((name) => `amp-${name}`)
    .join(', ');

/** Each player that leads somewhere becomes a figure with a link. Counters and advertisements stay what they are: furniture. */
export function withEmbeds(document: PageDocument, base: string | undefined): void {
  for (const element of [...document.body.querySelectorAll(players)]) {
    if (!document.body.contains(element) || element.closest('noscript, figure[data-embed]') !== null) continue;
    const node = nodeOf(element);
    const reading = node === undefined ? 'none' : embedIn(node, { base });
    if (reading === 'none' && element.localName === 'object') showInside(document, element);
    if (typeof reading === 'string') continue;
    const { url, title, content } = reading.embed;
    const figure = document.createElement('figure');
    figure.setAttribute('data-embed', providerOf(url));
    const link = document.createElement('a');
    link.setAttribute('href', url);
    link.append(title ?? providerOf(url));
    figure.append(link);
    if (content.length > 0) {
      const caption = document.createElement('figcaption');
      caption.innerHTML = element.innerHTML;
      figure.append(caption);
    }
    element.replaceWith(figure);
  }
}

/** An object that leads nowhere is what it holds. */
function showInside(document: PageDocument, object: PageElement): void {
  const division = document.createElement('div');
  division.append(...object.childNodes);
  object.replaceWith(division);
}

/** Of divisions and scripts only the attributes are read, and most divisions hold most of a page. */
function nodeOf(element: PageElement): ElementNode | undefined {
  if (element.localName !== 'div' && element.localName !== 'script') {
    return parseTree(element.outerHTML, MAX_PLAYER_DEPTH)?.find((node) => typeof node !== 'string');
  }
  const attributes = Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
  return { tag: element.localName, attributes, children: [] };
}

const MAX_PLAYER_DEPTH = 100;

/** Long enough to be text, too short to count as running text. */
const marker = (place: number) => `[[[ embedded player ${place} of the text ]]]`;
const markerShape = /^\[\[\[ embedded player (\d+) of the text \]\]\]$/;

/** What looks for the text of a page takes a link alone for a menu: until that is done, a paragraph stands for each player. */
export function markEmbeds(document: PageDocument): readonly string[] {
  return [...document.querySelectorAll('figure[data-embed]')].map((figure, place) => {
    const paragraph = document.createElement('p');
    paragraph.append(marker(place));
    const { outerHTML } = figure;
    figure.replaceWith(paragraph);
    return outerHTML;
  });
}

/** The HTML of a body without marks that found no place. */
export function withoutMarks(html: string): string {
  return html.replace(/\[\[\[ embedded player \d+ of the text \]\]\]/g, '');
}

/** The players where their paragraphs stand now. The tree is changed. */
export function withMarkedEmbeds(body: PageElement, embeds: readonly string[]): PageElement {
  if (embeds.length === 0) return body;
  for (const paragraph of [...body.querySelectorAll('p')]) {
    const place = markerShape.exec((paragraph.textContent ?? '').trim())?.[1];
    const figure = parsePage(embeds[Number(place)] ?? '').body.querySelector('figure');
    if (figure !== null) paragraph.replaceWith(figure);
  }
  return body;
}

/** The picture that a page shows without scripts takes the place of what scripts fill in beside it. */
export function withLatePictures(document: PageDocument): void {
  for (const image of [...document.body.querySelectorAll('img')]) unpackAddress(image);
  for (const notice of [...document.body.querySelectorAll('noscript')]) {
    const inner = document.createElement('div');
    inner.innerHTML = notice.innerHTML.includes('<') ? notice.innerHTML : (notice.textContent ?? '');
    const images = [...inner.querySelectorAll('img')];
    const [image] = images;
    if (image === undefined || images.length > 1 || squeeze(inner.textContent ?? '') !== '' || isOfOnePixel(image))
      continue;
    const besides = [notice.previousElementSibling, notice.nextElementSibling];
    // The picture of a chart or a film whose player has its place already.
    if (besides.some((each) => each?.matches('figure[data-embed]'))) continue;
    const other = besides.find(isPicture);
    if (other) other.replaceWith(image);
    else notice.replaceWith(image);
  }
}

/** What looks for the text takes an attribute with an address in it for one as a whole: JSON would become the address. */
function unpackAddress(image: PageElement): void {
  const packed = [...image.attributes].filter(({ name, value }) => name.startsWith('data-') && /^\s*[{[]/.test(value));
  if (packed.length === 0) return;
  const node = nodeOf(image);
  const found = node && pictureOf(node, [], { base: undefined });
  for (const { name } of packed) image.setAttribute(name, '');
  if (found && typeof found !== 'string' && found.attributes.src) image.setAttribute('src', found.attributes.src);
}

/** Whether a picture, or what stands in for it, names an address that isn't a stopgap's. */
export function hasAddress(image: PageElement, base: string | undefined): boolean {
  const sources = [...(image.closest('picture')?.querySelectorAll('source') ?? [])];
  const node = nodeOf(image);
  const others = sources.flatMap((source) => nodeOf(source) ?? []);
  return node !== undefined && pictureOf(node, others, { base }) !== null;
}

function isPicture(element: PageElement | null): element is PageElement {
  if (element === null || squeeze(element.textContent ?? '') !== '') return false;
  return element.localName === 'img' || [...element.querySelectorAll('img')].length === 1;
}

function isOfOnePixel(image: PageElement): boolean {
  const node = nodeOf(image);
  return node !== undefined && isCounter(node);
}
