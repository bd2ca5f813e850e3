/** Squarespace's blocks of pictures, divisions in divisions that no extractor takes for text, as figures in their place. */

import { type PageDocument, type PageElement, textOf } from './dom.ts';

const MAX_CAPTION_CHARACTERS = 1_000;

/** Changes the document: galleries, and pictures that stand in no figure yet. */
export function withFiguresOfBlocks(document: PageDocument): void {
  for (const block of [...document.querySelectorAll('.sqs-block-gallery, .sqs-block-image')]) {
    if (block.querySelector('figure') !== null) continue;
    const slides = [...block.querySelectorAll('.slide')];
    const figures = (slides.length > 0 ? slides : [block]).flatMap((each) => figureOf(document, each) ?? []);
    // Text beside the captions is the piece's.
    const captions = figures.reduce((sum, figure) => sum + textOf(figure).length, 0);
    const isPictures = textOf(block).replace(/\s+/g, '').length <= captions;
    if (figures.length > 0 && isPictures) outermost(block).replaceWith(...figures);
  }
}

/** With the rows and columns around it that hold nothing else. */
function outermost(block: PageElement): PageElement {
  let found = block;
  for (let around = block.parentElement; around?.localName === 'div'; around = around.parentElement) {
    const isAlone = [...around.children].length === 1 && textOf(around) === textOf(found);
    if (!isAlone) break;
    found = around;
  }
  return found;
}

function figureOf(document: PageDocument, slide: PageElement): PageElement | undefined {
  const image = slide.querySelector('img[data-src], img[data-image], img[src]');
  const src = ['data-image', 'data-src', 'src'].map((name) => image?.getAttribute(name)).find((each) => each);
  if (image === null || src === undefined || src === null) return undefined;
  const shown = document.createElement('img');
  shown.setAttribute('src', src);
  shown.setAttribute('alt', image.getAttribute('alt') ?? '');
  const figure = document.createElement('figure');
  figure.append(shown);
  const said = slide.querySelector('.image-caption, .image-slide-title, .meta-description');
  const caption = said === null ? '' : textOf(said).slice(0, MAX_CAPTION_CHARACTERS);
  if (caption !== '') {
    const below = document.createElement('figcaption');
    below.append(caption);
    figure.append(below);
  }
  return figure;
}
