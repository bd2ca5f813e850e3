/** The headline as the page shows it: of which h1, and without the kicker that stands in it. */

import { hints, type PageDocument, type PageElement, squeeze, textOf } from './dom.ts';
import { lettersIn } from './letters.ts';
import { loosely } from './loose-text.ts';
import { microdata } from './meta-tags.ts';
import { joints, sameName } from './title-parts.ts';

const kicker =
  /(?:^|[\s_-])(?:kicker|over-?line|over-?title|over-?head(?:line)?|eyebrow|dachzeile|spitzmarke|rubrik|super-?title|pre-?title|category|section-?(?:name|label)|topline|volanta|antetitulo|surtitre|occhiello|label|badge|h-offscreen|visually-?hidden|sr-only)(?=$|[\s_-])/;

/** Of several h1 — teasers and sections have them too — the one that shares most words with what the page says it is called. */
export function shownHeadline(
  document: PageDocument,
  called: readonly (string | undefined)[],
  siteNames: readonly string[],
): string {
  let best = '';
  let bestShare = 0;
  const headings = [...microdata(document, 'headline'), ...document.querySelectorAll('h1')];
  const isSite = (text: string) => siteNames.some((name) => sameName(name, text));
  for (const element of headings) {
    const shown = withoutKicker(element, called);
    const share = Math.max(...called.map((other) => likeness(shown, other ?? '')));
    if (shown !== '' && share > bestShare) [best, bestShare] = [shown, share];
  }
  if (best !== '') return best;
  const first = [...document.querySelectorAll('h1')].find((element) => !isSite(textOf(element)));
  return first === undefined ? shownElsewhere(document, called, isSite) : withoutKicker(first, called);
}

/** What a page without an h1 calls its piece's title, rather than that of a site, a section or a card. */
const calledTitle =
  '[class~="headline" i], [id="headline" i], [class~="title" i], [id="title" i], [class~="main-title" i], [class~="article-title" i], [class~="news-title" i], [class~="story-title" i], [class~="post-title" i], [class~="entry-title" i]';
/** Words of a site's name in front of a headline or behind it, and signs of one whose words aren't parted. */
const MAX_NAME_WORDS = 4;
const MAX_NAME_CHARACTERS = 40;

/** Where the page's own title has that in front of or behind a name, and nothing else on the page is so. */
function shownElsewhere(
  document: PageDocument,
  called: readonly (string | undefined)[],
  isSite: (text: string) => boolean,
): string {
  const isBesideName = (text: string, title: string) =>
    joints(title).some(({ head, tail }) => {
      const name = head === text ? tail : tail === text ? head : undefined;
      const isName =
        name !== undefined && name.split(' ').length <= MAX_NAME_WORDS && name.length <= MAX_NAME_CHARACTERS;
      return isName && name.length < text.length;
    });
  const shown = new Set([...document.body.querySelectorAll(calledTitle)].map(textOf));
  const fitting = [...shown].filter(
    (text) =>
      isLongEnough(text) && !isSite(text) && called.some((title) => title !== undefined && isBesideName(text, title)),
  );
  return fitting.length === 1 ? (fitting[0] ?? '') : '';
}

/** The element that shows a headline: an h1, where a page has none an h2 to h4, alone or behind a kicker, or one that is called a title; else the first h1. */
export function headingOf(document: PageDocument, headline: string): PageElement | null {
  const wanted = bare(headline);
  const titles = [...document.querySelectorAll('h1')];
  const same = titles.find((each) => bare(each.textContent ?? '') === wanted);
  if (same !== undefined) return same;
  const otherwise = titles.find((each) => isLongEnough(textOf(each)));
  if (otherwise !== undefined) return otherwise;
  const lower = [...document.querySelectorAll('h2, h3, h4')].find((each) => {
    const own = bare(each.textContent ?? '');
    return own.endsWith(wanted) && own.length <= 2 * wanted.length;
  });
  const named = lower ?? [...document.body.querySelectorAll(calledTitle)].find((each) => bare(textOf(each)) === wanted);
  return named ?? titles[0] ?? null;
}

/** Whether an h1 may be a headline, and not the name of a site or a section. */
export function isLongEnough(text: string): boolean {
  // What parts no words by spaces has a sign or two for each.
  return text.split(' ').length >= MIN_HEADLINE_WORDS || lettersIn(text) - text.length >= MIN_EXTRA_LETTERS;
}

const MIN_HEADLINE_WORDS = 3;
/** Eight signs that stand for a syllable or a word. */
const MIN_EXTRA_LETTERS = 12;

function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Without what is marked as kicker, or stands in an element of its own and is lacking where the page says the title again. */
function withoutKicker(heading: PageElement, called: readonly (string | undefined)[]): string {
  const whole = textOf(heading);
  const [first] = heading.children;
  const marked = [...heading.querySelectorAll('[class]')].filter((part) => kicker.test(hints(part)));
  const unmarked = squeeze([...heading.childNodes].map((node) => textWithout(node as PageElement, marked)).join(' '));
  // The page's metadata has it in the same words.
  if (called.includes(whole)) return whole;
  if (marked.length > 0 && unmarked.split(' ').length >= 3) return withoutLead(unmarked);
  const lead = textOf(first);
  const rest = lead !== '' && whole.startsWith(lead) ? withoutLead(whole.slice(lead.length)) : '';
  const isLacking = rest !== '' && called.some((other) => other !== undefined && loosely(other) === loosely(rest));
  return isLacking ? rest : whole;
}

function withoutLead(text: string): string {
  return text.replace(/^[\s:|–-]+/, '');
}

function textWithout(node: PageElement, marked: readonly PageElement[]): string {
  if (marked.includes(node)) return '';
  if (node.nodeType !== 1 || !marked.some((part) => node.contains(part))) return node.textContent ?? '';
  return [...node.childNodes].map((child) => textWithout(child as PageElement, marked)).join(' ');
}

/** Share of words in common (Dice), from 0 to 1. */
export function likeness(one: string, other: string): number {
  const [a, b] = [new Set(loosely(one).split(' ')), new Set(loosely(other).split(' '))];
  return (2 * [...a].filter((word) => b.has(word)).length) / (a.size + b.size);
}
