/**
 * Boilerplate removal: menus, advertisements, boxes about other pieces, sharing, comments, captions.
 *
 * Told by element, by role and by the words that sites put into class names; never by a site's own names. Whatever holds
 * much of the page's running text stays, whatever it is called.
 */
import { removeBoxesBeside } from './boxes-beside.ts';
import { removeConsent } from './consent.ts';
import { hints, type PageDocument, type PageElement, textOf, wordsOfName } from './dom.ts';
import { lettersIn, lettersOf } from './letters.ts';
import { nameWords as words } from './name-words.ts';

const neverText =
  'script, style, link, meta, noscript, template, iframe, form, button, input, select, textarea, nav, footer, dialog, svg, canvas, object, embed, video, audio, [hidden]:not(figure), [role="navigation"], [role="contentinfo"], [role="dialog"], [role="search"], [role="menu"], [role="tooltip"], [role="alert"]';
const beside = 'aside, [role="complementary"], [aria-hidden="true"], amp-ad';

const furniture = words(
  'ads?',
  'adv',
  'advert\\w*',
  'adslot',
  'sponsor(?:ed)?',
  'outbrain',
  'taboola',
  'promo\\w*',
  'teasers?',
  'marketing',
  'related\\w*',
  'recommend\\w*',
  'recirc\\w*',
  'read-?(?:more|also|next|on)',
  'more-?(?:on|from|stories|news|articles|links)',
  'see-?also',
  'most-?(?:read|popular|viewed)',
  'popular',
  'trending',
  'latest',
  'suggest\\w*',
  'link-?(?:list|box)',
  'cross-?links?',
  'internal-?links?',
  'newsletters?',
  'sign-?up',
  'subscri(?:be|ption)\\w*',
  'paywall',
  'regwall',
  'login',
  'register',
  'donat\\w*',
  'membership',
  'upsell',
  'cta',
  'support-us',
  'shar(?:e|ing)\\w*',
  'social\\w*',
  'follow\\w*',
  'bookmark\\w*',
  'whatsapp',
  'toolbar',
  'tools',
  'actions?',
  'utilit(?:y|ies)',
  'comments?',
  'disqus',
  'respond',
  'reactions?',
  'rating',
  'feedback',
  'correction-form',
  'poll',
  'quiz',
  'survey',
  'tags?',
  'tag-?list',
  'topics',
  'keywords',
  'categor(?:y|ies)',
  'breadcrumbs?',
  'pagination',
  'pager',
  'toc',
  'table-of-contents',
  'menu',
  'navigation',
  'nav',
  'navbar',
  'sidebar',
  'rail',
  '(?:web-?)?push\\w*',
  'airship\\w*',
  'notifications?',
  'prompt',
  'modal',
  'popup',
  'overlay',
  'tooltip',
  'banner',
  'footer',
  'copyright',
  'disclaimer',
  'legal',
  'sr-only',
  'visually-?hidden',
  'screen-?reader\\w*',
  'off-?screen',
  'a11y\\w*',
  'hidden',
  'is-hidden',
  'print-only',
  'skip-?(?:links?|to|nav)',
  'player',
  'video-?(?:player|box|caption|description|title)',
  'audio\\w*',
  'podcasts?',
  'listen',
  'text-?to-?speech',
  'slideshow',
  'carousel',
  'slider',
  'gallery',
  'lightbox',
  'fullscreen',
  'widgets?',
  'embed-?(?:consent|placeholder|privacy)',
  'external-?content',
  'tweet',
  'weather',
  'stock-?ticker',
  'timestamp',
  'date(?:line|time)?',
  'pub(?:lish(?:ed)?)?-?date',
  'reading-?time',
  'byline\\w*',
  'authors?',
  'author-?\\w+',
  'autor(?:en)?',
  'bio',
  'biography',
  'signature',
  'contributors?',
  'kicker',
  'credits?',
  'breaking',
);
const captionPattern = words(
  '(?:\\w+-)?captions?',
  'wp-caption-text',
  'legend',
  'photo-?credit',
  'image-?(?:credit|description|meta|info|text)',
  'media-?(?:credit|info|description)',
  'bildunterschrift',
);

/** Shares of the page's running text from which on an element isn't furniture, whatever it is called. */
const MAX_SHARE_OF_TEXT = 0.35;

/** Takes the page's furniture out of the tree; the tree is changed. */
export function removeFurniture(document: PageDocument): void {
  // Notes have ids and classes that menus and boxes have, too.
  const notes = new Set([...document.querySelectorAll(footnoteParts)]);
  removeBoxesBeside(document);
  const letters = lettersOf(document.body);
  // Those that aren't links, of the text, whether it has paragraphs or not.
  const unlinked = (element: PageElement) => letters(element).all - letters(element).linked;
  let left = unlinked(document.body);
  for (const element of [...document.querySelectorAll(neverText)]) {
    if (/^(?:form|dialog)$/.test(element.localName) && unlinked(element) > 0.5 * left) continue;
    if (document.body.contains(element)) left -= unlinked(element);
    element.remove();
  }
  removeConsent(document);
  const total = runningText(document.body);
  const ofText = classesOfText(document);
  const holdsMedia = mediaAmongParagraphs();
  for (const element of [...document.body.querySelectorAll('*')]) {
    if (
      !document.body.contains(element) ||
      (/^(?:main|article|h[1-6]|img|picture|source|a|p|em|strong|b|i|br)$/.test(element.localName) &&
        !isNamedFurniture(element))
    )
      continue;
    if (!isFurniture(element) || notes.has(element) || holdsMedia(element)) continue;
    const named = furnitureClasses(element);
    if (named.length > 0 && named.every((name) => ofText.has(name)) && !element.matches(beside)) continue;
    if (runningText(element) <= MAX_SHARE_OF_TEXT * total && element.querySelector('h1') === null) element.remove();
  }
}

/** Classes that hold much of the text only together: of a grid around each paragraph that is named after the sidebar beside it. */
function classesOfText(document: PageDocument): ReadonlySet<string> {
  const sums = new Map<string, number>();
  const known = new Map<string, readonly string[]>();
  for (const paragraph of document.body.querySelectorAll('p')) {
    const letters = runningText(paragraph);
    if (letters === 0) continue;
    const around = new Set<string>();
    for (let at: PageElement | null = paragraph; at !== null; at = at.parentElement)
      for (const name of furnitureClasses(at, known)) around.add(name);
    for (const name of around) sums.set(name, (sums.get(name) ?? 0) + letters);
  }
  const total = runningText(document.body);
  return new Set([...sums].flatMap(([name, sum]) => (sum > MAX_SHARE_OF_TEXT * total ? [name] : [])));
}

function furnitureClasses(element: PageElement, known = new Map<string, readonly string[]>()): readonly string[] {
  const { className } = element;
  if (className === '') return [];
  const found = known.get(className) ?? className.split(/\s+/).filter((name) => furniture.test(wordsOfName(name)));
  known.set(className, found);
  return found;
}

const footnoteParts =
  '.footnotes, .footnotes *, [role="doc-endnotes"], [role="doc-endnotes"] *, .footnote-ref, [role="doc-noteref"], sup, sup *, .references, .references *';

/** A player or a gallery in the text is called like those beside it: what stands among paragraphs is the text's. */
function mediaAmongParagraphs(): (element: PageElement) => boolean {
  const known = new Map<PageElement, boolean>();
  const hasParagraphs = (around: PageElement) => {
    const isLong = (each: PageElement) => each.localName === 'p' && lettersIn(textOf(each)) >= 80;
    const has = known.get(around) ?? [...around.children].filter(isLong).length >= 2;
    known.set(around, has);
    return has;
  };
  return (element) => mayHoldMedia(element) && isAmong(element, hasParagraphs);
}

function mayHoldMedia(element: PageElement): boolean {
  const isMedia = element.matches('figure[data-embed]') || element.querySelector('figure[data-embed]') !== null;
  const named = hints(element);
  if (!isMedia && !/gallery|slideshow|carousel/.test(named)) return false;
  if (!isMedia && element.querySelector('img') === null) return false;
  if (/related|recommend|recirc|outbrain|taboola|sidebar|rail|promo|teaser|newsletter|footer|comment/.test(named))
    return false;
  return linkText(element) <= 300;
}

function isAmong(element: PageElement, hasParagraphs: (around: PageElement) => boolean): boolean {
  let around = element.parentElement;
  for (let level = 0; around !== null && level < 3; level += 1, around = around.parentElement) {
    if (hasParagraphs(around)) return true;
    if (/^(?:aside|nav|footer|header|body|main)$/.test(around.localName)) return false;
  }
  return false;
}

function isFurniture(element: PageElement): boolean {
  return element.matches(beside) || isAdvertisement(element) || isNamedFurniture(element);
}

/** Networks put their advertisements into `ins`, empty until then, and say by attributes of their own which. */
function isAdvertisement(element: PageElement): boolean {
  if (element.localName !== 'ins') return false;
  return (
    textOf(element) === '' ||
    /(?:^|[\s_-])ads/.test(element.className) ||
    [...element.attributes].some(({ name }) => name.startsWith('data-'))
  );
}

function isNamedFurniture(element: PageElement): boolean {
  const named = hints(element);
  if (named.trim() === '') return false;
  if (element.localName === 'figcaption') return false;
  return furniture.test(named) || (captionPattern.test(named) && element.closest('figure') === null);
}

/** Letters in paragraphs that aren't links: what a reader reads, as against lists of teasers. */
export function runningText(element: PageElement): number {
  let sum = 0;
  const own = element.localName === 'p' ? [element] : element.querySelectorAll('p');
  for (const paragraph of own) {
    const text = textOf(paragraph);
    const letters = lettersIn(text);
    if (letters >= 40) sum += Math.max(0, letters * (1 - linkText(paragraph) / text.length));
  }
  return sum;
}

export function linkText(element: PageElement): number {
  let sum = 0;
  for (const link of element.querySelectorAll('a')) sum += textOf(link).length;
  return sum;
}
