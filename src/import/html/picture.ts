/** Lead image of a page: which one it is, its size, caption and credit. */

import type { NamedSource } from '../../attribution/attribution.ts';
import { parseCreditLine } from '../../attribution/credit.ts';
import type { KnownSource } from '../../attribution/known-sources.ts';
import type { DocumentImage } from '../imported-document.ts';
import { absoluteAddress } from './address.ts';
import { kindOfName } from './byline.ts';
import { hints, type PageDocument, type PageElement, squeeze, textOf } from './dom.ts';
import { isNode, type LinkedData, plainText } from './linked-data.ts';
import type { MetaTags } from './meta-tags.ts';
import { isSamePicture } from './same-picture.ts';

interface Declared {
  readonly url: string;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly alt?: string | undefined;
  readonly caption?: string | undefined;
  readonly creditLine?: string | undefined;
}

/** Must run while the page still has its furniture: captions and credits are part of it. */
export function readPicture(
  document: PageDocument,
  linked: LinkedData,
  meta: MetaTags,
  headline: string,
  base: string | undefined,
): DocumentImage | undefined {
  const declared = [...declaredByNodes(linked, base), ...declaredByMeta(meta, base)];
  const shown = picturesOf(document, headline, base);
  // The declared picture where the page shows it; a card made for sharing is shown nowhere and gives way to what is.
  const match = declared.flatMap((one) => {
    const picture = shown.find(({ urls }) => urls.some((url) => isSamePicture(url, one.url)));
    return picture ? [{ one, picture }] : [];
  })[0];
  const leading = shown.find(({ isLeading }) => isLeading);
  const chosen = match?.one ?? (leading ? { url: leading.urls[0] ?? '' } : declared.find(({ url }) => !isGeneric(url)));
  if (chosen === undefined || chosen.url === '') return undefined;
  return describe(chosen, match?.picture ?? leading);
}

function describe(declared: Declared, picture: ShownPicture | undefined): DocumentImage {
  const printed = picture ? captionOf(picture.element) : {};
  const creditLine = printed.creditLine ?? declared.creditLine;
  const caption = printed.caption ?? declared.caption;
  const given = picture?.element.getAttribute('alt') ?? undefined;
  // An empty one says that the picture is decorative.
  const alt = squeeze(given ?? '') || declared.alt || given?.trim();
  return {
    url: declared.url,
    width: declared.width ?? picture?.width,
    height: declared.height ?? picture?.height,
    alt,
    caption: caption || undefined,
    creditLine: creditLine || undefined,
    credit: creditLine ? creditSource(creditLine) : undefined,
  };
}

function declaredByNodes(linked: LinkedData, base: string | undefined): Declared[] {
  const images = [...linked.values('image'), ...linked.values('thumbnailUrl')];
  return images.flatMap((image) => {
    const node = isNode(image) ? image : undefined;
    const address = node
      ? [node.url, node.contentUrl, node['@id']].flat().find((value) => typeof value === 'string')
      : image;
    const url = absoluteAddress(address, base);
    if (url === undefined) return [];
    const said = (...names: string[]) => names.map((name) => plainText(node?.[name])).find((text) => text !== '');
    return [
      {
        url,
        width: pixels(node?.width),
        height: pixels(node?.height),
        caption: said('caption', 'description'),
        creditLine: said('creditText', 'copyrightNotice', 'copyrightHolder'),
      },
    ];
  });
}

function declaredByMeta(meta: MetaTags, base: string | undefined): Declared[] {
  const alt = meta.first('og:image:alt', 'twitter:image:alt');
  return meta
    .all(
      'og:image',
      'og:image:url',
      'og:image:secure_url',
      'twitter:image',
      'twitter:image:src',
      'parsely-image-url',
      'sailthru.image.full',
      'image',
    )
    .flatMap((address, place) => {
      const url = absoluteAddress(address, base);
      if (url === undefined) return [];
      return [
        {
          url,
          alt,
          ...(place === 0
            ? { width: pixels(meta.first('og:image:width')), height: pixels(meta.first('og:image:height')) }
            : {}),
        },
      ];
    });
}

interface ShownPicture {
  readonly element: PageElement;
  /** Its sizes, the widest first. */
  readonly urls: readonly string[];
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** In a figure or as wide as the text, and no more than two paragraphs below the headline. */
  readonly isLeading: boolean;
}

const notThePiece =
  'nav, aside, footer, [class*="related" i], [class*="teaser" i]:not(figure), [class*="recommend" i], [class*="author" i], [class*="byline" i], [class*="newsletter" i], [class*="logo" i], [class*="avatar" i], [class*="advert" i], [class*="promo" i], [class*="comment" i], [class*="most-read" i]';
const MIN_WIDTH_PX = 240;

function picturesOf(document: PageDocument, headline: string, base: string | undefined): ShownPicture[] {
  const headings = [...document.querySelectorAll('h1')];
  const h1 = headings.find((heading) => textOf(heading) === headline) ?? headings[0] ?? null;
  const scope =
    h1?.closest('article, main, [itemtype*="Article"]') ?? document.querySelector('main, article') ?? document.body;
  let isBelowHeadline = h1 === null;
  const found: ShownPicture[] = [];
  let paragraphs = 0;
  for (const element of document.body.querySelectorAll('h1, img, p')) {
    if (element === h1) isBelowHeadline = true;
    if (element.localName !== 'img') {
      if (isBelowHeadline && scope.contains(element) && textOf(element).length > 80) paragraphs += 1;
      continue;
    }
    const urls = sourcesOf(element, base);
    const [width, height] = [pixels(element.getAttribute('width')), pixels(element.getAttribute('height'))];
    const isSmall =
      (width !== undefined && width > 16 && width < MIN_WIDTH_PX) ||
      (height !== undefined && height > 9 && height < MIN_WIDTH_PX / 2);
    if (
      urls.length === 0 ||
      isSmall ||
      isUnseen(element, width, height) ||
      element.closest(notThePiece) !== null ||
      urls.every(isGeneric)
    )
      continue;
    found.push({ element, urls, width, height, isLeading: paragraphs <= 2 && scope.contains(element) });
  }
  return found;
}

/** Pixels that count readers, and logos that say so. */
function isUnseen(image: PageElement, width: number | undefined, height: number | undefined): boolean {
  if ((width ?? Infinity) <= 2 && (height ?? Infinity) <= 2) return true;
  if (/display:\s*none|visibility:\s*hidden/i.test(image.getAttribute('style') ?? '') || image.hasAttribute('hidden'))
    return true;
  return /(?:^|[\s_-])(?:logo|icon|arrow|pixel|avatar)(?=$|[\s_-])/i.test(
    `${image.getAttribute('alt')?.split(/\s+/).at(-1) ?? ''} ${hints(image)}`,
  );
}

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

/** Logos, avatars, placeholders and tracking pixels, by what their files are commonly called. */
function isGeneric(url: string): boolean {
  const { hostname, pathname } = new URL(url);
  const file = pathname.split('/').findLast((part) => part !== '') ?? '';
  return (
    /(?:^|[_.-])(?:logo|icon|favicon|avatar|placeholder|default|fallback|blank|spacer|pixel|sprite|arrow|chevron|button|btn|loader|loading|spinner|transparent|dummy|no-?(?:image|img|photo|picture)|1x1)s?(?:[_.-]|\d|$)|\.svg$/i.test(
      file,
    ) ||
    /\/(?:logos?|icons?|sprites?|placeholders?)\//i.test(pathname) ||
    /gravatar/.test(hostname)
  );
}

function pixels(value: unknown): number | undefined {
  const size = isNode(value) ? value.value : value;
  const figure =
    typeof size === 'number'
      ? size
      : /^\s*(\d+)(?:\.\d+)?\s*(?:px\s*)?$/.exec(typeof size === 'string' ? size : '')?.[1];
  return figure === undefined || Number(figure) <= 0 ? undefined : Math.round(Number(figure));
}

const creditClass =
  /(?:^|[\s_-])(?:credits?|copyright|source|photographer|fotograf|rights|quelle|attribution|agency|author)(?=$|[\s_-])/;
const creditWords =
  /(?:^|[\s.(|–-])((?:(?:photo(?:graph)?s?|image|picture|foto(?:grafía|grafie)?|bild|credits?|crédit(?:s| photo)?|copyright|quelle|source|fuente)(?: (?:by|von|par|de|di))? ?[:：] ?|photo by |foto: |© ?)[^()|]{2,120}?)\)? ?$/iu;

/** The caption of the picture's figure, and the credit in it: marked as such, or as the words around it say. */
function captionOf(image: PageElement): { caption?: string; creditLine?: string } {
  const figure = image.closest('figure') ?? captionedBox(image);
  const box =
    figure?.querySelector('figcaption') ??
    [...(figure?.querySelectorAll('[class]') ?? [])].find((element) =>
      /caption|legend|bildunterschrift/.test(hints(element)),
    );
  if (!figure || !box) return {};
  const marked = [...figure.querySelectorAll('[class], [itemprop], small, cite')].find(
    (element) =>
      element !== box &&
      !element.contains(box) &&
      (creditClass.test(hints(element)) || /^(?:small|cite)$/.test(element.localName)),
  );
  const whole = textOf(box);
  const creditLine = marked ? textOf(marked) : creditWords.exec(whole)?.[1]?.trim();
  const caption =
    creditLine && whole.endsWith(creditLine) ? whole.slice(0, -creditLine.length) : whole.replace(creditLine ?? '', '');
  return { caption: caption.replace(/(?<![\s(|–-])[\s(|–-]+\)?$/, '').trim(), ...(creditLine ? { creditLine } : {}) };
}

/** Where there is no `<figure>`: the nearest of three ancestors that has a caption and no other picture. */
function captionedBox(image: PageElement): PageElement | undefined {
  let box = image.parentElement;
  for (let level = 0; level < 3 && box !== null; level += 1, box = box.parentElement) {
    if ([...box.querySelectorAll('img')].length > 1) return undefined;
    if (box.querySelector('[class*="caption" i], [class*="legend" i]') !== null) return box;
  }
  return undefined;
}

/** One list, so that the index of its names is made once. */
const noneKnown: readonly KnownSource[] = [];

/** Who is credited: an agency that the line names, else what stands behind the words "photo" and "©". */
function creditSource(line: string): NamedSource | undefined {
  const bare = line
    .replace(
      /^[\s([]*(?:(?:photo(?:graph)?s?|image|picture|foto\p{L}*|bild|credits?|crédits?(?: photo)?|copyright|quelle|source|fuente)\s*)*(?:(?:by|von|par|de|di)\s+)?[:：]?\s*(?:©|\(c\))?\s*/iu,
      '',
    )
    .replace(/(?<![)\]\s.])[)\]\s.]+$/, '');
  const parts = bare
    .split(/[/,|]|\bvia\b|\s-\s/)
    .map(squeeze)
    .filter((part) => part.length > 1);
  const agency = parts.find(
    (part) => kindOfName(part) === 'NEWS_AGENCY' || /\b(?:images|pictures|photos?)$/i.test(part),
  );
  const name = agency ?? parts[0];
  if (name === undefined || name.length > 80) return undefined;
  // "VW" is Volkswagen, "Just Stop Oil" nobody's name.
  const [read] = parseCreditLine(name, noneKnown).sources;
  if (read !== undefined) return read;
  const kind = kindOfName(name);
  return { name, kind: agency !== undefined && kind !== 'NEWS_AGENCY' ? 'COMPANY' : kind };
}
