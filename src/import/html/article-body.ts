/** Article body extraction: finds the running text on the page and strips what isn't part of it. */

import { Readability } from '@mozilla/readability';
import { absoluteAddress } from './address.ts';
import { hints, type PageDocument, type PageElement, parsePage, squeeze, textOf } from './dom.ts';
import { linkText, removeFurniture, runningText } from './furniture.ts';
import { keepSpeakers, putStylesBy, takeStylesBack } from './kept-meaning.ts';
import { lettersIn } from './letters.ts';
import { withParagraphs } from './loose-paragraphs.ts';
import { hasAddress, markEmbeds, withEmbeds, withLatePictures, withMarkedEmbeds, withoutMarks } from './media.ts';
import { removeOtherStories } from './other-stories.ts';
import { isPageLine } from './page-lines.ts';
import { isSamePicture } from './same-picture.ts';

export interface KnownOfBody {
  /** The text as JSON-LD has it, without its structure; lines may be paragraphs. */
  readonly articleBody: string | undefined;
  readonly headline: string;
  readonly standfirst: string | undefined;
  /** Whether the page shows it below its headline: above the text it is no paragraph. */
  readonly isStandfirstShown: boolean;
  /** What relative addresses resolve against. */
  readonly base: string | undefined;
  /** Lead picture, which isn't repeated in the body. */
  readonly image: string | undefined;
}

/** The body as HTML, or the empty string when the page has no running text. The tree is changed. */
export function readBody(document: PageDocument, known: KnownOfBody): string {
  return withoutMarks(foundBody(document, known));
}

function foundBody(document: PageDocument, known: KnownOfBody): string {
  putStylesBy(document);
  keepSpeakers(document);
  withEmbeds(document, known.base);
  withLatePictures(document);
  withParagraphs(document);
  removeOtherStories(document, known.headline);
  removeFurniture(document);
  const embeds = markEmbeds(document);
  const tidied = (html: string) => withMarkedEmbeds(tidiedPage(html, known), embeds);
  const marked = outermost([...document.querySelectorAll('[itemprop~="articleBody"], article, main')]);
  const holders = (marked.length > 0 ? marked : [trunkOf(document.body)]).map((element) => element.outerHTML);
  const whole = document.body.innerHTML;
  // Readability takes the tree apart, so everything else is kept as text before.
  const readable = tidied(
    new Readability(document as never, { charThreshold: 200, keepClasses: true, disableJSONLD: true }).parse()
      ?.content ?? '',
  );
  if (known.articleBody !== undefined && lettersIn(known.articleBody) > 200) {
    const declared = wordsOf(known.articleBody);
    // Some put only a teaser, or an older version, into their JSON-LD: what the page shows in full is better.
    if (coverage(declared, readable) >= MIN_SHARE_OF_DECLARED || runningText(readable) > lettersIn(known.articleBody))
      return readable.innerHTML;
    const covering = covers(parsePage(whole).body, declared);
    const found = covering ? tidied(covering.outerHTML) : undefined;
    return found && coverage(declared, found) >= MIN_SHARE_OF_DECLARED
      ? found.innerHTML
      : asParagraphs(known.articleBody);
  }
  const fullest = holders.map((html) => tidied(html)).sort((a, b) => runningText(b) - runningText(a))[0];
  const isCut = fullest !== undefined && runningText(readable) < 0.5 * runningText(fullest);
  const chosen = isCut ? fullest : readable;
  if (lettersIn(textOf(chosen)) >= MIN_ARTICLE_LETTERS) return chosen.innerHTML;
  const declared = known.articleBody ?? '';
  return lettersIn(declared) >= MIN_ARTICLE_LETTERS ? asParagraphs(declared) : '';
}

/** Those that are in no more than {@link MAX_HOLDERS_AROUND} others: each is read as a page of its own. */
function outermost(holders: readonly PageElement[]): PageElement[] {
  const depths = new Map<PageElement, number>();
  for (const holder of holders) {
    let around = holder.parentElement;
    while (around !== null && !depths.has(around)) around = around.parentElement;
    depths.set(holder, around === null ? 0 : (depths.get(around) ?? 0) + 1);
  }
  return holders.filter((holder) => (depths.get(holder) ?? 0) <= MAX_HOLDERS_AROUND);
}

/** `main`, `article` and its body, once more. */
const MAX_HOLDERS_AROUND = 5;

/** Where nothing is marked as the piece, the deepest element that holds nearly all of the running text, however it is parted there. */
function trunkOf(root: PageElement): PageElement {
  const letters = new Map<PageElement, number>();
  const count = (element: PageElement): number => {
    const own = element.localName === 'p' ? runningText(element) : 0;
    const sum = own || [...element.children].reduce((all, child) => all + count(child), 0);
    letters.set(element, sum);
    return sum;
  };
  const total = count(root);
  let trunk = root;
  for (let inner: PageElement | undefined = root; inner !== undefined && inner.localName !== 'p'; ) {
    trunk = inner;
    inner = [...inner.children].find((child) => (letters.get(child) ?? 0) > MIN_SHARE_OF_TRUNK * total);
  }
  return trunk;
}

const MIN_SHARE_OF_TRUNK = 0.9;

/** Share of the declared text that a find must have to be believed. */
const MIN_SHARE_OF_DECLARED = 0.7;
/** Letters from which on a text may be an article: a news flash has a sentence or two. */
const MIN_ARTICLE_LETTERS = 120;

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);
}

function coverage(declared: ReadonlySet<string>, element: PageElement): number {
  const own = wordsOf(element.textContent ?? '');
  return declared.size === 0 ? 1 : [...declared].filter((word) => own.has(word)).length / declared.size;
}

/** The deepest element that still has the declared text. */
function covers(root: PageElement, declared: ReadonlySet<string>): PageElement | undefined {
  if (coverage(declared, root) < 0.85) return undefined;
  for (const child of root.children) {
    const deeper = covers(child, declared);
    if (deeper) return deeper;
  }
  return root;
}

function asParagraphs(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return escaped
    .split(/\n+/)
    .map((line) => `<p>${line.trim()}</p>`)
    .join('');
}

const blockSelector = 'p, h1, h2, h3, h4, h5, h6, li, blockquote, div';

/** A found body without what its page repeats or puts between: headline, standfirst, lead picture, lines of links. */
function tidiedPage(html: string, known: KnownOfBody): PageElement {
  const { body } = parsePage(html);
  takeStylesBack(body);
  for (const list of [...body.querySelectorAll('ul, ol')]) if (isLinkList(list)) list.remove();
  let isInText = false;
  for (const element of [...body.querySelectorAll(blockSelector)]) {
    const isOther =
      element.localName === 'h1' ||
      isRepeated(element, known, isInText) ||
      (!isInText && isBehindKicker(element, known.headline)) ||
      isLinkLine(element) ||
      isOfPage(element);
    if (isOther) element.remove();
    else if (element.localName === 'p' && lettersIn(textOf(element)) >= MIN_PARAGRAPH_LETTERS) isInText = true;
  }
  for (const list of [...body.querySelectorAll('ul, ol, div, section, table')]) if (isLinkList(list)) list.remove();
  if (known.image !== undefined) removeLead(body, known.image, known.base);
  for (const figure of [...body.querySelectorAll('figure')]) if (isBareCaption(figure, known.base)) figure.remove();
  dropIdleHeadings(body);
  return body;
}

/** A line of the page's own. A paragraph in a player or beside a note is read with it. */
function isOfPage(element: PageElement): boolean {
  if (element.closest('figure[data-embed], li[id], table, blockquote') !== null) return false;
  if (element.querySelector('p, div, img, figure, table, code') !== null) return false;
  return isPageLine(textOf(element));
}

/** A description that is only the first paragraph again doesn't take it away: the summary is marked as one. */
function isRepeated(element: PageElement, known: KnownOfBody, isInText: boolean): boolean {
  const text = bare(element.textContent ?? '');
  if (text === '') return false;
  if (text === bare(known.headline)) return true;
  const isSummary =
    /^h\d$/.test(element.localName) ||
    (known.isStandfirstShown && !isInText) ||
    summaryPattern.test(`${hints(element)} ${element.parentElement ? hints(element.parentElement) : ''}`);
  return isSummary && text === bare(known.standfirst ?? '');
}

/** The headline printed again above the text, with a kicker in front. "What voters think of Brexit" is a heading of its own. */
function isBehindKicker(element: PageElement, of: string): boolean {
  const [text, headline] = [bare(element.textContent ?? ''), bare(of)];
  if (!/^h[1-3]$/.test(element.localName) || lettersIn(headline) < MIN_HEADLINE_LETTERS) return false;
  return text.endsWith(headline) && text.length <= headline.length + MAX_KICKER_LETTERS;
}

/** Letters of a kicker in front of a headline that is printed again. */
const MAX_KICKER_LETTERS = 60;
/** A shorter one may end a subheading. */
const MIN_HEADLINE_LETTERS = 20;
/** Letters from which on a paragraph opens the text. */
const MIN_PARAGRAPH_LETTERS = 40;

const summaryPattern =
  /stand-?first|lead|lede|summary|description|dek\b|teaser|intro|sub-?title|sub-?head|chapeau|chapo|entradilla|sommario|ingress|vorspann|excerpt|abstract|preamble|deck|sapo/;

function bare(text: string): string {
  return squeeze(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** A paragraph that is nothing but a link, whatever its words: "Read also: …". Links in sentences stay. */
function isLinkLine(element: PageElement): boolean {
  // A player's link, a note with its address, a cell of a table: links that are the text.
  if (element.closest('figure[data-embed], li[id], table, .footnotes, .references') !== null) return false;
  if (element.querySelector('figure[data-embed], table') !== null) return false;
  if (element.querySelector('p, div, ul, ol, img') !== null || element.localName === 'blockquote') return false;
  const text = textOf(element);
  const linked = linkText(element);
  // What ends like a sentence is one, however much of it is linked; headlines have no full stop.
  if (linked === 0 || text.length > 300 || (lettersIn(text) > 40 && /[.。]$/.test(text))) return false;
  return (
    linked / text.length > 0.9 ||
    (linked / text.length > 0.5 && /^[^.!?]{2,40}[:：►▶→»>|]/.test(text)) ||
    (linked / text.length > 0.75 && /^h\d$/.test(element.localName))
  );
}

function isLinkList(element: PageElement): boolean {
  if (element.closest('.footnotes, .references') !== null) return false;
  if (element.querySelector('figure[data-embed], li[id]') !== null) return false;
  const text = textOf(element);
  const links = [...element.querySelectorAll('a')].length;
  return text.length > 0 && links >= 2 && linkText(element) / text.length > 0.6;
}

/** The lead picture is told apart from the body; others keep their figure, also where it was one of several. */
function removeLead(body: PageElement, lead: string, base: string | undefined): void {
  const addressOf = (image: PageElement) => {
    const written = image.getAttribute('src') ?? image.getAttribute('data-src') ?? '';
    return absoluteAddress(written, base) ?? written;
  };
  const pictures = [...body.querySelectorAll('img')].filter((image) => addressOf(image) !== '');
  const isLead = (image: PageElement) => isSamePicture(addressOf(image), lead);
  const ofOthers = new Set(pictures.filter((image) => !isLead(image)).map((image) => image.closest('figure')));
  for (const image of pictures.filter(isLead)) {
    const figure = image.closest('figure');
    (figure === null || ofOthers.has(figure) ? image : figure).remove();
  }
}

/** What is left of a picture that the page fills in by itself, or of a player that says why it isn't there. */
function isBareCaption(figure: PageElement, base: string | undefined): boolean {
  if (figure.hasAttribute('data-embed')) return false;
  return ![...figure.querySelectorAll(figureContent)].some(
    (element) => element.closest('figcaption') === null && (element.localName !== 'img' || hasAddress(element, base)),
  );
}

const figureContent = 'img, p, blockquote, table, pre, ul, ol, figure[data-embed]';

/** Headings at the end, or right before one of the same rank or higher, have lost their text. */
function dropIdleHeadings(body: PageElement): void {
  const blocks = [...body.querySelectorAll('h2, h3, h4, h5, h6, p, li, blockquote, figure, table, pre')];
  for (const [place, block] of [...blocks.entries()].reverse()) {
    if (!/^h\d$/.test(block.localName)) continue;
    const next = blocks[place + 1];
    if (next === undefined) {
      block.remove();
      blocks.pop();
    }
  }
}
