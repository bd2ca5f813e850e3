/**
 * Boilerplate removal: menus, advertisements, boxes about other pieces, sharing, comments, captions.
 *
 * Told by element, by role and by the words that sites put into class names; never by a site's own names. Whatever holds
 * much of the page's running text stays, whatever it is called.
 */
import { hints, type PageDocument, type PageElement, textOf } from './dom.ts';

const neverText =
  'script, style, link, meta, noscript, template, iframe, form, button, input, select, textarea, nav, footer, dialog, svg, canvas, object, embed, video, audio, [hidden]:not(figure), [role="navigation"], [role="contentinfo"], [role="dialog"], [role="search"], [role="menu"], [role="tooltip"], [role="alert"]';
const beside = 'aside, [role="complementary"], [aria-hidden="true"], amp-ad, ins';

const words = (...all: string[]) => new RegExp(`(?:^|[\\s_-])(?:${all.join('|')})(?=$|[\\s_-])`);

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
  'cookies?',
  'consent',
  'gdpr',
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
  for (const element of [...document.querySelectorAll(neverText)]) {
    if (element.localName === 'form' && runningText(element) > 0.5 * runningText(document.body)) continue;
    element.remove();
  }
  const total = runningText(document.body);
  for (const element of [...document.body.querySelectorAll('*')]) {
    if (
      !document.body.contains(element) ||
      (/^(?:main|article|h[1-6]|img|picture|source|a|p|em|strong|b|i|br)$/.test(element.localName) &&
        !isNamedFurniture(element))
    )
      continue;
    if (!isFurniture(element) || notes.has(element) || holdsMedia(element)) continue;
    if (runningText(element) <= MAX_SHARE_OF_TEXT * total && element.querySelector('h1') === null) element.remove();
  }
}

const footnoteParts =
  '.footnotes, .footnotes *, [role="doc-endnotes"], [role="doc-endnotes"] *, .footnote-ref, [role="doc-noteref"], sup, sup *, .references, .references *';

/** A player or a gallery in the text is called like those beside it: what stands among paragraphs is the text's. */
function holdsMedia(element: PageElement): boolean {
  const isMedia = element.matches('figure[data-embed]') || element.querySelector('figure[data-embed]') !== null;
  if (!isMedia && !/gallery|slideshow|carousel/.test(hints(element))) return false;
  if (!isMedia && element.querySelector('img') === null) return false;
  if (
    /related|recommend|recirc|outbrain|taboola|sidebar|rail|promo|teaser|newsletter|footer|comment/.test(hints(element))
  )
    return false;
  if (linkText(element) > 300) return false;
  let around = element.parentElement;
  for (let level = 0; around !== null && level < 3; level += 1, around = around.parentElement) {
    const beside = [...around.children].filter((each) => each.localName === 'p' && textOf(each).length >= 80);
    if (beside.length >= 2) return true;
    if (/^(?:aside|nav|footer|header|body|main)$/.test(around.localName)) return false;
  }
  return false;
}

function isFurniture(element: PageElement): boolean {
  return element.matches(beside) || isNamedFurniture(element);
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
    const length = textOf(paragraph).length;
    if (length >= 40) sum += Math.max(0, length - linkText(paragraph));
  }
  return sum;
}

export function linkText(element: PageElement): number {
  let sum = 0;
  for (const link of element.querySelectorAll('a')) sum += textOf(link).length;
  return sum;
}
