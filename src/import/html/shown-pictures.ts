/** Pictures that a page shows with its piece, in their order: without logos, portraits of authors, pixels and other stories' pictures. */

import { absoluteAddress } from './address.ts';
import { hints, type PageDocument, type PageElement, textOf } from './dom.ts';
import { isFurniture, type Subject, wordsOf } from './furniture-pictures.ts';
import { headingOf } from './heading.ts';
import { lettersIn } from './letters.ts';
import { pixels } from './pixels.ts';

export interface KnownOfPicture extends Subject {
  /** Authors, whose portraits are none of the piece's pictures. */
  readonly people: readonly string[];
  /** What relative addresses resolve against. */
  readonly base: string | undefined;
}

/** Above the text, no more than two paragraphs below the headline, further down in the text, or anywhere else on the page. */
type Place = 'OPENING' | 'NEAR_TOP' | 'IN_TEXT' | 'ELSEWHERE';

export interface ShownPicture {
  readonly element: PageElement;
  /** Its sizes, the widest first. */
  readonly urls: readonly string[];
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly place: Place;
}

const notThePiece =
  'nav, aside, footer, [class*="related" i], [class*="teaser" i]:not(figure), [class*="recommend" i], [class*="author" i], [class*="byline" i], [class*="newsletter" i], [class*="logo" i], [class*="avatar" i], [class*="advert" i], [class*="promo" i], [class*="comment" i], [class*="most-read" i]';
const MIN_WIDTH_PX = 240;
const MAX_NEAR_TOP_PARAGRAPHS = 2;

export function shownPictures(document: PageDocument, known: KnownOfPicture): ShownPicture[] {
  const { headline, people, base } = known;
  const heading = headingOf(document, headline);
  const scope =
    heading?.closest('article, main, [itemtype*="Article"]') ??
    document.querySelector('main, article') ??
    document.body;
  // What holds the headline, as the page itself does, may be named after anything that stands on it.
  const isBeside = (element: PageElement) => {
    const holder = element.closest(notThePiece);
    return holder !== null && !holder.contains(scope);
  };
  const names = people.map(bare).filter((name) => name !== '');
  let isBelowHeadline = heading === null;
  const found: ShownPicture[] = [];
  let paragraphs = 0;
  for (const element of document.body.querySelectorAll('h1, h2, h3, h4, img, p')) {
    if (element === heading) isBelowHeadline = true;
    if (element.localName !== 'img') {
      const isText = element.localName === 'p' && lettersIn(textOf(element)) > 80;
      if (isBelowHeadline && scope.contains(element) && isText) paragraphs += 1;
      continue;
    }
    const urls = sourcesOf(element, base);
    const [width, height] = [pixels(element.getAttribute('width')), pixels(element.getAttribute('height'))];
    if (urls.length === 0 || isSmall(width, height) || isUnseen(element, width, height)) continue;
    const isCaptioned = lettersIn(textOf(element.closest('figure')?.querySelector('figcaption'))) > 0;
    if (isCalledLogo(element, known) || urls.every((url) => isFurniture(url, known, isCaptioned))) continue;
    if (isBeside(element) || isPortrait(element) || isBesideName(element, names)) continue;
    found.push({
      element,
      urls,
      width,
      height,
      place: scope.contains(element) ? placeAfter(paragraphs, element) : 'ELSEWHERE',
    });
  }
  return found;
}

function placeAfter(paragraphs: number, image: PageElement): Place {
  if (paragraphs === 0 && isInFigure(image)) return 'OPENING';
  return paragraphs <= MAX_NEAR_TOP_PARAGRAPHS ? 'NEAR_TOP' : 'IN_TEXT';
}

/** What leads elsewhere is an advertisement or another story. */
function isInFigure(image: PageElement): boolean {
  if (image.closest('figure, picture') === null) return false;
  const link = image.closest('a')?.getAttribute('href') ?? '';
  return link === '' || /^#|\.(?:jpe?g|png|webp|gif|avif)(?:[?#]|$)/i.test(link);
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function isSmall(width: number | undefined, height: number | undefined): boolean {
  return (
    (width !== undefined && width > 16 && width < MIN_WIDTH_PX) ||
    (height !== undefined && height > 9 && height < MIN_WIDTH_PX / 2)
  );
}

/** Round pictures and those that say so: of who wrote, or of who is asked. */
function isPortrait(image: PageElement): boolean {
  const around = [image, image.parentElement, image.parentElement?.parentElement].filter((each) => each != null);
  return around.some((element) =>
    /(?:^|[\s_-])(?:circle|profile|portrait|headshot|mugshot|rounded-full|author|writer|contributor)(?=$|[\s_-])/.test(
      hints(element),
    ),
  );
}

/** A picture that is called by an author's name, and that a byline of the name stands under. */
function isBesideName(image: PageElement, names: readonly string[]): boolean {
  const alt = bare(image.getAttribute('alt') ?? '');
  const name = names.find((each) => each === alt);
  if (name === undefined) return false;
  const beside = bare(textOf(image.closest('figure') ?? image.parentElement?.parentElement));
  return beside.slice(0, MAX_BYLINE_WORD_LETTERS + name.length).includes(name);
}

/** Letters of a word in front of a name: "By", "Texte de". */
const MAX_BYLINE_WORD_LETTERS = 8;

/** Pixels that count readers, and logos that say so. */
function isUnseen(image: PageElement, width: number | undefined, height: number | undefined): boolean {
  if ((width ?? Infinity) <= 2 && (height ?? Infinity) <= 2) return true;
  if (/display:\s*none|visibility:\s*hidden/i.test(image.getAttribute('style') ?? '') || image.hasAttribute('hidden'))
    return true;
  return /(?:^|[\s_-])(?:logo|icon|arrow|pixel|avatar)(?=$|[\s_-])/i.test(hints(image));
}

/** "Harbour Post logo"; more words, or such a word of the headline too, tell what is to be seen. */
function isCalledLogo(image: PageElement, { headline, houses }: Subject): boolean {
  const words = wordsOf(image.getAttribute('alt') ?? '');
  const last = words.at(-1) ?? '';
  if (!/^(?:logo|icon|arrow|pixel|avatar)$/.test(last) || wordsOf(headline).includes(last)) return false;
  const ofHouse = bare(houses.join(' '));
  return words.filter((word) => !ofHouse.includes(word)).length <= MAX_WORDS_OF_LOGO;
}

const MAX_WORDS_OF_LOGO = 3;

/** Every address of an image: `src`, what lazy loaders keep for later, `srcset` of it and of its `<picture>`. */
function sourcesOf(image: PageElement, base: string | undefined): string[] {
  const sets = [image, ...(image.closest('picture')?.querySelectorAll('source') ?? [])].flatMap((element) =>
    ['srcset', 'data-srcset'].map((name) => element.getAttribute(name) ?? ''),
  );
  const sized = sets.flatMap((set) =>
    set.split(/,\s+|,(?=https?:|\/)/).map((candidate) => {
      const [url, size = ''] = candidate.trim().split(/\s+/);
      return { url, size: Number(/^([\d.]+)[wx],?$/.exec(size)?.[1] ?? 1) };
    }),
  );
  sized.sort((a, b) => b.size - a.size);
  const plain = ['src', 'data-src', 'data-original', 'data-lazy-src', 'data-url'].map(
    (name) => image.getAttribute(name) ?? '',
  );
  const all = [...sized.map(({ url }) => url ?? ''), ...plain].filter((url) => url !== '' && !url.startsWith('data:'));
  return [...new Set(all.map((url) => absoluteAddress(url, base)).filter((url) => url !== undefined))];
}

/** A card that is made for sharing, with the headline or a logo in it, by what it is commonly called. */
export function isCard(url: string): boolean {
  return /(?:^|[/_.-])(?:branded|social|share|sharing|sharer|card|og|opengraph|facebook|twitter)(?:[_/.-]|$)/i.test(
    new URL(url).pathname,
  );
}
