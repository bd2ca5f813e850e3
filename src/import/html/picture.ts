/** Lead image of a page: which one it is, its size, caption and credit. */

import type { NamedSource } from '../../attribution/attribution.ts';
import { parseCreditLine } from '../../attribution/credit.ts';
import type { KnownSource } from '../../attribution/known-sources.ts';
import type { DocumentImage } from '../imported-document.ts';
import { absoluteAddress } from './address.ts';
import { kindOfName } from './byline.ts';
import { hints, type PageDocument, type PageElement, squeeze, textOf } from './dom.ts';
import { isFurniture } from './furniture-pictures.ts';
import { isNode, type LinkedData, plainText } from './linked-data.ts';
import type { MetaTags } from './meta-tags.ts';
import { isLabel } from './page-lines.ts';
import { pixels } from './pixels.ts';
import { isSamePicture } from './same-picture.ts';
import { isCard, type KnownOfPicture, type ShownPicture, shownPictures } from './shown-pictures.ts';

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
  known: KnownOfPicture,
): DocumentImage | undefined {
  const declared = [...declaredByNodes(linked, known.base), ...declaredByMeta(meta, known.base)];
  const chosen = choose(declared, shownPictures(document, known), known);
  return chosen && describe(chosen.declared, chosen.picture);
}

interface Chosen {
  readonly declared: Declared;
  readonly picture?: ShownPicture | undefined;
}

/**
 * The declared picture where the page shows it, unless another one stands above the text: pages declare for others what
 * stands further down, too. A card made for sharing is shown nowhere and gives way to what is.
 */
function choose(
  declared: readonly Declared[],
  shown: readonly ShownPicture[],
  known: KnownOfPicture,
): Chosen | undefined {
  const matches = declared.flatMap((one) => {
    const picture = shown.find(({ urls }) => urls.some((url) => isSamePicture(url, one.url)));
    return picture ? [{ declared: one, picture }] : [];
  });
  const as = (picture: ShownPicture | undefined): Chosen | undefined =>
    picture && { declared: { url: picture.urls[0] ?? '' }, picture };
  const opening = shown.find(({ place }) => place === 'OPENING');
  const atTop = matches.find(({ picture }) => picture.place === 'OPENING' || picture.place === 'NEAR_TOP');
  if (opening) return atTop ?? as(opening);
  const unshown = declared.filter(({ url }) => !isFurniture(url, known)).map((one): Chosen => ({ declared: one }));
  return (
    matches[0] ??
    as(shown.find(({ place }) => place === 'NEAR_TOP')) ??
    unshown.find((one) => !isCard(one.declared.url)) ??
    as(shown.find(({ place }) => place === 'IN_TEXT')) ??
    unshown[0]
  );
}

function describe(declared: Declared, picture: ShownPicture | undefined): DocumentImage {
  const printed = picture ? captionOf(picture.element) : {};
  const creditLine = printed.creditLine ?? declared.creditLine;
  const caption = [printed.caption, declared.caption].find((text) => text !== undefined && !isOfAnotherStory(text));
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

/** In a box that isn't a figure the one who wrote the piece may stand as well. */
const authorClass = /(?:^|[\s_-])authors?(?=$|[\s_-])/;
const creditClass =
  /(?:^|[\s_-])(?:credits?|copyright|source|photographer|fotograf|rights|quelle|attribution|agency|author)(?=$|[\s_-])/;
const creditWords =
  /(?:^|[\s.(|–-])((?:(?:photo(?:graph)?s?|image|picture|foto(?:grafía|grafie)?|fotoğraf|фото|تصوير|φωτογραφία|写真|撮影|摄影|攝影|사진|फोटो|bild|credits?|crédit(?:s| photo)?|copyright|quelle|source|fuente)(?: (?:by|von|par|de|di))? ?[:：] ?|photo by |foto: |© ?)[^()|]{2,120}?)\)? ?$/iu;

/** "RELATED: Gulls nest on the crane": what a player in the picture's place leads to. */
function isOfAnotherStory(caption: string): boolean {
  const [label = ''] = /^[^:：]{2,40}[:：]/u.exec(caption) ?? [];
  return label !== '' && isLabel(label);
}

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
      (figure.localName === 'figure' || !authorClass.test(hints(element))) &&
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
      /^[\s([]*(?:(?:photo(?:graph)?s?|image|picture|foto\p{L}*|تصوير|φωτογραφία|фото|写真|撮影|摄影|攝影|사진|फोटो|bild|credits?|crédits?(?: photo)?|copyright|quelle|source|fuente)\s*)*(?:(?:by|von|par|de|di)\s+)?[:：]?\s*(?:©|\(c\))?\s*/iu,
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
